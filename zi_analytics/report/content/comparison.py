"""Two to four assessments beside each other: units of one period, or what assessors made of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.assessor_text import assessor_text
from zi_analytics.analysis.beside import PartRow, aim, lead, part_rows
from zi_analytics.analysis.beside_text import lead_headline, parts_title, short_names
from zi_analytics.analysis.overview import rules
from zi_analytics.analysis.sentences import predicate_text, reached_text
from zi_analytics.analysis.standing import Standing
from zi_analytics.findings import Finding, Refused
from zi_analytics.language.numbers import below, decimal, period_text, short, signed
from zi_analytics.language.wording import say
from zi_analytics.report.content.differing import differing_sections
from zi_analytics.report.content.gathering import UnitMaterial
from zi_analytics.report.content.model import (
    Cell,
    Chart,
    Figure,
    Kind,
    Mark,
    Report,
    Role,
    Section,
    Series,
    Table,
    Topic,
)
from zi_analytics.report.content.sources import (
    article_note,
    origin_note,
    sources_section,
    weights_note,
)
from zi_analytics.report.content.state import mark

FEWEST, MOST = 2, 4
_SEEN = 0.005
"""Less than what shows in the second decimal."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is compared, the first one against the others; ``names`` tell them apart."""

    found: tuple[UnitMaterial, ...]
    names: tuple[str, ...]
    predicate: str | None
    rows: tuple[PartRow, ...]

    @property
    def sides(self) -> tuple[Assessed, ...]:
        return tuple(one.assessed for one in self.found)

    @property
    def totals(self) -> tuple[float, ...]:
        return tuple(one.total for one in self.sides)


def comparison_report(found: Sequence[UnitMaterial], language: str) -> Report:
    """The first one against the others. Refused ``comparison-unlike`` for several worksheets, and
    ``comparison-number`` for fewer than two or more than four."""
    if not FEWEST <= len(found) <= MOST:
        details = (("count", len(found)), ("fewest", FEWEST), ("most", MOST))
        raise Refused(Finding("comparison-number", details=details))
    if len({one.assessed.instrument.id for one in found}) > 1:
        raise Refused(Finding("comparison-unlike"))
    names, subject = _names(found, language)
    first = found[0].assessed
    predicate = aim(first)
    beside = _Beside(
        tuple(found), names, predicate, part_rows([one.assessed for one in found], predicate)
    )
    revisions = [one.document.revision for one in found]
    periods = dict.fromkeys(period_text(one.period, language) for one in revisions)
    codes = "-".join(dict.fromkeys(f"{one.unit}-{one.assessor}" for one in revisions))
    return Report(
        language=language,
        subject=subject,
        heading=say("Comparison of the Integrity Zone", language),
        context=" · ".join((*periods, first.instrument.title.say(language))),
        stem=f"{say('comparison', language)}-{codes}"[:_LONGEST] + f"-{revisions[0].period}",
        written=max(one.saved_at for one in revisions),
        sections=tuple(_sections(beside, language)),
    )


_LONGEST = 120
"""Letters of the codes in the name of a file."""


def _names(found: Sequence[UnitMaterial], language: str) -> tuple[tuple[str, ...], str]:
    """What tells them apart, and what the whole is about: units, assessors, or both."""
    units = [one.document.unit_name for one in found]
    assessors = [assessor_text(one.document.revision.assessor, language) for one in found]
    if len(set(units)) == 1:
        return tuple(assessors), f"{units[0]}: {' – '.join(assessors)}"
    if len(set(units)) == len(units):
        return short_names(units, ""), " – ".join(units)
    both = tuple(f"{unit} ({who})" for unit, who in zip(units, assessors, strict=True))
    return both, " – ".join(both)


def _sections(beside: _Beside, language: str) -> Iterator[Section]:
    yield _state_section(beside, language)
    yield _parts_section(beside, language)
    if len(beside.found) == FEWEST:
        yield _gaps_section(beside, language)
    if beside.predicate is not None:
        yield _rules_section(beside, language)
    yield from differing_sections(beside.sides, beside.names, language)
    for one in beside.found:
        section = sources_section(one.document, one.assessed.instrument, language)
        yield replace(section, title=say("Source: {name}", language, name=_whose(one, language)))


def _whose(one: UnitMaterial, language: str) -> str:
    who = assessor_text(one.document.revision.assessor, language)
    return f"{one.document.unit_name}, {who}"


def _state_section(beside: _Beside, language: str) -> Section:
    found = lead(beside.totals, beside.rows)
    assert found is not None
    first = beside.sides[0]
    rows: list[tuple[Cell, ...]] = []
    for name, one in zip(beside.names, beside.sides, strict=True):
        passed = [verdict.predicate for verdict in one.verdicts if verdict.passed]
        undecided = [verdict.predicate for verdict in one.verdicts if verdict.undecided]
        rows.append(
            (
                name,
                Figure(one.total, decimal(one.total, language)),
                Figure(one.total - first.total, signed(one.total - first.total, language)),
                Figure(one.proven["TOTAL"], decimal(one.proven["TOTAL"], language)),
                reached_text(passed, undecided, language),
            )
        )
    return Section(
        Topic.STATE,
        lead_headline(found, beside.names, beside.totals, language),
        table=Table(
            (
                say("Compared", language),
                say("Total", language),
                say("Against the first", language),
                say("With evidence", language),
                say("Predicate", language),
            ),
            (4.6, 1.6, 2.0, 1.8, 3.2),
            tuple(rows),
            say("Totals and predicates", language),
        ),
        notes=(
            *(origin_note(one.document, language) for one in beside.found),
            weights_note(first.instrument, language),
        ),
    )


def _parts_section(beside: _Beside, language: str) -> Section:
    articles = _articles(beside)
    return Section(
        Topic.AREAS,
        parts_title(beside.rows, beside.names, language),
        table=Table(
            (
                say("Area or result", language),
                say("Weight", language),
                say("Limit", language),
                *beside.names,
            ),
            (3.6, 1.2, 1.3, *(2.0 for _ in beside.names)),
            tuple(_part_row(row, language) for row in beside.rows),
            say("Points by area and result", language),
        ),
        notes=(article_note(articles, language),) if articles else (),
    )


def _articles(beside: _Beside) -> list[str]:
    return [
        limit.article
        for predicate in beside.sides[0].instrument.predicates
        if predicate.code == beside.predicate
        for limit in predicate.limits
    ]


def _part_row(row: PartRow, language: str) -> tuple[Cell, ...]:
    sides: list[Cell] = []
    for side in row.sides:
        if row.needed is None:
            sides.append(Figure(side.points, decimal(side.points, language)))
        else:
            sign = mark(side.standing, language).text.partition(" ")[0]
            text = below(side.points, row.needed, language)
            sides.append(Mark(side.standing, f"{sign} {text}"))
    limit = None if row.needed is None else Figure(row.needed, decimal(row.needed, language))
    weight = Figure(row.weight, short(row.weight, language))
    return (row.part.label.say(language), weight, limit, *sides)


def _gaps_section(beside: _Beside, language: str) -> Section:
    names = tuple(row.part.label.say(language) for row in beside.rows)
    values = tuple(row.sides[1].points - row.sides[0].points for row in beside.rows)
    ahead = sum(value > _SEEN for value in values)
    text = "; ".join(
        f"{name} {signed(value, language)}" for name, value in zip(names, values, strict=True)
    )
    first, second = beside.names
    return Section(
        Topic.AREAS,
        say(
            "{second} has more points than {first} in {ahead} of {number} areas and results",
            language,
            first=first,
            second=second,
            ahead=ahead,
            number=len(values),
        ),
        chart=Chart(
            kind=Kind.BARS,
            categories=names,
            series=(Series(say("Change in points", language), Role.CHANGE, values),),
            unit=say("points", language),
            text=f"{text}.",
            caption=say(
                "Points of {second} less those of {first}", language, first=first, second=second
            ),
        ),
    )


def _rules_section(beside: _Beside, language: str) -> Section:
    assert beside.predicate is not None
    label = predicate_text(beside.sides[0].instrument, beside.predicate, language)
    judged = [rules(one, one.verdict(beside.predicate)) for one in beside.sides]
    met = [sum(rule.standing is Standing.PASSING for rule in one) for one in judged]
    said = "; ".join(f"{name} {number}" for name, number in zip(beside.names, met, strict=True))
    return Section(
        Topic.RULES,
        say(
            "Rules of {predicate} that are met, of {number}: {units}",
            language,
            predicate=label,
            number=len(judged[0]),
            units=said,
        ),
        table=Table(
            (say("Rule", language), say("Limit", language), *beside.names),
            (4.2, 1.4, *(2.2 for _ in beside.names)),
            tuple(
                (
                    across[0].limit.label.say(language),
                    Figure(across[0].needed, decimal(across[0].needed, language)),
                    *(mark(rule.standing, language) for rule in across),
                )
                for across in zip(*judged, strict=True)
            ),
            say("Limits of {predicate} and what is reached", language, predicate=label),
        ),
        notes=(article_note(_articles(beside), language),),
    )
