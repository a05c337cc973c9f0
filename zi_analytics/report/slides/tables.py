"""Tables that PowerPoint can edit; what is too long for one slide goes on to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from pptx.dml.color import ColorFormat
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.table import _Cell as NativeCell
from pptx.util import Inches, Pt

from zi_analytics.palette import LIGHT
from zi_analytics.report.content.model import Cell, Mark, Table
from zi_analytics.report.slides.fitting import LINE, as_typed, fit, lines_of, width_of
from zi_analytics.report.slides.template import MUTED, STANDING_COLOURS, TEXT

SIZES = (16, 15, 14, 13, 12)
"""Rather a second slide than smaller letters than these."""
_NARROW_SIZES = (*SIZES, 11, 10, 9)
"""Where columns are so narrow that words would break."""
_SIDE, _NARROW_SIDE, _ABOVE = 0.09, 0.05, 0.05
_MANY_COLUMNS = 8
_MOST_LINES = 4
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def pages_of(table: Table, width: float, height: float) -> list[tuple[Table, int]]:
    """``table`` divided so that each part fits in ``height`` inches, with its size of letters:
    the largest at which there are not more parts."""
    unbroken = [size for size in _NARROW_SIZES if not _breaks(table, width, size)]
    largest = unbroken[0] if unbroken else _NARROW_SIZES[-1]
    sizes = [size for size in SIZES if size <= largest] or [largest]
    fewest = len(_divided(table, width, height, sizes[-1]))
    size = next(one for one in sizes if len(_divided(table, width, height, one)) == fewest)
    return [(part, size) for part in _divided(table, width, height, size)]


def _divided(table: Table, width: float, height: float, size: int) -> list[Table]:
    """``table`` in parts that fit in ``height`` inches with letters of this size."""
    head, *rows = _heights(table, width, size)
    pages: list[list[tuple[Cell, ...]]] = [[]]
    used = head
    for row, tall in zip(table.rows, rows, strict=True):
        if pages[-1] and used + tall > height:
            pages.append([])
            used = head
        pages[-1].append(row)
        used += tall
    return [replace(table, rows=tuple(part)) for part in _even(pages, rows, height - head)]


def _even(
    pages: list[list[tuple[Cell, ...]]], heights: list[float], height: float
) -> list[list[tuple[Cell, ...]]]:
    """The same rows in as many pages, equally many on each where they fit so."""
    rows = [row for page in pages for row in page]
    most = ceil(len(rows) / len(pages))
    starts = range(0, len(rows), most)
    if any(sum(heights[start : start + most]) > height for start in starts):
        return pages
    return [rows[start : start + most] for start in starts]


def add_table(
    slide: Slide, table: Table, size: int, text: str, box: tuple[float, float, float]
) -> None:
    """Draw ``table`` at ``box``: left, top, width in inches; ``text`` says what it is."""
    left, top, width = box
    heights = _heights(table, width, size)
    frame = slide.shapes.add_table(
        len(table.rows) + 1,
        len(table.header),
        Inches(left),
        Inches(top),
        Inches(width),
        Inches(sum(heights)),
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", as_typed(text))
    native = frame.table
    _without_style(native._tbl)
    widths = _widths(table, width)
    for column, wide in zip(native.columns, widths, strict=True):
        column.width = Inches(wide)
    rights = [table.is_numeric(place) for place in range(len(widths))]
    for place, (row, tall) in enumerate(zip(native.rows, heights, strict=True)):
        row.height = Inches(tall)
        cells: Sequence[Cell] = table.rows[place - 1] if place else table.header
        for own, cell, right, wide in zip(row.cells, cells, rights, widths, strict=True):
            _write(own, cell, size, wide, _side(table), right, is_head=place == 0)


def text_of(cell: Cell) -> str:
    """What a cell shows."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return as_typed(cell)
    # A number is not parted from its mark or its unit.
    return as_typed(cell.text).replace(" ", "\N{NO-BREAK SPACE}")


def _widths(table: Table, width: float) -> list[float]:
    whole = sum(table.widths)
    return [width * one / whole for one in table.widths]


def _side(table: Table) -> float:
    """The room at each side of a cell."""
    return _NARROW_SIDE if len(table.header) > _MANY_COLUMNS else _SIDE


def _breaks(table: Table, width: float, size: int) -> bool:
    """Whether a word of the header or a number is longer than its column."""
    return any(
        width_of(word, size, place == 0 or isinstance(cell, Mark)) > wide - 2 * _side(table)
        for place, row in enumerate((table.header, *table.rows))
        for cell, wide in zip(row, _widths(table, width), strict=True)
        if place == 0 or not isinstance(cell, str)
        for word in text_of(cell).split(" ")
    )


def _heights(table: Table, width: float, size: int) -> list[float]:
    """The height of the header and of every row."""
    widths = [one - 2 * _side(table) for one in _widths(table, width)]
    rows: list[Sequence[Cell]] = [table.header, *table.rows]
    return [
        max(
            min(
                lines_of(text_of(cell), wide, size, place == 0 or isinstance(cell, Mark)),
                _MOST_LINES,
            )
            for cell, wide in zip(row, widths, strict=True)
        )
        * (size * LINE / 72)
        + 2 * _ABOVE
        for place, row in enumerate(rows)
    ]


def _without_style(table: Any) -> None:
    """No bands and no boxes: a thin rule under each row, drawn by the cells themselves."""
    properties = table.tblPr
    properties.set("bandRow", "0")
    properties.find(qn("a:tableStyleId")).text = _NO_STYLE


def _write(
    own: NativeCell,
    cell: Cell,
    size: int,
    width: float,
    side: float,
    right: bool,
    is_head: bool,
) -> None:
    own.margin_left = own.margin_right = Inches(side)
    own.margin_top = own.margin_bottom = Inches(_ABOVE)
    own.vertical_anchor = MSO_ANCHOR.BOTTOM if is_head else MSO_ANCHOR.MIDDLE
    bold = is_head or isinstance(cell, Mark)
    room = _MOST_LINES * size * LINE / 72 + 0.01
    text, _ = fit(text_of(cell), width - 2 * side, room, (size,), bold)
    paragraph = own.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size), bold
    _colour(run.font.color, cell, is_head)
    colour = LIGHT.muted if is_head else LIGHT.line
    own._tc.get_or_add_tcPr().append(
        parse_xml(
            f'<a:lnB {nsdecls("a")} w="{12700 if is_head else 6350}"><a:solidFill>'
            f'<a:srgbClr val="{colour.removeprefix("#")}"/></a:solidFill></a:lnB>'
        )
    )


def _colour(colour: ColorFormat, cell: Cell, is_head: bool) -> None:
    if isinstance(cell, Mark):
        colour.theme_color = STANDING_COLOURS[cell.standing]
    else:
        colour.theme_color = MUTED if is_head else TEXT
