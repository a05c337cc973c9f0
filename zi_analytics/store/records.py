"""What goes into the store and what comes out: frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import numpy as np

from zi_analytics.findings import Finding
from zi_analytics.workbook.reading import Answer, AssessmentReading, Reading


@dataclass(frozen=True, slots=True)
class Import:
    """One file to save. ``unit`` is a name as written or a unit's code.

    ``expected_revisions`` are the current revision numbers that the user was shown, by assessor
    (None where there was none); saving is refused when they are others by now. ``kind`` and
    ``is_example`` are used when the unit is new. ``also_called`` are other spellings that mean
    the unit from now on; saving is refused when one of them means another unit.
    """

    reading: Reading
    original: bytes = field(repr=False)
    unit: str
    period: str
    expected_revisions: Mapping[str, int | None] | None = None
    kind: str = ""
    is_example: bool = False
    also_called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What to make of a unit; None leaves a fact as it is.

    ``parent`` is the code or a name of the unit above, "" for none. ``also_called`` are further
    names that mean the unit.
    """

    name: str | None = None
    code: str | None = None
    kind: str | None = None
    parent: str | None = None
    is_active: bool | None = None
    is_example: bool | None = None
    also_called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """What one row of a list of units would do. ``code`` is None when the unit would be new."""

    row: int
    code: str | None
    name: str
    change: UnitChange

    @property
    def does_something(self) -> bool:
        """Whether anything would be different afterwards."""
        return self.code is None or self.change != UnitChange()


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """What taking over a list of units would do; nothing of it where there are findings."""

    units: tuple[PlannedUnit, ...]
    findings: tuple[Finding, ...]


class Outcome(StrEnum):
    """What saving does to one assessor's answers."""

    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class SavedAssessment:
    """What was stored for one assessor; ``revision`` is the current one's number."""

    assessor: str
    outcome: Outcome
    revision: int


@dataclass(frozen=True, slots=True)
class SavedFile:
    """What saving one file did. ``upload`` is its number for undoing, None if nothing was new.

    ``unit`` is the unit's code, ``store_revision`` the store's revision afterwards.
    """

    file: str
    sha256: str
    upload: int | None
    unit: str
    unit_name: str
    unit_is_new: bool
    period: str
    assessments: tuple[SavedAssessment, ...]
    store_revision: int


class Fact(StrEnum):
    """What of an answer can differ between two revisions."""

    ANSWER = "answer"
    NOTE = "note"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that differs between two revisions; None where a side does not have it."""

    code: str
    old: Answer | None
    new: Answer | None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What differs: the answer itself, its note, its evidence."""
        return tuple(fact for fact in Fact if _fact(self.old, fact) != _fact(self.new, fact))


def _fact(answer: Answer | None, fact: Fact) -> object:
    if fact is Fact.ANSWER:
        return answer and (answer.raw, answer.value, answer.state)
    return (answer and (answer.note if fact is Fact.NOTE else answer.evidence)) or ""


@dataclass(frozen=True, slots=True)
class PreviewedAssessment:
    """What saving would do for one assessor. ``current`` is the stored revision's number.

    ``changes`` are the answers that differ, in themselves, in their notes or their evidence. An
    outcome of "revised" without changes means that only addresses or the sheet's own figures do.
    """

    assessor: str
    outcome: Outcome
    current: int | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What saving a file would do. ``unit`` is None when the unit would be new."""

    unit: str | None
    unit_name: str
    period: str
    assessments: tuple[PreviewedAssessment, ...]

    @property
    def expected_revisions(self) -> dict[str, int | None]:
        """For :meth:`Store.save`, so that it stores what was shown or nothing."""
        return {item.assessor: item.current for item in self.assessments}


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of an assessment. ``upload`` is the import that brought it."""

    unit: str
    period: str
    assessor: str
    number: int
    is_current: bool
    upload: int
    instrument: str
    layout: str
    file: str
    sha256: str
    saved_at: datetime
    saved_by: str
    answered: int
    sheet_total: float | None
    digest: str


@dataclass(frozen=True, slots=True)
class StoredAssessment:
    """An assessment as it was read from its file, with the facts of that revision."""

    revision: Revision
    unit_name: str
    reading: AssessmentReading
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Doubted:
    """What is doubted of an assessment: which kind of doubt about which question.

    ``subject`` is the SHA-256 of the very words and figures that are doubted: an inspection of
    them says nothing of what stands there later.
    """

    question: str
    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """Somebody looked into a doubt, and why it is none.

    ``withdrawn_at`` and ``withdrawn_by`` are None while it holds; it is kept when taken back.
    """

    number: int
    doubted: Doubted
    reason: str
    inspected_at: datetime
    inspected_by: str
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None

    @property
    def holds(self) -> bool:
        """Whether it was not taken back."""
        return self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a dossier keeps, as one of its versions says it.

    ``unit`` is a code, "" for what concerns the whole store; ``period`` may be "". ``document`` is
    plain JSON, {} where its bytes are damaged. ``at`` and ``by`` are of this version.
    """

    number: int
    kind: str
    unit: str
    period: str
    version: int
    document: Mapping[str, Any]
    at: datetime
    by: str
    withdrawn: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class NewItem:
    """Something to keep. ``unit`` is a code or a name in any spelling, "" for the whole store."""

    kind: str
    unit: str
    document: Mapping[str, Any]
    period: str = ""


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What to make of a kept item; None leaves a fact as it is.

    ``expected_version`` is the one that was looked at.
    """

    number: int
    expected_version: int
    document: Mapping[str, Any] | None = None
    withdrawn: bool | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ValueMatrix:
    """The current answers of many assessments to one instrument's questions.

    ``values`` is float64, assessments × ``questions``, NaN where unanswered; ``states`` is uint8
    of the same shape and means ``STATES[number]``. ``units``, ``periods`` and ``assessors`` are
    arrays of codes, ``revisions`` of numbers, in the order in which the assessments were first
    stored. ``findings`` name assessments left out because their bytes are damaged.
    """

    instrument: str
    questions: tuple[str, ...]
    units: np.ndarray
    periods: np.ndarray
    assessors: np.ndarray
    revisions: np.ndarray
    values: np.ndarray
    states: np.ndarray
    findings: tuple[Finding, ...] = ()

    def __len__(self) -> int:
        return len(self.values)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing that was done to the store."""

    number: int
    at: datetime
    by: str
    action: str
    details: Mapping[str, object]
    hash: str
