"""What is wrong with the rows of a worksheet, and what nobody has answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zi_analytics.findings import Finding
from zi_analytics.instrument import Instrument, Level
from zi_analytics.workbook.answering.extraction import Column, points_at_stake
from zi_analytics.workbook.cells import CellValue, Sheet, address, on_sheet
from zi_analytics.workbook.reading import State
from zi_analytics.workbook.recognising.grouping import Worksheet
from zi_analytics.workbook.recognising.matching import MOST_OPEN, Match, expectation
from zi_analytics.workbook.recognising.wording import as_text, words

SEARCH_COLUMNS = 12
"""Questions stand in the first columns of a sheet."""


def findings_of_rows(
    instrument: Instrument, worksheet: Worksheet, match: Match
) -> Iterable[Finding]:
    """What is wrong with the rows themselves, whoever answered."""
    expected = expectation(instrument)
    for row in match.unknown:
        yield Finding(
            "row-not-recognised",
            sheet=row.table.sheet.name,
            cell=address(row.row, row.table.labels[0]),
            details=(("text", row.text[:80]),),
        )
    for code, row in match.repeated:
        if code in expected.leaf:
            yield Finding(
                "question-twice",
                sheet=row.table.sheet.name,
                cell=address(row.row, row.table.labels[0]),
                question=code,
                details=(("text", row.text[:80]), ("used", match.rows[code].row)),
            )
    for code in sorted(match.by_place, key=lambda c: expected.index[c]):
        row = match.rows[code]
        yield Finding(
            "question-found-by-place",
            sheet=row.table.sheet.name,
            cell=address(row.row, row.table.labels[0]),
            points=points_at_stake(instrument, code),
            question=code,
            details=(("text", row.text[:80]),),
        )
    for node in instrument.nodes:
        if node.level not in (Level.QUESTION, Level.COUNT):
            continue
        found = match.rows.get(node.code)
        if found is None:
            yield Finding(
                "question-missing",
                sheet=_sheet_of(worksheet, match, node.parent),
                points=points_at_stake(instrument, node.code),
                question=node.code,
            )
            continue
        written = found.written_type
        if expected.types.get(written) != node.answer_type:
            stands = as_text(_at(found.cells, found.table.type))
            yield Finding(
                "type-cell-overwritten" if stands else "type-cell-empty",
                sheet=found.table.sheet.name,
                cell=address(found.row, found.table.type),
                points=points_at_stake(instrument, node.code),
                question=node.code,
                details=(
                    ("found", stands[:80]),
                    ("expected", instrument.type_of(node.code).written[0]),
                ),
            )
        if found.row in found.table.sheet.hidden_rows:
            yield Finding(
                "hidden-row-counted",
                sheet=found.table.sheet.name,
                cell=address(found.row, found.table.type),
                points=points_at_stake(instrument, node.code),
                question=node.code,
            )
    for assessor, columns in worksheet.columns.items():
        for table in worksheet.tables:
            column = columns.get(id(table.sheet))
            if column is not None and column.column in table.sheet.hidden_columns:
                yield Finding(
                    "hidden-column-read",
                    sheet=table.sheet.name,
                    cell=address(table.header_row, column.column),
                    assessor=assessor,
                )


def _at(cells: Sequence[CellValue], column: int) -> CellValue:
    return cells[column - 1] if column <= len(cells) else None


def _sheet_of(worksheet: Worksheet, match: Match, code: str | None) -> str | None:
    """The sheet on which a row below node ``code`` would stand: where those around it do.

    None where nothing of its component stands anywhere or its neighbours are on several sheets.
    """
    if len(worksheet.tables) == 1:
        return worksheet.tables[0].sheet.name
    while code and code != "TOTAL":
        around = {
            row.table.sheet.name
            for other, row in match.rows.items()
            if other.startswith(f"{code}.") and row.written_type
        }
        if around:
            return around.pop() if len(around) == 1 else None
        code = code.rpartition(".")[0]
    return None


def unread_sheets(
    instrument: Instrument,
    sheets: Sequence[Sheet],
    read: Sequence[Sheet],
    matched: Sequence[tuple[Worksheet, Match]],
) -> Iterator[Finding]:
    """The sheets that were passed over though they hold rows of questions found nowhere else."""
    there = {code for _, match in matched for code in match.rows}
    missing = {node.code for node in instrument.questions if node.code not in there}
    if not missing:
        return
    expected = expectation(instrument)
    names = {sheet.name for sheet in read}
    for sheet in sheets:
        if sheet.name in names:
            continue
        places: dict[str, str] = {}
        for row, cells in enumerate(sheet.rows[:MOST_OPEN], 1):
            for column, value in enumerate(cells[:SEARCH_COLUMNS], 1):
                if isinstance(value, str) and len(value) > 2:
                    for code in missing.intersection(expected.known.get(words(value), ())):
                        places.setdefault(code, address(row, column))
        if places:
            yield Finding(
                "worksheet-sheet-not-read",
                sheet=sheet.name,
                cell=next(iter(places.values())),
                points=sum(points_at_stake(instrument, code) for code in places),
                details=(("count", len(places)), ("cells", ", ".join(places.values()))),
            )


def unanswered(instrument: Instrument, column: Column) -> Iterable[Finding]:
    """One line for all that is not answered, with the points that hang on it."""
    blank = [
        column.answers[node.code]
        for node in instrument.questions
        if column.answers[node.code].state is State.BLANK
    ]
    if blank:
        yield Finding(
            "questions-unanswered",
            sheet=blank[0].sheet,
            cell=blank[0].cell,
            points=sum(instrument.node[answer.code].weight or 0.0 for answer in blank),
            assessor=column.assessor,
            details=(
                ("count", len(blank)),
                (
                    "cells",
                    ", ".join(on_sheet(a.sheet, a.cell or "", blank[0].sheet) for a in blank),
                ),
            ),
        )


def only_placeholders(column: Column) -> Iterable[Finding]:
    """What is said of a column that nobody answered although its cells are filled."""
    filled = [a for a in column.answers.values() if a.state is State.BLANK and a.raw]
    if filled:
        yield Finding(
            "column-of-placeholders",
            sheet=filled[0].sheet,
            cell=filled[0].cell,
            assessor=column.assessor,
            details=(("count", len(filled)), ("raw", filled[0].raw[:20])),
        )
