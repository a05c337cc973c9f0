"""A worksheet's cells, checked and ready for calamine: what both ways of looking end in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from zi_analytics.findings import Finding
from zi_analytics.workbook.cells import address
from zi_analytics.workbook.opening.byte_columns import Integers

Place = tuple[int, int]

MOST_DENSE_CELLS = 4_000_000
"""Rows × columns that may be laid out; a few cells far apart would need billions."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""The grid of a worksheet; nothing can stand outside."""


class Formula(NamedTuple):
    """A formula as the file has it: the attributes of its tag, and its text without "="."""

    attributes: str
    text: str


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one worksheet.

    ``xml`` is a whole part that has nothing but these cells. ``places`` are those of the cells
    with a value or a formula, rising, as ``row << 14 | column`` (both from 1); ``strings`` the
    index of the shared string for each cell that has one.
    """

    xml: bytes
    places: Integers
    strings: Integers
    errors: Mapping[Place, str]
    without_value: frozenset[Place]
    formulas: Mapping[Place, Formula]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Noted:
    """Collects what is odd in a sheet: one finding a kind, with the first cell and a count."""

    sheet: str
    _first: dict[str, tuple[str | None, str]] = field(default_factory=dict)
    _count: dict[str, int] = field(default_factory=dict)

    def note(self, code: str, place: Place | None = None, text: str = "") -> None:
        """One more of this kind, at ``place``, with a ``text`` that shows it."""
        if code not in self._first:
            self._first[code] = (address(*place) if place else None, text[:40])
        self._count[code] = self._count.get(code, 0) + 1

    def findings(self) -> tuple[Finding, ...]:
        """What was noted, in the order of the first of each kind."""
        return tuple(
            Finding(
                code,
                sheet=self.sheet,
                cell=cell,
                details=(("count", self._count[code]), ("text", text)),
            )
            for code, (cell, text) in self._first.items()
        )


def place_of(number: int) -> Place:
    """(row, column) of an entry of :attr:`Cells.places`."""
    return number >> 14, number & 0x3FFF


_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def read_reference(text: str) -> Place | None:
    """(row, column) of "B7", also as "$b$7"; None when it is no reference."""
    found = _REFERENCE.fullmatch(text)
    if found is None or found[2].startswith("0"):
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def columns_hidden(spans: Iterable[tuple[int, int]], widest: int) -> frozenset[int]:
    """The hidden columns up to the last one in use; spans usually run to the end of the grid."""
    return frozenset(
        column for first, last in spans for column in range(first, min(last, widest) + 1)
    )
