"""Files, folders and zips scored one after the other: the entries of ``score``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from zi_analytics.findings import Finding, Refused
from zi_analytics.importing import find_worksheets, read_paths
from zi_analytics.report.scores import describe_reading, describe_refusal
from zi_analytics.workbook.child import read_many
from zi_analytics.workbook.opening.bundle import Member, is_bundle, open_bundle
from zi_analytics.workbook.reading import Reading

AT_ONCE = 50
"""Members of a zip held in memory while they are read."""


def describe_files(given: Iterable[Path], language: str) -> Iterator[dict[str, Any]]:
    """One entry a worksheet, in the order given; what cannot be read has an ``error``.

    A zip gives an entry for each worksheet in it ("bundle.zip: member"), a folder for each below
    it; a folder without any is an error too, for nobody scores nothing on purpose.
    """
    waiting: list[Path] = []
    for path in given:
        found = find_worksheets([path])
        if found and not _is_zip(path):
            waiting += found
            continue
        yield from _of_paths(waiting, language)
        waiting = []
        if found:
            yield from _of_bundle(path, language)
        else:
            finding = Finding("folder-without-worksheets", details=(("name", path.name),))
            yield describe_refusal(str(path), None, finding, language)
    yield from _of_paths(waiting, language)


def _of_paths(paths: Sequence[Path], language: str) -> Iterator[dict[str, Any]]:
    for read in read_paths(paths):
        yield _entry(str(read.path), read.data, read.result, language)


def _of_bundle(path: Path, language: str) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        try:
            members = open_bundle(file)
            while batch := list(islice(members, AT_ONCE)):
                yield from _of_members(str(path), batch, language)
        except Refused as refused:
            yield describe_refusal(str(path), None, refused.finding, language)


def _of_members(bundle: str, members: Sequence[Member], language: str) -> Iterator[dict[str, Any]]:
    places = [place for place, member in enumerate(members) if member.refused is None]
    jobs = [(members[place].content, members[place].name) for place in places]
    results = {places[job]: result for job, result in read_many(jobs)}
    for place, member in enumerate(members):
        name = f"{bundle}: {member.name}"
        if member.refused is not None:
            yield describe_refusal(name, None, member.refused, language)
        else:
            yield _entry(name, member.content, results[place], language)


def _entry(
    name: str, data: bytes | None, result: Reading | Refused, language: str
) -> dict[str, Any]:
    if isinstance(result, Refused):
        sha256 = hashlib.sha256(data).hexdigest() if data is not None else None
        return describe_refusal(name, sha256, result.finding, language)
    return describe_reading(result, language) | {"file": name}


def _is_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return path.suffix.lower() == ".zip" and is_bundle(file)
    except OSError:
        return False
