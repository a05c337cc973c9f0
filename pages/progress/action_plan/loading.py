"""What the page of the action plan loads, cached by the store's revision and plain codes."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from pages.shared import loading
from pages.shared.kept import kept
from zi_analytics.analysis.kept_plan import Plan, load_plan, newest_place
from zi_analytics.analysis.plan import in_order
from zi_analytics.analysis.plans import plan_table
from zi_analytics.findings import Finding
from zi_analytics.programme.actions import load_actions
from zi_analytics.report.plan_calendar import calendar_bytes
from zi_analytics.report.plan_workbook import write_plan
from zi_analytics.settings import StorePlace, store_place

__all__ = ["Files", "Plan", "all_rows", "files_of", "plan_of"]


def plan_of(unit: str) -> Plan:
    """The plan of a unit."""
    return _plan_of(store_place(), loading.revision(), unit)


@kept(32)
def _plan_of(place: StorePlace, revision: int, unit: str) -> Plan:
    found = newest_place((o.period, o.assessor) for o in loading.listing() if o.unit == unit)
    newest = None if found is None else loading.assessed(unit, *found)
    return load_plan(loading.store(), unit, newest)


@dataclass(frozen=True, slots=True)
class Files:
    """The plan as it leaves: a workbook to edit, and its due dates as a calendar if it has any."""

    workbook: bytes
    calendar: bytes | None


def files_of(unit: str, today: date, language: str) -> Files:
    """The files of a unit's plan, overdue first."""
    return _files_of(store_place(), loading.revision(), unit, today, language)


@kept(32)
def _files_of(place: StorePlace, revision: int, unit: str, today: date, language: str) -> Files:
    plan = plan_of(unit)
    ordered, labels = in_order(plan.actions, today), plan.labels(language)
    has_days = any(one.value.state.is_open and one.value.due for one in ordered)
    name = loading.unit_names()[unit]
    return Files(
        workbook=write_plan(ordered, labels, plan.agreements, language),
        calendar=calendar_bytes(ordered, name, labels, language) if has_days else None,
    )


def all_rows() -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """The actions of all units as :func:`zi_analytics.analysis.plans.plan_table`, and what could
    not be read. One table for all visits: never change it."""
    return _all_rows(store_place(), loading.revision())


@kept(2)
def _all_rows(place: StorePlace, revision: int) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    kept = load_actions(loading.store())
    return plan_table(kept), kept.findings
