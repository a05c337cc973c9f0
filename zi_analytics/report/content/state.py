"""Where a unit stands: the total, every rule, the areas, and what holds the predicate back."""

from __future__ import annotations

from collections.abc import Sequence

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.overview import AreaRow, Closing, Rule, closing
from zi_analytics.analysis.sentences import (
    STANDINGS,
    area_title,
    closing_answers_text,
    closing_text,
    headline,
    proven_text,
)
from zi_analytics.analysis.standing import Standing, standing_towards
from zi_analytics.analysis.weak import ROOT
from zi_analytics.language.numbers import below, decimal, needed, short
from zi_analytics.language.wording import say, say_many
from zi_analytics.report.content.model import (
    Chart,
    Figure,
    Kind,
    Link,
    Mark,
    Role,
    Section,
    Series,
    Table,
    Topic,
)
from zi_analytics.report.content.sources import article_note, weights_note


def mark(standing: Standing, language: str) -> Mark:
    """A standing with its mark and word."""
    symbol, word = STANDINGS[standing]
    return Mark(standing, f"{symbol} {say(word, language)}")


def state_section(
    assessed: Assessed, rules: Sequence[Rule], predicate: str, language: str
) -> Section:
    """How many points, passed or not. ``rules`` are those of ``predicate``, a label."""
    lines = [proven_text(assessed, language)]
    if rules:
        met = sum(rule.standing is Standing.PASSING for rule in rules)
        lines.append(
            say(
                "{met} of {number} rules of {predicate} are met.",
                language,
                met=met,
                number=len(rules),
                predicate=predicate,
            )
        )
    questions = len(assessed.instrument.questions)
    if assessed.instrument.asks_questions:
        lines.append(
            say(
                "{answered} of {questions} questions are answered.",
                language,
                answered=assessed.answered,
                questions=questions,
            )
        )
    return Section(
        topic=Topic.STATE,
        title=headline(assessed, language),
        lines=tuple(lines),
        big=Figure(assessed.total, decimal(assessed.total, language)),
        standing=standing_towards(assessed.verdicts),
        notes=(weights_note(assessed.instrument, language),),
        links=(Link(say("all lost points", language), ROOT),),
    )


def rules_section(rules: Sequence[Rule], predicate: str, language: str) -> Section:
    """Every rule of a predicate with what was reached, in points."""
    missed = sum(rule.standing is not Standing.PASSING for rule in rules)
    title = (
        say_many(
            "{number} rule of {predicate} is not met yet",
            "{number} rules of {predicate} are not met yet",
            missed,
            language,
            predicate=predicate,
        )
        if missed
        else say("Every rule of {predicate} is met", language, predicate=predicate)
    )
    header = (
        say("Rule", language),
        say("Points", language),
        say("Limit", language),
        say("Missing points", language),
        say("Standing", language),
    )
    rows = tuple(
        (
            rule.limit.label.say(language),
            Figure(rule.reached, below(rule.reached, rule.needed, language)),
            Figure(rule.needed, decimal(rule.needed, language)),
            Figure(rule.missing, needed(rule.missing, language)) if rule.missing else None,
            mark(rule.standing, language),
        )
        for rule in rules
    )
    return Section(
        topic=Topic.RULES,
        title=title,
        table=Table(
            header,
            (5, 1.6, 1.6, 1.8, 2),
            rows,
            say("Limits of {predicate} and what is reached", language, predicate=predicate),
            _rule_links(rules, language),
        ),
        notes=(article_note([rule.limit.article for rule in rules], language),),
    )


def areas_sections(
    rows: Sequence[AreaRow], predicate: str, language: str
) -> tuple[Section, Section]:
    """The areas as a picture and in figures; ``predicate`` is a label, "" without limits."""
    notes = tuple(
        [article_note([row.article for row in rows if row.article], language)]
        if any(row.article for row in rows)
        else ()
    )
    met = sum(row.standing is Standing.PASSING for row in rows)
    bounded = any(row.needed is not None for row in rows)
    drawn = Section(
        topic=Topic.AREAS,
        title=area_title(tuple(rows), predicate, language)
        if bounded
        else say("The areas, with what is still open in each", language),
        chart=_areas_chart(rows, predicate, language),
        notes=notes,
        links=_area_links(rows, language),
    )
    title = (
        say(
            "{met} of {number} areas meet the limit of {predicate}",
            language,
            met=met,
            number=len(rows),
            predicate=predicate,
        )
        if bounded
        else say("The areas in figures", language)
    )
    return drawn, Section(Topic.AREAS, title, table=_areas_table(rows, language), notes=notes)


def _areas_chart(rows: Sequence[AreaRow], predicate: str, language: str) -> Chart:
    series = [
        Series(
            say("fulfilment", language),
            Role.FULFILMENT,
            tuple(row.fulfilment.points for row in rows),
        )
    ]
    if any(row.reform is not None for row in rows):
        reform = tuple(None if row.reform is None else row.reform.points for row in rows)
        series.append(Series(say("reform", language), Role.REFORM, reform))
    left = tuple(max(row.weight - row.points, 0.0) for row in rows)
    series.append(Series(say("up to full marks", language), Role.OPEN, left))
    if any(row.needed is not None for row in rows):
        name = say("limit of {predicate}", language, predicate=predicate)
        series.append(Series(name, Role.LIMIT, tuple(row.needed for row in rows)))
    said = "; ".join(
        say(
            "{area} {points} of {weight} points, limit {limit}: {standing}",
            language,
            area=row.area.label.say(language),
            points=decimal(row.points, language),
            weight=short(row.weight, language),
            limit="–" if row.needed is None else decimal(row.needed, language),
            standing=say(STANDINGS[row.standing][1], language),
        )
        for row in rows
    )
    return Chart(
        kind=Kind.STACKED,
        categories=tuple(
            f"{STANDINGS[row.standing][0]} {row.area.label.say(language)}" for row in rows
        ),
        series=tuple(series),
        unit=say("points", language),
        text=f"{said}.",
        caption=say("Points of the areas, limit and full marks", language),
    )


def _areas_table(rows: Sequence[AreaRow], language: str) -> Table:
    header = (
        say("Area", language),
        say("Fulfilment", language),
        say("Reform", language),
        say("Points", language),
        say("Weight", language),
        say("Limit", language),
        say("Standing", language),
    )
    return Table(
        header,
        (3.3, 1.8, 1.4, 1.3, 1.3, 1.3, 2.2),
        tuple(
            (
                f"{row.area.code} {row.area.label.say(language)}",
                Figure(row.fulfilment.points, decimal(row.fulfilment.points, language)),
                None
                if row.reform is None
                else Figure(row.reform.points, decimal(row.reform.points, language)),
                Figure(
                    row.points,
                    decimal(row.points, language)
                    if row.needed is None
                    else below(row.points, row.needed, language),
                ),
                Figure(row.weight, short(row.weight, language)),
                None if row.needed is None else Figure(row.needed, decimal(row.needed, language)),
                mark(row.standing, language),
            )
            for row in rows
        ),
        say("Points of the areas by aspect", language),
        _area_links(rows, language),
    )


def _area_links(rows: Sequence[AreaRow], language: str) -> tuple[Link, ...]:
    return tuple(Link(row.area.label.say(language), row.fulfilment.node) for row in rows)


def _rule_links(rules: Sequence[Rule], language: str) -> tuple[Link, ...]:
    """A rule about several nodes rests on all of them: it leads to the whole."""
    return tuple(
        Link(
            rule.limit.label.say(language),
            rule.limit.nodes[0] if len(rule.limit.nodes) == 1 else ROOT,
        )
        for rule in rules
    )


def held_back_section(assessed: Assessed, behind: Sequence[Rule], language: str) -> Section:
    """The rules that are not met, the furthest behind first, and what closes each."""
    found = [closing(assessed, rule) for rule in behind]
    header = (
        say("Rule", language),
        say("Points", language),
        say("Limit", language),
        say("Missing points", language),
        say("What closes it", language),
    )
    rows = tuple(
        (
            one.rule.limit.label.say(language),
            Figure(one.rule.reached, below(one.rule.reached, one.rule.needed, language)),
            Figure(one.rule.needed, decimal(one.rule.needed, language)),
            Figure(one.rule.missing, needed(one.rule.missing, language)),
            _closes(one, language),
        )
        for one in found
    )
    answers = closing_answers_text(found[0], language)
    codes = dict.fromkeys(gain.question.code for one in found for gain in one.answers)
    return Section(
        topic=Topic.HELD_BACK,
        title=closing_text(found[0], language),
        lines=(answers,) if answers else (),
        table=Table(
            header,
            (3.6, 1.3, 1.3, 1.6, 4.6),
            rows,
            say("Rules that are not met, the furthest behind first", language),
            _rule_links(behind, language),
        ),
        notes=(article_note([rule.limit.article for rule in behind], language),),
        links=tuple(Link(code, code) for code in codes),
    )


def _closes(found: Closing, language: str) -> str:
    """What closes a rule, in a cell: an index, or the codes of the fewest questions."""
    if found.index is not None and found.index_needed is not None:
        return say(
            "index from {index} to {needed}",
            language,
            index=below(found.index, found.index_needed, language),
            needed=decimal(found.index_needed, language),
        )
    return say_many(
        "{number} full mark: {codes}",
        "{number} full marks: {codes}",
        len(found.answers),
        language,
        codes=", ".join(gain.question.code for gain in found.answers),
    )
