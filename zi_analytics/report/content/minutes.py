"""The minutes of a meeting (notulen): who met, what was discussed, what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from zi_analytics.analysis.plan_text import state_text
from zi_analytics.analysis.standing import Standing
from zi_analytics.language.numbers import date_text, decimal, short, weekday_text
from zi_analytics.language.wording import say, say_many
from zi_analytics.programme.actions import Action, State
from zi_analytics.programme.office import Person
from zi_analytics.report.content.headings import heading_text
from zi_analytics.report.content.model import (
    Cell,
    Figure,
    Mark,
    Report,
    Section,
    Signing,
    Table,
    Topic,
)

_STANDINGS = {
    State.DONE: Standing.PASSING,
    State.RUNNING: Standing.CLOSE,
    State.PLANNED: Standing.UNKNOWN,
    State.DROPPED: Standing.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Minutes:
    """A meeting as its minutes tell it.

    ``subject`` is whom it was about, ``shown`` the points that were looked at, in words.
    ``earlier`` are the decisions of the meeting before, as they stand now. ``written`` is the
    moment of the newest of all this.
    """

    title: str
    subject: str
    stem: str
    written: datetime
    day: date | None = None
    place: str = ""
    chair: str = ""
    writer: str = ""
    attendees: tuple[str, ...] = ()
    shown: str = ""
    agenda: tuple[str, ...] = ()
    discussion: tuple[str, ...] = ()
    decisions: tuple[Action, ...] = ()
    earlier: tuple[Action, ...] = ()


def minutes_report(minutes: Minutes, language: str) -> Report:
    """The minutes, signed by the chair and by who wrote them."""
    return Report(
        language=language,
        subject=minutes.title,
        heading=say("Minutes of the meeting", language),
        context=" · ".join(filter(None, (minutes.subject, _day(minutes.day, language)))),
        stem=minutes.stem,
        written=minutes.written,
        sections=tuple(_sections(minutes, language)),
        signing=Signing(
            (
                Person(say("Chair of the meeting", language), minutes.chair),
                Person(say("Taker of the minutes", language), minutes.writer),
            ),
            minutes.day,
        ),
        is_letter=True,
    )


def _day(day: date | None, language: str) -> str:
    return "" if day is None else f"{weekday_text(day, language)}, {date_text(day, language)}"


def _sections(minutes: Minutes, language: str) -> Iterator[Section]:
    yield _meeting(minutes, language)
    if minutes.agenda:
        title = heading_text(Topic.AGENDA, language)
        yield Section(Topic.AGENDA, title, minutes.agenda, counted=True)
    if minutes.earlier:
        yield _earlier(minutes, language)
    title = heading_text(Topic.DISCUSSION, language)
    lines = minutes.discussion or (say("Nothing was written down.", language),)
    yield Section(Topic.DISCUSSION, title, lines, counted=len(minutes.discussion) > 1)
    yield _decisions(minutes, language)


def _meeting(minutes: Minutes, language: str) -> Section:
    number = len(minutes.attendees)
    present = "; ".join(minutes.attendees)
    if number:
        counted = say_many("{number} person", "{number} persons", number, language)
        present = f"{counted}: {present}"
    facts = (
        (say("Day of the meeting", language), _day(minutes.day, language)),
        (say("Place of the meeting", language), minutes.place),
        (say("Subject of the meeting", language), minutes.subject),
        (say("Chair of the meeting", language), minutes.chair),
        (say("Taker of the minutes", language), minutes.writer),
        (say("Those present", language), present),
        (say("Standing that was shown", language), minutes.shown),
    )
    return Section(
        Topic.MEETING,
        heading_text(Topic.MEETING, language),
        table=Table(
            (say("What", language), say("Which", language)),
            (3, 9),
            tuple((name, said or None) for name, said in facts),
            say("Facts of the meeting", language),
        ),
    )


def _earlier(minutes: Minutes, language: str) -> Section:
    day = minutes.day or minutes.written.date()
    done = sum(one.state is State.DONE for one in minutes.earlier)
    rows = [
        (*_row(place, one, language), _state(one, day, language))
        for place, one in enumerate(minutes.earlier, start=1)
    ]
    return Section(
        Topic.FOLLOWED,
        heading_text(Topic.FOLLOWED, language),
        (
            say(
                "{done} of {number} decisions of the meeting before are done.",
                language,
                done=done,
                number=len(minutes.earlier),
            ),
        ),
        table=Table(
            (*_header(language), say("State", language)),
            (0.9, 5.0, 3.0, 2.4, 2.2),
            tuple(rows),
            say("Decisions of the meeting before", language),
        ),
    )


def _decisions(minutes: Minutes, language: str) -> Section:
    title = heading_text(Topic.DECISIONS, language)
    if not minutes.decisions:
        return Section(Topic.DECISIONS, title, (say("Nothing was decided.", language),))
    rows = [
        (*_row(place, one, language), _points(one, language))
        for place, one in enumerate(minutes.decisions, start=1)
    ]
    return Section(
        Topic.DECISIONS,
        title,
        table=Table(
            (*_header(language), say("Points to gain", language)),
            (0.9, 5.2, 3.0, 2.4, 2.0),
            tuple(rows),
            say("What is done, by whom, until when", language),
        ),
    )


def _header(language: str) -> Sequence[str]:
    return (
        say("No.", language),
        say("Decision taken", language),
        say("Carried out by", language),
        say("Until when", language),
    )


def _row(place: int, action: Action, language: str) -> tuple[Cell, ...]:
    what = f"{action.what} ({action.question})" if action.question else action.what
    who = " / ".join(filter(None, (action.person, action.group)))
    due = None if action.due is None else date_text(action.due, language)
    return (short(place, language), what, who or None, due)


def _state(action: Action, day: date, language: str) -> Mark:
    late = action.is_overdue(day)
    standing = Standing.FAILING if late else _STANDINGS[action.state]
    return Mark(standing, state_text(action, day, language))


def _points(action: Action, language: str) -> Cell:
    if action.points is None:
        return None
    return Figure(action.points, decimal(action.points, language))
