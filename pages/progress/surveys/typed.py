"""An index typed from a report: taken only when it can be nothing else."""

import streamlit as st

from pages.progress.surveys.choice import Place
from pages.progress.surveys.keeping import keep, who
from pages.shared.findings_list import show_findings
from pages.shared.words import language, t
from zi_analytics.language.numbers import decimal
from zi_analytics.programme.surveys import Survey
from zi_analytics.workbook.survey.typed_index import read_index

ROUND = "survey-typed-round"
_MOST = 1_000_000


def show_typed(place: Place) -> None:
    """The line to type the index into, and what it is taken for."""
    number = st.session_state.setdefault(ROUND, 0)
    first, second = st.columns(2)
    with first:
        text = st.text_input(
            t("Index from 1 to 4, for example 3.45"), max_chars=20, key=f"survey-index-{number}"
        )
    with second:
        respondents = st.number_input(
            t("Respondents, if the report says so"),
            min_value=0,
            max_value=_MOST,
            value=None,
            step=1,
            key=f"survey-count-{number}",
        )
    if not text.strip():
        return
    read = read_index(text)
    index = read.value
    if read.finding is not None:
        show_findings([read.finding], "survey-typed")
        if read.if_ikm is not None and st.checkbox(
            t("Yes, it is an IKM: the index is {index}", index=decimal(read.if_ikm, language())),
            key=f"survey-is-ikm-{number}-{text}",
            wrap=True,
        ):
            index = read.if_ikm
    if index is None:
        return
    with st.form("survey-typed-keep", border=False):
        survey, by = who(Survey(place.measures, index=index, respondents=respondents or None))
        label = t("Keep the index {index}", index=decimal(index, language()))
        if st.form_submit_button(label, type="primary"):
            keep(place, survey, by, ROUND)
