"""Sound files whose worksheet is another one than it seems: every change is named or harmless."""

from __future__ import annotations

from collections.abc import Sequence

from tests.hostile import books, worksheet
from tests.hostile.archives import zipped
from tests.hostile.books import Cell, Raw
from tests.hostile.case import Case, Cases

WEIGHT, TYPE = 8, 10
TOTAL = (worksheet.row_of("TOTAL"), worksheet.POINTS)
REWORDED = "Tidak ada media sosialisasi pembangunan dan dilarang"
HEADINGS = {
    "Penilaian": "PENILAIAN ",
    "Bobot": "BOBOT (%)",
    "Pilihan Jawaban": "Pilihan\nJawaban*",
    "Jawaban Unit": "jawaban  UNIT",
    "Jawaban TPI": "Jawaban TPI :",
    "Nilai": "Nilai\n",
}
"""Headings with other case, marks and line breaks."""


def cases() -> list[Case]:
    found = Cases("tampered")
    _columns(found)
    _questions(found)
    _figures(found)
    _identity(found)
    return found.found


def _book(rows: Sequence[Sequence[Cell]], unit: str = "", year: str = "") -> bytes:
    """A workbook of the worksheet; with a summary sheet where a unit or a year is given."""
    if not unit and not year:
        return books.book(books.sheet(rows))
    summary = books.sheet([["", unit], ["", "WBK"], ["", year]])
    return zipped(books.parts([summary, books.sheet(rows)], ["Unit", worksheet.SHEET]).items())


def _columns(found: Cases) -> None:
    swapped = worksheet.rows()
    for line in swapped:
        line[WEIGHT - 1], line[TYPE - 1] = line[TYPE - 1], line[WEIGHT - 1]
    found.warn(
        "columns_swapped.xlsx",
        _book(swapped),
        "weights and answer options in each other's column: read by their headings",
        "columns-in-other-order",
        same=False,
        judged="reading",
    )
    headed = worksheet.rows()
    headed[0] = [HEADINGS.get(str(heading), heading) for heading in headed[0]]
    found.accept(
        "headings_vary.xlsx",
        _book(headed),
        "headings with other case, marks and line breaks",
        cells={(1, column): heading for column, heading in enumerate(headed[0], 1)},
    )


def _questions(found: Cases) -> None:
    rows = worksheet.rows()
    line = rows[worksheet.row_of("A.I.1.ii.c") - 1]
    (place,) = (n for n, value in enumerate(line[: WEIGHT - 1]) if len(str(value or "")) > 3)
    line[place] = REWORDED
    found.warn(
        "question_reworded.xlsx",
        _book(rows),
        "a question changed to its opposite",
        "question-reworded",
        same=False,
        judged="reading",
    )


def _figures(found: Cases) -> None:
    found.warn(
        "total_wrong.xlsx",
        books.book(books.put(TOTAL, 99)),
        "a typed total of 99 that is not the sum",
        "sheet-total-differs",
        same=False,
        judged="reading",
    )
    parts = "+".join(f"P{worksheet.row_of(code)}" for code in ("A", "B"))
    found.warn(
        "formula_stale.xlsx",
        books.book(books.put(TOTAL, Raw("", f"<f>{parts}</f><v>99</v>"))),
        "a stored total that its formula does not give",
        "figure-differs",
        same=False,
        judged="reading",
    )


def _identity(found: Cases) -> None:
    rows = worksheet.rows()
    found.warn(
        "other_period.xlsx",
        _book(rows, "Kelurahan Contoh", "Tahun 2019"),
        "the period in the file is not the one chosen",
        "period-differs",
        judged="storing",
    )
    found.warn(
        "no_unit.xlsx", _book(rows), "no unit's name anywhere", "unit-unknown", judged="storing"
    )
    found.warn(
        "other_spelling.xlsx",
        _book(rows, "Kel. Contoh", "Tahun 2025"),
        "the same unit abbreviated: asked about, not silently made a second one",
        "unit-name-similar",
        judged="storing",
    )
    found.accept(
        "other_case.xlsx",
        _book(rows, "KELURAHAN  CONTOH ", "Tahun 2025"),
        "the same unit in capitals with two spaces is the same unit",
        judged="storing",
    )
    found.accept(
        "same_content.xlsx",
        zipped(books.parts([books.filled()]).items(), comment=b"again"),
        "the same values in other bytes: known by content, not by hash",
        judged="storing",
    )
    question = (worksheet.row_of("A.I.1.i.a"), worksheet.ANSWER)
    answer = worksheet.rows()[question[0] - 1][question[1] - 1]
    other = "Tidak" if answer == "Ya" else "Ya"
    found.accept(
        "one_answer_changed.xlsx",
        books.book(books.put(question, other)),
        "one answer differs: a new revision of one assessment",
        cells={question: other},
        judged="storing",
    )
