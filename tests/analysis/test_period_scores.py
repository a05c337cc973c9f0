from math import fsum

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.answered import answered
from zi_analytics import instrument as instruments
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.period_scores import score_period
from zi_analytics.analysis.periods import parts
from zi_analytics.store import ValueMatrix

LKE = instruments.load("lke-2021")


def of(keys, values):
    """A matrix with a row for every unit, period and assessor."""
    units, periods, assessors = zip(*keys, strict=True)
    return ValueMatrix(
        instrument=LKE.id,
        questions=tuple(question.code for question in LKE.questions),
        units=np.array(units),
        periods=np.array(periods),
        assessors=np.array(assessors),
        revisions=np.ones(len(keys), dtype=np.int64),
        values=np.array(values),
        states=np.zeros(np.shape(values), dtype=np.uint8),
    )


ROWS = st.lists(
    st.lists(
        st.sampled_from([0.0, 0.25, 0.5, 1.0, np.nan]),
        min_size=len(LKE.questions),
        max_size=len(LKE.questions),
    ),
    min_size=1,
    max_size=4,
)


@given(ROWS)
def test_areas_and_results_of_every_row_are_its_total(rows):
    found = score_period(
        LKE, of([(f"u{i}", "2025", "unit") for i in range(len(rows))], rows), "2025"
    )
    held = [found.points_of_part(part) for part in parts(LKE)]
    for row, total in enumerate(found.points_of("TOTAL")):
        assert fsum(points[row] for points in held) == pytest.approx(total, abs=1e-9)


def test_a_row_says_what_its_assessment_says():
    reading = answered(LKE, 1.0)
    one = assess(LKE, reading)
    values = [1.0] * len(LKE.questions)
    found = score_period(LKE, of([("a", "2025", "unit")], [values]), "2025")
    assert found.points_of("TOTAL")[0] == pytest.approx(one.total)
    assert [judged.passed[0] for judged in found.judged] == [v.passed for v in one.verdicts]


def test_only_the_period_counts_and_of_several_assessors_the_later_one():
    keys = [
        ("a", "2025", "tpi"),
        ("a", "2025", "unit"),
        ("b", "2025", "unit"),
        ("c", "2024", "unit"),
    ]
    found = score_period(LKE, of(keys, np.zeros((4, len(LKE.questions)))), "2025")
    assert found.units.tolist() == ["a", "a", "b"]
    assert [(found.units[row], found.assessors[row]) for row in found.rows()] == [
        ("a", "tpi"),
        ("b", "unit"),
    ]
    assert found.rows("unit").tolist() == [1, 2]
    assert found.rows("tpn").tolist() == []
