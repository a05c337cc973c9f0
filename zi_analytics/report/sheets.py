"""Sheets of a workbook written row by row: what every table of ours has, in steady memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format

LONGEST = 32_767
"""Characters in a cell of Excel."""
NO_MOMENT = datetime(2026, 1, 1)
"""A moment of writing would make other bytes every time."""
SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
"""Text of a file or of the store stays text."""
MARKS = (("✓", "#D5EEDD", "#14532D"), ("▲", "#FDF0CC", "#713F12"), ("✕", "#F9D9D6", "#7F1D1D"))
"""A mark that a standing begins with, and the colours of its cell."""

Cell = str | float | date | None


class Book:
    """A new workbook of which only the row at hand is in memory."""

    def __init__(self, out: BinaryIO, title: str) -> None:
        self._book = xlsxwriter.Workbook(out, {**SAFE, "constant_memory": True})
        self._book.set_properties({"title": title, "created": NO_MOMENT})
        self.heading = self._book.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#E8EEF2", "text_wrap": True, "valign": "top"}
        )
        self.days = self._book.add_format({"num_format": "dd/mm/yyyy"})
        self.decimals = self._book.add_format({"num_format": "#,##0.00"})
        self._marks = [
            (mark, self._book.add_format({"bg_color": ground, "font_color": ink}))
            for mark, ground, ink in MARKS
        ]

    def add(self, name: str, columns: Sequence[tuple[str, float]], frozen: int = 1) -> Sheet:
        """A new sheet with these headings and widths; ``frozen`` columns stay in sight."""
        return Sheet(self, self._book.add_worksheet(name), columns, frozen)

    @property
    def marks(self) -> Sequence[tuple[str, Format]]:
        """The formats of cells that begin with a mark."""
        return self._marks

    def close(self) -> None:
        """Write what is left; the file is whole only afterwards."""
        self._book.close()


class Sheet:
    """One sheet with a frozen header, printed on A4 across; rows come one after the other."""

    def __init__(
        self,
        book: Book,
        sheet: xlsxwriter.worksheet.Worksheet,
        columns: Sequence[tuple[str, float]],
        frozen: int,
    ) -> None:
        self._book, self._sheet, self._width = book, sheet, len(columns)
        self._rows = 0
        for column, (title, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title[:LONGEST], book.heading)
        sheet.freeze_panes(1, frozen)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def append(self, row: Sequence[Cell]) -> None:
        """One row: numbers and days as such, text as text, None as nothing."""
        self._rows += 1
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                self._sheet.write_string(self._rows, column, cell[:LONGEST])
            elif isinstance(cell, date):
                self._sheet.write_datetime(self._rows, column, cell, self._book.days)
            elif cell is not None and cell == cell:
                how = self._book.decimals if isinstance(cell, float) else None
                self._sheet.write_number(self._rows, column, cell, how)

    def finish(self, marked: Sequence[int] = ()) -> None:
        """Filters over all rows; colours in the ``marked`` columns, beside mark and word."""
        last = max(self._rows, 1)
        self._sheet.autofilter(0, 0, last, self._width - 1)
        for column in marked:
            for mark, how in self._book.marks:
                rule = {"type": "text", "criteria": "begins with", "value": mark, "format": how}
                self._sheet.conditional_format(1, column, last, column, rule)
