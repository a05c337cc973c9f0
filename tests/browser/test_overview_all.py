"""Ringkasan of many units in a real browser: down to a question by mouse and keyboard, and back."""

from types import SimpleNamespace
from urllib.parse import parse_qs, urlparse

import pytest

from pages.analysis.overview.matrix_columns import widths
from pages.shared.words import speaking
from tests.browser.conftest import examples
from tests.browser.looking import beyond_the_edge, faint, strangers
from tests.browser.test_weak_areas import press_by_keyboard
from zi_analytics.analysis.ranking import columns_of
from zi_analytics.instrument import load
from zi_analytics.settings import SAMPLES
from zi_analytics.store import UnitChange, open_store

pytestmark = pytest.mark.browser

FILES = [
    SAMPLES / "contoh-kelurahan-randulintang-2025-B12.xlsx",
    SAMPLES / "contoh-kelurahan-tirtalaras-2025-B12.xlsx",
]
fill = examples(*FILES)
ROW, HEAD = 35, 38


def press_cell(guest, row, area):
    """Press the cell of a unit (0 is the first) and area (1 to 6) of the matrix."""
    grid = guest.page.locator('[data-testid="stDataFrame"]').first
    grid.scroll_into_view_if_needed()
    instrument = load("lke-2021")
    wbk = instrument.predicates[0]
    shown = SimpleNamespace(
        predicate=wbk, limits=wbk.limits, instrument=instrument, columns=columns_of(instrument, wbk)
    )
    with speaking("id"):
        pixels = widths(shown)
    names = list(pixels)
    before = names[: names.index(str(area))]
    left = sum(pixels[name] for name in before) + pixels[str(area)] // 2
    grid.click(position={"x": left, "y": HEAD + ROW * (row + 1) + ROW // 2})


def test_a_cell_opens_its_unit_and_area_each_time_and_back(visit):
    guest = visit().open("/")
    guest.page.get_by_role("heading", name="dari 2 unit memenuhi WBK").wait_for()
    for row, unit in ((0, "kelurahan-randulintang"), (1, "kelurahan-tirtalaras")):
        press_cell(guest, row, 5)
        guest.page.wait_for_url("**/area-lemah?**")
        guest.settle()
        assert f"unit={unit}" in guest.page.url
        assert "node=A.I.5" in guest.page.url
        guest.page.get_by_role("button", name="↓").first.click()
        guest.settle()
        assert "node=A.I.5&" not in guest.page.url
        guest.page.get_by_role("link", name="Ringkasan").click()
        guest.page.get_by_role("heading", name="dari 2 unit memenuhi WBK").wait_for()
        guest.settle()
    assert strangers(guest) == []


def test_the_keyboard_passes_the_matrix_and_opens_a_question(visit):
    guest = visit().open("/?target=WBBM")
    guest.page.get_by_role("heading", name="dari 2 unit memenuhi WBK").wait_for()
    press_by_keyboard(guest, "arrow_forward\n\nArea lemah")
    guest.page.wait_for_url("**/area-lemah?**")
    assert "node=TOTAL" in guest.settle().page.url
    steps = guest.page.get_by_role("button", name="↓")
    steps.first.wait_for()  # the address is there before the page is
    while steps.count():
        press_by_keyboard(guest, steps.first.inner_text())
    node = parse_qs(urlparse(guest.page.url).query)["node"][0]
    guest.page.get_by_role("heading", name=node).wait_for()
    assert node.count(".") >= 2


@pytest.mark.alone
def test_a_row_of_the_groups_leads_down(visit, program):
    with open_store(program.store) as store:
        store.change_unit("kelurahan-randulintang", UnitChange(parent="kelurahan-tirtalaras"))
    guest = visit().open("/")
    grid = guest.page.locator('[data-testid="stDataFrame"]').last
    grid.scroll_into_view_if_needed()
    grid.click(position={"x": 18, "y": HEAD + ROW // 2})
    guest.page.get_by_text("di bawah Kelurahan Tirtalaras").first.wait_for()
    assert "under=kelurahan-tirtalaras" in guest.page.url
    assert strangers(guest) == []


def test_a_copied_link_opens_the_same_view(visit):
    guest = visit().open("/?target=WBBM&sort=name&by=unit&stand=failing")
    headings = guest.page.locator('[data-testid="stMain"] :is(h1, h2, h3)')
    seen = headings.all_inner_texts()
    assert any("WBBM" in text for text in seen[1:])
    again = visit()
    again.page.goto(guest.page.url)
    again.settle()
    assert again.page.locator('[data-testid="stMain"] :is(h1, h2, h3)').all_inner_texts() == seen
    assert "stand=failing" in again.page.url


def test_one_unit_is_one_press_away_and_a_link_to_it_opens_it(visit):
    guest = visit().open("/")
    guest.page.get_by_role("radio", name="Satu unit").click()
    guest.page.get_by_role("heading", name="83,43 dari 100").wait_for()
    guest.page.get_by_role("radio", name="Semua unit").click()
    guest.page.get_by_role("heading", name="dari 2 unit memenuhi WBK").wait_for()
    linked = visit().open("/?unit=kelurahan-randulintang")
    linked.page.get_by_role("heading", name="83,43 dari 100").wait_for()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_can_be_read_and_a_phone_needs_no_sideways_scrolling(visit, dark):
    guest = visit(390, 844, dark).open("/")
    guest.page.get_by_role("heading", name="dari 2 unit memenuhi WBK").wait_for()
    assert faint(guest) == []
    assert beyond_the_edge(guest) == []
