"""Writing files into the store: all of a file or nothing of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from zi_analytics.store import log, schema, units
from zi_analytics.store.documents import canonical
from zi_analytics.store.errors import StoreError
from zi_analytics.store.preparing import PackedAssessment, PackedFile
from zi_analytics.store.records import Outcome, SavedAssessment, SavedFile
from zi_analytics.store.units import Unit

_CURRENT = (
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
        isouter=True,
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
_FILE = select(schema.file.c.sha256).where(schema.file.c.sha256 == bindparam("sha256"))
_REVISION = select(schema.store.c.revision)
_POINT = (
    update(schema.assessment)
    .where(schema.assessment.c.id == bindparam("assessment_id"))
    .values(current_id=bindparam("revision_id"), last_number=bindparam("number"))
)


@dataclass(frozen=True, slots=True)
class Held:
    """What is stored for an assessor: the assessment and its current revision."""

    assessment_id: int
    last_number: int
    revision_id: int
    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class _Place:
    """The unit and period that a file belongs to, and what they hold by assessor."""

    unit: Unit
    unit_is_new: bool
    period_id: int
    held: Mapping[str, Held]


def save_file(connection: Connection, packed: PackedFile, by: str, at: datetime) -> SavedFile:
    """Store one file inside a writing transaction.

    Raises StoreError ``store-changed-meanwhile`` when the current revisions are not the expected.
    """
    place = _find_place(connection, packed, at)
    _refuse_unexpected(packed, place)
    fresh = [item for item in packed.assessments if _is_new(item, place)]
    saved = {
        item.assessor: SavedAssessment(
            item.assessor, Outcome.UNCHANGED, place.held[item.assessor].number
        )
        for item in packed.assessments
        if item not in fresh
    }
    upload = None
    if fresh:
        upload = _add_upload(connection, packed, place, by, at)
        questions = _find_questions(connection, packed)
        for item in fresh:
            saved[item.assessor] = _add_revision(connection, item, place, upload, questions)
        log.append(connection, "saved", by, _entry(packed, place, upload, fresh, saved), at)
    return SavedFile(
        file=packed.request.reading.file,
        sha256=packed.request.reading.sha256,
        upload=upload,
        unit=place.unit.code,
        unit_name=place.unit.name,
        unit_is_new=place.unit_is_new,
        period=packed.request.period,
        assessments=tuple(saved[item.assessor] for item in packed.assessments),
        store_revision=connection.execute(_REVISION).scalar_one(),
    )


def held_by(connection: Connection, unit_id: int, period_id: int) -> dict[str, Held]:
    """The assessments of a unit in a period with their current revisions, by assessor."""
    rows = connection.execute(_CURRENT, {"unit_id": unit_id, "period_id": period_id})
    return {assessor: Held(*facts) for assessor, *facts in rows}


def _find_place(connection: Connection, packed: PackedFile, at: datetime) -> _Place:
    request = packed.request
    unit = units.find_unit(connection, request.unit)
    period_id = units.find_period(connection, request.period)
    held = {} if unit is None or period_id is None else held_by(connection, unit.id, period_id)
    is_new = unit is None
    if unit is None:
        unit = units.add_unit(connection, request.unit, request.kind, request.is_example, at)
    if period_id is None:
        period_id = units.add_period(connection, request.period)
    return _Place(unit, is_new, period_id, held)


def _refuse_unexpected(packed: PackedFile, place: _Place) -> None:
    expected = packed.request.expected_revisions
    if expected is None:
        return
    for item in packed.assessments:
        held = place.held.get(item.assessor)
        number = None if held is None else held.number
        if item.assessor in expected and expected[item.assessor] != number:
            raise StoreError(
                "store-changed-meanwhile",
                unit=place.unit.name,
                period=packed.request.period,
                assessor=item.assessor,
            )


def _is_new(item: PackedAssessment, place: _Place) -> bool:
    held = place.held.get(item.assessor)
    return held is None or held.digest != item.digest


def _add_upload(
    connection: Connection, packed: PackedFile, place: _Place, by: str, at: datetime
) -> int:
    reading, original = packed.request.reading, packed.request.original
    if connection.execute(_FILE, {"sha256": reading.sha256}).one_or_none() is None:
        connection.execute(
            insert(schema.file),
            {"sha256": reading.sha256, "size": len(original), "content": original},
        )
    id_: int = connection.execute(
        insert(schema.upload).returning(schema.upload.c.id),
        {
            "file_sha256": reading.sha256,
            "file_name": packed.name,
            "layout": reading.layout,
            "unit_id": place.unit.id,
            "period_id": place.period_id,
            "made_unit": place.unit_is_new,
            "saved_at": at,
            "saved_by": by,
            "digest": packed.findings_digest,
            "findings": packed.findings,
        },
    ).scalar_one()
    return id_


def _find_questions(connection: Connection, packed: PackedFile) -> int:
    key = {"instrument": packed.request.reading.instrument, "digest": packed.questions_digest}
    found: int | None = connection.execute(_QUESTION_LIST, key).scalar_one_or_none()
    if found is not None:
        return found
    row = key | {
        "codes": canonical(packed.questions).decode(),
        "length": len(packed.questions),
    }
    id_: int = connection.execute(
        insert(schema.question_list).returning(schema.question_list.c.id), row
    ).scalar_one()
    return id_


def _add_revision(
    connection: Connection, item: PackedAssessment, place: _Place, upload: int, questions: int
) -> SavedAssessment:
    held = place.held.get(item.assessor)
    if held is None:
        number, replaced = 1, None
        assessment_id = connection.execute(
            insert(schema.assessment).returning(schema.assessment.c.id),
            {
                "unit_id": place.unit.id,
                "period_id": place.period_id,
                "assessor": item.assessor,
                "last_number": number,
            },
        ).scalar_one()
    else:
        number, replaced, assessment_id = held.last_number + 1, held.revision_id, held.assessment_id
    revision_id = connection.execute(
        insert(schema.revision).returning(schema.revision.c.id),
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
    ).scalar_one()
    connection.execute(
        insert(schema.document), {"revision_id": revision_id, "content": item.document}
    )
    connection.execute(
        _POINT, {"assessment_id": assessment_id, "revision_id": revision_id, "number": number}
    )
    outcome = Outcome.NEW if held is None else Outcome.REVISED
    return SavedAssessment(item.assessor, outcome, number)


def _entry(
    packed: PackedFile,
    place: _Place,
    upload: int,
    fresh: list[PackedAssessment],
    saved: Mapping[str, SavedAssessment],
) -> dict[str, object]:
    return {
        "upload": upload,
        "unit": place.unit.code,
        "unit_is_new": place.unit_is_new,
        "period": packed.request.period,
        "file": packed.request.reading.sha256,
        "findings": packed.findings_digest,
        "revisions": [
            [item.assessor, saved[item.assessor].revision, item.digest] for item in fresh
        ],
    }
