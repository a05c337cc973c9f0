"""The respondents of a table, with everything that is wrong with their answers."""

from __future__ import annotations

from dataclasses import dataclass

from zi_analytics.findings import Finding
from zi_analytics.instrument.surveys import survey_rules
from zi_analytics.workbook.cells import address
from zi_analytics.workbook.recognising.wording import as_text, fold
from zi_analytics.workbook.survey.answers import BEYOND, Slip
from zi_analytics.workbook.survey.dates import read_days
from zi_analytics.workbook.survey.reading import Respondent
from zi_analytics.workbook.survey.rows import Layout, Noticed, Row, same_person, sort_rows

MOST_RESPONDENTS = 20_000
LONGEST_SERVICE = 80


@dataclass(frozen=True, slots=True)
class Respondents:
    """Who answered, to which elements; ``beyond`` answers lie above the scale."""

    respondents: tuple[Respondent, ...]
    elements: tuple[str, ...]
    beyond: int
    findings: tuple[Finding, ...]


def read_respondents(layout: Layout) -> Respondents:
    """Read the rows below the heading. An element that nobody answered is left out."""
    noticed = Noticed()
    taken, silent, left_out = sort_rows(layout)
    for row in left_out:
        noticed.add("survey-row-left-out", address(row, _first_filled(layout, row)))
    for row in silent:
        noticed.add("survey-respondent-silent", address(row, layout.places[0]))
    sheet = layout.sheet.name
    findings: list[Finding] = []
    if len(taken) > MOST_RESPONDENTS:
        details = (("limit", MOST_RESPONDENTS), ("count", len(taken)))
        findings.append(Finding("survey-too-long", sheet or None, details=details))
        taken = taken[:MOST_RESPONDENTS]
    kept = [
        place
        for place in range(len(layout.elements))
        if any(row.answers[place].slip is not Slip.EMPTY for row in taken)
    ]
    for place, element in enumerate(layout.elements):
        if place not in kept and taken:
            where = address(layout.heading, layout.places[place])
            details_of = (("element", element),)
            findings.append(
                Finding("survey-element-empty", sheet or None, where, details=details_of)
            )
        elif layout.places[place] in layout.sheet.hidden_columns:
            noticed.add("survey-column-hidden", address(layout.heading, layout.places[place]))
    _notice_answers(layout, taken, kept, noticed)
    _notice_twice(layout, taken, noticed)
    days = read_days([layout.cell(row.row, layout.roles.get("date")) for row in taken])
    respondents = [
        Respondent(
            row=row.row,
            service=layout.said(row.row, "service")[:LONGEST_SERVICE],
            day=day,
            answers=tuple(row.answers[place].value for place in kept),
        )
        for row, day in zip(taken, days, strict=True)
        if any(row.answers[place].value is not None for place in kept)
    ]
    findings += noticed.findings(sheet)
    findings += _on_number(layout, len(respondents), bool(taken))
    return Respondents(
        respondents=tuple(respondents),
        elements=tuple(layout.elements[place] for place in kept),
        beyond=sum(answer.slip in BEYOND for row in taken for answer in row.answers),
        findings=tuple(findings),
    )


def _notice_answers(layout: Layout, taken: list[Row], kept: list[int], noticed: Noticed) -> None:
    for row in taken:
        if row.row in layout.sheet.hidden_rows:
            noticed.add("survey-row-hidden", address(row.row, layout.places[0]))
        for place in kept:
            slip = row.answers[place].slip
            if slip is not None:
                at = row.row, layout.places[place]
                said = layout.sheet.errors.get(at) or as_text(layout.cell(*at))
                noticed.add(slip.value, address(*at), said)


def _notice_twice(layout: Layout, taken: list[Row], noticed: Noticed) -> None:
    """The same respondent's number, or all that is said of a person, a second time."""
    numbers: set[str] = set()
    persons: set[tuple[object, ...]] = set()
    for row in taken:
        number = fold(layout.said(row.row, "number"))
        person = same_person(layout, row)
        if person is not None and person in persons:
            noticed.add("survey-respondent-alike", address(row.row, layout.places[0]))
        elif number and number in numbers:
            cell = address(row.row, layout.roles["number"])
            noticed.add("survey-respondent-twice", cell, layout.said(row.row, "number"))
        if number:
            numbers.add(number)
        if person is not None:
            persons.add(person)


def _on_number(layout: Layout, count: int, any_row: bool) -> list[Finding]:
    """Whether there are enough respondents at all."""
    rules, sheet = survey_rules(), layout.sheet.name or None
    if not count and not any_row:
        return [Finding("survey-empty", sheet, address(layout.heading, layout.places[0]))]
    if count < rules.fewest_respondents:
        details = (("count", count), ("needed", rules.fewest_respondents))
        details_of = (*details, ("article", rules.fewest_article))
        return [Finding("survey-few-respondents", sheet, details=details_of)]
    return []


def _first_filled(layout: Layout, row: int) -> int:
    cells = layout.sheet.rows[row - 1]
    return next((column for column, value in enumerate(cells, 1) if as_text(value)), 1)
