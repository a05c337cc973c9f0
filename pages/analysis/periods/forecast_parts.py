"""Readiness until the closing day: proven points over the periods, and where they go."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from pages.shared import loading
from pages.shared.colours import colours
from pages.shared.downloads import Cell, offer_table
from pages.shared.figures import show_picture, small_table
from pages.shared.kept import kept
from pages.shared.literal import literal
from pages.shared.page_texts import period_label
from pages.shared.words import language, n, t
from zi_analytics.analysis.evidence import shows_evidence
from zi_analytics.analysis.forecast import FEWEST, Pace, Ready, closing_day, pace, period_end
from zi_analytics.analysis.forecast_text import forecast_headline, how_text
from zi_analytics.analysis.periods import Moment, total_limits
from zi_analytics.charts.forecast import forecast_picture
from zi_analytics.instrument import Instrument
from zi_analytics.language.numbers import date_text, decimal
from zi_analytics.settings import StorePlace, store_place
from zi_analytics.store import StoreError

_NAME = "until"
_KEY = f"kept-{_NAME}"
_FURTHEST = 366
"""Days ahead of the last period: further no pace of a few periods carries."""


def readiness(unit: str, assessor: str, periods: tuple[str, ...]) -> tuple[Ready, ...]:
    """What is claimed and proven in each of the periods; one whose document is damaged is left
    out, the page of assessments names it."""
    return _readiness(store_place(), loading.revision(), unit, assessor, periods)


@kept(64)
def _readiness(
    place: StorePlace, revision: int, unit: str, assessor: str, periods: tuple[str, ...]
) -> tuple[Ready, ...]:
    found = []
    for period in periods:
        try:
            _, one = loading.assessed(unit, period, assessor)
        except StoreError:
            continue
        proven = one.proven["TOTAL"] if shows_evidence(one.reading) else None
        found.append(Ready(period, period_end(period), one.total, proven))
    return tuple(found)


def show_readiness(moments: Sequence[Moment], unit: str, assessor: str) -> None:
    """The section, for the periods that were made with the worksheet of the last one."""
    instrument = moments[-1].instrument
    alike = [one for one in moments if one.instrument.id == instrument.id]
    ready = readiness(unit, assessor, tuple(one.period for one in alike))
    if not ready:
        return
    place = st.container()
    with st.columns([1, 3])[0]:
        closing = _closing(instrument, ready[-1].day)
    known = [(one.day, one.proven) for one in ready if one.proven is not None]
    found = pace(known)
    limits = total_limits(instrument)
    with place:
        _show_answer(ready, found, closing, limits, len(known))
    st.caption(
        t(
            "● proven: answers with evidence beside them, ○ claimed; dashed: the pace, with its "
            "band."
        )
    )
    show_picture(forecast_picture(ready, found, closing, limits, language(), colours()), "forecast")
    if found is not None:
        with st.expander(t("How the forecast is made"), key="forecast-how"):
            st.markdown(literal(how_text(found, ready[-1].day, language())))
    others = len(moments) - len(alike)
    if others:
        st.caption(
            n(
                "{number} period was made with another worksheet and is left out here.",
                "{number} periods were made with another worksheet and are left out here.",
                others,
            )
        )
    _show_table(ready, found, closing)


def _closing(instrument: Instrument, last: date) -> date:
    """The day to look ahead to; the address keeps it."""
    usual = closing_day(instrument, last)
    first, furthest = last + timedelta(days=1), last + timedelta(days=_FURTHEST)
    chosen = usual
    for said in (st.query_params.get(_NAME), st.session_state.get(_KEY)):
        day = _day(said)
        if day is not None and first <= day <= furthest:
            chosen = day
            break
    key = f"pick-{_NAME}"
    st.session_state[key] = chosen
    st.date_input(
        t("Closing day"),
        key=key,
        min_value=first,
        max_value=furthest,
        format="DD/MM/YYYY",
        on_change=_keep,
        args=(key,),
        help=_help(instrument),
    )
    day = st.session_state[key] or usual
    _put(day)
    return day


def _help(instrument: Instrument) -> str:
    """What the usual day is, by which article, and how far one may look."""
    far = t("At most one year after the last period.")
    if instrument.closing is None:
        return far
    usual = f"{instrument.closing.note.say(language())} ({instrument.closing.article})."
    return literal(f"{usual} {far}")


def _day(said: object) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None


def _keep(key: str) -> None:
    day = st.session_state[key]
    if day is not None:
        _put(day)


def _put(day: date) -> None:
    st.session_state[_KEY] = day.isoformat()
    if st.query_params.get(_NAME) != day.isoformat():
        st.query_params[_NAME] = day.isoformat()


def _show_answer(
    ready: Sequence[Ready],
    found: Pace | None,
    closing: date,
    limits: Sequence[tuple[str, float]],
    number: int,
) -> None:
    if found is None:
        st.subheader(t("Readiness until the closing day"), anchor=False)
        st.markdown(
            n(
                "No forecast: {number} period with evidence is stored, a pace needs {fewest}. "
                "Upload further periods, with the evidence beside the answers.",
                "No forecast: {number} periods with evidence are stored, a pace needs {fewest}. "
                "Upload further periods, with the evidence beside the answers.",
                number,
                fewest=FEWEST,
            )
        )
        return
    proven = [one.proven for one in ready if one.proven is not None][-1]
    # The next one that the proven points do not reach; beyond all, the highest.
    open_ones = [pair for pair in limits if proven < pair[1]] or list(limits[-1:])
    code, limit = open_ones[0] if open_ones else ("", None)
    st.subheader(
        literal(forecast_headline(found.at(closing), code, limit, language())), anchor=False
    )


def _show_table(ready: Sequence[Ready], found: Pace | None, closing: date) -> None:
    header = [t("Period"), t("Day"), t("Claimed"), t("Proven"), t("Lower"), t("Upper")]
    table: list[tuple[Cell, ...]] = [
        (
            period_label(one.period),
            date_text(one.day, language()),
            one.claimed,
            one.proven,
            None,
            None,
        )
        for one in reversed(ready)
    ]
    if found is not None:
        at = found.at(closing)
        table.insert(
            0,
            (
                t("Forecast"),
                date_text(closing, language()),
                None,
                at.points,
                at.lower,
                at.upper,
            ),
        )
    label = t("Proven points as a table")
    with st.expander(label, key="table-forecast"):
        small_table(
            [
                {
                    name: literal(
                        decimal(cell, language()) if isinstance(cell, float) else cell or "–"
                    )
                    for name, cell in zip(header, line, strict=True)
                }
                for line in table
            ],
            label,
        )
        offer_table(t("Download the table"), "antar-periode-kesiapan", header, table)
