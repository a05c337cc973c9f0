"""Weak areas in sentences: for the page, and for whoever writes the same thing on paper."""

from __future__ import annotations

from collections.abc import Sequence

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.peers import FullMarks
from zi_analytics.analysis.sentences import STATES, option_text, value_text
from zi_analytics.analysis.weak import MOST, Aspect, Weak, Weakness, pareto
from zi_analytics.instrument.model import Instrument
from zi_analytics.language.numbers import decimal, percent
from zi_analytics.language.wording import msg, say, say_many
from zi_analytics.workbook.reading import State

WEAKNESSES: dict[Weakness, str] = {
    Weakness.NO_EVIDENCE: msg("Without evidence"),
    Weakness.UNANSWERED: msg("Unanswered"),
    Weakness.CLOSE: msg("One step away"),
}
ASPECTS: dict[Aspect, str] = {
    Aspect.FULFILMENT: msg("Fulfilment"),
    Aspect.REFORM: msg("Reform"),
    Aspect.RESULT: msg("Result"),
}


def lost_headline(assessed: Assessed, answers: Sequence[Weak], language: str) -> str:
    """How much is lost, and how few answers carry most of it. ``answers`` are all that lose."""
    if not answers:
        total = decimal(assessed.total, language)
        return say("No point is lost: {total} of 100.", language, total=total)
    few = len(pareto(answers))
    share = percent(MOST, language)
    lost = decimal(sum(one.gain.to_full for one in answers), language)
    if not assessed.instrument.asks_questions:
        return say_many(
            "{lost} points are still lost; {number} area carries {share} of it.",
            "{lost} points are still lost; {number} areas carry {share} of it.",
            few,
            language,
            lost=lost,
            share=share,
        )
    return say_many(
        "{lost} points are still lost; {number} question carries {share} of it.",
        "{lost} points are still lost; {number} questions carry {share} of it.",
        few,
        language,
        lost=lost,
        share=share,
    )


def answer_text(
    instrument: Instrument, code: str, state: State, value: float | None, language: str
) -> str:
    """An answer to question ``code`` as its reader knows it: the option, the share, the index."""
    if state is not State.ANSWERED or value is None:
        return say(STATES[state], language)
    answer_type = instrument.type_of(code)
    for option in answer_type.options:
        if abs(option.value - value) < 1e-9:
            return option_text(option.key, language)
    return value_text(answer_type.kind, value, language)


def full_marks_text(found: FullMarks, kind: str, language: str) -> str:
    """How many units of the kind have full marks."""
    if not found.asked:
        return say("No other unit of the kind {kind} is stored.", language, kind=kind)
    return say(
        "{number} of {asked} other units of the kind {kind} have full marks for it.",
        language,
        number=len(found.units),
        asked=found.asked,
        kind=kind,
    )
