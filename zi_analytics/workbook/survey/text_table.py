"""A CSV as a book with one sheet, within the same limits as a workbook. For the child only."""

from __future__ import annotations

import csv
import io
from statistics import median

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, FileLimits
from zi_analytics.workbook.cells import Book, CellValue, Sheet

FORMAT = "csv"
DELIMITERS = (";", "\t", ",", "|")
_TRIED = 40
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def text_book(data: bytes, limits: FileLimits = FILE_LIMITS) -> Book:
    """The cells of a CSV, all of them text. Refused when it is larger than a table may be."""
    text, findings = _decode(data)
    rows, delimiter = _without_hint(text.splitlines(keepends=True))
    cells: list[list[CellValue]] = []
    filled = 0
    try:
        for row in csv.reader(io.StringIO("".join(rows), newline=""), delimiter=delimiter):
            filled += sum(1 for cell in row if cell)
            if len(cells) == limits.rows or len(row) > limits.columns or filled > limits.cells:
                raise Refused(Finding("too-many-cells", details=(("limit", limits.cells),)))
            if any(len(cell) > limits.cell_characters for cell in row):
                raise _too_long(limits)
            cells.append(list(row))
    except csv.Error as error:
        raise _too_long(limits) from error
    if not filled:
        raise Refused(Finding("no-cells"))
    return Book(FORMAT, (Sheet("", "visible", cells),), findings)


def _too_long(limits: FileLimits) -> Refused:
    details = (("limit", limits.cell_characters),)
    return Refused(Finding("cell-text-too-long", details=details))


def _decode(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), (Finding("survey-letters-guessed"),)


def _without_hint(lines: list[str]) -> tuple[list[str], str]:
    """The lines and their delimiter. Excel's line ``sep=;`` says it; its row stays, empty."""
    first = lines[0].strip().casefold() if lines else ""
    if first.startswith("sep=") and first[4:] in DELIMITERS:
        return ["\n", *lines[1:]], first[4:]
    sample = lines[:_TRIED]
    return lines, max(DELIMITERS, key=lambda delimiter: _width(sample, delimiter))


def _width(lines: list[str], delimiter: str) -> float:
    """How many cells a row usually has if divided so."""
    try:
        rows = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return 0.0
    return float(median(rows)) if rows else 0.0
