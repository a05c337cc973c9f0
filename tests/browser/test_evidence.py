"""Bukti dukung in a real browser: nothing is asked of strangers, checking works by keyboard."""

import hashlib
from dataclasses import replace

import pytest

from tests.browser.conftest import examples
from tests.browser.looking import beyond_the_edge, faint, strangers
from tests.browser.test_weak_areas import press_by_keyboard
from zi_analytics.settings import SAMPLES
from zi_analytics.store import open_store
from zi_analytics.workbook.reading import Reading

pytestmark = pytest.mark.browser

FILES = [
    SAMPLES / "contoh-kelurahan-sendangmentari-2025-B12.xlsx",
    SAMPLES / "contoh-kelurahan-tirtalaras-2025-B12.xlsx",
]
PAGE = "/bukti-dukung?unit=kelurahan-ragu&period=2025-B12"
HOST = "stranger.example"
LINK = f"http://{HOST}/sk?a=1&copy;=2"
TRAP = f"{LINK} ![x](http://{HOST}/p.png) <img src=http://{HOST}/i.png>"


def fill(folder):
    examples(*FILES)(folder)
    with open_store(folder) as store:
        own = store.load_document("kelurahan-sendangmentari", "2025-B12", "unit").reading
        answers = dict(own.answers)
        # A link under four questions is doubted; the trap stands there as it was typed.
        for code in [code for code, answer in answers.items() if answer.value == 1.0][:5]:
            answers[code] = answers[code]._replace(evidence=TRAP)
        reading = replace(own, answers=answers)
        original = repr(reading).encode()
        digest = hashlib.sha256(original).hexdigest()
        place = {"unit": "Kelurahan Ragu", "period": "2025-B12"}
        file = Reading("a.xlsx", digest, "lke-2021", "", *place.values(), (reading,), ())
        store.save(file, original, **place)


def asked_of(guest):
    return [url for url in guest.asked if HOST in url]


def test_no_request_leaves_before_the_link_is_pressed(visit):
    guest = visit().open(f"{PAGE}&doubt=same-link")
    assert "91,88 poin diakui" in guest.text()
    assert guest.page.locator(f'a[href*="{HOST}"], img[src*="{HOST}"]').count() == 0
    guest.press("Tampilkan tautan")
    links = guest.page.locator(f'a[href*="{HOST}"]')
    assert links.count() == 1
    assert guest.page.locator(f'[data-testid="stCode"]:has-text("{LINK}")').count() == 1
    assert f"Menuju peladen {HOST}" in guest.text()
    link = guest.page.locator(f'a[href="{LINK}"]')
    assert link.get_attribute("target") == "_blank"
    assert "noreferrer" in (link.get_attribute("rel") or "")
    link.hover()
    link.focus()
    assert asked_of(guest) == strangers(guest) == []
    opened = []
    guest.page.context.on("request", lambda request: opened.append(request.url))
    guest.page.context.route(f"http://{HOST}/**", lambda route: route.fulfill(body="ok"))
    with guest.page.expect_popup() as popup:
        link.click()
    popup.value.wait_for_load_state()
    assert [url for url in opened if HOST in url] == [LINK]
    assert popup.value.evaluate("window.opener") is None
    assert popup.value.evaluate("document.referrer") == ""
    # One at a time: showing another hides the first.
    guest.press("Tampilkan tautan")
    assert guest.page.locator('[data-testid="stCode"]').count() == 1


@pytest.mark.alone
def test_checking_by_keyboard_stays_after_a_reload(visit, program):
    guest = visit().open(f"{PAGE}&doubt=local-path")
    before = guest.page.get_by_role("heading", name="91,88 poin diakui").inner_text()
    press_by_keyboard(guest, "Tandai diperiksa")
    guest.page.get_by_label("Nama Anda").first.focus()
    guest.page.keyboard.type("Siti Aminah")
    guest.page.keyboard.press("Tab")
    guest.page.keyboard.type("Map dilihat di kantor")
    guest.settle()
    press_by_keyboard(guest, "Simpan sebagai sudah diperiksa")
    guest.page.get_by_text("tersimpan sebagai sudah diperiksa oleh Siti Aminah").wait_for()
    with open_store(program.store) as store:
        (kept,) = store.inspections.of("kelurahan-ragu", "2025-B12", "unit")
    assert (kept.inspected_by, kept.reason) == ("Siti Aminah", "Map dilihat di kantor")
    again = visit().open(f"{PAGE}")
    # What has no evidence stays without: a path proves nothing, but it is no longer in doubt.
    assert again.page.get_by_role("heading", name="91,88 poin diakui").inner_text() == before
    again.page.get_by_text("1 sudah diperiksa").click()
    again.page.get_by_text("Map dilihat di kantor").wait_for()


@pytest.mark.alone
def test_a_double_click_keeps_one(visit):
    guest = visit().open(f"{PAGE}&doubt=local-path")
    guest.press("Tandai diperiksa")
    guest.page.get_by_label("Nama Anda").first.fill("Siti")
    guest.page.get_by_label("Alasan").fill("Dilihat")
    guest.page.get_by_role("button", name="Simpan sebagai sudah diperiksa").dblclick()
    guest.settle()
    assert "riwayat pemeriksaan: 1" in guest.text()


def test_a_doubt_leads_into_the_action_plan(visit):
    guest = visit().open(f"{PAGE}&doubt=local-path")
    doubt = guest.page.locator('[class*="st-key-doubt-"]').first
    code = doubt.inner_text().split("·")[1].split()[0]
    doubt.get_by_text("Masukkan ke rencana aksi").click()
    guest.page.get_by_label("Apa yang harus dilakukan").first.wait_for()
    assert f"add={code}" in guest.page.url
    assert beyond_the_edge(guest) == []


def test_a_row_without_evidence_opens_its_question(visit):
    guest = visit().open(PAGE)
    table = guest.page.locator('[data-testid="stDataFrame"]').first
    table.scroll_into_view_if_needed()
    table.click(position={"x": 16, "y": 56})
    guest.settle()
    assert "/area-lemah" in guest.page.url
    assert "unit=kelurahan-ragu" in guest.page.url
    assert "node=" in guest.page.url


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_open_form_can_be_read_on_a_phone(visit, dark):
    guest = visit(390, 844, dark).open(f"{PAGE}&doubt=same-link")
    guest.press("Tampilkan tautan").press("Tandai diperiksa")
    assert "Menuju peladen" in guest.text()
    assert guest.page.get_by_label("Alasan").is_visible()
    assert faint(guest) == []
    assert beyond_the_edge(guest) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("unit", ["kelurahan-ragu", "kelurahan-tirtalaras"])
def test_every_text_can_be_read_and_a_phone_needs_no_sideways_scrolling(visit, unit, dark):
    guest = visit(390, 844, dark).open(f"/bukti-dukung?unit={unit}")
    assert faint(guest) == []
    assert beyond_the_edge(guest) == []
    assert strangers(guest) == []
