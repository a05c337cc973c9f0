"""One question over time and among units: earlier answers, and who has full marks for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from zi_analytics.store import ASSESSORS, STATES, ValueMatrix
from zi_analytics.store.names import period_order
from zi_analytics.workbook.reading import State

_FULL = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class Given:
    """One assessor's answer in one period; ``value`` is None where there is no usable one."""

    period: str
    assessor: str
    state: State
    value: float | None


@dataclass(frozen=True, slots=True)
class FullMarks:
    """``units`` (codes) have full marks for a question, of ``asked`` units that were looked at."""

    units: tuple[str, ...]
    asked: int


def history(stored: ValueMatrix, code: str) -> tuple[Given, ...]:
    """All answers to question ``code`` in ``stored``, the newest period first."""
    column = stored.questions.index(code)
    found = [
        Given(
            str(period),
            str(assessor),
            STATES[int(state)],
            None if np.isnan(value) else float(value),
        )
        for period, assessor, state, value in zip(
            stored.periods,
            stored.assessors,
            stored.states[:, column],
            stored.values[:, column],
            strict=True,
        )
    ]
    found.sort(key=lambda one: ASSESSORS.index(one.assessor))
    return tuple(sorted(found, key=lambda one: period_order(one.period), reverse=True))


def full_marks(stored: ValueMatrix, code: str, among: Collection[str]) -> FullMarks:
    """Who of the units ``among`` has full marks for ``code``; ``stored`` is of one period.

    Of several assessors the later one counts.
    """
    column = stored.questions.index(code)
    values: dict[str, tuple[int, float]] = {}
    for unit, assessor, value in zip(
        stored.units.tolist(),
        stored.assessors.tolist(),
        stored.values[:, column].tolist(),
        strict=True,
    ):
        rank = ASSESSORS.index(assessor)
        if unit in among and rank >= values.get(unit, (-1, 0.0))[0]:
            values[unit] = (rank, value)
    full = tuple(sorted(unit for unit, (_, value) in values.items() if value >= _FULL))
    return FullMarks(full, len(values))
