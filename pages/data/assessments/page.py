"""Penilaian: everything stored, who has not handed in, and every revision of it."""

import streamlit as st

from pages.data.assessments.details import show_details
from pages.data.assessments.export import offer_exports
from pages.data.assessments.table import chosen_row, offer_whole, show_stored
from pages.shared import loading
from pages.shared.asking import show_told
from pages.shared.empty import offer_start
from pages.shared.stored_choice import choose_rows
from pages.shared.stored_missing import show_missing
from pages.shared.words import n, t


@st.fragment
def show_stored_part() -> None:
    """The table and the opened row: turning a page or opening a row draws nothing else anew."""
    show_stored(chosen, names)
    place = chosen_row(stored)
    if place is not None:
        show_details(place)


st.title(t("Assessments"))
st.caption(
    t(
        "Everything that is stored: score, predicate, completeness, who has not handed in yet, "
        "and every revision."
    )
)
show_told()
stored = loading.stored()
if stored.empty:
    offer_start()
    st.stop()

answer = st.container()
choice, order = choose_rows(loading.facets())
chosen = loading.chosen(choice, order)
period, missing = loading.missing(choice)
answer.header(
    n(
        "{number} assessment, {reached} with a predicate",
        "{number} assessments, {reached} with a predicate",
        len(chosen),
        reached=int((chosen["reached"] != "").sum()),
    ),
    anchor=False,
)
names = loading.unit_names()
here, absent = st.tabs(
    [
        t("Stored ({number})", number=len(chosen)),
        t("Not handed in ({number})", number=len(missing)),
    ],
    key="assessments-tabs",
    on_change="rerun",
)
if here.open:
    with here:
        if chosen.empty:
            st.markdown(t("Nothing stored fits this choice. Choose less to see more."))
        else:
            show_stored_part()
            offer_whole(chosen, names)
if absent.open:
    with absent:
        show_missing(missing, period, names)
offer_exports(period, choice.assessor)
