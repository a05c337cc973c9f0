"""The best choice of better answers, found exactly by a solver for whole numbers (HiGHS).

One column is one better answer, taken or not; of a question at most one. The demands are rows. What
is best is said by several measures one after the other: each is held where it came out while the
next is brought to its best, so equal roads are told apart by less effort and then by more points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from zi_analytics.scoring.predicates import TOLERANCE

_HELD = 1e-5
"""How far a measure that was held may give way: nobody would tell two such roads apart."""
_NODES = 1_000
"""Where the first measure is at its best, so much is searched to tell equals apart, then the best
so far is taken. A number of nodes and not a time, so that every machine finds the same."""


class Measure(StrEnum):
    """What is brought to its best: as few questions, as little effort, as many points."""

    QUESTIONS = "questions"
    EFFORT = "effort"
    POINTS = "points"


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """The columns: ``question`` is the number of each one's question, ``gains`` and ``efforts``
    what it brings and costs. ``rows`` are demands × columns, what each brings there, of which
    ``missing`` must be brought. ``taken`` columns are decided. ``budget`` limits the effort.
    """

    question: np.ndarray
    gains: np.ndarray
    efforts: np.ndarray
    rows: np.ndarray
    missing: np.ndarray
    taken: np.ndarray
    budget: float | None = None

    def cost(self, measure: Measure) -> np.ndarray:
        """What a column adds to a measure that shall be small."""
        if measure is Measure.QUESTIONS:
            return np.ones(len(self.question))
        return self.efforts if measure is Measure.EFFORT else -self.gains

    def passes(self, chosen: np.ndarray) -> bool:
        """Whether ``chosen`` columns meet every demand; the solver's own tolerance is wider."""
        brought = self.rows[:, chosen].sum(axis=1)
        return bool((brought >= self.missing - TOLERANCE).all())


def best(
    program: Program,
    measures: Sequence[Measure],
    at_most: float | None = None,
    without: Sequence[np.ndarray] = (),
) -> np.ndarray | None:
    """The columns of the best choice, None where none meets the demands.

    ``at_most`` bounds the first measure; no choice may change all the questions of one in
    ``without`` (lists of question numbers).
    """
    bounds = [] if at_most is None else [(program.cost(measures[0]), at_most)]
    forbidden = [
        (np.isin(program.question, questions).astype(float), len(questions) - 1.0)
        for questions in without
    ]
    chosen: np.ndarray | None = None
    for measure in measures:
        nodes = None if chosen is None else _NODES
        found = _solve(program, measure, bounds, forbidden, nodes)
        if found is None:
            if chosen is None:
                return None
            continue
        chosen = found
        cost = program.cost(measure)
        bounds = [*bounds, (cost, float(cost[chosen].sum()))]
    return chosen


_Bound = tuple[np.ndarray, float]


def _solve(
    program: Program,
    measure: Measure,
    bounds: Sequence[_Bound],
    forbidden: list[_Bound],
    nodes: int | None,
) -> np.ndarray | None:
    """The best by one measure that also meets the demands exactly.

    A choice that only the solver's tolerance lets pass is forbidden and another one looked for.
    """
    if not len(program.question):
        return np.empty(0, dtype=int) if program.passes(np.empty(0, dtype=int)) else None
    while True:
        found = _milp(program, program.cost(measure), bounds, forbidden, nodes)
        if found is None or program.passes(found):
            return found
        inside = np.zeros(len(program.question))
        inside[found] = 1.0
        forbidden.append((2 * inside - 1, len(found) - 1.0))


def _milp(
    program: Program,
    cost: np.ndarray,
    bounds: Sequence[_Bound],
    forbidden: Sequence[_Bound],
    nodes: int | None,
) -> np.ndarray | None:
    # The solver is only needed here, and every start of the program would wait for it.
    from scipy.optimize import Bounds, LinearConstraint, milp

    number = int(program.question.max()) + 1
    once = (program.question == np.arange(number)[:, None]).astype(float)
    above = [*bounds, *forbidden]
    if program.budget is not None:
        above.append((program.efforts, program.budget))
    limits = [LinearConstraint(once, ub=1.0)]
    if len(program.rows):
        limits.append(LinearConstraint(program.rows, lb=program.missing - TOLERANCE))
    if above:
        highest = np.array([bound for _, bound in above]) + _HELD
        limits.append(LinearConstraint(np.array([row for row, _ in above]), ub=highest))
    result = milp(
        cost,
        integrality=np.ones(len(cost)),
        bounds=Bounds(program.taken.astype(float), 1.0),
        constraints=limits,
        options={"mip_rel_gap": 0.0} | ({} if nodes is None else {"node_limit": nodes}),
    )
    if result.x is None:
        return None
    found: np.ndarray = np.flatnonzero(result.x > 0.5)
    return found
