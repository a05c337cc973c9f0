"""Choosing which units to look at together: period, assessor, worksheet, kind, tier, below whom."""

from dataclasses import dataclass

import streamlit as st

from pages.analysis.overview import loading as loaded
from pages.shared import loading
from pages.shared.choosing import pick, pick_segment, type_text
from pages.shared.cohort import cohort
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.stored_choice import ALL, choose_units, is_narrowed
from pages.shared.words import language, n, t
from zi_analytics.analysis.cohort import Cohort
from zi_analytics.analysis.sentences import predicate_text
from zi_analytics.analysis.stored import Choice
from zi_analytics.finding_text import message, remedy
from zi_analytics.instrument import Instrument

LATER = "later"
_WARNINGS = 3


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at: the field, one instrument of it, and the predicate it is held against.

    ``predicates`` are the codes of that instrument's predicates, the lowest first.
    """

    choice: Choice
    field: Cohort
    instrument: Instrument | None
    target: str | None
    predicates: tuple[str, ...]


def choose_look() -> Look:
    """The pickers, and what they lead to. Something is stored."""
    facets = loading.facets()
    places = st.columns([2, 3, 3, 3], vertical_alignment="bottom")
    with places[0]:
        period = pick("period", t("Period"), facets.periods, period_label, facets.periods[0])
    with places[1]:
        by = pick(
            "by",
            t("Assessor"),
            [LATER, *loaded.assessors_of(period)],
            lambda code: t("The later one counts") if code == LATER else assessor_label(code),
            LATER,
        )
    with places[2]:
        text = type_text("name", t("Name contains"))
    target_place = places[3]
    under = kind = ""
    tier = None
    if facets.parents or len(facets.kinds) > 1 or len(facets.tiers) > 1:
        with st.expander(t("More filters"), expanded=is_narrowed("under", "kind", "tier")):
            under, kind, tier = choose_units(facets, *st.columns([3, 2, 2]))
    choice = Choice(
        period=period,
        assessor="" if by == LATER else by,
        kind=kind,
        tier=tier,
        under=under,
        text=text,
    )
    field = cohort(choice)
    _show_damaged(period)
    used = field.instruments()
    if not used:
        return Look(choice, field, None, None, ())
    instrument = loading.instrument(used[0])
    if len(used) > 1:
        instrument = loading.instrument(_pick_instrument(field, used))
    predicates = tuple(one.code for one in instrument.predicates)
    target = None
    if predicates:
        with target_place:
            target = pick_segment(
                "target",
                t("Measured against"),
                predicates,
                lambda code: predicate_text(instrument, code, language()),
                predicates[0],
            )
    return Look(choice, field, instrument, target, predicates)


def _pick_instrument(field: Cohort, used: tuple[str, ...]) -> str:
    """One of several worksheets of the period, and how many units the others have."""
    counts = field.units["instrument"].value_counts()

    def label(code: str) -> str:
        units = n("{number} unit", "{number} units", int(counts[code]))
        return f"{loading.instrument(code).title.say(language())} ({units})"

    chosen = pick("instrument", t("Worksheet"), used, label, used[0])
    others = len(field.units) - int(counts[chosen])
    st.caption(
        n(
            "{number} unit was assessed by another worksheet: it counts in the sentence, and has "
            "a matrix of its own.",
            "{number} units were assessed by another worksheet: they count in the sentence, and "
            "have a matrix of their own.",
            others,
        )
    )
    return chosen


def _show_damaged(period: str) -> None:
    """What is left out because its content is damaged."""
    findings = loaded.damaged(period)
    for finding in findings[:_WARNINGS]:
        st.warning(literal(f"{message(finding, language())} {remedy(finding, language())}"))
    if len(findings) > _WARNINGS:
        st.warning(t("{number} more are damaged.", number=len(findings) - _WARNINGS))


def narrowed_text(choice: Choice) -> str:
    """What is left out by a filter, in words; empty when nothing is."""
    said = []
    if choice.under:
        said.append(t("below {unit}", unit=loading.unit_names()[choice.under]))
    if choice.kind:
        said.append(t("kind {kind}", kind=choice.kind))
    if choice.tier is not None:
        said.append(t("tier {tier}", tier=choice.tier))
    if choice.text:
        said.append(t("name with “{text}”", text=choice.text))
    return " · ".join(said)


def forget_filters() -> None:
    """Look at all units of the period again."""
    for name in ("under", "kind", "tier"):
        st.query_params[name] = ALL
    st.query_params["name"] = ""
