"""Choosing the units that are looked at together: period, assessor, worksheet, kind, below whom."""

from dataclasses import dataclass

import streamlit as st

from pages.progress.road.wishing import pick_target
from pages.shared import loading
from pages.shared.choosing import chosen_code, keep_code, pick, pick_segment
from pages.shared.cohort import cohort
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.stored_choice import choose_units, is_narrowed
from pages.shared.words import language, t
from zi_analytics.analysis.stored import Choice
from zi_analytics.instrument import Instrument

ALL, ONE = "all", "one"
_LATER = "later"


@dataclass(frozen=True, slots=True)
class Look:
    """The choice, and the worksheet with its predicate; None where nobody has questions."""

    choice: Choice
    instrument: Instrument | None
    target: str


def choose_view() -> str:
    """All units or one. An address that names a unit and no view asks for that unit."""
    units = {one.unit for one in loading.listing()}
    if len(units) < 2:
        return ONE
    if "view" not in st.query_params and st.query_params.get("unit") in units:
        keep_code("view", ONE)
    labels = {ALL: t("All units"), ONE: t("One unit")}
    default = ONE if chosen_code("unit", sorted(units), "") else ALL
    return pick_segment("view", t("Look at"), list(labels), labels.__getitem__, default)


def choose_look() -> Look:
    """The pickers, and what they lead to. Something is stored."""
    facets = loading.facets()
    places = st.columns([2, 3, 3], vertical_alignment="bottom")
    with places[0]:
        period = pick("period", t("Period"), facets.periods, period_label, facets.periods[0])
    with places[1]:
        by = pick(
            "by",
            t("Assessor"),
            [_LATER, *facets.assessors],
            lambda code: t("The later one counts") if code == _LATER else assessor_label(code),
            _LATER,
        )
    under = kind = ""
    tier = None
    if facets.parents or len(facets.kinds) > 1 or len(facets.tiers) > 1:
        with st.expander(t("More filters"), expanded=is_narrowed("under", "kind", "tier")):
            under, kind, tier = choose_units(facets, *st.columns([3, 2, 2]))
    assessor = "" if by == _LATER else by
    choice = Choice(period=period, assessor=assessor, kind=kind, tier=tier, under=under)
    known = [loading.instrument(code) for code in cohort(choice).instruments()]
    known = [one for one in known if one.asks_questions and one.predicates]
    if not known:
        return Look(choice, None, "")
    instrument = known[0]
    if len(known) > 1:
        titles = {one.id: one.title.say(language()) for one in known}
        id_ = pick("worksheet", t("Worksheet"), list(titles), titles.__getitem__, known[0].id)
        instrument = loading.instrument(id_)
    with places[2]:
        target = pick_target(instrument, instrument.predicates[0].code)
    return Look(choice, instrument, target)


def forget_filters() -> None:
    """Look at all units of the period again."""
    for name in ("under", "kind", "tier"):
        st.query_params[name] = ALL
    st.query_params["by"] = _LATER
