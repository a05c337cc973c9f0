"""A made worksheet: its sheets, where everything stands, and what was planted in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scripts.worksheets.filling import Filling, Typed
from scripts.worksheets.grid import Grid, Value, name_of
from scripts.worksheets.table import Block
from scripts.worksheets.tree import Tree


@dataclass(frozen=True, slots=True)
class Planted:
    """A deliberate fault. A finding on any of ``cells`` names it; empty when no cell can."""

    fault: str
    sheet: str
    cells: tuple[str, ...]
    question: str = ""


@dataclass
class Worksheet:
    """``main`` is the sheet with the questions; ``rows`` and ``blocks`` say where they stand.

    ``fillings`` are the answers that count by the rule, by assessor: what a planted fault types
    into a cell is taken out of them where the rule cannot count it.
    """

    layout: str
    tree: Tree
    grids: list[Grid]
    main: Grid
    rows: dict[str, int]
    blocks: dict[str, Block]
    fillings: dict[str, Filling]
    weight: int
    kind: int
    label: int
    planted: list[Planted] = field(default_factory=list)
    sheet_of: dict[str, Grid] = field(default_factory=dict)
    """The sheet of each code where the worksheet is spread over several."""

    def grid_of(self, code: str) -> Grid:
        """The sheet on which a code stands."""
        return self.sheet_of.get(code, self.main)

    def cell(self, code: str, role: str = "answer", assessor: str = "") -> str:
        """The name of a cell in the row of ``code``: "answer", "points", "kind", "evidence" …"""
        return name_of(self.place(code, role, assessor))

    def place(self, code: str, role: str = "answer", assessor: str = "") -> tuple[int, int]:
        """Row and column of a cell in the row of ``code``."""
        if role in ("weight", "kind"):
            return self.rows[code], getattr(self, role)
        block = self.blocks[assessor or next(iter(self.blocks))]
        return self.rows[code], getattr(block, role)

    def shown(self, code: str = "TOTAL", assessor: str = "") -> Value:
        """What the sheet itself shows as the points of a node."""
        return self.grid_of(code).value(*self.place(code, "points", assessor))

    def plant(self, fault: str, *cells: str, question: str = "") -> None:
        """Record a fault with the cells that may be named for it."""
        self.planted.append(Planted(fault, self.main.name, cells, question))

    def answer(self, answers: Mapping[str, Typed | None], assessor: str = "") -> None:
        """Type other answers into the sheet and count them (None empties the cell)."""
        who = assessor or next(iter(self.blocks))
        self.fillings[who] = self.fillings[who].answering(answers)
        for code, given in answers.items():
            self.grid_of(code).put(*self.place(code, "answer", who), given, "answer")
