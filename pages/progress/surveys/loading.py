"""What the page of surveys loads, cached as everything is in ``loading.py``."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from pages.shared import loading
from pages.shared.kept import kept
from zi_analytics import instrument as instruments
from zi_analytics.findings import Finding
from zi_analytics.instrument import Instrument
from zi_analytics.instrument.surveys import question_of, survey_rules
from zi_analytics.programme.documents import Kept
from zi_analytics.programme.surveys import Measures, Survey, load_surveys
from zi_analytics.settings import StorePlace, store_place
from zi_analytics.store.names import period_order
from zi_analytics.workbook.survey.reader import read_survey
from zi_analytics.workbook.survey.reading import SurveyReading


@dataclass(frozen=True, slots=True)
class KeptSurveys:
    """The surveys of a unit, oldest first, and what could not be read of them."""

    surveys: tuple[Kept[Survey], ...]
    findings: tuple[Finding, ...]

    def of(self, measures: Measures) -> tuple[Kept[Survey], ...]:
        """Those of one kind by period, the newest period last, the newest entry of each last."""
        chosen = [one for one in self.surveys if one.value.measures is measures]
        return tuple(sorted(chosen, key=lambda one: period_order(one.item.period)))

    def current(self, measures: Measures, period: str) -> Kept[Survey] | None:
        """The survey that counts in a period: the newest entry."""
        found = [one for one in self.of(measures) if one.item.period == period]
        return found[-1] if found else None


def kept_surveys(unit: str) -> KeptSurveys:
    """The surveys of a unit."""
    return _kept(store_place(), loading.revision(), unit)


@kept(32)
def _kept(place: StorePlace, revision: int, unit: str) -> KeptSurveys:
    loaded = load_surveys(loading.store(), unit)
    # Of a survey without a period nobody knows where it belongs.
    return KeptSurveys(tuple(one for one in loaded if one.item.period), loaded.findings)


def instrument_of(unit: str, period: str) -> Instrument:
    """The worksheet by which a unit is assessed in a period; the one in force where there is none
    yet that asks for an index."""
    rows = loading.stored()
    used = rows[(rows["unit"] == unit) & (rows["period"] == period)]["instrument"]
    for id_ in used:
        found = loading.instrument(str(id_))
        if found.asks_questions:
            return found
    return loading.instrument(instruments.available()[0])


def typed_in(unit: str, period: str, measures: Measures) -> Mapping[str, float]:
    """The index that each assessor's worksheet of the period holds, where it holds one."""
    return _typed(store_place(), loading.revision(), unit, period, measures)


@kept(64)
def _typed(
    place: StorePlace, revision: int, unit: str, period: str, measures: Measures
) -> Mapping[str, float]:
    found: dict[str, float] = {}
    present = {
        one.assessor for one in loading.listing() if (one.unit, one.period) == (unit, period)
    }
    for assessor in (code for code in loading.ASSESSORS if code in present):
        _, assessed = loading.assessed(unit, period, assessor)
        question = question_of(assessed.instrument, survey_rules().kinds[measures])
        answer = None if question is None else assessed.reading.answers.get(question.code)
        if question is not None and answer is not None and answer.value is not None:
            highest = assessed.instrument.type_of(question.code).highest
            found[assessor] = answer.value * (highest or survey_rules().highest)
    return found


@st.cache_resource(max_entries=16, show_spinner=False)
def read(
    sha256: str, name: str, mapping: tuple[tuple[str, str], ...] | None, sheet: str, _data: bytes
) -> SurveyReading:
    """Read raw responses in the child process; ``sha256`` stands for ``_data``."""
    return read_survey(_data, name, None if mapping is None else dict(mapping), sheet or None)
