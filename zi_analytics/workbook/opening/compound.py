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
_MINI = 64
_MINOR = frozenset((0x21, 0x3B, 0x3E))
"""The minor versions that programs write."""
_CUTOFF = 4096
"""Shorter streams are small ones; the format knows no other figure."""


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


@dataclass(frozen=True, slots=True)
class Compound:
    """A compound file: its streams by their name in small letters, read when asked for."""

    sectors: _Sectors
    mini: tuple[int, int]
    root: tuple[int, int]
    entries: dict[str, tuple[int, int]]

    def read(self, name: str) -> bytes:
        """The content of one stream. Refused when the file ends before it does."""
        first, length = self.entries[name]
        content = self.sectors.read(first) if length >= _CUTOFF else self._small().read(first)
        if len(content) < length:
            raise _damaged()
        return content[:length]

    def _small(self) -> _Sectors:
        """Small streams lie in sectors of 64 bytes inside a stream of their own."""
        inside = self.sectors.read(self.root[0]) if self.root[1] else b""
        first = self.mini[0]
        table = self.sectors.read(first) if first < _FREE else b""
        numbers = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
        return _Sectors(b"\0" * _MINI + inside, _MINI, numbers)


def open_compound(data: bytes) -> Compound:
    """Read the directory of a compound file. Refused when it is damaged."""
    _check_header(data)
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    sectors = _Sectors(data, size, _read_table(data, size))
    directory, mini_first, mini_count = struct.unpack_from("<I8xII", data, 48)
    listed = _entries(sectors.read(directory))
    root = next(((first, length) for _, kind, first, length in listed if kind == _ROOT), None)
    if root is None:
        raise _damaged()
    streams = {
        name.lower(): (first, length) for name, kind, first, length in listed if kind == _STREAM
    }
    return Compound(sectors, (mini_first, mini_count), root, streams)


def _check_header(data: bytes) -> None:
    """Every field of the header that the format fixes or that two fields say together."""
    if len(data) < _HEADER:
        raise _damaged()
    minor, major, order, shift, mini_shift = struct.unpack_from("<5H", data, 24)
    directories, tables = struct.unpack_from("<II", data, 40)
    cutoff, mini_first, mini_count, list_first, lists = struct.unpack_from("<5I", data, 56)
    listed = sum(number < _FREE for number in struct.unpack_from("<109I", data, 76))
    sound = (
        minor in _MINOR
        and order == 0xFFFE
        and (major, shift) in ((3, 9), (4, 12))
        and mini_shift == 6
        and not any(data[34:40])
        and (directories == 0 or major == 4)
        and cutoff == _CUTOFF
        and (mini_count == 0) == (mini_first >= _FREE)
        and (lists == 0) == (list_first >= _FREE)
        and (lists > 0 or listed == tables)
    )
    if not sound:
        raise _damaged()


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
