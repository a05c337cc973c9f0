"""Everyone of a period in one row each, and where one stands: laws for any totals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_analytics import instrument as instruments
from zi_analytics.analysis.field import best, field, nearest, position, ranks
from zi_analytics.analysis.period_scores import score_period
from zi_analytics.store import ASSESSORS, ValueMatrix

LKE, FORM = instruments.load("lke-2021"), instruments.load("ringkas")
PERIOD = "2025"


def scores(instrument, *rows):
    """Rows of unit, assessor and the value of every question."""
    units, assessors, values = zip(*rows, strict=True)
    shape = (len(rows), len(instrument.questions))
    matrix = ValueMatrix(
        instrument=instrument.id,
        questions=tuple(question.code for question in instrument.questions),
        units=np.array(units),
        periods=np.array([PERIOD] * len(rows)),
        assessors=np.array(assessors),
        revisions=np.ones(len(rows), dtype=np.int64),
        values=np.repeat(np.array(values, dtype=float)[:, np.newaxis], shape[1], axis=1),
        states=np.zeros(shape, dtype=np.uint8),
    )
    return score_period(instrument, matrix, PERIOD)


def test_of_every_unit_the_later_assessor_counts_whatever_the_worksheet():
    found = field(
        [
            scores(LKE, ("b", "tpi", 0.5), ("b", "unit", 1.0), ("a", "unit", 0.25)),
            scores(FORM, ("a", "tpi", 0.75), ("c", "unit", 1.0), ("b", "unit", 0.0)),
        ]
    )
    assert found.units.tolist() == ["a", "b", "c"]
    assert found.assessors.tolist() == ["tpi", "tpi", "unit"]
    assert found.instruments.tolist() == ["ringkas", "lke-2021", "ringkas"]
    assert found.totals.tolist() == pytest.approx([75, 50, 100])
    assert found.rows.tolist() == [0, 0, 1]
    assert found.reached.tolist() == ["", "", "WBBM"]


def test_one_assessor_alone_and_nobody_at_all():
    both = scores(LKE, ("b", "tpi", 0.5), ("b", "unit", 1.0), ("a", "unit", 0.25))
    assert field([both], "unit").units.tolist() == ["a", "b"]
    assert field([both], "unit").totals.tolist() == pytest.approx([25, 100])
    assert field([both], "tpn").units.tolist() == []
    assert len(field([])) == 0


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from(ASSESSORS)), min_size=1, unique=True
    )
)
def test_every_unit_stands_once_with_its_last_assessor(keys):
    found = field([scores(LKE, *((unit, by, 0.5) for unit, by in keys))])
    last = {}
    for unit, by in keys:
        last[unit] = max(last.get(unit, -1), ASSESSORS.index(by))
    assert dict(zip(found.units.tolist(), found.assessors.tolist(), strict=True)) == {
        unit: ASSESSORS[place] for unit, place in last.items()
    }


def test_choosing_among_them():
    found = field([scores(LKE, *((unit, "unit", 0.5) for unit in "abc")),
                   scores(FORM, ("d", "unit", 0.5))])  # fmt: skip
    assert found.among({"a", "d", "gone"}).units.tolist() == ["a", "d"]
    assert found.among(()).units.tolist() == []
    assert found.with_instrument("ringkas").units.tolist() == ["d"]
    assert found.place_of("c") == 2
    assert found.place_of("gone") is None


TOTALS = st.lists(st.sampled_from([10.0, 20.0, 20.0, 55.5, 60.25, 99.0]), min_size=1, max_size=30)


@given(TOTALS)
def test_a_rank_is_one_more_than_those_who_have_more(totals):
    assert ranks(np.array(totals)).tolist() == [1 + sum(b > a for b in totals) for a in totals]


@given(TOTALS)
def test_above_below_and_beside_are_everyone(totals):
    for own in totals:
        found = position(np.array(totals), own)
        assert found.units == len(totals)
        assert (found.rank - 1) + found.tied + 1 + found.below == found.units
        assert found.below == sum(other < own for other in totals)
        assert found.tied == totals.count(own) - 1
        assert found.share_below == pytest.approx(found.below / len(totals))


def test_sums_made_in_another_order_share_a_rank():
    one, other = 0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1
    assert one != other
    assert ranks(np.array([one, other, 0.7])).tolist() == [2, 2, 1]
    assert position(np.array([one, other]), other).tied == 1


def test_whom_to_look_at():
    found = field(
        [
            scores(
                LKE,
                *(
                    (unit, "unit", value)
                    for unit, value in zip("abcde", (0.5, 0.6, 0.45, 0.99, 0.1), strict=True)
                ),
            )
        ]
    )
    assert nearest(found, "a", 2) == ("c", "b")
    assert best(found, "a", 2) == ("d", "b")
    assert best(found, "d", 1) == ("b",)
    assert nearest(found, "a", 9) == ("c", "b", "e", "d")
    assert nearest(found, "gone", 3) == ()
