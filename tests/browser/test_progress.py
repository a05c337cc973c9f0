"""Survei and Pencanangan dan sosialisasi in a real browser: columns said by hand, a link as text."""

from datetime import date

import pytest

from tests.browser.conftest import examples
from tests.browser.looking import beyond_the_edge, faint, strangers
from zi_analytics.programme.declaration import (
    OUTREACH,
    EvidenceKind,
    Outreach,
    Way,
    outreach_to_document,
)
from zi_analytics.settings import SAMPLES
from zi_analytics.store import open_store

pytestmark = pytest.mark.browser

FILE = SAMPLES / "contoh-kelurahan-tirtalaras-2025-B12.xlsx"
UNIT = "kelurahan-tirtalaras"
SURVEY = f"/survei?unit={UNIT}&period=2025-B12&survey=ipkp"
HOST = "stranger.example"
TRAP = f"http://{HOST}/a ![x](http://{HOST}/p.png)"


def fill(folder):
    examples(FILE)(folder)
    with open_store(folder) as store:
        entry = Outreach(
            Way.SOCIAL, "Unggahan", date(2025, 5, 1), evidence=EvidenceKind.LINK, link=TRAP
        )
        store.dossier.add(OUTREACH, UNIT, outreach_to_document(entry), by="Siti")


def responses():
    """Thirty people, own headings: proposed by content, an index of (4 + 2.4) / 2 = 3.2."""
    lines = [f"{number};KTP;4;{3 if number % 5 < 2 else 2}" for number in range(30)]
    return "\n".join(["Urutan;Layanan;Apakah mudah?;Apakah murah?", *lines]).encode()


@pytest.mark.alone
def test_responses_are_uploaded_and_kept_and_the_year_is_shown(visit):
    guest = visit().open(SURVEY)
    drop = guest.page.locator('input[type="file"]')
    drop.set_input_files({"name": "jawaban.csv", "mimeType": "text/csv", "buffer": responses()})
    guest.page.get_by_text("IPKP 3,20 sudah cukup untuk WBK").wait_for()
    said = guest.text()
    assert "2 kolom (C, D) dianggap sebagai unsur karena isinya" in said
    # The columns to be checked, and the elements.
    guest.page.locator('[data-testid="stDataFrame"]').nth(1).wait_for()
    guest.page.get_by_label("Nama Anda").fill("Siti")
    guest.press("Simpan survei 30 responden ini untuk Triwulan IV 2025")
    guest.page.get_by_text("sudah tersimpan").wait_for()
    assert "Lembar kerja ● Unit, ■ TPI menyebut 3,55: salah satunya keliru." in guest.text()
    assert guest.page.locator(".js-plotly-plot").count() == 1
    assert faint(guest) == []
    guest.open(f"/pencanangan?unit={UNIT}&year=2025")
    guest.page.get_by_text("1 dari 5 cara sudah dilakukan tahun 2025").wait_for()
    assert guest.page.locator(f'a[href*="{HOST}"], img[src*="{HOST}"]').count() == 0
    assert strangers(guest) == []
    assert faint(guest) == []


def test_both_pages_on_a_dark_phone(visit):
    guest = visit(width=390, height=844, dark=True)
    for address in (SURVEY, f"/pencanangan?unit={UNIT}&year=2025"):
        guest.open(address)
        assert beyond_the_edge(guest) == []
        assert faint(guest) == []
