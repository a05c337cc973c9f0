"""What changed since the period before: the total over time, the areas, the questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zi_analytics.analysis.periods import Moment, total_limits
from zi_analytics.analysis.sentences import predicate_text
from zi_analytics.analysis.trend import Comparison, Kind, compare
from zi_analytics.analysis.trend_sentences import (
    KINDS,
    SAME,
    part_text,
    predicate_way,
    side_text,
    split_text,
    trend_headline,
    waterfall_title,
)
from zi_analytics.language.numbers import decimal, period_short, period_text, short, signed
from zi_analytics.language.wording import say, say_many
from zi_analytics.report.content import model
from zi_analytics.report.content.model import (
    Chart,
    Figure,
    Link,
    Role,
    Section,
    Series,
    Table,
    Topic,
)
from zi_analytics.report.content.sources import shown_text

MOST_PERIODS = 12
MOST_QUESTIONS = 8


def changed_sections(moments: Sequence[Moment], language: str) -> Iterator[Section]:
    """Nothing where there is only one period. The last moment is the one reported."""
    if len(moments) < 2:
        return
    found = compare(moments[-2], moments[-1])
    lines = [predicate_way(found, language)]
    if found.instrument_changed:
        lines.append(split_text(found, language))
    notes = (
        say(
            "Compared: {before} and {after}, from the stored answers of both.",
            language,
            before=period_text(found.before.period, language),
            after=period_text(found.after.period, language),
        ),
    )
    yield Section(
        topic=Topic.CHANGED,
        title=trend_headline(found, True, language),
        lines=tuple(lines),
        chart=_trend_chart(moments[-MOST_PERIODS:], language),
        notes=notes,
    )
    if any(abs(part.own) >= SAME for part in found.parts):
        yield Section(
            topic=Topic.CHANGED,
            title=waterfall_title(found, language),
            chart=_parts_chart(found, language),
            notes=notes,
            links=tuple(
                Link(part_text(part, language), part.part.nodes[0])
                for part in found.parts
                if part.after is not None and abs(part.own) >= SAME
            ),
        )
    changed = [one for one in found.questions if one.kind is not Kind.SAME]
    if changed:
        yield Section(
            topic=Topic.CHANGED,
            title=_questions_title(found, language),
            lines=tuple(filter(None, (shown_text(MOST_QUESTIONS, len(changed), language),))),
            table=_questions_table(found, language),
            notes=notes,
        )


def _trend_chart(moments: Sequence[Moment], language: str) -> Chart:
    last = moments[-1].instrument
    totals = Series(say("Total", language), Role.MAIN, tuple(moment.total for moment in moments))
    asked = [dict(total_limits(moment.instrument)) for moment in moments]
    limits = tuple(
        Series(
            say(
                "limit of {predicate}: {points}",
                language,
                predicate=predicate_text(last, code, language),
                points=short(minimum, language),
            ),
            Role.LIMIT,
            tuple(one.get(code) for one in asked),
        )
        for code, minimum in total_limits(last)
    )
    text = "; ".join(
        f"{period_text(moment.period, language)} {decimal(moment.total, language)}"
        for moment in moments
    )
    return Chart(
        kind=model.Kind.LINE,
        categories=tuple(period_short(moment.period, language) for moment in moments),
        series=(totals, *limits),
        unit=say("points", language),
        text=f"{text}.",
        caption=say("Total of each period", language),
    )


def _parts_chart(found: Comparison, language: str) -> Chart:
    names = tuple(part_text(part, language) for part in found.parts)
    values = tuple(part.own for part in found.parts)
    text = "; ".join(
        f"{name} {signed(value, language)}" for name, value in zip(names, values, strict=True)
    )
    return Chart(
        kind=model.Kind.BARS,
        categories=names,
        series=(Series(say("Change in points", language), Role.CHANGE, values),),
        unit=say("points", language),
        text=f"{text}.",
        caption=say("Change of areas and results in points", language),
    )


def _questions_title(found: Comparison, language: str) -> str:
    better = sum(one.kind is Kind.IMPROVED for one in found.questions)
    worse = sum(one.kind is Kind.FELL for one in found.questions)
    return say_many(
        "{number} answer improved, {worse} fell",
        "{number} answers improved, {worse} fell",
        better,
        language,
        worse=worse,
    )


def _questions_table(found: Comparison, language: str) -> Table:
    moved = [one for one in found.questions if one.kind is not Kind.SAME]
    moved.sort(key=lambda one: -abs(one.points))
    return Table(
        (
            say("Question", language),
            period_short(found.before.period, language),
            period_short(found.after.period, language),
            say("What became of it", language),
            say("Points", language),
        ),
        (5.6, 1.7, 1.7, 2.1, 1.3),
        tuple(
            (
                f"{one.question.code} {one.question.label.say(language)}",
                side_text(one.before, language),
                side_text(one.after, language),
                " ".join((KINDS[one.kind][0], say(KINDS[one.kind][1], language))),
                Figure(one.points, signed(one.points, language)),
            )
            for one in moved[:MOST_QUESTIONS]
        ),
        say("Answers that changed", language),
        tuple(
            Link(one.question.code, one.question.code if one.after else "")
            for one in moved[:MOST_QUESTIONS]
        ),
    )
