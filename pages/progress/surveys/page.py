"""Survei: what respondents answered, what index it gives, and whether that is enough."""

import streamlit as st

from pages.progress.surveys.choice import choose_survey
from pages.progress.surveys.past import show_past
from pages.progress.surveys.raw import show_raw
from pages.progress.surveys.result import show_nothing_yet, show_result
from pages.progress.surveys.typed import show_typed
from pages.shared.asking import show_told
from pages.shared.findings_list import show_findings
from pages.shared.words import t

st.title(t("Surveys"))
st.caption(
    t("The index from raw responses: how certain it is, what it is worth, and what the limit asks.")
)
place = choose_survey()
show_told()
current = place.kept.current(place.measures, place.period)
if current is None:
    show_nothing_yet(place)
else:
    show_result(place, current.value, "kept")
show_findings(place.kept.findings, "survey-unreadable")
raw, typed, past = st.tabs(
    [t("Upload raw responses"), t("Type an index"), t("All surveys")],
    key="survey-tabs",
    on_change="rerun",
)
if raw.open:
    with raw:
        show_raw(place)
if typed.open:
    with typed:
        show_typed(place)
if past.open:
    with past:
        show_past(place)
