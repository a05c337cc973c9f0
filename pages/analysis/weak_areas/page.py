"""Area lemah: where points are lost, from the component down to the question itself."""

import streamlit as st

from pages.analysis.weak_areas.parts import show_lost
from pages.analysis.weak_areas.question import show_question
from pages.analysis.weak_areas.ranking import show_ranking
from pages.shared.assessment_choice import choose_assessment
from pages.shared.choosing import chosen_code, keep_code
from pages.shared.literal import literal
from pages.shared.trail import NAME, show_trail
from pages.shared.words import language, t
from zi_analytics.analysis.weak import ROOT, above, place_of, places, weak_answers
from zi_analytics.analysis.weak_text import lost_headline

st.title(t("Weak areas"))
st.caption(t("Where points are lost, and which answers to mend first: for one unit and period."))

chosen = choose_assessment()
assessed = chosen.assessed
instrument = assessed.instrument
answers = weak_answers(assessed)
st.header(literal(lost_headline(assessed, answers, language())), anchor=False)

known = places(assessed)
code = place_of(
    instrument, known, chosen_code(NAME, [node.code for node in instrument.nodes], ROOT)
)
place = known[code]
if answers or not place.parts:
    keep_code(NAME, code)
    show_trail([(one.code, one.label.say(language())) for one in above(known, code)])
    if place.parts:
        show_lost(assessed, known, place)
    else:
        show_question(chosen, code)
if answers:
    show_ranking(assessed, answers, known, place)
