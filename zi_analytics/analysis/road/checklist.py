"""Before a unit may be proposed: what the worksheet shows, and what only a person knows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from zi_analytics.analysis.road.demands import predicate_of
from zi_analytics.instrument.model import Condition, Instrument, Node, Predicate

_LEAST = 1e-9


class Institution(StrEnum):
    """Whose unit it is: some conditions differ by it."""

    LOCAL = "local_government"
    MINISTRY = "ministry"


@dataclass(frozen=True, slots=True)
class Sight:
    """A question that shows a condition; ``value`` is 0 to 1, None where unanswered."""

    question: Node
    value: float | None

    @property
    def is_full(self) -> bool:
        """Whether the condition is met as far as this question shows it."""
        return self.value is not None and self.value >= 1 - _LEAST


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to check. Either a ``condition``, or that the predicate ``held`` was earned before.

    ``sights`` is what the worksheet shows of it; empty where only a person can say.
    """

    code: str
    condition: Condition | None
    held: Predicate | None
    article: str
    sights: tuple[Sight, ...]

    @property
    def seen(self) -> bool | None:
        """Whether the worksheet shows it met; None where it shows nothing of it."""
        return all(sight.is_full for sight in self.sights) if self.sights else None

    def is_met(self, ticked: bool) -> bool:
        """Met as seen; where nothing is seen, as a person ticked it."""
        return ticked if self.seen is None else self.seen


def checklist(
    instrument: Instrument, values: np.ndarray, target: str, institution: Institution
) -> tuple[Line, ...]:
    """What is asked for ``target``: the predicate held before, then the instrument's conditions."""
    predicate = predicate_of(instrument, target)
    lines = []
    if predicate.requires is not None:
        held = predicate_of(instrument, predicate.requires)
        article = predicate.limits[0].article if predicate.limits else instrument.article
        lines.append(Line(f"held-{held.code}", None, held, article, ()))
    column = {question.code: place for place, question in enumerate(instrument.questions)}
    for condition in instrument.conditions:
        if target not in condition.predicates or condition.applies_to not in ("all", institution):
            continue
        sights = tuple(
            Sight(instrument.node[code], _value(values, column[code])) for code in condition.seen_in
        )
        lines.append(Line(condition.code, condition, None, condition.article, sights))
    return tuple(lines)


def _value(values: np.ndarray, column: int) -> float | None:
    raw = float(values[column])
    return None if raw != raw else raw
