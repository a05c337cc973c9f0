"""Which tables of a workbook make up one worksheet, and who answered in which column.

One sheet holds everything, or each area has a sheet of its own, or a copied sheet holds another
assessor's answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zi_analytics.findings import Finding
from zi_analytics.instrument import Instrument
from zi_analytics.workbook.matching import expectation
from zi_analytics.workbook.rows import SheetRow
from zi_analytics.workbook.tables import AnswerColumn, Table
from zi_analytics.workbook.wording import fold

OVERLAP = 0.3
"""Parts of one worksheet share few questions; copies share most."""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Tables that together are one worksheet, their rows in order, and its assessors' columns."""

    tables: tuple[Table, ...]
    rows: tuple[SheetRow, ...]
    columns: dict[str, dict[int, AnswerColumn]]


def group_tables(
    instrument: Instrument, tables: Sequence[tuple[Table, list[SheetRow]]], file_name: str
) -> tuple[tuple[Worksheet, ...], tuple[Finding, ...]]:
    """The worksheets of a workbook, visible sheets first, and what was left out of them.

    ``tables`` come with their rows, as ``read_rows`` gives them.
    Two worksheets never hold the same assessor: of copies the first visible one counts.
    """
    known = expectation(instrument)
    groups: list[tuple[list[Table], list[SheetRow], set[str]]] = []
    for table, rows in sorted(tables, key=lambda t: t[0].sheet.state != "visible"):
        codes = {c for row in rows for c in known.known.get(row.words, ()) if c in known.leaf}
        if not codes:
            continue
        for group_table, group_rows, group_codes in groups:
            if len(codes & group_codes) <= OVERLAP * min(len(codes), len(group_codes)):
                group_table.append(table)
                group_rows.extend(rows)
                group_codes |= codes
                break
        else:
            groups.append(([table], list(rows), codes))
    worksheets: list[Worksheet] = []
    findings: list[Finding] = []
    taken: set[str] = set()
    for members, rows, _ in groups:
        columns = _columns(members, file_name)
        new = {assessor: by for assessor, by in columns.items() if assessor not in taken}
        if new:
            worksheets.append(Worksheet(tuple(members), tuple(rows), new))
            taken |= set(new)
        for assessor in columns.keys() - new.keys():
            used = next(w for w in worksheets if assessor in w.columns)
            hidden = members[0].sheet.state != "visible"
            findings.append(
                Finding(
                    "hidden-worksheet-left-out" if hidden else "second-worksheet-left-out",
                    sheet=members[0].sheet.name,
                    assessor=assessor,
                    details=(("used", used.tables[0].sheet.name),),
                )
            )
    for worksheet in worksheets:
        findings.extend(
            Finding("worksheet-on-hidden-sheet", sheet=table.sheet.name)
            for table in worksheet.tables
            if table.sheet.state != "visible"
        )
    return tuple(worksheets), tuple(findings)


def _columns(tables: Sequence[Table], file_name: str) -> dict[str, dict[int, AnswerColumn]]:
    """The answer columns by assessor; a heading that names none is told by sheet or file name."""
    columns: dict[str, dict[int, AnswerColumn]] = {}
    for table in tables:
        for column in table.answers:
            assessor = column.assessor or _assessor_of_names(table.sheet.name, file_name)
            columns.setdefault(assessor, {}).setdefault(id(table.sheet), column)
    return columns


def _assessor_of_names(*names: str) -> str:
    for name in names:
        named = fold(name).split()
        for assessor in ("tpn", "tpi"):
            if assessor in named:
                return assessor
    return "unit"
