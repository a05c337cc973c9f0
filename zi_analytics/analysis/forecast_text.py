"""The readiness until the closing day, in sentences."""

from __future__ import annotations

from datetime import date

from zi_analytics.analysis.forecast import SURE, Expected, Pace
from zi_analytics.language.numbers import below, date_text, decimal, percent, signed
from zi_analytics.language.wording import say

_YEAR = 365.25
_NARROW = 0.05


def band_text(found: Expected, limit: float, language: str) -> str:
    """The band of a day: "74,2–80,9", or one figure where it has no width; never as if it had
    met a ``limit`` that it misses."""
    low, high = (below(points, limit, language, 1) for points in (found.lower, found.upper))
    if found.upper - found.lower < _NARROW:
        return below(found.points, limit, language, 1)
    return f"{low}–{high}"


def forecast_headline(found: Expected, predicate: str, limit: float | None, language: str) -> str:
    """What is expected of the proven points on the closing day, against the next limit."""
    head = say(
        "If this pace lasts, {band} points are proven on {day}",
        language,
        band=band_text(found, 101.0 if limit is None else limit, language),
        day=date_text(found.day, language),
    )
    if limit is None:
        return f"{head}."
    against = say(
        "limit of {predicate} {limit}",
        language,
        predicate=predicate,
        limit=decimal(limit, language, 0 if limit.is_integer() else 2),
    )
    return f"{head}; {against}: {outcome_text(found, limit, language)}."


def outcome_text(found: Expected, limit: float, language: str) -> str:
    """Whether the band lies above, below or across a limit."""
    if found.lower >= limit:
        return say("likely to be reached", language)
    if found.upper < limit:
        return say("not reached at this pace", language)
    return say("not certain, it lies within the band", language)


def how_text(found: Pace, last: date, language: str) -> str:
    """How the line and the band are made, and what they assume."""
    return say(
        "The line goes through {number} periods: its slope is the median of the slopes "
        "between every two of them (Theil–Sen), {slope} points a year. The band comes from "
        "how far the periods lie from the line (on average {spread} points) and widens with "
        "the distance from {last}; if they go on straying as so far, about {share} of such "
        "forecasts end inside it. It ends at 0 and at 100. It is assumed that the pace stays "
        "as it was: whoever does more or less than before ends elsewhere. Only the total is "
        "looked at; the limits of areas and results remain.",
        language,
        number=found.number,
        slope=signed(found.slope * _YEAR, language, 1),
        spread=decimal(found.spread, language, 1),
        last=date_text(last, language),
        share=percent(SURE, language),
    )
