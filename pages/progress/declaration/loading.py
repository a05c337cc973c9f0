"""What the page of declaration and outreach loads, cached as everything is in ``loading.py``."""

import streamlit as st

from pages.shared import loading
from zi_analytics.analysis.declared_kept import (
    KeptProgramme,
    KeptProgrammes,
    load_programme,
    load_programmes,
)
from zi_analytics.settings import StorePlace, store_place


def programmes() -> KeptProgrammes:
    """What is kept of every unit."""
    return _programmes(store_place(), loading.store().revision)


@st.cache_resource(max_entries=2, show_spinner=False)
def _programmes(place: StorePlace, revision: int) -> KeptProgrammes:
    return load_programmes(loading.store())


def programme_of(unit: str) -> KeptProgramme:
    """What is kept of one unit, with what could not be read of it."""
    return _programme_of(store_place(), loading.store().revision, unit)


@st.cache_resource(max_entries=32, show_spinner=False)
def _programme_of(place: StorePlace, revision: int, unit: str) -> KeptProgramme:
    return load_programme(loading.store(), unit)
