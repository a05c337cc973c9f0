"""Who has not handed in for a period."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from pages.shared.downloads import offer_table
from pages.shared.page_texts import period_label
from pages.shared.words import n, t

ROWS = 100


def show_missing(missing: pd.DataFrame, period: str, names: Mapping[str, str]) -> None:
    """The units that are waited for in ``period``; ``names`` are units by code."""
    if missing.empty:
        done = t("Every active unit has handed in for {period}.", period=period_label(period))
        st.markdown(f"**✓ {done}**")
        return
    st.markdown(
        n(
            "{number} active unit has nothing stored for {period}.",
            "{number} active units have nothing stored for {period}.",
            len(missing),
            period=period_label(period),
        )
    )
    table = pd.DataFrame(
        {
            t("Unit"): missing["name"],
            t("Kind"): missing["kind"],
            t("Below"): missing["parent"].map(names).fillna(""),
            t("Handed in last"): [
                "–" if pd.isna(last) else period_label(last) for last in missing["last_period"]
            ],
        }
    )
    pages = -(-len(table) // ROWS)
    page = st.pagination(pages, key=f"missing-page-{pages}") if pages > 1 else 1
    st.dataframe(
        table.iloc[(page - 1) * ROWS : page * ROWS],
        hide_index=True,
        key="missing",
        alt=t("The units that have not handed in"),
    )
    offer_table(
        t("Download the whole table"),
        f"belum-menyerahkan-{period}",
        list(table.columns),
        table.to_numpy().tolist(),
    )
