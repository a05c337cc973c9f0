"""What the points stand on: claimed, with evidence, and lowest; the answers without evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.doubt_text import open_text, predicates_text, proof_headline
from zi_analytics.analysis.evidence import shows_evidence
from zi_analytics.analysis.inspected import Joined
from zi_analytics.analysis.proof import Bare, Proof
from zi_analytics.analysis.sentences import predicate_text
from zi_analytics.analysis.weak_text import answer_text
from zi_analytics.language.numbers import decimal, short
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
from zi_analytics.report.content.sources import answer_note, shown_text

MOST = 8


def evidence_sections(
    assessed: Assessed, proof: Proof, joined: Joined, bare: Sequence[Bare], language: str
) -> Iterator[Section]:
    """Nothing where the worksheet has no place for evidence or shows none at all."""
    if not shows_evidence(assessed.reading):
        return
    doubtful = joined.doubtful
    carried = fsum(
        point
        for question, value in zip(assessed.instrument.questions, assessed.values, strict=True)
        if question.code in doubtful and (point := float(value) * (question.weight or 0.0)) > 0
    )
    yield Section(
        topic=Topic.EVIDENCE,
        title=proof_headline(proof, language),
        lines=(
            predicates_text(assessed.instrument, proof, language),
            open_text(len(joined.open), len(doubtful), carried, language),
        ),
        chart=_three_numbers(assessed, proof, language),
        notes=(
            say(
                "With evidence: only answers with a link or a named document beside them. If the "
                "doubtful are refused: without those that nobody has looked into.",
                language,
            ),
        ),
    )
    if bare:
        yield Section(
            topic=Topic.EVIDENCE,
            title=say_many(
                "{number} answer without evidence carries {points} points",
                "{number} answers without evidence carry {points} points",
                len(bare),
                language,
                points=decimal(fsum(one.points for one in bare), language),
            ),
            lines=tuple(filter(None, (shown_text(MOST, len(bare), language),))),
            table=_bare_table(assessed, bare, language),
            notes=tuple(
                answer_note(one.answer, one.question.code, language) for one in bare[:MOST]
            ),
        )


def _three_numbers(assessed: Assessed, proof: Proof, language: str) -> Chart:
    total = proof.total
    names = (
        say("claimed", language),
        say("with evidence", language),
        say("if the doubtful are refused", language),
    )
    values = (total.claimed, total.proven, total.lowest)
    limits = tuple(
        Series(
            say(
                "limit of {predicate}: {points}",
                language,
                predicate=predicate_text(assessed.instrument, code, language),
                points=short(asked, language),
            ),
            Role.LIMIT,
            (asked,) * len(values),
        )
        for code, asked in total.limits
    )
    text = "; ".join(
        f"{name} {decimal(value, language)}" for name, value in zip(names, values, strict=True)
    )
    return Chart(
        kind=Kind.COLUMNS,
        categories=names,
        series=(Series(say("points", language), Role.MAIN, values), *limits),
        unit=say("points", language),
        text=f"{text}.",
        caption=say("Points claimed, with evidence, and without the doubtful", language),
    )


def _bare_table(assessed: Assessed, bare: Sequence[Bare], language: str) -> Table:
    return Table(
        (
            say("Question", language),
            say("Answer", language),
            say("Cell", language),
            say("Points", language),
        ),
        (7, 1.8, 1.6, 1.4),
        tuple(
            (
                f"{one.question.code} {one.question.label.say(language)}",
                answer_text(
                    assessed.instrument, one.question.code, one.answer.state, one.value, language
                ),
                one.answer.cell,
                Figure(one.points, decimal(one.points, language)),
            )
            for one in bare[:MOST]
        ),
        say("Answers without evidence and the points they carry", language),
        tuple(Link(one.question.code, one.question.code) for one in bare[:MOST]),
    )
