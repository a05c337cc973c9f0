"""Zip archives as no honest program writes them, made by hand so that headers can lie."""

from __future__ import annotations

import bz2
import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

Part = tuple[str, bytes | str]
_DATE = (2025, 1, 1, 0, 0, 0)
_MIB = 1 << 20


def zipped(
    parts: Iterable[Part], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b""
) -> bytes:
    """An ordinary archive; the same name may occur twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = method
            archive.writestr(entry, content)
        archive.comment = comment
    return buffer.getvalue()


def streamed(parts: Iterable[Part]) -> bytes:
    """As written to a pipe: sizes follow the data, the headers have zeros."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.written = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.written += bytes(data)
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, content in parts:
            archive.writestr(name, content)
    return bytes(pipe.written)


def zip64(parts: Iterable[Part]) -> bytes:
    """With the fields for very large entries, on small ones."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            with archive.open(zipfile.ZipInfo(name, _DATE), "w", force_zip64=True) as file:
                file.write(content.encode() if isinstance(content, str) else content)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it goes into a hand-made archive; ``claimed`` is the size the headers state."""

    name: str
    method: int
    packed: bytes
    size: int
    crc: int
    claimed: int | None = None


def deflated(name: str, content: bytes | str) -> Entry:
    data = content.encode() if isinstance(content, str) else content
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    return Entry(name, 8, stream.compress(data) + stream.flush(), len(data), zlib.crc32(data))


def repeated(
    name: str,
    before: bytes,
    unit: bytes,
    total: int,
    after: bytes,
    *,
    claimed: int | None = None,
) -> Entry:
    """About ``total`` bytes of ``unit`` between two ends, packed without ever being held."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    chunk = unit * max(1, _MIB // len(unit))
    count = total // len(chunk)
    # After a full flush a chunk is packed without looking back, so each one is packed alike.
    start = stream.compress(before) + stream.flush(zlib.Z_FULL_FLUSH)
    middle = stream.compress(chunk) + stream.flush(zlib.Z_FULL_FLUSH)
    end = stream.compress(after) + stream.flush()
    crc = zlib.crc32(before)
    for _ in range(count):
        crc = zlib.crc32(chunk, crc)
    size = len(before) + count * len(chunk) + len(after)
    return Entry(name, 8, start + middle * count + end, size, zlib.crc32(after, crc), claimed)


def bzip2(name: str, content: bytes) -> Entry:
    """Packed in a way that Python's zipfile reads and no spreadsheet program writes."""
    return Entry(name, 12, bz2.compress(content), len(content), zlib.crc32(content))


def by_hand(entries: Iterable[Entry]) -> bytes:
    """An archive whose headers say what the entries claim."""
    body, directory, count = io.BytesIO(), b"", 0
    for entry in entries:
        name, place = entry.name.encode(), body.tell()
        size = (entry.size if entry.claimed is None else entry.claimed) & 0xFFFFFFFF
        common = (0, entry.method, 0, 0x5A21, entry.crc, len(entry.packed), size, len(name), 0)
        body.write(struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, *common) + name + entry.packed)
        directory += struct.pack(
            "<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, *common, 0, 0, 0, 0, place
        )
        directory += name
        count += 1
    place = body.tell()
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(directory), place, 0)
    return body.getvalue() + directory + end


def with_flag(data: bytes, flag: int) -> bytes:
    """Every entry's flags with one more set, in both headers."""
    return _patched(data, 6, 8, lambda old: old | flag)


def with_method(data: bytes, method: int) -> bytes:
    """Every entry's compression method replaced, in both headers."""
    return _patched(data, 8, 10, lambda _: method)


def _patched(data: bytes, local: int, central: int, change: object) -> bytes:
    patched = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        place = 0
        while (place := patched.find(mark, place)) >= 0:
            patched[place + offset] = change(patched[place + offset])  # type: ignore[operator]
            place += 4
    return bytes(patched)


def with_wrong_count(data: bytes) -> bytes:
    """The record at the end claims 65,535 entries."""
    patched = bytearray(data)
    end = patched.rfind(b"PK\x05\x06")
    patched[end + 8 : end + 12] = b"\xff\xff\xff\xff"
    return bytes(patched)
