"""What the user corrected: unit, period, assessor and kind of files, one by one or many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from zi_analytics.importing.lines import Line
from zi_analytics.importing.targets import Target


@dataclass(frozen=True, slots=True)
class Change:
    """What the user made of one file's proposals; None leaves the proposal."""

    unit: str | None = None
    period: str | None = None
    assessor: str | None = None
    kind: str | None = None
    take: bool | None = None


Changes = Mapping[str, Change]
"""By the key of the line."""


def correct(changes: Changes, key: str, change: Change) -> dict[str, Change]:
    """``changes`` and, for one line, what ``change`` says; what it leaves open stays."""
    said = {
        name: value for name in Change.__slots__ if (value := getattr(change, name)) is not None
    }
    return {**changes, key: replace(changes.get(key, Change()), **said)}


def correct_all(changes: Changes, lines: Iterable[Line], change: Change) -> dict[str, Change]:
    """The same correction for many lines.

    An assessor is given only to files with one column of answers: where the sheet itself tells
    several apart, they stay apart.
    """
    corrected = dict(changes)
    for line in lines:
        if line.columns:
            own = change if line.is_single else replace(change, assessor=None)
            corrected = correct(corrected, line.key, own) if own != Change() else corrected
    return corrected


def target_of(line: Line, changes: Changes) -> Target:
    """Where a line goes as proposed and corrected."""
    change = changes.get(line.key, Change())
    assessor = None
    if line.is_single:
        assessor = change.assessor or line.columns[0].assessor
    unit = line.unit if change.unit is None else change.unit
    return Target(
        unit=" ".join(unit.split()),
        period=line.period if change.period is None else change.period,
        assessor=assessor,
        kind=change.kind or "",
    )
