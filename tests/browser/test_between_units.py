"""Antar unit in a real browser: choosing, folding, going on to a question."""

import pytest

from tests.browser.conftest import examples
from tests.browser.looking import beyond_the_edge, faint, strangers
from zi_analytics.settings import SAMPLES

pytestmark = pytest.mark.browser

NAMES = ("tirtalaras", "randulintang", "wanakelana", "kalibiduri")
FILES = [SAMPLES / f"contoh-kelurahan-{name}-2025-B12.xlsx" for name in NAMES]
fill = examples(*FILES)
PAGE = "/antar-unit?unit=kelurahan-tirtalaras"
THREE = f"{PAGE}&with=kelurahan-randulintang&with=kelurahan-wanakelana&with=kelurahan-kalibiduri"


def headline(guest):
    return guest.page.get_by_role("heading", level=2).inner_text()


def focus(guest, wanted):
    """Tab until the focus is on something whose text begins with ``wanted``."""
    for _ in range(120):
        guest.page.keyboard.press("Tab")
        said = guest.page.evaluate("document.activeElement.innerText") or ""
        if said.strip().startswith(wanted):
            return
    raise AssertionError(f"{wanted} cannot be reached: {guest.text()}")


def test_units_are_chosen_and_a_copied_link_opens_them_again(visit):
    guest = visit().open(f"{PAGE}&with=kelurahan-randulintang")
    assert "Tirtalaras unggul" in headline(guest)
    guest.press("+ Kelurahan Wanakelana")
    assert "Wanakelana unggul" in headline(guest)
    assert "with=kelurahan-randulintang&with=kelurahan-wanakelana" in guest.page.url
    again = visit()
    again.page.goto(guest.page.url)
    again.settle()
    assert headline(again) == headline(guest)
    assert strangers(guest) == strangers(again) == []


def test_the_table_folds_open_by_keyboard_down_to_the_question(visit):
    guest = visit().open(f"{PAGE}&with=kelurahan-randulintang")
    guest.page.locator(".beside").wait_for()
    question = guest.page.locator(".beside a").filter(has_text="Kampanye publik antigratifikasi")
    assert not question.is_visible()
    focus(guest, "Pengawasan")
    guest.page.keyboard.press("Enter")
    focus(guest, "Pengendalian gratifikasi")
    guest.page.keyboard.press("Enter")
    assert question.is_visible()
    focus(guest, "Kampanye publik antigratifikasi")
    guest.page.keyboard.press("Enter")
    guest.page.get_by_role("heading", name="A.I.5.i.a").wait_for()
    assert "/area-lemah?" in guest.settle().page.url
    assert "unit=kelurahan-tirtalaras" in guest.page.url
    assert "node=A.I.5.i.a" in guest.page.url


def test_what_is_folded_open_stays_open_while_the_units_are_the_same(visit):
    guest = visit().open(f"{PAGE}&with=kelurahan-randulintang")
    guest.page.locator(".beside summary").filter(has_text="Pengawasan").first.click()
    indicator = guest.page.locator(".beside summary").filter(has_text="Pengendalian gratifikasi")
    assert indicator.is_visible()
    guest.page.get_by_text("Reform", exact=True).click()  # a filter of another part of the page
    assert "aspect=reform" in guest.settle().page.url
    assert indicator.is_visible()


def test_differences_only(visit):
    guest = visit().open(f"{PAGE}&with=kelurahan-randulintang")
    guest.page.get_by_text("Perbedaan saja").click()
    assert "diff=only" in guest.settle().page.url
    rows = guest.page.locator(".beside .row a:visible")
    assert rows.count() > 20
    said = guest.page.locator(".beside").inner_text()
    assert "Kampanye publik antigratifikasi" in said


def test_a_row_of_the_ranking_is_put_beside_and_a_question_is_opened(visit):
    guest = visit(height=1200).open(f"{PAGE}&with=kelurahan-randulintang")
    ranking = guest.page.locator('[data-testid="stDataFrame"]').first
    ranking.scroll_into_view_if_needed()
    ranking.click(position={"x": 16, "y": 56})
    assert "with=kelurahan-wanakelana" in guest.settle().page.url
    missed = guest.page.locator('[data-testid="stDataFrame"]').last
    missed.scroll_into_view_if_needed()
    missed.click(position={"x": 16, "y": 56})
    guest.page.get_by_role("heading", name="Area lemah").wait_for()
    assert "node=B.I" in guest.settle().page.url


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_can_be_read_and_a_phone_needs_no_sideways_scrolling(visit, dark):
    guest = visit(390, 844, dark).open(f"{THREE}&node=A.I.5.i")
    guest.page.locator(".beside details[open] details[open] .row").first.wait_for()
    guest.settle()
    assert faint(guest) == []
    assert beyond_the_edge(guest) == []
    wide = guest.page.evaluate(
        """() => [...document.querySelectorAll('.beside *')]
          .filter((e) => !e.matches('.unseen') && e.getBoundingClientRect().right > innerWidth + 1)
          .map((e) => e.textContent.slice(0, 40))"""
    )
    assert wide == []


@pytest.mark.parametrize("width", [390, 1366])
def test_the_names_stay_in_sight_over_a_long_fold(visit, width):
    guest = visit(width, 768).open(f"{PAGE}&with=kelurahan-randulintang&diff=only")
    guest.page.locator(".beside").wait_for()
    guest.page.locator(".beside summary").filter(has_text="Pelayanan publik").first.evaluate(
        "(row) => row.scrollIntoView()"
    )
    guest.settle()
    seen = guest.page.evaluate(
        """() => {
          const box = document.querySelector('.beside .head').getBoundingClientRect();
          const at = document.elementFromPoint(box.right - 20, box.bottom - 12);
          return at.closest('.head') ? at.textContent : '';
        }"""
    )
    assert "Randulintang" in seen
