"""The action plan of a unit and the plans of all units from the dossier, as they stand on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from zi_analytics.analysis.assessed import Assessed, assess
from zi_analytics.analysis.kept_plan import Newest, Plan, load_plan, newest_place
from zi_analytics.analysis.plans import by_unit, plan_table
from zi_analytics.instrument import load
from zi_analytics.programme.actions import load_actions
from zi_analytics.store import Store, StoredAssessment, StoreError


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """The plan of a unit; what is overdue is so on ``today``."""

    plan: Plan
    today: date

    @property
    def written(self) -> datetime | None:
        """When an action was last changed."""
        return max((one.item.at for one in self.plan.actions), default=None)


@dataclass(frozen=True, slots=True, eq=False)
class UnitPlans:
    """The plans of all units; what is overdue is so on ``today``.

    ``rows`` is :func:`zi_analytics.analysis.plans.by_unit` with the ``name`` of each unit.
    ``without`` are the active units that have none, ``unreadable`` the actions that could not be
    read, ``written`` is when an action was last changed.
    """

    rows: pd.DataFrame
    without: int
    unreadable: int
    today: date
    written: datetime | None


def gather_plan(
    store: Store,
    shown: tuple[StoredAssessment, Assessed],
    places: Iterable[tuple[str, str]],
    today: date,
) -> UnitPlan:
    """The plan of the unit whose assessment is ``shown``, beside its newest worksheet.

    ``places`` are the unit's periods and assessors. Where its newest worksheet is damaged the plan
    has none.
    """
    unit = shown[0].revision.unit
    return UnitPlan(load_plan(store, unit, _newest(store, shown, newest_place(places))), today)


def _newest(
    store: Store, shown: tuple[StoredAssessment, Assessed], place: tuple[str, str] | None
) -> Newest | None:
    found = shown[0].revision
    if place in (None, (found.period, found.assessor)):
        return shown
    assert place is not None
    try:
        document = store.load_document(found.unit, *place)
    except StoreError:
        # What is told of the assessment that is shown does not rest on it.
        return None
    return document, assess(load(document.revision.instrument), document.reading)


def gather_plans(store: Store, today: date) -> UnitPlans:
    """The plans of all units that are stored."""
    kept = load_actions(store)
    units = store.units()
    names = dict(zip(units["code"].tolist(), units["name"].tolist(), strict=True))
    rows = by_unit(plan_table(kept), today)
    rows = rows[rows["unit"].isin(names)].reset_index(drop=True)
    planning = set(rows["unit"])
    return UnitPlans(
        rows=rows.assign(name=rows["unit"].map(names)),
        without=len(set(units.loc[units["is_active"], "code"]) - planning),
        unreadable=len(kept.findings),
        today=today,
        written=max((one.item.at for one in kept if one.item.unit in planning), default=None),
    )
