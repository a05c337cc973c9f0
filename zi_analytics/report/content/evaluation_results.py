"""The results of an evaluation: what the unit claimed, what was found, and the limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.overview import rules
from zi_analytics.analysis.periods import Part, parts
from zi_analytics.analysis.sentences import headline, predicate_text
from zi_analytics.analysis.standing import Standing
from zi_analytics.analysis.weak_text import answer_text
from zi_analytics.instrument.model import Level, Node
from zi_analytics.language.numbers import below, decimal, percent, short, signed
from zi_analytics.language.wording import say, say_many
from zi_analytics.report.content.gathering import Evaluation
from zi_analytics.report.content.model import (
    Cell,
    Chart,
    Figure,
    Kind,
    Role,
    Section,
    Series,
    Table,
    Topic,
)
from zi_analytics.report.content.sources import answer_note, full_article, shown_text, weights_note
from zi_analytics.report.content.state import mark
from zi_analytics.workbook.reading import State

MOST_CHANGED = 20
_LEAST = 1e-9
_ABOVE = (Level.TOTAL, Level.COMPONENT, Level.ASPECT)
_SEEN = 0.005
"""Less than what shows in the second decimal."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that both answered and not alike: the values, and their difference in points."""

    question: Node
    points: float
    before: float
    after: float


def result_sections(found: Evaluation, predicate: str | None, language: str) -> Iterator[Section]:
    """Points by component and area, the answers that were judged otherwise, the limits."""
    yield _points_section(found, language)
    gaps = _part_gaps(found)
    if any(abs(gap) >= _SEEN for _, gap in gaps):
        yield _gaps_section(gaps, language)
    changed = _changed(found)
    if changed:
        yield _changed_section(found, changed, language)
    if predicate is not None:
        yield _limits_section(found.found.assessed, predicate, language)


def _points_section(found: Evaluation, language: str) -> Section:
    assessed, claimed = found.found.assessed, found.claimed
    title, lines = headline(assessed, language), [headline(assessed, language)]
    if claimed is not None:
        title = say(
            "The unit claims {claimed} points, the assessors find {found} ({difference})",
            language,
            claimed=decimal(claimed.total, language),
            found=decimal(assessed.total, language),
            difference=signed(assessed.total - claimed.total, language),
        )
        lines.append(_blank_text(found, language))
    return Section(
        Topic.RESULTS,
        title,
        tuple(filter(None, lines)),
        table=_points_table(assessed, claimed, language),
        notes=(weights_note(assessed.instrument, language),),
    )


def _blank_text(found: Evaluation, language: str) -> str:
    """How many of the unit's answers the assessors left without one of their own."""
    assert found.claimed is not None
    left = sum(
        answer.state is State.ANSWERED and not _is_answered(found.found.assessed, code)
        for code, answer in found.claimed.reading.answers.items()
        if code in {question.code for question in found.claimed.instrument.questions}
    )
    if not left:
        return ""
    return say_many(
        "{number} answer of the unit has not been judged yet; it counts as unanswered here.",
        "{number} answers of the unit have not been judged yet; they count as unanswered here.",
        left,
        language,
    )


def _is_answered(assessed: Assessed, code: str) -> bool:
    answer = assessed.reading.answers.get(code)
    return answer is not None and answer.state is State.ANSWERED


def _points_table(assessed: Assessed, claimed: Assessed | None, language: str) -> Table:
    instrument = assessed.instrument
    header = (
        say("Component, aspect, area or result", language),
        say("Weight", language),
        *([say("Unit", language)] if claimed is not None else []),
        say("Assessors", language),
        *([say("Difference", language)] if claimed is not None else []),
        say("Share", language),
    )
    groups: list[tuple[str, tuple[str, ...]]] = [
        (_node_text(node, language), (node.code,))
        for node in instrument.nodes
        if node.level in _ABOVE
    ]
    groups += [(part.label.say(language), part.nodes) for part in parts(instrument)]
    rows = []
    for name, nodes in groups:
        weight = fsum(instrument.node[code].weight or 0.0 for code in nodes)
        points = fsum(assessed.points[code] for code in nodes)
        row: list[Cell] = [name, Figure(weight, short(weight, language))]
        if claimed is not None:
            before = fsum(claimed.points[code] for code in nodes)
            row.append(Figure(before, decimal(before, language)))
        row.append(Figure(points, decimal(points, language)))
        if claimed is not None:
            row.append(Figure(points - before, signed(points - before, language)))
        row.append(Figure(points / weight, percent(points / weight, language)))
        rows.append(tuple(row))
    between = (1.5, 1.6, 1.5) if claimed is not None else (1.6,)
    return Table(
        header,
        (5.4, 1.3, *between, 1.4),
        tuple(rows),
        say("Points by component, area and result", language),
    )


def _node_text(node: Node, language: str) -> str:
    label = node.label.say(language)
    return label if node.level is Level.TOTAL else f"{node.code} {label}"


def _part_gaps(found: Evaluation) -> list[tuple[Part, float]]:
    """Every area and result with the points of the assessors less those of the unit."""
    if found.claimed is None:
        return []
    now, before = found.found.assessed.points, found.claimed.points
    return [
        (part, fsum(now[code] - before[code] for code in part.nodes))
        for part in parts(found.claimed.instrument)
    ]


def _gaps_section(gaps: list[tuple[Part, float]], language: str) -> Section:
    part, widest = max(gaps, key=lambda one: abs(one[1]))
    names = tuple(one.label.say(language) for one, _ in gaps)
    values = tuple(gap for _, gap in gaps)
    text = "; ".join(
        f"{name} {signed(value, language)}" for name, value in zip(names, values, strict=True)
    )
    return Section(
        Topic.RESULTS,
        say(
            "Unit and assessors are furthest apart in {area} ({points} points)",
            language,
            area=part.label.say(language),
            points=signed(widest, language),
        ),
        chart=Chart(
            kind=Kind.BARS,
            categories=names,
            series=(Series(say("Change in points", language), Role.CHANGE, values),),
            unit=say("points", language),
            text=f"{text}.",
            caption=say("Points of the assessors less those of the unit", language),
        ),
    )


def _changed(found: Evaluation) -> list[Changed]:
    """Where both answered and differ, the most points first."""
    if found.claimed is None:
        return []
    assessed, claimed = found.found.assessed, found.claimed
    changed = [
        Changed(question, (after - before) * (question.weight or 0.0), before, after)
        for question, before, after in zip(
            assessed.instrument.questions,
            claimed.values.tolist(),
            assessed.values.tolist(),
            strict=True,
        )
        if abs(after - before) > _LEAST
    ]
    return sorted(changed, key=lambda one: (-abs(round(one.points, 9)), one.question.code))


def _changed_section(found: Evaluation, changed: list[Changed], language: str) -> Section:
    assert found.claimed is not None
    assessed = found.found.assessed
    lowered = sum(one.points < 0 for one in changed)
    shown = changed[:MOST_CHANGED]
    answers, claims = assessed.reading.answers, found.claimed.reading.answers
    return Section(
        Topic.RESULTS,
        say_many(
            "{number} answer was judged otherwise, {lowered} of them lower",
            "{number} answers were judged otherwise, {lowered} of them lower",
            len(changed),
            language,
            lowered=lowered,
        ),
        tuple(filter(None, (shown_text(len(shown), len(changed), language),))),
        table=Table(
            (
                say("Question", language),
                say("Unit", language),
                say("Assessors", language),
                say("Points", language),
                say("Note of the assessors", language),
            ),
            (5, 1.4, 1.5, 1.3, 4.2),
            tuple(
                (
                    f"{one.question.code} {one.question.label.say(language)}",
                    _answer(assessed, one.question, one.before, language),
                    _answer(assessed, one.question, one.after, language),
                    Figure(one.points, signed(one.points, language)),
                    answers[one.question.code].note or None,
                )
                for one in shown
            ),
            say("Answers that the assessors judged otherwise", language),
        ),
        notes=tuple(
            say(
                "unit {unit}; assessors {assessors}",
                language,
                unit=answer_note(claims.get(one.question.code), one.question.code, language),
                assessors=answer_note(answers.get(one.question.code), one.question.code, language),
            )
            for one in shown
        ),
    )


def _answer(assessed: Assessed, question: Node, value: float, language: str) -> str:
    return answer_text(assessed.instrument, question.code, State.ANSWERED, value, language)


def _limits_section(assessed: Assessed, predicate: str, language: str) -> Section:
    """Every rule of the predicate with its article."""
    label = predicate_text(assessed.instrument, predicate, language)
    judged = rules(assessed, assessed.verdict(predicate))
    met = sum(rule.standing is Standing.PASSING for rule in judged)
    return Section(
        Topic.RESULTS,
        say(
            "{met} of {number} rules of {predicate} are met.",
            language,
            met=met,
            number=len(judged),
            predicate=label,
        ).removesuffix("."),
        table=Table(
            (
                say("Rule", language),
                say("Limit", language),
                say("Points", language),
                say("Standing", language),
                say("Article", language),
            ),
            (4.4, 1.3, 1.4, 2.0, 4.2),
            tuple(
                (
                    rule.limit.label.say(language),
                    Figure(rule.needed, decimal(rule.needed, language)),
                    Figure(rule.reached, below(rule.reached, rule.needed, language)),
                    mark(rule.standing, language),
                    full_article(rule.limit.article),
                )
                for rule in judged
            ),
            say("Limits of {predicate} and what is reached", language, predicate=label),
        ),
    )
