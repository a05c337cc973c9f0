"""The stored assessments as a table, a page at a time; choosing a row opens it."""

from datetime import UTC, datetime
from zlib import crc32

import pandas as pd
import streamlit as st

from pages.shared.choosing import keep_code
from pages.shared.downloads import offer_csv
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.words import language, t
from zi_analytics.analysis.stored import age_in_days
from zi_analytics.language.numbers import SEPARATORS, percent
from zi_analytics.language.wording import msg

ROWS = 100
"""Rows on one page: what a person can see."""
CHOSEN = "row"
_SEPARATOR = "~"
_NUMBERS = (msg("Score"), msg("Age (days)"), msg("Revision"))


def row_code(row: pd.Series) -> str:
    """What stands in the address for one assessment."""
    return _SEPARATOR.join((row["unit"], row["period"], row["assessor"]))


def show_stored(frame: pd.DataFrame, names: dict[str, str]) -> None:
    """The table of ``frame`` with its download; the chosen row is kept in the address.

    ``names`` are the names of units by code.
    """
    shown = _words(frame, names)
    pages = -(-len(frame) // ROWS)
    page = st.pagination(pages, key=f"stored-page-{pages}") if pages > 1 else 1
    part = slice((page - 1) * ROWS, page * ROWS)
    codes = [row_code(row) for _, row in frame.iloc[part].iterrows()]
    decimal, thousands = tuple(SEPARATORS[language()])
    styled = (
        shown.iloc[part]
        .reset_index(drop=True)
        .style.format(precision=2, decimal=decimal, thousands=thousands, na_rep="–")
        .format(precision=0, thousands=thousands, subset=[t(name) for name in _NUMBERS[1:]])
    )
    key = f"stored-{page}-{crc32(repr(codes).encode()):x}"
    st.dataframe(
        styled,
        hide_index=True,
        key=key,
        on_select=lambda: _take(key, codes),
        selection_mode="single-row",
        height=min(38 + 35 * len(codes), 460),
        column_config={t("Unit"): st.column_config.TextColumn(width="medium", pinned=True)},
        alt=t("The stored assessments with score, predicate and completeness"),
    )
    offer_csv(
        t("Download the whole table (CSV)"),
        "penilaian",
        list(shown.columns),
        shown.astype(object).where(shown.notna(), None).to_numpy().tolist(),
    )


def _words(frame: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    reached = {code: f"✓ {code}" for code in set(frame["reached"]) if code}
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
            t("Predicate"): frame["reached"].map(reached).fillna(f"✕ {t('not yet')}"),
            t("Answered"): _percents(frame["complete"]),
            t("With evidence"): _percents(frame["evidenced"]),
            t("Age (days)"): age_in_days(frame, datetime.now(UTC)).astype(int),
            t("Revision"): frame["revision"].astype(int),
            t("Kind"): frame["kind"],
            t("Below"): frame["parent"].map(names).fillna(""),
        }
    )


def _percents(shares: pd.Series) -> pd.Series:
    text = {share: percent(share, language()) for share in set(shares)}
    return shares.map(text)


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
    parts = tuple(said.split(_SEPARATOR))
    if len(parts) != 3:
        return None
    unit, period, assessor = parts
    found = (
        (stored["unit"] == unit) & (stored["period"] == period) & (stored["assessor"] == assessor)
    )
    return (unit, period, assessor) if found.any() else None
