"""All units in one year: who has declared, who has taken which way, those furthest behind first."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from pages.progress.declaration.loading import programmes
from pages.progress.declaration.paper import offer_all_units
from pages.shared import loading
from pages.shared.choosing import keep_code
from pages.shared.downloads import offer_table
from pages.shared.words import language, n, t
from zi_analytics.analysis.declared import DeclaredState, WayState, furthest_behind
from zi_analytics.analysis.declared_text import declared_mark, signed_mark, way_text

ROWS = 50
"""Units on one page of the table; the file has all."""


def show_units(year: int) -> None:
    """The table of all active units with its download; a row leads to its unit."""
    units = loading.units()
    active = units[units["is_active"]]
    kept = programmes()
    states = {code: kept.of(code).state(year) for code in active["code"].astype(str).tolist()}
    names = loading.unit_names()
    order = furthest_behind(states, names)
    complete = sum(states[code].complete for code in order)
    st.markdown(
        n(
            "{complete} of {number} unit has everything in {year}",
            "{complete} of {number} units have everything in {year}",
            len(order),
            complete=complete,
            year=str(year),
        )
    )
    pages = -(-len(order) // ROWS)
    page = st.pagination(pages, key=f"declaration-page-{pages}") if pages > 1 else 1
    shown = order[(page - 1) * ROWS : page * ROWS]
    chosen = st.dataframe(
        pd.DataFrame([_row(names[code], states[code]) for code in shown]),
        hide_index=True,
        key=f"declaration-units-{page}",
        height=38 + 35 * len(shown),
        on_select="rerun",
        selection_mode="single-row",
        alt=t("Declaration and outreach of every unit, those furthest behind first"),
    )
    if chosen.selection.rows:
        keep_code("unit", shown[chosen.selection.rows[0]])
        st.switch_page(
            "pages/progress/declaration/page.py",
            query_params={
                "unit": shown[chosen.selection.rows[0]],
                "year": str(year),
                "lang": language(),
            },
        )
    st.caption(t("Choose a row to see the unit."))
    _offer(order, names, states, year)


def _row(name: str, state: DeclaredState) -> dict[str, str]:
    row = {
        t("Unit"): name,
        t("Declaration"): declared_mark(state, language()),
        t("Signed"): signed_mark(state),
    }
    row |= {f"({one.way.value})": _times(one) for one in state.ways}
    row[t("Missing")] = str(len(state.missing))
    return row


def _times(one: WayState) -> str:
    if not one.done:
        return "–"
    return f"✓ {one.times}" if one.proven == one.times else f"▲ {one.times}"


def _offer(
    order: list[str], names: Mapping[str, str], states: Mapping[str, DeclaredState], year: int
) -> None:
    any_state = next(iter(states.values()), None)
    ways = [] if any_state is None else [way_text(one.way, language()) for one in any_state.ways]
    header = [
        t("Unit"),
        t("Declaration"),
        t("Number of staff"),
        t("Of them signed"),
        *ways,
        t("Missing"),
    ]
    rows = []
    for code in order:
        state = states[code]
        declared = state.declaration
        day = None if declared is None else declared.day
        rows.append(
            (
                names[code],
                "" if day is None else day.isoformat(),
                None if declared is None else declared.staff,
                None if declared is None else declared.signed,
                *(one.times for one in state.ways),
                len(state.missing),
            )
        )
    offer_table(t("Download all units"), f"pencanangan-{year}", header, rows)
    offer_all_units(year)
