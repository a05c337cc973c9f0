"""How a printed page looks: its measures, its colours from the palette, its kinds of paragraph."""

from __future__ import annotations

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from zi_analytics.analysis.standing import Standing
from zi_analytics.palette import LIGHT
from zi_analytics.report.pdf.typeface import BOLD, REGULAR

WIDTH, HEIGHT = A4
LEFT = RIGHT = 20 * mm
TOP, BOTTOM = 18 * mm, 20 * mm
INNER, TALL = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

TEXT, MUTED, GROUND = (HexColor(one) for one in (LIGHT.text, LIGHT.muted, LIGHT.background))
ACCENT, SECOND, RULE = (HexColor(one) for one in (LIGHT.accent, LIGHT.reform, LIGHT.line))
SURFACE = HexColor(LIGHT.surface)


def colour_of(standing: Standing) -> Color:
    """The colour of a standing on paper."""
    return HexColor(LIGHT.of(standing))


def style(
    size: float,
    bold: bool = False,
    colour: Color = TEXT,
    before: float = 0,
    after: float = 0,
    right: bool = False,
    leading: float = 1.32,
) -> ParagraphStyle:
    """A kind of paragraph. Words are not hyphenated: no open dictionary for Indonesian is good."""
    return ParagraphStyle(
        f"{size}-{bold}-{colour}-{right}",
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=size * leading,
        textColor=colour,
        spaceBefore=before,
        spaceAfter=after,
        alignment=TA_RIGHT if right else 0,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
    )


OFFICE = style(12, bold=True, leading=1.25)
OFFICE_ABOVE = style(10.5, leading=1.25)
OFFICE_ADDRESS = style(9, colour=MUTED, leading=1.25)
SIGNATURE, SIGNER = style(10.5, leading=1.3), style(10.5, bold=True, leading=1.3)
KICKER = style(11, bold=True, colour=ACCENT, after=3)
SUBJECT = style(26, bold=True, after=6, leading=1.15)
CONTEXT = style(11, colour=MUTED, after=0)
HEADING = style(15, bold=True, before=0, after=6, leading=1.22)
LINE = style(10.5, after=4)
NOTE = style(7.5, colour=MUTED, after=1, leading=1.3)
CELL, CELL_RIGHT = style(9, leading=1.25), style(9, right=True, leading=1.25)
HEAD = style(8.5, bold=True, colour=MUTED, leading=1.2)
HEAD_RIGHT = style(8.5, bold=True, colour=MUTED, right=True, leading=1.2)
