"""What the cells of an ordinary worksheet hold: values, formulas and texts, all proved at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from zi_analytics.settings import FileLimits
from zi_analytics.workbook.opening.byte_columns import (
    Bytes,
    Integers,
    read_numbers,
    read_whole_numbers,
)
from zi_analytics.workbook.opening.markup import Positions
from zi_analytics.workbook.opening.tag_table import CHILD, TagTable

READABLE_ERRORS = frozenset(
    (b"#REF!", b"#DIV/0!", b"#N/A", b"#VALUE!", b"#NAME?", b"#NUM!", b"#NULL!")
)
"""The error values that calamine can read."""


@dataclass(frozen=True, slots=True)
class Values:
    """The children of the cells: whose, which tag (``index``), and where their content is.

    ``missing`` are the cells without a value, ``used`` the strings of the cells ``used_by``,
    ``errors`` the cells that show one, with its text.
    """

    places: Integers
    owner: Positions
    index: Positions
    letter: Bytes
    tag: Positions
    begin: Positions
    end: Positions
    missing: Positions
    used: Integers
    used_by: Positions
    errors: tuple[tuple[int, str], ...]

    def of_sheet(self, cells: slice, tags: int, data: int) -> Values:
        """Those of one worksheet: of its ``cells``, where so many tags and bytes stand before."""
        first, last = cells.start, cells.stop
        own = slice(*np.searchsorted(self.owner, (first, last)).tolist())
        missing = slice(*np.searchsorted(self.missing, (first, last)).tolist())
        used = slice(*np.searchsorted(self.used_by, (first, last)).tolist())
        return Values(
            self.places[cells],
            self.owner[own] - first,
            self.index[own] - tags,
            self.letter[own],
            self.tag[own] - data,
            self.begin[own] - data,
            self.end[own] - data,
            self.missing[missing] - first,
            self.used[used],
            self.used_by[used] - first,
            tuple((cell - first, text) for cell, text in self.errors if first <= cell < last),
        )


def look_at_values(
    table: TagTable, cells: Positions, places: Integers, types: Bytes, strings: int
) -> Values | None:
    """The values of ``cells``; None when one is not what its cell's type says."""
    children = table.starts(CHILD)
    letter, data = table.letter[children], table.data
    owner = np.searchsorted(cells, children, "right") - 1
    values, formulas, texts = (letter == ord(name) for name in "vfi")
    if not all((np.diff(owner[kind]) > 0).all() for kind in (values, formulas, texts)):
        return None
    begin = table.closed[children] + 1
    end = np.where(data[begin - 2] == ord("/"), begin, np.append(table.opened, 0)[children + 1])

    v_owner, v_begin, v_end = owner[values], begin[values], end[values]
    v_type, empty = types[v_owner], v_end == v_begin
    if (types[owner[texts]] != ord("i")).any() or (v_type == ord("i")).any():
        return None
    # A formula whose result is the empty string is stored as an empty value of type "str".
    filled = _mark(cells, v_owner[~empty | (v_type == ord("r"))]) | _mark(cells, owner[texts])
    computed = _mark(cells, owner[formulas])
    if (~filled & ~computed).any():
        return None

    def of_type(name: str) -> tuple[Positions, Positions]:
        chosen = (v_type == ord(name)) & ~empty
        return v_begin[chosen], v_end[chosen]

    used = read_whole_numbers(data, *of_type("s"))
    used_by = v_owner[(v_type == ord("s")) & ~empty]
    truth_begin, truth_end = of_type("b")
    if not (
        read_numbers(data, *of_type("n"))
        and (used >= 0).all()
        and (used < strings).all()
        and (truth_end - truth_begin == 1).all()
        and (data[truth_begin] >> 1 == ord("0") >> 1).all()
    ):
        return None
    wrong = (v_type == ord("e")) & ~empty
    errors = _errors(data, v_owner[wrong], v_begin[wrong], v_end[wrong])
    if errors is None:
        return None
    missing = np.flatnonzero(computed & ~filled)
    return Values(
        places,
        owner,
        children,
        letter,
        table.opened[children],
        begin,
        end,
        missing,
        used,
        used_by,
        errors,
    )


def _mark(cells: Positions, chosen: Positions) -> np.ndarray[Any, np.dtype[np.bool_]]:
    marks = np.zeros(len(cells), dtype=bool)
    marks[chosen] = True
    return marks


def _errors(
    data: Bytes, cells: Positions, begin: Positions, end: Positions
) -> tuple[tuple[int, str], ...] | None:
    """The error cells; None when there is one that calamine does not know."""
    errors = []
    for cell, start, stop in zip(cells.tolist(), begin.tolist(), end.tolist(), strict=True):
        text = data[start:stop].tobytes()
        if text not in READABLE_ERRORS:
            return None
        errors.append((cell, text.decode()))
    return tuple(errors)


def short_enough(table: TagTable, every: Positions, values: Values, limits: FileLimits) -> bool:
    """No text can be over the limit of a cell: not even its bytes are."""
    plain = values.letter == ord("v")
    if plain.any() and int((values.end[plain] - values.begin[plain]).max()) > (
        limits.cell_characters
    ):
        return False
    inline = values.tag[values.letter == ord("i")]
    if not len(inline):
        return True
    cells = np.append(table.opened[every], table.closed[-1])
    after = cells[np.searchsorted(cells, inline)]
    return int((after - inline).max()) <= limits.cell_characters
