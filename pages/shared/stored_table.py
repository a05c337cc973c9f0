"""The stored assessments as a table, a page at a time; choosing a row opens it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from math import isnan
from zlib import crc32

import pandas as pd
import streamlit as st

from pages.shared.choosing import keep_code
from pages.shared.downloads import offer_csv_of
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.words import language, t
from zi_analytics.analysis.sentences import reached_text
from zi_analytics.analysis.stored import age_in_days
from zi_analytics.language.numbers import decimal, percent

ROWS = 100
"""Rows on one page: what a person can see."""
CHOSEN = "row"
_SEPARATOR = "~"


def show_stored(frame: pd.DataFrame, names: Mapping[str, str]) -> None:
    """The table of ``frame``, a page at a time; the chosen row is kept in the address.

    ``names`` are the names of units by code.
    """
    pages = -(-len(frame) // ROWS)
    page = st.pagination(pages, key=f"stored-page-{pages}") if pages > 1 else 1
    part = frame.iloc[(page - 1) * ROWS : page * ROWS]
    codes = _row_codes(part)
    key = f"stored-{page}-{crc32(repr(codes).encode()):x}"
    shown = _words(part, names)
    shown[t("Score")] = [_padded(total) for total in part["total"].tolist()]
    st.dataframe(
        shown,
        hide_index=True,
        key=key,
        on_select=lambda: _take(key, codes),
        selection_mode="single-row",
        height=min(38 + 35 * len(codes), 460),
        column_config={
            t("Unit"): st.column_config.TextColumn(width=250),
            t("Score"): st.column_config.TextColumn(alignment="right"),
            t("Predicate"): st.column_config.TextColumn(width=140),
            t("Answered"): st.column_config.TextColumn(alignment="right"),
            t("With evidence"): st.column_config.TextColumn(alignment="right"),
        },
        alt=t("The stored assessments with score, predicate and completeness"),
    )


def offer_whole(frame: pd.DataFrame, names: Mapping[str, str]) -> None:
    """A button for the whole table, not only the page of it that is shown."""
    offer_csv_of(t("Download the whole table (CSV)"), "penilaian", frame, _words, names)


def _row_codes(frame: pd.DataFrame) -> list[str]:
    columns = (frame[name].tolist() for name in ("unit", "period", "assessor"))
    return [_SEPARATOR.join(place) for place in zip(*columns, strict=True)]


def _words(frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    said = {
        pair: reached_text([pair[0]] if pair[0] else [], [pair[1]] if pair[1] else [], language())
        for pair in set(zip(frame["reached"], frame["undecided"], strict=True))
        if any(pair)
    }
    reached = [
        said.get(pair, f"✕ {t('not yet')}")
        for pair in zip(frame["reached"], frame["undecided"], strict=True)
    ]
    periods = {code: period_label(code) for code in set(frame["period"])}
    assessors = {code: assessor_label(code) for code in set(frame["assessor"])}
    example = t("(example)")
    return pd.DataFrame(
        {
            t("Unit"): frame["unit_name"].where(
                ~frame["is_example"], frame["unit_name"] + f" {example}"
            ),
            t("Period"): frame["period"].map(periods),
            t("Assessor"): frame["assessor"].map(assessors),
            t("Score"): frame["total"].astype(float),
            t("Predicate"): reached,
            t("Answered"): [
                f"{answered}/{questions}"
                for answered, questions in zip(
                    frame["answered"].tolist(), frame["questions"].tolist(), strict=True
                )
            ],
            t("With evidence"): _percents(frame["evidenced"]),
            t("Age (days)"): age_in_days(frame, datetime.now(UTC)).astype(int),
            t("Revision"): frame["revision"].astype(int),
            t("Kind"): frame["kind"],
            t("Below"): frame["parent"].map(names).fillna(""),
        }
    )


def _padded(total: float) -> str:
    """A score as text that sorts like its number when the browser sorts the column."""
    return "–" if isnan(total) else decimal(total, language()).rjust(6)


def _percents(shares: pd.Series) -> pd.Series:
    text = {share: percent(share, language()) for share in set(shares.dropna())}
    return shares.map(text).fillna("–")


def _take(key: str, codes: list[str]) -> None:
    rows = st.session_state[key].selection.rows
    if rows and rows[0] < len(codes):
        keep_code(CHOSEN, codes[rows[0]])
    else:
        forget_row()


def forget_row() -> None:
    """Close the opened row."""
    st.query_params.pop(CHOSEN, None)
    st.session_state.pop(f"kept-{CHOSEN}", None)


def chosen_row(stored: pd.DataFrame) -> tuple[str, str, str] | None:
    """Unit, period and assessor of the opened row; None when none is open or it is gone."""
    said = st.query_params.get(CHOSEN, "")
    # A unit's code is free and may hold the separator; the other two cannot.
    parts = said.rsplit(_SEPARATOR, 2)
    if len(parts) != 3:
        return None
    unit, period, assessor = parts
    found = (
        (stored["unit"] == unit) & (stored["period"] == period) & (stored["assessor"] == assessor)
    )
    return (unit, period, assessor) if found.any() else None
