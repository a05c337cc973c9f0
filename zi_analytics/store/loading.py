"""Getting one assessment or one file back, checked on the way."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import Connection, Row, select

from zi_analytics.store import schema
from zi_analytics.store.documents import decompress, digest_of, read_document, read_findings
from zi_analytics.store.errors import StoreError
from zi_analytics.store.facts import revision_from, select_facts
from zi_analytics.store.records import Revision, StoredAssessment
from zi_analytics.store.units import require_unit
from zi_analytics.store.vectors import Vector
from zi_analytics.workbook.reading import AssessmentReading

_WHOLE = select_facts(
    schema.revision.c.exact,
    schema.question_list.c.codes.label("questions"),
    schema.upload.c.digest.label("findings_digest"),
    schema.upload.c.findings,
    schema.document.c.content,
).join(schema.document, schema.document.c.revision_id == schema.revision.c.id)


def load_document(
    connection: Connection, unit: str, period: str, assessor: str, number: int | None
) -> StoredAssessment:
    """One assessment's revision ``number``, or its current one.

    Raises StoreError ``store-assessment-unknown``, or ``store-content-damaged`` when it is not
    what was stored.
    """
    query = _WHOLE.where(
        schema.unit.c.id == require_unit(connection, unit).id,
        schema.period.c.code == period,
        schema.assessment.c.assessor == assessor,
    )
    if number is None:
        query = query.where(schema.revision.c.id == schema.assessment.c.current_id)
    else:
        query = query.where(schema.revision.c.number == number)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise unknown(unit, period, assessor)
    facts = revision_from(row)
    try:
        reading = open_document(row)
        packed = decompress(row.findings)
    except (ValueError, TypeError) as error:
        raise damaged(facts) from error
    if hashlib.sha256(packed).hexdigest() != row.findings_digest:
        raise damaged(facts)
    findings = [f for f in read_findings(packed) if f.assessor in (None, assessor)]
    return StoredAssessment(facts, row.unit_name, reading, tuple(findings))


def open_document(row: Row[Any]) -> AssessmentReading:
    """The reading in a row with its vector, questions, digest and packed document.

    Raises ValueError when the content is not what the digest says.
    """
    questions = json.loads(row.questions)
    vector = Vector(row.codes, row.exact)
    content = decompress(row.content)
    if digest_of(row.instrument, questions, vector, content) != row.digest:
        raise ValueError("not what was stored")
    return read_document(content, vector, questions)


def list_revisions(
    connection: Connection, unit: str, period: str, assessor: str
) -> tuple[Revision, ...]:
    """All revisions of one assessment, oldest first; () when there is none."""
    rows = connection.execute(
        select_facts()
        .where(
            schema.unit.c.id == require_unit(connection, unit).id,
            schema.period.c.code == period,
            schema.assessment.c.assessor == assessor,
        )
        .order_by(schema.revision.c.number)
    )
    return tuple(revision_from(row) for row in rows)


def load_original(connection: Connection, sha256: str) -> tuple[str, bytes]:
    """Name and bytes of an original file, the name as last saved.

    Raises StoreError ``store-file-unknown``, or ``store-original-damaged`` when the bytes are not
    the ones that were stored.
    """
    row = connection.execute(
        select(schema.upload.c.file_name, schema.file.c.content)
        .join(schema.file)
        .where(schema.file.c.sha256 == sha256)
        .order_by(schema.upload.c.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise StoreError("store-file-unknown")
    content = row.content
    if not isinstance(content, bytes) or hashlib.sha256(content).hexdigest() != sha256:
        raise StoreError("store-original-damaged", file=row.file_name)
    return row.file_name, content


def find_assessment(
    connection: Connection, unit_name: str, period: str, assessor: str
) -> tuple[int, str]:
    """The id of an assessment and its unit's code.

    Raises StoreError ``store-unit-unknown`` or ``store-assessment-unknown``.
    """
    found = require_unit(connection, unit_name)
    id_ = connection.execute(
        select(schema.assessment.c.id)
        .join(schema.period)
        .where(
            schema.assessment.c.unit_id == found.id,
            schema.assessment.c.assessor == assessor,
            schema.period.c.code == period,
        )
    ).scalar_one_or_none()
    if id_ is None:
        raise unknown(unit_name, period, assessor)
    return id_, found.code


def unknown(unit: str, period: str, assessor: str) -> StoreError:
    """The error for an assessment or revision that is not there."""
    return StoreError("store-assessment-unknown", unit=unit, period=period, assessor=assessor)


def damaged(facts: Revision) -> StoreError:
    """The error for a revision whose content is not what was stored."""
    return StoreError(
        "store-content-damaged",
        unit=facts.unit,
        period=facts.period,
        assessor=facts.assessor,
        revision=facts.number,
    )
