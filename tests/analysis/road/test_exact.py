"""The solver's road is the best there is: equal to trying every combination, on 200 small cases."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.road import drawn
from zi_analytics.analysis.road import NoWay, Objective, Road, find_road, joined, reach_many, start
from zi_analytics.analysis.road.program import Measure, Program, best

CASES = 200


def road_of(case: drawn.Case, objective: Objective = Objective.FEWEST) -> Road | NoWay:
    wishes = replace(case.wishes, objective=objective)
    return find_road(start(case.instrument, case.values, case.counts, wishes))


@pytest.mark.parametrize("objective", list(Objective))
def test_the_road_is_as_good_as_the_best_of_all_combinations(objective: Objective) -> None:
    ways = 0
    for seed in range(CASES):
        case = drawn.draw(seed)
        expected, found = drawn.best(case, objective), road_of(case, objective)
        if expected is None:
            assert isinstance(found, NoWay), seed
            continue
        assert isinstance(found, Road), seed
        ways += 1
        points = -(found.after - found.before)
        measures = {
            Objective.FEWEST: (len(found.steps), found.effort, points),
            Objective.EFFORT: (found.effort, len(found.steps), points),
            Objective.POINTS: (points, found.effort, len(found.steps)),
        }
        assert measures[objective] == pytest.approx(expected, abs=1e-5), seed
        assert found.passes or objective is Objective.POINTS, seed
    assert ways > CASES / 4


def test_what_is_out_of_reach_names_a_rule_and_its_gap() -> None:
    told = 0
    for seed in range(0, CASES, 2):
        case = drawn.draw(seed)
        found = road_of(case)
        if isinstance(found, Road):
            continue
        told += 1
        assert found.shortfalls, seed
        for one in found.shortfalls:
            highest = max(
                _reached(case, tried, one.limit.nodes) for tried in drawn.combinations(case)
            )
            assert one.highest == pytest.approx(highest, abs=1e-9), seed
            assert one.gap == pytest.approx(one.needed - highest, abs=1e-9)
            assert one.gap > 0
            assert one.unlocked >= one.highest - 1e-9
    assert told > 10


def test_alternatives_are_as_good_and_change_other_questions() -> None:
    several = 0
    for seed in range(0, CASES, 4):
        case = drawn.draw(seed)
        found = find_road(
            start(case.instrument, case.values, case.counts, case.wishes), alternatives=5
        )
        if isinstance(found, NoWay):
            continue
        sets = [frozenset(s.question.code for s in found.steps)]
        for other in found.alternatives:
            assert len(other) == len(found.steps)
            sets.append(frozenset(step.question.code for step in other))
        assert len(set(sets)) == len(sets)
        several += len(sets) > 1
        if found.steps and len(sets) < 6:
            every = {
                frozenset(
                    q for q, v in zip(drawn.QUESTIONS, t.values, strict=True) if v is not None
                )
                for t in drawn.combinations(case)
                if t.questions == len(found.steps) and drawn.passes(case, t)
            }
            assert set(sets) == every, seed
    assert several > 3


def test_what_only_the_tolerance_of_the_solver_lets_pass_is_no_road() -> None:
    """Two of these bring 2.0 where 2.00000005 are missing: the solver alone would take them."""
    program = Program(
        question=np.arange(3),
        gains=np.array([1.0, 1.0, 0.5]),
        efforts=np.ones(3),
        rows=np.array([[1.0, 1.0, 0.5]]),
        missing=np.array([2.0 + 5e-8]),
        taken=np.zeros(3, dtype=bool),
    )
    assert best(program, [Measure.QUESTIONS]).tolist() == [0, 1, 2]
    almost = replace(program, missing=np.array([2.0 + 5e-10]))
    assert best(almost, [Measure.QUESTIONS]).tolist() == [0, 1]


@pytest.mark.parametrize("nested", [True, False])
def test_the_reach_of_many_is_the_fewest_questions_of_each(nested: bool) -> None:
    """Nested limits are counted without a solver, crossing ones with it: both are exact."""
    for seed in range(0, CASES, 2):
        case = drawn.draw(seed, nested)
        wishes = replace(case.wishes, decided={})
        reach = joined(list(reach_many(case.instrument, case.values[None], wishes)))
        expected = drawn.best(replace(case, wishes=wishes), Objective.FEWEST)
        fewest = -1 if expected is None else expected[0]
        assert reach.questions.tolist() == [fewest], seed
        if fewest >= 0:
            assert reach.taken.sum() == fewest
            best_points = max(
                tried.points
                for tried in drawn.combinations(replace(case, wishes=wishes))
                if tried.questions == fewest and drawn.passes(case, tried)
            )
            assert reach.after[0] - reach.before[0] == pytest.approx(best_points, abs=1e-9), seed


def _reached(case: drawn.Case, tried: drawn.Tried, nodes: tuple[str, ...]) -> float:
    now = np.nan_to_num(case.values)
    after = [o if n is None else n for o, n in zip(now.tolist(), tried.values, strict=True)]
    codes = {code for node in nodes for code in drawn.BELOW[node]}
    return sum(
        value * weight
        for code, value, weight in zip(drawn.QUESTIONS, after, drawn.WEIGHTS, strict=True)
        if code in codes
    )
