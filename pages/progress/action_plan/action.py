"""One action: what is known of it, its form, its history, and taking it back."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import streamlit as st

from pages.progress.action_plan.form import inputs, is_complete
from pages.progress.action_plan.loading import Plan
from pages.progress.action_plan.words import changes_of
from pages.shared import loading
from pages.shared.asking import attempt
from pages.shared.choosing import forget_codes
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.meanwhile import Opened, let_go, open_form, show_newer
from pages.shared.visitor import ask_name, is_named
from pages.shared.words import language, n, t
from zi_analytics.analysis.kept_plan import earlier_in
from zi_analytics.analysis.plan import Planned
from zi_analytics.analysis.plan_text import ORIGINS, agreement_text, state_text
from zi_analytics.analysis.plan_worth import worth
from zi_analytics.language.numbers import date_text
from zi_analytics.programme import documents
from zi_analytics.programme.actions import Action, from_document, to_document
from zi_analytics.store import StoreError

OPENED = "action"
ROWS = 10


def form_of(number: int) -> str:
    """The name of an action's form."""
    return f"action-{number}"


def show_action(plan: Plan, one: Planned, today: date) -> None:
    """The opened action."""
    action, number = one.value, one.item.number
    with st.container(border=True, key="plan-action"):
        st.markdown(f"#### {literal(action.what)}")
        st.markdown(literal(_facts(plan, one, today)))
        _link_question(plan, action)
        opened = open_form(form_of(number), one.item.version, "what-")
        with st.form(f"form-{opened.key}", border=False):
            said = inputs(plan, action, opened.key)
            by = ask_name(f"by-{opened.key}")
            pressed = st.form_submit_button(t("Save the changes"), type="primary")
        if pressed and is_complete(said, by):
            _save(plan, one, said, by, opened)
        elif opened.version != one.item.version:
            _show_conflict(one, opened)
        with st.container(horizontal=True):
            st.button(t("Close"), key=f"plan-close-{number}", on_click=_close)
            _offer_withdrawing(one)
        _show_history(one)


def _facts(plan: Plan, one: Planned, today: date) -> str:
    action = one.value
    said = [
        t("number {number}", number=one.item.number),
        state_text(action, today, language()),
        t(ORIGINS[action.origin]),
        agreement_text(plan.agreements.get(one.item.number), language()),
    ]
    return " · ".join(part for part in said if part)


def _link_question(plan: Plan, action: Action) -> None:
    """The way to the question, and what is asked of a done one at the next upload."""
    if plan.newest is None or not action.question:
        return
    document, assessed = plan.newest
    node = assessed.instrument.node.get(action.question)
    if node is None:
        return
    revision = document.revision
    st.page_link(
        "pages/analysis/weak_areas/page.py",
        label=literal(f"{node.code} {node.label.say(language())}"),
        icon=":material/quiz:",
        query_params={
            "unit": revision.unit,
            "period": revision.period,
            "assessor": revision.assessor,
            "node": node.code,
        },
    )


def _save(plan: Plan, one: Planned, said: Action, by: str, opened: Opened) -> None:
    """Store it, or say why not; what was typed stays."""
    kept = worth(said, plan.assessed, one.value)
    try:
        made = loading.store().dossier.change(
            one.item.number, to_document(kept), by=by, expected_version=opened.version
        )
    except StoreError as error:
        show_findings([error.finding], "plan-save")
        if error.code == "store-item-changed":
            _show_conflict(one, opened)
        return
    let_go(opened.form)
    unchanged = made.version == opened.version
    attempt(
        lambda: (
            t("Nothing was changed.")
            if unchanged
            else t("Action number {number} was changed.", number=made.number)
        )
    )


def _show_conflict(one: Planned, opened: Opened) -> None:
    """Somebody was quicker: what is different since the form was opened."""
    looked_at = earlier_in(loading.store())(one.item.number, opened.version) or one.value
    now = documents.load([loading.store().dossier.item(one.item.number)], from_document)
    for theirs in now:
        show_newer(opened, theirs.item, changes_of(looked_at, theirs.value))


def _close() -> None:
    forget_codes(OPENED)


def _offer_withdrawing(one: Planned) -> None:
    number = one.item.number
    with st.popover(t("Withdraw"), key=f"plan-withdraw-{number}"):
        with st.form(f"plan-withdraw-form-{number}", border=False):
            by = ask_name(f"by-withdraw-{number}")
            sure = st.form_submit_button(t("Withdraw the action"), type="primary")
        st.caption(t("It leaves the plan and stays in the history; it can be restored below."))
        if sure and is_named(by):
            attempt(partial(_withdraw, one, by))


def _withdraw(one: Planned, by: str) -> str:
    loading.store().dossier.withdraw(one.item.number, by=by, expected_version=one.item.version)
    forget_codes(OPENED)
    return t("Action number {number} was withdrawn.", number=one.item.number)


def _show_history(one: Planned) -> None:
    """Every version: who, when, and what was different from the one before."""
    folded = st.expander(
        n("History: {number} version", "History: {number} versions", one.item.version),
        key=f"plan-history-{one.item.number}",
        on_change="rerun",
    )
    if not folded.open:
        return
    with folded:
        versions = documents.load(loading.store().dossier.history(one.item.number), from_document)
        before: Planned | None = None
        for version in versions:
            item = version.item
            when = t(
                "{by}, {when}", by=item.by or "–", when=date_text(item.at.astimezone(), language())
            )
            lines = [f"**{item.version}** · :gray[{literal(when)}]"]
            lines += [f"- {literal(line)}" for line in _told(before, version)]
            st.markdown("\n".join(lines))
            before = version


def _told(before: Planned | None, version: Planned) -> Iterator[str]:
    if before is None:
        yield t("added: {what}", what=version.value.what)
        return
    if version.item.withdrawn != before.item.withdrawn:
        yield t("withdrawn") if version.item.withdrawn else t("restored")
    yield from changes_of(before.value, version.value)


def show_withdrawn(plan: Plan) -> None:
    """What was taken back, folded, each with a way to restore it."""
    if not plan.withdrawn:
        return
    label = n("{number} withdrawn action", "{number} withdrawn actions", len(plan.withdrawn))
    with st.expander(label, key="plan-withdrawn"):
        by = ask_name("by-restore")
        pages = -(-len(plan.withdrawn) // ROWS)
        page = st.pagination(pages, key=f"withdrawn-page-{pages}") if pages > 1 else 1
        for one in plan.withdrawn[(page - 1) * ROWS : page * ROWS]:
            text, button = st.columns([5, 2], vertical_alignment="center")
            with text:
                when = date_text(one.item.at.astimezone(), language())
                said = t("withdrawn by {by}, {when}", by=one.item.by or "–", when=when)
                st.markdown(f"{literal(one.value.what)}  \n:gray[{literal(said)}]")
            with button:
                pressed = st.button(
                    t("Restore"), key=f"plan-restore-{one.item.number}", disabled=not by
                )
            if pressed:
                attempt(partial(_restore, one, by))


def _restore(one: Planned, by: str) -> str:
    loading.store().dossier.restore(one.item.number, by=by, expected_version=one.item.version)
    return t("Action number {number} is in the plan again.", number=one.item.number)
