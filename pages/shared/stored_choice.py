"""Choosing which assessments to look at: a row of pickers whose choice stands in the address."""

from collections.abc import Sequence

import streamlit as st

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
        period = _pick(
            "period", t("Period"), facets.periods, period_label, t("All periods"), newest
        )
    with assessor_place:
        assessor = _pick("by", t("Assessor"), facets.assessors, assessor_label, t("All assessors"))
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
    with st.expander(t("More filters"), expanded=_is_narrowed()):
        under_place, kind_place, tier_place, state_place = st.columns([3, 2, 2, 2])
    with under_place:
        names = facets.parents
        under = _pick("under", t("Below"), list(names), names.__getitem__, t("All units"))
    with kind_place:
        kind = _pick("kind", t("Kind"), facets.kinds, str, t("All kinds"))
    with tier_place:
        tiers = [str(tier) for tier in facets.tiers]
        tier = _pick("tier", t("Tier"), tiers, _tier_label, t("All tiers"))
    with state_place:
        condition = _pick("state", t("State"), list(_CONDITIONS), _condition, t("All states"))
    choice = Choice(
        period=period,
        assessor=assessor,
        kind=kind,
        tier=int(tier) if tier else None,
        under=under,
        condition=Condition(condition) if condition else None,
        text=text.strip(),
    )
    return choice, Order(order)


def _is_narrowed() -> bool:
    """Whether one of the filters that are folded away has been set."""
    return any(st.query_params.get(name, ALL) != ALL for name in ("under", "kind", "tier", "state"))


def _pick(
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


def _tier_label(code: str) -> str:
    return t("Tier {tier}", tier=int(code))
