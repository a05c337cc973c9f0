"""The whole way from files on disk to the store, for the command line and the example data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zi_analytics.findings import Finding
from zi_analytics.importing.corrections import Change, correct_all
from zi_analytics.importing.lines import Line, as_import
from zi_analytics.importing.planning import Planned, plan
from zi_analytics.importing.reading import read_lines, source_key
from zi_analytics.importing.same_units import Known, Pair
from zi_analytics.importing.sources import find_worksheets, open_sources
from zi_analytics.importing.storing import store_all
from zi_analytics.settings import SAMPLES
from zi_analytics.store import ASSESSORS, Import, SavedFile, Store


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file: stored, or not; ``finding`` says why not, or what to check."""

    line: Line
    saved: SavedFile | None
    finding: Finding | None = None

    @property
    def name(self) -> str:
        """The file's name; of a member of a zip after that of the zip."""
        return self.line.name


def import_paths(
    store: Store,
    paths: Sequence[Path],
    *,
    unit: str = "",
    period: str = "",
    assessor: str = "",
    by: str = "",
    is_example: bool = False,
    on_read: Callable[[Line], None] = lambda line: None,
    on_similar: Callable[[Pair], None] = lambda pair: None,
    checkpoint: Callable[[], None] = lambda: None,
) -> Iterator[Imported]:
    """Read files, folders and zips, then store what can be, each file all or nothing.

    ``unit``, ``period`` and ``assessor`` take the place of what the files propose. Nothing is
    stored before everything is read: only then is it known which of two files for the same
    place is the fuller. ``on_read`` hears of every line that is read, ``on_similar`` of every
    new name that is almost another one. ``checkpoint`` is called where stopping leaves nothing
    unsaid. Stopped anywhere and started again, it stores the rest.
    """
    lines: dict[str, Line] = {}
    for line in read_lines(open_sources(paths)):
        on_read(line)
        checkpoint()
        same = lines.get(line.sha256)
        if same is None or line.place < same.place:
            lines[line.sha256] = line
    ordered = sorted(lines.values(), key=lambda line: line.place)
    change = Change(unit=unit or None, period=period or None, assessor=assessor or None)
    known = Known(known_names(store))
    planned, pairs = plan(ordered, correct_all({}, ordered, change), {}, known)
    for pair in pairs:
        on_similar(pair)
    ready: dict[str, Planned] = {}
    for one in planned:
        finding = _hindrance(one, assessor)
        if finding is None:
            ready[one.line.sha256] = one
        else:
            yield Imported(one.line, None, finding)
    waiting = dict(ready)
    requests = _requests(paths, waiting, checkpoint)
    marked = (replace(request, is_example=is_example) for request in requests)
    for together in store_all(store, marked, by=by):
        for stored in together:
            line = ready[stored.request.reading.sha256].line
            yield Imported(line, stored.saved, stored.finding or _to_check(line, period))
    for one in waiting.values():
        details = (("name", one.line.name),)
        yield Imported(one.line, None, Finding("file-changed-meanwhile", details=details))


def _to_check(line: Line, period: str) -> Finding | None:
    """What whoever stored a file for ``period`` should look at once more."""
    if not period or not line.period or period == line.period:
        return None
    return Finding("period-differs", details=(("found", line.period), ("given", period)))


def known_names(store: Store) -> dict[str, str]:
    """Every spelling that the store knows, with the name of its unit."""
    units = store.units()
    known: dict[str, str] = {}
    for code, name, aliases in zip(units["code"], units["name"], units["aliases"], strict=True):
        known |= dict.fromkeys((*aliases, str(code), str(name)), str(name))
    return known


def _requests(
    paths: Sequence[Path], waiting: dict[str, Planned], checkpoint: Callable[[], None]
) -> Iterator[Import]:
    """What is ready, its bytes taken from disk once more; what was asked for waits no longer."""
    for source in open_sources(paths):
        checkpoint()
        if source.content is not None and (one := waiting.pop(source_key(source), None)):
            yield as_import(one.line, source.content, one.target)


def _hindrance(one: Planned, assessor: str) -> Finding | None:
    """What stands in the way of storing a line."""
    line = one.line
    if line.refused is not None:
        return line.refused
    if not line.columns:
        return Finding("no-answers")
    if assessor and assessor not in ASSESSORS:
        return Finding("assessor-unknown", details=(("assessor", assessor),))
    if assessor and not line.is_single:
        return Finding("assessor-not-one", details=(("count", len(line.columns)),))
    return None if one.is_ready else one.notes[0]


def import_examples(store: Store) -> Iterator[tuple[int, int, Imported]]:
    """Store the example city; yields how many of how many files are done, and the last one."""
    paths = find_worksheets([SAMPLES])
    for done, line in enumerate(read_lines(open_sources(paths)), 1):
        (planned,), _ = plan([line], {}, {}, Known())
        content = (SAMPLES / line.name).read_bytes()
        request = replace(as_import(line, content, planned.target), is_example=True)
        for (stored,) in store_all(store, [request]):
            yield done, len(paths), Imported(line, stored.saved, stored.finding)
