"""All assessments of one period by one instrument, scored and judged together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from zi_analytics.analysis.later import later_rows
from zi_analytics.analysis.periods import Part
from zi_analytics.findings import Finding
from zi_analytics.instrument.model import Instrument
from zi_analytics.scoring import Judged, judge_many, score
from zi_analytics.store import ValueMatrix


@dataclass(frozen=True, slots=True, eq=False)
class PeriodScores:
    """One row an assessment, ``rows`` choose among them.

    ``units`` and ``assessors`` are codes; ``values`` are assessments × the instrument's questions,
    NaN where unanswered, ``states`` of the same shape (see :class:`ValueMatrix`); ``points`` are
    assessments × ``instrument.scored``, unrounded. ``judged`` is one a predicate. ``damaged``
    names assessments that are left out because their bytes are not what was stored.
    """

    instrument: Instrument
    period: str
    units: np.ndarray
    assessors: np.ndarray
    values: np.ndarray
    states: np.ndarray
    points: np.ndarray
    judged: tuple[Judged, ...]
    damaged: tuple[Finding, ...]

    def __len__(self) -> int:
        return len(self.units)

    def points_of(self, code: str) -> np.ndarray:
        """The points of one node, 0 to its weight, one an assessment."""
        place = [node.code for node in self.instrument.scored].index(code)
        column: np.ndarray = self.points[:, place]
        return column

    def points_of_part(self, part: Part) -> np.ndarray:
        """The points of an area or result, one an assessment."""
        total: np.ndarray = np.sum([self.points_of(code) for code in part.nodes], axis=0)
        return total

    def find(self, units: pd.Series, assessors: pd.Series) -> np.ndarray:
        """The rows of these units and assessors, pair by pair; -1 where there is none."""
        known = pd.MultiIndex.from_arrays([self.units, self.assessors])
        found: np.ndarray = known.get_indexer(pd.MultiIndex.from_arrays([units, assessors]))
        return found

    def rows(self, assessor: str = "") -> np.ndarray:
        """The rows of one assessor; without one, of every unit the row of its later assessor."""
        if assessor:
            return np.flatnonzero(self.assessors == assessor)
        return np.sort(later_rows(self.units, self.assessors))

    @property
    def reached(self) -> np.ndarray:
        """The code of the highest predicate that each assessment passes, "" for none."""
        found = np.full(len(self), "", dtype=object)
        for judged in self.judged:
            found[judged.passed] = judged.predicate.code
        return found

    @property
    def undecided(self) -> np.ndarray:
        """The code of the highest predicate that hangs on limits nobody sees, "" for none."""
        found = np.full(len(self), "", dtype=object)
        for judged in self.judged:
            found[judged.undecided] = judged.predicate.code
        return found


def score_period(instrument: Instrument, stored: ValueMatrix, period: str) -> PeriodScores:
    """Score and judge the answers of ``period`` in ``stored``."""
    kept = np.flatnonzero(stored.periods == period)
    values = stored.values[kept]
    points = score(instrument, values)
    return PeriodScores(
        instrument=instrument,
        period=period,
        units=stored.units[kept],
        assessors=stored.assessors[kept],
        values=values,
        states=stored.states[kept],
        points=points,
        judged=judge_many(instrument, points),
        damaged=stored.findings,
    )
