"""Antar penilai: what the TPI and the TPN made of the units' answers, and what is still to come."""

import streamlit as st

from pages.analysis.assessors import loading as assessors_loading
from pages.analysis.assessors.choice import choose
from pages.analysis.assessors.cut import show_cut
from pages.analysis.assessors.parts import (
    show_all,
    show_damaged,
    show_nobody,
    show_none_of_kind,
    show_none_yet,
    show_parts,
)
from pages.analysis.assessors.questions import show_falls
from pages.analysis.assessors.severe import show_severe
from pages.analysis.assessors.unit import show_not_judged, show_unit, show_unit_questions
from pages.analysis.assessors.units import show_units
from pages.shared.words import t

st.title(t("Between assessors"))
st.caption(
    t(
        "What TPI and TPN made of the units' own answers: who rates too high, which "
        "questions fall, and what the usual cut would do to a predicate."
    )
)

chosen = choose()
if chosen.pair is None:
    show_nobody(chosen.period)
    st.stop()
show_damaged(chosen)
if chosen.judged.period != chosen.period:
    show_none_yet(chosen)
    show_cut(chosen)
    st.stop()

found = assessors_loading.compared(chosen.instrument, chosen.period, chosen.pair, chosen.kind)
if chosen.unit:
    everyone = assessors_loading.compared(chosen.instrument, chosen.period, chosen.pair, "")
    if chosen.unit not in everyone.units:
        show_not_judged(chosen)
        show_cut(chosen)
        st.stop()
    show_unit(chosen, everyone)
    show_parts(found if len(found) else everyone, everyone, chosen.unit)
    show_unit_questions(chosen, everyone)
    st.stop()

if not len(found):
    show_none_of_kind()
    st.stop()
show_all(found)
left, right = st.columns(2, gap="large")
with left:
    show_parts(found, found, "")
show_units(chosen, found, right)
show_falls(chosen, found)
show_severe(chosen)
show_cut(chosen)
