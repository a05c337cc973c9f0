"""How each kind of paragraph looks: Word's own names where it has one, so that they can be changed
at one place in Word and other documents' templates fit."""

from __future__ import annotations

from dataclasses import dataclass

from zi_analytics.palette import LIGHT

FONT = "Arial"
"""On every machine, with the same widths as LibreOffice's own; asked for in official letters."""
TABLE = "Report Table"
_ACCENT, _MUTED, _LINE = (one.removeprefix("#") for one in (LIGHT.accent, LIGHT.muted, LIGHT.line))
_HEAD = LIGHT.surface.removeprefix("#")
NORMAL = (
    '<w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr>'
)


@dataclass(frozen=True, slots=True)
class Look:
    """A style by its name. ``level`` is that of a heading, from 0; None where it has no number.

    ``next`` is the style of the paragraph after it, where that is another one.
    """

    name: str
    paragraph: str
    letters: str = ""
    next: str = ""
    level: int | None = None


def _size(points: float, bold: bool = False, colour: str = "", capital: bool = False) -> str:
    """The letters of a style; ``capital`` ones are only shown so, the text stays as typed."""
    half = round(points * 2)
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:caps/>" if capital else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    )


def _room(before: int, after: int, line: int = 240) -> str:
    """The room around a paragraph, in twentieths of a point, and of its lines."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


_KEPT = "<w:keepNext/><w:keepLines/>"
_CENTRE, _RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'

LOOKS = (
    Look("Body Text", f'{_room(0, 120, 276)}<w:jc w:val="both"/>'),
    Look("Title", f"{_KEPT}{_room(0, 60)}{_CENTRE}", _size(15, bold=True, capital=True)),
    Look("Subtitle", f"{_KEPT}{_room(0, 240)}{_CENTRE}", _size(11, colour=_MUTED)),
    Look(
        "heading 1",
        f'{_KEPT}{_room(360, 120)}<w:outlineLvl w:val="0"/>',
        _size(13, bold=True),
        "Body Text",
        0,
    ),
    Look(
        "heading 2",
        f'{_KEPT}{_room(240, 120)}<w:outlineLvl w:val="1"/>',
        _size(11, bold=True, colour=_ACCENT),
        "Body Text",
        1,
    ),
    Look(
        "heading 3",
        f'{_KEPT}{_room(180, 80)}<w:outlineLvl w:val="2"/>',
        _size(11, bold=True),
        "Body Text",
        2,
    ),
    Look("List Number", f'{_room(0, 60, 276)}<w:jc w:val="both"/>'),
    Look("caption", f"{_room(120, 80)}", _size(9.5, bold=True, colour=_MUTED), "Body Text"),
    Look("Figure", f"<w:keepNext/>{_room(60, 0)}", "", "caption"),
    Look("Key Figure", f"{_KEPT}{_room(0, 120)}", _size(28, bold=True)),
    Look("Table Text", _room(30, 30), _size(9.5)),
    Look("Table Number", f"{_room(30, 30)}{_RIGHT}", _size(9.5)),
    Look("Table Head", _room(30, 30), _size(9, bold=True)),
    Look("Source Note", _room(0, 60), _size(9, colour=_MUTED)),
    Look("TOC Heading", f"{_KEPT}{_room(120, 120)}", _size(12, bold=True), "Body Text"),
    Look(
        "toc 1",
        f'<w:tabs><w:tab w:val="left" w:pos="567"/><w:tab w:val="right" w:leader="dot" '
        f'w:pos="8788"/></w:tabs>{_room(60, 20)}<w:ind w:left="567" w:right="567" '
        'w:hanging="567"/>',
        _size(10, bold=True),
    ),
    Look(
        "toc 2",
        f'<w:tabs><w:tab w:val="left" w:pos="1134"/><w:tab w:val="right" w:leader="dot" '
        f'w:pos="8788"/></w:tabs>{_room(0, 20)}<w:ind w:left="1134" w:right="567" '
        'w:hanging="567"/>',
        _size(10),
    ),
    Look("header", _room(0, 0), _size(9)),
    Look("footer", _room(0, 0), _size(8.5, colour=_MUTED)),
    Look("Letterhead", f"{_room(0, 0)}{_CENTRE}", _size(12, capital=True)),
    Look(
        "Letterhead Office",
        f"{_room(0, 20)}{_CENTRE}",
        _size(15, bold=True, capital=True),
    ),
    Look("Letterhead Address", f"{_room(0, 0)}{_CENTRE}", _size(9)),
    Look("Signature", f"{_KEPT}{_room(0, 0)}"),
)
"""Every style a document of ours uses, but the one of its tables."""

TABLE_LOOK = (
    f"<w:pPr>{_room(0, 0)}</w:pPr><w:tblPr><w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + '</w:tblBorders><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" '
    'w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{_HEAD}"/></w:tcPr></w:tblStylePr>'
)
"""A thin grid, and the first row on a ground of its own."""
