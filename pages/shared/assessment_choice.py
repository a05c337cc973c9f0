"""Choosing one assessment: unit, period and assessor, the same on every page of the analysis."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from pages.shared import loading
from pages.shared.choosing import pick, pick_segment
from pages.shared.empty import offer_start
from pages.shared.page_texts import assessor_label, period_label, unit_labels
from pages.shared.words import t
from zi_analytics.analysis.assessed import Assessed
from zi_analytics.store import StoredAssessment
from zi_analytics.store.names import period_order


@dataclass(frozen=True)
class Chosen:
    """The chosen assessment; ``found`` are those of all its assessors by code."""

    unit: str
    period: str
    assessor: str
    found: Mapping[str, tuple[StoredAssessment, Assessed]]

    @property
    def document(self) -> StoredAssessment:
        """What the chosen assessor handed in."""
        return self.found[self.assessor][0]

    @property
    def assessed(self) -> Assessed:
        """What it reaches."""
        return self.found[self.assessor][1]


def choose_assessment() -> Chosen:
    """The pickers and what they lead to; an empty store offers a start and ends the run."""
    stored = loading.listing()
    if not stored:
        offer_start()
        st.stop()
    names = loading.unit_names()
    choices = st.columns([3, 2, 3], vertical_alignment="bottom")
    with choices[0]:
        units = sorted({item.unit for item in stored}, key=lambda code: names[code].casefold())
        unit = pick("unit", t("Unit"), units, unit_labels().__getitem__, units[0])
    with choices[1]:
        of_unit = {item.period for item in stored if item.unit == unit}
        periods = sorted(of_unit, key=period_order, reverse=True)
        period = pick("period", t("Period"), periods, period_label, periods[0])
    with choices[2]:
        present = {item.assessor for item in stored if (item.unit, item.period) == (unit, period)}
        assessors = [code for code in loading.ASSESSORS if code in present]
        # Where the assessors differ, the later one counts.
        assessor = pick_segment("assessor", t("Assessor"), assessors, assessor_label, assessors[-1])
    found = {code: loading.assessed(unit, period, code) for code in assessors}
    return Chosen(unit, period, assessor, found)
