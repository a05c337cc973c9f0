"""How much work a step is: the instrument's estimate, or what the user put in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zi_analytics.instrument.model import AnswerKind, Effort, Instrument, Node, Text

EQUAL = 1.0
"""Where an instrument estimates nothing, every step is as much work as any other."""
_STEPS = {AnswerKind.RATIO: 0.1, AnswerKind.FIGURE: 0.1, AnswerKind.INDEX: 0.05}


@dataclass(frozen=True, slots=True)
class Pace:
    """The effort of one step, how long a step is where there are no options, and why."""

    effort: float
    step: float
    reason: Text | None


def paces(instrument: Instrument, chosen: Mapping[str, float]) -> tuple[Pace, ...]:
    """The pace of every question; ``chosen`` efforts by question replace the estimate."""
    return tuple(_pace(instrument, question, chosen) for question in instrument.questions)


def _pace(instrument: Instrument, question: Node, chosen: Mapping[str, float]) -> Pace:
    known = _known(instrument, question)
    kind = instrument.type_of(question.code).kind
    step = (known.step if known else None) or _STEPS.get(kind, 1.0)
    if question.code in chosen:
        return Pace(chosen[question.code], step, None)
    return Pace(known.effort, step, known.reason) if known else Pace(EQUAL, step, None)


def _known(instrument: Instrument, question: Node) -> Effort | None:
    """The estimate that stands nearest above the question in the tree."""
    place: str | None = question.code
    while place is not None:
        for effort in instrument.efforts:
            if (effort.node, effort.answer_type) == (place, question.answer_type):
                return effort
        place = instrument.node[place].parent
    return None
