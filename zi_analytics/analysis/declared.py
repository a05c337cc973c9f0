"""What a unit has declared and made known in a year, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zi_analytics.programme.declaration import Declaration, Outreach, Way


class Gap(StrEnum):
    """What can be missing; each has a sentence in ``declared_text.py``."""

    DECLARATION = "declaration"
    DAY = "day"
    HEAD = "head"
    COUNTS = "counts"
    SIGNATURES = "signatures"
    PUBLIC = "public"
    DOCUMENT = "document"
    WAY = "way"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: of the declaration, or of a way. ``number`` are signatures or
    entries."""

    gap: Gap
    way: Way | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class WayState:
    """One way in the year: how often it was taken, and how often with evidence."""

    way: Way
    times: int
    proven: int

    @property
    def done(self) -> bool:
        """Whether it was taken at all."""
        return self.times > 0


@dataclass(frozen=True, slots=True)
class DeclaredState:
    """A unit in a year. ``declaration`` is the one that counts, None where there is none."""

    year: int
    declaration: Declaration | None
    ways: tuple[WayState, ...]
    missing: tuple[Missing, ...]

    @property
    def ways_done(self) -> int:
        """How many of the five ways were taken."""
        return sum(one.done for one in self.ways)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def is_proven(outreach: Outreach) -> bool:
    """Whether something can be looked at: a kind of evidence, and where it lies."""
    return outreach.evidence is not None and bool(outreach.link or outreach.file)


def that_counts(declarations: Sequence[Declaration]) -> Declaration | None:
    """The declaration that counts: the latest by its day; one without a day only where no other
    has one."""
    return max(declarations, key=lambda one: one.day or date.min, default=None)


def entries_of(outreach: Iterable[Outreach], year: int) -> list[Outreach]:
    """What was done in ``year``, way by way, the earliest first."""
    dated = [(one.way.value, one.day, one) for one in outreach if one.day is not None]
    own = [entry for entry in dated if entry[1].year == year]
    return [one for _, _, one in sorted(own, key=lambda entry: entry[:2])]


def state_of(
    declarations: Sequence[Declaration], outreach: Iterable[Outreach], year: int
) -> DeclaredState:
    """How a unit stands in ``year``; what has no day belongs to no year."""
    declaration = that_counts(declarations)
    entries = entries_of(outreach, year)
    ways = tuple(
        WayState(
            way=way,
            times=sum(one.way is way for one in entries),
            proven=sum(one.way is way and is_proven(one) for one in entries),
        )
        for way in Way
    )
    return DeclaredState(year, declaration, ways, tuple(_missing(declaration, ways)))


def _missing(declaration: Declaration | None, ways: Sequence[WayState]) -> Iterable[Missing]:
    if declaration is None:
        yield Missing(Gap.DECLARATION)
    else:
        yield from _missing_of(declaration)
    for one in ways:
        if not one.done:
            yield Missing(Gap.WAY, one.way)
        elif one.proven < one.times:
            yield Missing(Gap.EVIDENCE, one.way, one.times - one.proven)


def _missing_of(declaration: Declaration) -> Iterable[Missing]:
    if declaration.day is None:
        yield Missing(Gap.DAY)
    if not declaration.head:
        yield Missing(Gap.HEAD)
    staff, signed = declaration.staff, declaration.signed
    if not staff or signed is None:
        yield Missing(Gap.COUNTS)
    elif signed < staff:
        yield Missing(Gap.SIGNATURES, number=staff - signed)
    if not declaration.public:
        yield Missing(Gap.PUBLIC)
    if not declaration.link and not declaration.file:
        yield Missing(Gap.DOCUMENT)


def furthest_behind(states: Mapping[str, DeclaredState], names: Mapping[str, str]) -> list[str]:
    """The units of ``states`` by how little they have done, those alike by their names."""
    return sorted(states, key=lambda code: (_progress(states[code]), names[code].casefold()))


def _progress(state: DeclaredState) -> tuple[bool, int, int]:
    """The further behind the smaller."""
    return state.declaration is not None, state.ways_done, -len(state.missing)
