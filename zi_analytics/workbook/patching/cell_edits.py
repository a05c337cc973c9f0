"""Cells of a worksheet part given another format or another content, the rest left alone."""

from __future__ import annotations

from dataclasses import dataclass

from zi_analytics.workbook.cells import address
from zi_analytics.workbook.opening.worksheet import Place
from zi_analytics.workbook.patching.elements import Edit, with_attributes
from zi_analytics.workbook.patching.sheet_places import CellTag, RowTag, SheetPlaces


@dataclass(frozen=True, slots=True)
class CellChange:
    """What a cell becomes: another format, another content (its type and inner XML), or both.

    ``forgets`` takes away the stored result of a formula, which stays itself.
    """

    style: int | None = None
    content: tuple[str | None, bytes] | None = None
    forgets: bool = False


def cell_edits(places: SheetPlaces, changes: dict[Place, CellChange]) -> list[Edit]:
    """The edits that bring about ``changes``; cells and rows that are not written are inserted."""
    edits: list[Edit] = []
    missing: dict[int, list[Place]] = {}
    for place, change in changes.items():
        cell = places.cells.get(place)
        if cell is None:
            missing.setdefault(place[0], []).append(place)
        else:
            edits += _changed(places.data, cell, change)
    new_rows: dict[int, bytes] = {}
    for number, absent in sorted(missing.items()):
        row = places.rows.get(number)
        if row is None:
            cells = b"".join(_written(places, place, changes[place]) for place in sorted(absent))
            name = (places.sheet_data or places.root).prefix + b"row"
            new_rows[number] = b'<%s r="%d">%s</%s>' % (name, number, cells, name)
        else:
            edits += _into_row(places, row, sorted(absent), changes)
    return edits + _into_sheet(places, new_rows)


def _changed(data: bytes, cell: CellTag, change: CellChange) -> list[Edit]:
    element = cell.element
    tag = data[element.begin : element.opened]
    if change.style is not None and change.style != cell.style:
        tag = with_attributes(tag, {"s": str(change.style)})
    if change.forgets and cell.value is not None:
        tag = with_attributes(tag, {"t": None})
        return [
            Edit(element.begin, element.opened, tag),
            Edit(cell.value.begin, cell.value.end, b""),
        ]
    if change.content is None:
        return [Edit(element.begin, element.opened, tag)]
    kind, inner = change.content
    tag = with_attributes(tag, {"t": kind, "cm": None, "vm": None})
    name = element.prefix + b"c"
    bare = tag[:-2] if element.is_whole else tag[:-1]
    return [Edit(element.begin, element.end, bare + b">" + inner + b"</" + name + b">")]


def _written(places: SheetPlaces, place: Place, change: CellChange) -> bytes:
    """A cell that was not there, with the format that its row or column gives it."""
    style = places.style_at(place) if change.style is None else change.style
    name = (places.sheet_data or places.root).prefix + b"c"
    kind, inner = change.content or (None, b"")
    tag = b'<%s r="%s"' % (name, address(*place).encode())
    tag += b' s="%d"' % style if style else b""
    tag += b' t="%s"' % kind.encode() if kind else b""
    return tag + (b">" + inner + b"</" + name + b">" if inner else b"/>")


def _into_row(
    places: SheetPlaces, row: RowTag, absent: list[Place], changes: dict[Place, CellChange]
) -> list[Edit]:
    if row.element.is_whole:
        cells = b"".join(_written(places, place, changes[place]) for place in absent)
        name = row.element.prefix + b"row"
        return [Edit(row.element.end - 2, row.element.end, b">" + cells + b"</" + name + b">")]
    edits = []
    for place in absent:
        later = (cell.element.begin for cell in row.cells if cell.place[1] > place[1])
        at = min(later, default=row.after)
        edits.append(Edit(at, at, _written(places, place, changes[place])))
    return edits


def _into_sheet(places: SheetPlaces, new_rows: dict[int, bytes]) -> list[Edit]:
    sheet_data = places.sheet_data
    if sheet_data is None or not new_rows:
        return []
    if sheet_data.is_whole:
        name = sheet_data.prefix + b"sheetData"
        rows = b"".join(new_rows.values())
        return [Edit(sheet_data.end - 2, sheet_data.end, b">" + rows + b"</" + name + b">")]
    edits = []
    for number, row in new_rows.items():
        later = (known.element.begin for known in places.row_order if known.number > number)
        at = min(later, default=sheet_data.closed)
        edits.append(Edit(at, at, row))
    return edits
