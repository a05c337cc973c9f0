"""Antar penilai in a real browser."""

from pathlib import Path

import pytest

from tests.browser.looking import beyond_the_edge, faint, strangers
from tests.pages.test_assessors import city, keep

pytestmark = pytest.mark.browser

PAGE = "/antar-penilai?period=2025-B12"


def fill(folder):
    keep(folder, *city())


def headline(guest):
    return guest.page.get_by_role("heading", level=2).first.inner_text().replace("\u2060", "")


def test_another_pair_is_chosen_by_keys_and_a_copied_link_opens_it_again(visit):
    guest = visit().open(PAGE)
    assert headline(guest).startswith("TPI menurunkan nilai 3 dari 3 unit")
    guest.page.get_by_role("combobox", name="Dibandingkan").focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        guest.page.keyboard.press(key)
    guest.settle()
    assert headline(guest).startswith("TPN menurunkan nilai 1 dari 1 unit")
    assert "pair=tpi-tpn" in guest.page.url
    again = visit()
    again.page.goto(guest.page.url)
    again.settle()
    assert headline(again) == headline(guest)
    assert strangers(guest) == strangers(again) == []


def test_one_unit_is_looked_at_and_leads_to_its_question(visit):
    guest = visit().open(f"{PAGE}&scope=one&unit=cita")
    assert "menjadi 93,75" in headline(guest)
    guest.page.get_by_role("link", name="B.I.a").click()
    guest.page.get_by_role("heading", name="Area lemah").wait_for()
    guest.settle()
    assert "node=B.I.a" in guest.page.url
    assert "unit=cita" in guest.page.url
    assert "Jawaban, catatan, dan bukti" in guest.text()


def test_a_long_table_is_made_when_it_is_asked_for(visit):
    guest = visit().open(PAGE)
    with guest.page.expect_download() as waiting:
        guest.page.get_by_role("button", name="Unduh seluruh tabel (CSV)").first.click()
    lines = Path(waiting.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Unit;Perubahan;● Unit;■ TPI;Predikat menurut Unit")
    assert [line.split(";")[0] for line in lines[1:]] == ["Cita", "Alun", "Bumi"]
    assert float(lines[1].split(";")[1].replace(",", ".")) == pytest.approx(-6.25)
    assert waiting.value.suggested_filename.startswith("antar-penilai-unit-2025-B12-every-")


def test_the_language_changes_every_word_and_number(visit):
    guest = visit().open(PAGE)
    guest.page.get_by_text("English", exact=True).click()
    guest.page.get_by_role("heading", name="Between assessors").wait_for()
    said = guest.settle().text()
    assert "usually (median) by 2.75 points" in said
    assert "Triwulan" not in said
    assert "unit yang" not in said


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("scope", ["", "&scope=one&unit=cita", "&scope=one&unit=damai"])
def test_every_text_can_be_read_and_a_phone_needs_no_sideways_scrolling(visit, dark, scope):
    guest = visit(390, 844, dark).open(PAGE + scope)
    assert faint(guest) == []
    assert beyond_the_edge(guest) == []
