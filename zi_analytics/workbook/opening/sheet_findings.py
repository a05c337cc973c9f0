"""What a checked worksheet should be told about: errors, formulas, hidden and merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from zi_analytics.findings import Finding
from zi_analytics.workbook.cells import address
from zi_analytics.workbook.opening.byte_columns import Integers
from zi_analytics.workbook.opening.worksheet import (
    LAST_COLUMN,
    LAST_ROW,
    Cells,
    Noted,
    Place,
    read_reference,
)

_LONGEST_FORMULA = 8192
_LARGEST_MERGE = 100_000
_MOST_MERGES = 10_000
_MOST_MERGED_ROWS = 50_000
_OUTSIDE = re.compile(
    r"\[[^\]]*\][^!]*!|\\\\|\||\b(?:WEBSERVICE|FILTERXML|IMPORT\w+|RTD|CALL|REGISTER\.ID)\s*\(",
    re.IGNORECASE,
)
_SIGNS_OF_OUTSIDE = ("[", "|", "\\", "WEBSERVICE", "FILTERXML", "IMPORT", "RTD", "CALL", "REGISTER")
_KIND = re.compile(r' t="([^"]*)"')
_GROUP = re.compile(r' si="([^"]*)"')
_KINDS = frozenset(("normal", "array", "dataTable", "shared"))


def describe(sheet: str, cells: Cells) -> tuple[Finding, ...]:
    """The findings of one worksheet, each kind once with its first cell and a count."""
    noted = Noted(sheet)
    for place, text in cells.errors.items():
        noted.note("cells-with-errors", place, text)
    for place in sorted(cells.without_value):
        noted.note("formulas-without-value", place)
    _note_formulas(noted, cells)
    _note_hidden(noted, cells)
    _note_merges(noted, cells)
    return (*cells.findings, *noted.findings())


def _note_formulas(noted: Noted, cells: Cells) -> None:
    together = "\n".join(formula.text for formula in cells.formulas.values()).upper()
    suspicious = any(sign in together for sign in _SIGNS_OF_OUTSIDE)
    masters: set[str] = set()
    followers: list[tuple[Place, str]] = []
    for place, formula in cells.formulas.items():
        if len(formula.text) > _LONGEST_FORMULA:
            noted.note("formula-too-long", place, formula.text)
        if suspicious and _OUTSIDE.search(formula.text):
            noted.note("formula-reaches-out", place, formula.text)
        if not formula.attributes:
            continue
        kind = _KIND.search(formula.attributes)
        if kind is not None and kind[1] not in _KINDS:
            noted.note("formula-odd", place, kind[1])
        group = _GROUP.search(formula.attributes)
        if group is not None and formula.text:
            masters.add(group[1])
        elif group is not None:
            followers.append((place, group[1]))
    for place, shared in followers:
        if shared not in masters:
            noted.note("formula-odd", place)


def _note_hidden(noted: Noted, cells: Cells) -> None:
    """Hidden rows and columns, where they have something in them."""
    if cells.hidden_rows:
        rows = np.intersect1d(cells.places >> 14, np.fromiter(cells.hidden_rows, dtype=np.int64))
        for row in rows.tolist():
            noted.note("hidden-rows", (row, 1), str(row))
    if cells.hidden_columns:
        used = np.unique(cells.places & 0x3FFF).tolist()
        for column in used:
            if column in cells.hidden_columns:
                noted.note("hidden-columns", (1, column))


def _note_merges(noted: Noted, cells: Cells) -> None:
    if len(cells.merges) > _MOST_MERGES:
        noted.note("merges-odd", text=str(len(cells.merges)))
        return
    lines: list[tuple[int, int, int, int]] = []
    for text, corners in ((text, _corners(text)) for text in cells.merges):
        if corners is None:
            noted.note("merges-odd", text=text)
            continue
        (top, left), (bottom, right) = corners
        if (bottom - top + 1) * (right - left + 1) > _LARGEST_MERGE:
            noted.note("merges-odd", (top, left), text)
            continue
        lines += [(row, left, right, top) for row in range(top, bottom + 1)]
        if len(lines) > _MOST_MERGED_ROWS:
            noted.note("merges-odd", (top, left), text)
            return
    if not lines:
        return
    lines.sort()
    rows, left, right, top = np.array(lines, dtype=np.int64).T
    begin, end = rows << 14 | left, rows << 14 | right
    for line in np.flatnonzero(begin[1:] <= end[:-1]).tolist():
        noted.note("merges-odd", (int(rows[line]), int(left[line])))
    first_shown = begin + (rows == top)
    under = np.searchsorted(cells.places, end, "right") - np.searchsorted(
        cells.places, first_shown, "left"
    )
    for place in _places_under(cells, first_shown[under > 0], end[under > 0]):
        noted.note("values-under-merge", place, address(*place))


def _places_under(cells: Cells, begin: Integers, end: Integers) -> Iterator[Place]:
    for low, high in zip(begin.tolist(), end.tolist(), strict=True):
        span = slice(np.searchsorted(cells.places, low), np.searchsorted(cells.places, high + 1))
        for number in cells.places[span].tolist():
            yield number >> 14, number & 0x3FFF


def _corners(text: str) -> tuple[Place, Place] | None:
    """Top left and bottom right of a merged range; None when it is none."""
    first, colon, second = text.partition(":")
    start, end = read_reference(first), read_reference(second)
    if not colon or start is None or end is None or start == end:
        return None
    if start[0] > end[0] or start[1] > end[1] or end[0] > LAST_ROW or end[1] > LAST_COLUMN:
        return None
    return start, end
