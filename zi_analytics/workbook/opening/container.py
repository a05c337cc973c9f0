"""The zip archive around a workbook, taken apart without trusting any of its headers."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, FileLimits

_END = b"PK\x05\x06"
_END_SIZE = 22
_ENTRY = struct.Struct("<4sHHHHHIIIHH")
_MOST_CHARACTERS_OF_A_NAME = 255
_ODD = re.compile(r"[\x00-\x1f\x7f:*?\"<>|]|(?:^|/)\.\.?(?:/|$)|^/|//")


@dataclass(frozen=True, slots=True)
class Container:
    """The parts of an archive by their name ("xl/workbook.xml"), in the archive's order."""

    parts: dict[str, bytes]
    findings: tuple[Finding, ...]


def open_container(data: bytes, limits: FileLimits = FILE_LIMITS) -> Container:
    """Inflate every part of the zip archive ``data``, counting what comes out.

    Refused when the archive is damaged, ambiguous (two readers could see different parts),
    encrypted, or larger inside than ``limits`` allow.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries, directory = archive.infolist(), archive.start_dir
    except Exception as error:  # zipfile raises a dozen kinds for damaged directories
        raise Refused(Finding("damaged-archive")) from error
    findings = _check_end(data, directory, len(entries))
    if not entries:
        raise Refused(Finding("archive-empty"))
    if len(entries) > limits.parts:
        raise _refuse("too-many-parts", count=len(entries), limit=limits.parts)
    names = _check_names(entries)
    if any("\\" in entry.orig_filename for entry in entries):
        findings.append(Finding("part-names-odd"))
    parts: dict[str, bytes] = {}
    left = limits.inflated_bytes
    for name, entry, packed in zip(names, entries, _packed(data, entries, directory), strict=True):
        part = _inflate(entry, packed, min(left, limits.part_bytes), limits)
        left -= len(part)
        if not name.endswith("/"):
            parts[name] = part
    return Container(parts, tuple(findings))


def _refuse(code: str, **details: str | int | float) -> Refused:
    return Refused(Finding(code, details=tuple(details.items())))


def _check_end(data: bytes, directory: int, entries: int) -> list[Finding]:
    """What the record at the end of the archive says, against what is there."""
    end = data.rfind(_END)
    if data.find(_END, directory) != end:
        raise Refused(Finding("two-archives"))
    counted, _, _, comment = struct.unpack_from("<HIIH", data, end + 10)
    after = len(data) - (end + _END_SIZE + comment)
    if after < 0:
        raise Refused(Finding("damaged-archive"))
    findings = []
    if after:
        findings.append(Finding("data-after-archive", details=(("count", after),)))
    # 65,535 stands for "see the zip64 record", which zipfile has followed if it is there.
    zip64 = data.rfind(b"PK\x06\x06", 0, end) >= directory
    if counted != entries and not (counted == 0xFFFF and zip64):
        findings.append(Finding("archive-directory-odd"))
    return findings


def _check_names(entries: Iterable[zipfile.ZipInfo]) -> list[str]:
    """The part names with forward slashes; odd or doubled ones are refused."""
    names: list[str] = []
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename.replace("\\", "/")
        if len(name) > _MOST_CHARACTERS_OF_A_NAME or not name or _ODD.search(name):
            raise Refused(Finding("part-names-unsafe"))
        key = name.casefold()
        if key in seen:
            raise _refuse("part-twice", part=name)
        seen.add(key)
        names.append(name)
    return names


def _packed(data: bytes, entries: list[zipfile.ZipInfo], directory: int) -> Iterable[bytes]:
    """The packed bytes of each entry, once its own header agrees with the directory."""
    first = min(entry.header_offset for entry in entries)
    if first != 0:
        raise Refused(Finding("two-archives" if data.count(_END) > 1 else "damaged-archive"))
    ends_before = [*sorted(entry.header_offset for entry in entries)[1:], directory]
    allowed = dict(zip(sorted(entry.header_offset for entry in entries), ends_before, strict=True))
    for entry in entries:
        start = entry.header_offset
        if start + _ENTRY.size > len(data):
            raise Refused(Finding("damaged-archive"))
        mark, _, flags, method, _, _, _, _, _, name_size, extra_size = _ENTRY.unpack_from(
            data, start
        )
        if (flags | entry.flag_bits) & 0x41:
            raise Refused(Finding("archive-encrypted"))
        name = data[start + _ENTRY.size : start + _ENTRY.size + name_size]
        if mark != b"PK\x03\x04" or name != _raw_name(entry):
            raise Refused(Finding("damaged-archive"))
        if method not in (0, 8) or entry.compress_type not in (0, 8):
            raise _refuse("unknown-compression", part=entry.filename[:80])
        begin = start + _ENTRY.size + name_size + extra_size
        # Parts that share bytes are how a small archive holds an endless one.
        if method != entry.compress_type or begin + entry.compress_size > allowed[start]:
            raise Refused(Finding("damaged-archive"))
        yield data[begin : begin + entry.compress_size]


def _raw_name(entry: zipfile.ZipInfo) -> bytes:
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437")


def _inflate(entry: zipfile.ZipInfo, packed: bytes, most: int, limits: FileLimits) -> bytes:
    part = packed
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        stream = zlib.decompressobj(-15)
        try:
            part = stream.decompress(packed, most + 1)
        except zlib.error as error:
            raise _damaged(entry) from error
        if len(part) <= most and (not stream.eof or stream.unused_data):
            raise _damaged(entry)
    if len(part) > most:
        raise _refuse(
            "too-large-inside",
            limit=limits.part_bytes >> 20,
            total=limits.inflated_bytes >> 20,
        )
    if len(part) != entry.file_size or zlib.crc32(part) != entry.CRC:
        raise _damaged(entry)
    return part


def _damaged(entry: zipfile.ZipInfo) -> Refused:
    return _refuse("damaged-part", part=entry.filename[:80])
