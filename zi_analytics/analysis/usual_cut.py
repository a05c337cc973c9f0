"""What the usual cut would do to a predicate: the cuts that were made, tried on other claims.

A cut has a shape: one unit loses its points in one area, the next in another, and a predicate falls
by the one limit that is missed. Medians of the areas would lose that shape, and would not even add
up to the median of the total. So the cut of every judged unit is kept whole, as a *pattern*: of
each part of the worksheet that a limit stands on, the share of the claimed points that was kept.
Every pattern is tried on a claim, and the usual outcome is the middle of all. Shares and not
points, because who claims little in an area cannot lose much there. See docs/decisions/0011.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zi_analytics.analysis.assessors import FEWEST, LEAST, Differences, ranks
from zi_analytics.analysis.periods import parts
from zi_analytics.instrument.model import Instrument
from zi_analytics.scoring import judge_many, score

MOST_PATTERNS = 99
"""Of more judged units as many patterns are tried, evenly from the hardest to the mildest."""


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """``kept`` is patterns × questions: what is left of an answer's value; ``number`` is how many
    units were judged, of which the patterns are taken."""

    instrument: Instrument
    kept: np.ndarray
    number: int

    @property
    def is_enough(self) -> bool:
        """Whether there are enough to speak of what is usual."""
        return self.number >= FEWEST


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """What the patterns do to claims, one row a claim.

    ``claimed`` are totals; ``lower``, ``median`` and ``upper`` the quartiles of the totals after
    the cut. ``claimed_rank`` is the number of the predicate before, ``usual_rank`` the one that
    more than half of the patterns leave, 0 for none. ``failing`` counts the patterns that take the
    claimed predicate away.
    """

    claimed: np.ndarray
    lower: np.ndarray
    median: np.ndarray
    upper: np.ndarray
    claimed_rank: np.ndarray
    usual_rank: np.ndarray
    failing: np.ndarray
    tried: int

    def at(self, rows: np.ndarray) -> Outlook:
        """Only these rows, in this order."""
        return Outlook(
            self.claimed[rows],
            self.lower[rows],
            self.median[rows],
            self.upper[rows],
            self.claimed_rank[rows],
            self.usual_rank[rows],
            self.failing[rows],
            self.tried,
        )

    @property
    def loses(self) -> np.ndarray:
        """Who would lose the claimed predicate."""
        found: np.ndarray = self.usual_rank < self.claimed_rank
        return found


@dataclass(frozen=True, slots=True)
class LimitOutlook:
    """One limit of a predicate, in points: before, and the quartiles after the cut.

    ``met`` counts the patterns that leave it met.
    """

    code: str
    needed: float
    claimed: float
    claimed_met: bool
    lower: float
    median: float
    upper: float
    met: int
    tried: int


def cells(instrument: Instrument) -> np.ndarray:
    """The number of the cell that every question lies in.

    The cells are the largest pieces of the worksheet of which every area, result and limit is a
    whole number.
    """
    groups = [part.nodes for part in parts(instrument)]
    groups += [limit.nodes for predicate in instrument.predicates for limit in predicate.limits]
    row = {node.code: place for place, node in enumerate(instrument.scored)}
    inside = np.array(
        [(instrument.matrix[[row[code] for code in nodes]] > 0).any(axis=0) for nodes in groups]
    )
    _, number = np.unique(inside, axis=1, return_inverse=True)
    found: np.ndarray = number.reshape(-1)
    return found


def patterns(found: Differences) -> Patterns:
    """The cut of every judged unit, from what both assessors answered.

    Where a unit claimed nothing in a cell, its pattern leaves the cell as it is.
    """
    instrument = found.instrument
    of_question = cells(instrument)
    weights = np.array([question.weight or 0.0 for question in instrument.questions])
    both = found.both
    before = np.where(both, found.earlier_values, 0.0) * weights
    after = np.where(both, found.later_values, 0.0) * weights
    member = (of_question[:, None] == np.arange(of_question.max() + 1)).astype(float)
    claimed, judged = before @ member, after @ member
    share = np.divide(judged, claimed, out=np.ones_like(claimed), where=claimed > LEAST)
    order = np.argsort(found.total_change, kind="stable")
    if len(order) > MOST_PATTERNS:
        places = (np.arange(MOST_PATTERNS) + 0.5) / MOST_PATTERNS * len(order)
        order = order[places.astype(int)]
    return Patterns(instrument, share[order][:, of_question], len(found))


def outlook(found: Patterns, values: np.ndarray) -> Outlook:
    """Every pattern tried on claims; ``values`` are claims × questions, NaN where unanswered."""
    instrument = found.instrument
    before = score(instrument, values)
    total = [node.code for node in instrument.scored].index("TOTAL")
    claimed_rank = ranks(judge_many(instrument, before))
    tried = len(found.kept)
    totals = np.empty((len(values), tried))
    left = np.empty((len(values), tried), dtype=int)
    for number, kept in enumerate(found.kept):
        after = score(instrument, _cut(values, kept))
        totals[:, number] = after[:, total]
        left[:, number] = ranks(judge_many(instrument, after))
    lower, median, upper = np.quantile(totals, [0.25, 0.5, 0.75], axis=1)
    return Outlook(
        claimed=before[:, total],
        lower=lower,
        median=median,
        upper=upper,
        claimed_rank=claimed_rank,
        # What more than half leave: of the sorted outcomes the one just before the middle.
        usual_rank=np.sort(left, axis=1)[:, (tried - 1) // 2],
        failing=(left < claimed_rank[:, None]).sum(axis=1),
        tried=tried,
    )


def limit_outlooks(found: Patterns, values: np.ndarray, predicate: str) -> tuple[LimitOutlook, ...]:
    """Every limit of ``predicate`` for one claim, in the order of the instrument."""
    instrument = found.instrument
    claims = np.vstack([values, _cut(values, found.kept)])
    judged = next(
        one
        for one in judge_many(instrument, score(instrument, claims))
        if one.predicate.code == predicate
    )
    listed = []
    for column, limit in enumerate(judged.predicate.limits):
        weight = sum(instrument.node[code].weight or 0.0 for code in limit.nodes)
        scale = weight if limit.unit == "share" else 1.0
        points = judged.values[:, column] * scale
        lower, median, upper = np.quantile(points[1:], [0.25, 0.5, 0.75]).tolist()
        listed.append(
            LimitOutlook(
                code=limit.code,
                needed=limit.minimum * scale,
                claimed=float(points[0]),
                claimed_met=bool(judged.met[0, column]),
                lower=lower,
                median=median,
                upper=upper,
                met=int(judged.met[1:, column].sum()),
                tried=len(points) - 1,
            )
        )
    return tuple(listed)


def _cut(values: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """The answers after a cut, never above full marks; what is unanswered stays so."""
    found: np.ndarray = np.minimum(values * kept, 1.0)
    return found
