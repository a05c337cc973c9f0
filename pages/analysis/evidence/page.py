"""Bukti dukung: what is claimed, what is proven, and what stays if the doubtful are refused."""

import streamlit as st

from pages.analysis.evidence.doubts import show_doubts
from pages.analysis.evidence.inspecting import show_kept
from pages.analysis.evidence.loading import looked
from pages.analysis.evidence.parts import show_bare, show_proof, show_short_form
from pages.analysis.evidence.period import show_period, show_same
from pages.shared.asking import show_told
from pages.shared.assessment_choice import choose_assessment
from pages.shared.words import t

st.title(t("Evidence"))
st.caption(
    t("How many points are proven, which answers lack evidence, and what an assessor may refuse.")
)

chosen = choose_assessment()
show_told()
if chosen.assessed.instrument.asks_questions:
    found = looked(chosen.unit, chosen.period, chosen.assessor)
    show_proof(chosen, found.proof)
    show_bare(chosen, found.bare)
    show_doubts(chosen, found.joined)
    show_kept(found.joined.kept)
    show_same(chosen, found.joined.kept)
else:
    show_short_form(chosen)
show_period(chosen)
