"""A meeting held in a real browser by keyboard alone, and the one after it."""

import pytest

from tests.browser.conftest import examples
from tests.browser.looking import beyond_the_edge, faint, strangers
from zi_analytics.programme.actions import Origin, load_actions
from zi_analytics.settings import SAMPLES
from zi_analytics.store import open_store

pytestmark = pytest.mark.browser

UNIT = "kelurahan-tirtalaras"
PAGE = f"/paparan?view=unit&unit={UNIT}&period=2025-B12"
fill = examples(SAMPLES / "contoh-kelurahan-tirtalaras-2025-B12.xlsx")
FIRST, SECOND = "Survei ulang 30 responden", "Umumkan maklumat pelayanan"


def place(guest):
    return guest.page.locator(".st-key-slide-keys .place").inner_text()


def press(guest, key, shows):
    """Press a key; the counter moves at once, the slide follows."""
    guest.page.keyboard.press(key)
    guest.page.wait_for_function(
        f"new URLSearchParams(location.search).get('present') === '{shows}'"
    )
    assert place(guest).startswith(f"{shows}/")


def fill_the_screen(guest):
    """F takes the whole screen and gives it back; the slide stays what it was."""
    before = place(guest)
    for wanted in ("true", "false"):
        guest.page.keyboard.press("f")
        guest.page.wait_for_function(f"Boolean(document.fullscreenElement) === {wanted}")
        assert place(guest) == before


def write_decision(guest, what, who):
    """From the slide and back to it without a mouse."""
    keyboard = guest.page.keyboard
    keyboard.press("k")
    guest.page.wait_for_function("document.activeElement?.tagName === 'TEXTAREA'")
    before = place(guest)
    keyboard.type(what)
    # In a field the keys of the slides are only keys.
    keyboard.press("ArrowLeft")
    keyboard.press("End")
    keyboard.press("Tab")
    keyboard.type(who)
    assert place(guest) == before
    send = guest.page.get_by_role("button", name="Simpan keputusan")
    send.focus()
    keyboard.press("Enter")
    guest.page.get_by_text(f"Tersimpan: {what}").wait_for()
    # The first decision brings slides of the plan; they come behind this one.
    assert place(guest).partition("/")[0] == before.partition("/")[0]
    keyboard.press("Escape")
    guest.page.wait_for_function("document.documentElement.dataset.ziDecide !== 'open'")


def assert_both(text):
    assert FIRST in text
    assert SECOND in text


@pytest.mark.alone
def test_a_meeting_by_keyboard_and_the_one_after_it(visit, program):
    guest = visit(dark=True).open(PAGE)
    guest.press("Mulai paparan")
    assert guest.page.get_by_role("heading", name="Kelurahan Tirtalaras").is_visible()
    assert not guest.page.locator('[data-testid="stSidebar"]').is_visible()
    slides = int(place(guest).split("/")[1])
    press(guest, "ArrowRight", 2)
    press(guest, " ", 3)
    press(guest, "PageUp", 2)
    press(guest, "End", slides)
    press(guest, "Home", 1)
    fill_the_screen(guest)
    # Quick presses add up.
    guest.page.keyboard.press("PageDown")
    press(guest, "ArrowDown", 3)
    guest.settle()
    assert beyond_the_edge(guest) == []
    assert faint(guest) == []
    write_decision(guest, FIRST, "Pokja 6")
    write_decision(guest, SECOND, "Lurah")
    guest.page.keyboard.press("Escape")
    guest.page.get_by_role("heading", name="Paparan").wait_for()
    guest.settle()
    assert_both(guest.text())
    with open_store(program.store) as store:
        kept = [one.value for one in load_actions(store, UNIT)]
    assert [one.what for one in kept] == [FIRST, SECOND]
    assert {one.origin for one in kept} == {Origin.MEETING}
    guest.page.get_by_role("link", name="Rencana aksi").last.click()
    guest.page.wait_for_url("**/rencana-aksi*")
    guest.settle()
    plan = guest.page.locator('[data-testid="stDataFrame"]').first
    for what in (FIRST, SECOND):
        plan.locator("td").filter(has_text=what).first.wait_for(state="attached")

    guest.open(PAGE)
    guest.page.get_by_text("Mulai rapat lain").first.click()
    # The fold is called as its button: where the form is not there yet, that would close it again.
    form = guest.page.locator('[data-testid="stFormSubmitButton"]')
    form.get_by_role("button", name="Mulai rapat lain").click()
    guest.page.get_by_role("heading", name="Kelurahan Tirtalaras").wait_for()
    # The keys are heard from when the counter stands there, a moment after the slide.
    assert place(guest).startswith("1/")
    press(guest, "ArrowRight", 2)
    guest.page.get_by_role("heading", name="0 dari 2 keputusan rapat lalu selesai").wait_for()
    assert_both(guest.text())
    assert strangers(guest) == []


def test_a_question_and_back_and_every_slide_on_its_own_page(visit):
    guest = visit(390, 844).open(f"{PAGE}&slide=state-1&slide=questions-2&present=3")
    assert beyond_the_edge(guest) == []
    assert faint(guest) == []
    question = guest.page.locator('[class*="st-key-links"] a').first
    code = question.inner_text().replace("\u2060", "").removeprefix("→ ")
    question.click()
    guest.settle()
    assert "/area-lemah" in guest.page.url
    assert f"node={code}" in guest.page.url
    guest.page.go_back()
    guest.settle()
    assert "present=3" in guest.page.url
    assert place(guest).startswith("3/")
    guest.open(f"{PAGE}&print=1")
    slides = guest.page.locator('[class*="st-key-stage-"]')
    cut = slides.evaluate_all(
        "all => all.filter((one) => one.scrollHeight > one.clientHeight + 1).length"
    )
    assert cut == 0
    pages = guest.page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert pages == slides.count() > 10
    assert strangers(guest) == []
