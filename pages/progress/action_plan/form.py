"""The form of an action: a new one, or one that is changed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from math import nan

import streamlit as st

from pages.progress.action_plan.loading import Plan
from pages.shared import loading
from pages.shared.asking import attempt
from pages.shared.visitor import ask_name, is_named
from pages.shared.words import language, t
from zi_analytics.analysis.gains import Gain, gains
from zi_analytics.analysis.plan_text import STATES, groups
from zi_analytics.analysis.plan_worth import worth
from zi_analytics.language.numbers import decimal, signed
from zi_analytics.programme.actions import KIND, Action, Origin, State, to_document

ADD = "add"
"""Name in the address: a question that another page asks to plan for."""
_ROUND = "plan-new-round"
LONGEST = 2_000
_SHORT = 120
MOST = 100.0


def offer_new(plan: Plan) -> None:
    """The folded form for a new action; open when another page asked for it."""
    asked = st.query_params.get(ADD, "")
    number = st.session_state.setdefault(_ROUND, 0)
    with st.expander(t("Add an action"), expanded=bool(asked), key="plan-add"):
        blank = Action("", question=asked, origin=Origin.FINDING if asked else Origin.HAND)
        with st.form(f"plan-new-{number}", border=False):
            said = inputs(plan, blank, f"new-{number}")
            by = ask_name(f"by-new-{number}")
            pressed = st.form_submit_button(t("Add the action"), type="primary")
        if pressed and is_complete(said, by):
            attempt(lambda: _add(plan, said, by))


def _add(plan: Plan, action: Action, by: str) -> str:
    made = loading.store().dossier.add(
        KIND, plan.unit, to_document(worth(action, plan.assessed)), by=by
    )
    st.session_state[_ROUND] += 1
    st.query_params.pop(ADD, None)
    return t("Action number {number} was added.", number=made.number)


def is_complete(action: Action, by: str) -> bool:
    """Whether it says what is to be done and who says so; if not, that is shown."""
    if action.points is not None and not 0 <= action.points <= MOST:
        st.error(t("The points are a number from 0 to 100: nothing was stored."))
        return False
    if not action.what:
        st.error(t("Say what is to be done: nothing was stored."))
    return is_named(by) and bool(action.what)


def inputs(plan: Plan, action: Action, key: str) -> Action:
    """The inputs, filled with what ``action`` says; what they say, as an action."""
    what = st.text_area(
        t("What is to be done"), value=action.what, max_chars=LONGEST, key=f"what-{key}", height=80
    )
    question = _question(plan, action, key)
    first, second, third = st.columns(3), st.columns(3), st.columns(2)
    with first[0]:
        group = _group(plan, action, key)
    with first[1]:
        person = st.text_input(
            t("Person"), value=action.person, max_chars=_SHORT, key=f"person-{key}"
        )
    with first[2]:
        due = st.date_input(t("Due"), value=action.due, format="DD/MM/YYYY", key=f"due-{key}")
    with second[0]:
        codes = [state.value for state in State]
        state = st.selectbox(
            t("State"),
            codes,
            index=codes.index(action.state.value),
            format_func=lambda code: t(STATES[State(code)][1]),
            key=f"state-{key}",
        )
    with second[1]:
        finished = st.date_input(
            t("Done on"),
            value=action.finished,
            format="DD/MM/YYYY",
            key=f"finished-{key}",
            help=t("Left empty, it is today when the state is “done”."),
        )
    with second[2]:
        typed = st.text_input(
            t("Points it is worth"),
            value="" if action.points is None else decimal(action.points, language()),
            max_chars=12,
            key=f"points-{key}",
            help=t("Left empty, it is what the next better answer to the question brings."),
        )
    with third[0]:
        evidence = st.text_area(
            t("Evidence"),
            value=action.evidence,
            max_chars=LONGEST,
            key=f"evidence-{key}",
            height=80,
            help=t("A link or the name of the document, as it is to stand in the worksheet."),
        )
    with third[1]:
        remarks = st.text_area(
            t("Remarks"), value=action.remarks, max_chars=LONGEST, key=f"remarks-{key}", height=80
        )
    is_done = state == State.DONE.value
    return replace(
        action,
        what=what.strip(),
        question=question,
        points=_points(typed, action.points),
        group=group,
        person=person.strip(),
        due=due,
        state=State(state),
        finished=(finished or date.today()) if is_done else None,
        evidence=evidence.strip(),
        remarks=remarks.strip(),
    )


def _points(typed: str, before: float | None) -> float | None:
    """What was typed as points, None for nothing and NaN for no number.

    What is shown is rounded; left as it was, it stays what it is.
    """
    typed = typed.strip()
    if before is not None and typed == decimal(before, language()):
        return before
    try:
        return float(typed.replace(",", ".")) if typed else None
    except ValueError:
        return nan


def _question(plan: Plan, action: Action, key: str) -> str:
    labels = _questions(plan, action)
    codes = ["", *labels]
    found: str = st.selectbox(
        t("Question"),
        codes,
        index=codes.index(action.question) if action.question in codes else 0,
        format_func=lambda code: labels.get(code) or t("about no single question"),
        key=f"question-{key}",
        help=t("Those that bring the most points come first."),
    )
    return found


def _questions(plan: Plan, action: Action) -> Mapping[str, str]:
    """The questions of the newest worksheet, those that can still gain first; and the one of now,
    where the worksheet does not ask it."""
    labels: dict[str, str] = {}
    if plan.assessed is not None:
        for gain in gains(plan.assessed):
            labels[gain.question.code] = _gain_text(gain)
        for node in plan.assessed.instrument.questions:
            labels.setdefault(node.code, f"{node.code} {node.label.say(language())}")
    if action.question:
        labels.setdefault(action.question, action.question)
    return labels


def _gain_text(gain: Gain) -> str:
    points = t("{points} points", points=signed(gain.points, language()))
    return f"{gain.question.code} ({points}) {gain.question.label.say(language())}"


def _group(plan: Plan, action: Action, key: str) -> str:
    """A working group: those in use, the areas, or one that is typed."""
    areas = () if plan.assessed is None else plan.assessed.instrument.areas
    # What was typed stays a choice, also when others changed the plan meanwhile.
    typed = st.session_state.get(f"group-{key}") or ""
    offered = dict.fromkeys(
        [
            *(group for group in (action.group, typed) if group),
            *groups([one.value for one in plan.actions]),
            *(area.label.say(language()) for area in areas),
        ]
    )
    choices = ["", *offered]
    found = st.selectbox(
        t("Working group"),
        choices,
        index=choices.index(action.group),
        format_func=lambda group: group or t("not said"),
        accept_new_options=True,
        key=f"group-{key}",
    )
    return (found or "").strip()
