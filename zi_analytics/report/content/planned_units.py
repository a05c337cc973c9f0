"""The action plans of all units: who is furthest behind. It says nothing where nobody plans."""

from __future__ import annotations

from collections.abc import Iterator

from zi_analytics.analysis.standing import Standing
from zi_analytics.language.numbers import whole
from zi_analytics.language.wording import say, say_many
from zi_analytics.report.content.model import Figure, Link, Mark, Section, Table, Topic
from zi_analytics.report.content.plan_gathering import UnitPlans
from zi_analytics.report.content.planned_text import (
    MOST,
    figure,
    once_note,
    standing_text,
    unread_text,
    with_overdue,
)

_COLUMNS = ("name", "overdue", "done", "actions", "points", "points_done")


def city_plan_sections(found: UnitPlans | None, language: str) -> Iterator[Section]:
    """The plans of all units, those furthest behind first, as on the page of the action plan."""
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
        standing_text(found.today, points, closed, language),
        _without(found.without, language),
        _rest(len(first), len(rows), language),
        unread_text(found.unreadable, language),
    )
    yield Section(
        topic=Topic.PLAN,
        title=with_overdue(title, int(rows["overdue"].sum()), language),
        lines=tuple(filter(None, lines)),
        table=Table(
            (
                say("Unit", language),
                say("Overdue", language),
                say("Done", language),
                say("Actions", language),
                say("Open points", language),
            ),
            (5, 1.8, 1.4, 1.5, 1.8),
            tuple(
                (
                    str(name),
                    _late(overdue, language),
                    _count(done, language),
                    _count(actions, language),
                    figure(points - closed, language),
                )
                for name, overdue, done, actions, points, closed in zip(
                    *(first[column].tolist() for column in _COLUMNS), strict=True
                )
            ),
            say("Action plans of the units", language),
            tuple(
                Link(str(name), unit=str(unit))
                for name, unit in zip(first["name"], first["unit"], strict=True)
            ),
        ),
        notes=(say("Source: the action plans of all units.", language), once_note(language)),
    )


def _without(number: int, language: str) -> str:
    if not number:
        return ""
    return say_many("{number} unit has no plan.", "{number} units have no plan.", number, language)


def _rest(shown: int, number: int, language: str) -> str:
    if shown >= number:
        return ""
    return say(
        "Shown are the {number} units furthest behind, of {all}; all of them stand on the page "
        "Action plan.",
        language,
        number=whole(shown, language),
        all=whole(number, language),
    )


def _count(number: int, language: str) -> Figure:
    return Figure(float(number), whole(number, language))


def _late(number: int, language: str) -> Mark | None:
    return Mark(Standing.FAILING, f"✕ {whole(number, language)}") if number else None
