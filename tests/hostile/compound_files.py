"""Compound files (the container of .xls) written by hand."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_END, _TABLE, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A sound compound file with these streams, each padded to full sectors of its own."""
    sectors: list[bytes] = []
    table: list[int] = []

    def store(content: bytes) -> int:
        first = len(sectors)
        count = max(1, -(-len(content) // _SECTOR))
        for number in range(count):
            sectors.append(content[number * _SECTOR : (number + 1) * _SECTOR].ljust(_SECTOR, b"\0"))
            table.append(first + number + 1 if number + 1 < count else _END)
        return first

    entries = [_entry("Root Entry", 5, _END, 0)]
    for name, content in streams.items():
        padded = content.ljust(4096, b"\0")
        entries.append(_entry(name, 2, store(padded), len(padded)))
    directory = store(b"".join(entries))
    table.append(_TABLE)
    listing = struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff")
    return header(directory, [len(sectors)]) + b"".join(sectors) + listing


def header(
    directory: int, tables: list[int], *, count: int | None = None, shift: int = 9, lists: int = 0
) -> bytes:
    """The first sector; ``count``, ``shift`` and ``lists`` can be told wrong."""
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    start += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, shift, 6)
    start += struct.pack("<3I", 0, len(tables) if count is None else count, directory)
    start += struct.pack("<5I", 0, 4096, _END, 0, _END if not lists else 0)
    start += struct.pack("<I", lists)
    listed = tables + [_FREE] * (109 - len(tables))
    return start + struct.pack("<109I", *listed)


def _entry(name: str, kind: int, first: int, length: int) -> bytes:
    letters = (name + "\0").encode("utf-16-le")
    entry = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters), kind, 1)
    entry += struct.pack("<3I", _FREE, _FREE, _FREE) + b"\0" * 36
    return entry + struct.pack("<II4x", first, length)
