"""Every question of a unit with its answer, note and evidence, area by area."""

from __future__ import annotations

from dataclasses import dataclass

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.evidence import is_proven, shows_evidence
from zi_analytics.analysis.standing import Standing
from zi_analytics.analysis.weak import places, places_of_questions
from zi_analytics.analysis.weak_text import answer_text
from zi_analytics.instrument.model import Node
from zi_analytics.language.numbers import decimal, short
from zi_analytics.language.wording import say, say_many
from zi_analytics.report.content.model import Figure, Mark
from zi_analytics.workbook.reading import Answer, State

_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Given:
    """A question and what was answered. ``mark`` says whether it earns all it can.

    ``proof`` says whether there is evidence, "" where the worksheet has no place for it; ``note``
    and ``evidence`` are as typed, ``cell`` is where the answer stands, ``counts`` what was counted
    for a ratio.
    """

    code: str
    label: str
    answer: str
    mark: Mark
    points: Figure
    weight: str
    counts: tuple[str, ...]
    proof: str
    note: str
    evidence: str
    cell: str


@dataclass(frozen=True, slots=True)
class Answers:
    """The questions of one area or result; ``told`` says how many earn all they can."""

    code: str
    label: str
    told: str
    given: tuple[Given, ...]


def answers_of(assessed: Assessed, language: str) -> tuple[Answers, ...]:
    """In the order of the worksheet; nothing for a short form, which has no questions."""
    instrument = assessed.instrument
    if not instrument.asks_questions:
        return ()
    areas = places_of_questions(instrument)
    known = places(assessed)
    found: dict[str, list[Given]] = {}
    for column, question in enumerate(instrument.questions):
        value = float(assessed.values[column])
        given = _given(assessed, question, value, language)
        found.setdefault(areas[question.code][0], []).append(given)
    return tuple(
        Answers(
            code=code,
            label=known[code].label.say(language) if code in known else code,
            told=_told(given, language),
            given=tuple(given),
        )
        for code, given in found.items()
    )


def _told(given: list[Given], language: str) -> str:
    full = sum(one.mark.standing is Standing.PASSING for one in given)
    return say_many(
        "{full} of {number} question has full marks",
        "{full} of {number} questions have full marks",
        len(given),
        language,
        full=full,
    )


def _given(assessed: Assessed, question: Node, value: float, language: str) -> Given:
    answer = assessed.reading.answers.get(question.code)
    state = State.MISSING if answer is None else answer.state
    weight = question.weight or 0.0
    points = 0.0 if value != value else value * weight
    return Given(
        code=question.code,
        label=question.label.say(language),
        answer=answer_text(
            assessed.instrument, question.code, state, None if value != value else value, language
        ),
        mark=_mark(state, value, language),
        points=Figure(points, decimal(points, language)),
        weight=short(weight, language, 3),
        counts=_counts(assessed, question, language),
        proof=_proof(assessed, answer, points, language),
        note="" if answer is None else answer.note,
        evidence="" if answer is None else answer.evidence,
        cell=_cell(answer),
    )


def _mark(state: State, value: float, language: str) -> Mark:
    if state is not State.ANSWERED or value != value:
        return Mark(Standing.UNKNOWN, f"– {say('earns nothing', language)}")
    if value >= 1 - _LEAST:
        return Mark(Standing.PASSING, f"✓ {say('full marks', language)}")
    if value <= _LEAST:
        return Mark(Standing.FAILING, f"✕ {say('earns nothing', language)}")
    return Mark(Standing.CLOSE, f"▲ {say('part of it', language)}")


def _counts(assessed: Assessed, question: Node, language: str) -> tuple[str, ...]:
    """What was counted below a ratio, as typed."""
    answers = assessed.reading.answers
    return tuple(
        f"{node.label.say(language)}: {counted.raw}"
        for node in assessed.instrument.children[question.code]
        if (counted := answers.get(node.code)) is not None and counted.raw
    )


def _proof(assessed: Assessed, answer: Answer | None, points: float, language: str) -> str:
    if not shows_evidence(assessed.reading) or points <= _LEAST:
        return ""
    if is_proven(answer):
        return say("with evidence", language)
    return say("without evidence", language)


def _cell(answer: Answer | None) -> str:
    if answer is None or answer.cell is None:
        return ""
    return f"{answer.sheet}!{answer.cell}" if answer.sheet else answer.cell
