"""From points to predicates: every limit with its value, distance and article."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zi_analytics.instrument import Instrument

TOLERANCE = 1e-9
"""Floating sums of exact weights drift by far less; no two attainable scores are this close."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One limit held against its value, both in ``unit`` ("points", or "share" 0 to 1).

    ``distance`` is value minus limit: negative when the rule is not met. ``index`` is the survey
    index that meets the rule, where it names one.
    """

    code: str
    value: float
    limit: float
    distance: float
    unit: str
    passed: bool
    article: str
    index: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A predicate judged: passed when every rule is. ``requires`` must be held before."""

    predicate: str
    passed: bool
    rules: tuple[Outcome, ...]
    requires: str | None = None


def judge(instrument: Instrument, points: np.ndarray) -> tuple[Verdict, ...]:
    """Judge one assessment's ``points`` (as from ``score``) by every predicate's limits.

    Limits are compared unrounded (90/2021, Lampiran II, Tabel 6).
    """
    place = {node.code: i for i, node in enumerate(instrument.scored)}
    verdicts = []
    for predicate in instrument.predicates:
        outcomes = []
        for limit in predicate.limits:
            value = float(sum(points[place[code]] for code in limit.nodes))
            if limit.unit == "share":
                value /= sum(instrument.node[code].weight or 0.0 for code in limit.nodes)
            outcomes.append(
                Outcome(
                    code=limit.code,
                    value=value,
                    limit=limit.minimum,
                    distance=value - limit.minimum,
                    unit=limit.unit,
                    passed=value >= limit.minimum - TOLERANCE,
                    article=limit.article,
                    index=limit.index,
                )
            )
        passed = bool(outcomes) and all(outcome.passed for outcome in outcomes)
        verdicts.append(Verdict(predicate.code, passed, tuple(outcomes), predicate.requires))
    return tuple(verdicts)
