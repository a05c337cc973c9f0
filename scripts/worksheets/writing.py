"""Grids into the bytes of an .xlsx file, the same bytes for the same grids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from scripts.worksheets.grid import ErrorValue, Formula, Grid

FORMATS: dict[str, dict[str, object]] = {
    "head": {"bold": True, "text_wrap": True, "bg_color": "#DCE6EC", "border": 1},
    "strong": {"bold": True},
    "points": {"num_format": "0.00"},
    "percent": {"num_format": "0.00%"},
    "answer": {"locked": False},
}
MADE = datetime(2025, 1, 1, tzinfo=UTC).replace(tzinfo=None)


class StoredWorksheet(Worksheet):  # type: ignore[misc]
    """A sheet that stores the empty text of a formula as Excel does: typed as a text.

    XlsxWriter leaves the type out, and the cell then looks like one that was never computed.
    """

    def _xml_formula_element(
        self, formula: str, result: object, attributes: Sequence[tuple[str, str]] = ()
    ) -> None:
        if result == "":
            attributes = [*attributes, ("t", "str")]
        super()._xml_formula_element(formula, result, attributes)


def write(
    grids: Sequence[Grid],
    computed: bool = True,
    dress: Callable[[Workbook, Worksheet, Grid], object] | None = None,
) -> bytes:
    """The workbook; without ``computed`` its formulas carry no value and await a program.

    ``dress`` may format each sheet before its cells are written.
    """
    stream = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": "CONTOH", "created": MADE})
    formats = {name: book.add_format(properties) for name, properties in FORMATS.items()}
    for grid in grids:
        sheet = book.add_worksheet(grid.name, StoredWorksheet if computed else None)
        for column in sorted(set(grid.widths) | grid.hidden_columns):
            hidden = {"hidden": True} if column in grid.hidden_columns else {}
            sheet.set_column(column - 1, column - 1, grid.widths.get(column, 9), None, hidden)
        for row in sorted(grid.hidden_rows):
            sheet.set_row(row - 1, None, None, {"hidden": True})
        if dress is not None:
            dress(book, sheet, grid)
        for (row, column), content in sorted(grid.cells.items()):
            style = formats.get(grid.marks.get((row, column), ""))
            if isinstance(content, Formula):
                shown = grid.value(row, column) if computed else ""
                shown = shown.text if isinstance(shown, ErrorValue) else shown
                text = content.text
                sheet.write_formula(
                    row - 1, column - 1, text, style, "" if shown is None else shown
                )
            elif isinstance(content, str):
                sheet.write_string(row - 1, column - 1, content, style)
            elif isinstance(content, float | int):
                sheet.write_number(row - 1, column - 1, content, style)
        if grid.protected:
            sheet.protect()
        if grid.hidden:
            sheet.hide()
    main = next(index for index, grid in enumerate(grids) if not grid.hidden)
    book.worksheets()[main].activate()
    book.close()
    return stream.getvalue()
