"""Where worksheets come from on disk: files, folders, and zips in either of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS
from zi_analytics.workbook.opening.bundle import (
    SUFFIXES,
    count_worksheets,
    is_bundle,
    open_bundle,
)

ZIP = ".zip"


@dataclass(frozen=True, slots=True)
class Source:
    """One worksheet on its way in: its bytes, or the finding that says why there are none."""

    name: str
    content: bytes | None = field(default=None, repr=False)
    refused: Finding | None = None


def find_worksheets(paths: Iterable[Path], *, zips: bool = False) -> list[Path]:
    """The files named, and of folders every workbook below them; lock files left out.

    With ``zips`` the zips in the folders too.
    """
    suffixes = (*SUFFIXES, ZIP) if zips else SUFFIXES
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found.extend(
                file
                for file in sorted(path.rglob("*"))
                if file.suffix.lower() in suffixes and not file.name.startswith(("~$", "."))
            )
        else:
            found.append(path)
    return found


def open_sources(paths: Iterable[Path]) -> Iterator[Source]:
    """The worksheets in files and zips, each taken from disk only when it is asked for."""
    for path in paths:
        if _is_zip(path):
            with path.open("rb") as file:
                try:
                    for member in open_bundle(file):
                        name = f"{path.name}: {member.name}"
                        content = None if member.refused else member.content
                        yield Source(name, content, member.refused)
                except Refused as refused:
                    yield Source(path.name, None, refused.finding)
        else:
            yield open_file(path)


def count_sources(paths: Iterable[Path]) -> int:
    """How many worksheets :func:`open_sources` will give, without opening any."""
    count = 0
    for path in paths:
        if _is_zip(path):
            with path.open("rb") as file:
                count += count_worksheets(file)
        else:
            count += 1
    return count


def _is_zip(path: Path) -> bool:
    if path.suffix.lower() != ZIP:
        return False
    try:
        with path.open("rb") as file:
            return is_bundle(file)
    except OSError:
        return False


def open_file(path: Path) -> Source:
    """One file with its bytes, or why they cannot be had."""
    try:
        if path.stat().st_size > FILE_LIMITS.file_bytes:
            size = path.stat().st_size / (1 << 20)
            limit = FILE_LIMITS.file_bytes / (1 << 20)
            details = (("size", size), ("limit", limit))
            return Source(path.name, None, Finding("file-too-large", details=details))
        return Source(path.name, path.read_bytes())
    except FileNotFoundError:
        code = "file-not-found"
    except OSError:
        code = "file-not-openable"
    return Source(path.name, None, Finding(code, details=(("name", path.name),)))
