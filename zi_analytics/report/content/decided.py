"""What a meeting decides, and what became of what the last one decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from zi_analytics.analysis.plan_text import state_text
from zi_analytics.analysis.standing import Standing
from zi_analytics.language.numbers import date_text, decimal, signed
from zi_analytics.language.wording import say, say_many
from zi_analytics.programme.actions import Action, State
from zi_analytics.report.content.model import Figure, Link, Mark, Report, Section, Table, Topic

_LEAST = 0.005
"""A change that is not seen in two decimals is none."""
_AFTER = (Topic.PLAN, Topic.SOURCES)
"""What stands behind the decisions of a meeting."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A decision of the last meeting, with the points of its question then and now."""

    action: Action
    then: float | None = None
    now: float | None = None


@dataclass(frozen=True, slots=True)
class LastMeeting:
    """The meeting before, its decisions and the total that it saw."""

    title: str
    day: date | None
    decisions: tuple[Followed, ...]
    total: float | None = None


def with_meeting(
    report: Report,
    last: LastMeeting | None,
    decided: Sequence[Action],
    today: date,
) -> Report:
    """The report of a meeting: first what became of the last decisions, at the end the new ones,
    and after them the whole plan.

    A meeting without a last one has nothing to follow.
    """
    language = report.language
    known = [one for one in report.sections if one.topic not in _AFTER]
    after = [one for one in report.sections if one.topic in _AFTER]
    first = [] if last is None else [followed_section(last, _total(report), today, language)]
    sections = (*first, *known, decisions_section(decided, today, language), *after)
    return replace(report, sections=sections)


def _total(report: Report) -> float | None:
    return next((one.big.value for one in report.sections if one.big is not None), None)


def followed_section(last: LastMeeting, total: float | None, today: date, language: str) -> Section:
    """Each decision with its state, and whether its number has moved since."""
    number = len(last.decisions)
    done = sum(one.action.state is State.DONE for one in last.decisions)
    overdue = sum(one.action.is_overdue(today) for one in last.decisions)
    title = say_many(
        "{done} of {number} decision of the last meeting is done",
        "{done} of {number} decisions of the last meeting are done",
        number,
        language,
        done=done,
    )
    if overdue:
        title = say("{said}, {overdue} overdue", language, said=title, overdue=overdue)
    if not number:
        title = say("The last meeting decided nothing", language)
    lines = [last.title if last.day is None else f"{last.title} · {date_text(last.day, language)}"]
    if last.total is not None and total is not None:
        lines.append(
            say(
                "Total then {then}, now {now}: {change} points",
                language,
                then=decimal(last.total, language),
                now=decimal(total, language),
                change=signed(total - last.total, language),
            )
        )
    header = (
        say("Decision", language),
        say("Who", language),
        say("Until", language),
        say("State", language),
        say("Points then and now", language),
    )
    rows = tuple(
        (
            one.action.what,
            one.action.person,
            None if one.action.due is None else date_text(one.action.due, language),
            state_mark(one.action, today, language),
            _moved(one, language),
        )
        for one in last.decisions
    )
    caption = say("What became of the decisions of the last meeting", language)
    links = tuple(_link(one.action) for one in last.decisions)
    return Section(
        topic=Topic.FOLLOWED,
        title=title,
        lines=tuple(lines),
        table=Table(header, (5, 2, 2, 2, 2.4), rows, caption, links) if rows else None,
        notes=(
            say(
                "Points then: of the revision that was stored when the meeting was held. Points "
                "now: of the assessment that these slides are about.",
                language,
            ),
        ),
    )


def decisions_section(decided: Sequence[Action], today: date, language: str) -> Section:
    """What this meeting has decided so far."""
    if not decided:
        return Section(
            topic=Topic.DECISIONS,
            title=say("Plan and decisions", language),
            lines=(say("Nothing has been decided yet.", language),),
        )
    header = (
        say("Decision", language),
        say("Who", language),
        say("Until", language),
        say("About", language),
        say("State", language),
    )
    rows = tuple(
        (
            one.what,
            one.person,
            None if one.due is None else date_text(one.due, language),
            one.question,
            state_mark(one, today, language),
        )
        for one in decided
    )
    return Section(
        topic=Topic.DECISIONS,
        title=say_many(
            "This meeting has made {number} decision",
            "This meeting has made {number} decisions",
            len(decided),
            language,
        ),
        table=Table(
            header,
            (6, 2, 2, 1.6, 1.8),
            rows,
            say("What this meeting has decided", language),
            tuple(_link(one) for one in decided),
        ),
        notes=(say("Each decision is kept as an action of the plan.", language),),
    )


def state_mark(action: Action, today: date, language: str) -> Mark:
    """The state in words with its mark, in the colour of a standing."""
    standing = {
        State.RUNNING: Standing.CLOSE,
        State.DONE: Standing.PASSING,
    }.get(action.state, Standing.UNKNOWN)
    if action.is_overdue(today):
        standing = Standing.FAILING
    return Mark(standing, state_text(action, today, language))


def _moved(one: Followed, language: str) -> Figure | None:
    """The points then and now, with the change where there is one."""
    if one.then is None or one.now is None:
        return None
    change = one.now - one.then
    text = f"{decimal(one.then, language)} → {decimal(one.now, language)}"
    said = signed(change, language) if abs(change) >= _LEAST else say("unchanged", language)
    return Figure(change, f"{text} ({said})")


def _link(action: Action) -> Link:
    return Link(action.question, action.question)
