"""The boxes in which notes are shown: shapes of the sheet's old drawing (VML).

Such a part is often no sound XML (Excel writes lone tags into it), so it is searched for whole
shapes and never parsed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping

from zi_analytics.findings import Finding, Refused
from zi_analytics.workbook.opening.worksheet import Place

Anchor = tuple[int, int, int, int, int, int, int, int]
"""Column and pixels inside it, row and pixels: of the top left, then of the bottom right corner."""

_NAMES = {
    b"v": b"urn:schemas-microsoft-com:vml",
    b"o": b"urn:schemas-microsoft-com:office:office",
    b"x": b"urn:schemas-microsoft-com:office:excel",
}
EMPTY = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    b'xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d"/></o:shapelayout></xml>'
)
_KIND = (
    b'<v:shapetype id="_x0000_t202"%s coordsize="21600,21600" o:spt="202" '
    b'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    b'<v:shape id="_x0000_s%d"%s type="#_x0000_t202" style="position:absolute;z-index:%d;'
    b'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    b'<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    b'<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    b'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    b"<x:Anchor>%s</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row>"
    b"<x:Column>%d</x:Column></x:ClientData></v:shape>"
)
_SHAPE = re.compile(rb"<(?:\w+:)?shape[\s>]")
_SHAPE_END = re.compile(rb"</(?:\w+:)?shape\s*>")
_NOTE = re.compile(rb"""ObjectType\s*=\s*["']Note["']""")
_ROW = re.compile(rb"<(?:\w+:)?Row>\s*(\d{1,7})\s*<")
_COLUMN = re.compile(rb"<(?:\w+:)?Column>\s*(\d{1,5})\s*<")
_ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor>)[^<]*(<)")
_NUMBER = re.compile(rb"""\bid\s*=\s*["']_x0000_s(\d{1,9})["']""")
_END = re.compile(rb"</(?:\w+:)?xml\s*>")
_FIRST_TAG = re.compile(rb"<(?:\w+:)?xml\b[^>]*>")
_BLOCK = re.compile(rb"""idmap\b[^>]*\bdata\s*=\s*["'](\d{1,6})""")
_IDS_OF_A_BLOCK = 1024
"""Every drawing numbers its shapes within a block of its own."""


def change_boxes(
    part: str,
    drawing: bytes,
    added: Mapping[Place, Anchor],
    grown: Mapping[Place, Anchor],
    removed: frozenset[Place],
) -> bytes:
    """``drawing`` with the boxes of new notes, longer ones for grown notes, and none of removed.

    Refused when it is no drawing that can be changed.
    """

    def change(shape: bytes, place: Place) -> bytes:
        if place in removed:
            return b""
        if place in grown:
            return _ANCHOR.sub(rb"\g<1>" + _written(grown[place]) + rb"\g<2>", shape, count=1)
        return shape

    drawing = _each_note(drawing, change)
    if not added:
        return drawing
    ends = [found.start() for found in _END.finditer(drawing)]
    root = _FIRST_TAG.search(drawing)
    if not ends or root is None:
        raise Refused(Finding("damaged-part", details=(("part", part),)))
    names = b"".join(
        b' xmlns:%s="%s"' % (prefix, uri)
        for prefix, uri in _NAMES.items()
        if b'xmlns:%s="%s"' % (prefix, uri) not in root[0].replace(b"'", b'"')
    )
    own = _BLOCK.search(drawing)
    first = _IDS_OF_A_BLOCK * (int(own[1]) if own else 1)
    number = max((int(n) for n in _NUMBER.findall(drawing)), default=first)
    boxes = [] if b'id="_x0000_t202"' in drawing.replace(b"'", b'"') else [_KIND % names]
    for count, (place, anchor) in enumerate(added.items(), 1):
        row, column = place[0] - 1, place[1] - 1
        boxes.append(_BOX % (number + count, names, count, _written(anchor), row, column))
    return drawing[: ends[-1]] + b"".join(boxes) + drawing[ends[-1] :]


def _each_note(drawing: bytes, change: Callable[[bytes, Place], bytes]) -> bytes:
    """``drawing`` with every box of a note put through ``change``."""
    starts = [found.start() for found in _SHAPE.finditer(drawing)]
    pieces, done = [], 0
    for end in _SHAPE_END.finditer(drawing):
        place = bisect_left(starts, end.start()) - 1
        if place < 0 or starts[place] < done:
            continue
        shape = drawing[starts[place] : end.end()]
        row, column = _ROW.search(shape), _COLUMN.search(shape)
        pieces.append(drawing[done : starts[place]])
        done = end.end()
        if _NOTE.search(shape) is not None and row is not None and column is not None:
            shape = change(shape, (int(row[1]) + 1, int(column[1]) + 1))
        pieces.append(shape)
    return b"".join((*pieces, drawing[done:]))


def _written(anchor: Anchor) -> bytes:
    return ", ".join(map(str, anchor)).encode()
