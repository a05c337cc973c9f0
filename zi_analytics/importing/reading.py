"""Reading many worksheets: bytes taken from disk as their turn comes, lines as they are done."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zi_analytics.findings import Refused
from zi_analytics.importing.lines import Line, make_line
from zi_analytics.importing.sources import Source, open_file
from zi_analytics.workbook.child import read_many
from zi_analytics.workbook.reading import Reading

AT_ONCE = 50
"""Files held in memory while they are read in order: a folder may hold thousands."""


@dataclass(frozen=True, slots=True)
class Read:
    """One file on disk and what came of reading it; ``data`` is None when it was not opened."""

    path: Path
    data: bytes | None = field(repr=False)
    result: Reading | Refused


def read_lines(sources: Iterable[Source], *, drop: int = 0) -> Iterator[Line]:
    """Read what comes, in child processes, and give each line as soon as it is read.

    The lines know their places in ``sources``; the bytes are not held longer than it takes.
    """
    refused: deque[Line] = deque()
    taken: list[tuple[str, str, int]] = []

    def jobs() -> Iterator[tuple[bytes, str]]:
        for place, source in enumerate(sources):
            key = source_key(source)
            if source.content is not None and source.refused is None:
                taken.append((source.name, key, place))
                yield source.content, source.name
            elif source.refused is not None:
                result = Refused(source.refused)
                refused.append(make_line(source.name, key, result, drop=drop, place=place))

    for job, result in read_many(jobs()):
        while refused:
            yield refused.popleft()
        name, sha256, place = taken[job]
        yield make_line(name, sha256, result, drop=drop, place=place)
    yield from refused


def source_key(source: Source) -> str:
    """The hash of the content; of the name where there is no content."""
    if source.content is None or source.refused is not None:
        return hashlib.sha256(f"refused {source.name}".encode()).hexdigest()
    return hashlib.sha256(source.content).hexdigest()


def read_paths(paths: Sequence[Path]) -> Iterator[Read]:
    """Read files in child processes, in the order given; one that cannot be read says why."""
    for start in range(0, len(paths), AT_ONCE):
        some = paths[start : start + AT_ONCE]
        opened = [open_file(path) for path in some]
        jobs = [(one.content, one.name) for one in opened if one.content is not None]
        places = [place for place, one in enumerate(opened) if one.content is not None]
        results = {places[job]: result for job, result in read_many(jobs)}
        for place, (path, one) in enumerate(zip(some, opened, strict=True)):
            if one.refused is not None:
                yield Read(path, None, Refused(one.refused))
            else:
                yield Read(path, one.content, results[place])
