"""From answers as they are written in the cases ("B", 3.6, counts) to a vector of values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from zi_analytics.instrument import AnswerKind, Instrument, load
from zi_analytics.scoring import ratio_value, values_of

LKE = load("lke-2021")


class Valued(NamedTuple):
    """As much of an answer as scoring looks at."""

    value: float | None


class Assessment(NamedTuple):
    """As much of an assessment as scoring looks at."""

    answers: dict[str, Valued]


def values(answers: Mapping[str, Any], instrument: Instrument = LKE) -> np.ndarray:
    """The vector of values of ``answers`` by code."""
    valued = {}
    for question in instrument.questions:
        answer_type = instrument.type_of(question.code)
        answer = answers.get(question.code)
        value: float | None = None
        if answer_type.kind is AnswerKind.RATIO:
            value = ratio_value(instrument.ratios[question.code], answers)
        elif answer is not None and answer_type.kind is AnswerKind.CHOICE:
            value = {option.key: option.value for option in answer_type.options}[answer]
        elif answer is not None:
            assert answer_type.highest is not None
            value = answer / answer_type.highest
        valued[question.code] = Valued(value)
    return values_of(instrument, Assessment(valued))
