"""The meetings about a subject: the one that is held today, the one before, their decisions."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from pages.meeting.presentation.choice import Subject
from pages.shared import loading
from pages.shared.kept import kept
from zi_analytics.analysis.assessed import Assessed, assess
from zi_analytics.findings import Finding
from zi_analytics.programme.actions import KIND as ACTION
from zi_analytics.programme.actions import Action, Origin, load_actions
from zi_analytics.programme.actions import to_document as action_document
from zi_analytics.programme.documents import Kept
from zi_analytics.programme.meetings import KIND as MEETING
from zi_analytics.programme.meetings import Meeting, load_meetings
from zi_analytics.programme.meetings import to_document as meeting_document
from zi_analytics.report.content.decided import Followed, LastMeeting, with_meeting
from zi_analytics.report.content.model import Report
from zi_analytics.settings import StorePlace, store_place
from zi_analytics.store import StoreError


@dataclass(frozen=True, slots=True)
class Held:
    """The meetings of a unit (or of all units together) and all their decisions, oldest first.

    ``findings`` are the meetings that could not be read.
    """

    meetings: tuple[Kept[Meeting], ...]
    actions: tuple[Kept[Action], ...]
    findings: tuple[Finding, ...] = ()

    def today(self, day: date) -> Kept[Meeting] | None:
        """The meeting of this day that was begun last."""
        of_day = [one for one in self.meetings if one.value.day == day]
        return of_day[-1] if of_day else None

    def before(self, current: Kept[Meeting] | None) -> Kept[Meeting] | None:
        """The meeting before the current one; the last one where none is held."""
        if current is None:
            return self.meetings[-1] if self.meetings else None
        place = self.meetings.index(current)
        return self.meetings[place - 1] if place else None

    def decisions(self, meeting: Kept[Meeting] | None) -> tuple[Kept[Action], ...]:
        """What a meeting decided."""
        if meeting is None:
            return ()
        return tuple(one for one in self.actions if one.value.reference == meeting.item.number)


def held(unit: str) -> Held:
    """The meetings about a unit, "" for all units together. One for all visits."""
    return _held(store_place(), loading.revision(), unit)


@kept(32)
def _held(place: StorePlace, revision: int, unit: str) -> Held:
    loaded = load_meetings(loading.store(), unit)
    meetings = sorted(
        loaded,
        key=lambda one: (one.value.day or date.min, one.item.number),
    )
    actions = load_actions(loading.store(), unit)
    return Held(
        tuple(meetings),
        tuple(one for one in actions if one.value.origin is Origin.MEETING),
        loaded.findings,
    )


def last_meeting(subject: Subject, found: Held, today: date) -> LastMeeting | None:
    """The meeting before with its decisions, and the points of their questions then and now."""
    last = found.before(found.today(today))
    if last is None:
        return None
    decisions = found.decisions(last)
    then = now = None
    if subject.unit and any(one.value.question for one in decisions):
        _, now = loading.assessed(subject.unit, subject.period, subject.assessor)
        then = _as_it_was(
            store_place(),
            loading.revision(),
            subject.unit,
            last.item.period,
            last.value.assessor,
            last.item.created_at,
        )
    return LastMeeting(
        last.value.title,
        last.value.day,
        tuple(
            Followed(one.value, _points(then, one.value), _points(now, one.value))
            for one in decisions
        ),
        last.value.total,
    )


def _points(assessed: Assessed | None, action: Action) -> float | None:
    """Of the decision's question or area; None where it is about none, or another instrument."""
    if assessed is None or not action.question or assessed.instrument.id != action.instrument:
        return None
    return assessed.points.get(action.question)


@kept(32)
def _as_it_was(
    place: StorePlace, revision: int, unit: str, period: str, assessor: str, moment: datetime
) -> Assessed | None:
    """What was stored when a meeting was held; None where it is no longer there."""
    try:
        known = loading.store().revisions(unit, period, assessor)
        number = max((one.number for one in known if one.saved_at <= moment), default=None)
        if number is None:
            return None
        document = loading.store().load_document(unit, period, assessor, number)
    except StoreError:
        return None
    return assess(loading.instrument(document.revision.instrument), document.reading)


def meeting_report(subject: Subject, today: date) -> Report | None:
    """What is presented: what is said of the subject, with last and this meeting's decisions."""
    report = subject.report(today)
    if report is None:
        return None
    found = held(subject.unit)
    decided = [one.value for one in found.decisions(found.today(today))]
    return with_meeting(report, last_meeting(subject, found, today), decided, today)


def begin(subject: Subject, meeting: Meeting) -> int:
    """Keep a meeting and say its number. Raises StoreError."""
    found = loading.store().dossier.add(
        MEETING, subject.unit, meeting_document(meeting), by=meeting.chair, period=subject.period
    )
    return found.number


def decide(subject: Subject, action: Action, meeting: int, by: str) -> None:
    """Keep a decision of the meeting with this number. Raises StoreError."""
    action = replace(action, reference=meeting)
    loading.store().dossier.add(
        ACTION, subject.unit, action_document(action), by=by, period=subject.period
    )
