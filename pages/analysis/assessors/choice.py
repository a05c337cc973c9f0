"""Choosing what is compared on Antar penilai: period, scope, pair of assessors, kind of unit."""

from dataclasses import dataclass

import streamlit as st

from pages.analysis.assessors import loading as assessors_loading
from pages.analysis.assessors.loading import Judged, Pair
from pages.shared import loading
from pages.shared.choosing import pick, pick_segment
from pages.shared.empty import offer_start
from pages.shared.page_texts import assessor_label, period_label, unit_labels
from pages.shared.words import language, t
from zi_analytics.language.numbers import whole
from zi_analytics.language.wording import msg
from zi_analytics.store.names import period_order

ALL, ONE = "all", "one"
_SCOPES = {ALL: msg("All units"), ONE: msg("One unit")}


@dataclass(frozen=True)
class Chosen:
    """``unit`` is "" for all units, ``kind`` "" for every kind. ``judged`` says which pairs there
    are and in which period; ``pair`` is None where there is none."""

    period: str
    unit: str
    instrument: str
    judged: Judged
    pair: Pair | None
    kind: str


def choose() -> Chosen:
    """The pickers; an empty store offers a start and ends the run."""
    stored = loading.listing()
    if not stored:
        offer_start()
        st.stop()
    first = st.columns([2, 2, 4], vertical_alignment="bottom")
    with first[0]:
        periods = sorted({one.period for one in stored}, key=period_order, reverse=True)
        period = pick("period", t("Period"), periods, period_label, periods[0])
    with first[1]:
        scope = pick_segment("scope", t("Scope"), list(_SCOPES), lambda c: t(_SCOPES[c]), ALL)
    unit = ""
    if scope == ONE:
        names = loading.unit_names()
        here = {one.unit for one in stored if one.period == period}
        with first[2]:
            units = sorted(here, key=lambda code: names[code].casefold())
            unit = pick("unit", t("Unit"), units, unit_labels().__getitem__, units[0])
    second = st.columns([4, 2, 2], vertical_alignment="bottom")
    with second[2]:
        instrument = _worksheet(period, unit)
    judged = assessors_loading.judged(instrument, period)
    pair = None
    if judged.numbers:
        with second[0]:
            pair = _pair(judged)
        with second[1]:
            kind = _kind()
    else:
        kind = ""
    return Chosen(period, unit, instrument, judged, pair, kind)


def _worksheet(period: str, unit: str) -> str:
    """The worksheet that is compared: the unit's own, or one of those of the period."""
    if unit:
        rows = loading.stored()
        own = rows[(rows["period"] == period) & (rows["unit"] == unit)]
        order = [code for code in loading.ASSESSORS if code in set(own["assessor"])]
        return str(own[own["assessor"] == order[0]]["instrument"].iloc[0])
    known = loading.instruments_of(period)
    if len(known) == 1:
        return known[0]
    return pick(
        "worksheet",
        t("Worksheet"),
        known,
        lambda code: loading.instrument(code).title.say(language()),
        known[0],
    )


def _pair(judged: Judged) -> Pair:
    codes = {f"{earlier}-{later}": (earlier, later) for earlier, later in judged.numbers}
    usual = "-".join(judged.usual)
    return codes[
        pick(
            "pair",
            t("Compared"),
            list(codes),
            lambda code: (
                f"{' → '.join(assessor_label(one) for one in codes[code])} "
                f"({whole(judged.numbers[codes[code]], language())})"
            ),
            usual,
        )
    ]


def _kind() -> str:
    kinds = list(loading.facets().kinds)
    if not kinds:
        return ""
    chosen = pick(
        "kind",
        t("Kind"),
        [ALL, *kinds],
        lambda code: t("All kinds") if code == ALL else code,
        ALL,
    )
    return "" if chosen == ALL else chosen
