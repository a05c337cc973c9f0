"""The questions that assessments beside each other answer otherwise, with the cells of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.beside import Line, lines
from zi_analytics.analysis.beside_text import given_text
from zi_analytics.instrument.model import Level
from zi_analytics.language.numbers import decimal
from zi_analytics.language.wording import say, say_many
from zi_analytics.report.content.model import Figure, Section, Table, Topic
from zi_analytics.report.content.sources import answer_note

MOST_QUESTIONS = 20


def _differing(sides: Sequence[Assessed]) -> list[Line]:
    """The questions whose answers differ, those first that are furthest apart in points."""
    found = [
        line for line in lines(sides).values() if line.level is Level.QUESTION and line.differs
    ]
    return sorted(found, key=lambda line: (-round(_width(line), 9), line.code))


def _width(line: Line) -> float:
    return max(line.points) - min(line.points)


def differing_sections(
    sides: Sequence[Assessed], names: Sequence[str], language: str
) -> Iterator[Section]:
    """Nothing where all answers are alike; ``names`` tell the sides apart."""
    differing = _differing(sides)
    if not differing:
        return
    shown = differing[:MOST_QUESTIONS]
    instrument = sides[0].instrument
    said = ""
    if len(shown) < len(differing):
        said = say(
            "Shown are the {number} that are furthest apart in points.",
            language,
            number=len(shown),
        )
    yield Section(
        Topic.DIFFERENCES,
        say_many("{number} answer differs", "{number} answers differ", len(differing), language),
        (said,) if said else (),
        table=Table(
            (say("Question", language), *names, say("Points apart", language)),
            (5.0, *(1.9 for _ in names), 1.6),
            tuple(
                (
                    f"{line.code} {line.label.say(language)}",
                    *(given_text(instrument, line.code, one, language) for one in line.answers),
                    Figure(_width(line), decimal(_width(line), language)),
                )
                for line in shown
            ),
            say("Answers that differ", language),
        ),
        notes=tuple(
            "; ".join(
                f"{name} {answer_note(one.reading.answers.get(line.code), line.code, language)}"
                for name, one in zip(names, sides, strict=True)
            )
            for line in shown
        ),
    )
