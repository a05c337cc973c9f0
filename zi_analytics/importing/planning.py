"""From what was read and what the user said to what will be stored where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zi_analytics.findings import Finding
from zi_analytics.importing.corrections import Change, Changes, target_of
from zi_analytics.importing.doubles import find_copies, find_doubles
from zi_analytics.importing.lines import Group, Line
from zi_analytics.importing.same_units import Choices, Known, Pair, find_pairs, with_same_units
from zi_analytics.importing.targets import Target


@dataclass(frozen=True, slots=True)
class Planned:
    """One line with its target. ``take`` is whether it is to be stored.

    ``notes`` are what the user should know about it beside what was found in the file itself;
    ``preferred`` is the other file that is proposed in its place.
    """

    line: Line
    target: Target
    take: bool
    notes: tuple[Finding, ...] = ()
    preferred: Line | None = None

    @property
    def is_ready(self) -> bool:
        """Whether it is to be stored and can be."""
        return self.take and self.line.group is not Group.UNKNOWN and self.target.is_complete


def plan(
    lines: Sequence[Line],
    changes: Changes,
    choices: Choices,
    known: Known,
) -> tuple[list[Planned], tuple[Pair, ...]]:
    """What will become of every line, and the pairs of unit names that may be the same."""
    proposed = [target_of(line, changes) for line in lines]
    pairs = find_pairs(
        (target.unit for line, target in zip(lines, proposed, strict=True) if line.columns), known
    )
    targets = [_stored(t, known) for t in with_same_units(proposed, pairs, choices)]
    wanted = list(zip(lines, targets, strict=True))
    doubles, copies = find_doubles(wanted), find_copies(wanted)
    planned = []
    for line, target in wanted:
        preferred, why = doubles.get(line.key, (None, None))
        said = changes.get(line.key, Change()).take
        take = line.group is not Group.UNKNOWN and (preferred is None if said is None else said)
        notes = tuple(
            note
            for note in (why, *_missing(line, target), copies.get(line.key))
            if note is not None
        )
        planned.append(Planned(line, target, take, notes, preferred))
    return planned, pairs


def _missing(line: Line, target: Target) -> list[Finding]:
    if not line.columns:
        return []
    wanted = {"unit-unknown": target.unit, "period-unknown": target.period}
    return [Finding(code) for code, given in wanted.items() if not given]


def _stored(target: Target, known: Known) -> Target:
    """Under the name that the unit has in the store, where it has one."""
    name = known.name_of(target.unit)
    return target if name is None or name == target.unit else replace(target, unit=name)
