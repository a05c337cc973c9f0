"""A workbook as plain values: what every format is turned into before anything is recognised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache

from zi_analytics.findings import Finding

CellValue = str | float | bool | datetime | date | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``rows`` start at A1: ``rows[r][c]`` is the cell in row r + 1, column c + 1.

    Places are (row, column), both counted from 1. Rows may differ in length; an empty cell is
    None or "". An error cell has "" (or None) in ``rows`` and its text ("#DIV/0!") in ``errors``.
    """

    name: str
    state: str  # "visible", "hidden", "very_hidden"
    rows: list[list[CellValue]]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    without_value: frozenset[tuple[int, int]] = frozenset()
    """Formula cells whose file holds no computed value."""
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """The formulas by place, without "="; only .xlsx and .xlsm tell them."""


@dataclass(frozen=True, slots=True)
class Book:
    """A whole workbook. ``format`` is xlsx, xlsm, xls, ods or xlsb, whatever its name says."""

    format: str
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = ()
    saved_at: str | None = None
    """When the file says it was last saved, in ISO 8601; None where it does not."""


def address(row: int, column: int) -> str:
    """The cell's name ("K6") from row and column counted from 1."""
    return f"{_letters(column)}{row}"


@cache
def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def listed(places: Iterable[tuple[str, tuple[int, int]]], sheet: str | None) -> str:
    """Cells one after the other ("K29, 'Area 2'!K31"), with the sheet where it is not ``sheet``."""
    return ", ".join(on_sheet(name, address(*place), sheet) for name, place in places)


def on_sheet(name: str | None, cell: str, sheet: str | None) -> str:
    """A cell's name, with its sheet in quotes where that is not ``sheet``."""
    if name is None or name == sheet:
        return cell
    doubled = name.replace("'", "''")
    return f"'{doubled}'!{cell}"
