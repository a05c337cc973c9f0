"""What is wanted of the road: which predicate, by which measure, and what may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Objective(StrEnum):
    """What the best road is: the fewest questions, the least effort, or the most points that an
    effort buys, whatever predicate they reach."""

    FEWEST = "fewest"
    EFFORT = "effort"
    POINTS = "points"


class Surveys(StrEnum):
    """How far a survey index may rise on paper, though nobody has it in hand.

    ``LIMIT``: to what the predicate asks of it and no further; ``FREE``: to the highest index;
    ``LOCKED``: not at all.
    """

    LIMIT = "limit"
    FREE = "free"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Wishes:
    """The predicate ``target`` and what the road may use.

    ``locked`` questions cannot change and ``excluded`` ones shall not; ``decided`` ones will, to
    at least this value of 0 to 1. ``efforts`` replace the instrument's estimate of a step, by
    question. ``budget`` is the effort that :attr:`Objective.POINTS` may spend.
    """

    target: str
    objective: Objective = Objective.FEWEST
    surveys: Surveys = Surveys.LIMIT
    budget: float = 0.0
    locked: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    decided: Mapping[str, float] = field(default_factory=dict)
    efforts: Mapping[str, float] = field(default_factory=dict)

    @property
    def fixed(self) -> frozenset[str]:
        """The questions that the road leaves as they are; what is decided is not among them."""
        return (self.locked | self.excluded) - self.decided.keys()
