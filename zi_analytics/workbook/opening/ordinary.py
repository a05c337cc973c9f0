"""The quick look at a worksheet: is it ordinary, and where are its errors and formulas?

Practically every worksheet is *ordinary*: rows and cells in order, each with its own address,
numbers that are numbers, strings that exist. That is proved here for the whole sheet at once with
numpy, at a fraction of what one parse costs. A sheet that cannot be proved ordinary is no worse
for it; it is walked cell by cell in :mod:`zi_analytics.workbook.opening.unusual`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import unescape

import numpy as np

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, FileLimits
from zi_analytics.workbook.opening.byte_columns import (
    Bytes,
    Flags,
    Integers,
    read_places,
    read_whole_numbers,
    windows,
)
from zi_analytics.workbook.opening.markup import Markup, Positions
from zi_analytics.workbook.opening.ordinary_values import Values, look_at_values, short_enough
from zi_analytics.workbook.opening.plain_archive import SHEET_END, SHEET_START
from zi_analytics.workbook.opening.tag_table import CELL, CHILD, KINDS, ROW, TagTable, join
from zi_analytics.workbook.opening.worksheet import (
    MOST_DENSE_CELLS,
    Cells,
    Formula,
    columns_hidden,
    place_of,
)

_HIDDEN_ROW = re.compile(rb'<row r="(\d+)"[^>]* hidden="(?:1|true)"')
_COLUMN = re.compile(rb'<col [^>]*hidden="(?:1|true)"[^>]*>')
_COLUMNS = re.compile(rb'(?=[^>]* min="(\d{1,5})")(?=[^>]* max="(\d{1,5})")')
_MERGE = re.compile(rb'<mergeCell ref="([^"]*)"')
_KNOWN_TYPES = np.zeros(256, dtype=bool)
_KNOWN_TYPES[np.frombuffer(b"nsberi", dtype=np.uint8)] = True
_LONGEST_TYPE = len(' t="inlineStr"')
_QUOTES = {"&quot;": '"', "&apos;": "'"}
_SHEET_SHIFT = 40
"""Far above the bits of a place: places of a later sheet are larger."""
_EQUALS, _SPACE = b"= "


def look(
    sheet: Markup, strings: int, styles: int, limits: FileLimits = FILE_LIMITS
) -> Cells | None:
    """Prove that ``sheet`` is ordinary; None when it cannot be proved. Refused for too many cells.

    ``strings`` and ``styles`` are how many of them the workbook has (0 styles: not known).
    """
    found = look_together((sheet,), strings, styles, limits)
    return None if found is None else found[0]


def look_together(
    sheets: Sequence[Markup], strings: int, styles: int, limits: FileLimits = FILE_LIMITS
) -> tuple[Cells, ...] | None:
    """Prove that all the ``sheets`` of a workbook are ordinary; None when one cannot be proved.

    Most sheets are small, and then the steps of the proof cost more than the cells: so each step
    is taken once for all sheets.
    """
    tables = []
    for sheet in sheets:
        table = _tags(sheet)
        if table is None:
            return None
        tables.append(table)
    return _look_at_cells(sheets, tables, strings, styles, limits)


def _tags(sheet: Markup) -> TagTable | None:
    """The tags of the sheet's cells; None where they cannot be told apart for certain."""
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
    return _table(sheet, first, last)


def _table(sheet: Markup, first: int, last: int) -> TagTable | None:
    """The tags of the cells, when each stands at the level where it belongs."""
    inside = slice(first + 1, last)
    data, opened, closed = sheet.bytes_, sheet.opened[inside], sheet.closed[inside]
    is_end, is_whole = sheet.is_end[inside], sheet.is_whole[inside]
    base = int(sheet.depth[first])
    if last <= first:
        nothing = np.zeros(0, dtype=np.uint8)
        return TagTable(data, opened, closed, is_end, sheet.depth[inside], nothing)
    level = sheet.depth[inside] - base + (is_end | is_whole)
    letter = data[opened + 1 + is_end]
    second = data[opened + 2 + is_end]
    kind = KINDS[letter.astype(np.uint16) << 8 | second]
    if int(sheet.depth[last]) != base - 1 or not ((kind == level) | (level > CHILD)).all():
        return None
    if len(level) and int(level.min()) < ROW:
        return None
    return TagTable(data, opened, closed, ~is_end, level, letter)


def _look_at_cells(
    sheets: Sequence[Markup],
    tables: Sequence[TagTable],
    strings: int,
    styles: int,
    limits: FileLimits,
) -> tuple[Cells, ...] | None:
    table = join(tables)
    every = table.starts(CELL)
    filled = np.append(table.level, 0)[every + 1] == CHILD
    cells, blanks = every[filled], every[~filled]
    if len(cells) > limits.cells:
        raise Refused(Finding("too-many-cells", details=(("limit", limits.cells),)))
    opened, closed = table.opened[cells], table.closed[cells]
    rows, columns, quote = read_places(table.data, opened, b"c")
    tags = np.cumsum([0, *(len(each.opened) for each in tables)])
    of_sheet = np.searchsorted(tags[1:-1], cells, "right")
    if not _in_order(table, cells, of_sheet, rows, columns, limits):
        return None
    types = _types(table.data, quote, closed)
    if types is None or not _styles_exist(table.data, quote, closed, styles):
        return None
    values = look_at_values(table, cells, rows << 14 | columns, types, strings)
    if values is None or not short_enough(table, every, values, limits):
        return None
    if len(sheets) == 1:
        return (_whole(sheets[0], table, cells, blanks, values),)
    found = []
    before = 0
    for number, (sheet, own) in enumerate(zip(sheets, tables, strict=True)):
        first, last = tags[number], tags[number + 1]
        own_cells = slice(*np.searchsorted(cells, (first, last)).tolist())
        own_blanks = slice(*np.searchsorted(blanks, (first, last)).tolist())
        found.append(
            _whole(
                sheet,
                own,
                cells[own_cells] - first,
                blanks[own_blanks] - first,
                values.of_sheet(own_cells, first, before),
            )
        )
        before += len(own.data)
    return tuple(found)


def _in_order(
    table: TagTable,
    cells: Positions,
    of_sheet: Positions,
    rows: Integers,
    columns: Integers,
    limits: FileLimits,
) -> bool:
    """Every cell says where it is, its row agrees, they rise, and stay inside the limits."""
    if not len(cells):
        return True
    tags = table.starts(ROW)
    owner = np.searchsorted(tags, cells) - 1
    first = np.append(True, np.diff(owner) > 0)
    numbers, _, _ = read_places(table.data, table.opened[tags[owner[first]]], b"row")
    last, widest = int(rows.max()), int(columns.max())
    sheet = of_sheet << _SHEET_SHIFT
    return bool(
        rows.min() > 0
        and columns.min() > 0
        and (np.diff(sheet | rows << 14 | columns) > 0).all()
        and (np.diff(sheet[first] | numbers) > 0).all()
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
    endings = windows(data, closed - _LONGEST_TYPE, _LONGEST_TYPE)
    of_one_letter = _are(endings[:-2], b' t="')
    types[of_one_letter] = endings[-2, of_one_letter]
    for ending, kind in ((b' t="str"', b"r"), (b' t="inlineStr"', b"i")):
        types[_are(endings, ending)] = ord(kind)
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


def _are(endings: Bytes, text: bytes) -> Flags:
    """Whether each column of ``endings`` ends in ``text``."""
    return np.asarray(
        (endings[-len(text) :] == np.frombuffer(text, dtype=np.uint8)[:, None]).all(axis=0)
    )


def _styles_exist(data: Bytes, quote: Positions, closed: Positions, styles: int) -> bool:
    has = (data[quote + 1] == _SPACE) & (data[quote + 2] == ord("s")) & (data[quote + 3] == _EQUALS)
    begin = quote[has] + 5
    if not styles or not len(begin):
        return True
    numbers = read_whole_numbers(data, begin, None)
    return bool((numbers >= 0).all() and (numbers < styles).all())


def _whole(
    sheet: Markup,
    table: TagTable,
    cells: Positions,
    blanks: Positions,
    values: Values,
) -> Cells:
    """Put together what was seen; the part ends with the last row that has a value."""
    data = sheet.data
    if not len(cells):
        begin = finish = 0
    else:
        rows = table.starts(ROW)
        begin = int(table.opened[rows[0]])
        after = int(np.searchsorted(rows, cells[-1]))
        finish = int(table.opened[rows[after]] if after < len(rows) else table.closed[-1] + 1)
    formulas = values.letter == ord("f")
    left_out = np.concatenate((blanks, values.index[formulas]))
    found = zip(
        values.places[values.owner[formulas]].tolist(),
        values.tag[formulas].tolist(),
        values.begin[formulas].tolist(),
        values.end[formulas].tolist(),
        strict=True,
    )
    widest = int((values.places & 0x3FFF).max(initial=0))
    head = data[: int(table.opened[0]) if len(table.opened) else len(data)]
    return Cells(
        xml=b"".join(
            (
                SHEET_START,
                b"<sheetData>",
                _without(table, left_out, begin, finish),
                b"</sheetData>",
                SHEET_END,
            )
        ),
        places=values.places,
        strings=values.used,
        errors={place_of(int(values.places[cell])): text for cell, text in values.errors},
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


def _without(table: TagTable, elements: Positions, begin: int, finish: int) -> bytes:
    """The bytes from ``begin`` to ``finish`` without some elements: empty cells and formulas.

    Calamine has no use for them, and reading over them is a third of its work.
    """
    elements = np.sort(elements[table.opened[elements] < finish])
    is_whole = table.data[table.closed[elements] - 1] == ord("/")
    if table.is_start[elements[~is_whole] + 1].any():
        # A formula with an element inside: nobody writes that, and it may stay.
        return table.data[begin:finish].tobytes()
    ends = table.closed[np.where(is_whole, elements, elements + 1)] + 1
    edges = np.empty(2 * len(elements) + 2, dtype=np.intp)
    edges[0], edges[-1] = begin, finish
    edges[1:-1:2], edges[2:-1:2] = table.opened[elements], ends
    kept = np.zeros(len(edges) - 1, dtype=bool)
    kept[::2] = True
    return bytes(table.data[begin:finish][np.repeat(kept, np.diff(edges))])


def _text(content: bytes) -> str:
    text = content.decode()
    return unescape(text, _QUOTES) if "&" in text else text


def _hidden_rows(data: bytes, begin: int, finish: int) -> frozenset[int]:
    if data.find(b'hidden="', begin, finish) < 0:
        return frozenset()
    return frozenset(int(row) for row in _HIDDEN_ROW.findall(data, begin, finish))
