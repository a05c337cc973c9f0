"""Antar periode: how far one unit has come, and what raised and lowered its total."""

import streamlit as st

from pages.analysis.periods.forecast_parts import show_readiness
from pages.analysis.periods.trend_parts import (
    show_answer,
    show_damaged,
    show_only_one,
    show_parts,
    show_questions,
    show_trend,
)
from pages.shared import loading
from pages.shared.choosing import pick, pick_segment
from pages.shared.empty import offer_start
from pages.shared.page_texts import assessor_label, period_label, unit_labels
from pages.shared.words import t
from zi_analytics.analysis.trend import compare

st.title(t("Between periods"))
st.caption(
    t("How one unit's total went from period to period, and which areas and answers moved it.")
)

stored = loading.listing()
if not stored:
    offer_start()
    st.stop()

names = loading.unit_names()
choices = st.columns([3, 3, 2, 2], vertical_alignment="bottom")
with choices[0]:
    units = sorted({item.unit for item in stored}, key=lambda code: names[code].casefold())
    unit = pick("unit", t("Unit"), units, unit_labels().__getitem__, units[0])
own = [item.assessor for item in stored if item.unit == unit]
with choices[1]:
    assessors = [code for code in loading.ASSESSORS if code in own]
    # Who has looked most often shows most of the way; of several the later one counts.
    most = max(assessors, key=lambda code: (own.count(code), loading.ASSESSORS.index(code)))
    assessor = pick_segment("assessor", t("Assessor"), assessors, assessor_label, most)

found = loading.periods_of(unit, assessor)
show_damaged(found)
moments = {one.period: one for one in found.moments}
periods = list(moments)
if not periods:
    st.stop()
if len(periods) == 1:
    show_only_one(found.moments[0], unit, assessor)
    st.stop()

with choices[2]:
    before = pick("from", t("From"), periods[:-1], period_label, periods[-2])
with choices[3]:
    later = periods[periods.index(before) + 1 :]
    after = pick("to", t("To"), later, period_label, later[-1])

comparison = compare(moments[before], moments[after])
show_answer(comparison, is_latest=after == periods[-1])
left, right = st.columns(2, gap="large")
with left:
    show_trend(found.moments, unit, assessor)
with right:
    show_parts(comparison)
show_readiness(found.moments, unit, assessor)
show_questions(comparison)
