"""What a later assessor made of an earlier one's answers, over all units of a period.

Compared is what both answered. A blank of the later assessor is a question not judged: the earlier
answer stands, and nothing fell. A blank of the earlier one was never claimed: what the later one
answers there is *added*, and is nobody's overrating. So for every unit and node

    before + change + added = after

where *after* counts the later answer wherever there is one. See docs/decisions/0011.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from zi_analytics.analysis.period_scores import PeriodScores
from zi_analytics.analysis.periods import Part, parts
from zi_analytics.instrument.model import Instrument
from zi_analytics.scoring import Judged, judge_many, score
from zi_analytics.store import ASSESSORS

LEAST = 1e-9
"""Less is no change: floating sums drift by less."""
FEWEST = 3
"""From fewer units nothing is concluded about others."""


@dataclass(frozen=True, slots=True, eq=False)
class Differences:
    """One row a unit that both assessors judged by the same instrument.

    ``earlier_values`` and ``later_values`` are units × questions, NaN where unanswered. ``before``,
    ``change``, ``added`` and ``after`` are points, units × ``instrument.scored``. ``judged_before``
    and ``judged_after`` are one a predicate.
    """

    instrument: Instrument
    period: str
    earlier: str
    later: str
    units: np.ndarray
    earlier_values: np.ndarray
    later_values: np.ndarray
    before: np.ndarray
    change: np.ndarray
    added: np.ndarray
    after: np.ndarray
    judged_before: tuple[Judged, ...]
    judged_after: tuple[Judged, ...]

    def __len__(self) -> int:
        return len(self.units)

    def column(self, code: str) -> int:
        """The column of a node in the points."""
        return [node.code for node in self.instrument.scored].index(code)

    @property
    def total_change(self) -> np.ndarray:
        """The change of the whole worksheet, one a unit."""
        found: np.ndarray = self.change[:, self.column("TOTAL")]
        return found

    def change_of(self, part: Part) -> np.ndarray:
        """The change of an area or result, one a unit."""
        found: np.ndarray = self.change[:, [self.column(code) for code in part.nodes]].sum(axis=1)
        return found

    @property
    def both(self) -> np.ndarray:
        """Units × questions: answered by both."""
        found: np.ndarray = ~np.isnan(self.earlier_values) & ~np.isnan(self.later_values)
        return found

    @property
    def moved(self) -> np.ndarray:
        """Units × questions: −1 lowered, 1 raised, 0 kept or not answered by both."""
        gap = np.where(self.both, self.later_values - self.earlier_values, 0.0)
        found: np.ndarray = np.where(np.abs(gap) > LEAST, np.sign(gap), 0).astype(np.int8)
        return found

    @property
    def not_judged(self) -> np.ndarray:
        """How many answers the later assessor left without one of their own, one a unit."""
        found: np.ndarray = (~np.isnan(self.earlier_values) & np.isnan(self.later_values)).sum(1)
        return found

    @property
    def only_later(self) -> np.ndarray:
        """How many questions only the later assessor answered, one a unit."""
        found: np.ndarray = (np.isnan(self.earlier_values) & ~np.isnan(self.later_values)).sum(1)
        return found

    def of(self, units: Collection[str]) -> Differences:
        """Only the rows of ``units``."""
        return self.at(np.flatnonzero(np.isin(self.units, list(units))))

    def at(self, rows: np.ndarray) -> Differences:
        """Only these rows, in this order."""
        return Differences(
            self.instrument,
            self.period,
            self.earlier,
            self.later,
            self.units[rows],
            self.earlier_values[rows],
            self.later_values[rows],
            self.before[rows],
            self.change[rows],
            self.added[rows],
            self.after[rows],
            *(
                tuple(
                    Judged(
                        one.predicate,
                        one.values[rows],
                        one.met[rows],
                        one.certain[rows],
                        one.passed[rows],
                        one.undecided[rows],
                    )
                    for one in judged
                )
                for judged in (self.judged_before, self.judged_after)
            ),
        )


@dataclass(frozen=True, slots=True)
class Spread:
    """How the changes of several units lie; the quartiles are None of fewer than three."""

    number: int
    lowered: int
    raised: int
    mean: float
    median: float
    lower: float | None
    upper: float | None
    least: float
    most: float

    @property
    def is_enough(self) -> bool:
        """Whether something may be said of other units."""
        return self.number >= FEWEST


@dataclass(frozen=True, slots=True)
class PartSpread:
    """An area or result with the spread of its changes."""

    part: Part
    spread: Spread


@dataclass(frozen=True, slots=True)
class Fall:
    """What became of one question. ``points`` is the sum of its changes over the units."""

    column: int
    code: str
    both: int
    lowered: int
    raised: int
    points: float

    @property
    def kept(self) -> int:
        """How many answers stayed as they were."""
        return self.both - self.lowered - self.raised

    @property
    def mean(self) -> float:
        """The mean change in points over the units in which both answered it."""
        return self.points / self.both if self.both else 0.0

    @property
    def always(self) -> bool:
        """Whether it fell wherever both answered it, in enough units to say so."""
        return self.both >= FEWEST and self.lowered == self.both


@dataclass(frozen=True, slots=True)
class Severity:
    """How one assessor changes the units' own totals."""

    assessor: str
    spread: Spread


def pairs_among(present: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The pairs of assessors that some unit has both of, the one from the unit's claim to the
    latest assessor first. ``present`` are units with an assessor each."""
    by_assessor: dict[str, set[str]] = {}
    for unit, assessor in present:
        by_assessor.setdefault(assessor, set()).add(unit)
    found = [
        pair
        for pair in combinations(ASSESSORS, 2)
        if by_assessor.get(pair[0], set()) & by_assessor.get(pair[1], set())
    ]
    return tuple(
        sorted(found, key=lambda pair: (ASSESSORS.index(pair[0]), -ASSESSORS.index(pair[1])))
    )


def differences(scores: PeriodScores, earlier: str, later: str) -> Differences:
    """What ``later`` made of the answers of ``earlier``, unit by unit."""
    first = {scores.units[row]: row for row in scores.rows(earlier)}
    second = {scores.units[row]: row for row in scores.rows(later)}
    units = sorted(first.keys() & second.keys())
    before = scores.values[[first[unit] for unit in units]]
    after = scores.values[[second[unit] for unit in units]]
    instrument = scores.instrument
    blank = np.isnan(before)
    counted = score(instrument, np.where(np.isnan(after), before, after))
    claimed = score(instrument, before)
    return Differences(
        instrument=instrument,
        period=scores.period,
        earlier=earlier,
        later=later,
        units=np.array(units, dtype=str),
        earlier_values=before,
        later_values=after,
        before=claimed,
        change=score(instrument, after - before),
        added=score(instrument, np.where(blank, after, np.nan)),
        after=counted,
        judged_before=judge_many(instrument, claimed),
        judged_after=judge_many(instrument, counted),
    )


def spread(changes: np.ndarray) -> Spread:
    """How ``changes`` lie; at least one."""
    enough = len(changes) >= FEWEST
    lower, upper = np.quantile(changes, [0.25, 0.75]).tolist() if enough else (None, None)
    return Spread(
        number=len(changes),
        lowered=int((changes < -LEAST).sum()),
        raised=int((changes > LEAST).sum()),
        mean=float(changes.mean()),
        median=float(np.median(changes)),
        lower=lower,
        upper=upper,
        least=float(changes.min()),
        most=float(changes.max()),
    )


def part_spreads(found: Differences) -> tuple[PartSpread, ...]:
    """Every area and result in the order of the instrument. Of each unit the changes of all
    together are the change of its total, and so are the means."""
    return tuple(
        PartSpread(part, spread(found.change_of(part))) for part in parts(found.instrument)
    )


def falls(found: Differences) -> tuple[Fall, ...]:
    """Every question that both answered somewhere, the most points lost first."""
    both, moved = found.both.sum(axis=0), found.moved
    codes = [question.code for question in found.instrument.questions]
    points = found.change[:, [found.column(code) for code in codes]].sum(axis=0)
    lowered, raised = (moved < 0).sum(axis=0), (moved > 0).sum(axis=0)
    listed = [
        Fall(column, code, int(both[column]), int(down), int(up), float(lost))
        for column, (code, down, up, lost) in enumerate(
            zip(codes, lowered, raised, points, strict=True)
        )
        if both[column]
    ]
    return tuple(sorted(listed, key=lambda one: (round(one.points, 9), -one.lowered)))


def ranks(judged: Sequence[Judged]) -> np.ndarray:
    """The number of the highest predicate of which every limit that can be seen is met, 0 for
    none, one an assessment."""
    held = np.zeros(len(judged[0].passed) if judged else 0, dtype=int)
    for number, one in enumerate(judged, start=1):
        held = np.where(one.passed | one.undecided, number, held)
    return held


def severities(scores: PeriodScores, among: Collection[str] | None) -> tuple[Severity, ...]:
    """Every assessor after the unit itself with what they do to the units' own totals.

    ``among`` are the units that are looked at, None for all.
    """
    found = []
    for assessor in ASSESSORS[1:]:
        one = differences(scores, ASSESSORS[0], assessor)
        one = one if among is None else one.of(among)
        if len(one):
            found.append(Severity(assessor, spread(one.total_change)))
    return tuple(found)
