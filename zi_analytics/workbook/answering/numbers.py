"""Numbers typed as text, read strictly: what could mean two things gives both readings."""

from __future__ import annotations

import re
from typing import NamedTuple

from zi_analytics.workbook.recognising.wording import typed

WHOLE = re.compile(r"[+-]?[0-9]+")
COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
POINT = re.compile(r"[+-]?[0-9]+\.[0-9]+")
# No thousands without a first group above 0: "0.750" has one reading.
INDONESIAN_GROUPS = re.compile(r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?")
ENGLISH_GROUPS = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
SPACED_GROUPS = re.compile(r"[+-]?[1-9][0-9]{0,2}( [0-9]{3})+(,[0-9]+)?")
MINUS = "\u2212"
LONGEST = 24
"""No answer of a worksheet has more digits; longer texts are not numbers but accidents."""
LARGEST = 1e15
"""Above it a float no longer holds every whole number."""


class Typed(NamedTuple):
    """What a typed number can mean: ``readings`` (none, one or two), with a percent sign or not."""

    readings: tuple[float, ...]
    percent: bool = False


def read_number(value: object) -> Typed:
    """The readings of a cell: a number is itself, a text is parsed (``3,75``, ``85 %``, ``1.234``).

    ``85 %`` reads as 85 with ``percent`` set. No reading for anything else, booleans included.
    """
    if isinstance(value, bool):
        return Typed(())
    if isinstance(value, (int, float)):
        return Typed((float(value),) if abs(value) < LARGEST else ())
    if not isinstance(value, str):
        return Typed(())
    text = typed(value).removeprefix("'").replace(MINUS, "-").removesuffix(".")
    percent = text.endswith("%")
    text = text.removesuffix("%").rstrip()
    if len(text) > LONGEST:
        return Typed((), percent)
    readings = set()
    if WHOLE.fullmatch(text) or POINT.fullmatch(text):
        readings.add(float(text))
    if COMMA.fullmatch(text):
        readings.add(float(text.replace(",", ".")))
    if INDONESIAN_GROUPS.fullmatch(text):
        readings.add(float(text.replace(".", "").replace(",", ".")))
    if ENGLISH_GROUPS.fullmatch(text):
        readings.add(float(text.replace(",", "")))
    if SPACED_GROUPS.fullmatch(text):
        readings.add(float(text.replace(" ", "").replace(",", ".")))
    return Typed(tuple(sorted(number for number in readings if abs(number) < LARGEST)), percent)
