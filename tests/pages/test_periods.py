"""Antar periode: the answer first, its choices in the address, every state of it."""

import hashlib
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from tests.answered import answered
from tests.pages.conftest import words
from zi_analytics.instrument import load
from zi_analytics.store import open_store
from zi_analytics.workbook.reading import Reading

UNIT = "Kelurahan Sapuro"
PAGE = "pages/analysis/periods/page.py"
LKE, FORM, OLD = load("lke-2021"), load("ringkas"), load("lke-2014")


def keep(folder, *periods):
    """Store a period each: its code, its instrument and what is not answered in full."""
    with open_store(folder) as store:
        for number, (period, instrument, changed) in enumerate(periods):
            original = f"{number} {period}".encode()
            reading = Reading(
                file=f"{number}.xlsx",
                sha256=hashlib.sha256(original).hexdigest(),
                instrument=instrument.id,
                layout="",
                unit=UNIT,
                period=period,
                assessments=(answered(instrument, **changed),),
                findings=(),
            )
            store.save(reading, original, unit=UNIT, period=period)


@pytest.fixture
def three_periods(empty_store):
    keep(
        empty_store,
        ("2025-B03", LKE, {"B_I_a": 0.5}),
        ("2025-B06", LKE, {"A_II_5_ii_x": 0.0, "A_I_1_i_a": None}),
        ("2025-B09", LKE, {"A_I_1_i_b": 0.5}),
        ("2025-B06", LKE, {"assessor": "tpi"}),
    )
    return empty_store


@pytest.fixture
def opened(visit):
    """The page by an address of its own: the first page would put its own choices there."""

    def open_page(**address):
        app = visit()
        app.switch_page(PAGE)
        for name, code in address.items():
            app.query_params[name] = code
        for kept in ("kept-period", "kept-assessor", "kept-until"):
            app.session_state[kept] = None
        app.session_state["lang"] = address.get("lang", "id")
        return app.run()

    return open_page


def test_an_empty_store_offers_a_start(empty_store, opened):
    app = opened()
    assert not app.exception
    assert "Belum ada yang tersimpan" in words(app)


def test_the_answer_comes_first_as_a_sentence(three_periods, opened):
    app = opened()
    assert not app.exception
    (headline,) = [header.value.replace("\\", "") for header in app.header]
    # A.II.5.ii.- +3; A.I.1.i.a +0.25 and A.I.1.i.b −0.125 in area 1.
    assert headline == (
        "Naik 3,13 poin sejak Triwulan II 2025, menjadi 99,88 dari 100: "
        "paling banyak dari Pengawasan (+3,00)."
    )
    assert app.query_params["from"] == "2025-B06"
    assert app.query_params["to"] == "2025-B09"
    said = words(app)
    assert "Predikat seperti sebelumnya: ✓ WBBM." in said
    assert "2 dari 8 area dan hasil naik, 0 turun" in said


def test_the_address_restores_the_periods_and_the_assessor(three_periods, opened):
    app = opened(**{"from": "2025-B03", "to": "2025-B06", "assessor": "unit"})
    assert "dari Triwulan I 2025 ke Triwulan II 2025" in words(app)
    app = opened(assessor="tpi")
    assert "Baru satu periode: Triwulan II 2025 dengan nilai 100,00 dari 100." in words(app)
    assert "Unggah lembar kerja" in [button.label for button in app.button]


def test_nonsense_in_the_address_is_ignored(three_periods, opened):
    app = opened(**{"from": "2025-B09", "to": "2025-B03", "change": "<b>", "unit": "'"})
    assert not app.exception
    assert app.query_params["from"] == "2025-B06"


def test_the_questions_are_filtered_by_what_became_of_them(three_periods, opened):
    app = opened()
    (table,) = app.dataframe
    assert list(table.value["Kode"]) == ["A.II.5.ii.-", "A.I.1.i.a", "A.I.1.i.b"]
    assert list(table.value["Poin"]) == ["+3,000", "+0,250", "−0,125"]
    assert list(table.value["Yang terjadi"]) == ["▲ membaik", "+ baru", "▼ turun"]
    app = opened(change="fell")
    (table,) = app.dataframe
    assert list(table.value["Kode"]) == ["A.I.1.i.b"]
    assert "Seluruhnya −0,13 poin." in words(app)


def test_every_word_and_number_changes_with_the_language(three_periods, opened):
    app = opened(lang="en")
    said = words(app)
    assert "Up 3.13 points since Quarter II 2025, to 99.88 of 100" in said
    assert "Triwulan" not in said
    (table,) = app.dataframe
    assert list(table.value["Points"]) == ["+3.000", "+0.250", "−0.125"]


def test_a_short_form_beside_a_worksheet_says_what_cannot_be_compared(empty_store, opened):
    keep(empty_store, ("2025-B06", FORM, {"A_1": 0.5}), ("2025-B09", LKE, {}))
    app = opened()
    assert not app.exception
    said = words(app)
    assert "Naik 4,00 poin sejak Triwulan II 2025, menjadi 100,00 dari 100." in said
    assert "+4,00 karena perubahan kita sendiri dan 0,00 karena instrumen berubah" in said
    assert "hanya memiliki bentuk tanpa pertanyaan" in said
    assert len(app.dataframe) == 0


def test_another_instrument_splits_the_change(empty_store, opened):
    # Area 3 is empty under the weight 15 of 2014, then full under 10: these are the unit's own.
    third = [q.code for q in OLD.questions if q.code.startswith("A.3.")]
    empty = {code.replace(".", "_").replace("-", "x"): 0.0 for code in third}
    keep(empty_store, ("2018", OLD, empty), ("2022", LKE, {}))
    said = words(opened())
    assert "Naik 15,00 poin sejak 2018" in said
    assert "+10,00 karena perubahan kita sendiri dan +5,00 karena instrumen berubah" in said


def test_a_damaged_period_is_named_and_the_others_are_shown(three_periods, opened):
    with closing(sqlite3.connect(three_periods / "store.db")) as file, file:
        file.execute("UPDATE revision SET checksum = checksum + 1 WHERE id = 1")
    app = opened(assessor="unit")
    assert not app.exception
    (warning,) = [one.value.replace("\\", "") for one in app.warning]
    assert "kelurahan-sapuro, 2025-B03" in warning
    said = words(app)
    assert "Naik 3,13 poin sejak Triwulan II 2025" in said
    assert "Triwulan I 2025" not in said


def test_a_unit_without_change_says_so(empty_store, opened):
    keep(empty_store, ("2025-B06", LKE, {}), ("2025-B09", LKE, {}))
    said = words(opened())
    assert "Tetap sejak Triwulan II 2025, yaitu 100,00 dari 100." in said
    assert "Semua jawaban sama pada kedua periode." in said


def test_readiness_is_forecast_until_the_closing_day(three_periods, opened):
    app = opened()
    assert not app.exception
    said = words(app)
    # 99.75, 96.75 (less 3 and 0.25, as before) and 99.88: the middle slope points upwards.
    assert "Bila laju ini berlanjut, pada 31 Mei 2026 nilai terbukti" in said
    assert "batas WBBM 85" in said
    assert "Theil–Sen" in said
    assert app.query_params["until"] == "2026-05-31"
    assert app.date_input[0].label == "Hari penutupan"


def test_another_closing_day_stands_in_the_address(three_periods, opened):
    app = opened(until="2025-12-31")
    assert "pada 31 Desember 2025 nilai terbukti" in words(app)
    app.date_input[0].set_value(date(2026, 1, 15)).run()
    assert "pada 15 Januari 2026" in words(app)
    assert app.query_params["until"] == "2026-01-15"
    for nonsense in ("2025-01-01", "2099-01-01", "<b>"):
        assert "pada 31 Mei 2026" in words(opened(until=nonsense))


def test_two_periods_make_no_forecast(empty_store, opened):
    keep(empty_store, ("2025-B06", LKE, {}), ("2025-B09", LKE, {}))
    said = words(opened())
    assert "Belum ada perkiraan: baru 2 periode dengan bukti" in said
    assert "Bila laju ini" not in said


def test_periods_without_any_evidence_are_not_taken_for_zero(empty_store, opened):
    keep(
        empty_store,
        ("2025-B03", LKE, {"evidence": ""}),
        ("2025-B06", LKE, {}),
        ("2025-B09", LKE, {}),
    )
    assert "baru 2 periode dengan bukti" in words(opened())


def test_periods_of_another_worksheet_are_left_out(empty_store, opened):
    keep(
        empty_store,
        ("2018", OLD, {}),
        *((f"2025-B{month}", LKE, {}) for month in ("03", "06", "09")),
    )
    said = words(opened())
    assert "1 periode memakai lembar kerja lain" in said
    assert "nilai terbukti 100,0 poin; batas WBBM 85: kemungkinan besar tercapai" in said
