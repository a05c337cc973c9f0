"""Drawn answers as they are typed, and as they count: the second never depends on spelling."""

from __future__ import annotations

from random import Random

from scripts.worksheets import filling, tree
from scripts.worksheets.filling import Typed

TREE = tree.load()
ASSESSORS = ("unit", "tpi", "tpi2")

# Code → (as somebody types it, what it means). None means it cannot be counted.
ODD_SPELLINGS: dict[str, tuple[Typed, Typed | None]] = {
    "A.I.1.i.a": ("Ya.", "Ya"),
    "A.I.1.i.b": (" a ", "A"),
    "A.I.1.ii.a": ("ya", "Ya"),
    "A.I.1.ii.b": ("b", "B"),
    "A.I.1.iii.a": ("B.", "B"),
    "A.I.1.iii.b": (" C ", "C"),
    "A.I.1.iv.a": ("TIDAK", "Tidak"),
    "A.I.2.i.a": ("d", "D"),
    "A.I.2.i.b": ("e.", "E"),
    "A.I.2.iii.a": ("B\u00a0", "B"),
    "A.I.3.i.a": (" tidak. ", "Tidak"),
    "A.I.6.i.a": ("\nA\n", "A"),
    "A.II.1.i.a.1": ("4", 4),
    "A.II.1.i.a.2": (" 3 ", 3),
    "A.II.4.i.-": ("85 %", 0.85),
    "A.II.5.ii.-": (100, 1),
    "A.II.6.i.b": ("62,5%", 0.625),
    "B.I.a": ("3,75", 3.75),
    "B.II.a": ("3.6", 3.6),
}


def drawn(seed: int, blank: float = 0.1) -> dict[str, dict[str, Typed]]:
    """Three assessors' answers of any kind, cleanly typed."""
    random = Random(seed)
    return {who: filling.draw_any(TREE, random, blank) for who in ASSESSORS}


def oddly_typed(
    answers: dict[str, Typed],
) -> tuple[dict[str, Typed], dict[str, Typed]]:
    """``answers`` with the odd spellings typed in, and what then counts."""
    typed, counted = dict(answers), dict(answers)
    for code, (spelling, meaning) in ODD_SPELLINGS.items():
        for count in [key for key in typed if key.startswith(f"{code}.")]:
            typed.pop(count)
            counted.pop(count)
        typed[code] = spelling
        counted.pop(code, None)
        if meaning is not None:
            counted[code] = meaning
    return typed, counted
