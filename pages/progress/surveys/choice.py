"""Choosing a survey: unit, period and what it measures, the same names as on every page."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from pages.progress.surveys.loading import KeptSurveys, kept_surveys
from pages.shared import loading
from pages.shared.choosing import pick, pick_segment
from pages.shared.empty import offer_start
from pages.shared.page_texts import period_label, unit_labels
from pages.shared.words import language, t
from zi_analytics.instrument.surveys import SurveyKind, survey_rules
from zi_analytics.programme.surveys import Measures
from zi_analytics.store.names import period_order


@dataclass(frozen=True, slots=True)
class Place:
    """What is looked at."""

    unit: str
    period: str
    measures: Measures
    kept: KeptSurveys

    @property
    def kind(self) -> SurveyKind:
        """The rules of what is measured."""
        return survey_rules().kinds[self.measures]


def choose_survey() -> Place:
    """The pickers and what they lead to; a store without units offers a start."""
    names = loading.unit_names()
    if not names:
        offer_start()
        st.stop()
    choices = st.columns([3, 2, 3], vertical_alignment="bottom")
    with choices[0]:
        units = sorted(names, key=lambda code: names[code].casefold())
        unit = pick("unit", t("Unit"), units, unit_labels().__getitem__, units[0])
    kept = kept_surveys(unit)
    with choices[1]:
        periods = _periods(unit, kept)
        period = pick("period", t("Period"), periods, period_label, _latest(unit, kept, periods))
    with choices[2]:
        kinds = survey_rules().kinds
        measured = pick_segment(
            "survey",
            t("Survey"),
            [one.value for one in Measures],
            lambda code: kinds[code].short.say(language()),
            Measures.IPAK.value,
        )
    return Place(unit, period, Measures(measured), kept)


def _periods(unit: str, kept: KeptSurveys) -> list[str]:
    """All periods of the store and of the surveys, and the year that runs."""
    year = str(date.today().year)
    known = {*loading.facets().periods, *(one.item.period for one in kept.surveys), year}
    return sorted(known, key=period_order, reverse=True)


def _latest(unit: str, kept: KeptSurveys, periods: list[str]) -> str:
    """The newest period of which anything of the unit is there."""
    own = {one.period for one in loading.listing() if one.unit == unit}
    own |= {one.item.period for one in kept.surveys}
    return next((period for period in periods if period in own), periods[0])
