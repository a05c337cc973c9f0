"""The letters of a document: which font has which, how wide a text is, and text as markup.

Nothing is ever shown as an empty box. A letter that the first font does not have is taken from the
second; one that neither has is shown as its simpler form, or as �.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from zi_analytics.settings import FONTS

REGULAR, BOLD = "ZI Sans", "ZI Sans Semibold"
OTHER = "DejaVu Sans"
"""For what the two above do not have; one weight is enough for single letters."""
MISSING = "\N{REPLACEMENT CHARACTER}"
_FILES = {
    REGULAR: "ZISans-Regular.ttf",
    BOLD: "ZISans-Semibold.ttf",
    OTHER: "DejaVuSans.ttf",
}
_LEFT_OUT = ("Cc", "Cf", "Cs", "Cn", "Co", "Mn", "Me", "Mc")
"""Controls, invisible letters, and marks without a letter that carries them."""
_FROM_RIGHT = ("R", "AL", "AN")
"""Scripts that only a program that joins and turns letters can write."""


@cache
def font(name: str) -> Any:
    """The font, read from its file once in the life of the program."""
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, FONTS / _FILES[name]))
    return pdfmetrics.getFont(name)


def use_fonts() -> None:
    """Make the fonts known by their names; a second time costs nothing."""
    for name in _FILES:
        font(name)
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFontFamily(name, normal=name, bold=BOLD, italic=name, boldItalic=BOLD)


def shown(text: str) -> str:
    """``text`` in one line, of letters that the fonts have. The same again gives the same."""
    one_line = " ".join(unicodedata.normalize("NFC", text).split(" "))
    one_line = "".join(" " if one in "\t\n\r\v\f\x85\u2028\u2029" else one for one in one_line)
    found = "".join(_letter(one) for one in one_line)
    return " ".join(part for part in found.split(" ") if part)


def markup(text: str) -> str:
    """``text`` for a paragraph: nothing in it is a tag, each letter in a font that has it."""
    return "".join(
        escape(run) if name is None else f'<font name="{name}">{escape(run)}</font>'
        for name, run in runs(shown(text))
    )


def runs(text: str) -> Iterator[tuple[str | None, str]]:
    """``text`` in pieces of one font: None for the font that is in use, else its name."""
    for other, letters in groupby(text, key=lambda one: not _has(REGULAR, one)):
        yield OTHER if other else None, "".join(letters)


def width(text: str, name: str, size: float) -> float:
    """How wide ``text`` is in the font ``name``, in points. ``text`` is as :func:`shown`."""
    return sum(float(pdfmetrics.stringWidth(run, other or name, size)) for other, run in runs(text))


def fit(text: str, name: str, size: float, room: float) -> str:
    """``text`` or as much of its beginning as fits into ``room`` points."""
    if width(text, name, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle] + "…", name, size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


def cut(text: str, longest: int) -> str:
    """``text`` of at most ``longest`` letters."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def unbroken(text: str) -> str:
    """``text`` that stays in one line: a number is not parted from its mark or its unit."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


@lru_cache(maxsize=4096)
def _letter(one: str) -> str:
    if one in (" ", "\N{NO-BREAK SPACE}"):
        return one
    category = unicodedata.category(one)
    if category in _LEFT_OUT:
        return MISSING if category == "Co" else ""
    if unicodedata.bidirectional(one) in _FROM_RIGHT:
        return MISSING
    if _has(REGULAR, one) or _has(OTHER, one):
        return one
    simpler = unicodedata.normalize("NFKC", one)
    if simpler != one and all(_has(REGULAR, part) for part in simpler):
        return simpler
    return MISSING


def _has(name: str, letter: str) -> bool:
    return ord(letter) in font(name).face.charToGlyph
