"""An action: what is to be done about which question, by whom and until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from zi_analytics.programme.documents import Fields, Loaded, load, written
from zi_analytics.store import Store

KIND = "action"


class State(StrEnum):
    """How far an action is."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self in (State.PLANNED, State.RUNNING)


class Origin(StrEnum):
    """Where an action comes from."""

    ROAD = "road"
    FINDING = "finding"
    MEETING = "meeting"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Action:
    """What is to be done. Only ``what`` is never empty.

    ``question`` is a code of ``instrument``, "" where it is about none. ``points`` are what the
    better answer was worth of the total when it was planned, and ``answer`` is that answer (a
    value from 0 to 1). ``group`` is the working group. ``finished`` is the day it was done.
    ``reference`` is the number of the scenario or meeting it comes from.
    """

    what: str
    question: str = ""
    instrument: str = ""
    points: float | None = None
    answer: float | None = None
    group: str = ""
    person: str = ""
    due: date | None = None
    state: State = State.PLANNED
    finished: date | None = None
    evidence: str = ""
    remarks: str = ""
    origin: Origin = Origin.HAND
    reference: int | None = None

    def is_overdue(self, today: date) -> bool:
        """Whether it is still open after its day; on the day itself it is not."""
        return self.state.is_open and self.due is not None and self.due < today


_NAMES = tuple(field.name for field in fields(Action))


def to_document(action: Action) -> dict[str, Any]:
    """The document that keeps it."""
    return written(**{name: getattr(action, name) for name in _NAMES})


def from_document(document: Mapping[str, Any]) -> Action:
    """The action again. Raises DocumentError."""
    of = Fields(document)
    return Action(
        what=of.text("what"),
        question=of.text("question"),
        instrument=of.text("instrument"),
        points=of.number("points"),
        answer=of.number("answer"),
        group=of.text("group"),
        person=of.text("person"),
        due=of.day("due"),
        state=of.choice("state", State, State.PLANNED),
        finished=of.day("finished"),
        evidence=of.text("evidence"),
        remarks=of.text("remarks"),
        origin=of.choice("origin", Origin, Origin.HAND),
        reference=of.count("reference"),
    )


def load_actions(
    store: Store, unit: str | None = None, *, withdrawn: bool = False
) -> Loaded[Action]:
    """The actions of a unit, of the whole store (``""``) or of all (None), oldest first."""
    return load(store.dossier.of(KIND, unit, withdrawn=withdrawn), from_document)
