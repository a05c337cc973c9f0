"""A list of units out of a workbook: one row a unit, columns told by their headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zi_analytics.findings import Finding, Refused
from zi_analytics.workbook.cells import Book, Sheet, address
from zi_analytics.workbook.child import run_in_child
from zi_analytics.workbook.opening.loading import load_book
from zi_analytics.workbook.recognising.wording import as_text, fold

HEADINGS: Mapping[str, frozenset[str]] = {
    "name": frozenset(
        {"nama", "nama unit", "nama unit kerja", "unit", "unit kerja", "satuan kerja", "name"}
        | {"nama satuan kerja", "opd", "unit name"}
    ),
    "code": frozenset({"kode", "kode unit", "kode unit kerja", "kode satker", "code", "unit code"}),
    "kind": frozenset({"jenis", "jenis unit", "jenis unit kerja", "kind"}),
    "parent": frozenset({"induk", "unit induk", "atasan", "di bawah", "parent", "parent unit"}),
    "active": frozenset({"aktif", "active"}),
    "others": frozenset({"nama lain", "sebutan lain", "alias", "other names"}),
}
"""The words above each column, folded."""

SEARCH_ROWS = 20
MOST_UNITS = 20_000
_YES = frozenset({"ya", "y", "aktif", "yes", "active", "1", "true", "benar"})
_NO = frozenset({"tidak", "t", "nonaktif", "non aktif", "tidak aktif", "no", "n", "0", "false"})


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of a list. ``row`` is its row in the sheet; None where its column is not there.

    A parent of "" means that it has none. ``is_active`` is None for an empty cell as well.
    """

    row: int
    name: str
    code: str = ""
    kind: str | None = None
    parent: str | None = None
    is_active: bool | None = None
    also_called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitList:
    """What a file says of units; with findings of severity error nothing of it can be taken."""

    rows: tuple[UnitRow, ...]
    findings: tuple[Finding, ...]


def read_unit_list(data: bytes, name: str) -> UnitList:
    """Read a list of units in a child process.

    Refused when the file is not safe, or when no sheet has a heading for names.
    """
    found: UnitList = run_in_child(_read, data, name)
    return found


def _read(data: bytes, name: str) -> UnitList:
    return find_units(load_book(data, name))


def find_units(book: Book) -> UnitList:
    """The units of the first sheet that lists some. Refused when none does."""
    for sheet in book.sheets:
        heading = _heading(sheet)
        if heading is not None:
            row, columns = heading
            return _read_rows(sheet, row, columns)
    raise Refused(Finding("unit-list-not-recognised"))


def _heading(sheet: Sheet) -> tuple[int, Mapping[str, int]] | None:
    for place, cells in enumerate(sheet.rows[:SEARCH_ROWS]):
        columns: dict[str, int] = {}
        for column, value in enumerate(cells):
            said = fold(as_text(value))
            for what, words in HEADINGS.items():
                if said in words:
                    columns.setdefault(what, column)
        if "name" in columns and len(columns) > 1:
            return place, columns
    return None


def _read_rows(sheet: Sheet, heading: int, columns: Mapping[str, int]) -> UnitList:
    rows: list[UnitRow] = []
    findings: list[Finding] = []
    for place, cells in _filled(sheet, heading):
        texts = {
            what: " ".join(as_text(cells[column]).split()) if column < len(cells) else ""
            for what, column in columns.items()
        }
        if not texts["name"]:
            where = address(place + 1, columns["name"] + 1)
            findings.append(Finding("unit-list-name-missing", sheet.name, where))
            continue
        if len(rows) == MOST_UNITS:
            details = (("limit", MOST_UNITS),)
            findings.append(Finding("unit-list-too-long", sheet.name, details=details))
            break
        active = fold(texts.get("active", ""))
        if active and active not in _YES | _NO:
            where = address(place + 1, columns["active"] + 1)
            details_of = (("text", texts["active"][:60]),)
            findings.append(Finding("unit-list-yes-or-no", sheet.name, where, details=details_of))
        rows.append(
            UnitRow(
                row=place + 1,
                name=texts["name"],
                code=texts.get("code", ""),
                kind=texts.get("kind"),
                parent=texts.get("parent"),
                is_active=None if active not in _YES | _NO else active in _YES,
                also_called=tuple(
                    other for part in texts.get("others", "").split(";") if (other := part.strip())
                ),
            )
        )
    return UnitList(tuple(rows), tuple(findings))


def _filled(sheet: Sheet, heading: int) -> Iterator[tuple[int, list[object]]]:
    for place, cells in enumerate(sheet.rows[heading + 1 :], start=heading + 1):
        if any(as_text(value).strip() for value in cells):
            yield place, list(cells)
