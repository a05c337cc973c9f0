"""From values to points: one product with the instrument's matrix, for one or fifty thousand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import numpy as np

from zi_analytics.instrument import Instrument


class _Valued(Protocol):
    @property
    def value(self) -> float | None: ...


class _Answered(Protocol):
    @property
    def answers(self) -> Mapping[str, _Valued]: ...


def values_of(instrument: Instrument, assessment: _Answered) -> np.ndarray:
    """The values 0 to 1 of all questions in the instrument's order; NaN where unanswered."""
    values = np.full(len(instrument.questions), np.nan)
    for column, question in enumerate(instrument.questions):
        answer = assessment.answers.get(question.code)
        if answer is not None and answer.value is not None:
            values[column] = answer.value
    return values


def score(instrument: Instrument, values: np.ndarray) -> np.ndarray:
    """The points of every node of ``instrument.scored``, unrounded.

    ``values`` is (…, questions) with 0 to 1 and NaN for unanswered, which earns nothing;
    the result is (…, scored nodes), each between 0 and the node's weight.
    """
    points: np.ndarray = np.nan_to_num(values, nan=0.0) @ instrument.matrix.T
    return points
