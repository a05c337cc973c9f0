"""Small files that are endless inside, or make a reader reserve what it never needs."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile import books, worksheet
from tests.hostile.archives import Entry, by_hand, bzip2, deflated, repeated
from tests.hostile.books import HEAD, MAIN, SHEET_1, Raw
from tests.hostile.case import Case, Cases
from zi_analytics.workbook.cells import address

_BEFORE = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode()
_AFTER = b"</sheetData></worksheet>"
_ROW = b"<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>"
_MIB = 1 << 20


def cases() -> list[Case]:
    found = Cases("bombs")
    _inflating(found)
    _repeating(found)
    _far_apart(found)
    _merged(found)
    return found.found


def _with(entry: Entry, parts: dict[str, bytes | str] | None = None) -> bytes:
    whole = parts or books.parts([books.filled()])
    return by_hand(
        entry if name == entry.name else deflated(name, content) for name, content in whole.items()
    )


def _inflating(found: Cases) -> None:
    def bomb(name: str, note: str, unit: bytes, mib: int, *around: bytes, **how: int) -> None:
        before, after = around or (b"", b"")
        entry = repeated(SHEET_1, _BEFORE + before, unit, mib * _MIB, after + _AFTER, **how)
        found.reject(name, _with(entry), note, "too-large-inside")

    bomb("blanks_65MB.xlsx", "65 MiB of blanks in 65 KB", b" ", 65)
    bomb("rows_256MB.xlsx", "4.7 million rows", _ROW, 256)
    bomb("lying_1GB.xlsx", "1 GiB; the headers claim 5,000 bytes", b" ", 1024, claimed=5000)
    start = b'<row r="1"><c r="A1" t="inlineStr"><is><t>'
    bomb("cell_128MB.xlsx", "one endless cell", b"A", 128, start, b"</t></is></c></row>")
    found.reject(
        "bzip2.xlsx",
        _with(bzip2(SHEET_1, _BEFORE + b" " * (16 * _MIB) + _AFTER)),
        "packed with bzip2: 4 GB would fit in 3 KB",
        "unknown-compression",
    )
    whole = books.parts([books.filled()])
    entries = [deflated(name, content) for name, content in whole.items()]
    entries += [repeated(f"xl/media/{n}.bin", b"", b"\0", 40 * _MIB, b"") for n in range(4)]
    found.reject(
        "parts_160MB.xlsx",
        by_hand(entries),
        "each part is allowed, all are not",
        "too-large-inside",
    )


def _repeating(found: Cases) -> None:
    many = 300
    names = [f"S{number}" for number in range(many)]
    shared = books.parts([books.filled()], names, targets=["worksheets/sheet1.xml"] * many)
    entry = repeated(SHEET_1, _BEFORE, _ROW, 16 * _MIB, _AFTER)
    found.reject(
        "sheets_300_one_part.xlsx",
        _with(entry, shared),
        "300 sheets that are one part of 16 MiB: 4.8 GB to read",
        "too-many-sheets",
    )
    two = books.parts([books.filled()], ["A", "B"], targets=["worksheets/sheet1.xml"] * 2)
    found.reject(
        "sheets_share.xlsx",
        by_hand(deflated(name, content) for name, content in two.items()),
        "two sheets that are one part",
        "sheets-share-part",
    )
    small = [books.sheet([["x", number]]) for number in range(500)]
    found.reject(
        "sheets_500.xlsx",
        by_hand(deflated(name, content) for name, content in books.parts(small).items()),
        "500 sheets",
        "too-many-sheets",
    )
    cells = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{address(row, column)}" t="s"><v>0</v></c>' for column in range(1, 41))
        + "</row>"
        for row in range(1, 2501)
    )
    part = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    found.reject(
        "text_100000_times.xlsx",
        books.book(part, texts=books.strings(["A" * 32767])),
        "100,000 cells share one long text: 3.3 GB if each gets a copy",
        "too-much-text",
    )
    for name, stated in (("4e9", 4294967295), ("1e18", 10**18)):
        row = [Raw('t="s"', "<v>0</v>")]
        found.warn(
            f"texts_stated_{name}.xlsx",
            books.book(
                books.sheet([*worksheet.rows(), row]), texts=books.strings(["Unit"], stated)
            ),
            f"one text, {stated} stated",
            "strings-miscounted",
            cells={(len(worksheet.rows()) + 1, 1): "Unit"},
        )
    row_of_cells = "".join(f'<c r="{address(1, n)}"><v>1</v></c>' for n in range(1, 601))
    rows = "".join(
        f'<row r="{n}">{row_of_cells.replace("1" + chr(34), f"{n}" + chr(34))}</row>'
        for n in range(1, 901)
    )
    found.reject(
        "cells_540000.xlsx",
        books.book(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'),
        "540,000 cells",
        "too-many-cells",
    )


def _far_apart(found: Cases) -> None:
    def stray(name: str, place: str, code: str, keep: Callable[..., None]) -> None:
        row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        xml = books.added(f'<row r="{row}"><c r="{place}"><v>1</v></c></row>')
        keep(name, books.book(xml), f"a stray value in {place}", code)

    stray("stray_row.xlsx", "G1048576", "cell-far-away", found.warn)
    stray("stray_corner.xlsx", "XFD1048576", "cell-far-away", found.warn)
    stray("stray_inside.xlsx", "ALL100000", "cell-far-away", found.warn)
    stray("past_last_row.xlsx", "A1048577", "cell-outside-grid", found.reject)
    stray("past_last_column.xlsx", "XFE300", "cell-outside-grid", found.reject)
    found.warn(
        "stray_column.xlsx",
        books.book(books.filled().replace("</row>", '<c r="XFD1"><v>1</v></c></row>', 1)),
        "a stray value in XFD1",
        "cell-far-away",
    )


def _merged(found: Cases) -> None:
    def merged(name: str, note: str, *ranges: str) -> None:
        listed = "".join(f'<mergeCell ref="{text}"/>' for text in ranges)
        xml = books.filled(after=f'<mergeCells count="{len(ranges)}">{listed}</mergeCells>')
        found.warn(name, books.book(xml), note, "merges-odd")

    merged("merged_grid.xlsx", "one range over 17 billion cells", "A1:XFD1048576")
    merged("merged_column.xlsx", "a whole column", "Z1:Z1048576")
    merged("merged_100000.xlsx", "100,000 ranges", *(f"Y{n}:Z{n}" for n in range(20, 100_020)))
    for number, ranges in enumerate(
        (("X1:Z3", "Y2:AA4"), ("X1:Y2", "X1:Y2"), ("X1",), ("Z1:X3",), ("X1:",), ("XFE1:XFF2",))
    ):
        merged(f"merged_odd_{number}.xlsx", " ".join(ranges), *ranges)
