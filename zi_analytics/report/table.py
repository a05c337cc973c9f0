"""One table as CSV and as a workbook: numbers stay numbers, text never becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import xlsxwriter

from zi_analytics.report.sheets import LONGEST, NO_MOMENT, SAFE

Cell = str | float | None
Row = Sequence[Cell]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDEST = 60


def csv_bytes(header: Sequence[str], rows: Sequence[Row], language: str) -> bytes:
    """A CSV as spreadsheets of the language open it; NaN is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="," if language == "en" else ";")
    writer.writerow([_in_csv(cell, language) for cell in header])
    writer.writerows([[_in_csv(cell, language) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _in_csv(cell: Cell, language: str) -> Cell:
    if isinstance(cell, float):
        if cell != cell:
            return None
        # What is beyond the ninth digit comes from adding up in binary, not from an answer.
        written = repr(round(cell, 9) + 0.0)
        return written if language == "en" else written.replace(".", ",")
    return guarded(cell) if isinstance(cell, str) else cell


def guarded(text: str) -> str:
    """``text`` for a CSV: with an apostrophe before it where a spreadsheet would compute it."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def workbook_bytes(header: Sequence[str], rows: Sequence[Row]) -> bytes:
    """A workbook with one sheet: a frozen header with filters, printed on A4 across.

    Excel shows the numbers in the language of whoever opens it. The same rows give the same bytes.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**SAFE, "in_memory": True}) as book:
        book.set_properties({"created": NO_MOMENT})
        heading = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF2"})
        decimals = book.add_format({"num_format": "#,##0.00"})
        sheet = book.add_worksheet("ZI")
        for column, title in enumerate(header):
            sheet.write_string(0, column, title, heading)
            texts = [len(row[column]) for row in rows if isinstance(row[column], str)]  # type: ignore[arg-type]
            sheet.set_column(column, column, min(max(len(title) + 3, 9, *texts), _WIDEST))
        for place, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(place, column, cell[:LONGEST])
                elif cell is not None and cell == cell:
                    sheet.write_number(
                        place, column, cell, decimals if isinstance(cell, float) else None
                    )
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), max(len(header) - 1, 0))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return out.getvalue()
