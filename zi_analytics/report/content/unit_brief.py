"""One unit on one page."""

from __future__ import annotations

from collections.abc import Sequence

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.doubt_text import highest_text
from zi_analytics.analysis.evidence import shows_evidence
from zi_analytics.analysis.overview import AreaRow, Rule, areas, closing, holding_back
from zi_analytics.analysis.sentences import (
    STANDINGS,
    area_title,
    better_text,
    closing_answers_text,
    closing_text,
    current_text,
    headline,
    predicate_text,
)
from zi_analytics.analysis.standing import standing_towards
from zi_analytics.analysis.weak import weak_answers
from zi_analytics.language.numbers import below, decimal, short, signed
from zi_analytics.language.wording import say, say_many
from zi_analytics.report.content.brief import Bar, Brief, Item, Number
from zi_analytics.report.content.gathering import UnitMaterial
from zi_analytics.report.content.model import Figure
from zi_analytics.report.content.sources import context_of, origin_note

MOST = 5
"""Answers worth most: what a team remembers from a chat."""


def unit_brief(found: UnitMaterial, language: str) -> Brief:
    """What a kelurahan sends to its group: the same numbers as its report."""
    assessed, revision = found.assessed, found.document.revision
    verdict = assessed.next or (assessed.verdicts[-1] if assessed.verdicts else None)
    code = None if verdict is None else verdict.predicate
    label = "" if code is None else predicate_text(assessed.instrument, code, language)
    behind = () if verdict is None else holding_back(assessed, verdict)
    rows = areas(assessed, code)
    items = _items(assessed, language)
    return Brief(
        language=language,
        subject=found.document.unit_name,
        context=context_of(revision, language),
        stem=f"{revision.unit}-{revision.period}-{revision.assessor}",
        written=revision.saved_at,
        answer=headline(assessed, language),
        big=Figure(assessed.total, decimal(assessed.total, language)),
        of=say("of 100 points", language),
        standing=standing_towards(assessed.verdicts),
        held_title=say("What holds back {predicate}", language, predicate=label) if behind else "",
        held=_held(assessed, behind, language),
        bars_title=area_title(rows, label, language)
        if any(row.needed is not None for row in rows)
        else say("The areas, with what is still open in each", language),
        bars=tuple(_bar(row, language) for row in rows),
        items_title=say_many(
            "The answer worth most",
            "The {number} answers worth most, each one step better",
            len(items),
            language,
        )
        if items
        else "",
        items=items,
        numbers_title=say("What it stands on", language)
        if shows_evidence(assessed.reading)
        else "",
        numbers=_numbers(found, language) if shows_evidence(assessed.reading) else (),
        source=f"{origin_note(found.document, language)} {_article(assessed, rows, language)}",
    )


def _held(assessed: Assessed, behind: Sequence[Rule], language: str) -> tuple[str, ...]:
    """The rule furthest behind, what closes it, and how many more there are."""
    if not behind:
        return ()
    first = closing(assessed, behind[0])
    said = [closing_text(first, language), closing_answers_text(first, language)]
    if len(behind) > 1:
        others = ", ".join(rule.limit.label.say(language) for rule in behind[1:])
        said.append(
            say_many(
                "{number} more rule is not met: {rules}.",
                "{number} more rules are not met: {rules}.",
                len(behind) - 1,
                language,
                rules=others,
            )
        )
    return tuple(one for one in said if one)


def _bar(row: AreaRow, language: str) -> Bar:
    reached = decimal(row.points, language)
    if row.needed is not None:
        reached = below(row.points, row.needed, language)
    text = say("{points} of {weight}", language, points=reached, weight=short(row.weight, language))
    mark = STANDINGS[row.standing][0] if row.needed is not None else ""
    return Bar(
        label=row.area.label.say(language),
        value=row.points,
        whole=row.weight,
        limit=row.needed,
        standing=row.standing,
        text=f"{mark} {text}".strip(),
    )


def _items(assessed: Assessed, language: str) -> tuple[Item, ...]:
    if not assessed.instrument.asks_questions:
        return ()
    return tuple(
        Item(
            text=f"{one.gain.question.code} {one.gain.question.label.say(language)}",
            step=f"{current_text(one.gain, language)} → {better_text(one.gain, language)}",
            worth=Figure(one.gain.points, signed(one.gain.points, language)),
        )
        for one in weak_answers(assessed)[:MOST]
    )


def _numbers(found: UnitMaterial, language: str) -> tuple[Number, ...]:
    proof, instrument = found.proof, found.assessed.instrument
    told = (
        (proof.total.claimed, say("claimed", language), proof.claimed),
        (proof.total.proven, say("with evidence", language), proof.proven),
        (proof.total.lowest, say("if the doubtful are refused", language), proof.lowest),
    )
    return tuple(
        Number(
            Figure(value, decimal(value, language)),
            label,
            highest_text(instrument, verdicts, language),
        )
        for value, label, verdicts in told
    )


def _article(assessed: Assessed, rows: Sequence[AreaRow], language: str) -> str:
    articles = dict.fromkeys(row.article for row in rows if row.article)
    return say(
        "Rule: {articles}.", language, articles="; ".join([assessed.instrument.article, *articles])
    )
