"""The rows of a worksheet's table as they stand: numbering, text, answer type."""

from __future__ import annotations

import re
from typing import NamedTuple

from zi_analytics.workbook.cells import CellValue
from zi_analytics.workbook.recognising.tables import Table
from zi_analytics.workbook.recognising.wording import as_text, fold, words

NUMBERING = re.compile(r"\(?(?:[A-Za-z]|[IVXivx]{1,5}|[0-9]{1,3})[.)]?|[-–]")
LEADING_NUMBERING = re.compile(r"\s*\(?((?:[A-Za-z]|[IVXivx]{1,5}|[0-9]{1,3})[.)]|[-–])\s*(?=\S)")


class SheetRow(NamedTuple):
    """One row with a text: ``row`` from 1, ``numbering`` folded ("a", "iii", "-" or "").

    ``written_type`` is the answer-type cell folded, "" when empty.
    """

    table: Table
    row: int
    numbering: str
    text: str
    words: frozenset[str]
    written_type: str
    cells: list[CellValue]


def read_rows(table: Table) -> list[SheetRow]:
    """The rows below the header that have a text, repeated headers left out."""
    start, after = table.labels
    heading = table.headings.get(table.type, "")
    rows = []
    for number, cells in enumerate(table.sheet.rows[table.header_row :], table.header_row + 1):
        texts = [
            text for value in cells[start - 1 : after - 1] if value and (text := as_text(value))
        ]
        if not texts:
            continue
        written_type = fold(as_text(_at(cells, table.type)))
        if written_type and heading.startswith(written_type):
            continue
        numbering, text = _split_numbering(texts)
        rows.append(SheetRow(table, number, numbering, text, words(text), written_type, cells))
    return rows


def _at(cells: list[CellValue], column: int) -> CellValue:
    return cells[column - 1] if column <= len(cells) else None


def _split_numbering(texts: list[str]) -> tuple[str, str]:
    """The numbering and the text: in cells of their own, or together in one ("a. Unit ...")."""
    if len(texts) > 1:
        text = max(texts[1:], key=len)
        if NUMBERING.fullmatch(texts[0]):
            return _bare(texts[0]), text
        if len(texts[0]) > len(text):
            text = texts[0]
    else:
        text = texts[0]
    leading = LEADING_NUMBERING.match(text)
    if leading is None:
        return "", text
    return _bare(leading[1]), text[leading.end() :]


def _bare(numbering: str) -> str:
    return numbering.strip("(.)").casefold().replace("–", "-")
