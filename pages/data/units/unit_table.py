"""The units as a table; choosing a row opens it."""

from collections.abc import Mapping
from zlib import crc32

import pandas as pd
import streamlit as st

from pages.shared.choosing import keep_code
from pages.shared.figures import table_height
from pages.shared.page_texts import period_label
from pages.shared.words import t

ROWS = 100
CHOSEN = "unit"


def show_units(units: pd.DataFrame, names: Mapping[str, str]) -> None:
    """The table of ``units``; ``names`` are all units by code."""
    pages = -(-len(units) // ROWS)
    page = st.pagination(pages, key=f"units-page-{pages}") if pages > 1 else 1
    part = units.iloc[(page - 1) * ROWS : page * ROWS]
    codes = list(part["code"])
    key = f"units-{page}-{crc32(repr(codes).encode()):x}"
    st.dataframe(
        pd.DataFrame(
            {
                t("Unit"): part["name"].to_numpy(),
                t("Code"): codes,
                t("Kind"): part["kind"].to_numpy(),
                t("Tier"): part["tier"].to_numpy(),
                t("Parent unit"): part["parent"].map(names).fillna("").to_numpy(),
                t("Active"): [t("yes") if active else t("no") for active in part["is_active"]],
                t("Assessments"): part["assessments"].to_numpy(),
                t("Handed in last"): [
                    "–" if pd.isna(last) else period_label(last) for last in part["last_period"]
                ],
                t("Other names"): ["; ".join(others) for others in part["aliases"]],
            }
        ),
        hide_index=True,
        key=key,
        on_select=lambda: _take(key, codes),
        selection_mode="single-row",
        height=table_height(len(codes), 460),
        column_config={t("Unit"): st.column_config.TextColumn(width=250)},
        alt=t("The units with kind, tier and parent"),
    )


def _take(key: str, codes: list[str]) -> None:
    rows = st.session_state[key].selection.rows
    if rows and rows[0] < len(codes):
        keep_code(CHOSEN, codes[rows[0]])
