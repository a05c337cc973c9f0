"""What is wrong with the rows of a worksheet, and what nobody has answered."""

from __future__ import annotations

from collections.abc import Iterable

from zi_analytics.findings import Finding
from zi_analytics.instrument import Instrument, Level
from zi_analytics.workbook.answering.extraction import Column, points_at_stake
from zi_analytics.workbook.cells import address, on_sheet
from zi_analytics.workbook.reading import State
from zi_analytics.workbook.recognising.grouping import Worksheet
from zi_analytics.workbook.recognising.matching import Match, expectation


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
                sheet=worksheet.tables[0].sheet.name,
                points=points_at_stake(instrument, node.code),
                question=node.code,
            )
            continue
        written = found.written_type
        if expected.types.get(written) != node.answer_type:
            yield Finding(
                "type-cell-overwritten",
                sheet=found.table.sheet.name,
                cell=address(found.row, found.table.type),
                points=points_at_stake(instrument, node.code),
                question=node.code,
                details=(
                    ("found", written or "…"),
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
