"""Which assessments reports are made of: one unit, some, or all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from zi_analytics.analysis.cohort import later_assessor
from zi_analytics.store import Store, StoreError
from zi_analytics.store.names import period_order


@dataclass(frozen=True, slots=True)
class Chosen:
    """An assessment to report. All are codes but the ``name`` of the unit."""

    unit: str
    name: str
    period: str
    assessor: str


def newest_period(store: Store) -> str | None:
    """The newest period in which anything is stored."""
    return max(store.assessments()["period"].unique(), key=period_order, default=None)


def choose_units(
    store: Store, units: Collection[str] = (), period: str = "", assessor: str = ""
) -> tuple[Chosen, ...]:
    """Of every unit its newest period and there the later assessor, where none is given.

    ``units`` are codes or names; none are all, and those in one period: the newest that any of
    them has. Raises StoreError for a unit that is not stored or has nothing of the kind.
    """
    rows = store.assessments()
    if not units:
        period = period or newest_period(store) or ""
        kept = rows[rows["period"] == period]
        if assessor:
            kept = kept[kept["assessor"] == assessor]
        frames = [later_assessor(kept)]
    else:
        frames = []
        for unit in units:
            own = rows[(rows["unit"] == unit) | (rows["unit_name"] == unit)]
            if own.empty:
                raise StoreError("store-unit-unknown", unit=unit)
            if assessor:
                own = own[own["assessor"] == assessor]
            wanted = period or max(own["period"].unique(), key=period_order, default="–")
            own = own[own["period"] == wanted]
            if own.empty:
                raise StoreError(
                    "store-assessment-unknown", unit=unit, period=wanted, assessor=assessor or "–"
                )
            frames.append(later_assessor(own))
    columns = ["unit", "unit_name", "period", "assessor"]
    found = [Chosen(*map(str, row)) for frame in frames for row in frame[columns].to_numpy()]
    return tuple(dict.fromkeys(found))
