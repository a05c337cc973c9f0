"""Where points are lost, and the questions that the meeting has to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.sentences import better_text, current_text
from zi_analytics.analysis.weak import Weak, places, weak_answers
from zi_analytics.analysis.weak_text import lost_headline
from zi_analytics.language.numbers import decimal, points
from zi_analytics.language.wording import say, say_many
from zi_analytics.report.content.model import (
    Chart,
    Figure,
    Kind,
    Link,
    Role,
    Section,
    Series,
    Table,
    Topic,
)
from zi_analytics.report.content.sources import answer_note, weights_note

MOST = 7
"""Questions that one meeting can decide."""


def question_sections(assessed: Assessed, language: str) -> Iterator[Section]:
    """Nothing where no point is lost; a short form has areas, but no questions to decide."""
    weak = weak_answers(assessed)
    if not weak:
        return
    notes = (weights_note(assessed.instrument, language),)
    known = places(assessed)
    yield Section(
        topic=Topic.QUESTIONS,
        title=lost_headline(assessed, weak, language),
        chart=_lost_chart(assessed, weak, language),
        notes=notes,
        links=tuple(Link(known[code].label.say(language), code) for code, _ in _lost_by_area(weak)),
    )
    if not assessed.instrument.asks_questions:
        return
    first = weak[:MOST]
    answers = assessed.reading.answers
    yield Section(
        topic=Topic.QUESTIONS,
        title=say_many(
            "To decide: {number} answer, one step better, brings {points}",
            "To decide: {number} answers, each one step better, bring {points}",
            len(first),
            language,
            points=points(fsum(one.gain.points for one in first), language),
        ),
        table=_decide_table(first, language),
        notes=(
            *notes,
            *(
                answer_note(answers.get(one.gain.question.code), one.gain.question.code, language)
                for one in first
            ),
        ),
    )


def _lost_by_area(weak: Sequence[Weak]) -> list[tuple[str, float]]:
    """Areas and results with the points lost in each, the most first."""
    lost: dict[str, float] = {}
    for one in weak:
        lost[one.area] = lost.get(one.area, 0.0) + one.gain.to_full
    return sorted(lost.items(), key=lambda pair: -pair[1])


def _lost_chart(assessed: Assessed, weak: Sequence[Weak], language: str) -> Chart:
    ordered = _lost_by_area(weak)
    known = places(assessed)
    names = tuple(known[code].label.say(language) for code, _ in ordered)
    text = "; ".join(
        f"{name} {decimal(value, language)}"
        for name, (_, value) in zip(names, ordered, strict=True)
    )
    return Chart(
        kind=Kind.BARS,
        categories=names,
        series=(
            Series(say("Lost points", language), Role.MAIN, tuple(value for _, value in ordered)),
        ),
        unit=say("points", language),
        text=f"{text}.",
        caption=say("Points lost by area and result", language),
    )


def _decide_table(first: Sequence[Weak], language: str) -> Table:
    return Table(
        (
            say("Question", language),
            say("Now", language),
            say("Next step", language),
            say("Points to gain", language),
        ),
        (7, 1.8, 1.8, 1.8),
        tuple(
            (
                f"{one.gain.question.code} {one.gain.question.label.say(language)}",
                current_text(one.gain, language),
                better_text(one.gain, language),
                Figure(one.gain.points, decimal(one.gain.points, language)),
            )
            for one in first
        ),
        say("Answers to improve first", language),
        tuple(Link(one.gain.question.code, one.gain.question.code) for one in first),
    )
