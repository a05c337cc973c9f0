"""Ringkasan: how many points, passed or not, and what is missing: for all units, or for one."""

import streamlit as st

from pages.analysis.overview.loading import units_stored
from pages.analysis.overview.many import show_all
from pages.analysis.overview.one import show_one
from pages.shared import loading
from pages.shared.choosing import chosen_code, keep_code, pick_segment
from pages.shared.empty import offer_start
from pages.shared.words import t

ALL, ONE = "all", "unit"


def choose_view() -> str:
    """All units or one. An address that names a unit and no view asks for that unit."""
    units = units_stored()
    if len(units) < 2:
        return ONE
    if "view" not in st.query_params and st.query_params.get("unit") in units:
        keep_code("view", ONE)
    labels = {ALL: t("All units"), ONE: t("One unit")}
    default = ONE if chosen_code("unit", units, "") else ALL
    return pick_segment("view", t("Look at"), list(labels), labels.__getitem__, default)


st.title(t("Overview"))
caption = st.empty()
if not loading.listing():
    caption.caption(t("How many points, passed or not, and what is missing."))
    offer_start()
    st.stop()
if choose_view() == ALL:
    caption.caption(
        t("Who reaches what, how far the others are from it, and what has moved: for all units.")
    )
    show_all()
else:
    caption.caption(
        t("How many points, passed or not, and what is missing: for one unit and period.")
    )
    show_one()
