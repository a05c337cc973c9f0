"""Which questions most units miss: every question over many units at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from zi_analytics.analysis.weak import Aspect, places_of_questions
from zi_analytics.instrument.model import Instrument, Node

_FULL = 1 - 1e-9
_LEAST = 1e-9
MOST = 0.5
"""The share of what all units lose that a few questions carry."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One question over ``units`` units.

    ``full`` of them have full marks, ``unanswered`` no usable answer; whoever has no full marks
    misses it. ``lost`` are the points that all of them together lose. ``area`` is the place of
    the area or result above it.
    """

    question: Node
    area: str
    aspect: Aspect
    units: int
    full: int
    unanswered: int
    lost: float

    @property
    def missed(self) -> int:
        """How many units have no full marks."""
        return self.units - self.full

    @property
    def full_share(self) -> float:
        """The share of units with full marks, 0 to 1."""
        return self.full / self.units

    @property
    def unanswered_share(self) -> float:
        """The share of units without a usable answer, 0 to 1."""
        return self.unanswered / self.units

    @property
    def lost_each(self) -> float:
        """The points that a unit loses on average."""
        return self.lost / self.units


def misses(instrument: Instrument, values: np.ndarray) -> tuple[Miss, ...]:
    """Every question, the most lost points first.

    ``values`` are units × questions, 0 to 1 and NaN where unanswered, at least one row.
    """
    weights = np.array([question.weight or 0.0 for question in instrument.questions])
    given = np.nan_to_num(values, nan=0.0)
    lost = (np.clip(1 - given, 0, None) * weights).sum(axis=0).tolist()
    full = (given >= _FULL).sum(axis=0).tolist()
    unanswered = np.isnan(values).sum(axis=0).tolist()
    areas = places_of_questions(instrument)
    found = [
        Miss(question, *areas[question.code], len(values), full_here, blank, lost_here)
        for question, full_here, blank, lost_here in zip(
            instrument.questions, full, unanswered, lost, strict=True
        )
    ]
    return tuple(sorted(found, key=lambda one: -round(one.lost, 9)))


def choose(
    found: Sequence[Miss], area: str | None = None, aspect: Aspect | None = None
) -> tuple[Miss, ...]:
    """Those of the area (its place) and of the aspect; None leaves all in."""
    return tuple(
        one
        for one in found
        if (area is None or one.area == area) and (aspect is None or one.aspect is aspect)
    )


def behind(found: Sequence[Miss], own: Mapping[str, float]) -> tuple[Miss, ...]:
    """Where one's own unit loses more than a unit does on average, the widest gap first.

    ``own`` are its lost points by question code.
    """
    gaps = {one: own[one.question.code] - one.lost_each for one in found}
    wide = [one for one, gap in gaps.items() if gap > _LEAST]
    return tuple(sorted(wide, key=lambda one: -round(gaps[one], 9)))


def carrying(found: Sequence[Miss], share: float = MOST) -> int:
    """How few of ``found``, the greatest first, carry ``share`` of all that is lost."""
    lost = np.cumsum([one.lost for one in found])
    if not len(lost) or lost[-1] <= 0:
        return 0
    return int(np.searchsorted(lost, share * lost[-1] - 1e-9)) + 1
