"""The action plan: how far it is, what is overdue, and what it leads to.

Everything is as the page of the action plan has it, and says nothing where nothing is planned.
"""

from __future__ import annotations

from collections.abc import Iterator

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.assessor_text import assessor_text
from zi_analytics.analysis.kept_plan import Plan
from zi_analytics.analysis.plan import (
    Agreement,
    Planned,
    in_order,
    least_needed,
    outlook,
    progress,
    reached,
)
from zi_analytics.analysis.plan_text import outlook_text
from zi_analytics.analysis.standing import Standing
from zi_analytics.instrument import Instrument
from zi_analytics.language.numbers import date_text, decimal, period_text, whole
from zi_analytics.language.wording import say, say_many
from zi_analytics.programme.actions import State
from zi_analytics.report.content.decided import state_mark
from zi_analytics.report.content.model import Cell, Figure, Link, Mark, Section, Table, Topic
from zi_analytics.report.content.plan_gathering import UnitPlan, UnitPlans
from zi_analytics.report.content.sources import origin_note
from zi_analytics.store import Revision

MOST = 12
"""Rows: what a meeting can go through. The page has all of them."""
_SEEN = (None, Agreement.AGREES)
_COLUMNS = ("name", "actions", "done", "overdue", "points", "points_done")


def plan_sections(
    found: UnitPlan | None, shown: Revision, instrument: Instrument, language: str
) -> Iterator[Section]:
    """The plan of a unit, the most urgent actions first; nothing where it has none.

    ``shown`` and ``instrument`` are what the rest of the report is about.
    """
    if found is None:
        return
    plan, today = found.plan, found.today
    done = progress(plan.actions, today)
    if not done.actions:
        return
    live = [one for one in plan.actions if one.value.state is not State.DROPPED]
    first = in_order(live, today)[:MOST]
    title = say_many(
        "{done} of {number} action of the plan is done",
        "{done} of {number} actions of the plan are done",
        done.actions,
        language,
        done=whole(done.done, language),
    )
    lines = (
        f"{_standing(found, done.points, done.points_done, language)} {_unproven(plan, language)}",
        _leads_to(found, shown, language),
        _rest_of_actions(len(first), len(live), language),
        _unread(len(plan.findings), language),
    )
    yield Section(
        topic=Topic.PLAN,
        title=_with_overdue(title, done.overdue, language),
        lines=tuple(filter(None, map(str.strip, lines))),
        table=Table(
            (
                say("Action", language),
                say("Who", language),
                say("Until", language),
                say("About", language),
                say("State", language),
                say("Points to come", language),
            ),
            (5.2, 2.4, 2.1, 1.7, 2, 1.4),
            tuple(_row(one, found, language) for one in first),
            say("What is planned, by whom and until when", language),
            tuple(_link(one, instrument) for one in first),
        ),
        notes=tuple(_notes(plan, shown, language)),
    )


def city_plan_sections(found: UnitPlans | None, language: str) -> Iterator[Section]:
    """The plans of all units, those furthest behind first; nothing where no unit has one."""
    if found is None or found.rows.empty:
        return
    rows = found.rows
    first = rows.iloc[:MOST]
    title = say_many(
        "{done} of {number} action of {units} is done",
        "{done} of {number} actions of {units} are done",
        int(rows["actions"].sum()),
        language,
        done=whole(int(rows["done"].sum()), language),
        units=say_many("{number} unit", "{number} units", len(rows), language),
    )
    points, closed = rows[["points", "points_done"]].sum().tolist()
    lines = (
        _standing(found, points, closed, language),
        _without(found.without, language),
        _rest_of_units(len(first), len(rows), language),
        _unread(found.unreadable, language),
    )
    yield Section(
        topic=Topic.PLAN,
        title=_with_overdue(title, int(rows["overdue"].sum()), language),
        lines=tuple(filter(None, lines)),
        table=Table(
            (
                say("Unit", language),
                say("Actions", language),
                say("Done", language),
                say("Overdue", language),
                say("Points to come", language),
            ),
            (5, 1.5, 1.5, 1.6, 1.8),
            tuple(
                (
                    str(name),
                    _count(actions, language),
                    _count(done, language),
                    _late(overdue, language),
                    _points(points - closed, language),
                )
                for name, actions, done, overdue, points, closed in zip(
                    *(first[column].tolist() for column in _COLUMNS), strict=True
                )
            ),
            say("Action plans of the units", language),
            tuple(
                Link(str(name), unit=str(unit))
                for name, unit in zip(first["name"], first["unit"], strict=True)
            ),
        ),
        notes=(say("Source: the action plans of all units.", language), _once(language)),
    )


def _with_overdue(title: str, overdue: int, language: str) -> str:
    if not overdue:
        return title
    return say("{said}, {overdue} overdue", language, said=title, overdue=whole(overdue, language))


def _standing(found: UnitPlan | UnitPlans, points: float, closed: float, language: str) -> str:
    """The day of it all, and how many of the planned points are won."""
    day = date_text(found.today, language)
    if not points:
        return say("As of {day}; no points are named.", language, day=day)
    return say(
        "As of {day}: what is done closes {done} of {points} planned points; {open} are to come.",
        language,
        day=day,
        done=decimal(closed, language),
        points=decimal(points, language),
        open=decimal(points - closed, language),
    )


def _unproven(plan: Plan, language: str) -> str:
    """How many of what is done the newest worksheet does not confirm."""
    number = sum(one not in _SEEN for one in plan.agreements.values())
    if not number:
        return ""
    return say_many(
        "{number} action that is done is not confirmed by the newest worksheet yet.",
        "{number} actions that are done are not confirmed by the newest worksheet yet.",
        number,
        language,
    )


def _leads_to(found: UnitPlan, shown: Revision, language: str) -> str:
    """What the newest worksheet lacks and whether the plan is enough for it; that worksheet is
    named where the report is about another."""
    plan = found.plan
    if plan.newest is None:
        return say(
            "The newest worksheet cannot be read: what the plan leads to is not known.", language
        )
    document, assessed = plan.newest
    said = _outlook(assessed, found, language)
    if not said or _is_same(document.revision, shown):
        return said
    return say(
        "By the newest worksheet ({worksheet}): {said}",
        language,
        worksheet=", ".join(
            (
                period_text(document.revision.period, language),
                assessor_text(document.revision.assessor, language),
            )
        ),
        said=said,
    )


def _outlook(assessed: Assessed, found: UnitPlan, language: str) -> str:
    if assessed.next is None:
        return ""
    actions = found.plan.actions
    return outlook_text(
        assessed,
        outlook(assessed, actions),
        reached(assessed, actions, assessed.next.predicate),
        least_needed(assessed, assessed.next),
        found.today,
        language,
    )


def _is_same(one: Revision, other: Revision) -> bool:
    return (one.period, one.assessor) == (other.period, other.assessor)


def _row(one: Planned, found: UnitPlan, language: str) -> tuple[Cell, ...]:
    action = one.value
    comes = action.state.is_open and action.points is not None
    return (
        action.what,
        " / ".join(filter(None, (action.person, action.group))) or None,
        None if action.due is None else date_text(action.due, language),
        action.question or None,
        state_mark(action, found.today, language),
        _points(action.points or 0.0, language) if comes else None,
    )


def _link(one: Planned, instrument: Instrument) -> Link:
    """To the question, where the worksheet of the report has it."""
    code = one.value.question
    return Link(code, code) if code in instrument.node else Link(code)


def _notes(plan: Plan, shown: Revision, language: str) -> Iterator[str]:
    yield say("Source: the action plan of the unit.", language)
    yield _once(language)
    if plan.newest is not None and not _is_same(plan.newest[0].revision, shown):
        yield origin_note(plan.newest[0], language)


def _once(language: str) -> str:
    return say(
        "Points of a question count once, however many actions are about it, and are won when the "
        "last of them is done.",
        language,
    )


def _rest_of_actions(shown: int, number: int, language: str) -> str:
    if shown >= number:
        return ""
    return say(
        "Shown are the {number} most urgent of {all} actions; all of them stand on the page "
        "Action plan.",
        language,
        number=whole(shown, language),
        all=whole(number, language),
    )


def _rest_of_units(shown: int, number: int, language: str) -> str:
    if shown >= number:
        return ""
    return say(
        "Shown are the {number} units furthest behind, of {all}; all of them stand on the page "
        "Action plan.",
        language,
        number=whole(shown, language),
        all=whole(number, language),
    )


def _without(number: int, language: str) -> str:
    if not number:
        return ""
    return say_many("{number} unit has no plan.", "{number} units have no plan.", number, language)


def _unread(number: int, language: str) -> str:
    if not number:
        return ""
    return say_many(
        "{number} action could not be read and is left out.",
        "{number} actions could not be read and are left out.",
        number,
        language,
    )


def _count(number: int, language: str) -> Figure:
    return Figure(float(number), whole(number, language))


def _late(number: int, language: str) -> Mark | None:
    return Mark(Standing.FAILING, f"✕ {whole(number, language)}") if number else None


def _points(value: float, language: str) -> Figure:
    return Figure(value, decimal(value, language))
