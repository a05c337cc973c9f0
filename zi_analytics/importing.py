"""From files on disk to the store: the same steps for the command line and the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, SAMPLES
from zi_analytics.store import ASSESSORS, SavedFile, Store, StoreError
from zi_analytics.store.similar import most_similar
from zi_analytics.workbook.child import read_many
from zi_analytics.workbook.reading import Reading

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
AT_ONCE = 50
"""Files held in memory while they are read: a folder may hold thousands."""


@dataclass(frozen=True, slots=True)
class Read:
    """One file on disk and what came of reading it; ``data`` is None when it was not opened."""

    path: Path
    data: bytes | None = field(repr=False)
    result: Reading | Refused


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file: stored, or not; ``finding`` says why not, or what to check."""

    path: Path
    saved: SavedFile | None
    finding: Finding | None = None


def find_worksheets(paths: Iterable[Path]) -> list[Path]:
    """The files named, and of folders every workbook below them; lock files left out."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found.extend(
                file
                for file in sorted(path.rglob("*"))
                if file.suffix.lower() in SUFFIXES and not file.name.startswith(("~$", ".~"))
            )
        else:
            found.append(path)
    return found


def read_paths(paths: Sequence[Path]) -> Iterator[Read]:
    """Read files in child processes, in the order given; one that cannot be read says why."""
    for start in range(0, len(paths), AT_ONCE):
        opened = [(path, _open(path)) for path in paths[start : start + AT_ONCE]]
        jobs = [(data, path.name) for path, data in opened if isinstance(data, bytes)]
        places = [i for i, (_, data) in enumerate(opened) if isinstance(data, bytes)]
        results = {places[job]: result for job, result in read_many(jobs)}
        for place, (path, data) in enumerate(opened):
            if isinstance(data, bytes):
                yield Read(path, data, results[place])
            else:
                yield Read(path, None, data)


def _open(path: Path) -> bytes | Refused:
    try:
        if path.stat().st_size > FILE_LIMITS.file_bytes:
            size = path.stat().st_size / (1 << 20)
            limit = FILE_LIMITS.file_bytes / (1 << 20)
            return Refused(Finding("file-too-large", details=(("size", size), ("limit", limit))))
        return path.read_bytes()
    except FileNotFoundError:
        return Refused(Finding("file-not-found", details=(("name", path.name),)))
    except OSError:
        return Refused(Finding("file-not-openable", details=(("name", path.name),)))


def import_paths(
    store: Store,
    paths: Sequence[Path],
    *,
    unit: str = "",
    period: str = "",
    assessor: str = "",
    by: str = "",
    is_example: bool = False,
) -> Iterator[Imported]:
    """Read and store files one by one, each all or nothing.

    ``unit``, ``period`` and ``assessor`` take the place of what the file itself proposes.
    """
    for read in read_paths(paths):
        yield _import(store, read, unit, period, assessor, by, is_example)


def _import(
    store: Store, read: Read, unit: str, period: str, assessor: str, by: str, is_example: bool
) -> Imported:
    if isinstance(read.result, Refused) or read.data is None:
        finding = read.result.finding if isinstance(read.result, Refused) else None
        return Imported(read.path, None, finding)
    reading = read.result
    missing = _missing(reading, unit, period, assessor)
    if missing is not None:
        return Imported(read.path, None, missing)
    if assessor:
        own = replace(reading.assessments[0], assessor=assessor)
        reading = replace(reading, assessments=(own,))
    try:
        saved = store.save(
            reading,
            read.data,
            unit=unit or reading.unit,
            period=period or reading.period,
            by=by,
            is_example=is_example,
        )
    except StoreError as error:
        return Imported(read.path, None, error.finding)
    return Imported(read.path, saved, _to_check(store, reading, saved, period))


def _to_check(store: Store, reading: Reading, saved: SavedFile, period: str) -> Finding | None:
    """What whoever stored a file should look at once more."""
    if saved.unit_is_new:
        others = (name for name in store.units()["name"] if name != saved.unit_name)
        known = most_similar(saved.unit_name, others)
        if known is not None:
            details = (("name", saved.unit_name), ("known", known))
            return Finding("unit-almost-known", details=details)
    if period and reading.period and period != reading.period:
        return Finding("period-differs", details=(("found", reading.period), ("given", period)))
    return None


def _missing(reading: Reading, unit: str, period: str, assessor: str) -> Finding | None:
    """What stands in the way of storing a reading."""
    if not reading.assessments:
        return Finding("no-answers")
    if not (unit or reading.unit):
        return Finding("unit-unknown")
    if not (period or reading.period):
        return Finding("period-unknown")
    if assessor and assessor not in ASSESSORS:
        return Finding("assessor-unknown", details=(("assessor", assessor),))
    if assessor and len(reading.assessments) > 1:
        return Finding("assessor-not-one", details=(("count", len(reading.assessments)),))
    return None


def import_examples(store: Store) -> Iterator[tuple[int, int, Imported]]:
    """Store the example city; yields how many of how many files are done, and the last one."""
    paths = find_worksheets([SAMPLES])
    imported = import_paths(store, paths, by="", is_example=True)
    for done, one in enumerate(imported, 1):
        yield done, len(paths), one
