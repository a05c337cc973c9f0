"""The road to a predicate: the best steps to it, or why no steps lead there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from zi_analytics.analysis.road.answers import Better, better_answers, highest_values
from zi_analytics.analysis.road.demands import Demand, demands, weights
from zi_analytics.analysis.road.lens import Lens, claimed
from zi_analytics.analysis.road.program import Measure, Program, best
from zi_analytics.analysis.road.result import NoWay, Road, Step, rule_lines, shortfalls, steps_of
from zi_analytics.analysis.road.wishes import Objective, Surveys, Wishes
from zi_analytics.instrument.model import Instrument

_ORDER = {
    Objective.FEWEST: (Measure.QUESTIONS, Measure.EFFORT, Measure.POINTS),
    Objective.EFFORT: (Measure.EFFORT, Measure.QUESTIONS, Measure.POINTS),
    Objective.POINTS: (Measure.POINTS, Measure.EFFORT, Measure.QUESTIONS),
}
_LEAST = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """Where a road starts: the present ``values``, what they ``count`` (points a question), the
    ``demands``, and of every question the answers that it may be given and their ``gains``."""

    instrument: Instrument
    wishes: Wishes
    values: np.ndarray
    count: np.ndarray
    demands: tuple[Demand, ...]
    answers: tuple[tuple[Better, ...], ...]
    lens: Lens
    gains: tuple[tuple[float, ...], ...]

    def best_gains(self) -> np.ndarray:
        """What every question can bring at most by the wishes."""
        return np.array(
            [
                max((gains[number] for number in _choices(self, column)), default=0.0)
                for column, gains in enumerate(self.gains)
            ]
        )

    def unlocked_gains(self) -> np.ndarray:
        """What every question could bring at most if nothing were locked, left out or decided."""
        free = replace(self.wishes, surveys=Surveys.FREE)
        highest = highest_values(self.instrument, free)
        worth = self.lens.then(highest) * weights(self.instrument)
        found: np.ndarray = np.maximum(worth - self.count, 0.0)
        return found


def start(
    instrument: Instrument,
    values: np.ndarray,
    counts: Mapping[str, float | None],
    wishes: Wishes,
    lens: Lens | None = None,
) -> Start:
    """All that can be changed from here. ``counts`` are the counted inputs by code."""
    lens = claimed(instrument) if lens is None else lens
    weight = weights(instrument)
    count = lens.now(values) * weight
    answers = better_answers(instrument, values, counts, wishes, lens.held)
    gains = []
    for column, better in enumerate(answers):
        then = lens.then_of(column, np.array([one.value for one in better]))
        worth = then * weight[column] - count[column]
        gains.append(tuple(float(gain) for gain in worth))
    return Start(
        instrument,
        wishes,
        values,
        count,
        demands(instrument, wishes.target),
        answers,
        lens,
        tuple(gains),
    )


def find_road(begin: Start, alternatives: int = 0) -> Road | NoWay:
    """The best steps by the wishes' objective, and other roads that are as good by it.

    Without a way: the demands that even all the steps together miss. All demands are sums that
    only grow, so what each misses at the most, all of them miss together.
    """
    objective = begin.wishes.objective
    places, program = _program(begin)
    order = _ORDER[objective]
    chosen = best(program, order)
    if chosen is None:
        return _no_way(begin, program)
    steps = steps_of(begin, [places[column] for column in chosen])
    lines = rule_lines(begin, steps)
    others: list[tuple[Step, ...]] = []
    if chosen.size:
        limit = float(program.cost(order[0])[chosen].sum())
        without = [program.question[chosen]]
        while len(others) < alternatives:
            other = best(program, order, at_most=limit, without=without)
            if other is None:
                break
            others.append(steps_of(begin, [places[column] for column in other]))
            without.append(program.question[other])
    total = float(begin.count.sum())
    return Road(
        wishes=begin.wishes,
        steps=steps,
        rules=lines,
        before=total,
        after=total + sum(step.points for step in steps),
        alternatives=tuple(others),
    )


def _program(begin: Start) -> tuple[list[tuple[int, int]], Program]:
    """The columns as (question, number of its answer), and what they bring and cost."""
    wishes = begin.wishes
    places = [
        (column, number)
        for column in range(len(begin.answers))
        for number in _choices(begin, column)
    ]
    question = np.array([column for column, _ in places], dtype=int)
    gains = np.array([begin.gains[column][number] for column, number in places])
    asked = () if wishes.objective is Objective.POINTS else begin.demands
    codes = [one.code for one in begin.instrument.questions]
    return places, Program(
        question=question,
        gains=gains,
        efforts=np.array([begin.answers[column][number].effort for column, number in places]),
        rows=np.array([gains * one.members[question] for one in asked]).reshape(
            len(asked), len(places)
        ),
        missing=np.array([one.needed - float(one.reached(begin.count)) for one in asked]),
        taken=np.array([codes[column] in wishes.decided for column in question], dtype=bool),
        budget=wishes.budget if wishes.objective is Objective.POINTS else None,
    )


def _choices(begin: Start, column: int) -> list[int]:
    """The numbers of the answers that may be taken and bring something: none of a question that
    stays as it is, one where it is decided."""
    code = begin.instrument.questions[column].code
    if code in begin.wishes.fixed:
        return []
    useful = [number for number, gain in enumerate(begin.gains[column]) if gain > _LEAST]
    decided = begin.wishes.decided.get(code)
    if decided is None:
        return useful
    values = [one.value for one in begin.answers[column]]
    return [number for number in useful if values[number] >= decided - _LEAST][:1]


def _no_way(begin: Start, program: Program) -> NoWay:
    wishes = begin.wishes
    if program.budget is not None:
        needed = float(program.efforts[program.taken].sum())
        return NoWay(wishes, (), max(needed - program.budget, 0.0))
    return NoWay(wishes, shortfalls(begin, begin.best_gains(), begin.unlocked_gains()), 0.0)
