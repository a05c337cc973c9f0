"""The records of an old .xls, looked over before calamine reads it: what it holds and where."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, FileLimits
from zi_analytics.workbook.cells import address
from zi_analytics.workbook.opening.compound import open_compound
from zi_analytics.workbook.opening.worksheet import MOST_DENSE_CELLS, Noted, Place

_FILE_PASS, _BOUND_SHEET = 0x2F, 0x85
_BEGIN, _END = 0x809, 0x0A
_ROW, _COLUMNS = 0x208, 0x7D
_TRUTH_OR_ERROR, _MANY_NUMBERS = 0x205, 0xBD
_FORMULAS = frozenset((0x06, 0x206, 0x406))
_CELLS = frozenset((0x203, 0xFD, 0x204, 0x27E, 0xD6, _TRUTH_OR_ERROR, _MANY_NUMBERS)) | _FORMULAS
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_OTHERS = (
    ("encryptedpackage", "password-protected"),
    ("worddocument", "is-document"),
    ("powerpoint document", "is-presentation"),
)


@dataclass(slots=True)
class Extent:
    """What the records of one sheet say: how far it reaches, errors, hidden rows and columns."""

    last: Place = (0, 0)
    cells: int = 0
    errors: dict[Place, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def findings(self, sheet: str) -> tuple[Finding, ...]:
        """The findings of one sheet, each kind once."""
        noted = Noted(sheet)
        for place, text in sorted(self.errors.items()):
            noted.note("cells-with-errors", place, text)
        for row in sorted(self.hidden_rows):
            noted.note("hidden-rows", (row, 1), str(row))
        for column in sorted(self.hidden_columns):
            noted.note("hidden-columns", (1, column))
        return noted.findings()


def read_extents(data: bytes, limits: FileLimits = FILE_LIMITS) -> dict[str, Extent]:
    """Look over an .xls. Refused when protected by a password, damaged, or too far spread.

    By sheet name; a sheet whose records cannot be followed is left out.
    """
    compound = open_compound(data)
    for name, code in _OTHERS:
        if name in compound.entries:
            raise Refused(Finding(code))
    main = next((name for name in ("workbook", "book") if name in compound.entries), None)
    if main is None:
        raise Refused(Finding("not-a-workbook"))
    stream = compound.read(main)
    extents: dict[str, Extent] = {}
    for kind, content in _records(stream, 0):
        if kind == _FILE_PASS:
            raise Refused(Finding("password-protected"))
        if kind == _BOUND_SHEET and len(content) > 8 and content[5] == 0:
            name = _name(content)
            extents[name] = _extent(stream, struct.unpack_from("<I", content)[0], name, limits)
    total = sum(extent.cells for extent in extents.values())
    if total > limits.cells:
        raise Refused(Finding("too-many-cells", details=(("limit", limits.cells),)))
    return extents


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """(kind, content) of the records of one substream, up to its end."""
    depth = 0
    while start + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, start)
        yield kind, stream[start + 4 : start + 4 + size]
        start += 4 + size
        if kind & 0xFF == _BEGIN & 0xFF:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return


def _name(content: bytes) -> str:
    """A sheet's name: with a byte that says how wide its letters are, or in BIFF5 without."""
    letters, flags = content[6], content[7]
    if flags == 0 and len(content) == 8 + letters:
        return content[8:].decode("latin-1")
    if flags == 1 and len(content) >= 8 + 2 * letters:
        return content[8 : 8 + 2 * letters].decode("utf-16-le", "replace")
    return content[7 : 7 + letters].decode("cp1252", "replace")


def _extent(stream: bytes, start: int, sheet: str, limits: FileLimits) -> Extent:
    extent = Extent()
    tall = wide = 0
    hidden_rows: set[int] = set()
    spans: list[tuple[int, int]] = []
    for kind, content in _records(stream, start):
        if kind in _CELLS and len(content) >= 6:
            row, column = struct.unpack_from("<HH", content)
            extent.cells += 1
            if kind == _MANY_NUMBERS:
                last = struct.unpack_from("<H", content, len(content) - 2)[0]
                extent.cells += max(last - column, 0)
                column = max(last, column)
            tall, wide = max(tall, row + 1), max(wide, column + 1)
            error = _error(kind, content)
            if error is not None:
                extent.errors[row + 1, column + 1] = error
        elif kind == _ROW and len(content) >= 16:
            if struct.unpack_from("<H", content, 12)[0] & 0x20:
                hidden_rows.add(struct.unpack_from("<H", content)[0] + 1)
        elif kind == _COLUMNS and len(content) >= 10:
            first, last, _, _, flags = struct.unpack_from("<5H", content)
            if flags & 1:
                spans.append((first + 1, last + 1))
    if tall * wide > MOST_DENSE_CELLS or tall > limits.rows or wide > limits.columns:
        raise Refused(Finding("cells-far-apart", sheet, address(tall, wide)))
    extent.last = (tall, wide)
    extent.hidden_rows = frozenset(row for row in hidden_rows if row <= tall)
    extent.hidden_columns = frozenset(
        column for first, last in spans for column in range(first, min(last, wide) + 1)
    )
    return extent


def _error(kind: int, content: bytes) -> str | None:
    if kind == _TRUTH_OR_ERROR and len(content) >= 8 and content[7] == 1:
        return _ERRORS.get(content[6], "#?")
    is_special = kind in _FORMULAS and len(content) >= 14 and content[12:14] == b"\xff\xff"
    if is_special and content[6] == 2:
        return _ERRORS.get(content[8], "#?")
    return None
