"""Menuju WBK/WBBM: which answers to better so that every rule of a predicate is met."""

import streamlit as st

from pages.progress.road import loading as loaded
from pages.progress.road.conditions import show_conditions
from pages.progress.road.editing import show_by_hand
from pages.progress.road.many import show_many
from pages.progress.road.many_choice import ALL, choose_view
from pages.progress.road.no_way import show_no_way
from pages.progress.road.parts import show_answer, show_equals, show_rules, show_steps
from pages.progress.road.safe import show_safety
from pages.progress.road.scenarios import show_scenarios
from pages.progress.road.wishing import choose_wishes, show_fixing
from pages.shared import loading
from pages.shared.asking import show_told
from pages.shared.assessment_choice import choose_assessment
from pages.shared.empty import offer_start
from pages.shared.words import t
from zi_analytics.analysis.road import NoWay, Road

st.title(t("Road to WBK/WBBM"))
st.caption(
    t(
        "The shortest way to the predicate: the fewest answers to better so that every rule is "
        "met, found exactly."
    )
)
show_told()
if not loading.listing():
    offer_start()
    st.stop()
if choose_view() == ALL:
    show_many()
    st.stop()

chosen = choose_assessment()
instrument = chosen.assessed.instrument
if not instrument.asks_questions or not instrument.predicates:
    st.header(t("This worksheet has no questions to better"), anchor=False)
    st.markdown(
        t(
            "Only one figure for each area was handed in. Upload the full worksheet of this "
            "period: then the road names the questions."
        )
    )
    st.page_link("pages/data/upload/page.py", label=t("Upload"), icon=":material/upload:")
    st.stop()

wishes = choose_wishes(chosen)
begin = loaded.begin(chosen.unit, chosen.period, chosen.assessor, wishes)
found = loaded.road(chosen.unit, chosen.period, chosen.assessor, wishes)
if isinstance(found, NoWay):
    show_no_way(begin, found)
    left, right = st.columns([3, 2], gap="large")
    with right:
        show_conditions(chosen, wishes.target)
    with left:
        show_fixing(chosen, begin)
else:
    show_answer(begin, found)
    left, right = st.columns([3, 2], gap="large")
    with left:
        show_rules(begin, found)
    with right:
        show_conditions(chosen, wishes.target)
    show_steps(chosen, begin, found)
    # What takes longer to find comes last, into its place: the answer is there before.
    equals, fixing, safe = st.container(), st.container(), st.container()
    with fixing:
        show_fixing(chosen, begin)
show_by_hand(chosen, begin, found)
show_scenarios(chosen, begin)
if isinstance(found, Road):
    with safe:
        show_safety(chosen, begin, found)
    with equals:
        show_equals(found, loaded.equals(chosen.unit, chosen.period, chosen.assessor, wishes))
