"""Choosing which assessments to look at: a row of pickers whose choice stands in the address."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Place

from pages.shared.choosing import pick
from pages.shared.loading import Facets
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.words import t
from zi_analytics.analysis.stored import Choice, Condition, Order
from zi_analytics.language.wording import msg

ALL = "all"
_CONDITIONS = {
    Condition.REACHED: msg("has a predicate"),
    Condition.NOT_REACHED: msg("no predicate yet"),
    Condition.INCOMPLETE: msg("not complete"),
    Condition.LITTLE_EVIDENCE: msg("little evidence"),
}
_ORDERS = {
    Order.UNIT: msg("Name of the unit"),
    Order.LOWEST: msg("Lowest score first"),
    Order.HIGHEST: msg("Highest score first"),
    Order.NEWEST: msg("Stored last first"),
    Order.OLDEST: msg("Stored first first"),
}


def choose_rows(facets: Facets) -> tuple[Choice, Order]:
    """The pickers; what they leave in, and how it is sorted.

    ``facets`` is what there is to choose from.
    """
    period_place, assessor_place, text_place, order_place = st.columns([2, 2, 3, 3])
    with period_place:
        newest = facets.periods[0] if facets.periods else ALL
        period = pick_or_all(
            "period", t("Period"), facets.periods, period_label, t("All periods"), newest
        )
    with assessor_place:
        assessor = pick_or_all(
            "by", t("Assessor"), facets.assessors, assessor_label, t("All assessors")
        )
    with text_place:
        text = st.text_input(t("Name contains"), key="stored-text", max_chars=80)
    with order_place:
        order = pick(
            "order",
            t("Sorted by"),
            [order.value for order in Order],
            lambda code: t(_ORDERS[Order(code)]),
            Order.UNIT.value,
        )
    with st.expander(t("More filters"), expanded=is_narrowed("under", "kind", "tier", "state")):
        under_place, kind_place, tier_place, state_place = st.columns([3, 2, 2, 2])
    under, kind, tier = choose_units(facets, under_place, kind_place, tier_place)
    with state_place:
        condition = pick_or_all("state", t("State"), list(_CONDITIONS), _condition, t("All states"))
    choice = Choice(
        period=period,
        assessor=assessor,
        kind=kind,
        tier=tier,
        under=under,
        condition=Condition(condition) if condition else None,
        text=text.strip(),
    )
    return choice, Order(order)


def choose_units(
    facets: Facets, under_place: Place, kind_place: Place, tier_place: Place
) -> tuple[str, str, int | None]:
    """Which units, in three places: those below a unit, of a kind, of a tier.

    "" or None where all are chosen.
    """
    with under_place:
        names = facets.parents
        under = pick_or_all("under", t("Below"), list(names), names.__getitem__, t("All units"))
    with kind_place:
        kind = pick_or_all("kind", t("Kind"), facets.kinds, str, t("All kinds"))
    with tier_place:
        tiers = [str(tier) for tier in facets.tiers]
        tier = pick_or_all("tier", t("Tier"), tiers, tier_label, t("All tiers"))
    return under, kind, int(tier) if tier else None


def is_narrowed(*names: str) -> bool:
    """Whether one of the filters that are folded away has been set."""
    return any(st.query_params.get(name, ALL) != ALL for name in names)


def pick_or_all(
    name: str,
    label: str,
    codes: Sequence[str],
    text: object,
    everything: str,
    default: str = ALL,
) -> str:
    """One picker that also offers all; "" when all is chosen."""
    say = text if callable(text) else str
    chosen = pick(
        name,
        label,
        [ALL, *codes],
        lambda code: everything if code == ALL else str(say(code)),
        default,
    )
    return "" if chosen == ALL else chosen


def _condition(code: str) -> str:
    return t(_CONDITIONS[Condition(code)])


def tier_label(code: str) -> str:
    """A tier as it is spoken of."""
    return t("Tier {tier}", tier=int(code))
