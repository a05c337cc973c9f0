"""A zip archive with some parts replaced or added; the others keep their packed bytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_DESCRIBED_LATER, _UTF8 = 0x8, 0x800
_FIRST_DAY = 0x21
"""1 January 1980, the date of every part that we write ourselves."""


def repack(original: bytes, changed: Mapping[str, bytes]) -> bytes:
    """``original`` with the parts of ``changed`` in place of its own, new ones at the end.

    ``original`` must have passed :func:`open_container`: its headers agree, no part shares bytes
    with another. Order, names, dates and packed bytes of all other parts stay.
    """
    written: list[bytes] = []
    directory: list[bytes] = []
    place = 0

    def write(
        name: bytes, packed: bytes, crc: int, size: int, flags: int, method: int,
        when: tuple[int, int], attributes: tuple[int, int], made_by: int,
    ) -> None:  # fmt: skip
        nonlocal place
        common = (20, flags, method, *when, crc, len(packed), size, len(name), 0)
        written.extend((_LOCAL.pack(b"PK\x03\x04", *common), name, packed))
        listed = _CENTRAL.pack(b"PK\x01\x02", made_by, *common, 0, 0, *attributes, place)
        directory.extend((listed, name))
        place += _LOCAL.size + len(name) + len(packed)

    left = dict(changed)
    with zipfile.ZipFile(io.BytesIO(original)) as archive:
        for entry in archive.infolist():
            flags = entry.flag_bits & ~_DESCRIBED_LATER
            content = left.pop(entry.orig_filename.replace("\\", "/"), None)
            packed, crc, size = _packed(original, entry), entry.CRC, entry.file_size
            if content is not None:
                packed = _pack(content, entry.compress_type)
                crc, size = zlib.crc32(content), len(content)
            write(
                entry.orig_filename.encode("utf-8" if flags & _UTF8 else "cp437"),
                packed, crc, size, flags, entry.compress_type, _when(entry.date_time),
                (entry.internal_attr, entry.external_attr),
                entry.create_version | entry.create_system << 8,
            )  # fmt: skip
    for name, content in left.items():
        packed, flags = _pack(content, zipfile.ZIP_DEFLATED), 0 if name.isascii() else _UTF8
        write(
            name.encode(), packed, zlib.crc32(content), len(content), flags, zipfile.ZIP_DEFLATED,
            (0, _FIRST_DAY), (0, 0), 20,
        )  # fmt: skip
    count, listing = len(directory) // 2, b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(listing), place, 0)
    return b"".join((*written, listing, end))


def _packed(original: bytes, entry: zipfile.ZipInfo) -> bytes:
    header = _LOCAL.unpack_from(original, entry.header_offset)
    begin = entry.header_offset + _LOCAL.size + header[-2] + header[-1]
    return original[begin : begin + entry.compress_size]


def _pack(content: bytes, method: int) -> bytes:
    if method == zipfile.ZIP_STORED:
        return content
    stream = zlib.compressobj(6, zlib.DEFLATED, -15)
    return stream.compress(content) + stream.flush()


def _when(moment: tuple[int, int, int, int, int, int]) -> tuple[int, int]:
    """Time and date as a zip archive writes them."""
    year, month, day, hour, minute, second = moment
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
