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
from zi_analytics.workbook.opening.worksheet import Place, place_of

READABLE_ERRORS = frozenset(
    (b"#REF!", b"#DIV/0!", b"#N/A", b"#VALUE!", b"#NAME?", b"#NUM!", b"#NULL!")
)
"""The error values that calamine can read."""


@dataclass(frozen=True, slots=True)
class Values:
    """The children of the cells: whose, which tag (``index``), and where their content is."""

    places: Integers
    owner: Positions
    index: Positions
    letter: Bytes
    tag: Positions
    begin: Positions
    end: Positions
    missing: Positions
    used: Integers
    errors: dict[Place, str]


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
    errors = _errors(data, places[v_owner[wrong]], v_begin[wrong], v_end[wrong])
    if errors is None:
        return None
    missing = np.flatnonzero(computed & ~filled)
    return Values(places, owner, children, letter, table.opened[children], begin, end, missing, used, errors)


def _mark(cells: Positions, chosen: Positions) -> np.ndarray[Any, np.dtype[np.bool_]]:
    marks = np.zeros(len(cells), dtype=bool)
    marks[chosen] = True
    return marks


def _errors(
    data: Bytes, places: Integers, begin: Positions, end: Positions
) -> dict[Place, str] | None:
    """The error cells; None when there is one that calamine does not know."""
    errors = {}
    for place, start, stop in zip(places.tolist(), begin.tolist(), end.tolist(), strict=True):
        text = data[start:stop].tobytes()
        if text not in READABLE_ERRORS:
            return None
        errors[place_of(place)] = text.decode()
    return errors


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
