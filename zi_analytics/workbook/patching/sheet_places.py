"""Where the rows and cells of a worksheet part stand in its bytes, and what is around them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from zi_analytics.workbook.opening.markup import finish, new_parser
from zi_analytics.workbook.opening.worksheet import Place, read_reference
from zi_analytics.workbook.patching.elements import Element, close, element_at

_WHOLE = re.compile(r"[0-9]{1,9}")
_YES = frozenset(("1", "true"))
_RELATIONSHIPS = re.compile(r".*/officeDocument(/2006)?/relationships")
"""The namespace of relations, transitional or strict."""
_KEPT = frozenset(("col", "sheetFormatPr", "mergeCell"))


@dataclass(slots=True)
class CellTag:
    """One cell: its place, its element, whether a formula stands in it, and its stored value."""

    place: Place
    element: Element
    has_formula: bool = False
    value: Element | None = None

    @property
    def style(self) -> int:
        """The index of its format."""
        return whole(self.element.attributes.get("s")) or 0


@dataclass(slots=True)
class RowTag:
    """One row with those of its cells that were asked for; ``after`` is where its cells end."""

    number: int
    element: Element
    after: int
    cells: list[CellTag] = field(default_factory=list)

    @property
    def style(self) -> int | None:
        """The format of its empty cells, None where that is the column's."""
        if self.element.attributes.get("customFormat") not in _YES:
            return None
        return whole(self.element.attributes.get("s"))


@dataclass(slots=True)
class SheetPlaces:
    """A worksheet part taken apart as far as changes need it.

    ``top`` are the children of the root; ``columns`` and ``defaults`` are what the part says of
    widths and heights; ``relations`` is the prefix bound to the relationships, or "".
    """

    data: bytes
    root: Element
    top: list[Element]
    sheet_data: Element | None
    rows: dict[int, RowTag]
    row_order: list[RowTag]
    cells: dict[Place, CellTag]
    columns: list[Element]
    defaults: dict[str, str]
    merges: list[tuple[Place, Place]]
    relations: str

    def style_at(self, place: Place) -> int:
        """The format of a cell, also of one that the part does not write."""
        cell = self.cells.get(place)
        if cell is not None:
            return cell.style
        row = self.rows.get(place[0])
        if row is not None and row.style is not None:
            return row.style
        for column in self.columns:
            if spans(column, place[1]):
                return whole(column.attributes.get("style")) or 0
        return 0

    def anchor_of(self, place: Place) -> Place:
        """The cell that is seen at ``place``: the top left one of a merged range."""
        for (top, left), (bottom, right) in self.merges:
            if top <= place[0] <= bottom and left <= place[1] <= right:
                return top, left
        return place


def whole(text: str | None) -> int | None:
    """A whole number as XML writes it, None for anything else."""
    return int(text) if text is not None and _WHOLE.fullmatch(text) else None


def is_hidden(element: Element) -> bool:
    """Whether a row or column is hidden."""
    return element.attributes.get("hidden") in _YES


def spans(column: Element, number: int) -> bool:
    """Whether a <col> is about column ``number``."""
    first, last = (whole(column.attributes.get(end)) for end in ("min", "max"))
    return first is not None and last is not None and first <= number <= last


def find_places(
    part: str, data: bytes, rows: Collection[int], styles: Collection[int] = ()
) -> SheetPlaces:
    """Find the cells of ``rows``, and all that have one of ``styles``. Refused when broken."""
    walk = _Walk(data, frozenset(rows), frozenset(map(str, styles)))
    parser = new_parser(part)

    def start(name: str, attributes: dict[str, str]) -> None:
        if walk.passed_over or walk.passes_over(name, attributes):
            walk.passed_over += 1
        else:
            walk.start(element_at(data, parser, name, attributes))

    def end(_: str) -> None:
        if walk.passed_over:
            walk.passed_over -= 1
        else:
            close(walk.path[-1], data, parser)
            walk.end()

    def bound(prefix: str | None, uri: str) -> None:
        if not walk.path and prefix and _RELATIONSHIPS.fullmatch(uri):
            walk.relations = prefix

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartNamespaceDeclHandler = bound
    finish(parser, part, data)
    return walk.places()


@dataclass(slots=True)
class _Walk:
    data: bytes
    wanted: frozenset[int]
    styles: frozenset[str]
    path: list[Element] = field(default_factory=list)
    root: Element | None = None
    top: list[Element] = field(default_factory=list)
    sheet_data: Element | None = None
    row: RowTag | None = None
    rows: list[RowTag] = field(default_factory=list)
    number: int = 0
    column: int = 0
    cell: CellTag | None = None
    kept: list[Element] = field(default_factory=list)
    relations: str = ""
    passed_over: int = 0
    """How many elements are open that nobody asked for: a sheet may have a million cells."""

    def passes_over(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Whether an element is a cell, or inside one, that nobody asked for."""
        if self.row is None or self.cell is not None or self.number in self.wanted:
            return False
        if attributes.get("s") in self.styles:
            return False
        if self.styles and name.endswith(" c"):
            self.count(attributes.get("r"))
        return True

    def start(self, element: Element) -> None:
        parent = self.path[-1] if self.path else None
        self.path.append(element)
        if parent is None:
            self.root = element
        elif element.name == "row" and parent is self.sheet_data:
            self.start_row(element)
        elif element.name == "c" and self.row is not None and parent is self.row.element:
            self.start_cell(element)
        elif element.name == "f" and self.cell is not None and parent is self.cell.element:
            self.cell.has_formula = True
        elif element.name == "v" and self.cell is not None and parent is self.cell.element:
            self.cell.value = element
        elif len(self.path) == 2:
            self.top.append(element)
            if element.name == "sheetData" and self.sheet_data is None:
                self.sheet_data = element
        elif self.row is None and len(self.path) <= 4 and self.top[-1].name != "sheetData":
            # What stands in a choice between two ways to say it has its place in the order, too.
            parent.children.append(element)
        if element.name in _KEPT:
            self.kept.append(element)

    def start_row(self, element: Element) -> None:
        self.number += 1
        self.column = 0
        self.number = whole(element.attributes.get("r")) or self.number
        self.row = RowTag(self.number, element, element.opened)
        self.rows.append(self.row)

    def start_cell(self, element: Element) -> None:
        assert self.row is not None
        place = self.count(element.attributes.get("r"))
        if self.number in self.wanted or element.attributes.get("s") in self.styles:
            self.cell = CellTag(place, element)
            self.row.cells.append(self.cell)

    def count(self, reference: str | None) -> Place:
        """The place of the next cell: what it says, else the one after the last."""
        self.column += 1
        place = (reference and read_reference(reference)) or (self.number, self.column)
        self.column = place[1]
        return place

    def end(self) -> None:
        element = self.path.pop()
        if self.row is None:
            return
        if element is self.row.element:
            self.row = None
        elif self.path[-1] is self.row.element and element.name == "c":
            self.row.after = element.end
            self.cell = None

    def places(self) -> SheetPlaces:
        assert self.root is not None
        corners = (
            tuple(map(read_reference, ref.partition(":")[::2]))
            for ref in (e.attributes.get("ref", "") for e in self.kept if e.name == "mergeCell")
        )
        self.root.children = self.top
        rows: dict[int, RowTag] = {}
        for row in self.rows:
            rows.setdefault(row.number, row)
        return SheetPlaces(
            data=self.data,
            root=self.root,
            top=self.top,
            sheet_data=self.sheet_data,
            rows=rows,
            row_order=self.rows,
            cells={cell.place: cell for row in self.rows for cell in row.cells},
            columns=[element for element in self.kept if element.name == "col"],
            defaults=dict(next((e.attributes for e in self.kept if e.name == "sheetFormatPr"), {})),
            merges=[(a, b) for a, b in corners if a is not None and b is not None],
            relations=self.relations,
        )
