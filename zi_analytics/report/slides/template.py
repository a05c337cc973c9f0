"""The empty presentation: its shape, its master, and the palette as the theme's own colours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout
from pptx.util import Inches

from zi_analytics.analysis.standing import Standing
from zi_analytics.palette import LIGHT

FONT = "Arial"
"""On every machine, with the same widths as LibreOffice's own."""
MARGIN = 0.6
TITLE_TOP, TITLE_HEIGHT = 0.4, 1.15
TOP, BOTTOM = 1.72, 6.8
FOOT_TOP, FOOT_HEIGHT = 6.98, 0.32
HEIGHT = 7.5

TEXT, MUTED = MSO_THEME_COLOR.TEXT_1, MSO_THEME_COLOR.TEXT_2
GROUND, SURFACE = MSO_THEME_COLOR.BACKGROUND_1, MSO_THEME_COLOR.BACKGROUND_2
ACCENT, SECOND = MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2
STANDING_COLOURS = {
    Standing.PASSING: MSO_THEME_COLOR.ACCENT_3,
    Standing.CLOSE: MSO_THEME_COLOR.ACCENT_4,
    Standing.FAILING: MSO_THEME_COLOR.ACCENT_5,
    Standing.UNKNOWN: MSO_THEME_COLOR.ACCENT_6,
}
RULE = RGBColor.from_string(LIGHT.line.removeprefix("#"))
_THEME = {
    "dk1": LIGHT.text,
    "lt1": LIGHT.background,
    "dk2": LIGHT.muted,
    "lt2": LIGHT.surface,
    "accent1": LIGHT.accent,
    "accent2": LIGHT.reform,
    "accent3": LIGHT.passing,
    "accent4": LIGHT.close,
    "accent5": LIGHT.failing,
    "accent6": LIGHT.unknown,
    "hlink": LIGHT.accent,
    "folHlink": LIGHT.muted,
}
_LAYOUT = "Title Only"


class Shape(StrEnum):
    """The proportions of a slide."""

    WIDE = "16:9"
    CLASSIC = "4:3"

    @property
    def width(self) -> float:
        """Inches; both are equally high."""
        return 13.333 if self is Shape.WIDE else 10.0


@dataclass(frozen=True, slots=True)
class Template:
    """An empty presentation and the one layout of its master. Measures are in inches."""

    deck: Deck
    layout: SlideLayout
    width: float

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN


def new_template(shape: Shape, title: str, written: datetime) -> Template:
    """A presentation without slides."""
    deck = Presentation()
    # The library's own template says that it is 4:3 for the screen.
    deck.part._element.sldSz.attrib.pop("type", None)
    deck.slide_width, deck.slide_height = Inches(shape.width), Inches(HEIGHT)
    layouts = deck.slide_layouts
    (layout,) = [one for one in layouts if one.name == _LAYOUT]
    for other in list(layouts):
        if other is not layout:
            layouts.remove(other)
    _without_printer(deck)
    _colour_theme(deck)
    made = Template(deck, layout, shape.width)
    _arrange(made, list(deck.slide_master.placeholders))
    _arrange(made, list(layout.placeholders))
    facts = deck.core_properties
    facts.title = title[:255]
    facts.author = facts.last_modified_by = "ZI Analytics"
    facts.created = facts.modified = written.replace(tzinfo=None)
    facts.revision = 1
    return made


def place(shape: BaseShape, left: float, top: float, width: float, height: float) -> None:
    """Put a shape somewhere, in inches."""
    shape.left, shape.top = Inches(left), Inches(top)
    shape.width, shape.height = Inches(width), Inches(height)


def _without_printer(deck: Deck) -> None:
    """The library's own template carries the settings of somebody's printer."""
    for id_, relation in list(deck.part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.PRINTER_SETTINGS:
            deck.part.rels.pop(id_)


def _colour_theme(deck: Deck) -> None:
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme.blob = own_theme(theme.blob)


def own_theme(theme: bytes) -> bytes:
    """A theme of Office with the palette's colours and our letters."""
    text = theme.decode("utf-8")
    for name, colour in _THEME.items():
        value = f'<a:{name}><a:srgbClr val="{colour.removeprefix("#")}"/></a:{name}>'
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", value, text, count=1, flags=re.DOTALL)
    text = re.sub('<a:latin typeface="[^"+]*"', f'<a:latin typeface="{FONT}"', text)
    return text.replace('name="Office Theme"', 'name="ZI Analytics"', 1).encode("utf-8")


def _arrange(template: Template, placeholders: list[BaseShape]) -> None:
    """The title above, the foot below; bodies and dates are not used."""
    for one in placeholders:
        kind = one.element.ph.get("type")
        if kind == "title":
            place(one, MARGIN, TITLE_TOP, template.inner, TITLE_HEIGHT)
            frame = one.text_frame
            frame.vertical_anchor = MSO_ANCHOR.TOP
            frame.margin_left = frame.margin_right = 0
            _write_style(one, 28, True, "l")
        elif kind == "ftr":
            place(one, MARGIN, FOOT_TOP, template.inner - 1.2, FOOT_HEIGHT)
            one.text_frame.margin_left = 0
            _write_style(one, 11, False, "l")
        elif kind == "sldNum":
            place(one, template.width - MARGIN - 1.0, FOOT_TOP, 1.0, FOOT_HEIGHT)
            one.text_frame.margin_right = 0
            _write_style(one, 11, False, "r")
        elif kind == "body":
            place(one, MARGIN, TOP, template.inner, BOTTOM - TOP)
        else:
            one.element.getparent().remove(one.element)


def _write_style(shape: BaseShape, size: int, bold: bool, align: str) -> None:
    """The list style of a placeholder, which the slides inherit."""
    body = shape.text_frame._txBody
    style = parse_xml(
        f'<a:lstStyle {nsdecls("a")}><a:lvl1pPr algn="{align}"><a:defRPr sz="{size * 100}" '
        f'b="{int(bold)}"><a:solidFill><a:schemeClr val="{"tx1" if bold else "tx2"}"/>'
        "</a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>"
    )
    body.replace(body.find(qn("a:lstStyle")), style)
