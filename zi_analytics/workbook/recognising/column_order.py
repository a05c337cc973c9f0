"""Columns that stand in another order than in the known worksheets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from zi_analytics.findings import Finding
from zi_analytics.workbook.cells import address
from zi_analytics.workbook.recognising.grouping import Worksheet


def moved_columns(worksheet: Worksheet) -> Iterator[Finding]:
    """The first heading of each table that stands left of one it follows everywhere else.

    Question, weight, answer options, answer: so it is in every edition.
    """
    for table in worksheet.tables:
        answers = [answer.column for answer in table.answers]
        order = [table.labels[0], table.weight, table.type, min(answers, default=None)]
        known = [column for column in order if column is not None]
        moved = next((after for before, after in pairwise(known) if after < before), None)
        if moved is not None:
            yield Finding(
                "columns-in-other-order",
                sheet=table.sheet.name,
                cell=address(table.header_row, moved),
                details=(("heading", table.headings.get(moved, "")[:80]),),
            )
