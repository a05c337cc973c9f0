"""What the page of declaration and outreach loads, cached as everything is in ``loading.py``."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from pages.shared import loading
from zi_analytics.analysis.declared import DeclaredState, state_of
from zi_analytics.findings import Finding
from zi_analytics.programme.declaration import (
    Declaration,
    Outreach,
    load_declarations,
    load_outreach,
)
from zi_analytics.programme.documents import Kept
from zi_analytics.settings import StorePlace, store_place


@dataclass(frozen=True, slots=True)
class KeptProgramme:
    """What is kept of a unit, oldest entry first, and what could not be read of it."""

    declarations: tuple[Kept[Declaration], ...] = ()
    outreach: tuple[Kept[Outreach], ...] = ()
    findings: tuple[Finding, ...] = ()

    def state(self, year: int) -> DeclaredState:
        """How the unit stands in a year."""
        return state_of(
            [one.value for one in self.declarations], [one.value for one in self.outreach], year
        )

    def newest(self) -> Kept[Declaration] | None:
        """The declaration that counts."""
        counting = self.state(0).declaration
        found = [one for one in self.declarations if one.value == counting]
        return found[-1] if found else None

    def years(self) -> set[int]:
        """The years of which anything is kept."""
        days = [one.value.day for one in self.declarations]
        days += [one.value.day for one in self.outreach]
        return {day.year for day in days if day is not None}


def programmes() -> Mapping[str, KeptProgramme]:
    """What is kept of every unit, by its code; units of which nothing is are not in it."""
    return _programmes(store_place(), loading.store().revision)


@st.cache_resource(max_entries=2, show_spinner=False)
def _programmes(place: StorePlace, revision: int) -> Mapping[str, KeptProgramme]:
    declarations, outreach = load_declarations(loading.store()), load_outreach(loading.store())
    declared: dict[str, list[Kept[Declaration]]] = {}
    known: dict[str, list[Kept[Outreach]]] = {}
    for one in declarations:
        declared.setdefault(one.item.unit, []).append(one)
    for entry in outreach:
        known.setdefault(entry.item.unit, []).append(entry)
    return {
        unit: KeptProgramme(tuple(declared.get(unit, ())), tuple(known.get(unit, ())))
        for unit in {*declared, *known}
        if unit
    }


def programme_of(unit: str) -> KeptProgramme:
    """What is kept of one unit, with what could not be read of it."""
    return _programme_of(store_place(), loading.store().revision, unit)


@st.cache_resource(max_entries=32, show_spinner=False)
def _programme_of(place: StorePlace, revision: int, unit: str) -> KeptProgramme:
    declarations = load_declarations(loading.store(), unit)
    outreach = load_outreach(loading.store(), unit)
    return KeptProgramme(
        declarations.kept, outreach.kept, (*declarations.findings, *outreach.findings)
    )
