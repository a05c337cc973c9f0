"""How high a row must be for its texts, so that nothing is cut before anybody touches it.

Programs fit rows to their texts while somebody types, but not all of them when a file is opened.
"""

from __future__ import annotations

from collections.abc import Iterable

PIXELS_A_POINT = 96 / 72
NARROW, WIDE = frozenset("fijlrtI.,:;'!|()[]/- "), frozenset("mwMW%@÷–—…")
WIDTH_NARROW, WIDTH_WIDE, WIDTH_CAPITAL, WIDTH_OTHER = 0.31, 0.9, 0.7, 0.535
"""Of Arial's letters, as parts of their size."""
SLACK = 1.05
"""Another font of the same size is somewhat wider: a line too many is better than a line cut."""
LINE = 1.2
PADDING_PIXELS, PADDING_POINTS = 7, 3

Measured = tuple[str, float, float]
"""A text with the width of its cell in pixels and its size in points."""


def height(texts: Iterable[Measured], lowest: float = 14) -> float:
    """The height in points of a row with these texts."""
    needed = [
        lines(text, width, size) * size * LINE + PADDING_POINTS for text, width, size in texts
    ]
    return max([lowest, *needed])


def lines(text: str, width: float, size: float) -> int:
    """The lines of a text that is broken between words."""
    room = (width - PADDING_PIXELS) / (size * PIXELS_A_POINT * SLACK)
    count = 0
    for paragraph in text.split("\n"):
        count, used = count + 1, 0.0
        for word in paragraph.split(" "):
            wide = _width(word)
            if used and used + WIDTH_NARROW + wide > room:
                count, used = count + 1, wide
            else:
                used += (WIDTH_NARROW if used else 0.0) + wide
    return count


def _width(word: str) -> float:
    return sum(map(_letter, word))


def _letter(letter: str) -> float:
    if letter in NARROW:
        return WIDTH_NARROW
    if letter in WIDE:
        return WIDTH_WIDE
    return WIDTH_CAPITAL if letter.isupper() else WIDTH_OTHER
