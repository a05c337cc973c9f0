"""The score of an LKE 2021 worksheet calculated apart from the program.

Typed from the regulation's tables (90/2021, Lampiran II and III) and computed with exact
fractions; nothing of ``zi_analytics`` or of ``data/`` is used, so that a slip in either shows.
Answers go in by code ("A.I.1.i.b": "B", "B.I.a": 3.6, "A.II.1.i.a.1": 4); a code that is absent
or None is unanswered.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

F = Fraction

# Indicator → (weight, its questions with the number of options; "y" = Ya/Tidak, "%" = ratio).
INDICATORS: dict[str, tuple[str, str]] = {
    # Pemenuhan
    "A.I.1.i": ("0.5", "a:y b:3"),
    "A.I.1.ii": ("1", "a:y b:3 c:3"),
    "A.I.1.iii": ("1", "a:4 b:4 c:4"),
    "A.I.1.iv": ("1.5", "a:y b:3 c:3 d:4"),
    "A.I.2.i": ("1", "a:4 b:5 c:5"),
    "A.I.2.ii": ("2", "a:3 b:3 c:3 d:3"),
    "A.I.2.iii": ("0.5", "a:3 b:3"),
    "A.I.3.i": ("0.25", "a:y b:4 c:y"),
    "A.I.3.ii": ("0.5", "a:y b:5 c:y"),
    "A.I.3.iii": ("1.25", "a:y b:4 c:4 d:4 e:4 f:3"),
    "A.I.3.iv": ("2", "a:4 b:4 c:5 d:y"),
    "A.I.3.v": ("0.75", "a:4"),
    "A.I.3.vi": ("0.25", "a:3"),
    "A.I.4.i": ("2.5", "a:3 b:3 c:4"),
    "A.I.4.ii": ("2.5", "a:y b:y c:y d:4 e:y f:3 g:y h:3"),
    "A.I.5.i": ("1.5", "a:3 b:4"),
    "A.I.5.ii": ("1.5", "a:5 b:5 c:3 d:3"),
    "A.I.5.iii": ("1.5", "a:3 b:y c:3 d:3"),
    "A.I.5.iv": ("1.5", "a:3 b:3 c:3"),
    "A.I.5.v": ("1.5", "a:4 b:4 c:4 d:3 e:3"),
    "A.I.6.i": ("1", "a:5 b:4 c:4 d:y"),
    "A.I.6.ii": ("1", "a:5 b:4 c:4 d:4 e:4 f:5"),
    "A.I.6.iii": ("1", "a:5 b:3 c:3"),
    "A.I.6.iv": ("1", "a:5 b:3 c:4"),
    "A.I.6.v": ("1", "a:4 c:y b:3"),
    # Reform
    "A.II.1.i": ("2", "a:% b:%"),
    "A.II.1.ii": ("1", "-:5"),
    "A.II.1.iii": ("1", "-:4"),
    "A.II.2.i": ("0.5", "-:4"),
    "A.II.2.ii": ("1", "a:3 b:3"),
    "A.II.2.iii": ("2", "a:5 b:5 c:5"),
    "A.II.3.i": ("1.5", "a:3"),
    "A.II.3.ii": ("1.5", "a:3"),
    "A.II.3.iii": ("2", "a:%"),
    "A.II.4.i": ("2", "-:%"),
    "A.II.4.ii": ("1.5", "-:4"),
    "A.II.4.iii": ("1.5", "-:4"),
    "A.II.5.i": ("2.5", "-:5"),
    "A.II.5.ii": ("3", "-:%"),
    "A.II.5.iii.1": ("1", "-:%"),
    "A.II.5.iii.2": ("1", "-:%"),
    "A.II.6.i": ("2.5", "a:4 b:%"),
    "A.II.6.ii": ("2.5", "-:4"),
}

# The results stand alone: their question carries the weight itself ("0-4" = survey index).
RESULTS: dict[str, tuple[str, str]] = {
    "B.I.a": ("17.5", "0-4"),
    "B.I.b": ("5", "5"),
    "B.II.a": ("17.5", "0-4"),
}

OPTIONS: dict[str, dict[str, Fraction]] = {
    "y": {"Ya": F(1), "Tidak": F(0)},
    "3": {"A": F(1), "B": F("0.5"), "C": F(0)},
    "4": {"A": F(1), "B": F("0.67"), "C": F("0.33"), "D": F(0)},
    "5": {"A": F(1), "B": F("0.75"), "C": F("0.5"), "D": F("0.25"), "E": F(0)},
}

# Ratio → (counts above the line, counts below it, counts that are only recorded).
RATIOS: dict[str, tuple[str, str, str]] = {
    "A.II.1.i.a": ("2", "1", ""),
    "A.II.1.i.b": ("2", "1", ""),
    "A.II.3.iii.a": ("2", "1", "3"),
    "A.II.4.i.-": ("2", "1", ""),
    "A.II.5.ii.-": ("3", "1", "2"),
    "A.II.5.iii.1.-": ("4", "1 2 3", ""),
    "A.II.5.iii.2.-": ("4", "1 2 3", ""),
    "A.II.6.i.b": ("2", "1", ""),
}
FALL = "A.II.3.iii.a"

AREA_WEIGHTS = {"1": F(8), "2": F(7), "3": F(10), "4": F(10), "5": F(15), "6": F(10)}

# Rule → (WBK, WBBM) in points.
LIMITS: dict[str, tuple[Fraction, Fraction]] = {
    "total": (F(75), F(85)),
    "enabler": (F(40), F(48)),
    **{f"area{n}": (w * F("0.60"), w * F("0.75")) for n, w in AREA_WEIGHTS.items()},
    "clean": (F("18.25"), F("19.50")),
    "ipak": (F("15.75"), F("15.75")),
    "performance": (F("2.50"), F("3.75")),
    "service": (F("14.00"), F("15.75")),
}


def _listed() -> dict[str, tuple[str, Fraction]]:
    """Every scored item: code → (answer type, weight of a full answer)."""
    items: dict[str, tuple[str, Fraction]] = {}
    for indicator, (weight, questions) in INDICATORS.items():
        asked = [question.split(":") for question in questions.split()]
        for letter, kind in asked:
            items[f"{indicator}.{letter}"] = (kind, F(weight) / len(asked))
    for code, (weight, kind) in RESULTS.items():
        items[code] = (kind, F(weight))
    return items


ITEMS = _listed()
COUNTS = tuple(
    f"{ratio}.{number}"
    for ratio, parts in RATIOS.items()
    for number in sorted(" ".join(parts).split())
)


def prefixes(code: str) -> list[str]:
    """The nodes above an item and the item itself, from the top: A, A.I, A.I.1, …"""
    parts = code.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts) + 1)]


GROUPS = tuple(dict.fromkeys(["TOTAL", *(node for code in ITEMS for node in prefixes(code)[:-1])]))
"""TOTAL and every node that is not itself a scored item, in the order of the sheet."""


def exact(number: Any) -> Fraction:
    """A typed number as the decimal it reads, not as its binary neighbour."""
    return F(str(number))


def value(code: str, answers: Mapping[str, Any]) -> Fraction | None:
    """The value 0 to 1 of one item; None when it is unanswered or cannot be computed."""
    kind = ITEMS[code][0]
    answer = answers.get(code)
    if kind == "%":
        return _ratio(code, answers)
    if answer is None:
        return None
    if kind == "0-4":
        index = exact(answer)
        return index / 4 if 1 <= index <= 4 else None
    return OPTIONS[kind][answer]


def _ratio(code: str, answers: Mapping[str, Any]) -> Fraction | None:
    above, below, _ = RATIOS[code]
    numbers = [[answers.get(f"{code}.{n}") for n in side.split()] for side in (above, below)]
    if any(number is None for side in numbers for number in side):
        typed = answers.get(code)
        return None if typed is None else min(F(1), exact(typed))
    part, whole = (sum((exact(number) for number in side), F(0)) for side in numbers)
    if code == FALL:
        if whole == 0:
            return F(1) if part == 0 else None
        return max(F(0), (whole - part) / whole)
    return min(F(1), part / whole) if whole else None


def points(answers: Mapping[str, Any]) -> dict[str, Fraction]:
    """Points of TOTAL, of every node and of every item."""
    earned = dict.fromkeys(GROUPS, F(0))
    for code, (_, weight) in ITEMS.items():
        worth = weight * (value(code, answers) or 0)
        for node in ["TOTAL", *prefixes(code)]:
            earned[node] = earned.get(node, F(0)) + worth
    return earned


def measured(earned: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """What each of the ten rules compares, in points."""
    return {
        "total": earned["TOTAL"],
        "enabler": earned["A"],
        **{f"area{n}": earned[f"A.I.{n}"] + earned[f"A.II.{n}"] for n in AREA_WEIGHTS},
        "clean": earned["B.I"],
        "ipak": earned["B.I.a"],
        "performance": earned["B.I.b"],
        "service": earned["B.II.a"],
    }


def verdicts(earned: Mapping[str, Fraction]) -> dict[str, dict[str, bool]]:
    """Predicate → rule → passed. That WBBM needs WBK first is not one of the rules here."""
    found = measured(earned)
    return {
        predicate: {rule: found[rule] >= limits[column] for rule, limits in LIMITS.items()}
        for column, predicate in enumerate(("WBK", "WBBM"))
    }
