"""What somebody does on the first day, in a real browser."""

import pytest

from tests.browser.looking import beyond_the_edge, faint, strangers
from zi_analytics.settings import SAMPLES

pytestmark = pytest.mark.browser

FAULTY = SAMPLES / "contoh-kelurahan-randulintang-2025-B12.xlsx"
SIDE_BY_SIDE = SAMPLES / "contoh-kelurahan-tirtalaras-2025-B12.xlsx"


@pytest.mark.alone
def test_a_worksheet_is_dropped_stored_seen_and_still_there_after_a_reload(visit):
    guest = visit().open()
    assert "Belum ada yang tersimpan" in guest.text()
    guest.press("Unggah lembar kerja")
    guest.drop(FAULTY)
    assert "1 berkas terbaca: 0 siap, 1 perlu dilihat, 0 tidak dikenali" in guest.text()
    guest.press("Simpan 1 berkas")
    assert "1 berkas tersimpan." in guest.text()
    guest.page.get_by_role("link", name="Lihat ringkasan").click()
    guest.page.get_by_role("heading", name="83,43 dari 100").wait_for()
    guest.settle()
    assert "Lembar kerja menampilkan 84,68 poin; menurut aturan 83,43" in guest.text()
    guest.page.reload()
    guest.settle()
    assert "83,43 dari 100" in guest.text()
    assert "unit=kelurahan-randulintang" in guest.page.url
    assert "period=2025-B12" in guest.page.url
    assert strangers(guest) == []


@pytest.mark.alone
def test_the_switch_changes_words_and_numbers_everywhere(visit):
    guest = visit().open("/unggah").drop(SIDE_BY_SIDE)
    guest.press("Simpan 1 berkas")
    guest.page.get_by_role("link", name="Lihat ringkasan").click()
    guest.page.wait_for_selector(".js-plotly-plot .annotation-text")
    guest.settle()
    assert guest.page.evaluate("document.documentElement.lang") == "id"
    guest.page.get_by_role("radio", name="English").or_(
        guest.page.get_by_role("button", name="English")
    ).first.click()
    guest.page.get_by_role("heading", name="85.86 of 100").wait_for()
    guest.settle()
    said = guest.text()
    assert "dari 100" not in said
    assert "85,86" not in said
    labels = guest.page.locator(".annotation-text").all_text_contents()
    assert any("Change management" in label for label in labels)
    assert not [label for label in labels if " dari " in label or "batas" in label]
    assert guest.page.evaluate("document.documentElement.lang") == "en"
    # The next page speaks the same language.
    guest.page.get_by_role("link", name="Upload").click()
    guest.page.get_by_role("heading", name="Upload").wait_for()
    assert "lang=en" in guest.settle().page.url


@pytest.mark.alone
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_phone_needs_no_sideways_scrolling(visit, dark):
    guest = visit(390, 844, dark).open("/unggah").drop(FAULTY)
    assert beyond_the_edge(guest) == []
    guest.press("Simpan 1 berkas")
    guest.page.get_by_role("link", name="Lihat ringkasan").click()
    guest.page.wait_for_selector(".js-plotly-plot .annotation-text")
    guest.settle()
    assert beyond_the_edge(guest) == []
    ground = guest.page.evaluate(
        "getComputedStyle(document.querySelector('[data-testid=\"stApp\"]')).backgroundColor"
    )
    assert ground == ("rgb(17, 24, 31)" if dark else "rgb(255, 255, 255)")


def test_text_of_a_file_is_shown_and_does_nothing(visit):
    name = "![x](https://evil.example/a.png) www.evil.example <b>tebal</b> :smile: a.xlsx"
    guest = visit().open("/unggah")
    guest.drop({"name": name, "mimeType": "", "buffer": FAULTY.read_bytes()})
    assert name in guest.text()
    assert not [url for url in guest.asked if "evil" in url]
    assert guest.page.locator('[data-testid="stMain"] a[href*="evil"]').count() == 0
    assert guest.page.locator('[data-testid="stMain"] b').count() == 0


@pytest.mark.parametrize("count_is_late", [False, True])
def test_a_file_that_does_not_arrive_is_missed(visit, count_is_late):
    guest = visit()
    if count_is_late:
        guest.page.add_init_script(
            "const soon = window.setTimeout;"
            "window.setTimeout = (act, wait, ...rest) => soon(act, wait === 150 ? 3000 : wait, ...rest)"
        )
    guest.open("/unggah")
    failed = []

    def fail_first(route):
        if route.request.method == "PUT" and not failed:
            failed.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    guest.page.route("**/upload_file/**", fail_first)
    guest.drop(FAULTY, SIDE_BY_SIDE)
    assert failed
    assert "2 berkas dipilih, tetapi hanya 1 yang tiba." in guest.text()


@pytest.mark.alone
def test_the_first_visit_may_ask_for_a_page_by_its_address(visit):
    guest = visit().open("/unggah")
    guest.page.get_by_role("heading", name="Unggah").wait_for()
    guest.page.wait_for_timeout(1_500)
    assert "Page not found" not in guest.text()


def test_the_keyboard_is_enough(visit):
    guest = visit().open()
    for _ in range(30):
        guest.page.keyboard.press("Tab")
        if guest.page.evaluate("document.activeElement.innerText") == "Unggah lembar kerja":
            break
    guest.page.keyboard.press("Enter")
    guest.page.get_by_role("heading", name="Unggah").wait_for()


@pytest.mark.alone
def test_the_example_data_is_one_press_away(visit):
    guest = visit().open()
    guest.page.get_by_role("button", name="Muat data contoh").click()
    guest.page.wait_for_selector(".js-plotly-plot .annotation-text", timeout=120_000)
    assert "dari 100" in guest.settle().text()
    assert strangers(guest) == []


@pytest.mark.alone
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_can_be_read(visit, dark):
    guest = visit(dark=dark).open("/unggah").drop(FAULTY)
    assert faint(guest) == []
    guest.press("Simpan 1 berkas")
    assert faint(guest) == []
    guest.page.get_by_role("link", name="Lihat ringkasan").click()
    guest.page.wait_for_selector(".js-plotly-plot .annotation-text")
    assert faint(guest.settle()) == []


def test_a_reading_that_is_interrupted_does_not_meet_its_own_files_as_strangers(visit):
    guest = visit().open("/unggah").drop(FAULTY, SIDE_BY_SIDE)
    assert "2 berkas terbaca" in guest.text()
    assert "isinya sama" not in guest.text()
