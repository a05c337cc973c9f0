"""An index in the terms of the worksheet: points, IKM and grade, and the limits it must reach."""

from __future__ import annotations

from dataclasses import dataclass

from zi_analytics.analysis.standing import Standing, standing
from zi_analytics.analysis.survey import Interval, Measured
from zi_analytics.instrument import Instrument, Limit
from zi_analytics.instrument.surveys import (
    Grade,
    SurveyKind,
    index_limits,
    question_of,
    survey_rules,
)
from zi_analytics.scoring.predicates import TOLERANCE


@dataclass(frozen=True, slots=True)
class AgainstLimit:
    """An index held against one limit. ``lacking`` is what the index must still rise, 0 if met.

    ``certain`` is None where nothing tells how certain the index is.
    """

    predicate: str
    limit: Limit
    index: float
    lacking: float
    standing: Standing
    certain: bool | None

    @property
    def passed(self) -> bool:
        """Whether the limit is met."""
        return self.standing is Standing.PASSING


@dataclass(frozen=True, slots=True)
class Converted:
    """An index as points of the worksheet (None where it asks for no such index) and as an IKM."""

    points: float | None
    weight: float | None
    ikm: float
    grade: Grade


def convert(instrument: Instrument, kind: SurveyKind, index: float) -> Converted:
    """What an index of ``kind`` is worth."""
    rules, question = survey_rules(), question_of(instrument, kind)
    weight = None if question is None else question.weight
    return Converted(
        points=None if weight is None else index / _highest(instrument, kind) * weight,
        weight=weight,
        ikm=rules.ikm(index),
        grade=rules.grade(index),
    )


def _highest(instrument: Instrument, kind: SurveyKind) -> float:
    return instrument.type_of(kind.question).highest or survey_rules().highest


def against_limits(
    instrument: Instrument, kind: SurveyKind, measured: Measured
) -> tuple[AgainstLimit, ...]:
    """Hold an index against every predicate's limit on it, compared in points as the rule does."""
    points = convert(instrument, kind, measured.index).points
    found: list[AgainstLimit] = []
    for predicate, limit in index_limits(instrument, kind):
        needed = limit.index or 0.0
        passed = points is not None and points >= limit.minimum - TOLERANCE
        found.append(
            AgainstLimit(
                predicate=predicate,
                limit=limit,
                index=needed,
                lacking=0.0 if passed else max(0.0, needed - measured.index),
                standing=standing(measured.index, needed, passed),
                certain=_is_certain(measured.interval, needed, passed),
            )
        )
    return tuple(found)


def _is_certain(interval: Interval | None, needed: float, passed: bool) -> bool | None:
    if interval is None:
        return None
    return interval.low >= needed - TOLERANCE if passed else interval.high < needed
