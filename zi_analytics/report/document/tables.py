"""Tables of a document: the first row again on every page, no row divided between two pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Pt, RGBColor
from docx.table import Table as NativeTable
from docx.table import _Cell as NativeCell
from docx.table import _Row as NativeRow

from zi_analytics.palette import LIGHT
from zi_analytics.report.content.model import Cell, Mark, Table
from zi_analytics.report.document.styles import Styles
from zi_analytics.report.slides.fitting import as_typed, lines_of, width_of

_SIZE, _SMALLEST = 9.5, 7.0
_SIDE = 0.06
"""Inches at each side of a cell."""
_MANY_COLUMNS = 8
_WHOLE = 20
"""Lines of a table that is not divided."""


def add_table(document: Document, styles: Styles, table: Table, room: Length) -> None:
    """Write ``table`` as wide as ``room``."""
    native = document.add_table(len(table.rows) + 1, len(table.header))
    # By its id: the library would look a name up in its own way.
    native._tbl.tblPr.style = styles.table
    native.autofit = False
    whole = sum(table.widths)
    widths = [Emu(round(room * share / whole)) for share in table.widths]
    for column, wide in zip(native.columns, widths, strict=True):
        column.width = wide
    _fill_margins(native, len(table.header))
    size = _size_of(table, room, styles.spread)
    rights = [table.is_numeric(place) for place in range(len(table.header))]
    last = len(table.rows)
    is_short = _lines(table, widths, (size or _SIZE) * styles.spread) <= _WHOLE
    # The rows are asked for once: the library counts all of them for each one.
    for place, row in enumerate(native.rows):
        cells: Sequence[Cell] = table.rows[place - 1] if place else table.header
        keep_whole(row, is_head=place == 0)
        for own, cell, wide, right in zip(row.cells, cells, widths, rights, strict=True):
            own.width = wide
            _write(own, styles, cell, size, right, is_head=place == 0)
            # A short table stays on one page; of a long one no single row stands alone.
            if place < last and (is_short or place < 2 or place == last - 1):
                own.paragraphs[0].paragraph_format.keep_with_next = True


def text_of(cell: Cell) -> str:
    """What a cell shows."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return as_typed(cell)
    # A number is not parted from its mark or its unit.
    return as_typed(cell.text).replace(" ", "\N{NO-BREAK SPACE}")


def keep_whole(row: NativeRow, *, is_head: bool = False) -> None:
    """Never divide a row; ``is_head`` repeats it on every page."""
    properties: Any = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", *(["w:tblHeader"] if is_head else [])):
        properties.append(OxmlElement(name))


def _fill_margins(native: NativeTable, columns: int) -> None:
    """Less room at the sides of cells where there are many of them."""
    if columns <= _MANY_COLUMNS:
        return
    margins: Any = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        own: Any = OxmlElement(f"w:{side}")
        own.set(qn("w:w"), "40")
        own.set(qn("w:type"), "dxa")
        margins.append(own)
    properties: Any = native._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)


def _size_of(table: Table, room: Length, spread: float) -> float | None:
    """Smaller letters where a word or a number would be broken; None where the style's fit."""
    size = _SIZE
    while size > _SMALLEST and _breaks(table, room.inches, size * spread):
        size -= 0.5
    return None if size == _SIZE else size


def _breaks(table: Table, room: float, size: float) -> bool:
    whole = sum(table.widths)
    side = 0.03 if len(table.header) > _MANY_COLUMNS else _SIDE
    return any(
        width_of(word, size, place == 0 or isinstance(cell, Mark)) > room * share / whole - 2 * side
        for place, row in enumerate((table.header, *table.rows))
        for cell, share in zip(row, table.widths, strict=True)
        if place == 0 or not isinstance(cell, str)
        for word in text_of(cell).split(" ")
    )


def _lines(table: Table, widths: Sequence[Length], size: float) -> int:
    """The lines of all rows, the first one included."""
    return sum(
        max(
            lines_of(text_of(cell), wide.inches - 2 * _SIDE, size, place == 0)
            for cell, wide in zip(row, widths, strict=True)
        )
        for place, row in enumerate((table.header, *table.rows))
    )


def _write(
    own: NativeCell, styles: Styles, cell: Cell, size: float | None, right: bool, is_head: bool
) -> None:
    paragraph = own.paragraphs[0]
    kind = "Table Head" if is_head else "Table Number" if right else "Table Text"
    paragraph._p.style = styles.id(kind)
    if is_head and right:
        paragraph.paragraph_format.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
    run = paragraph.add_run(text_of(cell))
    if size is not None:
        run.font.size = Pt(size)
    if isinstance(cell, Mark):
        run.font.bold = True
        run.font.color.rgb = RGBColor.from_string(LIGHT.of(cell.standing).removeprefix("#"))
