"""The points of every change add up to the change of the total."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scoring.answering import LKE
from zi_analytics.analysis.changes import total_of, with_points
from zi_analytics.store.previewing import find_changes
from zi_analytics.workbook.reading import Answer, AssessmentReading, State

VALUES = st.one_of(st.none(), st.floats(0, 1))


def reading(values: list[float | None]) -> AssessmentReading:
    answers = {
        question.code: Answer(
            question.code, State.BLANK if value is None else State.ANSWERED, value, str(value)
        )
        for question, value in zip(LKE.questions, values, strict=True)
    }
    return AssessmentReading("unit", answers, {})


@given(
    st.lists(VALUES, min_size=len(LKE.questions), max_size=len(LKE.questions)),
    st.lists(VALUES, min_size=len(LKE.questions), max_size=len(LKE.questions)),
)
def test_points_of_changes_are_the_difference_of_the_totals(
    before: list[float | None], after: list[float | None]
) -> None:
    old, new = reading(before), reading(after)
    found = with_points(LKE, find_changes(old, new))
    difference = total_of(LKE, new) - total_of(LKE, old)
    assert sum(item.points or 0.0 for item in found) == pytest.approx(difference, abs=1e-9)


def test_a_counted_input_earns_nothing_by_itself() -> None:
    count = LKE.counts[0].code
    old = AssessmentReading("unit", {count: Answer(count, State.ANSWERED, 1.0, "1")}, {})
    new = AssessmentReading("unit", {count: Answer(count, State.ANSWERED, 2.0, "2")}, {})
    [item] = with_points(LKE, find_changes(old, new))
    assert item.points is None
