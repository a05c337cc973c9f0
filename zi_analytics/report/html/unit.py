"""The page of one unit: the sections of its report with living charts, then every answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zi_analytics.analysis.overview import areas, rules
from zi_analytics.analysis.sentences import predicate_text
from zi_analytics.analysis.trend import compare
from zi_analytics.analysis.weak import ROOT, places
from zi_analytics.charts.areas import areas_picture
from zi_analytics.charts.limits import limits_picture
from zi_analytics.charts.lost import lost_picture
from zi_analytics.charts.proof import proof_picture
from zi_analytics.charts.trend import trend_picture, waterfall_picture
from zi_analytics.programme.office import Office
from zi_analytics.report.content.answers import answers_of
from zi_analytics.report.content.changes import MOST_PERIODS
from zi_analytics.report.content.gathering import UnitMaterial
from zi_analytics.report.content.model import Kind, Section, Topic
from zi_analytics.report.content.unit import unit_report
from zi_analytics.report.html.answers import answers_html
from zi_analytics.report.html.blocks import Block, Drawn, drawn, table_of
from zi_analytics.report.html.page import page_html


def write_unit_page(found: UnitMaterial, language: str, office: Office | None = None) -> bytes:
    """The same content gives the same bytes."""
    report = unit_report(found, language)
    blocks = tuple(_blocks(found, report.sections, language))
    answers = answers_html(answers_of(found.assessed, language), language)
    return page_html(report, blocks, answers, office)


def _blocks(found: UnitMaterial, sections: Sequence[Section], language: str) -> Iterator[Block]:
    waiting = list(sections)
    number = 0
    while waiting:
        section = waiting.pop(0)
        number += 1
        table, folded = section.table, False
        if section.chart is not None:
            table, folded = table_of(section.chart, language), True
            following = waiting[0] if waiting else None
            if (
                section.topic is Topic.AREAS
                and following is not None
                and following.topic is Topic.AREAS
                and following.table is not None
            ):
                # The same areas in figures: one below the other they are one thing.
                table, folded = waiting.pop(0).table, False
        yield Block(
            key=f"part-{number}",
            section=section,
            drawn=_picture(found, section, language),
            table=table,
            folded=folded,
        )


def _picture(found: UnitMaterial, section: Section, language: str) -> Drawn | None:
    """The living picture of a section that has one; what it shows is what the section says."""
    assessed = found.assessed
    verdict = assessed.next or (assessed.verdicts[-1] if assessed.verdicts else None)
    code = None if verdict is None else verdict.predicate
    label = "" if code is None else predicate_text(assessed.instrument, code, language)
    if section.topic is Topic.RULES and verdict is not None:
        judged = rules(assessed, verdict)
        return drawn(lambda colours: limits_picture(judged, label, language, colours))
    if section.chart is None:
        return None
    if section.topic is Topic.AREAS:
        rows = areas(assessed, code)
        return drawn(lambda colours: areas_picture(rows, label, language, colours))
    if section.topic is Topic.CHANGED and section.chart.kind is Kind.LINE:
        moments = found.moments[-MOST_PERIODS:]
        return drawn(lambda colours: trend_picture(moments, language, colours))
    if section.topic is Topic.CHANGED:
        compared = compare(found.moments[-2], found.moments[-1])
        return drawn(lambda colours: waterfall_picture(compared, language, colours))
    if section.topic is Topic.QUESTIONS:
        known = places(assessed)
        return drawn(lambda colours: lost_picture(known, ROOT, language, colours))
    if section.topic is Topic.EVIDENCE:
        return drawn(lambda colours: proof_picture(found.proof, language, colours))
    return None
