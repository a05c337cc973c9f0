"""How much room a text takes, estimated on the safe side: a slide cannot be measured before it is
shown, and the machine that shows it may have other fonts."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

LINE = 1.22
"""The height of a line, in sizes of its letters."""
_NARROW = frozenset("iljtfrI.,:;'|!()[]/ -–·\N{NO-BREAK SPACE}")
_SLIM = frozenset("cksvxyz")
_WIDE = frozenset("mwMW@%✓✕▲—")
_POINTS = 72.0


def as_typed(text: str) -> str:
    """``text`` in one line without what a document cannot hold; nothing in it acts anyway."""
    kept = "".join(
        character
        for character in " ".join(text.split())
        if unicodedata.category(character) not in ("Cc", "Cs", "Cn")
    )
    return kept.strip()


def width_of(text: str, size: float, bold: bool = False) -> float:
    """Inches of one line of Arial."""
    units = sum(map(_units, text))
    return units * size * (1.07 if bold else 1.0) / _POINTS


def _units(character: str) -> float:
    if character in _NARROW:
        return 0.33
    if character in _WIDE or unicodedata.east_asian_width(character) in "WF":
        return 0.98
    if character in _SLIM:
        return 0.5
    return 0.7 if character.isupper() else 0.56


def lines_of(text: str, width: float, size: float, bold: bool = False) -> int:
    """How many lines ``text`` takes in ``width`` inches; words longer than a line are broken."""
    lines, used = 1, 0.0
    space = width_of(" ", size, bold)
    for word in text.split(" "):
        wide = width_of(word, size, bold)
        if used and used + space + wide <= width:
            used += space + wide
            continue
        lines += bool(used)
        # A word that is longer than a line goes on in the next ones.
        full = int(wide / width)
        lines += full
        used = wide - full * width
    return lines


def height_of(texts: Sequence[str], width: float, size: float, bold: bool = False) -> float:
    """Inches of paragraphs, without room between them."""
    return sum(lines_of(text, width, size, bold) for text in texts) * size * LINE / _POINTS


def fit(
    text: str, width: float, height: float, sizes: Sequence[int], bold: bool = False
) -> tuple[str, int]:
    """``text`` and the largest of ``sizes`` at which it fits; shortened where none does."""
    for size in sizes:
        if height_of([text], width, size, bold) <= height:
            return text, size
    size = sizes[-1]
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if height_of([text[:middle] + "…"], width, size, bold) <= height:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…", size
