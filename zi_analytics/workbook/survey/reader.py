"""From a file's bytes to the respondents of a survey, in a child process."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from zi_analytics.findings import Finding, Refused
from zi_analytics.instrument.surveys import survey_rules
from zi_analytics.workbook.cells import Book, address
from zi_analytics.workbook.child import run_in_child
from zi_analytics.workbook.opening.loading import load_book
from zi_analytics.workbook.survey.columns import (
    ELEMENT,
    SurveyTable,
    column_of,
    find_table,
    names_element,
)
from zi_analytics.workbook.survey.reading import Respondent, SurveyColumn, SurveyReading
from zi_analytics.workbook.survey.respondents import read_respondents
from zi_analytics.workbook.survey.rows import lay_out
from zi_analytics.workbook.survey.text_table import FORMAT, text_book

SHORTEST_LABEL = 3
OWN_WORDS = ("hidden-rows", "hidden-columns")
"""Findings of any workbook that are said here of respondents and elements."""


def read_survey(
    data: bytes, name: str, mapping: Mapping[str, str] | None = None, sheet: str | None = None
) -> SurveyReading:
    """Read raw responses (.xlsx, .xlsm, .xls, .xlsb, .ods, .csv) in a child process.

    ``mapping`` says by its letters what each column is: an element ("U1"), a role or "" (see
    :class:`SurveyColumn`); without it the columns are what their headings propose. ``sheet`` is
    the sheet to read, otherwise the one with most elements. Refused when the file is not safe or
    has no table at all; all else that is wrong is in the findings.
    """
    given = None if mapping is None else dict(mapping)
    found: SurveyReading = run_in_child(_read, data, name, given, sheet)
    return found


def _read(
    data: bytes, name: str, mapping: dict[str, str] | None, sheet: str | None
) -> SurveyReading:
    return find_survey(_open(data, name), data, PurePath(name).name, mapping, sheet)


def _open(data: bytes, name: str) -> Book:
    try:
        return load_book(data, name)
    except Refused as refused:
        if refused.finding.code != "is-text":
            raise
        return text_book(data)


def find_survey(
    book: Book,
    data: bytes,
    name: str,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> SurveyReading:
    """Read the respondents in ``book``; ``data`` are the bytes it came from."""
    tables = [table for one in book.sheets if (table := find_table(one)) is not None]
    if not tables:
        raise Refused(Finding("survey-not-recognised"))
    table = _chosen(tables, sheet)
    proposed = {column.letters: column.proposed for column in table.columns}
    taken = proposed if mapping is None else {at: mapping.get(at, "") for at in proposed}
    of_file = [
        one
        for one in book.findings
        if (one.code, one.sheet) not in {(code, table.sheet.name) for code in OWN_WORDS}
    ]
    findings = [*of_file, *_unread(tables, table), *_doubtful(table, taken, mapping is None)]
    layout = lay_out(table.sheet, table.row, taken, book.format == FORMAT)
    elements: tuple[str, ...] = ()
    beyond = 0
    respondents: tuple[Respondent, ...] = ()
    if layout.elements:
        read = read_respondents(layout)
        findings += read.findings
        elements, beyond, respondents = read.elements, read.beyond, read.respondents
    else:
        where = address(table.row, 1)
        findings.append(Finding("survey-without-elements", table.sheet.name or None, where))
    return SurveyReading(
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        sheet=table.sheet.name,
        sheets=tuple(one.sheet.name for one in tables),
        columns=table.columns,
        mapping=taken,
        elements=elements,
        labels=_labels(table.columns, taken),
        respondents=respondents,
        beyond=beyond,
        findings=tuple(findings),
    )


def _chosen(tables: Sequence[SurveyTable], sheet: str | None) -> SurveyTable:
    """The table on ``sheet``, or the one that tells most; the first and a visible one rather."""
    for table in tables:
        if table.sheet.name == sheet:
            return table
    return max(
        tables,
        key=lambda table: (
            bool(table.elements),
            table.sheet.state == "visible",
            table.elements,
            min(len(table.sheet.rows) - table.row, survey_rules().fewest_respondents),
            table.known,
            -tables.index(table),
        ),
    )


def _unread(tables: Sequence[SurveyTable], chosen: SurveyTable) -> list[Finding]:
    return [
        Finding("survey-sheet-not-read", table.sheet.name, details=(("other", chosen.sheet.name),))
        for table in tables
        if table is not chosen and table.elements and len(table.sheet.rows) > table.row
    ]


def _doubtful(table: SurveyTable, mapping: Mapping[str, str], proposed_only: bool) -> list[Finding]:
    """What is doubtful in the columns: guessed, the same element twice, one left out."""
    sheet = table.sheet.name or None
    findings: list[Finding] = []
    guessed = [column for column in table.columns if column.by_content]
    if guessed and proposed_only:
        cell = f"{guessed[0].letters}{table.row}"
        details = (("count", len(guessed)), ("columns", ", ".join(c.letters for c in guessed)))
        findings.append(Finding("survey-columns-guessed", sheet, cell, details=details))
    first: dict[str, str] = {}
    for letters, role in sorted(mapping.items(), key=lambda item: column_of(item[0])):
        if ELEMENT.fullmatch(role) and first.setdefault(role, letters) != letters:
            details_of = (("element", role), ("first", first[role]))
            findings.append(
                Finding("survey-element-twice", sheet, f"{letters}{table.row}", details=details_of)
            )
    numbers = {int(element[1:]) for element in first}
    for number in sorted(set(range(1, max(numbers, default=0))) - numbers):
        missing = (("element", f"U{number}"),)
        findings.append(Finding("survey-element-missing", sheet, details=missing))
    return findings


def _labels(columns: Sequence[SurveyColumn], mapping: Mapping[str, str]) -> dict[str, str]:
    """What the headings say of the elements, without the element's own number."""
    labels: dict[str, str] = {}
    for column in columns:
        role = mapping[column.letters]
        if ELEMENT.fullmatch(role):
            label = _without_number(column.heading, role)
            if len(label) >= SHORTEST_LABEL:
                labels.setdefault(role, label)
    return labels


def _without_number(heading: str, element: str) -> str:
    """ "U1. Persyaratan" → "Persyaratan"; "U1" and "Unsur 1" → ""."""
    if not names_element(heading):
        return heading
    return heading.partition(element[1:])[2].strip(" .:-–—()[]")
