"""Tables on paper: a thin rule under each row, the header again on every page."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, Paragraph, TableStyle

from zi_analytics.report.content.model import Cell, Mark, Table
from zi_analytics.report.pdf.look import (
    CELL,
    CELL_RIGHT,
    HEAD,
    HEAD_RIGHT,
    MUTED,
    RULE,
    colour_of,
    style,
)
from zi_analytics.report.pdf.typeface import BOLD, cut, markup, shown, unbroken, width

LONGEST = 300
"""Letters of a cell: a row is never higher than a page."""
_SIDE, _NARROW_SIDE = 4.5, 3.2
_ABOVE = 3.2
_GAP = 6.0
_MANY_COLUMNS = 8
_SMALLEST = 6.0


@dataclass(frozen=True, slots=True)
class _Look:
    """The four kinds of cell of one table."""

    cell: ParagraphStyle
    right: ParagraphStyle
    head: ParagraphStyle
    head_right: ParagraphStyle


def table_flowable(table: Table, room: float) -> LongTable:
    """``table`` over the whole ``room`` in points; smaller letters where a number would break."""
    side = _NARROW_SIDE if len(table.header) > _MANY_COLUMNS else _SIDE
    widths = [room * one / sum(table.widths) for one in table.widths]
    rights = [table.is_numeric(column) for column in range(len(widths))]
    gaps = [
        _GAP if column and rights[column - 1] and not right else 0.0
        for column, right in enumerate(rights)
    ]
    look = _look(_scale(table, widths, gaps, side))
    rows = [
        [
            _paragraph(cell, right, look, is_head=place == 0)
            for cell, right in zip(row, rights, strict=True)
        ]
        for place, row in enumerate((table.header, *table.rows))
    ]
    return LongTable(
        rows,
        colWidths=widths,
        repeatRows=1,
        spaceAfter=6,
        style=TableStyle(
            [
                ("LEFTPADDING", (0, 0), (-1, -1), side),
                ("RIGHTPADDING", (0, 0), (-1, -1), side),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
                # Words after a column of numbers stand clear of them.
                *(
                    ("LEFTPADDING", (column, 0), (column, -1), side + gap)
                    for column, gap in enumerate(gaps)
                    if gap
                ),
                ("TOPPADDING", (0, 0), (-1, -1), _ABOVE),
                ("BOTTOMPADDING", (0, 0), (-1, -1), _ABOVE),
                ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
                ("VALIGN", (0, 1), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, 0), 0.9, MUTED),
                ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
            ]
        ),
    )


def text_of(cell: Cell) -> str:
    """What a cell shows, before it is escaped."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cut(shown(cell), LONGEST)
    return unbroken(cut(shown(cell.text), LONGEST))


def _paragraph(cell: Cell, right: bool, look: _Look, is_head: bool) -> Paragraph:
    kind = (
        (look.head_right if right else look.head)
        if is_head
        else (look.right if right else look.cell)
    )
    if isinstance(cell, Mark):
        kind = style(kind.fontSize, bold=True, colour=colour_of(cell.standing), leading=1.25)
    return Paragraph(markup(text_of(cell)), kind)


def _scale(table: Table, widths: list[float], gaps: list[float], side: float) -> float:
    """How much smaller letters must be for no word of the header and no number to break."""
    needed = 1.0
    for place, row in enumerate((table.header, *table.rows)):
        for column, (cell, wide) in enumerate(zip(row, widths, strict=True)):
            if place and isinstance(cell, str):
                continue
            edges = (column > 0) + (column < len(widths) - 1)
            room = wide - side * edges - gaps[column] - 0.5
            size = HEAD.fontSize if place == 0 else CELL.fontSize
            longest = max((width(one, BOLD, size) for one in text_of(cell).split(" ")), default=0)
            needed = min(needed, room / longest if longest else 1.0)
    return max(needed, _SMALLEST / float(CELL.fontSize))


def _look(scale: float) -> _Look:
    if scale == 1.0:
        return _Look(CELL, CELL_RIGHT, HEAD, HEAD_RIGHT)
    cell, head = CELL.fontSize * scale, HEAD.fontSize * scale
    return _Look(
        style(cell, leading=1.25),
        style(cell, right=True, leading=1.25),
        style(head, bold=True, colour=MUTED, leading=1.2),
        style(head, bold=True, colour=MUTED, right=True, leading=1.2),
    )
