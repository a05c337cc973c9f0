"""Antar unit: units of the same kind side by side, from the areas down to the questions."""

import streamlit as st

from pages.analysis.units import loading as beside_loading
from pages.analysis.units.choice import choose_compared, tell_unset_kind
from pages.analysis.units.misses import show_misses
from pages.analysis.units.paper import offer_comparison
from pages.analysis.units.parts import show_answer, show_parts
from pages.analysis.units.place import show_place
from pages.analysis.units.table import show_folds
from pages.shared.words import t

st.title(t("Between units"))
st.caption(
    t(
        "What sets units of the same kind apart in one period, where one's own unit stands among "
        "them, and which questions most of them miss."
    )
)

compared = choose_compared()
rows = show_answer(compared)
tell_unset_kind(compared)
if compared.is_alone:
    show_parts(compared, rows)
    st.stop()
left, right = st.columns([5, 4], gap="large")
with left:
    show_parts(compared, rows)
with right:
    show_place(compared)
misses = beside_loading.misses_of(*compared.key)
if len(compared.fit) > 1:
    show_folds(compared, misses)
show_misses(compared, misses)
offer_comparison(compared)
st.page_link(
    "pages/analysis/overview/page.py",
    label=t("All units against all areas: the matrix on the page Overview"),
    icon=":material/grid_on:",
    query_params={"view": "all", "period": compared.period},
)
