"""Scenarios: kept under a name, compared side by side, opened again, made into the plan."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from pages.progress.road.wishing import keep_fixing
from pages.shared import loading
from pages.shared.asking import ask, attempt
from pages.shared.assessment_choice import Chosen
from pages.shared.choosing import keep_code
from pages.shared.downloads import offer_table
from pages.shared.figures import small_table
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.visitor import ask_name, known_name
from pages.shared.words import language, n, t
from zi_analytics.analysis.road import Moved, Start, counts_of
from zi_analytics.analysis.road.scenario import (
    Tried,
    all_questions,
    answer_text,
    kept_scenario,
    plan_of,
    tried,
    wishes_of,
)
from zi_analytics.analysis.sentences import predicate_text
from zi_analytics.language.numbers import date_text, decimal
from zi_analytics.programme import actions, scenarios
from zi_analytics.programme.scenarios import Changed, load_scenarios
from zi_analytics.store import NewItem

LONGEST = 80
MOST = 4
_ROUND = "road-keep-round"


def offer_keeping(
    chosen: Chosen, begin: Start, changed: Mapping[str, Changed], total: float
) -> None:
    """A form that keeps what was moved under a name."""
    # Its name is empty again once it is kept: pressed twice, it does not keep the same twice.
    number = st.session_state.setdefault(_ROUND, 0)
    with st.form(f"road-keep-{number}", border=False):
        places = st.columns([3, 3, 2], vertical_alignment="bottom")
        with places[0]:
            name = st.text_input(
                t("Name of the scenario"), max_chars=LONGEST, key=f"road-keep-name-{number}"
            )
        with places[1]:
            by = ask_name("road-keep-by")
        with places[2]:
            keep = st.form_submit_button(t("Keep as a scenario"))
    if not keep:
        return
    if not name.strip() or not by:
        st.warning(t("A scenario needs its name and yours: nothing was stored."))
        return
    assessed = chosen.assessed
    scenario = kept_scenario(
        name.strip(), assessed.instrument, chosen.assessor, begin.wishes, changed, total
    )
    attempt(partial(_keep, chosen, scenarios.to_document(scenario), name.strip(), by))


def _keep(chosen: Chosen, document: dict[str, object], name: str, by: str) -> str:
    loading.store().dossier.add(scenarios.KIND, chosen.unit, document, by=by, period=chosen.period)
    st.session_state[_ROUND] += 1
    return t("Scenario {name} is kept.", name=name)


def show_scenarios(chosen: Chosen, begin: Start) -> None:
    """What was kept for this unit and period, against the answers of today."""
    loaded = load_scenarios(loading.store(), chosen.unit, chosen.period)
    show_findings(loaded.findings, "scenarios")
    if not loaded.kept:
        return
    instrument = begin.instrument
    counts = counts_of(instrument, chosen.assessed.reading)
    found = [tried(instrument, begin.values, counts, one) for one in loaded]
    st.subheader(n("{number} scenario", "{number} scenarios", len(found)), anchor=False)
    st.caption(t("Each is held against the answers of today: what has been reached counts."))
    small_table([_row(begin, one) for one in found], t("The scenarios that were kept"))
    usable = {one.kept.item.number: one for one in found if one.moved is not None}
    if len(usable) > 1:
        _compare(begin, list(usable.values()))
    if usable:
        _offer_doing(chosen, begin, usable)


def _row(begin: Start, one: Tried) -> dict[str, str]:
    item, scenario = one.kept.item, one.kept.value
    kept = scenario.total
    row = {
        t("Scenario"): literal(scenario.name),
        t("Total when kept"): "–" if kept is None else decimal(kept, language()),
        t("Total today with it"): "–",
        t("Rules"): t("of another worksheet"),
        t("Still open"): "–",
        t("Kept by"): literal(
            t("{by}, {when}", by=item.by, when=date_text(item.at.astimezone(), language()))
        ),
    }
    if one.moved is not None:
        row[t("Total today with it")] = decimal(one.moved.total, language())
        row[t("Rules")] = _rules(begin, scenario.target, one.moved)
        row[t("Still open")] = n("{number} question", "{number} questions", len(one.open))
    return row


def _rules(begin: Start, target: str, moved: Moved) -> str:
    missed = sum(not rule.met_after for rule in moved.rules)
    label = literal(predicate_text(begin.instrument, target, language()))
    if not missed:
        return f"✓ {label}"
    return f"✕ {label}: {n('{number} missed', '{number} missed', missed)}"


def _compare(begin: Start, found: Sequence[Tried]) -> None:
    """Up to four beside each other: their answers, their totals and what they miss."""
    labels = {one.kept.item.number: _label(one) for one in found}
    with st.expander(t("Compare scenarios side by side"), key="road-compare"):
        picked = st.multiselect(
            t("Scenarios"),
            list(labels),
            default=list(labels)[-MOST:],
            format_func=labels.__getitem__,
            max_selections=MOST,
            key="road-compared",
            placeholder=t("None"),
        )
        shown = [one for one in found if one.kept.item.number in picked]
        if not shown:
            return
        instrument = begin.instrument
        column = {question.code: i for i, question in enumerate(instrument.questions)}
        header = [t("Question"), t("Now"), *(labels[one.kept.item.number] for one in shown)]
        rows = []
        for code in all_questions(shown):
            question = instrument.node[code]
            raw = float(begin.values[column[code]])
            now = "–" if raw != raw else answer_text(instrument, question, raw, language())
            answers = (
                answer_text(instrument, question, one.moves[code], language())
                if code in one.moves
                else "·"
                for one in shown
            )
            rows.append((f"{code} {question.label.say(language())}", now, *answers))
        totals = (decimal(one.moved.total, language()) for one in shown if one.moved is not None)
        rows.append((t("Total"), decimal(float(begin.count.sum()), language()), *totals))
        said = (
            _rules(begin, one.kept.value.target, one.moved)
            for one in shown
            if one.moved is not None
        )
        rows.append((t("Rules"), "", *said))
        small_table(
            [dict(zip(header, [literal(cell) for cell in row], strict=True)) for row in rows],
            t("Scenarios side by side"),
        )
        offer_table(t("Download the table"), "skenario", header, rows)


def _offer_doing(chosen: Chosen, begin: Start, usable: Mapping[int, Tried]) -> None:
    """Open one again, make one the plan, take one away."""
    places = st.columns([4, 5], vertical_alignment="bottom")
    with places[0]:
        number = st.selectbox(
            t("Scenario"),
            list(usable),
            index=len(usable) - 1,
            format_func=lambda one: _label(usable[one]),
            key="road-scenario",
        )
    one = usable[number]
    with places[1], st.container(horizontal=True):
        st.button(t("Open its settings"), on_click=_open, args=(one,), key="road-open")
        plan = st.button(t("Make it the action plan"), key="road-plan")
        gone = st.button(t("Take it away"), key="road-withdraw")
    st.page_link(
        "pages/progress/action_plan/page.py",
        label=t("Action plan"),
        icon=":material/arrow_forward:",
        query_params={"unit": chosen.unit, "view": "one"},
    )
    if plan:
        _ask_plan(chosen, begin, one)
    if gone:
        ask(
            t("Take the scenario away?"),
            t(
                "{name} is not shown any more; its history and the actions made from it stay.",
                name=one.kept.value.name,
            ),
            t("Take it away"),
            partial(_withdraw, one),
        )


def _open(one: Tried) -> None:
    wishes = wishes_of(one.kept.value, one.moves)
    keep_code("target", wishes.target)
    keep_code("aim", wishes.objective.value)
    keep_code("surveys", wishes.surveys.value)
    if wishes.budget:
        keep_code("budget", f"{wishes.budget:g}")
    keep_fixing(wishes)


def _ask_plan(chosen: Chosen, begin: Start, one: Tried) -> None:
    """Say how many actions come of it before they are stored."""
    kept = actions.load_actions(loading.store(), chosen.unit)
    planned = {plan.value.question for plan in kept if plan.value.state.is_open}
    made = plan_of(begin.instrument, begin.values, one, planned, language())
    if not made:
        st.info(t("Every answer of this scenario is reached or planned already."))
        return
    by = known_name() or one.kept.item.by
    left = len(one.open) - len(made)
    ask(
        t("Make it the action plan?"),
        " ".join(
            [
                n(
                    "{number} action is added to the plan of this unit.",
                    "{number} actions are added to the plan of this unit.",
                    len(made),
                ),
                n(
                    "{number} question is planned already and stays as it is.",
                    "{number} questions are planned already and stay as they are.",
                    left,
                )
                if left
                else "",
            ]
        ),
        t("Add to the plan"),
        partial(_plan, chosen.unit, made, by),
    )


def _plan(unit: str, made: Sequence[actions.Action], by: str) -> str:
    items = [NewItem(actions.KIND, unit, actions.to_document(action)) for action in made]
    stored = loading.store().dossier.write(items, by=by)
    return n(
        "{number} action is added to the plan.",
        "{number} actions are added to the plan.",
        len(stored),
    )


def _withdraw(one: Tried) -> str:
    item = one.kept.item
    by = known_name() or item.by
    loading.store().dossier.withdraw(item.number, by=by, expected_version=item.version)
    return t("Scenario {name} is taken away.", name=one.kept.value.name)


def _label(one: Tried) -> str:
    return f"{one.kept.value.name} ({one.kept.item.number})"
