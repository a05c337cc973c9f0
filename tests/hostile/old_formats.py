"""The same worksheet as .ods and .xls, whole and broken."""

from __future__ import annotations

import io
import random
from xml.sax.saxutils import escape

import xlwt

from tests.hostile import worksheet
from tests.hostile.archives import zipped
from tests.hostile.case import Case, Cases
from tests.hostile.compound_files import header

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)
_LIMIT = 32767
_BEFORE_COMPOUND = {
    "2": b"\x09\x00\x04\x00\x02\x00\x10\x00",
    "3": b"\x09\x02\x06\x00\x00\x03\x10\x00",
    "4": b"\x09\x04\x06\x00\x00\x04\x10\x00",
    "5": b"\x09\x08\x08\x00\x00\x05\x10\x00",
    "97": b"\x09\x08\x10\x00\x00\x06\x10\x00",
}
"""How the records of a sheet begin, by the version of Excel."""


def open_document(rows: str | None = None, *, manifest: str = "", doctype: str = "") -> bytes:
    """An .ods with the clean worksheet, or with these rows as XML."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content {_NAMES}>'
        f'<office:body><office:spreadsheet><table:table table:name="{worksheet.SHEET}">'
        f"{clean_rows() if rows is None else rows}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    listed = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f"{manifest}</manifest:manifest>"
    )
    return zipped(
        [
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", content),
            ("META-INF/manifest.xml", listed),
        ]
    )


def clean_rows() -> str:
    """The clean worksheet as rows of an .ods."""
    return "".join(
        f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in worksheet.rows()
    )


def cell(value: worksheet.Value) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
    return (
        f'<table:table-cell office:value-type="float" office:value="{value!r}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def old_excel(rows: worksheet.Rows | None = None) -> bytes:
    """An .xls with the clean worksheet."""
    book = xlwt.Workbook()
    sheet = book.add_sheet(worksheet.SHEET)
    for row, values in enumerate(worksheet.rows() if rows is None else rows):
        for column, value in enumerate(values):
            if value is not None:
                sheet.write(row, column, value)
    return _saved(book)


def with_chart_sheet() -> bytes:
    """An .xls with the clean worksheet and a sheet whose records say that it is a chart."""
    book = xlwt.Workbook()
    sheet = book.add_sheet(worksheet.SHEET)
    for row, values in enumerate(worksheet.rows()):
        for column, value in enumerate(values):
            if value is not None:
                sheet.write(row, column, value)
    book.add_sheet("Grafik").write(0, 0, 1)
    data = bytearray(_saved(book))
    kind_of_sheet = data.index(b"\x06\x00Grafik") - 1
    data[kind_of_sheet] = 2
    return bytes(data)


def _saved(book: xlwt.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def cases() -> list[Case]:
    found = Cases("old-formats")
    _open_document(found)
    _compound(found)
    _old_excel(found)
    return found.found


_SAID = "format-without-formulas"


def _open_document(found: Cases) -> None:
    found.warn("plain.ods", open_document(), "values only", _SAID)
    filler = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    found.warn("filler.ods", open_document(clean_rows() + filler), "blank to the edge", _SAID)
    one = '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p>'
    many = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
        "</table:table-row>"
    )
    found.reject(
        "all.ods", open_document(many), "one cell repeated over the grid", "too-many-cells"
    )
    corners = (
        f"<table:table-row>{one}</table:table-cell></table:table-row>{filler}<table:table-row>"
        f'<table:table-cell table:number-columns-repeated="16383"/>{one}</table:table-cell>'
        "</table:table-row>"
    )
    found.reject("corners.ods", open_document(corners), "two corners", "cells-far-apart")
    for number, repeats in enumerate(("99999999999999999999", "-5", "0", "abc")):
        rows = (
            f'<table:table-row table:number-rows-repeated="{repeats}">{one}</table:table-cell>'
            "</table:table-row>"
        )
        found.reject(
            f"repeats_{number}.ods", open_document(rows), f"repeated {repeats}", "cell-outside-grid"
        )
    encrypted = '<manifest:file-entry><manifest:encryption-data manifest:checksum="x"/>'
    found.reject(
        "password.ods",
        open_document(manifest=encrypted + "</manifest:file-entry>"),
        "marked as encrypted",
        "password-protected",
    )
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE x [<!ENTITY a0 "lol">{entities}]>'
    text = '<table:table-row><table:table-cell office:value-type="string"><text:p>{}</text:p>'
    text += "</table:table-cell></table:table-row>"
    found.reject(
        "laughs.ods",
        open_document(text.format("&a9;"), doctype=laughs),
        "a billion laughs",
        "document-type",
    )
    found.reject(
        "entity.ods",
        open_document(
            text.format("&x;"), doctype='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        ),
        "an entity from a file",
        "document-type",
    )
    long = text.format("A" * (_LIMIT + 1))
    found.reject("long_text.ods", open_document(long), "a text too long", "cell-text-too-long")
    found.reject("blank.ods", open_document(filler), "no cell", "no-cells")
    found.reject("half.ods", open_document("<table:table-row>"), "broken", "damaged-part")
    wrong = (
        '<table:table-row><table:table-cell table:formula="of:=1/0" office:value-type="string">'
        "<text:p>#DIV/0!</text:p></table:table-cell>"
        '<table:table-cell table:formula="of:=1"/></table:table-row>'
    )
    found.warn(
        "error.ods",
        open_document(clean_rows() + wrong),
        "an error cell, never 0 and never a text",
        "cells-with-errors",
        cells={(len(worksheet.rows()) + 1, 1): None},
    )
    hidden = clean_rows().replace(
        "<table:table-row>", '<table:table-row table:visibility="collapse">', 1
    )
    found.warn("hidden_row.ods", open_document(hidden), "a hidden row", "hidden-rows")


def _compound(found: Cases) -> None:
    damaged = "damaged-compound"
    lied = header(0, [], count=0xFFFFFFFF) + b"\0" * 100
    found.reject("table_count.xls", lied, "612 bytes claim 4 billion sectors of table", damaged)
    found.reject("table_count.xlsx", lied, "the same bytes named .xlsx", damaged)
    found.reject(
        "list_count.xls", header(0, [0], lists=0xFFFFFFFF) + b"\0" * 512, "endless lists", damaged
    )
    found.reject("sector.xls", header(0, [0], shift=31) + b"\0" * 600, "sectors of 2 GiB", damaged)
    found.reject("cycle.xls", header(0, [0]) + b"\0" * 512, "a chain that never ends", damaged)
    found.reject("header.xls", header(0, [0])[:100], "cut in the header", damaged)


def _old_excel(found: Cases) -> None:
    base = old_excel()
    found.warn("plain.xls", base, "values only", _SAID)
    found.warn("xls_as.xlsx", base, "an .xls named .xlsx", "name-differs")
    for tenth in (3, 6, 9):
        cut = base[: len(base) * tenth // 10]
        found.reject(f"cut_{tenth}0.xls", cut, f"cut at {tenth}0 %", "damaged-compound")
    drawn = random.Random(7)
    for number in range(30):
        changed = bytearray(base)
        for _ in range(drawn.choice([1, 2, 8, 32])):
            changed[drawn.randrange(len(changed))] = drawn.randrange(256)
        # Nothing in an .xls tells a changed value from another one; it must only do no harm.
        found.warn(
            f"changed_{number:02d}.xls", bytes(changed), "random bytes", _SAID, "*", same=False
        )
    drawn = random.Random(8)
    for number in range(20):
        changed = bytearray(base)
        for _ in range(drawn.choice([1, 2, 4])):
            changed[drawn.randrange(24, 76)] = drawn.choice([0, 1, 0x7F, 0xFF, 0xFE])
        found.either(f"header_{number:02d}.xls", bytes(changed), "random bytes in the header")
    found.warn(
        "chart_sheet.xls", with_chart_sheet(), "a chart sheet beside it", "sheet-not-of-cells"
    )
    for version, start in _BEFORE_COMPOUND.items():
        found.reject(
            f"excel_{version}.xls",
            start + b"\0" * 600,
            "records without a container",
            "is-old-excel",
        )
    corner = xlwt.Workbook()
    sheet = corner.add_sheet("S")
    sheet.write(0, 0, 1)
    sheet.write(65535, 255, 1)
    found.reject("corner.xls", _saved(corner), "a value in IV65536", "cells-far-apart")
    wrong = xlwt.Workbook()
    sheet = wrong.add_sheet(worksheet.SHEET)
    for row, values in enumerate(worksheet.rows()):
        for column, value in enumerate(values):
            if value is not None:
                sheet.write(row, column, value)
    last = len(worksheet.rows())
    sheet.row(last).set_cell_error(0, "#DIV/0!")
    found.warn(
        "error.xls",
        _saved(wrong),
        "an error cell",
        "cells-with-errors",
        cells={(last + 1, 1): None},
    )
