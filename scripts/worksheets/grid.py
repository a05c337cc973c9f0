"""A sheet being made: cells with values or live formulas that also know their own result.

Every formula carries the text for the file and a function with the same meaning, so a worksheet
can be written with the values Excel would store and its totals are known without opening it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

Place = tuple[int, int]
"""(row, column), both counted from 1."""


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """An Excel error as the result of a formula, e.g. ``#DIV/0!``."""

    text: str


DIVISION = ErrorValue("#DIV/0!")
REFERENCE = ErrorValue("#REF!")
VALUE = ErrorValue("#VALUE!")

Value = str | float | int | None | ErrorValue


@dataclass(frozen=True, slots=True)
class Formula:
    """``text`` as Excel writes it, ``compute`` what it results in."""

    text: str
    compute: Callable[[], Value]


@dataclass
class Grid:
    """One sheet. ``marks`` gives a cell a named format ("head", "share", "points", "answer")."""

    name: str
    cells: dict[Place, Value | Formula] = field(default_factory=dict)
    marks: dict[Place, str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden: bool = False
    protected: bool = False
    _computed: dict[Place, Value] = field(default_factory=dict)

    def put(self, row: int, column: int, content: Value | Formula, mark: str = "") -> None:
        """Write one cell; nothing is written for None or ""."""
        self._computed.clear()
        if content is None or content == "":
            self.cells.pop((row, column), None)
            return
        self.cells[row, column] = content
        if mark:
            self.marks[row, column] = mark

    def value(self, row: int, column: int) -> Value:
        """What the cell shows: its value or its formula's result; None when it is empty."""
        content = self.cells.get((row, column))
        if not isinstance(content, Formula):
            return content
        if (row, column) not in self._computed:
            self._computed[row, column] = content.compute()
        return self._computed[row, column]

    def values(self, places: Iterable[Place]) -> list[Value]:
        """What several cells show."""
        return [self.value(*place) for place in places]


def letters(column: int) -> str:
    """The column's letters: 1 → A, 27 → AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def name_of(place: Place) -> str:
    """The cell's name: (6, 11) → K6."""
    return f"{letters(place[1])}{place[0]}"


def span(places: list[Place]) -> str:
    """Places of one column as the arguments of a function: "L8:L10" or "L8,L11"."""
    rows = [row for row, _ in places]
    if len(rows) > 1 and rows == list(range(rows[0], rows[0] + len(rows))):
        return f"{name_of(places[0])}:{name_of(places[-1])}"
    return ",".join(name_of(place) for place in places)
