"""The stored assessments as a table, a page at a time; choosing a row opens it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from math import isnan
from zlib import crc32

import pandas as pd
import streamlit as st

from pages.shared.choosing import keep_code
from pages.shared.downloads import Cell, offer_long_table
from pages.shared.figures import table_height
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.words import language, t
from zi_analytics.analysis.sentences import reached_text
from zi_analytics.analysis.stored import age_in_days
from zi_analytics.language.numbers import decimal, percent

ROWS = 100
"""Rows on one page: what a person can see."""
CHOSEN = "row"
_SEPARATOR = "~"
_SHOWN = [
    *("unit_name", "is_example", "period", "assessor", "total", "reached", "undecided"),
    *("answered", "questions", "evidenced", "revision", "kind", "parent"),
]


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
    spoken = language()
    shown[t("Score")] = [_padded(total, spoken) for total in part["total"].tolist()]
    st.dataframe(
        shown,
        hide_index=True,
        key=key,
        on_select=lambda: _take(key, codes),
        selection_mode="single-row",
        height=table_height(len(codes), 460),
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
    offer_long_table(
        t("Download the whole table"),
        "penilaian",
        list(_words(frame.iloc[:0], names)),
        lambda: zip(*_words(frame, names).values(), strict=True),
    )


def _row_codes(frame: pd.DataFrame) -> list[str]:
    columns = (frame[name].tolist() for name in ("unit", "period", "assessor"))
    return [_SEPARATOR.join(place) for place in zip(*columns, strict=True)]


def _words(frame: pd.DataFrame, names: Mapping[str, str]) -> dict[str, list[Cell]]:
    """What is shown of ``frame``. Plain lists: a hundred rows cost a column's overhead each."""
    column = {name: frame[name].tolist() for name in frame.columns.intersection(_SHOWN)}
    spoken, example, none = language(), t("(example)"), f"✕ {t('not yet')}"
    periods = {code: period_label(code) for code in set(column["period"])}
    assessors = {code: assessor_label(code) for code in set(column["assessor"])}
    pairs = list(zip(column["reached"], column["undecided"], strict=True))
    said = {pair: _reached(*pair) if any(pair) else none for pair in set(pairs)}
    counts = zip(column["answered"], column["questions"], strict=True)
    units = zip(column["unit_name"], column["is_example"], strict=True)
    return {
        t("Unit"): [f"{name} {example}" if marked else name for name, marked in units],
        t("Period"): [periods[code] for code in column["period"]],
        t("Assessor"): [assessors[code] for code in column["assessor"]],
        t("Score"): column["total"],
        t("Predicate"): [said[pair] for pair in pairs],
        t("Answered"): [f"{answered}/{questions}" for answered, questions in counts],
        t("With evidence"): [
            "–" if isnan(share) else percent(share, spoken) for share in column["evidenced"]
        ],
        t("Age (days)"): age_in_days(frame, datetime.now(UTC)).tolist(),
        t("Revision"): column["revision"],
        t("Kind"): column["kind"],
        t("Below"): [names.get(parent, "") for parent in column["parent"]],
    }


def _reached(passed: str, undecided: str) -> str:
    return reached_text([passed] if passed else [], [undecided] if undecided else [], language())


def _padded(total: float, spoken: str) -> str:
    """A score as text that sorts like its number when the browser sorts the column."""
    return "–" if isnan(total) else decimal(total, spoken).rjust(6)


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
