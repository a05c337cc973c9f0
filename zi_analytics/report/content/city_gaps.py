"""What many units lack: the questions that cost them most, and the assessments not handed in."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from zi_analytics.analysis.beside_text import misses_title
from zi_analytics.analysis.cohort import Cohort
from zi_analytics.analysis.misses import Miss, carrying, misses
from zi_analytics.analysis.period_scores import PeriodScores
from zi_analytics.instrument import Instrument
from zi_analytics.language.numbers import decimal, percent
from zi_analytics.language.wording import say, say_many
from zi_analytics.report.content.model import Figure, Link, Section, Table, Topic
from zi_analytics.report.content.sources import shown_text

MOST_MISSES = 8
MOST_MISSING = 40


def misses_section(
    scores: PeriodScores, cohort: Cohort, several: str, note: tuple[str, ...], language: str
) -> Iterator[Section]:
    """What most units miss; nothing where nobody does."""
    units = cohort.of(scores.instrument.id)
    places = scores.find(units["unit"], units["assessor"])
    units = units[places >= 0]
    values: np.ndarray = scores.values[places[places >= 0]]
    found = [one for one in misses(scores.instrument, values) if one.missed]
    if not found:
        return
    found.sort(key=lambda one: -one.lost)
    shown = found[:MOST_MISSES]
    lines = (
        several,
        shown_text(len(shown), len(found), language) if carrying(found) else "",
    )
    yield Section(
        topic=Topic.QUESTIONS,
        title=misses_title(found, language),
        lines=tuple(line for line in lines if line),
        table=_misses_table(shown, _lowest(scores.instrument, shown, units, values), language),
        notes=note,
    )


def _lowest(
    instrument: Instrument, shown: list[Miss], units: pd.DataFrame, values: np.ndarray
) -> tuple[Link, ...]:
    """Of every question the unit that earns least by it: there it can be looked at."""
    place = {question.code: column for column, question in enumerate(instrument.questions)}
    links = []
    for one in shown:
        column = np.nan_to_num(values[:, place[one.question.code]], nan=-1.0)
        unit = units.iloc[int(column.argmin())]
        links.append(
            Link(
                f"{one.question.code} · {unit['unit_name']}",
                one.question.code,
                str(unit["unit"]),
                str(unit["assessor"]),
            )
        )
    return tuple(links)


def _misses_table(shown: list[Miss], links: tuple[Link, ...], language: str) -> Table:
    return Table(
        (
            say("Question", language),
            say("Units without full marks", language),
            say("Share", language),
            say("Lost points of all", language),
        ),
        (7, 2, 1.3, 1.8),
        tuple(
            (
                f"{one.question.code} {one.question.label.say(language)}",
                say("{missed} of {units}", language, missed=one.missed, units=one.units),
                Figure(one.missed / one.units, percent(one.missed / one.units, language)),
                Figure(one.lost, decimal(one.lost, language)),
            )
            for one in shown
        ),
        say("Questions that cost all units most", language),
        links,
    )


def missing_section(cohort: Cohort, note: tuple[str, ...], language: str) -> Section:
    """Who is known and has nothing in the period. At least one is missing."""
    names = cohort.missing["name"].tolist()
    return Section(
        topic=Topic.MISSING,
        title=say_many(
            "{number} unit has not handed in",
            "{number} units have not handed in",
            len(names),
            language,
        ),
        lines=(
            (say("Shown are the first {number}.", language, number=MOST_MISSING),)
            if len(names) > MOST_MISSING
            else ()
        ),
        table=Table(
            (say("Unit", language), say("Kind", language)),
            (8, 4),
            tuple(
                (str(name), str(kind))
                for name, kind in zip(
                    names[:MOST_MISSING],
                    cohort.missing["kind"].tolist()[:MOST_MISSING],
                    strict=True,
                )
            ),
            say("Units without an assessment in the period", language),
        ),
        notes=note,
    )
