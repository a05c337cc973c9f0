"""The pieces charts on paper are made of: text of any letters, bars, hatching, lines, a legend."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color

from zi_analytics.report.pdf.look import GROUND, MUTED, RULE, TEXT
from zi_analytics.report.pdf.typeface import REGULAR, fit, runs, shown, width

SMALL = 8.5
"""The size of words beside a chart."""
_STEP = 3.2
"""Between two lines of a hatching."""


class Paper(Drawing):  # type: ignore[misc]
    """A drawing that measures what is written on it. Zero is below on the left, in points."""

    def write(
        self,
        text: str,
        x: float,
        y: float,
        size: float = SMALL,
        name: str = REGULAR,
        colour: Color = TEXT,
        anchor: str = "start",
    ) -> float:
        """Write one line that starts, has its middle or ends at ``x``; return its width."""
        text = shown(text)
        wide = width(text, name, size)
        x -= {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        for other, run in runs(text):
            used = other or name
            self.add(String(x, y, run, fontName=used, fontSize=size, fillColor=colour))
            x += width(run, used, size)
        return wide

    def bar(
        self, x: float, y: float, wide: float, tall: float, fill: Color, edge: Color | None = None
    ) -> None:
        """A rectangle; one with an ``edge`` has a thin line around it."""
        self.add(
            Rect(x, y, wide, tall, fillColor=fill, strokeColor=edge, strokeWidth=0.6 if edge else 0)
        )

    def hatch(self, x: float, y: float, wide: float, tall: float) -> None:
        """Light lines rising over a bar, so that it is told apart in a grey print too."""
        start = -tall + _STEP / 2
        while start < wide:
            left, right = max(start, 0.0), min(start + tall, wide)
            if right > left:
                self.line(x + left, y + left - start, x + right, y + right - start, GROUND, 0.9)
            start += _STEP

    def line(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        colour: Color = RULE,
        thick: float = 0.6,
        dash: Sequence[float] | None = None,
    ) -> None:
        """A line, ``dash`` as its pattern."""
        drawn = Line(x0, y0, x1, y1, strokeColor=colour, strokeWidth=thick)
        if dash:
            drawn.strokeDashArray = list(dash)
        self.add(drawn)


def tick(paper: Paper, x: float, y: float, tall: float) -> None:
    """A limit across a bar, with a light edge, so that it is seen on a dark bar too."""
    for colour, thick in ((GROUND, 3.6), (TEXT, 1.8)):
        paper.line(x, y - 2.5, x, y + tall + 2.5, colour, thick)


def in_lines(text: str, name: str, size: float, room: float, most: int) -> list[str]:
    """``text`` in at most ``most`` lines of ``room`` points, the last one shortened if need be."""
    lines: list[str] = []
    words = shown(text).split(" ")
    while words:
        taken = 1
        while taken < len(words) and width(" ".join(words[: taken + 1]), name, size) <= room:
            taken += 1
        if len(lines) == most - 1:
            taken = len(words)
        lines.append(fit(" ".join(words[:taken]), name, size, room))
        words = words[taken:]
    return lines


def legend_width(name: str) -> float:
    """How much room an entry of the legend takes, with its swatch and the gap after it."""
    return 16 + width(shown(name), REGULAR, SMALL) + 14


def underlaid(paper: Paper, text: str, x: float, y: float, name: str, colour: Color = TEXT) -> None:
    """A label over its own ground, so that no line strikes it through; ``x`` is its middle."""
    wide = width(shown(text), name, SMALL)
    paper.bar(x - wide / 2 - 1.5, y - 2, wide + 3, SMALL + 2, GROUND)
    paper.write(text, x, y, name=name, colour=colour, anchor="middle")


def muted_line(paper: Paper, x0: float, y: float, x1: float) -> None:
    """The axis that bars stand on."""
    paper.line(x0, y, x1, y, MUTED, 0.8)
