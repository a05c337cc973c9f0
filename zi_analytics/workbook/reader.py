"""The whole way from a file's bytes to a reading, to be run in the child process."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath

from zi_analytics.findings import Finding, Refused
from zi_analytics.instrument import Instrument, available, load
from zi_analytics.workbook.answering.consistency import doubtful_evidence
from zi_analytics.workbook.answering.extraction import extract_column, is_untouched
from zi_analytics.workbook.cells import Book, address
from zi_analytics.workbook.opening.loading import load_book
from zi_analytics.workbook.reading import AssessmentReading, Reading
from zi_analytics.workbook.recognising.column_order import moved_columns
from zi_analytics.workbook.recognising.grouping import ASSESSORS, Worksheet, group_tables
from zi_analytics.workbook.recognising.headings import Lexicon
from zi_analytics.workbook.recognising.matching import (
    Match,
    expectation,
    known_questions,
    match_rows,
)
from zi_analytics.workbook.recognising.own_identity import Identity, identify
from zi_analytics.workbook.recognising.rewording import reworded_questions
from zi_analytics.workbook.recognising.row_findings import (
    findings_of_rows,
    only_placeholders,
    unanswered,
    unread_sheets,
)
from zi_analytics.workbook.recognising.rows import SheetRow, read_rows
from zi_analytics.workbook.recognising.tables import Table, find_tables
from zi_analytics.workbook.recognising.wording import fold
from zi_analytics.workbook.reconciling.explaining import reconcile
from zi_analytics.workbook.reconciling.weights import changed_weights
from zi_analytics.workbook.short_form import read_short_form

FEWEST_QUESTIONS = 4
MOST_ERRORS_NAMED = 8
TableRows = tuple[Table, list[SheetRow]]


@dataclass(frozen=True, slots=True)
class Recognised:
    """The worksheets of a workbook, each with the rows of its questions; one at least."""

    instrument: Instrument
    worksheets: tuple[tuple[Worksheet, Match], ...]
    findings: tuple[Finding, ...]


def read_bytes(data: bytes, name: str) -> Reading:
    """Read a worksheet of any known format and layout.

    Refused when the file is not safe or not a worksheet we know; everything else that is wrong
    is in the reading's findings.
    """
    book = load_book(data, name)
    return replace(read_book(book, data, PurePath(name).name), saved_at=book.saved_at)


def read_book(book: Book, data: bytes, name: str) -> Reading:
    """Recognise and read the worksheet in ``book``; ``data`` are the bytes it came from."""
    sha256 = hashlib.sha256(data).hexdigest()
    identity = identify(book, name)
    recognised = _recognise(book, name, identity)
    if recognised is None:
        short = read_short_form(book, name, sha256, identity)
        if short is None:
            raise Refused(_not_a_worksheet(book))
        return short
    instrument = recognised.instrument
    found = [*book.findings, *recognised.findings]
    assessments: list[AssessmentReading] = []
    for worksheet, match in recognised.worksheets:
        found.extend(findings_of_rows(instrument, worksheet, match))
        found.extend(moved_columns(worksheet))
        found.extend(reworded_questions(instrument, match))
        for assessor, columns in worksheet.columns.items():
            if is_untouched(match, columns):
                continue
            column = extract_column(instrument, match, assessor, columns)
            if not column.answered:
                found.extend(only_placeholders(column))
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
        found.extend(changed_weights(instrument, match, found))
    main = recognised.worksheets[0][0].tables[0]
    if not assessments:
        found.append(Finding("no-answers", sheet=main.sheet.name))
    return Reading(
        file=name,
        sha256=sha256,
        instrument=instrument.id,
        layout=identity.layout or _layout(instrument, main),
        unit=identity.unit,
        period=identity.period,
        assessments=tuple(sorted(assessments, key=lambda a: _order(a.assessor))),
        findings=tuple(found),
    )


def recognise(book: Book, name: str) -> Recognised | None:
    """Find the worksheets in ``book``; None where nothing but the short form can be in it.

    Refused when what looks like a worksheet has hardly a question that we know.
    """
    return _recognise(book, name, identify(book, name))


def _recognise(book: Book, name: str, identity: Identity) -> Recognised | None:
    instrument, tables = _choose_instrument(book, identity.instrument)
    if instrument is None:
        return None
    grouped, findings = group_tables(instrument, tables, name, identity.assessor)
    matched = [(worksheet, match_rows(instrument, worksheet.rows)) for worksheet in grouped]
    fitting = tuple(pair for pair in matched if _fits(instrument, pair[1]))
    if not fitting:
        raise Refused(_not_a_worksheet(book))
    read = [table.sheet for table, _ in tables]
    unread = unread_sheets(instrument, book.sheets, read, list(fitting))
    return Recognised(instrument, fitting, (*findings, *unread))


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


def _tables(book: Book, lexicon: Lexicon) -> list[TableRows]:
    return [(table, read_rows(table)) for table in find_tables(book.sheets, lexicon)]


def _choose_instrument(book: Book, stated: str = "") -> tuple[Instrument | None, list[TableRows]]:
    """The instrument of which most questions stand in ``book``, with the tables they stand in.

    ``stated`` is the code of the one that the workbook says it is, which counts where it fits.
    """
    best: tuple[int, Instrument | None, list[TableRows]] = (FEWEST_QUESTIONS - 1, None, [])
    reworded: tuple[Instrument | None, list[TableRows]] = (None, [])
    others = _instruments()
    for instrument, lexicon in others:
        tables = _tables(book, lexicon) if instrument.id == stated else []
        if _known(instrument, tables) >= FEWEST_QUESTIONS:
            return instrument, tables
    for instrument, lexicon in _instruments():
        others = others[1:]
        tables = _tables(book, lexicon)
        rows = [row for _, rows_of_table in tables for row in rows_of_table]
        found = _known(instrument, tables)
        if found > best[0]:
            best = (found, instrument, tables)
            if all(found >= len(other.questions) for other, _ in others):
                break
        # A sheet whose every question was reworded is told by its structure.
        elif rows and reworded[0] is None and _fits(instrument, match_rows(instrument, rows)):
            reworded = (instrument, tables)
    return best[1:] if best[1] is not None else reworded


def _known(instrument: Instrument, tables: list[TableRows]) -> int:
    return known_questions(instrument, [row for _, rows in tables for row in rows])


def _fits(instrument: Instrument, match: Match) -> bool:
    found = sum(question.code in match.rows for question in instrument.questions)
    return found >= FEWEST_QUESTIONS


def _not_a_worksheet(book: Book) -> Finding:
    sheets = ", ".join(sheet.name for sheet in book.sheets[:5])
    if any(value not in (None, "") for s in book.sheets for row in s.rows for value in row):
        return Finding("not-a-worksheet", details=(("sheets", sheets[:120]),))
    errors = [
        f"{sheet.name}!{address(*place)} ({text})"
        for sheet in book.sheets
        for place, text in sorted(sheet.errors.items())
    ]
    if errors:
        named = ", ".join(errors[:MOST_ERRORS_NAMED]) + ", …" * (len(errors) > MOST_ERRORS_NAMED)
        return Finding("only-error-cells", details=(("count", len(errors)), ("cells", named)))
    code = "not-a-worksheet" if any(s.without_value for s in book.sheets) else "workbook-empty"
    return Finding(code, details=(("sheets", sheets[:120]),))


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
