"""What the page of the action plan loads, cached by the store's revision and plain codes."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pages.shared import loading
from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.plan import Agreement, Planned, agreement
from zi_analytics.analysis.plans import plan_table
from zi_analytics.findings import Finding
from zi_analytics.programme.actions import load_actions
from zi_analytics.settings import StorePlace, store_place
from zi_analytics.store import StoredAssessment
from zi_analytics.store.names import period_order


@dataclass(frozen=True, slots=True)
class Plan:
    """The actions of one unit, those that were withdrawn apart, and its newest worksheet.

    ``agreements`` are by the action's number.
    """

    unit: str
    actions: tuple[Planned, ...]
    withdrawn: tuple[Planned, ...]
    findings: tuple[Finding, ...]
    newest: tuple[StoredAssessment, Assessed] | None
    agreements: Mapping[int, Agreement | None]

    @property
    def assessed(self) -> Assessed | None:
        """What the newest worksheet reaches."""
        return None if self.newest is None else self.newest[1]


def plan_of(unit: str) -> Plan:
    """The plan of a unit."""
    return _plan_of(store_place(), loading.store().revision, unit)


@st.cache_resource(max_entries=32, show_spinner=False)
def _plan_of(place: StorePlace, revision: int, unit: str) -> Plan:
    kept = load_actions(loading.store(), unit, withdrawn=True)
    actions = tuple(one for one in kept if not one.item.withdrawn)
    newest = _newest(unit)
    stored = None if newest is None else (newest[1], newest[0].revision.saved_at)
    return Plan(
        unit=unit,
        actions=actions,
        withdrawn=tuple(one for one in kept if one.item.withdrawn),
        findings=kept.findings,
        newest=newest,
        agreements={one.item.number: agreement(one, stored) for one in actions},
    )


def _newest(unit: str) -> tuple[StoredAssessment, Assessed] | None:
    """The unit's worksheet of its last period; its own, where there is one."""
    found = [item for item in loading.listing() if item.unit == unit]
    if not found:
        return None
    last = max((item.period for item in found), key=period_order)
    assessors = {item.assessor for item in found if item.period == last}
    return loading.assessed(unit, last, next(a for a in loading.ASSESSORS if a in assessors))


def all_rows() -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """The actions of all units as :func:`zi_analytics.analysis.plans.plan_table`, and what could
    not be read. One table for all visits: never change it."""
    return _all_rows(store_place(), loading.store().revision)


@st.cache_resource(max_entries=2, show_spinner=False)
def _all_rows(place: StorePlace, revision: int) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    kept = load_actions(loading.store())
    return plan_table(kept), kept.findings
