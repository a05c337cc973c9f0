"""Menuju WBK/WBBM in a real browser: from the sentence to the plan, by mouse and by keyboard."""

import pytest

from tests.browser.looking import beyond_the_edge, faint, strangers
from tests.report.made import LKE, keep
from zi_analytics.programme.actions import load_actions
from zi_analytics.store import open_store

pytestmark = pytest.mark.browser

PAGE = "/menuju-predikat?unit=kelurahan-satu"


def fill(folder):
    with open_store(folder) as store:
        keep(store, "Kelurahan Satu", LKE, "2025-B12", B_I_b=0.5, B_II_a=0.85, A_I_1_ii_a=0.0)
        keep(store, "Kelurahan Dua", LKE, "2025-B12", A_I_1_ii_a=0.0)
        keep(store, "Kelurahan Tiga", LKE, "2025-B12", B_I_a=0.5)


@pytest.mark.alone
def test_from_the_sentence_to_the_plan(visit, program):
    guest = visit().open(PAGE)
    assert "2 pertanyaan cukup untuk Menuju WBBM" in guest.text()
    # By hand: a worse answer lowers the total at once, and the page says so.
    before = guest.text()
    assert "96,67 (+2,13)" in before
    guest.page.get_by_role("radio", name="E", exact=True).click()
    guest.page.get_by_text("92,92 (−1,63)").wait_for()
    guest.page.get_by_role("radio", name="B", exact=True).last.click()
    guest.page.get_by_text("96,67 (+2,13)").wait_for()
    # A condition that is ticked stands in the address.
    guest.page.get_by_text("Laporan keuangan instansi beropini WTP").click()
    guest.page.get_by_role("heading", name="2 dari 11 syarat").wait_for()
    assert "met-wbbm=bpk-opinion" in guest.settle().page.url
    # Kept as a scenario, made into the plan.
    guest.page.get_by_label("Nama skenario").fill("Cepat")
    guest.page.get_by_label("Nama Anda").last.fill("Sri")
    guest.press("Simpan sebagai skenario")
    guest.page.get_by_text("Skenario Cepat disimpan.").wait_for()
    guest.press("Jadikan rencana aksi")
    guest.press("Tambahkan ke rencana")
    guest.page.get_by_text("2 aksi ditambahkan ke rencana.").wait_for()
    with open_store(program.store) as store:
        assert len(load_actions(store, "kelurahan-satu")) == 2
    # A row of the steps opens its question.
    guest.page.locator('[data-testid="stDataFrame"]').first.click(position={"x": 16, "y": 56})
    guest.page.get_by_role("heading", name="B.I.b Capaian kinerja lebih baik").wait_for()
    assert strangers(guest) == []


def test_every_text_can_be_read_and_a_phone_needs_no_sideways_scrolling(visit):
    """Many units in light on the way, then the one whose row is pressed in the dark."""
    guest = visit(390, 844).open("/menuju-predikat?view=all&target=WBBM&within=1")
    assert "1 unit dapat memenuhi semua aturan Menuju WBBM" in guest.text()
    assert faint(guest) == []
    assert beyond_the_edge(guest) == []
    guest.page.locator('[data-testid="stDataFrame"]').first.click(position={"x": 16, "y": 56})
    guest.page.get_by_role("heading", name="1 pertanyaan cukup untuk Menuju WBBM").wait_for()
    assert "unit=kelurahan-tiga" in guest.settle().page.url
    dark = visit(390, 844, True).open(f"{PAGE}&surveys=locked")
    assert faint(dark) == []
    assert beyond_the_edge(dark) == []
