"""Antar periode in a real browser."""

import pytest

from tests.browser.conftest import examples
from tests.browser.looking import beyond_the_edge, faint, strangers
from zi_analytics.settings import SAMPLES

pytestmark = pytest.mark.browser

FILES = sorted(SAMPLES.glob("contoh-kelurahan-bumipelita-*.xlsx"))
fill = examples(*FILES)
PAGE = "/antar-periode?unit=kelurahan-bumipelita&assessor=unit"


def test_other_periods_are_chosen_and_a_copied_link_opens_them_again(visit):
    guest = visit().open(PAGE)
    assert "sejak Triwulan III 2025" in guest.text()
    guest.page.get_by_role("combobox", name="Dari").click()
    guest.page.get_by_role("option", name="Triwulan I 2024").click()
    guest.settle()
    guest.page.get_by_role("combobox", name="Ke").click()
    guest.page.get_by_role("option", name="Triwulan II 2025").click()
    guest.settle()
    headline = guest.page.get_by_role("heading", level=2).inner_text()
    assert "dari Triwulan I 2024 ke Triwulan II 2025" in headline
    assert "from=2024-B03" in guest.page.url
    again = visit()
    again.page.goto(guest.page.url)
    again.settle()
    assert again.page.get_by_role("heading", level=2).inner_text() == headline
    assert strangers(guest) == strangers(again) == []


def test_the_language_changes_every_word_and_number(visit):
    guest = visit().open(PAGE)
    guest.page.get_by_text("English", exact=True).click()
    guest.page.get_by_role("heading", name="Between periods").wait_for()
    said = guest.settle().text()
    assert "since Quarter III 2025" in said
    assert "Triwulan" not in said
    assert "area dan hasil" not in said


def test_the_way_leads_to_the_overview_of_a_period(visit):
    guest = visit().open(PAGE)
    guest.page.get_by_text("Periode sebagai tabel").first.click()
    guest.settle()  # the fold opens slowly, and the link moves with it
    guest.page.get_by_role("link", name="Ringkasan Triwulan II 2025").click()
    guest.page.get_by_role("heading", name="Ringkasan").first.wait_for()
    guest.settle()
    assert "period=2025-B06" in guest.page.url
    assert "assessor=unit" in guest.page.url


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_can_be_read_and_a_phone_needs_no_sideways_scrolling(visit, dark):
    guest = visit(390, 844, dark).open(PAGE)
    assert faint(guest) == []
    assert beyond_the_edge(guest) == []
