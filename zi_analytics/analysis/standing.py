"""How a figure stands against its limit: the same four words on every page and chart."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from zi_analytics.scoring import Judged, Outcome, Verdict

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


def standing_towards(verdicts: Sequence[Verdict]) -> Standing:
    """Where an assessment stands towards the first predicate, as :func:`standings_of` has it."""
    if not verdicts or verdicts[0].undecided:
        return Standing.UNKNOWN
    if verdicts[0].passed:
        return Standing.PASSING
    stands = {standing_of(outcome) for outcome in verdicts[0].rules}
    return Standing.FAILING if Standing.FAILING in stands else Standing.CLOSE


def standings(values: np.ndarray, limits: np.ndarray, met: np.ndarray) -> np.ndarray:
    """Where each of many ``values`` stands; ``met`` is the verdict on it, as for one."""
    short = np.where(values >= limits * CLOSE, Standing.CLOSE, Standing.FAILING)
    found: np.ndarray = np.where(met, Standing.PASSING, short).astype(object)
    return found


def standings_of(judged: Judged) -> np.ndarray:
    """Where each assessment stands towards a predicate: as its rule that is furthest behind.

    Unknown where only limits are open that the worksheet does not show.
    """
    limits = np.array([limit.minimum for limit in judged.predicate.limits])
    each = standings(judged.values, limits, judged.met)
    fails = (each == Standing.FAILING).any(axis=1)
    found: np.ndarray = np.where(fails, Standing.FAILING, Standing.CLOSE).astype(object)
    found[judged.undecided] = Standing.UNKNOWN
    found[judged.passed] = Standing.PASSING
    return found
