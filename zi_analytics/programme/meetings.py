"""A meeting: where it stood, what was shown, who was there. Its decisions are actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from zi_analytics.programme.documents import Fields, Loaded, load, written
from zi_analytics.store import Store

KIND = "meeting"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting about a unit's standing; unit and period are those of its item.

    ``assessor`` is whose answers were shown, ``total`` their points and ``standing`` the id of the
    predicate they reached at that moment ("" for none). ``slides`` are the ids of the chosen
    slides in their order. ``writer`` takes the minutes. Its decisions are actions that have
    ``Origin.MEETING`` and the meeting's number as their reference.
    """

    title: str
    day: date | None = None
    place: str = ""
    chair: str = ""
    attendees: tuple[str, ...] = ()
    instrument: str = ""
    assessor: str = ""
    total: float | None = None
    standing: str = ""
    slides: tuple[str, ...] = ()
    notes: str = ""
    agenda: tuple[str, ...] = ()
    writer: str = ""


_NAMES = tuple(field.name for field in fields(Meeting))


def to_document(meeting: Meeting) -> dict[str, Any]:
    """The document that keeps it."""
    return written(**{name: getattr(meeting, name) for name in _NAMES})


def from_document(document: Mapping[str, Any]) -> Meeting:
    """The meeting again. Raises DocumentError."""
    of = Fields(document)
    return Meeting(
        title=of.text("title"),
        day=of.day("day"),
        place=of.text("place"),
        chair=of.text("chair"),
        attendees=of.texts("attendees"),
        instrument=of.text("instrument"),
        assessor=of.text("assessor"),
        total=of.number("total"),
        standing=of.text("standing"),
        slides=of.texts("slides"),
        notes=of.text("notes"),
        agenda=of.texts("agenda"),
        writer=of.text("writer"),
    )


def load_meetings(
    store: Store, unit: str | None = None, period: str | None = None, *, withdrawn: bool = False
) -> Loaded[Meeting]:
    """The meetings of a unit, of the whole store (``""``) or of all (None), oldest first."""
    return load(store.dossier.of(KIND, unit, period, withdrawn=withdrawn), from_document)
