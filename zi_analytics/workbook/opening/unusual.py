"""The careful look: a worksheet walked cell by cell, everything odd in it named.

Used for the few sheets that :mod:`zi_analytics.workbook.opening.ordinary` cannot prove ordinary.
Writes the cells anew, in order and with plain addresses, so that calamine reads exactly what was
seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import isfinite
from xml.sax.saxutils import escape

import numpy as np

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, FileLimits
from zi_analytics.workbook.cells import address
from zi_analytics.workbook.opening.markup import Markup, parse
from zi_analytics.workbook.opening.plain_archive import SHEET_END, SHEET_START
from zi_analytics.workbook.opening.worksheet import (
    LAST_COLUMN,
    LAST_ROW,
    MOST_DENSE_CELLS,
    Cells,
    Formula,
    Noted,
    Place,
    columns_hidden,
    read_reference,
)

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_WHOLE = re.compile(r"[0-9]{1,9}")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+Z?)?|[0-9:.]+Z?|P[0-9A-Z.]+")
_TRUTHS = {"1": "1", "true": "1", "0": "0", "false": "0"}
_TYPES = frozenset(("n", "s", "b", "e", "str", "inlineStr", "d"))
_YES = frozenset(("1", "true"))
_FAR_COLUMN, _FAR_ROW = 256, 15_000
Attributes = dict[str, str]


@dataclass(slots=True)
class _Cell:
    """The cell that is being read."""

    place: Place
    type: str
    style: str
    value: list[str] | None = None
    text: list[str] | None = None
    formula: list[str] | None = None
    formula_tag: str = ""


@dataclass(slots=True)
class _Walk:
    """What is known while the worksheet's elements go by."""

    sheet: str
    strings: int
    styles: int
    limits: FileLimits
    noted: Noted
    path: list[str] = field(default_factory=list)
    row: int = 0
    column: int = 0
    cell: _Cell | None = None
    into: list[str] | None = None
    written: dict[Place, str] = field(default_factory=dict)
    used: dict[Place, int] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    without_value: set[Place] = field(default_factory=set)
    formulas: dict[Place, Formula] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_spans: list[tuple[int, int]] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    last: Place = (0, 0)

    def start(self, name: str, attributes: Attributes) -> None:
        local = name.rpartition(" ")[2]
        parent = self.path[-1] if self.path else ""
        self.path.append(local)
        if local == "c" and parent in ("row", "sheetData"):
            self.start_cell(attributes, inside=parent == "row")
        elif local == "row" and parent == "sheetData":
            self.start_row(attributes)
        elif self.cell is not None:
            self.start_content(local, parent, attributes)
        elif local == "col" and attributes.get("hidden") in _YES:
            first, last = (attributes.get(end, "") for end in ("min", "max"))
            if _WHOLE.fullmatch(first) and _WHOLE.fullmatch(last):
                self.hidden_spans.append((int(first), int(last)))
        elif local == "mergeCell":
            self.merges.append(attributes.get("ref", ""))
        elif local == "v" and parent == "row":
            self.noted.note("cell-misplaced")

    def start_row(self, attributes: Attributes) -> None:
        self.row += 1
        self.column = 0
        number = attributes.get("r")
        if number is not None:
            if not _WHOLE.fullmatch(number) or not int(number):
                self.noted.note("cell-place-odd", text=number)
            else:
                if int(number) < self.row:
                    self.noted.note("cell-order-odd", (max(int(number), 1), 1))
                self.row = int(number)
        if self.row > LAST_ROW:
            raise self.refuse("cell-outside-grid", str(self.row))
        if attributes.get("hidden") in _YES:
            self.hidden_rows.add(self.row)

    def start_cell(self, attributes: Attributes, *, inside: bool) -> None:
        self.column += 1
        reference = attributes.get("r")
        place: Place = (max(self.row, 1), self.column)
        if reference is not None:
            found = read_reference(reference)
            if found is None:
                self.noted.note("cell-place-odd", text=reference)
            else:
                place = found
                if reference != address(*place) or (inside and place[0] != self.row):
                    self.noted.note("cell-place-odd", place, reference)
        if not inside:
            self.noted.note("cell-misplaced", place)
        self.column = place[1]
        if place[0] > LAST_ROW or place[1] > LAST_COLUMN:
            raise self.refuse("cell-outside-grid", reference or "")
        self.cell = _Cell(place, attributes.get("t", "n"), attributes.get("s", ""))

    def start_content(self, local: str, parent: str, attributes: Attributes) -> None:
        cell = self.cell
        assert cell is not None
        self.into = None
        if parent == "c" and local == "v":
            if cell.value is not None:
                self.noted.note("cell-several-values", cell.place)
            self.into = cell.value = []
        elif parent == "c" and local == "f":
            self.into = cell.formula = []
            cell.formula_tag = "".join(f' {k}="{v}"' for k, v in attributes.items())
        elif parent == "c" and local == "is":
            cell.text = []
        elif local == "t" and parent in ("is", "r") and "rPh" not in self.path:
            self.into = cell.text = cell.text if cell.text is not None else []

    def end(self, _: str) -> None:
        local = self.path.pop()
        if self.cell is not None:
            if local == "c" and self.path[-1] in ("row", "sheetData"):
                self.finish_cell(self.cell)
                self.cell = None
            self.into = None

    def characters(self, text: str) -> None:
        if self.into is not None:
            self.into.append(text)

    def refuse(self, code: str, text: str, place: Place | None = None) -> Refused:
        cell = address(*place) if place else None
        return Refused(Finding(code, self.sheet, cell, details=(("text", text[:40]),)))

    def finish_cell(self, cell: _Cell) -> None:
        place = cell.place
        content = cell.value if cell.value is not None else cell.text
        if cell.type == "inlineStr" and cell.text is not None:
            content = cell.text
        if content is None and cell.formula is None:
            return
        if place in self.written:
            self.noted.note("cell-twice", place)
        elif place < self.last:
            self.noted.note("cell-order-odd", place)
        self.last = max(self.last, place)
        value = "".join(content or ())
        if len(value) > self.limits.cell_characters:
            limit = ("limit", self.limits.cell_characters)
            where = self.sheet, address(*place)
            raise Refused(Finding("cell-text-too-long", *where, details=(limit,)))
        if cell.formula is not None:
            self.formulas[place] = Formula(cell.formula_tag, "".join(cell.formula))
        for known in (self.used, self.errors):
            known.pop(place, None)
        self.written[place] = self.write(cell, value)
        if len(self.written) > self.limits.cells:
            raise Refused(
                Finding("too-many-cells", self.sheet, details=(("limit", self.limits.cells),))
            )

    def write(self, cell: _Cell, value: str) -> str:
        """The cell as XML that calamine reads without doubt; "" when it is blank."""
        kind, place = cell.type, cell.place
        if kind not in _TYPES:
            self.noted.note("cell-type-odd", place, kind)
            kind = "n" if _NUMBER.fullmatch(value) else "inlineStr"
        if cell.text is not None and cell.value is None:
            kind = "inlineStr"
        style = self.style(cell)
        if kind == "e":
            self.errors[place] = value.strip()[:40] or "#?"
            return ""
        if value == "" and kind not in ("str", "inlineStr"):
            if cell.formula is not None:
                self.without_value.add(place)
            elif cell.value is not None:
                self.noted.note("cell-value-empty", place)
            return ""
        if kind == "s":
            return self.write_string(place, style, value)
        if kind == "b":
            if value.strip() in _TRUTHS:
                return _cell(place, style, "b", _TRUTHS[value.strip()])
            self.noted.note("truth-odd", place, value)
        elif kind == "n":
            number = value.strip()
            if _NUMBER.fullmatch(number) and isfinite(float(number)):
                return _cell(place, style, "n", number)
            self.noted.note("number-odd", place, value)
        elif kind == "d" and _ISO_DATE.fullmatch(value.strip()):
            return _cell(place, style, "d", value.strip())
        elif kind == "d":
            self.noted.note("date-odd", place, value)
        text = escape(value if kind in ("str", "inlineStr") else value[:100])
        return (
            f'<c r="{address(*place)}"{style} t="inlineStr">'
            f'<is><t xml:space="preserve">{text}</t></is></c>'
        )

    def write_string(self, place: Place, style: str, value: str) -> str:
        if not _WHOLE.fullmatch(value) or int(value) >= self.strings:
            raise self.refuse("string-missing", value, place)
        self.used[place] = int(value)
        return _cell(place, style, "s", value)

    def style(self, cell: _Cell) -> str:
        if not cell.style:
            return ""
        known = _WHOLE.fullmatch(cell.style) is not None
        if not known or (self.styles and int(cell.style) >= self.styles):
            self.noted.note("cell-style-odd", cell.place, cell.style)
            return ""
        return f' s="{cell.style}"'


def _cell(place: Place, style: str, kind: str, value: str) -> str:
    return f'<c r="{address(*place)}"{style} t="{kind}"><v>{value}</v></c>'


def walk(
    sheet: Markup, name: str, strings: int, styles: int, limits: FileLimits = FILE_LIMITS
) -> Cells:
    """Read every cell of a worksheet part; Refused where there is no telling what it means.

    ``name`` is the sheet's name, for findings; ``strings`` and ``styles`` are how many of them
    the workbook has (0 styles: not known).
    """
    seen = _Walk(name, strings, styles, limits, Noted(name))
    parse(sheet.name, sheet.data, seen.start, seen.end, seen.characters)
    _drop_far_cells(seen)
    places = sorted(place for place in seen.written)
    rows: list[str] = []
    row = 0
    for place in places:
        if place[0] != row:
            rows.append(f'{"</row>" if row else ""}<row r="{place[0]}">')
            row = place[0]
        rows.append(seen.written[place])
    body = "".join(rows) + ("</row>" if row else "")
    widest = max((column for _, column in places), default=0)
    return Cells(
        xml=SHEET_START + b"<sheetData>" + body.encode() + b"</sheetData>" + SHEET_END,
        places=np.array([row << 14 | column for row, column in places], dtype=np.int64),
        strings=np.array(list(seen.used.values()), dtype=np.int64),
        errors=seen.errors,
        without_value=frozenset(seen.without_value),
        formulas=seen.formulas,
        hidden_rows=frozenset(seen.hidden_rows),
        hidden_columns=columns_hidden(seen.hidden_spans, widest),
        merges=tuple(seen.merges),
        findings=seen.noted.findings(),
    )


def _drop_far_cells(seen: _Walk) -> None:
    """Leave out single cells so far away that laying out all between would cost gigabytes."""
    limits = seen.limits
    far = [p for p in seen.written if p[0] > limits.rows or p[1] > limits.columns]
    _drop(seen, far)
    for axis, border in ((1, _FAR_COLUMN), (0, _FAR_ROW)):
        tallest, widest = (max((p[i] for p in seen.written), default=0) for i in (0, 1))
        if tallest * widest > MOST_DENSE_CELLS:
            _drop(seen, [p for p in seen.written if p[axis] > border])


def _drop(seen: _Walk, far: list[Place]) -> None:
    for place in sorted(far):
        seen.noted.note("cell-far-away", place)
        seen.written.pop(place)
        seen.used.pop(place, None)
        seen.errors.pop(place, None)
        seen.formulas.pop(place, None)
        seen.without_value.discard(place)
