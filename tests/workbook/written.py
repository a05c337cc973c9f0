"""Sheets for tests, written as small text tables or taken from the makers of worksheets.

A table has one line a row, cells between bars. A bare number is a number, ``TRUE`` a boolean,
``#DIV/0!`` an error cell, ``=SUM(A1:A2) -> 3`` a formula with the value the file stores,
``=SUM(A1:A2)`` one without; everything else is text, in double quotes where its spaces matter or
it would be read as one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from scripts.worksheets.grid import ErrorValue, Formula, Grid
from scripts.worksheets.worksheet import Worksheet
from zi_analytics.findings import Finding
from zi_analytics.workbook.cells import Book, CellValue, Sheet
from zi_analytics.workbook.reader import read_book
from zi_analytics.workbook.reading import Answer, AssessmentReading, Reading

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def sheet(table: str, name: str = "LKE ZI", state: str = "visible", **more: Any) -> Sheet:
    """The sheet that ``table`` shows, from A1 on."""
    rows: list[list[CellValue]] = []
    errors: dict[tuple[int, int], str] = {}
    formulas: dict[tuple[int, int], str] = {}
    without: set[tuple[int, int]] = set()
    lines = [line.strip() for line in table.strip().splitlines()]
    for row, line in enumerate(lines, 1):
        cells: list[CellValue] = []
        for column, text in enumerate(line.strip("|").split("|") if line else [], 1):
            written = text.strip()
            if written.startswith("="):
                formula, arrow, written = written.removeprefix("=").partition("->")
                formulas[row, column] = formula.strip()
                if not arrow:
                    without.add((row, column))
                written = written.strip()
            if written.startswith("#"):
                errors[row, column] = written
                written = ""
            cells.append(_value(written))
        rows.append(cells)
    return Sheet(
        name,
        state,
        rows,
        errors=errors,
        formulas=formulas,
        without_value=frozenset(without),
        **more,
    )


def _value(written: str) -> CellValue:
    if len(written) > 1 and written[0] == written[-1] == '"':
        return written[1:-1].replace("\\n", "\n")
    if NUMBER.fullmatch(written):
        return float(written)
    if written in ("TRUE", "FALSE"):
        return written == "TRUE"
    return written or None


def of_grid(grid: Grid) -> Sheet:
    """A made sheet as it is read from its file, formulas and stored values included."""
    rows: list[list[CellValue]] = []
    errors: dict[tuple[int, int], str] = {}
    formulas: dict[tuple[int, int], str] = {}
    for row, column in grid.cells:
        while len(rows) < row:
            rows.append([])
        rows[row - 1].extend([None] * (column - len(rows[row - 1])))
    for (row, column), content in grid.cells.items():
        shown = grid.value(row, column)
        if isinstance(content, Formula):
            formulas[row, column] = content.text.removeprefix("=")
        if isinstance(shown, ErrorValue):
            errors[row, column] = shown.text
            shown = ""
        rows[row - 1][column - 1] = float(shown) if isinstance(shown, int) else shown
    return Sheet(
        grid.name,
        "hidden" if grid.hidden else "visible",
        rows,
        hidden_rows=frozenset(grid.hidden_rows),
        hidden_columns=frozenset(grid.hidden_columns),
        errors=errors,
        formulas=formulas,
    )


def read(*sheets: Sheet, name: str = "lke.xlsx", kind: str = "xlsx") -> Reading:
    """What is read from a workbook of these sheets."""
    return read_book(Book(kind, sheets), b"", name)


def read_made(worksheet: Worksheet, name: str = "lke.xlsx") -> Reading:
    """What is read from a made worksheet."""
    return read(*(of_grid(grid) for grid in worksheet.grids), name=name)


def only(reading: Reading) -> AssessmentReading:
    """The one assessment that there must be."""
    (assessment,) = reading.assessments
    return assessment


def typed(answers: Mapping[str, Answer]) -> dict[str, str]:
    """What was typed, by code, where anything was."""
    return {code: answer.raw for code, answer in answers.items() if answer.raw}


def told(findings: Iterable[Finding], code: str) -> list[str | None]:
    """The cells of the findings of one kind."""
    return [finding.cell for finding in findings if finding.code == code]


def codes(findings: Iterable[Finding]) -> set[str]:
    """The kinds that were found."""
    return {finding.code for finding in findings}
