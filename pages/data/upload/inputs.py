"""Unit, period and assessor of an uploaded file: proposed, and corrected in place."""

from datetime import date
from typing import Any

import streamlit as st

from pages.data.upload.state import change_line
from pages.shared import loading
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.words import t
from zi_analytics.importing import Change, Planned

FIRST_YEAR = 2014
QUARTERS = ("B12", "B09", "B06", "B03")
LONGEST_NAME = 120


def periods(*also: str) -> list[str]:
    """The periods to choose from, the newest first; ``also`` are those that files propose."""
    newest = date.today().year + 1
    codes = [
        code
        for year in range(newest, FIRST_YEAR - 1, -1)
        for code in (str(year), *(f"{year}-{quarter}" for quarter in QUARTERS))
    ]
    return [*sorted(set(filter(None, also)) - set(codes)), *codes]


def show_inputs(one: Planned) -> None:
    """The three inputs and the tick, in one row."""
    line, target = one.line, one.target
    unit, period, assessor, take = st.columns([4, 3, 2, 2], vertical_alignment="bottom")
    with unit:
        key = _hold(line.key, "unit", target.unit)
        st.text_input(
            t("Unit"),
            key=key,
            max_chars=LONGEST_NAME,
            placeholder=t("Name of the unit"),
            on_change=_take_over,
            args=(line.key, "unit"),
        )
    with period:
        key = _hold(line.key, "period", target.period or None)
        st.selectbox(
            t("Period"),
            periods(line.period, target.period),
            format_func=period_label,
            key=key,
            index=None,
            placeholder=t("Choose the period"),
            on_change=_take_over,
            args=(line.key, "period"),
        )
    with assessor:
        if line.is_single:
            key = _hold(line.key, "assessor", target.assessor)
            st.selectbox(
                t("Assessor"),
                loading.ASSESSORS,
                format_func=assessor_label,
                key=key,
                on_change=_take_over,
                args=(line.key, "assessor"),
            )
        else:
            said = ", ".join(assessor_label(column.assessor) for column in line.columns)
            st.markdown(f":gray[{literal(t('Assessor'))}]  \n{literal(said)}")
    with take:
        key = _hold(line.key, "take", one.take)
        st.checkbox(t("Store it"), key=key, on_change=_take_over, args=(line.key, "take"))


def _hold(line: str, field: str, value: object) -> str:
    """Give a widget its value, which is remembered elsewhere; gives back the widget's key."""
    key = f"{field}-{line}"
    st.session_state[key] = value
    return key


def _take_over(line: str, field: str) -> None:
    value = st.session_state[f"{field}-{line}"]
    said: dict[str, Any] = {field: "" if value is None else value}
    change_line(line, Change(**said))
