"""All units of a period on one page."""

from __future__ import annotations

import numpy as np

from zi_analytics.analysis.beside_text import misses_title
from zi_analytics.analysis.cohort import Cohort
from zi_analytics.analysis.cohort_text import field_headline, parts_title, reach_title
from zi_analytics.analysis.misses import Miss, misses
from zi_analytics.analysis.period_scores import PeriodScores
from zi_analytics.analysis.ranking import Ranking, rank
from zi_analytics.analysis.sentences import predicate_text
from zi_analytics.analysis.standing import Standing
from zi_analytics.language.numbers import date_text, decimal, period_text, whole
from zi_analytics.language.wording import say, say_many
from zi_analytics.report.content.brief import Bar, Brief, Item, Number
from zi_analytics.report.content.city import origin_notes
from zi_analytics.report.content.gathering import PeriodMaterial
from zi_analytics.report.content.model import Figure

MOST = 5
"""Questions that most units miss."""


def city_brief(found: PeriodMaterial, language: str) -> Brief:
    """What an inspectorate sends to its group; the worksheet that most units fill leads.

    ``found`` has at least one unit.
    """
    cohort = found.cohort
    newest = cohort.units["saved_at"].max()
    main = next(iter(found.scores.values()))
    codes = [predicate.code for predicate in main.instrument.predicates]
    tally = cohort.tally(codes)
    reaching = sum(tally[code] for code in codes)
    ranking = rank(main, cohort.of(main.instrument.id), codes[0] if codes else None)
    missed = _missed(main, cohort)
    bounded = bool(ranking.limits)
    return Brief(
        language=language,
        subject=say_many("{number} unit", "{number} units", len(cohort), language),
        context=" · ".join(
            (
                period_text(cohort.choice.period, language),
                say("as stored on {day}", language, day=date_text(newest.date(), language)),
            )
        ),
        stem=f"{say('all units', language).replace(' ', '-')}-{cohort.choice.period}",
        written=newest.to_pydatetime(),
        answer=field_headline(cohort, codes, language),
        big=Figure(reaching, whole(reaching, language)),
        of=_of(main, cohort, codes, language),
        standing=None,
        held_title=say("What is missing", language),
        held=(
            f"{reach_title(cohort, codes, language)}.",
            *_nearest(ranking, language),
            *_leading(found, ranking, language),
        ),
        bars_title=parts_title(ranking, language) if bounded else "",
        bars=_bars(ranking, language) if bounded else (),
        items_title=misses_title(missed, language) if missed else "",
        items=tuple(_item(one, language) for one in missed[:MOST]),
        numbers_title=say("Who has handed in", language),
        numbers=_numbers(cohort, language),
        source=" ".join(origin_notes(cohort, found, language)),
    )


def _of(main: PeriodScores, cohort: Cohort, codes: list[str], language: str) -> str:
    if not codes:
        return say("of {all} units", language, all=len(cohort))
    return say(
        "of {all} units reach {predicate}",
        language,
        all=len(cohort),
        predicate=predicate_text(main.instrument, codes[0], language),
    )


def _nearest(ranking: Ranking, language: str) -> tuple[str, ...]:
    if not ranking.limits:
        return ()
    one = int((ranking.units["unmet"] == 1).sum())
    return (
        say(
            "One rule is missing to {number} of {all} units.",
            language,
            number=one,
            all=len(ranking),
        ),
    )


def _leading(found: PeriodMaterial, ranking: Ranking, language: str) -> tuple[str, ...]:
    """Whom the areas and questions are about where units fill different worksheets."""
    if len(found.scores) < 2:
        return ()
    return (
        say(
            "Areas and questions: {number} of {all} units, those with {instrument}.",
            language,
            number=len(ranking),
            all=len(found.cohort),
            instrument=ranking.instrument.title.say(language),
        ),
    )


def _bars(ranking: Ranking, language: str) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            label=column.label.say(language),
            value=float(ranking.met(place)),
            whole=float(len(ranking)),
            limit=None,
            standing=Standing.PASSING if ranking.met(place) == len(ranking) else None,
            text=("✓ " if ranking.met(place) == len(ranking) else "")
            + say("{number} of {all}", language, number=ranking.met(place), all=len(ranking)),
        )
        for place, column in enumerate(ranking.columns)
        if place and column.needed is not None
    )


def _missed(scores: PeriodScores, cohort: Cohort) -> list[Miss]:
    if not scores.instrument.asks_questions:
        return []
    units = cohort.of(scores.instrument.id)
    places = scores.find(units["unit"], units["assessor"])
    values: np.ndarray = scores.values[places[places >= 0]]
    found = [one for one in misses(scores.instrument, values) if one.missed]
    return sorted(found, key=lambda one: -one.lost)


def _item(one: Miss, language: str) -> Item:
    return Item(
        text=f"{one.question.code} {one.question.label.say(language)}",
        step=say("{missed} of {units}", language, missed=one.missed, units=one.units),
        worth=Figure(-one.lost, decimal(-one.lost, language)),
    )


def _numbers(cohort: Cohort, language: str) -> tuple[Number, ...]:
    told = (
        (len(cohort.units), say("handed in", language)),
        (len(cohort.missing), say("not handed in", language)),
    )
    return tuple(Number(Figure(number, whole(number, language)), label) for number, label in told)
