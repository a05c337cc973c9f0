"""Ringkasan: how many points, passed or not, what is missing, and where each number comes from."""

import streamlit as st

from pages.shared import loading
from pages.shared.choosing import pick, pick_segment
from pages.shared.empty import offer_start
from pages.shared.overview_parts import (
    show_areas,
    show_gains,
    show_headline,
    show_limits,
    show_own_total,
)
from pages.shared.page_texts import assessor_label, period_label, unit_label
from pages.shared.trace_steps import show_trace
from pages.shared.words import language, t
from zi_analytics.analysis.sentences import predicate_text

st.title(t("Overview"))
st.caption(t("How many points, passed or not, and what is missing: for one unit and period."))

stored = loading.listing()
if not stored:
    offer_start()
    st.stop()

names = loading.unit_names()
choices = st.columns([3, 2, 3], vertical_alignment="bottom")
with choices[0]:
    units = sorted({item.unit for item in stored}, key=lambda code: names[code].casefold())
    unit = pick("unit", t("Unit"), units, unit_label, units[0])
with choices[1]:
    periods = sorted({item.period for item in stored if item.unit == unit}, reverse=True)
    period = pick("period", t("Period"), periods, period_label, periods[0])
with choices[2]:
    present = {item.assessor for item in stored if (item.unit, item.period) == (unit, period)}
    assessors = [code for code in loading.ASSESSORS if code in present]
    # Where the assessors differ, the later one counts.
    assessor = pick_segment("assessor", t("Assessor"), assessors, assessor_label, assessors[-1])

found = {code: loading.assessed(unit, period, code) for code in assessors}
document, assessed = found[assessor]
show_headline(assessed, {code: one[1] for code, one in found.items()}, assessor)

predicates = [verdict.predicate for verdict in assessed.verdicts]
target = None
if predicates:
    default = (assessed.next or assessed.verdicts[-1]).predicate
    target = pick_segment(
        "target",
        t("Measured against"),
        predicates,
        lambda code: predicate_text(assessed.instrument, code, language()),
        default,
    )
left, right = st.columns(2, gap="large")
with left:
    show_areas(assessed, target)
with right:
    if target is not None:
        show_limits(assessed, target)

show_gains(assessed)
show_own_total(document, assessed)
show_trace(assessed, document)
