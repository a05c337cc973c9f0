"""The questions that most units miss: every figure is the sum or mean of its parts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.independent import ITEMS
from zi_analytics import instrument as instruments
from zi_analytics.analysis.misses import behind, carrying, choose, misses
from zi_analytics.analysis.weak import Aspect
from zi_analytics.scoring import score

LKE, FORM = instruments.load("lke-2021"), instruments.load("ringkas")
WORTH = [0.0, 0.33, 0.5, 1.0, 1.0, np.nan]


@st.composite
def answers(draw, instrument=LKE):
    """Units × questions with any answers; drawn by a seed, for thousands of cells are few bits."""
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    return random.choice(WORTH, (draw(st.integers(1, 6)), len(instrument.questions)))


@given(answers())
def test_what_the_questions_lose_is_what_the_units_lose(values):
    found = misses(LKE, values)
    totals = score(LKE, values)[:, 0]
    assert sum(one.lost for one in found) == pytest.approx(sum(100 - t for t in totals))
    assert sum(one.lost_each for one in found) == pytest.approx(np.mean(100 - totals))
    lost = [one.lost for one in found]
    assert lost == pytest.approx(sorted(lost, reverse=True))


@given(answers())
def test_every_question_counts_each_unit_once(values):
    column = {question.code: place for place, question in enumerate(LKE.questions)}
    found = misses(LKE, values)
    assert {one.question.code for one in found} == set(column)
    for one in found:
        given_ = values[:, column[one.question.code]].tolist()
        blank = [v for v in given_ if v != v]
        assert one.units == len(given_) == one.full + one.missed
        assert one.full == given_.count(1.0)
        assert one.unanswered == len(blank)
        assert one.full_share == pytest.approx(given_.count(1.0) / len(given_))
        assert one.unanswered_share == pytest.approx(len(blank) / len(given_))
        # The weight of the regulation's own table, typed apart from the program.
        weight = float(ITEMS[one.question.code][1])
        lost = sum(weight * (1 - (0 if v != v else v)) for v in given_)
        assert one.lost == pytest.approx(lost)


@given(answers())
def test_the_parts_of_a_filter_are_the_whole(values):
    found = misses(LKE, values)
    areas = {one.area for one in found}
    assert len(areas) == 8
    by_area = [one for area in areas for one in choose(found, area)]
    by_aspect = [one for aspect in Aspect for one in choose(found, None, aspect)]
    assert sorted(one.question.code for one in by_area) == sorted(
        one.question.code for one in found
    )
    assert sum(one.lost for one in by_aspect) == pytest.approx(sum(one.lost for one in found))
    assert choose(found) == found


@given(answers())
def test_no_fewer_questions_carry_half(values):
    found = misses(LKE, values)
    few, half = carrying(found), sum(one.lost for one in found) / 2
    assert sum(one.lost for one in found[:few]) >= half - 1e-6
    if few:
        assert sum(one.lost for one in found[: few - 1]) < half


@given(answers())
def test_where_one_loses_more_than_the_mean_and_only_there(values):
    found = misses(LKE, values)
    codes = [question.code for question in LKE.questions]
    weights = np.array([question.weight for question in LKE.questions])
    lost = (1 - np.nan_to_num(values)) * weights
    own = dict(zip(codes, lost[0].tolist(), strict=True))
    gaps = dict(zip(codes, (lost[0] - lost.mean(axis=0)).tolist(), strict=True))
    wide = [one.question.code for one in behind(found, own)]
    assert set(wide) == {code for code, gap in gaps.items() if gap > 1e-9}
    assert [gaps[code] for code in wide] == pytest.approx(
        sorted((gaps[code] for code in wide), reverse=True)
    )


def test_by_hand():
    values = np.ones((4, len(LKE.questions)))
    codes = [question.code for question in LKE.questions]
    values[:3, codes.index("A.II.5.ii.-")] = [0.5, 0.0, np.nan]  # of 3 points
    values[0, codes.index("B.I.a")] = 0.9  # of 17.5
    first, second, third, *_ = misses(LKE, values)
    assert (first.question.code, first.lost, first.missed) == ("A.II.5.ii.-", 7.5, 3)
    assert (first.full_share, first.unanswered_share) == (0.25, 0.25)
    assert first.lost_each == pytest.approx(1.875)
    assert (first.area, first.aspect) == ("A.I.5", Aspect.REFORM)
    assert (second.question.code, second.lost) == ("B.I.a", pytest.approx(1.75))
    assert third.lost == 0
    assert carrying((first, second)) == 1


def test_nobody_loses_anything():
    found = misses(LKE, np.ones((2, len(LKE.questions))))
    assert carrying(found) == 0
    assert carrying(()) == 0


def test_a_short_form_has_areas_for_questions():
    found = misses(FORM, np.full((2, len(FORM.questions)), 0.5))
    assert {one.area for one in found} == {one.question.code for one in found}
    assert sum(one.lost for one in found) == pytest.approx(100)
