"""Whom the slides are about: all units or one, in which period, by whom."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from pages.meeting.presentation import loading as loaded
from pages.shared import loading
from pages.shared.assessment_choice import choose_assessment
from pages.shared.choosing import chosen_code, keep_code, pick, pick_segment
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.words import language, t
from zi_analytics.report.content.gathering import (
    Evaluation,
    PeriodMaterial,
    UnitMaterial,
    gather_evaluation,
)
from zi_analytics.report.content.model import Report
from zi_analytics.store.names import period_order

ALL, ONE = "all", "unit"
LATER = "later"


@dataclass(frozen=True, slots=True)
class Subject:
    """``unit`` is "" for all units; then an ``assessor`` of "" lets the later one count."""

    unit: str
    period: str
    assessor: str

    def report(self, today: date) -> Report | None:
        """What is said of it in the language of this visit; None where nothing is stored."""
        if self.unit:
            return loaded.report_of_unit(self.unit, self.period, self.assessor, today, language())
        return loaded.report_of_period(self.period, self.assessor, today, language())

    def material(self, today: date) -> UnitMaterial | PeriodMaterial:
        """What is said rests on it."""
        if self.unit:
            return loaded.material_of_unit(self.unit, self.period, self.assessor, today)
        return loaded.material_of_period(self.period, self.assessor, today)

    def evaluation(self) -> Evaluation:
        """What an assessor found of the unit. Raises StoreError."""
        return gather_evaluation(loading.store(), self.unit, self.period, self.assessor)

    def codes(self) -> dict[str, str]:
        """What stands in the address of this page."""
        if self.unit:
            return {"view": ONE, **self.address()}
        return {**self.address(), "by": self.assessor or LATER}

    def address(self) -> dict[str, str]:
        """How other pages are told whom it is about."""
        if self.unit:
            return {"unit": self.unit, "period": self.period, "assessor": self.assessor}
        return {"view": ALL, "period": self.period}


def choose_subject() -> Subject:
    """The pickers. Something is stored."""
    stored = loading.listing()
    units = {item.unit for item in stored}
    view = ONE
    if len(units) > 1:
        if "view" not in st.query_params and st.query_params.get("unit") in units:
            keep_code("view", ONE)
        labels = {ALL: t("All units"), ONE: t("One unit")}
        view = pick_segment("view", t("Look at"), list(labels), labels.__getitem__, _usual_view())
    if view == ONE:
        chosen = choose_assessment()
        return Subject(chosen.unit, chosen.period, chosen.assessor)
    places = st.columns([2, 3, 3], vertical_alignment="bottom")
    periods = loading.facets().periods
    with places[0]:
        period = pick("period", t("Period"), periods, period_label, periods[0])
    with places[1]:
        by = pick("by", t("Assessor"), _assessors(period), _by_label, LATER)
    return Subject("", period, "" if by == LATER else by)


def subject_of_address() -> Subject:
    """The same without pickers: while slides are shown nothing else is. Something is stored."""
    stored = loading.listing()
    units = sorted({item.unit for item in stored})
    view = ONE
    if len(units) > 1:
        named = "view" not in st.query_params and st.query_params.get("unit") in units
        view = ONE if named else chosen_code("view", (ALL, ONE), _usual_view())
    if view == ALL:
        periods = loading.facets().periods
        period = chosen_code("period", periods, periods[0])
        by = chosen_code("by", _assessors(period), LATER)
        _keep(view=ALL, period=period, by=by)
        return Subject("", period, "" if by == LATER else by)
    unit = chosen_code("unit", units, units[0])
    own = [item for item in stored if item.unit == unit]
    of_unit = sorted({item.period for item in own}, key=period_order, reverse=True)
    period = chosen_code("period", of_unit, of_unit[0])
    present = {item.assessor for item in own if item.period == period}
    assessors = [code for code in loading.ASSESSORS if code in present]
    assessor = chosen_code("assessor", assessors, assessors[-1])
    _keep(view=ONE, unit=unit, period=period, assessor=assessor)
    return Subject(unit, period, assessor)


def _keep(**codes: str) -> None:
    for name, code in codes.items():
        keep_code(name, code)


def _usual_view() -> str:
    units = {item.unit for item in loading.listing()}
    return ONE if chosen_code("unit", sorted(units), "") else ALL


def _assessors(period: str) -> list[str]:
    used = {item.assessor for item in loading.listing() if item.period == period}
    return [LATER, *(code for code in loading.ASSESSORS if code in used)]


def _by_label(code: str) -> str:
    return t("The later one counts") if code == LATER else assessor_label(code)
