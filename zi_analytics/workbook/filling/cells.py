"""Values written into cells of the user's own workbook, all else left byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zi_analytics.settings import FILE_LIMITS
from zi_analytics.workbook.filling.dependents import resting_on
from zi_analytics.workbook.opening.loading import load_book
from zi_analytics.workbook.opening.worksheet import Place
from zi_analytics.workbook.patching.cell_edits import CellChange, cell_edits
from zi_analytics.workbook.patching.elements import (
    Edit,
    apply_edits,
    as_cell_text,
    inserted,
    read_elements,
    with_attributes,
)
from zi_analytics.workbook.patching.opened import OpenedPackage, open_to_change
from zi_analytics.workbook.patching.sheet_places import find_places
from zi_analytics.workbook.reconciling.formulas import formulas_of

SheetPlace = tuple[str, Place]
_AFTER_CALCULATION = (
    *("oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes"),
    *("webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst"),
)


@dataclass(frozen=True, slots=True)
class FilledCells:
    """The workbook with the values, and the cells that kept what they had.

    ``formulas`` hold a formula, ``covered`` lie under a merged cell.
    """

    data: bytes
    formulas: tuple[SheetPlace, ...]
    covered: tuple[SheetPlace, ...]


def fill_cells(
    original: bytes, contents: Mapping[SheetPlace, str | float], name: str = ""
) -> FilledCells:
    """``original`` with the contents in their cells, as plain text or numbers.

    The formats stay. A formula is never written over, a text never becomes one. Formulas that
    rest on the cells lose their stored results: the program that opens the file computes them.
    Refused when it is no .xlsx or .xlsm, or is signed.
    """
    book = open_to_change(original, name)
    stale = _stale(original, name, contents)
    formulas: list[SheetPlace] = []
    covered: list[SheetPlace] = []
    for sheet in book.package.sheets:
        own = {place: content for (name, place), content in contents.items() if name == sheet.name}
        changes = {place: CellChange(forgets=True) for place in stale.get(sheet.name, ())}
        if not own and not changes:
            continue
        rows = {row for row, _ in (*own, *changes)}
        places = find_places(sheet.part, book.part(sheet.part), rows)
        for place, content in own.items():
            cell = places.cells.get(place)
            if cell is not None and cell.has_formula:
                formulas.append((sheet.name, place))
            elif places.anchor_of(place) != place:
                covered.append((sheet.name, place))
            else:
                changes[place] = CellChange(content=_content(content, places.root.prefix))
        edits = cell_edits(places, changes)
        if edits:
            book.changed[sheet.part] = apply_edits(places.data, edits)
    if book.changed:
        _compute_on_opening(book)
    return FilledCells(book.finish(), tuple(formulas), tuple(covered))


def _stale(
    original: bytes, name: str, contents: Mapping[SheetPlace, str | float]
) -> dict[str, list[Place]]:
    """The formulas, by sheet, whose results no longer hold."""
    formulas = formulas_of(load_book(original, name))
    written = [(sheet, *place) for sheet, place in contents if (sheet, *place) not in formulas]
    stale: dict[str, list[Place]] = {}
    for sheet, row, column in resting_on(formulas, written) if written else ():
        stale.setdefault(sheet, []).append((row, column))
    return stale


def _content(value: str | float, prefix: bytes) -> tuple[str | None, bytes]:
    """The type of a cell and its inner XML."""
    if isinstance(value, str):
        text = as_cell_text(value[: FILE_LIMITS.cell_characters])
        inner = b'<%sis><%st xml:space="preserve">%s</%st></%sis>'
        return "inlineStr", inner % (prefix, prefix, text, prefix, prefix)
    written = str(int(value)) if float(value).is_integer() else repr(float(value))
    return None, b"<%sv>%s</%sv>" % (prefix, written.encode(), prefix)


def _compute_on_opening(book: OpenedPackage) -> None:
    part = book.package.workbook
    data = book.part(part)
    root = read_elements(part, data)
    known = root.first("calcPr")
    if known is None:
        content = b'<%scalcPr fullCalcOnLoad="1"/>' % root.prefix
        edit = inserted(data, root, content, _AFTER_CALCULATION)
    else:
        tag = with_attributes(data[known.begin : known.opened], {"fullCalcOnLoad": "1"})
        edit = Edit(known.begin, known.opened, tag)
    book.changed[part] = apply_edits(data, [edit])
