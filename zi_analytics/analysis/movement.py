"""How far many units have come since an earlier period, like compared with like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from zi_analytics.analysis.cohort import later_assessor, reach_of
from zi_analytics.analysis.period_scores import PeriodScores
from zi_analytics.analysis.periods import Part, parts

SAME = 0.005
"""Less than what shows in the second decimal."""


@dataclass(frozen=True, slots=True, eq=False)
class Movement:
    """The units that the same assessor assessed by the same instrument in both periods.

    ``units`` has ``unit``, ``unit_name``, ``assessor``, ``before``, ``after`` (points of 100),
    ``change``, ``reach_before`` and ``reach_after`` (a predicate or a Short). ``parts`` are areas
    and results, ``changes`` units × parts in points. ``apart`` is how many units of the field
    have no such pair.
    """

    before: str
    after: str
    units: pd.DataFrame
    parts: tuple[Part, ...]
    changes: np.ndarray
    apart: int

    def __len__(self) -> int:
        return len(self.units)

    @property
    def rose(self) -> int:
        """How many totals are higher than before."""
        return int((self.units["change"] >= SAME).sum())

    @property
    def fell(self) -> int:
        """How many totals are lower than before."""
        return int((self.units["change"] <= -SAME).sum())

    def crossed(self, predicate: str, predicates: Sequence[str]) -> tuple[int, int]:
        """How many pass ``predicate`` now and did not before, and the other way round.

        ``predicates`` are all codes, the lowest first: whoever passes a higher one passes it too.
        """
        passing = list(predicates)[list(predicates).index(predicate) :]
        before = self.units["reach_before"].isin(passing)
        after = self.units["reach_after"].isin(passing)
        return int((after & ~before).sum()), int((before & ~after).sum())


def movement(
    before: PeriodScores, after: PeriodScores, units: pd.DataFrame, assessor: str = ""
) -> Movement:
    """Compare two periods of one instrument.

    ``units`` are the rows of a field of ``after``. Without an assessor each unit is compared by
    the later one of those that assessed it in both periods.
    """
    keys = ["unit", "assessor"]
    earlier = pd.DataFrame({"unit": before.units, "assessor": before.assessors})
    earlier["row_before"] = np.arange(len(before))
    later = pd.DataFrame({"unit": after.units, "assessor": after.assessors})
    later["row_after"] = np.arange(len(after))
    if assessor:
        later = later[later["assessor"] == assessor]
    pairs = later[later["unit"].isin(units["unit"])].merge(earlier, on=keys, validate="one_to_one")
    names = dict(zip(units["unit"].tolist(), units["unit_name"].tolist(), strict=True))
    pairs = later_assessor(pairs.assign(unit_name=pairs["unit"].map(names)))
    first, second = pairs["row_before"].to_numpy(dtype=int), pairs["row_after"].to_numpy(dtype=int)
    found = parts(after.instrument)
    totals = [one.points_of("TOTAL")[at] for one, at in ((before, first), (after, second))]
    table = pd.DataFrame(
        {
            "unit": pairs["unit"].to_numpy(),
            "unit_name": pairs["unit_name"].to_numpy(),
            "assessor": pairs["assessor"].to_numpy(),
            "before": totals[0],
            "after": totals[1],
            "change": totals[1] - totals[0],
            "reach_before": reach_of(before)[first],
            "reach_after": reach_of(after)[second],
        }
    )
    changes = np.column_stack(
        [after.points_of_part(part)[second] - before.points_of_part(part)[first] for part in found]
    )
    return Movement(before.period, after.period, table, found, changes, len(units) - len(table))
