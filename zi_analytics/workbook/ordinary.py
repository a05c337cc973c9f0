"""The quick look at a worksheet: is it ordinary, and where are its errors and formulas?

Practically every worksheet is *ordinary*: rows and cells in order, each with its own address,
numbers that are numbers, strings that exist. That is proved here for the whole sheet at once with
numpy, at a fraction of what one parse costs. A sheet that cannot be proved ordinary is no worse
for it; it is walked cell by cell in :mod:`zi_analytics.workbook.unusual`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import unescape

import numpy as np

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, FileLimits
from zi_analytics.workbook.byte_columns import (
    Bytes,
    Integers,
    read_numbers,
    read_places,
    read_whole_numbers,
)
from zi_analytics.workbook.markup import Markup, Positions
from zi_analytics.workbook.plain_archive import SHEET_END, SHEET_START
from zi_analytics.workbook.worksheet import (
    MOST_DENSE_CELLS,
    Cells,
    Formula,
    Place,
    columns_hidden,
    place_of,
)

READABLE_ERRORS = frozenset(
    (b"#REF!", b"#DIV/0!", b"#N/A", b"#VALUE!", b"#NAME?", b"#NUM!", b"#NULL!")
)
"""The error values that calamine can read."""
_ROW, _CELL, _CHILD, _OTHER = 1, 2, 3, 9
_HIDDEN_ROW = re.compile(rb'<row r="(\d+)"[^>]* hidden="(?:1|true)"')
_COLUMN = re.compile(rb'<col [^>]*hidden="(?:1|true)"[^>]*>')
_COLUMNS = re.compile(rb'(?=[^>]* min="(\d{1,5})")(?=[^>]* max="(\d{1,5})")')
_MERGE = re.compile(rb'<mergeCell ref="([^"]*)"')
_KNOWN_TYPES = np.zeros(256, dtype=bool)
_KNOWN_TYPES[np.frombuffer(b"nsberi", dtype=np.uint8)] = True
_QUOTES = {"&quot;": '"', "&apos;": "'"}
_EQUALS, _SPACE = b"= "


@dataclass(frozen=True, slots=True)
class _Table:
    """The tags between <sheetData> and its end, one entry a tag in every array."""

    data: Bytes
    opened: Positions
    closed: Positions
    is_start: np.ndarray[Any, np.dtype[np.bool_]]
    level: np.ndarray[Any, np.dtype[np.int32]]
    letter: Bytes

    def starts(self, level: int) -> Positions:
        return np.flatnonzero((self.level == level) & self.is_start)


def _kinds() -> Bytes:
    """For each pair of bytes after "<": which level of a worksheet such a tag belongs to."""
    kinds = np.zeros(1 << 16, dtype=np.uint8)
    for name, level in (("c", _CELL), ("v", _CHILD), ("f", _CHILD)):
        for after in " />":
            kinds[ord(name) << 8 | ord(after)] = level
    kinds[ord("r") << 8 | ord("o")] = _ROW
    kinds[ord("i") << 8 | ord("s")] = _CHILD
    return kinds


_KINDS = _kinds()


def look(
    sheet: Markup, strings: int, styles: int, limits: FileLimits = FILE_LIMITS
) -> Cells | None:
    """Prove that ``sheet`` is ordinary; None when it cannot be proved. Refused for too many cells.

    ``strings`` and ``styles`` are how many of them the workbook has (0 styles: not known).
    """
    begin = sheet.data.find(b"<sheetData")
    if not sheet.plain or begin < 0:
        return None
    first = int(np.searchsorted(sheet.opened, begin))
    finish = sheet.data.rfind(b"</sheetData>")
    if sheet.is_whole[first]:
        finish = begin
    elif finish < begin:
        return None
    last = int(np.searchsorted(sheet.opened, finish))
    table = _table(sheet, first, last)
    return None if table is None else _look_at_cells(sheet, table, strings, styles, limits)


def _table(sheet: Markup, first: int, last: int) -> _Table | None:
    """The tags of the cells, when each stands at the level where it belongs."""
    inside = slice(first + 1, last)
    data, opened, closed = sheet.bytes_, sheet.opened[inside], sheet.closed[inside]
    is_end, is_whole = sheet.is_end[inside], sheet.is_whole[inside]
    base = int(sheet.depth[first])
    if last <= first:
        nothing = np.zeros(0, dtype=np.uint8)
        return _Table(data, opened, closed, is_end, sheet.depth[inside], nothing)
    level = sheet.depth[inside] - base + (is_end | is_whole)
    letter = data[opened + 1 + is_end]
    second = data[opened + 2 + is_end]
    kind = _KINDS[letter.astype(np.uint16) << 8 | second]
    if int(sheet.depth[last]) != base - 1 or not ((kind == level) | (level > _CHILD)).all():
        return None
    if len(level) and int(level.min()) < _ROW:
        return None
    return _Table(data, opened, closed, ~is_end, level, letter)


def _look_at_cells(
    sheet: Markup, table: _Table, strings: int, styles: int, limits: FileLimits
) -> Cells | None:
    every = table.starts(_CELL)
    cells = every[np.append(table.level, 0)[every + 1] == _CHILD]
    if len(cells) > limits.cells:
        raise Refused(Finding("too-many-cells", details=(("limit", limits.cells),)))
    opened, closed = table.opened[cells], table.closed[cells]
    rows, columns, quote = read_places(table.data, opened, b"c")
    if not _in_order(table, cells, rows, columns, limits):
        return None
    types = _types(table.data, quote, closed)
    if types is None or not _styles_exist(table.data, quote, closed, styles):
        return None
    values = _look_at_values(table, cells, rows << 14 | columns, types, strings)
    if values is None or not _short_enough(table, every, values, limits):
        return None
    widest = int(columns.max()) if len(columns) else 0
    return _whole(sheet, table, cells, values, widest)


def _in_order(
    table: _Table,
    cells: Positions,
    rows: Integers,
    columns: Integers,
    limits: FileLimits,
) -> bool:
    """Every cell says where it is, its row agrees, they rise, and stay inside the limits."""
    if not len(cells):
        return True
    tags = table.starts(_ROW)
    owner = np.searchsorted(tags, cells) - 1
    first = np.append(True, np.diff(owner) > 0)
    numbers, _, _ = read_places(table.data, table.opened[tags[owner[first]]], b"row")
    last, widest = int(rows[-1]), int(columns.max())
    return bool(
        rows.min() > 0
        and columns.min() > 0
        and (np.diff(rows << 14 | columns) > 0).all()
        and (np.diff(numbers) > 0).all()
        and (numbers[np.cumsum(first) - 1] == rows).all()
        and last <= limits.rows
        and widest <= limits.columns
        and last * widest <= MOST_DENSE_CELLS
    )


def _types(data: Bytes, quote: Positions, closed: Positions) -> Bytes | None:
    """The type of each cell as a letter: n, s, b, e, r (str), i (inlineStr); None if odd.

    Nearly always the type is the last attribute, or there is nothing but a short style.
    """
    types = np.zeros(len(quote), dtype=np.uint8)
    endings = data[closed[:, None] + np.arange(-14, 0)]
    of_one_letter = (endings[:, 8:12] == np.frombuffer(b' t="', dtype=np.uint8)).all(axis=1)
    types[of_one_letter] = endings[of_one_letter, 12]
    for ending, kind in ((b' t="str"', b"r"), (b' t="inlineStr"', b"i")):
        written = endings[:, -len(ending) :] == np.frombuffer(ending, dtype=np.uint8)
        types[written.all(axis=1)] = ord(kind)
    # " s=" and at most five figures leave no room for a type.
    rest = closed - quote
    styled = (data[quote + 1] == _SPACE) & (data[quote + 2] == ord("s")) & (rest <= 11)
    types[(types == 0) & ((rest == 1) | styled)] = ord("n")
    for place in np.flatnonzero(types == 0).tolist():
        tag = data[quote[place] : closed[place]].tobytes()
        _, found, value = tag.partition(b' t="')
        name = value.partition(b'"')[0] if found else b"n"
        letter = {b"str": b"r", b"inlineStr": b"i"}.get(name, name)
        if len(letter) != 1 or b"'" in tag or tag.count(b" t=") > 1:
            return None
        types[place] = letter[0]
    return types if _KNOWN_TYPES[types].all() else None


def _styles_exist(data: Bytes, quote: Positions, closed: Positions, styles: int) -> bool:
    has = (data[quote + 1] == _SPACE) & (data[quote + 2] == ord("s")) & (data[quote + 3] == _EQUALS)
    begin = quote[has] + 5
    if not styles or not len(begin):
        return True
    numbers = read_whole_numbers(data, begin, None)
    return bool((numbers >= 0).all() and (numbers < styles).all())


@dataclass(frozen=True, slots=True)
class _Values:
    """The children of the cells: which tag they are, and where their content is."""

    places: Integers
    owner: Positions
    letter: Bytes
    tag: Positions
    begin: Positions
    end: Positions
    missing: Positions
    used: Integers
    errors: dict[Place, str]


def _look_at_values(
    table: _Table, cells: Positions, places: Integers, types: Bytes, strings: int
) -> _Values | None:
    children = table.starts(_CHILD)
    letter, data = table.letter[children], table.data
    owner = np.searchsorted(cells, children, "right") - 1
    values, formulas, texts = (letter == ord(name) for name in "vfi")
    if not all((np.diff(owner[kind]) > 0).all() for kind in (values, formulas, texts)):
        return None
    begin = table.closed[children] + 1
    end = np.where(data[begin - 2] == ord("/"), begin, np.append(table.opened, 0)[children + 1])

    v_owner, v_begin, v_end = owner[values], begin[values], end[values]
    v_type, empty = types[v_owner], v_end == v_begin
    if (types[owner[texts]] != ord("i")).any() or (v_type == ord("i")).any():
        return None
    # A formula whose result is the empty string is stored as an empty value of type "str".
    filled = _mark(cells, v_owner[~empty | (v_type == ord("r"))]) | _mark(cells, owner[texts])
    computed = _mark(cells, owner[formulas])
    if (~filled & ~computed).any():
        return None

    def of_type(name: str) -> tuple[Positions, Positions]:
        chosen = (v_type == ord(name)) & ~empty
        return v_begin[chosen], v_end[chosen]

    used = read_whole_numbers(data, *of_type("s"))
    truth_begin, truth_end = of_type("b")
    if not (
        read_numbers(data, *of_type("n"))
        and (used >= 0).all()
        and (used < strings).all()
        and (truth_end - truth_begin == 1).all()
        and (data[truth_begin] >> 1 == ord("0") >> 1).all()
    ):
        return None
    wrong = (v_type == ord("e")) & ~empty
    errors = _errors(data, places[v_owner[wrong]], v_begin[wrong], v_end[wrong])
    if errors is None:
        return None
    missing = np.flatnonzero(computed & ~filled)
    return _Values(places, owner, letter, table.opened[children], begin, end, missing, used, errors)


def _mark(cells: Positions, chosen: Positions) -> np.ndarray[Any, np.dtype[np.bool_]]:
    marks = np.zeros(len(cells), dtype=bool)
    marks[chosen] = True
    return marks


def _errors(
    data: Bytes, places: Integers, begin: Positions, end: Positions
) -> dict[Place, str] | None:
    """The error cells; None when there is one that calamine does not know."""
    errors = {}
    for place, start, stop in zip(places.tolist(), begin.tolist(), end.tolist(), strict=True):
        text = data[start:stop].tobytes()
        if text not in READABLE_ERRORS:
            return None
        errors[place_of(place)] = text.decode()
    return errors


def _short_enough(table: _Table, every: Positions, values: _Values, limits: FileLimits) -> bool:
    """No text can be over the limit of a cell: not even its bytes are."""
    plain = values.letter == ord("v")
    if plain.any() and int((values.end[plain] - values.begin[plain]).max()) > (
        limits.cell_characters
    ):
        return False
    inline = values.tag[values.letter == ord("i")]
    if not len(inline):
        return True
    cells = np.append(table.opened[every], table.closed[-1])
    after = cells[np.searchsorted(cells, inline)]
    return int((after - inline).max()) <= limits.cell_characters


def _whole(sheet: Markup, table: _Table, cells: Positions, values: _Values, widest: int) -> Cells:
    """Put together what was seen; the part ends with the last row that has a value."""
    data = sheet.data
    if not len(cells):
        begin = finish = 0
    else:
        rows = table.starts(_ROW)
        begin = int(table.opened[rows[0]])
        after = int(np.searchsorted(rows, cells[-1]))
        finish = int(table.opened[rows[after]] if after < len(rows) else table.closed[-1] + 1)
    formulas = values.letter == ord("f")
    found = zip(
        values.places[values.owner[formulas]].tolist(),
        values.tag[formulas].tolist(),
        values.begin[formulas].tolist(),
        values.end[formulas].tolist(),
        strict=True,
    )
    head = data[: int(table.opened[0]) if len(table.opened) else len(data)]
    return Cells(
        xml=b"".join((SHEET_START, b"<sheetData>", data[begin:finish], b"</sheetData>", SHEET_END)),
        places=values.places,
        strings=values.used,
        errors=values.errors,
        without_value=frozenset(
            place_of(place) for place in values.places[values.missing].tolist()
        ),
        formulas={
            place_of(place): Formula(data[tag + 2 : begin - 1].decode(), _text(data[begin:end]))
            for place, tag, begin, end in found
        },
        hidden_rows=_hidden_rows(data, begin, finish),
        hidden_columns=columns_hidden(
            (
                (int(span[1]), int(span[2]))
                for span in (_COLUMNS.match(tag) for tag in _COLUMN.findall(head))
                if span
            ),
            widest,
        ),
        merges=tuple(text.decode() for text in _MERGE.findall(data, data.rfind(b"</sheetData>"))),
    )


def _text(content: bytes) -> str:
    text = content.decode()
    return unescape(text, _QUOTES) if "&" in text else text


def _hidden_rows(data: bytes, begin: int, finish: int) -> frozenset[int]:
    if data.find(b'hidden="', begin, finish) < 0:
        return frozenset()
    return frozenset(int(row) for row in _HIDDEN_ROW.findall(data, begin, finish))
