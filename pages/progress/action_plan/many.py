"""The plans of all units: how many actions are overdue where, and who has no plan."""

from datetime import date

import pandas as pd
import streamlit as st

from pages.progress.action_plan.loading import all_rows
from pages.shared import loading
from pages.shared.choosing import keep_code, type_text
from pages.shared.downloads import Cell, offer_long_table
from pages.shared.figures import table_height
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.page_texts import unit_label
from pages.shared.words import language, t
from zi_analytics.analysis.plan import Planned
from zi_analytics.analysis.plan_text import STATES, plans_headline
from zi_analytics.analysis.plans import by_unit
from zi_analytics.language.numbers import date_text, decimal, whole
from zi_analytics.language.wording import msg
from zi_analytics.programme.actions import load_actions

ROWS = 25


def show_all() -> None:
    """The sentence, then one row a unit that has a plan."""
    units, today = loading.units(), date.today()
    actions, unreadable = all_rows()
    rows = by_unit(actions, today)
    names = loading.unit_names()
    rows = rows[rows["unit"].isin(names)]
    active = set(units.loc[units["is_active"], "code"])
    without = len(active - set(rows["unit"]))
    st.header(literal(plans_headline(rows, without, language())), anchor=False)
    show_findings(unreadable, "plans-unreadable")
    if rows.empty:
        st.markdown(t("Choose a unit above and add what is to be done."))
        return
    with st.columns([3, 4])[0]:
        text = type_text("name", t("Name contains"))
    said = rows["unit"].map(names)
    found = rows[said.str.contains(text, case=False, regex=False)] if text else rows
    if found.empty:
        st.markdown(t("No unit with a plan has this in its name."))
        return
    st.caption(t("The most overdue first. Pick a row to open that unit's plan."))
    pages = -(-len(found) // ROWS)
    page = st.pagination(pages, key=f"plans-page-{pages}") if pages > 1 else 1
    part = found.iloc[(page - 1) * ROWS : page * ROWS]
    codes = part["unit"].tolist()
    key = f"plans-{page}"

    def take() -> None:
        picked = st.session_state[key].selection.rows
        if picked and picked[0] < len(codes):
            keep_code("unit", codes[picked[0]])
            keep_code("view", "one")

    st.dataframe(
        {
            t("Unit"): [unit_label(code) for code in codes],
            t("Overdue"): [_late(int(number)) for number in part["overdue"]],
            t("Still open"): [whole(int(number), language()) for number in part["open"]],
            t("Done"): [
                t("{done} of {number}", done=int(done), number=int(number))
                for done, number in zip(part["done"], part["actions"], strict=True)
            ],
            t("Points closed"): [
                t(
                    "{done} of {points} points",
                    done=decimal(done, language()),
                    points=decimal(points, language()),
                )
                for done, points in zip(part["points_done"], part["points"], strict=True)
            ],
            t("Next due date"): [_day(day) for day in part["next_due"]],
        },
        hide_index=True,
        key=key,
        on_select=take,
        selection_mode="single-row",
        height=table_height(len(codes), 460),
        column_config={
            t("Unit"): st.column_config.TextColumn(width=260, pinned=True),
            t("Points closed"): st.column_config.TextColumn(alignment="right"),
        },
        alt=t("The units with a plan, the most overdue first"),
    )
    offer_long_table(
        t("Download the units"),
        "rencana-unit",
        list(_words(found.iloc[:0])),
        lambda: zip(*_words(found).values(), strict=True),
    )
    _offer_actions(found)


def _offer_actions(found: pd.DataFrame) -> None:
    """Every action of the units in the table, made when it is asked for."""
    units = frozenset(found["unit"])
    header = [t("Unit"), t("Code"), t("Number"), *(t(title) for title in _ACTION)]
    offer_long_table(
        t("Download every action"),
        "rencana-aksi",
        header,
        lambda: (
            _action_row(one) for one in load_actions(loading.store()) if one.item.unit in units
        ),
    )


_ACTION = (
    msg("Action"),
    msg("Question"),
    msg("Points"),
    msg("Working group"),
    msg("Person"),
    msg("Due"),
    msg("State"),
    msg("Done on"),
    msg("Evidence"),
    msg("Remarks"),
)


def _action_row(one: Planned) -> list[Cell]:
    action = one.value
    return [
        loading.unit_names().get(one.item.unit, ""),
        one.item.unit,
        one.item.number,
        action.what,
        action.question,
        action.points,
        action.group,
        action.person,
        "" if action.due is None else date_text(action.due, language()),
        t(STATES[action.state][1]),
        "" if action.finished is None else date_text(action.finished, language()),
        action.evidence,
        action.remarks,
    ]


def _words(rows: pd.DataFrame) -> dict[str, list[Cell]]:
    names = loading.unit_names()
    return {
        t("Unit"): [names[code] for code in rows["unit"]],
        t("Code"): rows["unit"].tolist(),
        t("Actions"): rows["actions"].tolist(),
        t("Overdue"): rows["overdue"].tolist(),
        t("Still open"): rows["open"].tolist(),
        t("Done"): rows["done"].tolist(),
        t("Planned points"): rows["points"].tolist(),
        t("Points closed"): rows["points_done"].tolist(),
        t("Next due date"): [_day(day) for day in rows["next_due"]],
    }


def _late(number: int) -> str:
    return f"✕ {whole(number, language())}" if number else "–"


def _day(day: pd.Timestamp) -> str:
    return "–" if pd.isna(day) else date_text(day.date(), language())
