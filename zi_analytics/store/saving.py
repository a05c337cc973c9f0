"""Writing files into the store: all of a file or nothing of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Insert, bindparam, insert, select, update

from zi_analytics.store import log, schema, units
from zi_analytics.store.documents import canonical
from zi_analytics.store.errors import StoreError
from zi_analytics.store.names import match_key
from zi_analytics.store.preparing import PackedAssessment, PackedFile
from zi_analytics.store.records import Outcome, SavedAssessment, SavedFile
from zi_analytics.store.units import Unit

_HELD = (
    select(
        schema.assessment.c.assessor,
        schema.assessment.c.id,
        schema.assessment.c.last_number,
        schema.revision.c.id.label("revision_id"),
        schema.revision.c.number,
        schema.revision.c.digest,
    )
    .join_from(
        schema.assessment,
        schema.revision,
        schema.revision.c.id == schema.assessment.c.current_id,
    )
    .where(
        schema.assessment.c.unit_id == bindparam("unit_id"),
        schema.assessment.c.period_id == bindparam("period_id"),
    )
)
_QUESTION_LIST = select(schema.question_list.c.id).where(
    schema.question_list.c.instrument == bindparam("instrument"),
    schema.question_list.c.digest == bindparam("digest"),
)
_FILES = select(schema.file.c.sha256).where(
    schema.file.c.sha256.in_(bindparam("hashes", expanding=True))
)
_ADD_QUESTION_LIST = insert(schema.question_list)
_ADD_FILE = insert(schema.file)
_ADD_UPLOAD = insert(schema.upload)
_ADD_ASSESSMENT = insert(schema.assessment)
_ADD_REVISION = insert(schema.revision)
_ADD_DOCUMENT = insert(schema.document)
_POINT = (
    update(schema.assessment)
    .where(schema.assessment.c.id == bindparam("assessment_id"))
    .values(current_id=bindparam("revision_id"), last_number=bindparam("number"))
)


LOOKED_UP = 500
"""Hashes in one question: SQLite takes some thousands of parameters, not any number."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is stored for an assessor: the assessment and its current revision."""

    assessment_id: int
    last_number: int
    revision_id: int
    number: int
    digest: str


def held_by(connection: Connection, unit_id: int, period_id: int) -> dict[str, Held]:
    """The assessments of a unit in a period with their current revisions, by assessor."""
    rows = connection.execute(_HELD, {"unit_id": unit_id, "period_id": period_id})
    return {assessor: Held(*facts) for assessor, *facts in rows}


@dataclass
class Saving:
    """One writing transaction that stores files: :meth:`expect` them, :meth:`add` each, then
    :meth:`finish`.

    What many files need is looked up once, and rows that nothing waits for are written together
    at the end; that is what makes thousands of files quick.
    """

    connection: Connection
    by: str
    at: datetime
    _units: dict[str, Unit] = field(default_factory=dict)
    _periods: dict[str, int] = field(default_factory=dict)
    _question_lists: dict[tuple[str, str], int] = field(default_factory=dict)
    _files: set[str] = field(default_factory=set)
    _places: set[tuple[int, int]] = field(default_factory=set)
    _documents: list[dict[str, Any]] = field(default_factory=list)
    _pointers: list[dict[str, Any]] = field(default_factory=list)
    _entries: list[dict[str, object]] = field(default_factory=list)
    _saved: list[dict[str, Any]] = field(default_factory=list)
    _renamed: list[str] = field(default_factory=list)

    def expect(self, coming: Sequence[PackedFile]) -> None:
        """Look up at once which originals of the files to come are there already."""
        hashes = [packed.request.reading.sha256 for packed in coming]
        for start in range(0, len(hashes), LOOKED_UP):
            some = {"hashes": hashes[start : start + LOOKED_UP]}
            self._files.update(self.connection.execute(_FILES, some).scalars())

    def add(self, packed: PackedFile) -> None:
        """Store one file of those that were expected.

        Raises StoreError ``store-changed-meanwhile`` when the current revisions are not the
        expected ones, ``store-name-taken`` when another spelling means another unit.
        """
        unit, is_new = self._find_unit(packed)
        self._add_spellings(unit, packed.request.also_called)
        period_id = self._find_period(packed.request.period)
        held = {} if is_new else self._held(unit.id, period_id)
        _refuse_unexpected(packed, unit, held)
        fresh = [item for item in packed.assessments if _is_fresh(item, held)]
        upload = self._add_upload(packed, unit, is_new, period_id) if fresh else None
        assessments = []
        for item in packed.assessments:
            known = held.get(item.assessor)
            if upload is not None and item in fresh:
                questions = self._find_questions(packed)
                number = self._add_revision(item, known, unit.id, period_id, upload, questions)
                outcome = Outcome.NEW if known is None else Outcome.REVISED
            else:
                number, outcome = held[item.assessor].number, Outcome.UNCHANGED
            assessments.append(SavedAssessment(item.assessor, outcome, number))
        if upload is not None:
            self._places.add((unit.id, period_id))
            self._entries.append(_entry(packed, unit, upload, fresh, assessments))
        self._saved.append(
            {
                "file": packed.request.reading.file,
                "sha256": packed.request.reading.sha256,
                "upload": upload,
                "unit": unit.code,
                "unit_name": unit.name,
                "unit_is_new": is_new,
                "period": packed.request.period,
                "assessments": tuple(assessments),
            }
        )

    def finish(self) -> list[SavedFile]:
        """Write what is left and the log; what was done, file by file."""
        self._write_pending()
        renamed: list[dict[str, object]] = [{"unit": code} for code in self._renamed]
        log.append_many(self.connection, "unit-changed", self.by, renamed, self.at)
        revision = log.append_many(self.connection, "saved", self.by, self._entries, self.at)
        return [SavedFile(**saved, store_revision=revision) for saved in self._saved]

    def _write_pending(self) -> None:
        if self._documents:
            self.connection.execute(_ADD_DOCUMENT, self._documents)
            self.connection.execute(_POINT, self._pointers)
        self._documents, self._pointers = [], []

    def _find_unit(self, packed: PackedFile) -> tuple[Unit, bool]:
        request = packed.request
        key = match_key(request.unit)
        unit = self._units.get(key) or units.find_unit(self.connection, request.unit)
        is_new = unit is None
        if unit is None:
            unit = units.add_unit(
                self.connection, request.unit, request.kind, request.is_example, self.at
            )
        self._units[key] = unit
        return unit, is_new

    def _add_spellings(self, unit: Unit, names: tuple[str, ...]) -> None:
        for name in names:
            if units.add_alias(self.connection, unit.id, name):
                self._renamed.append(unit.code)
            self._units[match_key(name)] = unit

    def _find_period(self, code: str) -> int:
        id_ = self._periods.get(code) or units.find_period(self.connection, code)
        if id_ is None:
            id_ = units.add_period(self.connection, code)
        self._periods[code] = id_
        return id_

    def _held(self, unit_id: int, period_id: int) -> dict[str, Held]:
        if (unit_id, period_id) in self._places:
            self._write_pending()
        return held_by(self.connection, unit_id, period_id)

    def _insert(self, statement: Insert, row: dict[str, Any]) -> int:
        key = self.connection.execute(statement, row).inserted_primary_key
        assert key is not None
        return int(key[0])

    def _find_questions(self, packed: PackedFile) -> int:
        instrument, digest = packed.request.reading.instrument, packed.questions_digest
        id_ = self._question_lists.get((instrument, digest))
        if id_ is None:
            key = {"instrument": instrument, "digest": digest}
            id_ = self.connection.execute(_QUESTION_LIST, key).scalar_one_or_none()
            if id_ is None:
                codes = canonical(packed.questions).decode()
                row = key | {"codes": codes, "length": len(packed.questions)}
                id_ = self._insert(_ADD_QUESTION_LIST, row)
            self._question_lists[instrument, digest] = id_
        return id_

    def _add_upload(self, packed: PackedFile, unit: Unit, made_unit: bool, period_id: int) -> int:
        reading, original = packed.request.reading, packed.request.original
        if reading.sha256 not in self._files:
            self._files.add(reading.sha256)
            row = {"sha256": reading.sha256, "size": len(original), "content": original}
            self.connection.execute(_ADD_FILE, row)
        return self._insert(
            _ADD_UPLOAD,
            {
                "file_sha256": reading.sha256,
                "file_name": packed.name,
                "layout": reading.layout,
                "unit_id": unit.id,
                "period_id": period_id,
                "made_unit": made_unit,
                "saved_at": self.at,
                "saved_by": self.by,
                "digest": packed.findings_digest,
                "findings": packed.findings,
            },
        )

    def _add_revision(
        self,
        item: PackedAssessment,
        held: Held | None,
        unit_id: int,
        period_id: int,
        upload: int,
        questions: int,
    ) -> int:
        if held is None:
            number, replaced = 1, None
            row = {"unit_id": unit_id, "period_id": period_id, "assessor": item.assessor}
            assessment_id = self._insert(_ADD_ASSESSMENT, row | {"last_number": number})
        else:
            number, replaced = held.last_number + 1, held.revision_id
            assessment_id = held.assessment_id
        revision_id = self._insert(
            _ADD_REVISION,
            {
                "assessment_id": assessment_id,
                "number": number,
                "upload_id": upload,
                "replaced_id": replaced,
                "question_list_id": questions,
                "codes": item.vector.codes,
                "exact": item.vector.exact,
                "checksum": item.vector.checksum,
                "digest": item.digest,
                "sheet_total": item.sheet_total,
                "with_evidence": item.with_evidence,
            },
        )
        self._documents.append({"revision_id": revision_id, "content": item.document})
        self._pointers.append(
            {"assessment_id": assessment_id, "revision_id": revision_id, "number": number}
        )
        return number


def _refuse_unexpected(packed: PackedFile, unit: Unit, held: Mapping[str, Held]) -> None:
    expected = packed.request.expected_revisions
    if expected is None:
        return
    for item in packed.assessments:
        known = held.get(item.assessor)
        number = None if known is None else known.number
        if item.assessor in expected and expected[item.assessor] != number:
            raise StoreError(
                "store-changed-meanwhile",
                unit=unit.name,
                period=packed.request.period,
                assessor=item.assessor,
            )


def _is_fresh(item: PackedAssessment, held: Mapping[str, Held]) -> bool:
    known = held.get(item.assessor)
    return known is None or known.digest != item.digest


def _entry(
    packed: PackedFile,
    unit: Unit,
    upload: int,
    fresh: list[PackedAssessment],
    saved: list[SavedAssessment],
) -> dict[str, object]:
    numbers = {item.assessor: item.revision for item in saved}
    return {
        "upload": upload,
        "unit": unit.code,
        "period": packed.request.period,
        "file": log.short(packed.request.reading.sha256),
        "revisions": [[item.assessor, numbers[item.assessor], item.digest] for item in fresh],
    }
