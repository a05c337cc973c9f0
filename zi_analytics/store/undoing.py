"""Going back: restoring a revision, undoing an import, deleting an assessment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, exists, select, update

from zi_analytics.store import log
from zi_analytics.store.errors import StoreError
from zi_analytics.store.inspecting import remove_inspections
from zi_analytics.store.loading import find_assessment, unknown
from zi_analytics.store.schema import (
    assessment,
    document,
    dossier_item,
    file,
    period,
    revision,
    unit,
    unit_alias,
    upload,
)


def restore_revision(
    connection: Connection,
    unit_name: str,
    period_code: str,
    assessor: str,
    number: int,
    by: str,
    at: datetime,
) -> None:
    """Make revision ``number`` the current one again; all the others stay.

    Raises StoreError ``store-assessment-unknown``.
    """
    id_, code = find_assessment(connection, unit_name, period_code, assessor)
    wanted = connection.execute(
        select(revision.c.id, revision.c.digest).where(
            revision.c.assessment_id == id_, revision.c.number == number
        )
    ).one_or_none()
    if wanted is None:
        raise unknown(unit_name, period_code, assessor)
    connection.execute(
        update(assessment).where(assessment.c.id == id_).values(current_id=wanted.id)
    )
    details = {"unit": code, "period": period_code, "assessor": assessor, "revision": number}
    log.append(connection, "restored", by, details | {"digest": wanted.digest}, at)


def undo_upload(connection: Connection, number: int, by: str, at: datetime) -> None:
    """Take back everything that the import ``number`` brought; what it replaced counts again.

    Raises StoreError ``store-upload-unknown``.
    """
    made = connection.execute(
        select(upload.c.made_unit, upload.c.unit_id, upload.c.file_sha256, unit.c.code)
        .join(unit)
        .where(upload.c.id == number)
    ).one_or_none()
    if made is None:
        raise StoreError("store-upload-unknown", upload=number)
    removed = _remove_revisions(connection, revision.c.upload_id == number)
    connection.execute(delete(upload).where(upload.c.id == number))
    gone = _sweep(connection, made.unit_id if made.made_unit else None)
    details = {
        "upload": number,
        "unit": made.code,
        "file": log.short(made.file_sha256),
        "revisions": removed,
    }
    log.append(connection, "undone", by, details | gone, at)


def delete_assessment(
    connection: Connection, unit_name: str, period_code: str, assessor: str, by: str, at: datetime
) -> None:
    """Delete an assessment with all its revisions, and the files that nothing else refers to.

    Raises StoreError ``store-assessment-unknown``.
    """
    id_, code = find_assessment(connection, unit_name, period_code, assessor)
    removed = _remove_revisions(connection, revision.c.assessment_id == id_)
    connection.execute(delete(upload).where(~exists().where(revision.c.upload_id == upload.c.id)))
    gone = _sweep(connection, None)
    details: dict[str, object] = {"unit": code, "period": period_code, "assessor": assessor}
    log.append(connection, "deleted", by, details | {"revisions": removed} | gone, at)


def _remove_revisions(connection: Connection, which: object) -> list[Sequence[object]]:
    rows = connection.execute(
        select(
            revision.c.id,
            revision.c.replaced_id,
            revision.c.assessment_id,
            revision.c.number,
            revision.c.digest,
            assessment.c.assessor,
            assessment.c.current_id,
            period.c.code,
        )
        .join(assessment, assessment.c.id == revision.c.assessment_id)
        .join(period)
        .where(which)  # type: ignore[arg-type]  # a clause; SQLAlchemy has no public name for it
        .order_by(revision.c.id.desc())
    ).all()
    current = {row.assessment_id: row.current_id for row in rows}
    for row in rows:
        # The chain of what replaced what closes over the gap.
        connection.execute(
            update(revision)
            .where(revision.c.replaced_id == row.id)
            .values(replaced_id=row.replaced_id)
        )
        if current[row.assessment_id] == row.id:
            current[row.assessment_id] = row.replaced_id
            connection.execute(
                update(assessment)
                .where(assessment.c.id == row.assessment_id)
                .values(current_id=row.replaced_id)
            )
        connection.execute(delete(document).where(document.c.revision_id == row.id))
        connection.execute(delete(revision).where(revision.c.id == row.id))
    return [[row.code, row.assessor, row.number, row.digest] for row in reversed(rows)]


def _sweep(connection: Connection, made_unit: int | None) -> dict[str, list[int]]:
    """Remove what nothing refers to any more; what the log is to say of it."""
    empty = ~exists().where(revision.c.assessment_id == assessment.c.id)
    gone = remove_inspections(connection, select(assessment.c.id).where(empty))
    connection.execute(delete(assessment).where(empty))
    connection.execute(delete(file).where(~exists().where(upload.c.file_sha256 == file.c.sha256)))
    connection.execute(
        delete(period).where(
            ~exists().where(assessment.c.period_id == period.c.id),
            ~exists().where(upload.c.period_id == period.c.id),
        )
    )
    if made_unit is not None:
        _remove_unused(connection, made_unit)
    return {"inspections": gone} if gone else {}


def _remove_unused(connection: Connection, made_unit: int) -> None:
    below = unit.alias()
    unused = (
        unit.c.id == made_unit,
        ~exists().where(below.c.parent_id == unit.c.id),
        ~exists().where(assessment.c.unit_id == unit.c.id),
        ~exists().where(upload.c.unit_id == unit.c.id),
        ~exists().where(dossier_item.c.unit_id == unit.c.id),
    )
    if connection.execute(select(unit.c.id).where(*unused)).one_or_none() is not None:
        connection.execute(delete(unit_alias).where(unit_alias.c.unit_id == made_unit))
        connection.execute(delete(unit).where(unit.c.id == made_unit))
