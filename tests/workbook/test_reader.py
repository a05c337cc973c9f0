"""Which instrument a workbook is read by, and what a reading says about the file itself."""

from __future__ import annotations

import hashlib

import pytest

from scripts.worksheets import layout_2021, short_form
from scripts.worksheets.filling import Filling
from tests.workbook.written import codes, of_grid, only, read, sheet
from tests.worksheets.drawings import TREE, drawn
from zi_analytics.findings import Finding, Refused
from zi_analytics.instrument import AnswerKind, Instrument, load
from zi_analytics.scoring import score, values_of
from zi_analytics.workbook.cells import Book, Sheet
from zi_analytics.workbook.reader import read_book

BEST = {AnswerKind.INDEX: 4.0, AnswerKind.FIGURE: 1.0, AnswerKind.COUNT: 3.0}


def full_marks(instrument: Instrument, below: str = "") -> Sheet:
    """Every question below a node answered as well as can be, in our own wording."""
    rows: list[list[object]] = [["Penilaian", "Bobot", "Pilihan Jawaban", "Jawaban"]]
    for node in instrument.nodes:
        if not node.code.startswith(below) or node.code == "TOTAL":
            continue
        number = f"{node.code.rpartition('.')[2]}."
        cells: list[object] = [f"{number} {node.label.id}", node.weight, None, None]
        if node.answer_type:
            answer_type = instrument.type_of(node.code)
            cells[2] = answer_type.written[0]
            if answer_type.options:
                cells[3] = answer_type.options[0].key
            else:
                cells[3] = BEST.get(answer_type.kind)
        rows.append(cells)
    return Sheet("LKE", "visible", rows)  # type: ignore[arg-type]


def total(sheet_read: Sheet) -> tuple[str, float]:
    reading = read(sheet_read)
    instrument = load(reading.instrument)
    return reading.instrument, float(score(instrument, values_of(instrument, only(reading)))[0])


def test_the_worksheet_of_2014_is_not_taken_for_the_later_one() -> None:
    assert total(full_marks(load("lke-2014"))) == ("lke-2014", pytest.approx(100))


def test_the_worksheet_in_force_is_not_taken_for_the_earlier_one() -> None:
    instrument, points = total(full_marks(load("lke-2021")))
    # Every count is 3: no fall in disciplinary cases (2 points), and 3 reports of 3 + 3 + 3 due,
    # once for LHKPN and once for the others (1 point each).
    assert (instrument, points) == ("lke-2021", pytest.approx(100 - 2 - 2 * 2 / 3))


def test_a_part_that_fits_both_is_read_by_the_one_in_force() -> None:
    reading = read(full_marks(load("lke-2021"), "A.I.1"))
    assert reading.instrument == "lke-2021"
    assert sum(f.code == "question-missing" for f in reading.findings) == 113 + 22 - 12


def test_a_worksheet_counts_before_the_summary_beside_it() -> None:
    points = {**{f"A.{n}": 5.0 for n in range(1, 7)}, "B.I": 10.0, "B.II": 10.0}
    summary = of_grid(short_form.make(points))
    whole = of_grid(layout_2021.make(TREE, Filling(drawn(96)["unit"])).main)
    assert read(summary, whole).instrument == "lke-2021"
    assert read(summary).instrument == "ringkas"


def test_a_reading_knows_its_file_and_keeps_what_loading_found() -> None:
    book = Book("xlsx", (full_marks(load("lke-2021")),), (Finding("hidden-sheet", sheet="Rekap"),))
    reading = read_book(book, b"bytes", "LKE Kelurahan Contoh 2025.xlsx")
    assert (reading.file, reading.sha256) == (
        "LKE Kelurahan Contoh 2025.xlsx",
        hashlib.sha256(b"bytes").hexdigest(),
    )
    assert (reading.unit, reading.period) == ("Kelurahan Contoh", "2025")
    assert reading.findings[0].code == "hidden-sheet"


def test_an_empty_template_is_a_worksheet_without_answers() -> None:
    rows = [cells[:3] for cells in full_marks(load("lke-2021")).rows]
    reading = read(Sheet("LKE", "visible", rows))
    assert reading.assessments == ()
    assert "no-answers" in codes(reading.findings)


def test_a_workbook_of_many_large_other_sheets_is_refused_soon() -> None:
    lines = "\n".join(f"| x{n} | Nilai | Komponen | Bobot | {n} |" for n in range(2_000))
    other = sheet(lines)
    with pytest.raises(Exception, match="not-a-worksheet"):
        read(*(other for _ in range(20)))


def test_a_workbook_of_error_cells_only_is_no_worksheet_and_not_empty() -> None:
    errors = sheet("""
        | #DIV/0! |
        |         | #REF! |
    """)
    with pytest.raises(Refused) as refused:
        read(errors, sheet("", name="Lain"))
    finding = refused.value.finding
    assert finding.code == "only-error-cells"
    assert dict(finding.details) == {"count": 2, "cells": "LKE ZI!A1 (#DIV/0!), LKE ZI!B2 (#REF!)"}


def test_formulas_nobody_computed_are_not_nothing() -> None:
    with pytest.raises(Refused, match="not-a-worksheet"):
        read(sheet("| =A2+A3 |"))
    with pytest.raises(Refused, match="workbook-empty"):
        read(sheet("| |"))
