"""All units of a period: one assessment of each that handed in, and those that have not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import pandas as pd

from zi_analytics.analysis.later import later_rows
from zi_analytics.analysis.period_scores import PeriodScores
from zi_analytics.analysis.standing import Standing, standings_of
from zi_analytics.analysis.stored import Choice, choose, missing_units
from zi_analytics.store.names import period_order


class Short(StrEnum):
    """Why a unit has no predicate.

    ``CLOSE`` and ``FAILING`` are towards the first predicate; ``UNDECIDED`` hangs on limits that
    its worksheet does not show; ``DAMAGED`` cannot be read back; ``MISSING`` has not handed in.
    """

    CLOSE = "close"
    FAILING = "failing"
    UNDECIDED = "undecided"
    DAMAGED = "damaged"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, eq=False)
class Cohort:
    """The units that a choice leaves in.

    ``units`` has a row for each that handed in: the columns of
    :func:`zi_analytics.analysis.stored.list_stored` and ``reach``, the highest predicate that is
    passed or a :class:`Short`. ``missing`` are the others: the columns of ``Store.units``.
    """

    choice: Choice
    units: pd.DataFrame
    missing: pd.DataFrame

    def __len__(self) -> int:
        return len(self.units) + len(self.missing)

    def of(self, instrument: str) -> pd.DataFrame:
        """The rows of one instrument."""
        return self.units[self.units["instrument"] == instrument]

    def instruments(self) -> tuple[str, ...]:
        """The instruments by which units were assessed, the one of most of them first."""
        counts = self.units["instrument"].value_counts()
        return tuple(str(id_) for id_ in counts.index)

    def tally(self, predicates: Sequence[str]) -> dict[str, int]:
        """How many units reach what: predicates from the highest down, then every Short.

        Each unit counts once, so all together are the field.
        """
        counts = self.units["reach"].value_counts()
        order = [*reversed(predicates), *Short]
        found = {str(code): int(counts.get(code, 0)) for code in order}
        found[Short.MISSING] = len(self.missing)
        return found


def gather(
    stored: pd.DataFrame,
    units: pd.DataFrame,
    choice: Choice,
    scores: Mapping[str, PeriodScores],
) -> Cohort:
    """The field of ``choice``, which names a period; without an assessor the later one counts.

    ``stored`` is :func:`zi_analytics.analysis.stored.list_stored`, ``units`` ``Store.units``,
    ``scores`` are those of the period by instrument.
    """
    rows = choose(stored, units, replace(choice, condition=None))
    rows = later_assessor(rows)
    rows = rows.assign(reach=_reach(rows, scores)).reset_index(drop=True)
    return Cohort(choice, rows, missing_units(units, stored, choice))


def later_assessor(rows: pd.DataFrame) -> pd.DataFrame:
    """Of every unit the row of its later assessor, by name; ``rows`` are of one period."""
    kept = rows.iloc[
        later_rows(rows["unit"].to_numpy(dtype=object), rows["assessor"].to_numpy(dtype=object))
    ]
    return kept.sort_values("unit_name", kind="stable")


def _reach(rows: pd.DataFrame, scores: Mapping[str, PeriodScores]) -> np.ndarray:
    reach = np.full(len(rows), Short.DAMAGED, dtype=object)
    for instrument, found in scores.items():
        at = np.flatnonzero(rows["instrument"] == instrument)
        places = found.find(rows["unit"].iloc[at], rows["assessor"].iloc[at])
        at, places = at[places >= 0], places[places >= 0]
        reach[at] = reach_of(found)[places]
    return reach


def reach_of(scores: PeriodScores) -> np.ndarray:
    """The highest predicate that each assessment passes, or what keeps it from the first."""
    if not scores.judged:
        return np.full(len(scores), Short.UNDECIDED, dtype=object)
    first = standings_of(scores.judged[0])
    reach = np.where(first == Standing.CLOSE, Short.CLOSE, Short.FAILING).astype(object)
    reach[first == Standing.UNKNOWN] = Short.UNDECIDED
    reached = scores.reached
    return np.where(reached != "", reached, reach)


def previous_period(periods: Iterable[str], period: str) -> str | None:
    """The last of ``periods`` before ``period``; None when it is the first."""
    earlier = [code for code in periods if period_order(code) < period_order(period)]
    return max(earlier, key=period_order, default=None)
