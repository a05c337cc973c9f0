"""OpenDocument sheets (.ods), walked before calamine lays them out.

A repeated row or cell is written once with a count, so a few bytes can stand for billions of
cells; blank filler to the edge of the grid is normal and costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, FileLimits
from zi_analytics.workbook.cells import address
from zi_analytics.workbook.markup import Markup, parse
from zi_analytics.workbook.safety import Checked
from zi_analytics.workbook.worksheet import (
    LAST_COLUMN,
    LAST_ROW,
    MOST_DENSE_CELLS,
    Noted,
    Place,
)

_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<manifest:file-entry manifest:full-path="/" manifest:media-type="' + _MIMETYPE + b'"/>'
    b'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    b"</manifest:manifest>"
)
_ERROR = re.compile(r"#[A-Z0-9/?!]+|Err:[0-9]+")
_WHOLE = re.compile(r"[0-9]{1,7}")
_CELL = frozenset(("table-cell", "covered-table-cell"))
_HIDDEN = frozenset(("collapse", "filter"))
_MOST_REPEATED_ERRORS = 1000
Attributes = dict[str, str]


@dataclass(slots=True)
class Table:
    """One sheet of an OpenDocument file; ``read_as`` is its name for calamine."""

    name: str
    read_as: str
    state: str
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: dict[Place, str] = field(default_factory=dict)
    without_value: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True)
class Document:
    """The parts to give to calamine, and what was seen in each sheet."""

    parts: Sequence[tuple[str, bytes]]
    tables: Sequence[Table]
    findings: tuple[Finding, ...]


def read_document(checked: Checked, content: Markup, limits: FileLimits = FILE_LIMITS) -> Document:
    """Look over an .ods. Refused when encrypted or laid out over more cells than allowed."""
    if b"encryption-data" in checked.parts.get("META-INF/manifest.xml", b""):
        raise Refused(Finding("password-protected"))
    walk = _Walk(limits)
    parse(content.name, content.data, walk.start, walk.end, walk.characters)
    if not walk.tables:
        raise Refused(Finding("no-sheet"))
    if len(walk.tables) > limits.sheets:
        raise Refused(
            Finding(
                "too-many-sheets",
                details=(("count", len(walk.tables)), ("limit", limits.sheets)),
            )
        )
    if not walk.cells:
        raise Refused(Finding("no-cells"))
    parts = (
        ("mimetype", _MIMETYPE),
        ("META-INF/manifest.xml", _MANIFEST),
        ("content.xml", content.data),
    )
    return Document(parts, walk.tables, tuple(walk.findings))


@dataclass(slots=True)
class _Walk:
    limits: FileLimits
    tables: list[Table] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    hidden_styles: set[str] = field(default_factory=set)
    style: str = ""
    path: list[str] = field(default_factory=list)
    nested: int = 0
    cells: int = 0
    dense: int = 0
    noted: Noted = field(default_factory=lambda: Noted(""))
    row: int = 0
    row_repeats: int = 1
    column: int = 0
    column_place: int = 0
    last: Place = (0, 0)
    row_cells: list[tuple[int, int, Attributes, str]] = field(default_factory=list)
    cell: tuple[int, int, Attributes] | None = None
    text: list[str] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    without_value: set[Place] = field(default_factory=set)

    def start(self, name: str, attributes: Attributes) -> None:
        local = name.rpartition(" ")[2]
        self.path.append(local)
        said = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if local == "table":
            self.nested += 1
            if self.nested == 1:
                self.start_table(said)
        elif self.nested > 1:
            return
        elif local == "style":
            self.style = said.get("name", "")
        elif local == "table-properties" and said.get("display") == "false":
            self.hidden_styles.add(self.style)
        elif local == "table-column":
            repeats = self.repeats(said, "number-columns-repeated", LAST_COLUMN)
            if said.get("visibility") in _HIDDEN:
                self.hidden_columns.append((self.column_place + 1, self.column_place + repeats))
            self.column_place += repeats
        elif local == "table-row":
            self.row_repeats = self.repeats(said, "number-rows-repeated", LAST_ROW)
            self.column = 0
            self.row_cells = []
            if said.get("visibility") in _HIDDEN:
                self.hidden_rows.append((self.row + 1, self.row + self.row_repeats))
        elif local in _CELL:
            repeats = self.repeats(said, "number-columns-repeated", LAST_COLUMN)
            self.cell = (self.column + 1, repeats, attributes)
            self.column += repeats
            self.text = []

    def start_table(self, said: Attributes) -> None:
        name = said.get("name", f"s{len(self.tables)}")
        if any(table.name.casefold() == name.casefold() for table in self.tables):
            raise Refused(Finding("sheet-names-twice", sheet=name[:80]))
        hidden = said.get("style-name") in self.hidden_styles
        self.tables.append(Table(name, name, "hidden" if hidden else "visible"))
        self.noted = Noted(name)
        self.row = self.column_place = 0
        self.last = (0, 0)
        self.hidden_rows, self.hidden_columns, self.without_value = [], [], set()

    def repeats(self, said: Attributes, key: str, most: int) -> int:
        text = said.get(key, "1")
        if not _WHOLE.fullmatch(text) or not 1 <= int(text) <= most:
            raise Refused(
                Finding("cell-outside-grid", self.tables[-1].name, details=(("text", text[:40]),))
            )
        return int(text)

    def characters(self, text: str) -> None:
        if self.cell is not None and "annotation" not in self.path:
            self.text.append(text)

    def end(self, _: str) -> None:
        local = self.path.pop()
        if local == "table":
            self.nested -= 1
            if self.nested == 0:
                self.end_table()
        elif self.nested > 1:
            return
        elif local in _CELL and self.cell is not None:
            first, repeats, attributes = self.cell
            said = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
            said["error"] = next(
                (v for k, v in attributes.items() if "calcext" in k and k.endswith("type")), ""
            )
            self.row_cells.append((first, repeats, said, "".join(self.text)))
            self.cell = None
        elif local == "table-row":
            self.end_row()

    def end_row(self) -> None:
        for first, repeats, said, text in self.row_cells:
            if len(text) > self.limits.cell_characters:
                raise self.refuse("cell-text-too-long", first)
            if not (text or "value-type" in said or "formula" in said):
                continue
            self.cells += repeats * self.row_repeats
            if self.cells > self.limits.cells:
                raise Refused(Finding("too-many-cells", details=(("limit", self.limits.cells),)))
            last_row, last_column = self.row + self.row_repeats, first + repeats - 1
            self.last = (last_row, max(self.last[1], last_column))
            if last_row > self.limits.rows or last_column > self.limits.columns:
                raise self.refuse("cells-far-apart", last_column)
            if self.last[0] * self.last[1] > MOST_DENSE_CELLS:
                raise self.refuse("cells-far-apart", last_column)
            self.look_at(first, repeats, said, text)
        self.row += self.row_repeats

    def look_at(self, first: int, repeats: int, said: Attributes, text: str) -> None:
        """Error cells, and formulas that the file has no result for."""
        shown = text.strip()
        is_error = said["error"] == "error" or (
            "formula" in said and _ERROR.fullmatch(shown) is not None
        )
        is_missing = "formula" in said and "value-type" not in said and not text
        if not is_error and not is_missing:
            return
        places = [
            (row, column)
            for row in range(self.row + 1, self.row + self.row_repeats + 1)
            for column in range(first, first + repeats)
        ][:_MOST_REPEATED_ERRORS]
        for place in places:
            if is_error:
                self.tables[-1].errors[place] = shown[:40]
                self.noted.note("cells-with-errors", place, shown)
            else:
                self.without_value.add(place)
                self.noted.note("formulas-without-value", place)

    def end_table(self) -> None:
        table = self.tables[-1]
        rows, columns = self.last
        self.dense += rows * columns
        if self.dense > MOST_DENSE_CELLS:
            raise Refused(Finding("cells-far-apart", table.name, address(*self.last)))
        table.without_value = frozenset(self.without_value)
        table.hidden_rows = _within(self.hidden_rows, rows)
        table.hidden_columns = _within(self.hidden_columns, columns)
        for row in sorted(table.hidden_rows):
            self.noted.note("hidden-rows", (row, 1), str(row))
        for column in sorted(table.hidden_columns):
            self.noted.note("hidden-columns", (1, column))
        self.findings += self.noted.findings()

    def refuse(self, code: str, column: int) -> Refused:
        return Refused(Finding(code, self.tables[-1].name, address(self.row + 1, column)))


def _within(spans: Sequence[tuple[int, int]], last: int) -> frozenset[int]:
    return frozenset(n for first, end in spans for n in range(first, min(end, last) + 1))
