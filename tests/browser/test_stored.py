"""Penilaian, units and backups in a real browser."""

import hashlib
from io import BytesIO

import openpyxl
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
ROW = "/penilaian?row=kelurahan-randulintang~2025-B12~unit"


def test_a_click_on_a_row_opens_it_and_a_copied_link_opens_it_again(visit):
    guest = visit().open("/penilaian")
    assert "3 penilaian, 3 sudah berpredikat" in guest.text()
    table = guest.page.locator('[data-testid="stDataFrame"]').first
    table.click(position={"x": 16, "y": 56})
    guest.page.get_by_role("heading", name="Kelurahan Randulintang").wait_for()
    guest.settle()
    assert "row=kelurahan-randulintang" in guest.page.url
    again = visit()
    again.page.goto(guest.page.url)
    again.settle()
    assert "Kelurahan Randulintang · Triwulan IV 2025" in again.text()
    assert strangers(guest) == []


def test_the_original_file_comes_back_byte_for_byte(visit):
    guest = visit().open(ROW)
    with guest.page.expect_download() as coming:
        guest.page.get_by_role("button", name="Berkas asli").click()
    content = coming.value.path().read_bytes()
    assert content == FILES[0].read_bytes()
    assert hashlib.sha256(content).hexdigest()[:12] in coming.value.suggested_filename


def download(guest, name):
    with guest.page.expect_download() as coming:
        guest.page.get_by_role("button", name=name).click()
    return coming.value.path().read_bytes()


@pytest.mark.parametrize(("language", "total"), [("id", "83,43"), ("en", "83.43")])
def test_the_whole_table_is_downloaded_in_the_language_of_the_page(visit, language, total):
    guest = visit().open(f"/penilaian?lang={language}")
    name = {"id": "Unduh seluruh tabel", "en": "Download the whole table"}[language]
    lines = download(guest, f"{name} (CSV)").decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    [line] = [line for line in lines if "Randulintang" in line]
    assert total in line
    assert lines[0].startswith("Unit;Periode" if language == "id" else "Unit,Period")
    sheet = openpyxl.load_workbook(BytesIO(download(guest, f"{name} (Excel)"))).active
    [row] = [row for row in sheet.values if "Randulintang" in row[0]]
    assert f"{row[3]:.2f}" == "83.43"


@pytest.mark.alone
def test_deleting_asks_and_is_done(visit):
    guest = visit().open(ROW)
    guest.press("Hapus penilaian ini")
    guest.page.get_by_role("dialog").get_by_role("button", name="Batal").click()
    guest.settle()
    assert guest.page.get_by_role("dialog").count() == 0
    guest.press("Hapus penilaian ini")
    guest.page.get_by_role("dialog").get_by_role("button", name="Hapus").click()
    guest.page.get_by_text("dihapus.").wait_for()
    assert "2 penilaian" in guest.settle().text()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    "address",
    [ROW, "/unit?unit=kelurahan-randulintang", "/cadangan"],
    ids=["row", "unit", "backup"],
)
def test_every_text_can_be_read_and_a_phone_needs_no_sideways_scrolling(visit, address, dark):
    guest = visit(390, 844, dark).open(address)
    assert faint(guest) == []
    assert beyond_the_edge(guest) == []


@pytest.mark.alone
def test_a_store_goes_back_to_a_backup(visit):
    guest = visit().open("/cadangan").press("Buat cadangan sekarang")
    guest.page.get_by_text("selesai dibuat dan dicocokkan.").wait_for()
    guest.open(ROW).press("Hapus penilaian ini")
    guest.page.get_by_role("dialog").get_by_role("button", name="Hapus").click()
    guest.page.get_by_text("dihapus.").wait_for()
    guest.open("/cadangan").press("Kembali ke sini")
    guest.page.get_by_role("dialog").get_by_role("button", name="Kembali", exact=True).click()
    guest.page.get_by_text("Simpanan kembali seperti dalam").wait_for()
    assert "3 penilaian" in guest.open("/penilaian").text()
