"""Points against cases worked out by hand, against exact fractions, and by laws."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import independent
from tests.instrument.small import CASES
from tests.scoring.answering import LKE, Assessment, Valued, values
from zi_analytics.scoring import score, values_of

POINTS = tomllib.loads((CASES / "scoring" / "points.toml").read_text(encoding="utf-8"))["case"]
MARGIN = 1e-9
PLACE = {node.code: i for i, node in enumerate(LKE.scored)}
WEIGHTS = np.array([node.weight for node in LKE.scored])
LAWS = settings(max_examples=60, deadline=None)

answer_vectors = st.lists(
    st.none() | st.sampled_from([0.0, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0]),
    min_size=len(LKE.questions),
    max_size=len(LKE.questions),
).map(lambda drawn: np.array(drawn, dtype=float))


@st.composite
def drawn_answers(draw: st.DrawFn) -> dict[str, Any]:
    """Answers to any of the questions and counts as they would be typed."""
    answers: dict[str, Any] = {}
    for code, (kind, _) in independent.ITEMS.items():
        if kind == "0-4":
            answers[code] = draw(st.none() | st.integers(100, 400).map(lambda n: n / 100))
        elif kind != "%":
            answers[code] = draw(st.none() | st.sampled_from(list(independent.OPTIONS[kind])))
    for ratio, parts in independent.RATIOS.items():
        codes = [f"{ratio}.{number}" for number in " ".join(parts).split()]
        if draw(st.booleans()):
            answers |= {code: draw(st.integers(0, 12)) for code in codes}
    return answers


def above(code: str) -> Iterator[str]:
    """The codes of all nodes above ``code``."""
    while (parent := LKE.node[code].parent) is not None:
        code = parent
        yield code


@pytest.mark.parametrize("case", POINTS, ids=lambda case: case["name"])
def test_points_are_those_worked_out_by_hand(case: dict[str, Any]) -> None:
    every = case.get("every", {})
    kinds = {node.code: node.answer_type for node in (*LKE.questions, *LKE.counts)}
    answers = {code: every[kind] for code, kind in kinds.items() if kind in every}
    earned = score(LKE, values(answers | case.get("answers", {})))
    expected = {code: float(Fraction(points)) for code, points in case["points"].items()}
    for code, points in expected.items():
        assert earned[PLACE[code]] == pytest.approx(points, abs=MARGIN), code
    if not every:
        named = {*expected, *(code for below in expected for code in above(below))}
        others = [earned[i] for code, i in PLACE.items() if code not in named]
        assert others == [0.0] * len(others)


@LAWS
@given(drawn_answers())
def test_points_equal_the_calculation_with_fractions(answers: dict[str, Any]) -> None:
    earned = score(LKE, values(answers))
    exact = independent.points(answers)
    assert {code: earned[i] for code, i in PLACE.items()} == pytest.approx(
        {code: float(exact[code]) for code in PLACE}, abs=MARGIN
    )


@LAWS
@given(answer_vectors)
def test_points_lie_between_zero_and_the_weight(vector: np.ndarray) -> None:
    earned = score(LKE, vector)
    assert np.all(earned >= 0)
    assert np.all(earned <= WEIGHTS + MARGIN)


@LAWS
@given(answer_vectors)
def test_a_parent_is_the_sum_of_its_children(vector: np.ndarray) -> None:
    earned = score(LKE, vector)
    for node in LKE.scored:
        below = [PLACE[child.code] for child in LKE.children[node.code] if child.code in PLACE]
        if below:
            assert earned[PLACE[node.code]] == pytest.approx(earned[below].sum(), abs=MARGIN)


@LAWS
@given(answer_vectors, st.integers(0, len(LKE.questions) - 1), st.floats(0, 1))
def test_a_better_answer_earns_its_part_of_the_weight_and_lowers_nothing(
    vector: np.ndarray, column: int, share: float
) -> None:
    before = score(LKE, vector)
    was = np.nan_to_num(vector[column])
    better = vector.copy()
    better[column] = was + (1 - was) * share
    after = score(LKE, better)
    assert np.all(after >= before - MARGIN)
    gain = (better[column] - was) * (LKE.questions[column].weight or 0)
    assert after[0] - before[0] == pytest.approx(gain, abs=MARGIN)


@LAWS
@given(answer_vectors)
def test_unanswered_earns_what_zero_earns(vector: np.ndarray) -> None:
    assert np.array_equal(score(LKE, vector), score(LKE, np.nan_to_num(vector)))
    assert np.array_equal(score(LKE, np.full_like(vector, np.nan)), np.zeros(len(LKE.scored)))


@LAWS
@given(answer_vectors, st.randoms(use_true_random=False))
def test_answers_of_one_indicator_may_change_places(vector: np.ndarray, random: Any) -> None:
    swapped = vector.copy()
    for indicator in {question.parent for question in LKE.questions} - {"B.I", "B.II"}:
        columns = [i for i, q in enumerate(LKE.questions) if q.parent == indicator]
        swapped[columns] = vector[random.sample(columns, len(columns))]
    asked = {question.code for question in LKE.questions}
    rest = [i for code, i in PLACE.items() if code not in asked]
    assert score(LKE, swapped)[rest] == pytest.approx(score(LKE, vector)[rest], abs=MARGIN)


@LAWS
@given(st.lists(answer_vectors, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_many_are_scored_as_each_alone_in_any_order(rows: list[np.ndarray], random: Any) -> None:
    order = random.sample(range(len(rows)), len(rows))
    together = score(LKE, np.array(rows))
    alone = np.array([score(LKE, row) for row in rows])
    assert together.shape == (len(rows), len(LKE.scored))
    assert together == pytest.approx(alone, abs=MARGIN)
    assert score(LKE, np.array(rows)[order]) == pytest.approx(together[order], abs=MARGIN)


def test_the_vector_follows_the_order_of_the_instrument() -> None:
    first, second = LKE.questions[0].code, LKE.questions[-1].code
    answers = {first: Valued(1.0), second: Valued(0.9), "A.I.1.i.b": Valued(None)}
    vector = values_of(LKE, Assessment(answers))
    assert (vector[0], vector[-1]) == (1.0, 0.9)
    assert np.isnan(vector[1:-1]).all()
