"""What the page of the action plan loads, cached by the store's revision and plain codes."""

import pandas as pd
import streamlit as st

from pages.shared import loading
from zi_analytics.analysis.kept_plan import Plan, load_plan, newest_place
from zi_analytics.analysis.plans import plan_table
from zi_analytics.findings import Finding
from zi_analytics.programme.actions import load_actions
from zi_analytics.settings import StorePlace, store_place

__all__ = ["Plan", "all_rows", "plan_of"]


def plan_of(unit: str) -> Plan:
    """The plan of a unit."""
    return _plan_of(store_place(), loading.store().revision, unit)


@st.cache_resource(max_entries=32, show_spinner=False)
def _plan_of(place: StorePlace, revision: int, unit: str) -> Plan:
    found = newest_place((o.period, o.assessor) for o in loading.listing() if o.unit == unit)
    newest = None if found is None else loading.assessed(unit, *found)
    return load_plan(loading.store(), unit, newest)


def all_rows() -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """The actions of all units as :func:`zi_analytics.analysis.plans.plan_table`, and what could
    not be read. One table for all visits: never change it."""
    return _all_rows(store_place(), loading.store().revision)


@st.cache_resource(max_entries=2, show_spinner=False)
def _all_rows(place: StorePlace, revision: int) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    kept = load_actions(loading.store())
    return plan_table(kept), kept.findings
