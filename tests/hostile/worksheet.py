"""The worksheet inside the hostile files: the 2025/26 layout, filled, as rows of plain values."""

from __future__ import annotations

from functools import cache

from scripts.worksheets import filling, layout_2025, tree
from scripts.worksheets.filling import Filling

SHEET = "Jawaban"
ANSWER, NOTE, POINTS = 11, 12, 16
"""Columns, counted from 1: the unit's answer and note, and the points beside the TPI's answer."""

Value = str | float | int | None
Rows = list[list[Value]]


@cache
def _clean(unit: str) -> tuple[tuple[Value, ...], ...]:
    lines = tree.load()
    fillings = {
        who: Filling(filling.draw_at(lines, unit, quality))
        for who, quality in (("unit", 0.8), ("tpi", 0.7))
    }
    grid = layout_2025.make(lines, fillings, unit=unit).main
    last_row = max(row for row, _ in grid.cells)
    last_column = max(column for _, column in grid.cells)
    return tuple(
        tuple(_plain(grid.value(row, column)) for column in range(1, last_column + 1))
        for row in range(1, last_row + 1)
    )


def _plain(value: object) -> Value:
    """The value itself; an error cell of the layout is left blank."""
    return value if isinstance(value, str | float | int) else None


def rows(unit: str = "Kelurahan Contoh") -> Rows:
    """A filled worksheet, header in row 1; yours to change."""
    return [list(row) for row in _clean(unit)]


@cache
def row_of(code: str) -> int:
    """The row (from 1) of a node."""
    lines = tree.load()
    return layout_2025.make(lines, {}).rows[code]


def first_question() -> int:
    """The row (from 1) of the first row with an answer by the unit."""
    return next(number for number, row in enumerate(rows(), 1) if number > 1 and row[ANSWER - 1])
