"""OpenDocument sheets (.ods), read cell by cell from their content.

A repeated row or cell is written once with a count, so a few bytes can stand for billions of
cells; blank filler to the edge of the grid is normal and costs nothing. Calamine is not asked:
it refuses many ordinary files of LibreOffice (with drawings, notes, matrix formulas).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, FileLimits
from zi_analytics.workbook.cells import CellValue, address
from zi_analytics.workbook.opening.markup import Markup, parse
from zi_analytics.workbook.opening.open_document_values import Said, read_value
from zi_analytics.workbook.opening.worksheet import (
    LAST_COLUMN,
    LAST_ROW,
    MOST_DENSE_CELLS,
    Noted,
    Place,
)

_ERROR = re.compile(r"#[A-Z0-9/?!]+|Err:[0-9]+")
_WHOLE = re.compile(r"[0-9]{1,7}")
_CELLS = frozenset(("table-cell", "covered-table-cell"))
_HIDDEN = frozenset(("collapse", "filter"))
_BLANKS = {"tab": "\t", "line-break": "\n"}
_MOST_REPEATED = 1000


@dataclass(slots=True)
class Table:
    """One sheet of an OpenDocument file."""

    name: str
    state: str
    rows: list[list[CellValue]] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: dict[Place, str] = field(default_factory=dict)
    without_value: set[Place] = field(default_factory=set)


@dataclass(slots=True)
class _Cell:
    column: int
    repeats: int
    said: Said
    text: list[str] = field(default_factory=list)
    paragraphs: int = 0


@dataclass(slots=True)
class _Walk:
    """What is known while the elements go by."""

    limits: FileLimits
    tables: list[Table] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    hidden_styles: set[str] = field(default_factory=set)
    style: str = ""
    nested: int = 0
    noted: Noted = field(default_factory=lambda: Noted(""))
    cells: int = 0
    dense: int = 0
    row: int = 0
    row_repeats: int = 1
    column: int = 0
    widest: int = 0
    declared: int = 0
    cell: _Cell | None = None
    aside: int = 0
    filled: list[tuple[_Cell, str]] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if self.cell is not None:
            self.start_text(local, attributes)
            return
        said = Said(attributes)
        if local == "table":
            self.nested += 1
            if self.nested == 1:
                self.start_table(said)
        elif self.nested > 1:
            return
        elif local == "style":
            self.style = said.get("name")
        elif local == "table-properties" and said.get("display") == "false":
            self.hidden_styles.add(self.style)
        elif local == "table-column":
            repeats = self.repeats(said, "number-columns-repeated", LAST_COLUMN)
            if said.get("visibility") in _HIDDEN:
                self.hidden_columns.append((self.declared + 1, self.declared + repeats))
            self.declared += repeats
        elif local == "table-row":
            self.row_repeats = self.repeats(said, "number-rows-repeated", LAST_ROW)
            self.column, self.filled = 0, []
            if said.get("visibility") in _HIDDEN:
                self.hidden_rows.append((self.row + 1, self.row + self.row_repeats))
        elif local in _CELLS:
            repeats = self.repeats(said, "number-columns-repeated", LAST_COLUMN)
            self.cell = _Cell(self.column + 1, repeats, said)
            self.column += repeats

    def start_table(self, said: Said) -> None:
        name = said.get("name")
        if any(table.name.casefold() == name.casefold() for table in self.tables):
            raise Refused(Finding("sheet-names-twice", sheet=name[:80]))
        hidden = said.get("style-name") in self.hidden_styles
        self.tables.append(Table(name, "hidden" if hidden else "visible"))
        self.noted = Noted(name)
        self.row = self.widest = self.declared = 0
        self.hidden_rows, self.hidden_columns = [], []

    def start_text(self, local: str, attributes: dict[str, str]) -> None:
        """Inside a cell: its paragraphs count, notes and drawings in it do not."""
        cell = self.cell
        assert cell is not None
        if self.aside or local in ("annotation", "frame", "table", "custom-shape", "control"):
            self.aside += 1
        elif local == "p":
            if cell.paragraphs:
                cell.text.append("\n")
            cell.paragraphs += 1
        elif local == "s":
            count = Said(attributes).get("c") or "1"
            cell.text.append(" " * (int(count) if _WHOLE.fullmatch(count) else 1))
        elif local in _BLANKS:
            cell.text.append(_BLANKS[local])
        if len(cell.text) > self.limits.cell_characters:
            raise self.refuse("cell-text-too-long", cell.column)

    def characters(self, text: str) -> None:
        if self.cell is not None and not self.aside and self.cell.paragraphs:
            self.cell.text.append(text)

    def end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if self.aside:
            self.aside -= 1
        elif self.cell is not None:
            if local in _CELLS:
                self.filled.append((self.cell, "".join(self.cell.text)))
                self.cell = None
        elif local == "table":
            self.nested -= 1
            if self.nested == 0:
                self.end_table()
        elif local == "table-row" and self.nested == 1:
            self.end_row()

    def end_row(self) -> None:
        """Lay out the cells of a row that have something in them, as often as it is repeated."""
        row: list[CellValue] = []
        for cell, text in self.filled:
            if len(text) > self.limits.cell_characters:
                raise self.refuse("cell-text-too-long", cell.column)
            if not cell.said.has_value and not text and not cell.said.get("formula"):
                continue
            last = cell.column + cell.repeats - 1
            self.count(cell.repeats * self.row_repeats, last)
            value = self.value_of(cell, text)
            row += [None] * (cell.column - 1 - len(row)) + [value] * cell.repeats
        if row:
            rows = self.tables[-1].rows
            rows += [[] for _ in range(self.row - len(rows))]
            rows += [list(row) for _ in range(self.row_repeats)]
        self.row += self.row_repeats

    def count(self, cells: int, last: int) -> None:
        self.cells += cells
        if self.cells > self.limits.cells:
            raise Refused(Finding("too-many-cells", details=(("limit", self.limits.cells),)))
        self.widest = max(self.widest, last)
        tall = self.row + self.row_repeats
        if tall > self.limits.rows or last > self.limits.columns:
            raise self.refuse("cells-far-apart", last)
        if tall * self.widest + self.dense > MOST_DENSE_CELLS:
            raise self.refuse("cells-far-apart", last)

    def value_of(self, cell: _Cell, text: str) -> CellValue:
        """The value; an error or a formula without a result is remembered and left blank."""
        shown = text.strip()
        formula = cell.said.get("formula")
        if cell.said.is_error or (formula and _ERROR.fullmatch(shown)):
            for place in self.places(cell):
                self.tables[-1].errors[place] = shown[:40]
                self.noted.note("cells-with-errors", place, shown)
            return None
        # An empty paragraph is a result too: LibreOffice writes it for an empty text.
        if formula and not cell.said.has_value and not cell.paragraphs:
            for place in self.places(cell):
                self.tables[-1].without_value.add(place)
                self.noted.note("formulas-without-value", place)
            return None
        value = read_value(cell.said, text)
        if value is None and text:
            self.noted.note("number-odd", (self.row + 1, cell.column), text)
            return text
        return value

    def places(self, cell: _Cell) -> list[Place]:
        rows = range(self.row + 1, self.row + min(self.row_repeats, _MOST_REPEATED) + 1)
        columns = range(cell.column, cell.column + min(cell.repeats, _MOST_REPEATED))
        return [(row, column) for row in rows for column in columns][:_MOST_REPEATED]

    def end_table(self) -> None:
        table = self.tables[-1]
        self.dense += len(table.rows) * self.widest
        table.hidden_rows = _within(self.hidden_rows, len(table.rows))
        table.hidden_columns = _within(self.hidden_columns, self.widest)
        for row in sorted(table.hidden_rows):
            self.noted.note("hidden-rows", (row, 1), str(row))
        for column in sorted(table.hidden_columns):
            self.noted.note("hidden-columns", (1, column))
        self.findings += self.noted.findings()

    def repeats(self, said: Said, key: str, most: int) -> int:
        text = said.get(key) or "1"
        if not _WHOLE.fullmatch(text) or not 1 <= int(text) <= most:
            sheet = self.tables[-1].name if self.tables else None
            raise Refused(Finding("cell-outside-grid", sheet, details=(("text", text[:40]),)))
        return int(text)

    def refuse(self, code: str, column: int) -> Refused:
        place = address(self.row + 1, column)
        limit = ("limit", self.limits.cell_characters)
        return Refused(Finding(code, self.tables[-1].name, place, details=(limit,)))


def read_tables(
    content: Markup, limits: FileLimits = FILE_LIMITS
) -> tuple[Sequence[Table], tuple[Finding, ...]]:
    """The sheets of an .ods and what is odd in them.

    Refused when there is nothing in them, or more than the limits allow once laid out.
    """
    walk = _Walk(limits)
    parse(content.name, content.data, walk.start, walk.end, walk.characters)
    if not walk.tables:
        raise Refused(Finding("no-sheet"))
    if len(walk.tables) > limits.sheets:
        details = (("count", len(walk.tables)), ("limit", limits.sheets))
        raise Refused(Finding("too-many-sheets", details=details))
    if not walk.cells:
        raise Refused(Finding("no-cells"))
    return walk.tables, tuple(walk.findings)


def _within(spans: Sequence[tuple[int, int]], last: int) -> frozenset[int]:
    return frozenset(n for first, end in spans for n in range(first, min(end, last) + 1))
