"""Numbers typed as text, read strictly: what could mean two things gives both readings."""

from __future__ import annotations

import re
from typing import NamedTuple

SPACES = re.compile(r"[\s\u00a0\u202f\u2007]+")
WHOLE = re.compile(r"[+-]?[0-9]+")
COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
POINT = re.compile(r"[+-]?[0-9]+\.[0-9]+")
INDONESIAN_GROUPS = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
ENGLISH_GROUPS = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
LONGEST = 24
"""No answer of a worksheet has more digits; longer texts are not numbers but accidents."""


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
        number = float(value)
        return Typed((number,) if abs(number) < 1e15 else ())
    if not isinstance(value, str):
        return Typed(())
    text = SPACES.sub("", value).removeprefix("'").removesuffix(".")
    percent = text.endswith("%")
    text = text.removesuffix("%")
    if not text or len(text) > LONGEST:
        return Typed((), percent)
    readings = set()
    if WHOLE.fullmatch(text):
        readings.add(float(text))
    if COMMA.fullmatch(text):
        readings.add(float(text.replace(",", ".")))
    if POINT.fullmatch(text):
        readings.add(float(text))
    if INDONESIAN_GROUPS.fullmatch(text):
        readings.add(float(text.replace(".", "").replace(",", ".")))
    if ENGLISH_GROUPS.fullmatch(text):
        readings.add(float(text.replace(",", "")))
    return Typed(tuple(sorted(readings)), percent)
