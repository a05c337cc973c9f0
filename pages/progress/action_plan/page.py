"""Rencana aksi: what is done about it, by whom and until when, and whether it closes the gap."""

import streamlit as st

from pages.progress.action_plan.many import show_all
from pages.progress.action_plan.one import show_one
from pages.shared import loading
from pages.shared.asking import show_told
from pages.shared.choosing import chosen_code, keep_code, pick, pick_segment
from pages.shared.empty import offer_start
from pages.shared.page_texts import unit_labels
from pages.shared.words import t

ALL, ONE = "all", "one"

st.title(t("Action plan"))
st.caption(t("What is to be done, who does it and until when, and how much of the gap it closes."))
names = loading.unit_names()
if not names:
    offer_start()
    st.stop()
units = sorted(names, key=lambda code: names[code].casefold())
view = ONE
choices = st.columns([2, 5], vertical_alignment="bottom")
if len(units) > 1:
    if "view" not in st.query_params and st.query_params.get("unit") in names:
        keep_code("view", ONE)
    labels = {ALL: t("All units"), ONE: t("One unit")}
    default = ONE if chosen_code("unit", units, "") else ALL
    with choices[0]:
        view = pick_segment("view", t("Look at"), list(labels), labels.__getitem__, default)
if view == ALL:
    show_told()
    show_all()
else:
    with choices[1]:
        unit = pick("unit", t("Unit"), units, unit_labels().__getitem__, units[0])
    show_told()
    show_one(unit)
