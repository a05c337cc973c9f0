"""A workbook with nothing in it but what was checked, for calamine to read.

Calamine is given this instead of the user's file: stored, so that nothing is inflated twice; one
name for each part, so that no two readers can see different things; and without all that could
lead a reader astray (stated dimensions, counts, columns, formats after the data).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = b"http://schemas.openxmlformats.org/package/2006/relationships"
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")

SHEET_START = b'<worksheet xmlns="' + _MAIN + b'">'
SHEET_END = b"</worksheet>"
STRINGS_START = b'<sst xmlns="' + _MAIN + b'">'


def sheet_name(index: int) -> str:
    """The name that sheet number ``index`` (from 0) has in the plain archive."""
    return f"s{index}"


def make_archive(
    sheets: Sequence[bytes], strings: bytes | None, styles: bytes | None, date1904: bool
) -> bytes:
    """A stored archive of whole XML parts: worksheets, shared strings and styles."""
    listed, related = [], []
    parts: list[tuple[bytes, bytes]] = []
    for index, sheet in enumerate(sheets):
        number = b"%d" % index
        listed.append(b'<sheet name="s%s" sheetId="%d" r:id="r%s"/>' % (number, index + 1, number))
        related.append(_relation(b"r" + number, b"worksheet", b"worksheets/s%s.xml" % number))
        parts.append((b"xl/worksheets/s%s.xml" % number, sheet))
    if strings is not None:
        related.append(_relation(b"strings", b"sharedStrings", b"sharedStrings.xml"))
        parts.append((b"xl/sharedStrings.xml", strings))
    if styles is not None:
        related.append(_relation(b"styles", b"styles", b"styles.xml"))
        parts.append((b"xl/styles.xml", styles))
    workbook = (
        b'<workbook xmlns="%s" xmlns:r="%s"><workbookPr date1904="%d"/>'
        b"<sheets>%s</sheets></workbook>"
        % (
            _MAIN,
            _OFFICE,
            date1904,
            b"".join(listed),
        )
    )
    parts.append((b"xl/workbook.xml", workbook))
    parts.append((b"xl/_rels/workbook.xml.rels", _relations(b"".join(related))))
    root = _relation(b"workbook", b"officeDocument", b"xl/workbook.xml")
    parts.append((b"_rels/.rels", _relations(root)))
    return store(parts)


def store(parts: Sequence[tuple[bytes, bytes]]) -> bytes:
    """A zip archive of the given (name, content), nothing compressed."""
    written: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for name, content in parts:
        common = (20, 0, 0, 0, 0x21, zlib.crc32(content), len(content), len(content), len(name), 0)
        written += [_LOCAL.pack(b"PK\x03\x04", *common), name, content]
        directory += [_CENTRAL.pack(b"PK\x01\x02", 20, *common, 0, 0, 0, 0, place), name]
        place += _LOCAL.size + len(name) + len(content)
    listing = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(parts), len(parts), len(listing), place, 0)
    return b"".join([*written, listing, end])


def _relation(key: bytes, kind: bytes, target: bytes) -> bytes:
    return b'<Relationship Id="%s" Type="%s/%s" Target="%s"/>' % (key, _OFFICE, kind, target)


def _relations(content: bytes) -> bytes:
    return b'<Relationships xmlns="%s">%s</Relationships>' % (_PACKAGE, content)
