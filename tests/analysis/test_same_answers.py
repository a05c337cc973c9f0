"""Units that answered alike: against a plain comparison of every pair, and cases by hand."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.answered import answered
from zi_analytics.analysis.period_scores import score_period
from zi_analytics.analysis.same_answers import (
    LEAST_TELLING,
    MOST_DIFFERENT,
    same_pairs,
    same_texts,
)
from zi_analytics.instrument import load
from zi_analytics.store import ValueMatrix

LKE = load("lke-2021")
QUESTIONS = len(LKE.questions)


def period(values, assessors=None):
    rows = len(values)
    return score_period(
        LKE,
        ValueMatrix(
            "lke-2021",
            tuple(question.code for question in LKE.questions),
            np.array([f"u{row}" for row in range(rows)], dtype=str),
            np.array(["2025"] * rows, dtype=str),
            np.array(assessors or ["unit"] * rows, dtype=str),
            np.ones(rows, dtype=int),
            np.array(values, dtype=float).reshape(rows, QUESTIONS),
            np.zeros((rows, QUESTIONS), dtype=np.uint8),
        ),
        "2025",
    )


def alike(first, second):
    """Different and telling answers, counted one by one."""
    different = telling = 0
    for a, b in zip(first, second, strict=True):
        same = a == b or (a != a and b != b)
        different += not same
        telling += same and a == a and a < 1
    return different, telling


@given(st.data())
def test_the_pairs_are_those_that_a_plain_comparison_finds(data):
    choices = [0.0, 0.5, 0.75, 1.0, float("nan")]
    seed = data.draw(st.integers(0, 2**32 - 1))
    draw = np.random.default_rng(seed)
    base = draw.choice(choices, (2, QUESTIONS), p=[0.05, 0.1, 0.05, 0.7, 0.1])
    rows = []
    for _ in range(data.draw(st.integers(0, 7))):
        row = base[data.draw(st.integers(0, 1))].copy()
        for place in data.draw(st.lists(st.integers(0, QUESTIONS - 1), max_size=5)):
            row[place] = data.draw(st.sampled_from(choices))
        rows.append(row)
    wanted = {}
    for a, b in combinations(range(len(rows)), 2):
        different, telling = alike(rows[a], rows[b])
        if different <= MOST_DIFFERENT and telling >= LEAST_TELLING:
            wanted[f"u{a}", f"u{b}"] = (different, telling)
    pairs = same_pairs(period(rows))
    found = {(p.first, p.second): (p.different, p.telling) for p in pairs.part(0, len(pairs))}
    assert found == wanted
    order = [(p.different, -p.telling) for p in pairs.part(0, len(pairs))]
    assert order == sorted(order)
    for unit in {unit for pair in wanted for unit in pair}:
        mine = pairs.of(unit)
        assert {one.first for one in mine} == {unit}
        assert len(mine) == sum(unit in pair for pair in wanted)


@pytest.mark.parametrize("value", [1.0, float("nan")])
def test_all_full_and_all_blank_tell_nothing(value):
    assert len(same_pairs(period([[value] * QUESTIONS] * 5))) == 0


def test_zeros_everywhere_do_tell_and_assessors_stay_apart():
    rows = [[0.0] * QUESTIONS] * 3
    assert len(same_pairs(period(rows))) == 3
    assert len(same_pairs(period(rows, ["unit", "unit", "tpi"]))) == 1


def test_many_copies_of_one_worksheet_are_found_at_once():
    row = np.where(np.arange(QUESTIONS) % 3 == 0, 0.5, 1.0)
    pairs = same_pairs(period(np.tile(row, (300, 1))))
    assert len(pairs) == 300 * 299 // 2
    assert pairs.part(0, 1)[0].different == 0


def test_texts_are_compared_question_by_question():
    first, second = answered(LKE), answered(LKE)
    code = next(iter(first.answers))
    changed = second.answers | {code: second.answers[code]._replace(evidence=" lain ", note="a")}
    texts = same_texts(first, type(second)("unit", changed, {}))
    assert texts.evidence == texts.of_evidence - 1
    assert (texts.notes, texts.of_notes) == (0, 0)
