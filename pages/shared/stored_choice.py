"""Choosing which assessments to look at: a row of pickers whose choice stands in the address."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.shared import loading
from pages.shared.choosing import pick
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.words import t
from zi_analytics.analysis.stored import Choice, Condition, Order, below
from zi_analytics.language.wording import msg
from zi_analytics.store.names import period_order

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


def choose_period(stored: pd.DataFrame) -> str:
    """The chosen period, "" for all."""
    codes = sorted(set(stored["period"]), key=period_order, reverse=True)
    newest = codes[0] if codes else ALL
    return _pick("period", t("Period"), codes, period_label, t("All periods"), newest)


def choose_rows(stored: pd.DataFrame, units: pd.DataFrame) -> Choice:
    """The pickers; what they leave in."""
    first = st.columns([3, 2, 2, 2])
    second = st.columns([3, 2, 2, 2])
    with first[0]:
        period = choose_period(stored)
    with first[1]:
        assessor = _pick(
            "assessor",
            t("Assessor"),
            [code for code in loading.ASSESSORS if (stored["assessor"] == code).any()],
            assessor_label,
            t("All assessors"),
        )
    with first[2]:
        kinds = sorted({kind for kind in units["kind"] if kind})
        kind = _pick("kind", t("Kind"), kinds, str, t("All kinds"))
    with first[3]:
        tiers = [str(tier) for tier in sorted(set(units["tier"]))]
        tier = _pick("tier", t("Tier"), tiers, _tier_label, t("All tiers"))
    with second[0]:
        parents = units[units["code"].isin(units["parent"].dropna())]
        names = dict(zip(parents["code"], parents["name"], strict=True))
        under = _pick("under", t("Below"), list(names), names.__getitem__, t("All units"))
    with second[1]:
        condition = _pick("state", t("State"), list(_CONDITIONS), _condition, t("All states"))
    with second[2]:
        text = st.text_input(t("Name contains"), key="stored-text", max_chars=80)
    return Choice(
        period=period,
        assessor=assessor,
        kind=kind,
        tier=int(tier) if tier else None,
        units=frozenset(below(units, under)) if under else None,
        condition=Condition(condition) if condition else None,
        text=text.strip(),
    )


def choose_order() -> Order:
    """By what the table is sorted."""
    return Order(
        pick(
            "order",
            t("Sorted by"),
            [order.value for order in Order],
            lambda code: t(_ORDERS[Order(code)]),
            Order.UNIT.value,
        )
    )


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
