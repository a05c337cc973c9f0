"""What lies between two revisions: which answers differ, and the points that brings or costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zi_analytics.instrument import Instrument
from zi_analytics.scoring import score, values_of
from zi_analytics.store import Change
from zi_analytics.workbook.reading import Answer, AssessmentReading


@dataclass(frozen=True, slots=True)
class PointsOfChange:
    """A change and what it does to the total; ``points`` is None for a counted input.

    A counted input earns nothing by itself: its ratio stands in the list as a change of its own.
    """

    change: Change
    points: float | None


def with_points(instrument: Instrument, changes: Sequence[Change]) -> tuple[PointsOfChange, ...]:
    """Every change with the points of the total (−100 to 100) that it makes."""
    weight = {question.code: question.weight or 0.0 for question in instrument.questions}
    return tuple(
        PointsOfChange(
            change,
            None
            if change.code not in weight
            else (_value(change.new) - _value(change.old)) * weight[change.code],
        )
        for change in changes
    )


def _value(answer: Answer | None) -> float:
    return 0.0 if answer is None or answer.value is None else answer.value


def total_of(instrument: Instrument, reading: AssessmentReading) -> float:
    """The points of a whole assessment, 0 to 100."""
    return float(score(instrument, values_of(instrument, reading))[0])
