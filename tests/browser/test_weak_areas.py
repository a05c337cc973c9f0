"""Area lemah in a real browser: down to a question and back, by keyboard and by mouse."""

import pytest

from tests.browser.conftest import examples
from tests.browser.looking import beyond_the_edge, faint, strangers
from zi_analytics.settings import SAMPLES

pytestmark = pytest.mark.browser

FILES = [
    SAMPLES / "contoh-kelurahan-randulintang-2025-B12.xlsx",
    SAMPLES / "contoh-kelurahan-tirtalaras-2025-B12.xlsx",
]
fill = examples(*FILES)
PAGE = "/area-lemah?unit=kelurahan-randulintang"
TILE = ".js-plotly-plot .slice.cursor-pointer"


def press_by_keyboard(guest, name):
    """Tab to the button that shows ``name``, then press Enter."""
    for _ in range(80):
        guest.page.keyboard.press("Tab")
        said = guest.page.evaluate("document.activeElement.innerText") or ""
        if said.strip() == name:
            # As nobody presses within the moment in which a table that was passed tells of it:
            # Streamlit would then answer for the page that is left.
            guest.settle().page.keyboard.press("Enter")
            guest.settle()
            return
    raise AssertionError(f"{name} cannot be reached: {guest.text()}")


def test_down_to_a_question_by_keyboard_and_back(visit):
    guest = visit().open(PAGE)
    assert "16,57 poin masih hilang" in guest.text()
    press_by_keyboard(guest, "↓ Pengawasan")
    press_by_keyboard(guest, "↓ Mekanisme pengendalian")
    press_by_keyboard(guest, "↓ Pengendalian berjenjang atas aktivitas utama")
    assert "node=A.II.5.i.-" in guest.page.url
    guest.page.get_by_role("heading", name="A.II.5.i.-").wait_for()
    again = visit()
    again.page.goto(guest.page.url)
    again.settle().page.get_by_role("heading", name="A.II.5.i.-").wait_for()
    press_by_keyboard(guest, "↑ Pengawasan")
    press_by_keyboard(guest, "↑ Nilai total")
    assert "node=TOTAL" in guest.page.url
    assert strangers(guest) == []


def test_a_tile_leads_down_each_time_and_the_overview_stays_at_the_place(visit):
    guest = visit().open(PAGE)
    for _ in range(2):
        guest.page.wait_for_selector(TILE)
        tile = guest.page.locator(TILE).filter(has_text="Pengawasan").first
        tile.click(position={"x": 30, "y": 12})
        guest.page.get_by_role("button", name="↑ Pengungkit").wait_for()
        assert "node=A.I.5" in guest.settle().page.url
        guest.press("↑ Nilai total")
        assert "node=TOTAL" in guest.page.url
    guest.press("↓ Pengawasan")
    guest.page.get_by_role("link", name="Ringkasan").click()
    guest.page.get_by_role("heading", name="83,43 dari 100").wait_for()
    assert "node=A.I.5" in guest.settle().page.url


def test_a_row_of_the_ranking_opens_its_question(visit):
    guest = visit().open(f"{PAGE}&node=B.I")
    guest.page.locator('[data-testid="stDataFrame"]').click(position={"x": 16, "y": 56})
    guest.page.get_by_role("heading", name="B.I.").wait_for()
    assert "node=B.I." in guest.settle().page.url


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("node", ["TOTAL", "A.I.5", "A.II.5.i.-"])
def test_every_text_can_be_read_and_a_phone_needs_no_sideways_scrolling(visit, node, dark):
    guest = visit(390, 844, dark).open(f"{PAGE}&node={node}")
    assert faint(guest) == []
    assert beyond_the_edge(guest) == []


def test_a_picture_is_saved_by_its_own_button(visit):
    guest = visit().open(PAGE)
    guest.page.locator(".js-plotly-plot").first.hover()
    with guest.page.expect_download() as coming:
        guest.page.get_by_role("button", name="Simpan sebagai gambar (PNG)").first.click()
    assert coming.value.path().read_bytes().startswith(b"\x89PNG")
