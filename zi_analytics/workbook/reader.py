"""The whole way from a file's bytes to a reading, to be run in the child process."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import PurePath

from zi_analytics.findings import Finding, Refused
from zi_analytics.instrument import Instrument, available, load
from zi_analytics.workbook.answering.consistency import doubtful_evidence
from zi_analytics.workbook.answering.extraction import extract_column, is_untouched
from zi_analytics.workbook.cells import Book
from zi_analytics.workbook.opening.loading import load_book
from zi_analytics.workbook.reading import AssessmentReading, Reading
from zi_analytics.workbook.recognising.grouping import ASSESSORS, group_tables
from zi_analytics.workbook.recognising.headings import Lexicon
from zi_analytics.workbook.recognising.identity import propose_identity
from zi_analytics.workbook.recognising.matching import (
    Match,
    expectation,
    known_questions,
    match_rows,
)
from zi_analytics.workbook.recognising.row_findings import findings_of_rows, unanswered
from zi_analytics.workbook.recognising.rows import SheetRow, read_rows
from zi_analytics.workbook.recognising.tables import Table, find_table
from zi_analytics.workbook.recognising.wording import fold
from zi_analytics.workbook.reconciling.explaining import reconcile
from zi_analytics.workbook.short_form import read_short_form

FEWEST_QUESTIONS = 4
TableRows = tuple[Table, list[SheetRow]]


def read_bytes(data: bytes, name: str) -> Reading:
    """Read a worksheet of any known format and layout.

    Refused when the file is not safe or not a worksheet we know; everything else that is wrong
    is in the reading's findings.
    """
    book = load_book(data, name)
    return read_book(book, data, PurePath(name).name)


def read_book(book: Book, data: bytes, name: str) -> Reading:
    """Recognise and read the worksheet in ``book``; ``data`` are the bytes it came from."""
    sha256 = hashlib.sha256(data).hexdigest()
    instrument, tables = _choose_instrument(book)
    if instrument is None:
        short = read_short_form(book, name, sha256)
        if short is None:
            raise Refused(_not_a_worksheet(book))
        return short
    grouped, findings = group_tables(instrument, tables, name)
    matched = [(worksheet, match_rows(instrument, worksheet.rows)) for worksheet in grouped]
    matched = [(worksheet, match) for worksheet, match in matched if _fits(instrument, match)]
    if not matched:
        raise Refused(_not_a_worksheet(book))
    found = [*book.findings, *findings]
    assessments: list[AssessmentReading] = []
    for worksheet, match in matched:
        found.extend(findings_of_rows(instrument, worksheet, match))
        for assessor, columns in worksheet.columns.items():
            if is_untouched(match, columns):
                continue
            column = extract_column(instrument, match, assessor, columns)
            if not column.answered:
                continue
            found.extend(column.findings)
            found.extend(unanswered(instrument, column))
            found.extend(
                doubtful_evidence(instrument, column.answers, column.evidence_cells, assessor)
            )
            reconciled = reconcile(instrument, match, column, columns, book)
            found.extend(reconciled.findings)
            assessments.append(
                AssessmentReading(
                    assessor, column.answers, column.figures, reconciled.sheet_faithful
                )
            )
    main = matched[0][0].tables[0]
    if not assessments:
        found.append(Finding("no-answers", sheet=main.sheet.name))
    unit, period = propose_identity(book, name)
    return Reading(
        file=name,
        sha256=sha256,
        instrument=instrument.id,
        layout=_layout(instrument, main),
        unit=unit,
        period=period,
        assessments=tuple(sorted(assessments, key=lambda a: _order(a.assessor))),
        findings=tuple(found),
    )


def warm_up() -> None:
    """Load what every reading needs, so that the first file is as quick as the next."""
    for instrument, _ in _instruments():
        expectation(instrument)


def _order(assessor: str) -> int:
    return ASSESSORS.index(assessor)


@cache
def _instruments() -> tuple[tuple[Instrument, Lexicon], ...]:
    """The instruments that ask questions, newest first, each with its header words."""
    return tuple(
        (instrument, Lexicon((instrument,)))
        for instrument in map(load, available())
        if instrument.asks_questions
    )


def _choose_instrument(book: Book) -> tuple[Instrument | None, list[TableRows]]:
    """The instrument of which most questions stand in ``book``, with the tables they stand in."""
    best: tuple[int, Instrument | None, list[TableRows]] = (FEWEST_QUESTIONS - 1, None, [])
    reworded: tuple[Instrument | None, list[TableRows]] = (None, [])
    others = _instruments()
    for instrument, lexicon in _instruments():
        others = others[1:]
        tables = [
            (table, read_rows(table))
            for sheet in book.sheets
            if (table := find_table(sheet, lexicon)) is not None
        ]
        rows = [row for _, rows_of_table in tables for row in rows_of_table]
        found = known_questions(instrument, rows)
        if found > best[0]:
            best = (found, instrument, tables)
            if all(found >= len(other.questions) for other, _ in others):
                break
        # A sheet whose every question was reworded is told by its structure.
        elif rows and reworded[0] is None and _fits(instrument, match_rows(instrument, rows)):
            reworded = (instrument, tables)
    return best[1:] if best[1] is not None else reworded


def _fits(instrument: Instrument, match: Match) -> bool:
    found = sum(question.code in match.rows for question in instrument.questions)
    return found >= FEWEST_QUESTIONS


def _not_a_worksheet(book: Book) -> Finding:
    sheets = ", ".join(sheet.name for sheet in book.sheets[:5])
    if not any(value not in (None, "") for s in book.sheets for row in s.rows for value in row):
        return Finding("workbook-empty", details=(("sheets", sheets[:120]),))
    return Finding("not-a-worksheet", details=(("sheets", sheets[:120]),))


def _layout(instrument: Instrument, table: Table) -> str:
    """The code of the layout whose header words fit best; a sheet's known name breaks a tie."""
    headings = set(table.headings.values())

    def fit(code: str) -> tuple[int, int, int]:
        layout = next(layout for layout in instrument.layouts if layout.code == code)
        known = {fold(w) for words in layout.headers.values() for w in words}
        named = any(table.sheet.name.casefold() == s.casefold() for s in layout.sheets)
        staggered = (table.labels[1] - table.labels[0] > 1) == bool(layout.sheets)
        return (int(named), len(headings & known), int(staggered))

    codes = [layout.code for layout in instrument.layouts]
    return max(codes, key=lambda code: (fit(code), -codes.index(code)))
