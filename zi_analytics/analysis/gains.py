"""What a better answer is worth: the next better option of every question and its points."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import floor

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.instrument.model import AnswerKind, AnswerType, Instrument, Node
from zi_analytics.workbook.reading import State

_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Gain:
    """A better answer to one question.

    ``current`` and ``better`` are option keys, or None where the answer is a number; the
    values beside them are 0 to 1. ``points`` of the total are won by the better answer,
    ``to_full`` by the best one.
    """

    question: Node
    kind: AnswerKind
    state: State
    current: str | None
    current_value: float
    better: str | None
    better_value: float
    points: float
    to_full: float


def gains(assessed: Assessed, within: Collection[str] = ()) -> tuple[Gain, ...]:
    """Every question that can still gain, the most points first.

    ``within`` keeps only questions below these nodes; empty keeps all.
    """
    found = [
        gain
        for column, question in enumerate(assessed.instrument.questions)
        if not within or _is_below(assessed.instrument, question.code, within)
        if (gain := _gain(assessed, column, question)) is not None
    ]
    return tuple(sorted(found, key=lambda gain: -round(gain.points, 9)))


def closing_answers(
    assessed: Assessed, within: Collection[str], missing: float
) -> tuple[Gain, ...]:
    """The fewest questions below ``within`` that, answered fully, bring ``missing`` points."""
    chosen: list[Gain] = []
    for gain in sorted(gains(assessed, within), key=lambda gain: -gain.to_full):
        if missing <= _LEAST:
            break
        chosen.append(gain)
        missing -= gain.to_full
    return tuple(chosen)


def _gain(assessed: Assessed, column: int, question: Node) -> Gain | None:
    instrument = assessed.instrument
    answer = assessed.reading.answers.get(question.code)
    state = State.MISSING if answer is None else answer.state
    raw = float(assessed.values[column])
    value = 0.0 if raw != raw else raw
    if value >= 1 - _LEAST:
        return None
    answer_type = instrument.type_of(question.code)
    better, better_value = _next_better(instrument, question, answer_type, value)
    weight = question.weight or 0.0
    return Gain(
        question=question,
        kind=answer_type.kind,
        state=state,
        current=_option_at(answer_type, value) if state is State.ANSWERED else None,
        current_value=value,
        better=better,
        better_value=better_value,
        points=(better_value - value) * weight,
        to_full=(1 - value) * weight,
    )


def _next_better(
    instrument: Instrument, question: Node, answer_type: AnswerType, value: float
) -> tuple[str | None, float]:
    if answer_type.kind is AnswerKind.CHOICE:
        above = [option for option in answer_type.options if option.value > value + _LEAST]
        option = min(above, key=lambda option: option.value)
        return option.key, option.value
    if answer_type.kind is AnswerKind.INDEX:
        # The next step of a survey index is the next limit, beyond all limits the next tenth:
        # nobody plans for a perfect survey.
        highest = answer_type.highest or 4.0
        steps = [index / highest for index in _index_limits(instrument, question.code)]
        tenth = (floor(round(value * highest * 10, 6)) + 1) / 10 / highest
        return None, min((step for step in steps if step > value + _LEAST), default=min(tenth, 1.0))
    return None, 1.0


def _index_limits(instrument: Instrument, code: str) -> list[float]:
    parent = instrument.node[code].parent
    return [
        limit.index
        for predicate in instrument.predicates
        for limit in predicate.limits
        if limit.index is not None and limit.nodes in ((code,), (parent,))
    ]


def _option_at(answer_type: AnswerType, value: float) -> str | None:
    return next(
        (option.key for option in answer_type.options if abs(option.value - value) <= _LEAST), None
    )


def _is_below(instrument: Instrument, code: str, within: Collection[str]) -> bool:
    place: str | None = code
    while place is not None:
        if place in within:
            return True
        place = instrument.node[place].parent
    return False
