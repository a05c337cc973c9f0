"""A zip full of worksheets, taken apart member by member.

Nothing in it is believed: not its directory's sizes, not its names. A member's bytes are counted
while they are inflated, and each is afterwards read in the child process like any single file.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, FileLimits

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
ZIP_BYTES = 200 << 20
MEMBERS = 5_000
ALL_BYTES = 1 << 30
"""What all members together may be once inflated: headers lie, and zips inflate a thousandfold."""

_OFFICE = ("[content_types].xml", "mimetype", "xl/workbook.xml", "content.xml")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """One worksheet of a zip, or the finding that says why it was not taken out."""

    name: str
    content: bytes = field(repr=False)
    refused: Finding | None = None


def is_bundle(file: BinaryIO) -> bool:
    """Whether ``file`` is a zip of files, not one of the workbooks that are zips themselves."""
    file.seek(0)
    if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except _DAMAGED:
        return False
    return not any(name.casefold() in _OFFICE for name in names) and any(map(_is_taken, names))


def open_bundle(file: BinaryIO, limits: FileLimits = FILE_LIMITS) -> Iterator[Member]:
    """The worksheets in a zip, one by one; whatever else is in it is left out.

    Refused when the zip as a whole is too large or damaged; a single bad member only says so.
    """
    size = file.seek(0, 2)
    if size > ZIP_BYTES:
        raise _refuse("bundle-too-large", size=size / (1 << 20), limit=ZIP_BYTES / (1 << 20))
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
    except _DAMAGED as error:
        raise Refused(Finding("bundle-damaged")) from error
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MEMBERS:
            raise _refuse("bundle-too-many", count=len(entries), limit=MEMBERS)
        left = ALL_BYTES
        for entry in entries:
            if not _is_taken(entry.filename):
                continue
            name = PurePosixPath(entry.filename).name
            if not _is_worksheet(entry.filename):
                yield Member(name, b"", Finding("bundle-inside-bundle"))
                continue
            if left <= 0:
                yield Member(name, b"", _too_large_in_all())
                continue
            member = _take(archive, entry, name, min(left, limits.file_bytes), limits)
            left -= len(member.content)
            yield member


def count_worksheets(file: BinaryIO) -> int:
    """How many members :func:`open_bundle` gives, as the directory of the zip has it."""
    return sum(map(_is_taken, _names(file)))


def count_others(file: BinaryIO) -> int:
    """How many members of a zip are no worksheets: documents, pictures."""
    return sum(not _is_taken(name) and not _is_leftover(name) for name in _names(file))


def _names(file: BinaryIO) -> list[str]:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            return [entry.filename for entry in archive.infolist() if not entry.is_dir()]
    except _DAMAGED:
        return []


def _is_taken(name: str) -> bool:
    """A worksheet, or another zip, which is refused by name rather than left out in silence."""
    return name.lower().endswith((*SUFFIXES, ".zip")) and not _is_leftover(name)


def _is_worksheet(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not _is_leftover(name)


def _is_leftover(name: str) -> bool:
    """Lock files and what macOS puts into every zip."""
    path = PurePosixPath(name)
    return path.name.startswith(("~$", ".")) or "__MACOSX" in path.parts


def _take(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, most: int, limits: FileLimits
) -> Member:
    if entry.flag_bits & 0x1:
        return Member(name, b"", Finding("bundle-member-encrypted"))
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(entry) as stream:
            while part := stream.read(_CHUNK):
                size += len(part)
                if size > most:
                    finding = _too_large_in_all()
                    if most == limits.file_bytes:
                        finding = _member_too_large(limits)
                    return Member(name, b"", finding)
                parts.append(part)
    except (*_DAMAGED, RuntimeError):
        return Member(name, b"", Finding("bundle-damaged"))
    return Member(name, b"".join(parts))


def _member_too_large(limits: FileLimits) -> Finding:
    return Finding("bundle-member-too-large", details=(("limit", limits.file_bytes / (1 << 20)),))


def _too_large_in_all() -> Finding:
    return Finding("bundle-too-large-inside", details=(("limit", ALL_BYTES / (1 << 20)),))


def _refuse(code: str, **details: int | float) -> Refused:
    return Refused(Finding(code, details=tuple(details.items())))
