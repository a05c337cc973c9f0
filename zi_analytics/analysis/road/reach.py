"""How far many units are from a predicate, counted in questions, for all of them at once.

The fewest questions need no solver here. A predicate's demands lie inside each other (area in
enablers in total), and a question costs the same whatever it brings: so whoever takes, from the
innermost demand outwards, always the question that brings most until the demand is met, takes the
fewest in all, and of all sets as small the one with the most points. Demands that cross each other
would break this; then every unit is solved by itself. See docs/decisions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from zi_analytics.analysis.road.answers import highest_values
from zi_analytics.analysis.road.demands import Demand, demands, weights
from zi_analytics.analysis.road.finding import find_road, start
from zi_analytics.analysis.road.result import NoWay
from zi_analytics.analysis.road.wishes import Objective, Wishes
from zi_analytics.instrument.model import Instrument
from zi_analytics.scoring.predicates import TOLERANCE

CHUNK = 500
"""Units between two reports of progress."""
_LEAST = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """One row a unit.

    ``questions`` is how many must change at least, 0 where every rule is met already and -1 where
    no answers lead there. ``taken`` is units × questions: those that bring most. ``before`` and
    ``after`` are totals; ``gaps`` are units × demands: the points still missing now.
    """

    instrument: Instrument
    wishes: Wishes
    questions: np.ndarray
    taken: np.ndarray
    before: np.ndarray
    after: np.ndarray
    gaps: np.ndarray

    def __len__(self) -> int:
        return len(self.questions)

    def within(self, most: int) -> np.ndarray:
        """The units that at most so many questions bring there; those there already are not."""
        found: np.ndarray = (self.questions > 0) & (self.questions <= most)
        return found

    def lifting(self, rows: np.ndarray) -> np.ndarray:
        """For how many of these units (one truth each) each question is on the road."""
        found: np.ndarray = self.taken[rows].sum(axis=0)
        return found


def reach_many(instrument: Instrument, values: np.ndarray, wishes: Wishes) -> Iterator[Reach]:
    """The reach of every unit, chunk by chunk; ``values`` are units × questions.

    What is decided for one unit is not for all, so it is left out of account.

    Whoever asks for no further chunk has cancelled; those that came are whole.
    """
    wishes = replace(wishes, objective=Objective.FEWEST, decided={})
    asked = demands(instrument, wishes.target)
    find = _nested if are_nested(asked) else _solved
    for first in range(0, len(values), CHUNK):
        yield find(instrument, values[first : first + CHUNK], wishes, asked)


def joined(parts: Sequence[Reach]) -> Reach:
    """The chunks as one. There must be at least one."""
    first = parts[0]
    return Reach(
        first.instrument,
        first.wishes,
        np.concatenate([part.questions for part in parts]),
        np.concatenate([part.taken for part in parts]),
        np.concatenate([part.before for part in parts]),
        np.concatenate([part.after for part in parts]),
        np.concatenate([part.gaps for part in parts]),
    )


def are_nested(asked: Sequence[Demand]) -> bool:
    """Whether of any two demands one lies inside the other, or they share no question."""
    return all(
        not (one.members & other.members).any()
        or not (one.members & ~other.members).any()
        or not (other.members & ~one.members).any()
        for one in asked
        for other in asked
    )


def _nested(
    instrument: Instrument, values: np.ndarray, wishes: Wishes, asked: Sequence[Demand]
) -> Reach:
    count = np.nan_to_num(values) * weights(instrument)
    gains = _gains(instrument, values, wishes)
    taken = np.zeros(values.shape, dtype=bool)
    impossible = np.zeros(len(values), dtype=bool)
    for demand in sorted(asked, key=lambda one: int(one.members.sum())):
        missing = demand.needed - demand.reached(count + np.where(taken, gains, 0.0))
        left = np.where(demand.members & ~taken, gains, 0.0)
        order = np.argsort(-left, axis=1, kind="stable")
        won = np.cumsum(np.take_along_axis(left, order, axis=1), axis=1)
        short = missing > TOLERANCE
        impossible |= short & (won[:, -1] < missing - TOLERANCE)
        # Before the last one that is needed the sum has not yet reached what is missing.
        needed = np.where(short, (won < (missing - TOLERANCE)[:, None]).sum(axis=1) + 1, 0)
        rank = np.empty_like(order)
        np.put_along_axis(rank, order, np.arange(order.shape[1])[None, :], axis=1)
        taken |= (rank < needed[:, None]) & (left > _LEAST)
    taken[impossible] = False
    return _reach(instrument, wishes, asked, count, gains, taken, impossible)


def _solved(
    instrument: Instrument, values: np.ndarray, wishes: Wishes, asked: Sequence[Demand]
) -> Reach:
    """The same by the solver, unit by unit; ratios are full or as they are."""
    column = {question.code: place for place, question in enumerate(instrument.questions)}
    taken = np.zeros(values.shape, dtype=bool)
    impossible = np.zeros(len(values), dtype=bool)
    for row, one in enumerate(values):
        road = find_road(start(instrument, one, {}, wishes))
        if isinstance(road, NoWay):
            impossible[row] = True
        else:
            taken[row, [column[step.question.code] for step in road.steps]] = True
    count = np.nan_to_num(values) * weights(instrument)
    gains = _gains(instrument, values, wishes)
    return _reach(instrument, wishes, asked, count, gains, taken, impossible)


def _gains(instrument: Instrument, values: np.ndarray, wishes: Wishes) -> np.ndarray:
    highest = highest_values(instrument, wishes)
    free = np.array([q.code not in wishes.fixed for q in instrument.questions])
    rise = np.maximum(highest - np.nan_to_num(values), 0.0)
    gains: np.ndarray = np.where(free, rise, 0.0) * weights(instrument)
    return gains


def _reach(
    instrument: Instrument,
    wishes: Wishes,
    asked: Sequence[Demand],
    count: np.ndarray,
    gains: np.ndarray,
    taken: np.ndarray,
    impossible: np.ndarray,
) -> Reach:
    gaps = np.column_stack([np.maximum(one.needed - one.reached(count), 0.0) for one in asked])
    gaps[gaps <= TOLERANCE] = 0.0
    before = count.sum(axis=1)
    return Reach(
        instrument=instrument,
        wishes=wishes,
        questions=np.where(impossible, -1, taken.sum(axis=1)),
        taken=taken,
        before=before,
        after=before + np.where(taken, gains, 0.0).sum(axis=1),
        gaps=gaps,
    )
