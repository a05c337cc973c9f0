"""The ministry's own empty worksheet of 2025/26, filled and then bent as agencies bend it.

Read from ``../shared/reference`` beside the project where that is present; its wording is never
copied into the project.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string, get_column_letter

from scripts.worksheets.filling import Typed

REFERENCE = Path(__file__).resolve().parents[2].parent / "shared" / "reference"
BLANK = REFERENCE / "lke-2026-blank.xlsx"
ITEMS = REFERENCE / "lke-items.csv"

present = pytest.mark.skipif(
    not (BLANK.exists() and ITEMS.exists()),
    reason="the official worksheets (../shared/reference) are not on this machine",
)

ANSWER_COLUMNS = {"unit": 11, "tpi": 15, "tpi2": 19}
WIDEST, LAST_ROW = 22, 204
COUNTS_BELOW = {"A.II.3.iii.a": 3, "A.II.5.ii.-": 3}
PLACED = re.compile(r"Jawaban!\$?([A-Z]+)\$?(\d+)")

Place = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Bent:
    """A variant: where old rows and columns go, and what stands in the new ones."""

    name: str
    row: Place = lambda row: row
    column: Place = lambda column: column
    inserted: tuple[tuple[int, int, str], ...] = ()
    hidden: tuple[str, ...] = ()


def _after(*inserted_before: int) -> Place:
    """Old place → new place when one is inserted before each of the old ones given."""
    return lambda place: place + sum(place >= before for before in inserted_before)


COLUMNS = (2, 9, 12)  # a check box before the labels, two of the agency's own before others
ROWS_INSIDE = (17, 26, 82, 126, 167, 201)
EXTRA_COLUMNS = tuple(
    (row, column, text)
    for column, head, mark in ((2, "Cek", "v"), (10, "PIC", "Pokja 1"), (14, "Status", "selesai"))
    for row, text in [(1, head), *((row, mark) for row in (7, 33, 90, 141))]
)
TITLES = ((1, 2, "LEMBAR KERJA EVALUASI ZONA INTEGRITAS"), (2, 2, "INSTANSI CONTOH TAHUN 2025"))

PLAIN = Bent("plain")
VARIANTS = (
    PLAIN,
    Bent("columns-inserted", column=_after(*COLUMNS), inserted=EXTRA_COLUMNS),
    Bent("titles-above", row=lambda row: row + 2, inserted=TITLES),
    Bent(
        "rows-inserted",
        row=_after(*ROWS_INSIDE),
        inserted=((27, 7, "(baris tambahan untuk catatan kelompok kerja)"),),
    ),
    Bent("columns-hidden", hidden=("I", "L", "M", "N", "R")),
    Bent(
        "all-of-it",
        row=lambda row: _after(*ROWS_INSIDE)(row) + 2,
        column=_after(*COLUMNS),
        inserted=(
            *TITLES,
            *((row + 2, column, text) for row, column, text in EXTRA_COLUMNS if row == 1),
        ),
        hidden=("J", "O"),
    ),
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A worksheet with what it must be read as: by assessor, answers and their cells by code."""

    name: str
    data: bytes
    sheet: str
    answers: Mapping[str, Mapping[str, Typed]]
    cells: Mapping[str, Mapping[str, str]]


@cache
def rows() -> dict[str, int]:
    """Code → row in the official sheet, for the 113 items, the counts and the two subtotals."""
    found: dict[str, int] = {}
    with ITEMS.open(encoding="utf-8", newline="") as stream:
        for item in csv.DictReader(stream):
            code, row = item["code"], int(item["row_2026"])
            found[code] = row
            if item["answer_type"] != "%":
                continue
            if code.startswith("A.II.5.iii."):
                found[f"{code}.due"] = row + 1
                found |= {f"{code}.{n}": row + 1 + n for n in (1, 2, 3, 4)}
            else:
                found |= {f"{code}.{n}": row + n for n in range(1, COUNTS_BELOW.get(code, 2) + 1)}
    return found


@cache
def wording() -> dict[str, str]:
    """Code → the official text of the 113 items (2021 edition)."""
    with ITEMS.open(encoding="utf-8", newline="") as stream:
        return {item["code"]: item["text"] for item in csv.DictReader(stream)}


def fill(
    typed: Mapping[str, Mapping[str, Typed]],
    counted: Mapping[str, Mapping[str, Typed]] | None = None,
    variant: Bent = PLAIN,
    unit: str = "Kelurahan Sapuro Kebulen",
) -> Filled:
    """The official worksheet with ``typed`` answers by assessor, bent as ``variant`` says."""
    book = openpyxl.load_workbook(BLANK)
    sheet = book["Jawaban"]
    for who, answers in typed.items():
        for code, answer in answers.items():
            sheet.cell(rows()[code], ANSWER_COLUMNS[who], answer)
    for summary in ("Unit", "TPI Unit", "TPI Itjen"):
        book[summary]["B1"] = unit
    _bend(book, variant)
    stream = BytesIO()
    book.save(stream)
    cells = {
        who: {
            code: f"{get_column_letter(variant.column(ANSWER_COLUMNS[who]))}{variant.row(row)}"
            for code, row in rows().items()
            if not code.endswith(".due")
        }
        for who in typed
    }
    return Filled(
        f"official-{variant.name}.xlsx", stream.getvalue(), "Jawaban", counted or typed, cells
    )


def _bend(book: openpyxl.Workbook, variant: Bent) -> None:
    """Move every value by hand: openpyxl's own insertion leaves merged cells and lists behind."""
    sheet = book["Jawaban"]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.data_validations.dataValidation = []
    values = {
        (cell.row, cell.column): cell.value
        for line in sheet.iter_rows(max_row=LAST_ROW + 1, max_col=WIDEST)
        for cell in line
        if cell.value is not None
    }
    for row, column in values:
        sheet.cell(row, column).value = None
    for (row, column), value in values.items():
        sheet.cell(variant.row(row), variant.column(column)).value = value
    for row, column, text in variant.inserted:
        sheet.cell(row, column).value = text
    for letter in variant.hidden:
        sheet.column_dimensions[letter].hidden = True

    def moved(match: re.Match[str]) -> str:
        column = variant.column(column_index_from_string(match[1]))
        return f"Jawaban!{get_column_letter(column)}{variant.row(int(match[2]))}"

    for summary in book.worksheets:
        for line in summary.iter_rows():
            for cell in line:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.value = PLACED.sub(moved, cell.value)
