"""What is asked of a declaration and of outreach, as a list to tick off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from zi_analytics.analysis.declared import DeclaredState, Gap, Missing
from zi_analytics.programme.declaration import Way


class Asked(StrEnum):
    """What is asked; each has its words in ``declared_asked_text.py``."""

    DECLARED = "declared"
    DAY = "day"
    HEAD = "head"
    SIGNED = "signed"
    PUBLIC = "public"
    DOCUMENT = "document"
    WAY = "way"
    """Outreach by one of the ways, every time with evidence."""


_OF: Mapping[Gap, Asked] = {
    Gap.DECLARATION: Asked.DECLARED,
    Gap.DAY: Asked.DAY,
    Gap.HEAD: Asked.HEAD,
    Gap.COUNTS: Asked.SIGNED,
    Gap.SIGNATURES: Asked.SIGNED,
    Gap.PUBLIC: Asked.PUBLIC,
    Gap.DOCUMENT: Asked.DOCUMENT,
    Gap.WAY: Asked.WAY,
    Gap.EVIDENCE: Asked.WAY,
}
ALL: tuple[tuple[Asked, Way | None], ...] = (
    *((one, None) for one in Asked if one is not Asked.WAY),
    *((Asked.WAY, way) for way in Way),
)
"""Everything that is asked, each way for itself."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is asked of a unit; ``missing`` is None where it is there."""

    asked: Asked
    way: Way | None
    missing: Missing | None

    @property
    def met(self) -> bool:
        """Whether it is there."""
        return self.missing is None


def checks(state: DeclaredState) -> tuple[Check, ...]:
    """What is asked of a unit in a year: as many are not met as ``state`` says are missing.

    Of a unit that has not declared nothing further is asked about its declaration.
    """
    missing = {(_OF[one.gap], one.way): one for one in state.missing}
    declared = state.declaration is not None
    return tuple(
        Check(asked, way, missing.get((asked, way)))
        for asked, way in ALL
        if declared or asked in (Asked.DECLARED, Asked.WAY)
    )


def tally(states: Iterable[DeclaredState]) -> Mapping[tuple[Asked, Way | None], int]:
    """How many units have each thing that is asked."""
    found = dict.fromkeys(ALL, 0)
    for state in states:
        for one in checks(state):
            found[one.asked, one.way] += one.met
    return found
