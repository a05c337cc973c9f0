"""Penilaian: everything stored, who has not handed in, and every revision of it."""

import streamlit as st

from pages.shared import loading
from pages.shared.asking import show_told
from pages.shared.empty import offer_start
from pages.shared.stored_choice import choose_order, choose_rows
from pages.shared.stored_details import show_details
from pages.shared.stored_missing import show_missing
from pages.shared.stored_table import chosen_row, show_stored
from pages.shared.words import language, n, t
from zi_analytics.analysis.stored import choose, choose_units, missing_units, sort
from zi_analytics.language.numbers import whole

st.title(t("Assessments"))
st.caption(
    t(
        "Everything that is stored: score, predicate, completeness, who has not handed in yet, "
        "and every revision."
    )
)
show_told()
stored, units = loading.stored(), loading.units()
if stored.empty:
    offer_start()
    st.stop()

choice = choose_rows(stored, units)
chosen = choose(stored, choice)
period = choice.period or max(stored["period"])
missing = missing_units(choose_units(units, choice), stored, period, choice.assessor or "unit")
st.header(
    n(
        "{number} assessment, {reached} with a predicate",
        "{number} assessments, {reached} with a predicate",
        len(chosen),
        reached=whole(int((chosen["reached"] != "").sum()), language()),
    ),
    anchor=False,
)
names: dict[str, str] = dict(zip(units["code"], units["name"], strict=True))
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
            order = choose_order()
            show_stored(sort(chosen, order), names)
        place = chosen_row(stored)
        if place is not None:
            show_details(place)
if absent.open:
    with absent:
        show_missing(missing, period, names)
