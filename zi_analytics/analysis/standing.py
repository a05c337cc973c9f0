"""How a figure stands against its limit: the same four words on every page and chart."""

from __future__ import annotations

from enum import StrEnum

from zi_analytics.scoring import Outcome

CLOSE = 0.9
"""Close is the last tenth below the limit."""


class Standing(StrEnum):
    """Passing, close, failing; unknown is none of them."""

    PASSING = "passing"
    CLOSE = "close"
    FAILING = "failing"
    UNKNOWN = "unknown"


def standing(value: float | None, limit: float, passed: bool) -> Standing:
    """Where ``value`` stands; ``passed`` is the scoring room's own verdict on it.

    The verdict is taken, not made again: it knows the guard against floating error.
    """
    if value is None:
        return Standing.UNKNOWN
    if passed:
        return Standing.PASSING
    return Standing.CLOSE if value >= limit * CLOSE else Standing.FAILING


def standing_of(outcome: Outcome) -> Standing:
    """Where a rule's value stands."""
    return standing(outcome.value, outcome.limit, outcome.passed)
