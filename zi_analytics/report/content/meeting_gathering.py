"""The minutes of a kept meeting from the dossier, with its decisions and those before them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zi_analytics.analysis.assessor_text import ASSESSORS, assessor_text
from zi_analytics.analysis.sentences import predicate_text
from zi_analytics.instrument import available, load
from zi_analytics.language.numbers import decimal
from zi_analytics.language.wording import say
from zi_analytics.programme.actions import Action, Origin, load_actions
from zi_analytics.programme.documents import Kept
from zi_analytics.programme.meetings import Meeting, load_meetings
from zi_analytics.report.content.minutes import Minutes
from zi_analytics.store import Store


def in_order(meetings: Iterable[Kept[Meeting]]) -> list[Kept[Meeting]]:
    """The meetings by their day, the oldest first."""
    return sorted(meetings, key=lambda one: (one.value.day or date.min, one.item.number))


def gather_minutes(store: Store, meeting: Kept[Meeting], language: str) -> Minutes:
    """What the dossier keeps of ``meeting``. Raises StoreError."""
    item, value = meeting.item, meeting.value
    known = in_order(load_meetings(store, item.unit))
    place = [one.item.number for one in known].index(item.number)
    actions = [one for one in load_actions(store, item.unit) if one.value.origin is Origin.MEETING]
    own = _of(actions, item.number)
    before = _of(actions, known[place - 1].item.number) if place else []
    day = value.day.isoformat() if value.day is not None else item.period
    stem = (say("minutes", language), item.unit or say("all units", language).replace(" ", "-"))
    return Minutes(
        title=value.title,
        subject=_subject(store, item.unit, language),
        stem="-".join(filter(None, (*stem, day, str(item.number)))),
        written=max([meeting.item.at, *(one.item.at for one in (*own, *before))]),
        day=value.day,
        place=value.place,
        chair=value.chair,
        writer=value.writer,
        attendees=value.attendees,
        shown=_shown(value, language),
        agenda=value.agenda,
        discussion=tuple(filter(None, (line.strip() for line in value.notes.splitlines()))),
        decisions=tuple(one.value for one in own),
        earlier=tuple(one.value for one in before),
    )


def _of(actions: Iterable[Kept[Action]], meeting: int) -> list[Kept[Action]]:
    return [one for one in actions if one.value.reference == meeting]


def _subject(store: Store, unit: str, language: str) -> str:
    if not unit:
        return say("all units", language)
    units = store.units()
    return str(units.loc[units["code"] == unit, "name"].iloc[0])


def _shown(meeting: Meeting, language: str) -> str:
    """The points that were looked at: "74,18 poin, TPI, belum berpredikat"."""
    if meeting.total is None:
        return ""
    said = [say("{points} points", language, points=decimal(meeting.total, language))]
    if meeting.assessor in ASSESSORS:
        said.append(assessor_text(meeting.assessor, language))
    if meeting.instrument in available():
        instrument = load(meeting.instrument)
        codes = [one.code for one in instrument.predicates]
        if meeting.standing in codes:
            said.append(predicate_text(instrument, meeting.standing, language))
        elif codes and not meeting.standing:
            said.append(say("no predicate yet", language))
    return ", ".join(said)
