"""Keeping a survey in the dossier of the unit: who asked, who keeps it, and a note."""

from dataclasses import replace

import streamlit as st

from pages.progress.surveys.choice import Place
from pages.shared import loading
from pages.shared.asking import attempt
from pages.shared.page_texts import period_label
from pages.shared.visitor import ask_name, is_named
from pages.shared.words import language, t
from zi_analytics.programme.surveys import KIND, Survey, to_document

LONGEST = 300


def who(survey: Survey) -> tuple[Survey, str]:
    """The inputs of a form: the survey with what they say, and the name of who keeps it."""
    first, second = st.columns(2)
    with first:
        conducted = st.text_input(t("Conducted by"), max_chars=LONGEST, key="survey-conducted")
    with second:
        by = ask_name("survey-by")
    note = st.text_input(t("Note"), max_chars=LONGEST, key="survey-note")
    return replace(survey, conducted_by=conducted, note=note), by


def keep(place: Place, survey: Survey, by: str, round_: str) -> None:
    """Keep it, if somebody signs for it; the widget that it came from is fresh afterwards."""

    def do() -> str:
        loading.store().dossier.add(
            KIND, place.unit, to_document(survey), by=by, period=place.period
        )
        st.session_state[round_] = st.session_state.get(round_, 0) + 1
        return t(
            "The {survey} survey is kept for {period}.",
            survey=place.kind.short.say(language()),
            period=period_label(place.period),
        )

    if is_named(by):
        attempt(do)
