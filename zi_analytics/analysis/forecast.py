"""Where a unit's points go if the pace of its periods lasts: a line with a band.

The line is Theil and Sen's: its slope is the median of the slopes between every two periods, its
height the median of what is left then. One odd period does not turn it, as it would turn the line
of least squares. The band is that of a prediction for a straight line: Student's quantile × the
spread of the periods around the line, wider the further the day lies from the periods behind it. It
is where the points would lie in about eight of ten cases. Both end at 0 and at 100 points. See
docs/decisions/0013.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import sqrt
from statistics import NormalDist, median

from zi_analytics.instrument.model import Instrument
from zi_analytics.store.names import split_period

FEWEST = 3
"""From fewer periods no pace can be told from chance."""
SURE = 0.8
"""How often the band is meant to hold."""
_TOP = 100.0
# Student's quantile at 0.9 for 1 to 5 degrees of freedom; beyond, a series comes near enough.
_STUDENT = (3.0777, 1.8856, 1.6377, 1.5332, 1.4759)


@dataclass(frozen=True, slots=True)
class Ready:
    """One period at its last day: what is claimed, and what is proven; None where the worksheet
    shows no evidence at all."""

    period: str
    day: date
    claimed: float
    proven: float | None


@dataclass(frozen=True, slots=True)
class Expected:
    """The points of a day: the line, and the band around it."""

    day: date
    points: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Pace:
    """The line through ``number`` days. ``slope`` is in points a day, ``level`` the line's height
    on the day ``origin``; ``spread`` is how far the days lie from it."""

    origin: date
    level: float
    slope: float
    spread: float
    middle: float
    width: float
    number: int

    def at(self, day: date) -> Expected:
        """What is expected of ``day``."""
        place = (day - self.origin).days
        line = self.level + self.slope * place
        away = (place - self.middle) ** 2 / self.width
        half = student(self.number - 2) * self.spread * sqrt(1 + 1 / self.number + away)
        return Expected(day, _bounded(line), _bounded(line - half), _bounded(line + half))


def pace(points: Sequence[tuple[date, float]]) -> Pace | None:
    """The line through points of at least three different days, None of fewer."""
    if len({day for day, _ in points}) < FEWEST:
        return None
    origin = min(day for day, _ in points)
    places = [((day - origin).days, height) for day, height in points]
    slope = median(
        (later[1] - earlier[1]) / (later[0] - earlier[0])
        for earlier, later in combinations(places, 2)
        if later[0] != earlier[0]
    )
    level = median(height - slope * place for place, height in places)
    number = len(places)
    left = sum((height - level - slope * place) ** 2 for place, height in places)
    middle = sum(place for place, _ in places) / number
    return Pace(
        origin=origin,
        level=level,
        slope=slope,
        spread=sqrt(left / (number - 2)),
        middle=middle,
        width=sum((place - middle) ** 2 for place, _ in places),
        number=number,
    )


def student(freedom: int) -> float:
    """Student's quantile that ``SURE`` of the cases lie within, on both sides together."""
    if freedom <= len(_STUDENT):
        return _STUDENT[freedom - 1]
    z = NormalDist().inv_cdf((1 + SURE) / 2)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / freedom + second / freedom**2


def period_end(period: str) -> date:
    """The last day of a period: "2025-B06" ends on 30 June, "2025" on 31 December."""
    year, month = split_period(period)
    last = month or 12
    return date(year, last, monthrange(year, last)[1])


def closing_day(instrument: Instrument, after: date) -> date:
    """The first day after ``after`` on which proposals close, or the end of a year where the
    instrument names none."""
    month, day = (
        (12, 31)
        if instrument.closing is None
        else (
            instrument.closing.month,
            instrument.closing.day,
        )
    )
    for year in (after.year, after.year + 1):
        found = date(year, month, min(day, monthrange(year, month)[1]))
        if found > after:
            return found
    raise AssertionError("one of two years' closing days comes after any day of the first")


def _bounded(points: float) -> float:
    # Sums that drift by less than any score must not miss a limit that they meet.
    return min(max(round(points, 9), 0.0), _TOP)
