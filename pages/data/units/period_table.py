"""The periods in use, each with the worksheet and the limits of its time."""

import streamlit as st

from pages.shared import loading
from pages.shared.page_texts import period_label
from pages.shared.words import language, t
from zi_analytics import instrument as instruments
from zi_analytics.instrument import Instrument
from zi_analytics.language.numbers import short


def show_periods() -> None:
    """One row a period, the newest first."""
    frame = loading.store().periods()
    if frame.empty:
        st.markdown(t("No period yet: it comes with the first worksheet."))
        return
    st.caption(
        t("A period is judged by the worksheet that a unit handed in, and by that one's limits.")
    )
    frame = frame.iloc[::-1]
    st.dataframe(
        {
            t("Period"): [period_label(code) for code in frame["code"]],
            t("Year"): [str(year) for year in frame["year"]],
            t("Units"): frame["units"].to_numpy(),
            t("Assessments"): frame["assessments"].to_numpy(),
            t("Worksheets and limits"): [
                "; ".join(_limits(loading.instrument(id_)) for id_ in used)
                for used in frame["instruments"]
            ],
            t("In force by regulation"): [
                ", ".join(one.title.say(language()) for one in _in_force(year))
                for year in frame["year"]
            ],
        },
        hide_index=True,
        key="periods",
        alt=t("The periods with the worksheets and limits of their time"),
    )


def _limits(instrument: Instrument) -> str:
    """The worksheet with the total that each predicate asks for."""
    totals = [
        f"{predicate.code} {short(limit.minimum, language())}"
        for predicate in instrument.predicates
        for limit in predicate.limits
        if limit.code == "total"
    ]
    return f"{instrument.title.say(language())} ({', '.join(totals)})"


def _in_force(year: int) -> list[Instrument]:
    known = [loading.instrument(id_) for id_ in instruments.available()]
    return [
        one
        for one in known
        if one.first_year <= year and (one.last_year is None or year <= one.last_year)
    ]
