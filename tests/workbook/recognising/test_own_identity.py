"""What our own sheet says of a worksheet is taken as it stands; the rest is proposed."""

from __future__ import annotations

import pytest

from tests.workbook.written import sheet
from zi_analytics.language.catalogue import LANGUAGES
from zi_analytics.language.wording import say
from zi_analytics.workbook.cells import Book
from zi_analytics.workbook.recognising.own_identity import (
    ASSESSORS,
    FIELDS,
    Identity,
    identify,
)
from zi_analytics.workbook.recognising.wording import fold
from zi_analytics.workbook.writing import cover

OWN = """
| LKE Zona Integritas (90/2021) |
| PermenPAN-RB 90/2021 |
| |
| {unit_label} | {unit} | Nama lengkap, seperti yang akan tampil dalam laporan. |
| {year_label} | {year} |
| {quarter_label} | {quarter} |
| {assessor_label} | {assessor} |
| {instrument_label} | lke-2021 |
| {layout_label} | {mark} |
"""
INDONESIAN = {
    **{"unit_label": "Unit kerja", "year_label": "Tahun", "quarter_label": "Triwulan"},
    **{"assessor_label": "Penilai", "instrument_label": "Instrumen"},
    **{"layout_label": "Susunan lembar", "mark": "zi-analytics/1"},
    **{"unit": "SDN 3 Contoh", "year": "2025", "quarter": "Triwulan II (B06)", "assessor": "TPI 2"},
}
ENGLISH = {
    **{"unit_label": "Work unit", "year_label": "YEAR:", "quarter_label": "quarter"},
    **{"assessor_label": "Assessor", "instrument_label": "Instrument"},
    **{"layout_label": "Sheet layout", "quarter": "Quarter II (B06)"},
}
STATED = Identity("SDN 3 Contoh", "2025-B06", "tpi2", "lke-2021", "zi-analytics")
NAME = "LKE Kelurahan Lain 2024 TW I.xlsx"


def identity(name: str = NAME, **changes: str) -> Identity:
    own = sheet(OWN.format(**{**INDONESIAN, **changes}), "Identitas")
    table = sheet("| Unit Kerja : Kelurahan Ketiga |\n| Tahun 2023 |", "Lembar Kerja ZI")
    return identify(Book("xlsx", (table, own)), name)


def test_it_counts_before_titles_and_the_files_name() -> None:
    assert identity() == STATED
    assert identity(**ENGLISH) == STATED


@pytest.mark.parametrize(
    ("changes", "period"),
    [
        ({"quarter": "Setahun penuh"}, "2025"),
        ({"quarter": ""}, "2025"),
        ({"quarter": "B12"}, "2025-B12"),
        ({"year": "2025.0"}, "2025-B06"),
        ({"year": "Tahun 2025"}, "2025-B06"),
        ({"year": ""}, "2024-B03"),
    ],
)
def test_the_period_is_the_year_with_its_quarter(changes: dict[str, str], period: str) -> None:
    assert identity(**changes).period == period


def test_what_is_left_empty_is_proposed_from_the_files_name_only() -> None:
    found = identity(unit="", year="", quarter="", assessor="")
    assert (found.unit, found.period, found.assessor) == ("Kelurahan Lain", "2024-B03", "")
    found = identity("LKE.xlsx", unit="", year="")
    assert (found.unit, found.period) == ("", "")


@pytest.mark.parametrize("mark", ["", "zi-analytics/2", "x"])
def test_a_sheet_without_our_mark_is_like_any_other(mark: str) -> None:
    found = identity(mark=mark)
    assert (found.assessor, found.instrument, found.layout) == ("", "", "")
    assert found.unit == "Kelurahan Ketiga"


def test_an_assessor_there_is_none_of_is_not_taken() -> None:
    assert identity(assessor="Inspektur").assessor == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_and_assessor_that_is_written_is_known(language: str) -> None:
    assert [FIELDS[fold(say(label, language))] for label in cover.FIELDS.values()] == [
        *cover.FIELDS
    ]
    chosen = [fold(say(label, language)) for label in cover.ASSESSORS.values()]
    assert [ASSESSORS[label] for label in chosen] == [*cover.ASSESSORS]
