"""The days of a column, also where they are typed as text: day first, unless that cannot be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from zi_analytics.workbook.cells import CellValue
from zi_analytics.workbook.recognising.wording import typed

_YEAR_FIRST = re.compile(r"((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ]((?:19|20)\d{2})(?:[ ,].*)?")


def read_days(values: Sequence[CellValue]) -> tuple[date | None, ...]:
    """The day of every cell of one column; None for what is none.

    ``03/04/2025`` is the third of April, unless another cell of the column shows that the month
    stands first.
    """
    pairs = [
        (int(found[1]), int(found[2]))
        for value in values
        if isinstance(value, str) and (found := _YEAR_LAST.fullmatch(typed(value)))
    ]
    month_first = any(second > 12 for _, second in pairs) and all(first <= 12 for first, _ in pairs)
    return tuple(_day(value, month_first) for value in values)


def _day(value: CellValue, month_first: bool) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    text = typed(value)
    if found := _YEAR_FIRST.fullmatch(text):
        return _made(found[1], found[2], found[3])
    if found := _YEAR_LAST.fullmatch(text):
        first, second = (found[2], found[1]) if month_first else (found[1], found[2])
        return _made(found[3], second, first)
    return None


def _made(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
