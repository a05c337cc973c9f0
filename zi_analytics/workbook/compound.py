"""The compound file around an old .xls: a small file system of sectors, read without trust."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from zi_analytics.findings import Finding, Refused

_HEADER = 512
_FREE = 0xFFFFFFFA
"""Sector numbers from here on are marks: end of a chain, free, table."""
_ENTRY = 128
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class _Sectors:
    data: bytes
    size: int
    table: tuple[int, ...]

    def chain(self, first: int) -> list[int]:
        """The sectors that follow ``first``; a chain that returns to itself is refused."""
        chain: list[int] = []
        seen: set[int] = set()
        while first < _FREE:
            if first in seen or first >= len(self.table):
                raise _damaged()
            seen.add(first)
            chain.append(first)
            first = self.table[first]
        return chain

    def sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        if start >= len(self.data):
            raise _damaged()
        return self.data[start : start + self.size]

    def read(self, first: int) -> bytes:
        return b"".join(self.sector(number) for number in self.chain(first))


def _damaged() -> Refused:
    return Refused(Finding("damaged-compound"))


def read_streams(data: bytes) -> dict[str, bytes]:
    """The streams of a compound file by their name in small letters. Refused when damaged."""
    if len(data) < _HEADER:
        raise _damaged()
    order, shift, mini_shift = struct.unpack_from("<HHH", data, 28)
    major = struct.unpack_from("<H", data, 26)[0]
    if order != 0xFFFE or (major, shift) not in ((3, 9), (4, 12)) or mini_shift != 6:
        raise _damaged()
    size = 1 << shift
    table = _read_table(data, size)
    sectors = _Sectors(data, size, table)
    directory, _, cutoff, mini_first = struct.unpack_from("<I4xIII", data, 48)[0:4]
    entries = sectors.read(directory)
    root = _root(entries)
    mini = sectors.read(root[0]) if root[1] else b""
    mini_table_bytes = sectors.read(mini_first) if mini_first < _FREE else b""
    mini_table = struct.unpack(f"<{len(mini_table_bytes) // 4}I", mini_table_bytes)
    streams: dict[str, bytes] = {}
    for name, kind, first, length in _entries(entries):
        if kind != _STREAM:
            continue
        content = sectors.read(first) if length >= cutoff else _read_mini(mini, mini_table, first)
        if len(content) < length:
            raise _damaged()
        streams[name.lower()] = content[:length]
    return streams


def _read_table(data: bytes, size: int) -> tuple[int, ...]:
    """The table of which sector follows which, put together from its own sectors."""
    count = struct.unpack_from("<I", data, 44)[0]
    next_list, lists = struct.unpack_from("<II", data, 68)
    most = len(data) // size + 1
    if count > most or lists > most:
        raise _damaged()
    numbers = list(struct.unpack_from("<109I", data, 76))
    for _ in range(lists):
        start = (next_list + 1) * size
        if next_list >= _FREE or start + size > len(data):
            raise _damaged()
        more = struct.unpack_from(f"<{size // 4}I", data, start)
        numbers += more[:-1]
        next_list = more[-1]
    table: list[int] = []
    for number in [number for number in numbers if number < _FREE][:count]:
        start = (number + 1) * size
        if start + size > len(data):
            raise _damaged()
        table += struct.unpack_from(f"<{size // 4}I", data, start)
    return tuple(table)


def _entries(entries: bytes) -> list[tuple[str, int, int, int]]:
    """(name, kind, first sector, length) of each entry of the directory."""
    found = []
    for start in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        letters = min(struct.unpack_from("<H", entries, start + 64)[0], 64)
        name = entries[start : start + max(letters - 2, 0)].decode("utf-16-le", "replace")
        first, length = struct.unpack_from("<II", entries, start + 116)
        found.append((name, entries[start + 66], first, length))
    return found


def _root(entries: bytes) -> tuple[int, int]:
    for _, kind, first, length in _entries(entries):
        if kind == _ROOT:
            return first, length
    raise _damaged()


def _read_mini(mini: bytes, table: tuple[int, ...], first: int) -> bytes:
    chain = _Sectors(mini, 64, table).chain(first)
    return b"".join(mini[number * 64 : number * 64 + 64] for number in chain)
