"""The page of all units in a period: who reaches what, the matrix, how the totals lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from zi_analytics.analysis.cohort_text import spread_title
from zi_analytics.analysis.periods import total_limits
from zi_analytics.analysis.ranking import Ranking, rank
from zi_analytics.analysis.spread import Spread, spread
from zi_analytics.charts.reach import reach_picture
from zi_analytics.charts.spread import parts_picture, totals_picture
from zi_analytics.language.numbers import decimal
from zi_analytics.language.wording import say
from zi_analytics.programme.office import Office
from zi_analytics.report.content.city import city_report
from zi_analytics.report.content.gathering import PeriodMaterial
from zi_analytics.report.content.model import Figure, Section, Table, Topic
from zi_analytics.report.html.blocks import Block, Drawn, drawn, table_of
from zi_analytics.report.html.page import page_html

MOST_UNITS = 600
"""Rows of the matrix: the page stays small enough to be sent by WhatsApp."""


def write_city_page(found: PeriodMaterial, language: str, office: Office | None = None) -> bytes:
    """The same content gives the same bytes. ``found`` has at least one unit."""
    report = city_report(found, language, MOST_UNITS)
    blocks = tuple(_blocks(found, report.sections, language))
    return page_html(report, blocks, "", office)


def _blocks(found: PeriodMaterial, sections: tuple[Section, ...], language: str) -> Iterator[Block]:
    """The sections of the report; how the totals lie follows after who reaches what."""
    number = 0
    rankings = iter(_rankings(found))
    for section in sections:
        number += 1
        picture: Drawn | None = None
        table, folded = section.table, False
        if section.chart is not None:
            table, folded = table_of(section.chart, language), True
            if section.topic is Topic.STATE:
                picture = _reach(found, language)
            elif section.topic is Topic.AREAS:
                picture = _parts(next(rankings), language)
        yield Block(f"part-{number}", section, picture, table, folded)
        if section.topic is Topic.STATE:
            for block in _totals(found, section.notes, language):
                number += 1
                yield Block(f"part-{number}", block.section, block.drawn, block.table, block.folded)


def _rankings(found: PeriodMaterial) -> Iterator[Ranking]:
    """Those that the report has a chart of the areas for, in its order."""
    for scores in found.scores.values():
        target = next((one.code for one in scores.instrument.predicates), None)
        ranking = rank(scores, found.cohort.of(scores.instrument.id), target)
        if len(ranking) and target is not None and ranking.limits:
            yield ranking


def _reach(found: PeriodMaterial, language: str) -> Drawn:
    main = next(iter(found.scores.values())).instrument
    tally = found.cohort.tally([one.code for one in main.predicates])
    return drawn(lambda colours: reach_picture(tally, language, colours))


def _parts(ranking: Ranking, language: str) -> Drawn:
    return drawn(lambda colours: parts_picture(ranking, language, colours))


def _totals(found: PeriodMaterial, notes: tuple[str, ...], language: str) -> Iterator[Block]:
    """How the totals lie, for every worksheet that more than one unit fills."""
    for scores in found.scores.values():
        instrument = scores.instrument
        totals = found.cohort.of(instrument.id)["total"].to_numpy(dtype=float)
        lies = spread(totals)
        if lies is None or lies.number < 2:
            continue
        limits = total_limits(instrument)
        several = instrument.title.say(language) if len(found.scores) > 1 else ""
        told = (
            (say("least", language), lies.lowest),
            (say("a quarter lies below", language), lies.lower),
            (say("the middle", language), lies.median),
            (say("a quarter lies above", language), lies.upper),
            (say("most", language), lies.highest),
        )
        table = Table(
            (say("Total", language), say("points", language)),
            (3, 1),
            tuple((name, Figure(value, decimal(value, language))) for name, value in told),
        )
        yield Block(
            key="",
            section=Section(
                topic=Topic.STATE,
                title=spread_title(lies, language),
                lines=(several,) if several else (),
                notes=notes,
            ),
            drawn=_totals_drawn(totals, lies, limits, language),
            table=table,
            folded=True,
        )


def _totals_drawn(
    totals: np.ndarray, lies: Spread, limits: Sequence[tuple[str, float]], language: str
) -> Drawn:
    return drawn(lambda colours: totals_picture(totals, lies, limits, language, colours))
