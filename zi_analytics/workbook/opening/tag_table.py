"""The tags of a worksheet's cells, one entry a tag in every array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from zi_analytics.workbook.opening.byte_columns import Bytes
from zi_analytics.workbook.opening.markup import Positions

ROW, CELL, CHILD, OTHER = 1, 2, 3, 9
"""The levels below <sheetData>: rows, cells, and the children of cells."""


@dataclass(frozen=True, slots=True)
class TagTable:
    """The tags between <sheetData> and its end: where each opens and closes, and its level."""

    data: Bytes
    opened: Positions
    closed: Positions
    is_start: np.ndarray[Any, np.dtype[np.bool_]]
    level: np.ndarray[Any, np.dtype[np.int32]]
    letter: Bytes

    def starts(self, level: int) -> Positions:
        """Where the tags that begin something at ``level`` stand in the arrays."""
        return np.flatnonzero((self.level == level) & self.is_start)


def join(tables: Sequence[TagTable]) -> TagTable:
    """The tags of several worksheets in one table, as if their bytes stood one after another."""
    if len(tables) == 1:
        return tables[0]
    sizes = [len(table.data) for table in tables]
    before = np.repeat(np.cumsum([0, *sizes[:-1]]), [len(table.opened) for table in tables])
    return TagTable(
        np.concatenate([table.data for table in tables]),
        np.concatenate([table.opened for table in tables]) + before,
        np.concatenate([table.closed for table in tables]) + before,
        np.concatenate([table.is_start for table in tables]),
        np.concatenate([table.level for table in tables]),
        np.concatenate([table.letter for table in tables]),
    )


def _kinds() -> Bytes:
    """For each pair of bytes after "<": which level of a worksheet such a tag belongs to."""
    kinds = np.zeros(1 << 16, dtype=np.uint8)
    for name, level in (("c", CELL), ("v", CHILD), ("f", CHILD)):
        for after in " />":
            kinds[ord(name) << 8 | ord(after)] = level
    kinds[ord("r") << 8 | ord("o")] = ROW
    kinds[ord("i") << 8 | ord("s")] = CHILD
    return kinds


KINDS = _kinds()
