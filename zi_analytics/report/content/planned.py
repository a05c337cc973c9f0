"""The action plan of a unit: how far it is, what it leads to and what is to be done first.

Everything is as the page of the action plan has it. It says nothing where nothing is planned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.assessor_text import assessor_text
from zi_analytics.analysis.kept_plan import Plan
from zi_analytics.analysis.plan import (
    Planned,
    in_order,
    least_needed,
    outlook,
    progress,
    reached,
)
from zi_analytics.analysis.plan_text import outlook_text
from zi_analytics.instrument import Instrument
from zi_analytics.language.numbers import date_text, period_text, whole
from zi_analytics.language.wording import say, say_many
from zi_analytics.programme.actions import State
from zi_analytics.report.content.decided import state_mark
from zi_analytics.report.content.model import Cell, Link, Section, Table, Topic
from zi_analytics.report.content.plan_gathering import UnitPlan
from zi_analytics.report.content.planned_text import (
    MOST,
    figure,
    once_note,
    standing_text,
    unread_text,
    with_overdue,
)
from zi_analytics.report.content.sources import origin_note
from zi_analytics.store import Revision


def plan_sections(
    found: UnitPlan | None, shown: Revision, instrument: Instrument, language: str
) -> Iterator[Section]:
    """The plan of a unit: how far it is and what it leads to, then the most urgent actions.

    Nothing where it has none. ``shown`` and ``instrument`` are what the rest of the report is
    about.
    """
    if found is None:
        return
    plan, today = found.plan, found.today
    done = progress(plan.actions, today)
    if not done.actions:
        return
    title = say_many(
        "{done} of {number} action of the plan is done",
        "{done} of {number} actions of the plan are done",
        done.actions,
        language,
        done=whole(done.done, language),
    )
    lines = (
        standing_text(today, done.points, done.points_done, language),
        _unproven(plan, language),
        _leads_to(found, shown, language),
        unread_text(len(plan.findings), language),
    )
    notes = tuple(_notes(plan, shown, language))
    yield Section(
        topic=Topic.PLAN,
        title=with_overdue(title, done.overdue, language),
        lines=tuple(filter(None, lines)),
        notes=notes,
    )
    live = [one for one in plan.actions if one.value.state is not State.DROPPED]
    first = in_order(live, today)[:MOST]
    rest = _rest(len(first), len(live), language)
    yield Section(
        topic=Topic.PLAN,
        title=_due_text(live, done.overdue, language),
        lines=(rest,) if rest else (),
        table=Table(
            (
                say("Action", language),
                say("Who", language),
                say("Until", language),
                say("About", language),
                say("State", language),
                say("Open points", language),
            ),
            (4.2, 2.1, 2.2, 1.6, 2.4, 1.6),
            tuple(_row(one, found, language) for one in first),
            say("What is planned, by whom and until when", language),
            tuple(_link(one, instrument) for one in first),
        ),
        notes=notes,
    )


def _unproven(plan: Plan, language: str) -> str:
    """How many of what is done the newest worksheet does not confirm."""
    number = len(plan.unconfirmed)
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


def _due_text(plan: Sequence[Planned], overdue: int, language: str) -> str:
    """What is to be done first, as a finding."""
    still = [one.value.due for one in plan if one.value.state.is_open]
    days = [day for day in still if day is not None]
    if not still:
        return say("Every action of the plan is done", language)
    if not days:
        return say("None of the open actions has a due date", language)
    day = date_text(min(days), language)
    if not overdue:
        return say("No action is overdue; the next one is due on {day}", language, day=day)
    return say_many(
        "{number} action is overdue; it was due on {day}",
        "{number} actions are overdue; the first was due on {day}",
        overdue,
        language,
        day=day,
    )


def _row(one: Planned, found: UnitPlan, language: str) -> tuple[Cell, ...]:
    action = one.value
    comes = action.state.is_open and action.points is not None
    return (
        action.what,
        " / ".join(filter(None, (action.person, action.group))) or None,
        None if action.due is None else date_text(action.due, language),
        action.question or None,
        state_mark(action, found.today, language),
        figure(action.points or 0.0, language) if comes else None,
    )


def _link(one: Planned, instrument: Instrument) -> Link:
    """To the question, where the worksheet of the report has it."""
    code = one.value.question
    return Link(code, code) if code in instrument.node else Link(code)


def _notes(plan: Plan, shown: Revision, language: str) -> Iterator[str]:
    yield say("Source: the action plan of the unit.", language)
    yield once_note(language)
    if plan.newest is not None and not _is_same(plan.newest[0].revision, shown):
        yield origin_note(plan.newest[0], language)


def _rest(shown: int, number: int, language: str) -> str:
    if shown >= number:
        return ""
    return say(
        "Shown are the {number} most urgent of {all} actions; all of them stand on the page "
        "Action plan.",
        language,
        number=whole(shown, language),
        all=whole(number, language),
    )
