"""The query behind everything that names a stored revision with its facts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, select

from zi_analytics.store.records import Revision
from zi_analytics.store.schema import (
    assessment,
    file,
    period,
    question_list,
    revision,
    unit,
    upload,
)
from zi_analytics.store.vectors import FIRST_VALUE

JOINED = (
    assessment.join(unit)
    .join(period, period.c.id == assessment.c.period_id)
    .join(revision, revision.c.assessment_id == assessment.c.id)
    .join(upload, upload.c.id == revision.c.upload_id)
    .join(file, file.c.sha256 == upload.c.file_sha256)
    .join(question_list)
)


def select_facts(*more: Any) -> Select[Any]:
    """Every revision of every assessment with its facts, plus the columns ``more``."""
    return select(
        unit.c.code.label("unit"),
        unit.c.name.label("unit_name"),
        period.c.code.label("period"),
        assessment.c.assessor,
        assessment.c.current_id,
        revision.c.id.label("revision_id"),
        revision.c.number,
        revision.c.codes,
        revision.c.sheet_total,
        revision.c.digest,
        question_list.c.instrument,
        question_list.c.length,
        upload.c.id.label("upload"),
        upload.c.layout,
        upload.c.file_name,
        upload.c.file_sha256,
        upload.c.saved_at,
        upload.c.saved_by,
        *more,
    ).select_from(JOINED)


def revision_from(row: Row[Any]) -> Revision:
    """The facts of one row of :func:`select_facts`."""
    return Revision(
        unit=row.unit,
        period=row.period,
        assessor=row.assessor,
        number=row.number,
        is_current=row.revision_id == row.current_id,
        upload=row.upload,
        instrument=row.instrument,
        layout=row.layout,
        file=row.file_name,
        sha256=row.file_sha256,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
        answered=sum(code >= FIRST_VALUE for code in row.codes),
        sheet_total=row.sheet_total,
        digest=row.digest,
    )
