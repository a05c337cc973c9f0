"""How a written worksheet looks: calm colours by level, made once each.

The colours are those of the screen's light palette (``charts/theme.py``) on paper: a dark heading
with white letters, lighter steps downwards, and warm cells where something is to be filled in.
All of them stay apart in a grey print.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from zi_analytics.instrument import Level

FONT = "Arial"
"""On every machine, or beside it a twin of the same widths: lines break alike everywhere."""
SIZE, SMALL = 9, 8
ACCENT, WHITE, TEXT, MUTED, LINE = "#0B4F6C", "#FFFFFF", "#1B2733", "#55616D", "#B9C4CC"
TO_FILL = "#FFF4D6"
PASSING, FAILING = "#00674E", "#A3340F"

POINTS, PERCENT, WHOLE = "0.00", "0.00%", "0"
WEIGHT = "General"

Look = dict[str, Any]

LEVELS: dict[Level, Look] = {
    Level.TOTAL: {"bg_color": ACCENT, "font_color": WHITE, "bold": True},
    Level.COMPONENT: {"bg_color": "#2F6F8A", "font_color": WHITE, "bold": True},
    Level.ASPECT: {"bg_color": "#A9CBDB", "bold": True},
    Level.RESULT: {"bg_color": "#A9CBDB", "bold": True},
    Level.AREA: {"bg_color": "#CFE2EB", "bold": True},
    Level.INDICATOR: {"bg_color": "#E9F1F5", "bold": True},
    Level.PART: {"bg_color": "#F3F6F8", "bold": True},
    Level.QUESTION: {},
    Level.COUNT: {"font_color": MUTED},
    Level.SUBTOTAL: {"font_color": MUTED},
}
HEADING: Look = {
    **{"bg_color": ACCENT, "font_color": WHITE, "bold": True},
    **{"align": "center", "valign": "vcenter", "border_color": WHITE},
}
FILL: Look = {"bg_color": TO_FILL, "locked": False}


class Styles:
    """The formats of one workbook: asked for by their look, and made once each."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def plain(self, **look: Any) -> Format:
        """A format for text around a table."""
        return self._format({"valign": "top", "font_color": TEXT, "font_size": SIZE, **look})

    def cell(self, level: Level = Level.QUESTION, **look: Any) -> Format:
        """A format for a table's cell: framed, wrapped, coloured by its level."""
        frame = {"border": 1, "border_color": LINE, "text_wrap": True}
        return self.plain(**{**frame, **LEVELS[level], **look})

    def heading(self) -> Format:
        """The format of a table's heading."""
        return self.cell(**HEADING)

    def to_fill(self, **look: Any) -> Format:
        """The format of a cell that the office fills in."""
        return self.cell(**{**FILL, **look})

    def changed(self, **look: Any) -> Format:
        """What a condition changes of a cell's format, and nothing else."""
        return self._format(look, font=False)

    def _format(self, look: Look, font: bool = True) -> Format:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            made = {"font_name": FONT, **look} if font else look
            self._made[key] = self._book.add_format(made)
        return self._made[key]
