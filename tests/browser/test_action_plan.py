"""Rencana aksi in a real browser: planned, changed, carried to Excel and back, read on a phone."""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest

from tests.browser.conftest import examples
from tests.browser.looking import beyond_the_edge, faint, strangers
from zi_analytics.programme.actions import KIND, Action, State, load_actions, to_document
from zi_analytics.settings import SAMPLES
from zi_analytics.store import open_store

pytestmark = pytest.mark.browser

FILE = SAMPLES / "contoh-kelurahan-tirtalaras-2025-B12.xlsx"
UNIT = "kelurahan-tirtalaras"
PAGE = f"/rencana-aksi?unit={UNIT}&view=one"
LATE = date.today() - timedelta(days=20)


def fill(folder):
    examples(FILE)(folder)
    with open_store(folder) as store:
        for action in (
            Action("Susun SOP **pengaduan**", points=0.5, due=LATE, person="Siti", group="Pokja 5"),
            Action("Bentuk tim", "A.I.1.i.a", points=0.25, state=State.DONE),
        ):
            store.dossier.add(KIND, UNIT, to_document(action), by="Siti")


@pytest.mark.alone
def test_a_plan_from_a_question_to_excel_and_back(visit, program):
    guest = visit().open(f"/area-lemah?unit={UNIT}&node=B.II.a")
    guest.page.get_by_role("link", name="Masukkan ke rencana aksi").click()
    guest.settle()
    assert "1 tindakan terlambat" in guest.text()
    guest.page.get_by_label("Apa yang harus dilakukan").fill("Survei ulang")
    guest.page.get_by_label("Nama Anda").first.fill("Ani")
    guest.press("Tambahkan")
    guest.page.get_by_text("Tindakan nomor 3 ditambahkan.").wait_for()
    # A row opens its action, and the reload keeps it.
    table = guest.page.locator('[data-testid="stDataFrame"]').first
    table.scroll_into_view_if_needed()
    table.click(position={"x": 16, "y": 56})
    guest.settle()
    assert "action=1" in guest.page.url
    guest.open(guest.page.url.removeprefix(guest.address))
    guest.page.get_by_role("heading", name="Susun SOP **pengaduan**").wait_for()
    with guest.page.expect_download() as coming:
        guest.page.get_by_role("button", name="Unduh rencana (Excel)").click()
    book = openpyxl.load_workbook(BytesIO(coming.value.path().read_bytes()))
    assert book.active["C2"].value == "Susun SOP **pengaduan**"
    book.active["J2"] = "berjalan"
    out = BytesIO()
    book.save(out)
    guest.page.get_by_text("Ambil rencana yang diubah di Excel").click()
    file = {"name": "rencana.xlsx", "mimeType": "application/x", "buffer": out.getvalue()}
    guest.page.set_input_files('input[data-testid="stFileUploaderDropzoneInput"]', [file])
    guest.page.get_by_role("button", name="Ambil 1 perubahan").wait_for()
    guest.page.get_by_label("Nama Anda").last.fill("Ani")
    guest.page.get_by_label("Nama Anda").last.press("Tab")
    guest.settle().press("Ambil 1 perubahan")
    guest.page.get_by_text("1 perubahan diambil.").wait_for()
    with open_store(program.store) as store:
        kept = load_actions(store, UNIT).kept
        assert store.check() == []
    assert [(one.value.state, one.item.by) for one in kept] == [
        (State.RUNNING, "Ani"),
        (State.DONE, "Siti"),
        (State.PLANNED, "Ani"),
    ]
    assert kept[2].value.question == "B.II.a"
    assert strangers(guest) == []


def test_every_text_can_be_read_and_a_phone_needs_no_sideways_scrolling(visit):
    for dark in (False, True):
        guest = visit(390, 844, dark).open(f"{PAGE}&action=1")
        assert faint(guest) == []
        assert beyond_the_edge(guest) == []
