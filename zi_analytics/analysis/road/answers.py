"""What the answer to a question can become: every better option, count or index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor

import numpy as np

from zi_analytics.analysis.road.demands import demands
from zi_analytics.analysis.road.efforts import Pace, paces
from zi_analytics.analysis.road.wishes import Surveys, Wishes
from zi_analytics.instrument.model import AnswerKind, AnswerType, Instrument, Node, Ratio
from zi_analytics.scoring import ratio_value
from zi_analytics.workbook.reading import AssessmentReading

INDEX_STEP = 0.05
"""A survey index rises in steps of this length, or just to a limit."""
MOST_COUNTS = 100
"""Of a ratio with more counts ahead as many are offered, evenly, the last one among them."""
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Count:
    """A counted input that changes; ``before`` is None where it was not filled."""

    code: str
    before: float | None
    after: float


@dataclass(frozen=True, slots=True)
class Better:
    """One answer that a question can be given.

    ``value`` is 0 to 1; ``key`` its option, None where the answer is a number. ``counts`` change
    for a ratio; they are empty where the sheet does not say of how many.
    """

    value: float
    key: str | None
    counts: tuple[Count, ...]
    effort: float


def better_answers(
    instrument: Instrument,
    values: np.ndarray,
    counts: Mapping[str, float | None],
    wishes: Wishes,
    held: np.ndarray,
) -> tuple[tuple[Better, ...], ...]:
    """Of every question what it can become, the smallest step first; none where it is full.

    ``values`` are 0 to 1 with NaN for unanswered, which can be answered like any other. Where the
    present answer does not count (``held``), to prove it is a step too.
    """
    found = []
    pace = paces(instrument, wishes.efforts)
    limits = _index_limits(instrument, wishes.target)
    for column, question in enumerate(instrument.questions):
        raw = float(values[column])
        now = 0.0 if raw != raw else raw
        answer_type = instrument.type_of(question.code)
        steps = _steps(instrument, question, now, counts, wishes.surveys, limits.get(column, 0.0))
        if not held[column] and now > _LEAST:
            steps = [(now, _key(answer_type, now), ()), *steps]
        proven = bool(held[column])
        found.append(
            tuple(
                Better(value, key, changed, _effort(answer_type, pace[column], now, value, proven))
                for value, key, changed in steps
            )
        )
    return tuple(found)


def counts_of(instrument: Instrument, reading: AssessmentReading) -> dict[str, float | None]:
    """The counted inputs of a reading by code, None where one is not filled."""
    found = {}
    for count in instrument.counts:
        answer = reading.answers.get(count.code)
        found[count.code] = None if answer is None else answer.value
    return found


def highest_values(instrument: Instrument, wishes: Wishes) -> np.ndarray:
    """The best that any answer to each question can become, 0 to 1, whatever it is now.

    0 where it cannot be bettered at all: a figure of the short form, which says nothing of its
    questions, and a survey that is locked.
    """
    limits = _index_limits(instrument, wishes.target)
    surveys = {Surveys.FREE: 1.0, Surveys.LOCKED: 0.0}
    highest = np.ones(len(instrument.questions))
    for column, question in enumerate(instrument.questions):
        kind = instrument.type_of(question.code).kind
        if kind is AnswerKind.INDEX:
            highest[column] = surveys.get(wishes.surveys, limits.get(column, 0.0))
        elif kind is AnswerKind.FIGURE and not instrument.asks_questions:
            highest[column] = 0.0
    return highest


_Step = tuple[float, str | None, tuple[Count, ...]]


def _steps(
    instrument: Instrument,
    question: Node,
    now: float,
    counts: Mapping[str, float | None],
    surveys: Surveys,
    limit: float,
) -> list[_Step]:
    answer_type = instrument.type_of(question.code)
    if answer_type.kind is AnswerKind.CHOICE:
        better = [option for option in answer_type.options if option.value > now + _LEAST]
        return [(option.value, option.key, ()) for option in reversed(better)]
    if answer_type.kind is AnswerKind.RATIO:
        return _ratio_steps(instrument.ratios[question.code], now, counts)
    if answer_type.kind is AnswerKind.INDEX and surveys is not Surveys.LOCKED:
        highest = answer_type.highest or 1.0
        ceiling = limit * highest if surveys is Surveys.LIMIT else highest
        return [(index / highest, None, ()) for index in _indices(answer_type, now, limit, ceiling)]
    if answer_type.kind is AnswerKind.FIGURE and instrument.asks_questions:
        tenths = [step / 10 for step in range(1, 11)]
        shares = [limit, *(tenth for tenth in tenths if abs(tenth - limit) > _LEAST)]
        return [(share, None, ()) for share in sorted(shares) if share > now + _LEAST]
    return []


def _ratio_steps(ratio: Ratio, now: float, counts: Mapping[str, float | None]) -> list[_Step]:
    """Every count ahead; where the counts do not say of how many, only all of them."""
    filled = [counts.get(code) for code in ratio.whole]
    whole = sum(count for count in filled if count is not None)
    held = sum(counts.get(code) or 0.0 for code in ratio.part)
    ahead: Iterable[float]
    if ratio.rule == "fall":
        known = bool(whole) or (counts.get(ratio.part[0]) is not None and None not in filled)
        ahead = [float(count) for count in range(floor(min(held, whole) + 1))][::-1]
    else:
        known = whole > 0
        ahead = [*map(float, range(floor(held) + 1, floor(whole) + 1)), whole]
    steps: dict[float, tuple[Count, ...]] = {}
    for count in _thinned(list(dict.fromkeys(ahead))) if known else ():
        changed = _changed(ratio, count - held, counts)
        value = ratio_value(ratio, {**counts, **{one.code: one.after for one in changed}})
        if value is not None and value > now + _LEAST:
            steps.setdefault(value, changed)
    if not steps and now < 1 - _LEAST:
        steps[1.0] = ()
    return [(value, None, steps[value]) for value in sorted(steps)]


def _changed(ratio: Ratio, rise: float, counts: Mapping[str, float | None]) -> tuple[Count, ...]:
    """The counts after ``rise`` more of the part; what is "in process" falls by as much where
    both together are the whole, so that the sheet still adds up."""
    first = ratio.part[0]
    others = sum(counts.get(code) or 0.0 for code in ratio.part[1:])
    held = sum(counts.get(code) or 0.0 for code in ratio.part)
    found = [Count(first, counts.get(first), held - others + rise)]
    open_ones = [counts.get(code) for code in ratio.unused]
    whole = sum(counts.get(code) or 0.0 for code in ratio.whole)
    if ratio.rule == "share" and len(open_ones) == 1 and open_ones[0] == whole - held and rise:
        found.append(Count(ratio.unused[0], open_ones[0], open_ones[0] - rise))
    return tuple(found)


def _thinned(ahead: list[float]) -> list[float]:
    if len(ahead) <= MOST_COUNTS:
        return ahead
    places = np.linspace(0, len(ahead) - 1, MOST_COUNTS).round().astype(int)
    return [ahead[place] for place in places]


def _indices(answer_type: AnswerType, now: float, limit: float, ceiling: float) -> list[float]:
    """The indices above ``now`` (0 to 1) up to ``ceiling``, the limit itself among them."""
    highest = answer_type.highest or 1.0
    lowest = answer_type.lowest or 0.0
    first = round(lowest / INDEX_STEP)
    every = {round(step * INDEX_STEP, 2) for step in range(first, round(highest / INDEX_STEP) + 1)}
    # The limit as computed stands for the step beside it, which may lie an epsilon below.
    exact = limit * highest
    every = {index for index in every if abs(index - exact) > _LEAST}
    if limit:
        every.add(exact)
    return sorted(i for i in every if now * highest + _LEAST < i <= ceiling + _LEAST)


def _index_limits(instrument: Instrument, target: str) -> dict[int, float]:
    """Of every question that a limit stands on alone, the value that meets it."""
    found: dict[int, float] = {}
    for demand in demands(instrument, target):
        columns = np.flatnonzero(demand.members)
        if len(columns) == 1:
            column = int(columns[0])
            weight = instrument.questions[column].weight or 1.0
            found[column] = max(found.get(column, 0.0), demand.needed / weight)
    return found


def _effort(answer_type: AnswerType, pace: Pace, now: float, value: float, held: bool) -> float:
    if answer_type.kind is AnswerKind.CHOICE:
        steps = float(sum(now + _LEAST < o.value <= value + _LEAST for o in answer_type.options))
    elif answer_type.kind is AnswerKind.INDEX:
        highest = answer_type.highest or 1.0
        steps = (value - max(now, (answer_type.lowest or 0.0) / highest)) * highest / pace.step
    else:
        steps = (value - now) / pace.step
    # To prove a present answer is one step of work; so is the answer that brings least.
    steps += not held
    return pace.effort * (steps if steps > _LEAST else 1.0)


def _key(answer_type: AnswerType, value: float) -> str | None:
    return next((o.key for o in answer_type.options if abs(o.value - value) <= _LEAST), None)
