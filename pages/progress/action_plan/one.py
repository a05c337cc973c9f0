"""The plan of one unit: how far it is, what it leads to, and every action in order."""

from collections.abc import Sequence
from datetime import date
from zlib import crc32

import streamlit as st

from pages.progress.action_plan.action import OPENED, form_of, show_action, show_withdrawn
from pages.progress.action_plan.exchange import show_exchange
from pages.progress.action_plan.form import offer_new
from pages.progress.action_plan.loading import Plan, plan_of
from pages.shared.choosing import chosen_code, keep_code
from pages.shared.colours import colours
from pages.shared.figures import show_picture, table_height
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.meanwhile import let_go
from pages.shared.stored_choice import pick_or_all
from pages.shared.words import language, n, t
from zi_analytics.analysis.plan import (
    Planned,
    burn_down,
    in_order,
    least_needed,
    outlook,
    progress,
    reached,
)
from zi_analytics.analysis.plan_text import (
    STATES,
    agreement_short,
    groups,
    outlook_text,
    people,
    plan_headline,
    state_text,
)
from zi_analytics.charts.plan import burn_down_picture
from zi_analytics.instrument import Instrument
from zi_analytics.language.numbers import date_text, decimal
from zi_analytics.programme.actions import State

ROWS = 25
OVERDUE, OPEN, UNSEEN = "overdue", "open", "unseen"


def show_one(unit: str) -> None:
    """Everything of the plan of ``unit``."""
    plan, today = plan_of(unit), date.today()
    found = progress([*plan.actions], today)
    st.header(literal(plan_headline(found, language())), anchor=False)
    show_findings(plan.findings, "plan-unreadable")
    _show_outlook(plan, today)
    _show_burn_down(plan, today)
    if plan.actions:
        _ask_for_proof(plan)
        _show_table(plan, today)
    else:
        st.markdown(
            t(
                "Add what is to be done below, or take over a list from Excel. The answers that "
                "are worth most stand on the pages Overview and Weak areas."
            )
        )
    offer_new(plan)
    show_exchange(plan, today)
    show_withdrawn(plan)


def _show_outlook(plan: Plan, today: date) -> None:
    """What the newest worksheet lacks, and whether the plan is enough for it."""
    assessed = plan.assessed
    if assessed is None:
        st.markdown(
            t("No worksheet of this unit is stored yet, so the gap to the predicate is unknown.")
        )
        return
    if assessed.next is None or not plan.actions:
        return
    said = outlook_text(
        assessed,
        outlook(assessed, plan.actions),
        reached(assessed, plan.actions, assessed.next.predicate),
        least_needed(assessed, assessed.next),
        today,
        language(),
    )
    st.markdown(literal(said))


def _show_burn_down(plan: Plan, today: date) -> None:
    found = burn_down(plan.actions, today)
    if found is None:
        return
    on_way = None
    assessed = plan.assessed
    if assessed is not None and assessed.next is not None:
        on_way = reached(assessed, plan.actions, assessed.next.predicate)
    st.subheader(
        literal(
            t(
                "{open} of {points} planned points are still open",
                open=decimal(found.done[-1][1], language()),
                points=decimal(found.planned[0][1], language()),
            )
        ),
        anchor=False,
    )
    picture = burn_down_picture(found, on_way, today, language(), colours())
    show_picture(picture, "plan-burn-down")
    st.caption(
        t(
            "Dashed: as planned by the due dates. Solid: what is done until today. Dotted, where "
            "the plan is enough: from there on every limit of the predicate is met."
        )
    )


def _ask_for_proof(plan: Plan) -> None:
    """What is done but not in the newest worksheet: to be answered and proven there."""
    waiting = plan.unconfirmed
    if waiting:
        st.markdown(
            n(
                "{number} action is done, but the newest worksheet does not agree yet: enter the "
                "new answer and its evidence there and upload it.",
                "{number} actions are done, but the newest worksheet does not agree yet: enter the "
                "new answers and their evidence there and upload it.",
                len(waiting),
            )
        )


def _show_table(plan: Plan, today: date) -> None:
    """The filters and the actions that they leave in; choosing a row opens it below."""
    shown = _choose(plan, today)
    st.subheader(n("{number} action", "{number} actions", len(shown)), anchor=False, help=None)
    if not shown:
        st.markdown(t("No action fits these filters."))
        return
    st.caption(t("Overdue first. Pick a row to look at an action or change it."))
    pages = -(-len(shown) // ROWS)
    page = st.pagination(pages, key=f"plan-page-{pages}") if pages > 1 else 1
    part = shown[(page - 1) * ROWS : page * ROWS]
    numbers = [one.item.number for one in part]
    key = f"plan-{page}-{crc32(repr(numbers).encode()):x}"

    def take() -> None:
        rows = st.session_state[key].selection.rows
        if rows and rows[0] < len(numbers):
            let_go(form_of(numbers[rows[0]]))
            keep_code(OPENED, str(numbers[rows[0]]))

    columns = table_columns(part, plan, today)
    st.dataframe(
        columns,
        hide_index=True,
        key=key,
        on_select=take,
        selection_mode="single-row",
        height=table_height(len(part), 460),
        column_config={
            t("Action"): st.column_config.TextColumn(width=236, pinned=True),
            t("State"): st.column_config.TextColumn(width=112),
            t("Due"): st.column_config.TextColumn(width=130),
            t("Person"): st.column_config.TextColumn(width=126),
            t("Working group"): st.column_config.TextColumn(width=104),
            t("Points"): st.column_config.TextColumn(width=54, alignment="right"),
            t("Question"): st.column_config.TextColumn(width=84),
            t("Newest worksheet"): st.column_config.TextColumn(width=90),
        },
        alt=t("The actions of the plan, overdue first"),
    )
    every = {str(one.item.number): one for one in plan.actions}
    opened = chosen_code(OPENED, list(every), "")
    if opened:
        show_action(plan, every[opened], today)


def _choose(plan: Plan, today: date) -> list[Planned]:
    actions = [one.value for one in plan.actions]
    places = st.columns(3)
    words = {
        OVERDUE: t("overdue"),
        OPEN: t("still open"),
        UNSEEN: t("done, not in the newest worksheet"),
        **{state.value: t(STATES[state][1]) for state in State},
    }
    with places[0]:
        state = pick_or_all(
            "plan-state", t("State"), list(words), words.__getitem__, t("All states")
        )
    with places[1]:
        group = pick_or_all(
            "group", t("Working group"), groups(actions), str, t("All working groups")
        )
    with places[2]:
        person = pick_or_all("person", t("Person"), people(actions), str, t("Everybody"))

    def fits(one: Planned) -> bool:
        action = one.value
        if state == OVERDUE and not action.is_overdue(today):
            return False
        if state == OPEN and not action.state.is_open:
            return False
        if state == UNSEEN and one.item.number not in plan.unconfirmed:
            return False
        if state not in ("", OVERDUE, OPEN, UNSEEN) and action.state.value != state:
            return False
        return group in ("", action.group) and person in ("", action.person)

    return in_order(filter(fits, plan.actions), today)


def table_columns(part: Sequence[Planned], plan: Plan, today: date) -> dict[str, list[str]]:
    """The actions as the table shows them."""
    instrument = None if plan.assessed is None else plan.assessed.instrument
    actions = [one.value for one in part]
    return {
        t("Action"): [action.what for action in actions],
        t("State"): [state_text(action, today, language()) for action in actions],
        t("Due"): [_day(action.due) for action in actions],
        t("Person"): [action.person or "–" for action in actions],
        t("Working group"): [action.group or "–" for action in actions],
        t("Points"): [
            "–" if action.points is None else decimal(action.points, language())
            for action in actions
        ],
        t("Question"): [question_text(instrument, action.question) for action in actions],
        t("Newest worksheet"): [
            agreement_short(plan.agreements.get(one.item.number), language()) for one in part
        ],
    }


def question_text(instrument: Instrument | None, code: str) -> str:
    """Code and label of a question; the code alone where the worksheet has no such question."""
    node = None if instrument is None else instrument.node.get(code)
    return code or "–" if node is None else f"{code} {node.label.say(language())}"


def _day(day: date | None) -> str:
    return "–" if day is None else date_text(day, language())
