"""From points to predicates: every limit with its value, distance and article."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zi_analytics.instrument import Instrument, Predicate

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
class UnseenOutcome:
    """A limit that the figures do not show: certainly met, or not to be decided by them.

    ``limit`` is in points, None where the limit itself is not known.
    """

    code: str
    limit: float | None
    certain: bool
    article: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A predicate judged: passed when every rule is and no unseen limit is in doubt.

    ``requires`` must be held before.
    """

    predicate: str
    passed: bool
    rules: tuple[Outcome, ...]
    requires: str | None = None
    unseen: tuple[UnseenOutcome, ...] = ()

    @property
    def undecided(self) -> bool:
        """Whether every limit that can be seen is met, and one that cannot is in doubt."""
        return not self.passed and bool(self.rules) and all(rule.passed for rule in self.rules)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A predicate judged for many assessments at once.

    ``values`` and ``met`` are assessments × rules, in the order of ``limits``; ``certain`` is
    assessments × limits that cannot be seen. ``passed`` and ``undecided`` are one truth an
    assessment: undecided is what meets every limit that can be seen while another is in doubt.
    """

    predicate: Predicate
    values: np.ndarray
    met: np.ndarray
    certain: np.ndarray
    passed: np.ndarray
    undecided: np.ndarray


def judge_many(instrument: Instrument, points: np.ndarray) -> tuple[Judged, ...]:
    """Judge assessments × nodes (as from ``score``) by every predicate's limits.

    Limits are compared unrounded (90/2021, Lampiran II, Tabel 6).
    """
    place = {node.code: i for i, node in enumerate(instrument.scored)}
    judged = []
    for predicate in instrument.predicates:
        values = np.empty((len(points), len(predicate.limits)))
        for column, limit in enumerate(predicate.limits):
            values[:, column] = points[:, [place[code] for code in limit.nodes]].sum(axis=1)
            if limit.unit == "share":
                values[:, column] /= sum(
                    instrument.node[code].weight or 0.0 for code in limit.nodes
                )
        met = values >= np.array([limit.minimum for limit in predicate.limits]) - TOLERANCE
        certain = np.zeros((len(points), len(predicate.unseen)), dtype=bool)
        for column, unseen in enumerate(predicate.unseen):
            if unseen.node is not None and unseen.certain_from is not None:
                held = points[:, place[unseen.node]]
                certain[:, column] = held >= unseen.certain_from - TOLERANCE
        seen = np.logical_and(met.all(axis=1), bool(predicate.limits))
        passed = np.logical_and(seen, certain.all(axis=1))
        judged.append(Judged(predicate, values, met, certain, passed, seen & ~passed))
    return tuple(judged)


def judge(instrument: Instrument, points: np.ndarray) -> tuple[Verdict, ...]:
    """Judge one assessment's ``points`` (as from ``score``) by every predicate's limits."""
    verdicts = []
    for one in judge_many(instrument, points[np.newaxis]):
        outcomes = tuple(
            Outcome(
                code=limit.code,
                value=value,
                limit=limit.minimum,
                distance=value - limit.minimum,
                unit=limit.unit,
                passed=met,
                article=limit.article,
                index=limit.index,
            )
            for limit, value, met in zip(
                one.predicate.limits, one.values[0].tolist(), one.met[0].tolist(), strict=True
            )
        )
        unseen = tuple(
            UnseenOutcome(limit.code, limit.minimum, certain, limit.article)
            for limit, certain in zip(one.predicate.unseen, one.certain[0].tolist(), strict=True)
        )
        verdicts.append(
            Verdict(
                one.predicate.code, bool(one.passed[0]), outcomes, one.predicate.requires, unseen
            )
        )
    return tuple(verdicts)
