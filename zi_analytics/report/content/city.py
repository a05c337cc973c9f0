"""The report of all units in one period: who reaches what, the matrix, what most of them miss, what
is planned."""

from __future__ import annotations

from collections.abc import Iterator

from zi_analytics.analysis.cohort import Cohort
from zi_analytics.analysis.cohort_text import (
    field_headline,
    margin_text,
    parts_title,
    reach_text,
    reach_title,
)
from zi_analytics.analysis.ranking import NEAREST, Ranking, order, rank
from zi_analytics.analysis.sentences import STANDINGS
from zi_analytics.analysis.standing import Standing
from zi_analytics.language.numbers import below, date_text, decimal, period_text, whole
from zi_analytics.language.wording import say, say_many
from zi_analytics.report.content.city_gaps import misses_section, missing_section
from zi_analytics.report.content.gathering import PeriodMaterial
from zi_analytics.report.content.model import (
    Cell,
    Chart,
    Figure,
    Kind,
    Link,
    Mark,
    Report,
    Role,
    Section,
    Series,
    Table,
    Topic,
)
from zi_analytics.report.content.planned_units import city_plan_sections
from zi_analytics.report.content.sources import article_note, weights_note

MOST_UNITS = 48
"""Rows of the matrix: what a meeting can go through. The page has all of them."""


def city_report(found: PeriodMaterial, language: str, most_units: int = MOST_UNITS) -> Report:
    """What a meeting over many units talks about. ``found`` has at least one unit.

    ``most_units`` are the rows of the matrix, those nearest to passing.
    """
    cohort = found.cohort
    newest = cohort.units["saved_at"].max()
    planned = None if found.plans is None else found.plans.written
    period = cohort.choice.period
    return Report(
        language=language,
        subject=say_many("{number} unit", "{number} units", len(cohort), language),
        heading=say("Progress of the Integrity Zone", language),
        context=" · ".join(
            (
                period_text(period, language),
                say("as stored on {day}", language, day=date_text(newest.date(), language)),
            )
        ),
        stem=f"{say('all units', language).replace(' ', '-')}-{period}",
        written=max(newest.to_pydatetime(), planned or newest.to_pydatetime()),
        sections=tuple(_sections(found, language, most_units)),
    )


def _sections(found: PeriodMaterial, language: str, most_units: int) -> Iterator[Section]:
    cohort = found.cohort
    main = next(iter(found.scores.values())).instrument
    codes = [predicate.code for predicate in main.predicates]
    note = origin_notes(cohort, found, language)
    yield _reach_section(cohort, codes, note, language)
    for scores in found.scores.values():
        target = next((one.code for one in scores.instrument.predicates), None)
        ranking = rank(scores, cohort.of(scores.instrument.id), target)
        if not len(ranking):
            continue
        several = scores.instrument.title.say(language) if len(found.scores) > 1 else ""
        if target is not None and ranking.limits:
            yield _areas_section(ranking, several, note, language)
        yield _matrix_section(ranking, most_units, several, note, language)
        if scores.instrument.asks_questions:
            yield from misses_section(scores, cohort, several, note, language)
    if len(cohort.missing):
        yield missing_section(cohort, note, language)
    yield from city_plan_sections(found.plans, language)


def origin_notes(cohort: Cohort, found: PeriodMaterial, language: str) -> tuple[str, ...]:
    """Where the numbers come from: the stored assessments, and the article of every worksheet."""
    return (
        say(
            "Source: the stored assessments of {period}; of every unit the later assessor counts.",
            language,
            period=period_text(cohort.choice.period, language),
        ),
        *(weights_note(scores.instrument, language) for scores in found.scores.values()),
    )


def _reach_section(
    cohort: Cohort, codes: list[str], note: tuple[str, ...], language: str
) -> Section:
    tally = {code: number for code, number in cohort.tally(codes).items() if number}
    names = tuple(reach_text(code, language) for code in tally)
    text = "; ".join(
        f"{name} {whole(number, language)}"
        for name, number in zip(names, tally.values(), strict=True)
    )
    return Section(
        topic=Topic.STATE,
        title=field_headline(cohort, codes, language),
        lines=(f"{reach_title(cohort, codes, language)}.",),
        chart=Chart(
            kind=Kind.BARS,
            categories=names,
            series=(
                Series(
                    say("Units", language), Role.MAIN, tuple(float(one) for one in tally.values())
                ),
            ),
            unit=say("units", language),
            text=f"{text}.",
            places=0,
            caption=say("Units by predicate", language),
        ),
        notes=note,
    )


def _areas_section(ranking: Ranking, several: str, note: tuple[str, ...], language: str) -> Section:
    places = [i for i, column in enumerate(ranking.columns) if column.needed is not None and i]
    names = tuple(ranking.columns[place].label.say(language) for place in places)
    met = tuple(float(ranking.met(place)) for place in places)
    text = "; ".join(
        say("{area} {number} of {all}", language, area=name, number=int(number), all=len(ranking))
        for name, number in zip(names, met, strict=True)
    )
    articles = [ranking.columns[place].article for place in places]
    return Section(
        topic=Topic.AREAS,
        title=parts_title(ranking, language),
        lines=(several,) if several else (),
        chart=Chart(
            kind=Kind.BARS,
            categories=names,
            series=(Series(say("Units that meet the limit", language), Role.MAIN, met),),
            unit=say("units", language),
            text=f"{text}.",
            places=0,
            caption=say("Units that meet the limit, by area and result", language),
        ),
        notes=(*note, article_note(articles, language)),
    )


def _matrix_section(
    ranking: Ranking, most_units: int, several: str, note: tuple[str, ...], language: str
) -> Section:
    rows = order(ranking, NEAREST)[:most_units].tolist()
    bounded = bool(ranking.limits)
    parts = ranking.columns[1:]
    header = (
        say("Unit", language),
        say("Total", language),
        *([say("To the limit", language)] if bounded else []),
        *(column.code for column in parts),
    )
    legend = "; ".join(f"{column.code} {column.label.say(language)}" for column in parts)
    named = f"{several}: {legend}" if several else legend
    lines = [named, _nearest_text(len(rows), len(ranking), language)]
    return Section(
        topic=Topic.AREAS,
        title=_matrix_title(ranking, language),
        lines=tuple(line for line in lines if line),
        table=Table(
            header,
            (3.6, 1.6, *([1.5] if bounded else []), *(1.4 for _ in parts)),
            tuple(_matrix_row(ranking, row, language) for row in rows),
            say("Points of the units by area and result", language),
            tuple(
                Link(str(name), unit=str(unit), assessor=str(assessor))
                for unit, name, assessor in ranking.units.iloc[rows][
                    ["unit", "unit_name", "assessor"]
                ].itertuples(index=False)
            ),
        ),
        notes=(
            *note,
            *(
                [article_note([limit.article for limit in ranking.limits], language)]
                if bounded
                else []
            ),
        ),
    )


def _nearest_text(shown: int, number: int, language: str) -> str:
    if shown >= number:
        return ""
    return say(
        "Shown are the {number} units nearest to passing, of {all}.",
        language,
        number=shown,
        all=number,
    )


def _matrix_title(ranking: Ranking, language: str) -> str:
    if ranking.predicate is None or not ranking.limits:
        return say("Units by their distance to passing", language)
    met, unsure = (
        int((ranking.units["standing"] == standing).sum())
        for standing in (Standing.PASSING, Standing.UNKNOWN)
    )
    if met == len(ranking):
        return say(
            "Every unit meets every limit of {predicate}",
            language,
            predicate=ranking.predicate.code,
        )
    said = say(
        "{number} of {all} units meet every limit of {predicate}; one rule is missing to {one}",
        language,
        number=met,
        all=len(ranking),
        predicate=ranking.predicate.code,
        one=int((ranking.units["unmet"] == 1).sum()),
    )
    # Their worksheet does not show every limit: they are neither met nor missed.
    rest = [say("{number} not certain", language, number=unsure)] if unsure else []
    return "; ".join((said, *rest))


def _matrix_row(ranking: Ranking, row: int, language: str) -> tuple[Cell, ...]:
    unit = ranking.units.iloc[row]
    cells: list[Cell] = [str(unit["unit_name"])]
    for place, column in enumerate(ranking.columns):
        value = float(ranking.points[row, place])
        text = (
            decimal(value, language)
            if column.needed is None
            else below(value, column.needed, language)
        )
        stands = ranking.standings[row, place]
        cells.append(
            Figure(value, text)
            if column.needed is None
            else Mark(stands, f"{STANDINGS[stands][0]} {text}")
        )
        if place == 0 and ranking.limits:
            distance = float(unit["distance"])
            cells.append(Figure(distance, margin_text(distance, language)))
    return tuple(cells)
