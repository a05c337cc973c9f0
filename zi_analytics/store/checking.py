"""Looking over the whole store: is everything still what was written?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, exists, func, select

from zi_analytics.findings import Finding
from zi_analytics.store import log, schema
from zi_analytics.store.backend import Backend
from zi_analytics.store.documents import decompress
from zi_analytics.store.dossier_rows import digest_of as digest_of_item
from zi_analytics.store.dossier_rows import item_from, select_items, select_versions
from zi_analytics.store.facts import revision_from, select_facts
from zi_analytics.store.inspecting import digest_of, inspection_from, select_placed
from zi_analytics.store.loading import damaged, open_document
from zi_analytics.store.logged import (
    LoggedInspection,
    Place,
    logged_digests,
    logged_inspections,
    logged_items,
)
from zi_analytics.store.vectors import Vector

_EVERYTHING = (
    select_facts(
        schema.revision.c.exact,
        schema.revision.c.checksum,
        schema.revision.c.with_evidence,
        schema.question_list.c.codes.label("questions"),
        schema.document.c.content,
    )
    .join(schema.document, schema.document.c.revision_id == schema.revision.c.id, isouter=True)
    .order_by(schema.revision.c.id)
)


def check_store(connection: Connection, backend: Backend) -> list[Finding]:
    """Every damage, changed content, break in the log and file without a use; [] when sound.

    Reads everything once: seconds for thousands of files.
    """
    found = []
    if not backend.is_sound(connection):
        found.append(Finding("store-damaged", details=(("file", backend.name),)))
    broken = log.check(connection)
    logged = {} if broken else logged_digests(connection)
    return [
        *found,
        *broken,
        *_check_revisions(connection, None if broken else logged),
        *_check_uploads(connection),
        *_check_pointers(connection),
        *_check_files(connection),
        *([] if broken else _check_inspections(connection)),
        *([] if broken else _check_dossier(connection)),
    ]


def _check_revisions(
    connection: Connection, logged: Mapping[Place, str] | None
) -> Iterator[Finding]:
    for row in connection.execute(_EVERYTHING.execution_options(yield_per=100)):
        facts = revision_from(row)
        try:
            reading = None if row.content is None else open_document(row)
        except (ValueError, TypeError):
            reading = None
        if (
            reading is None
            or Vector(row.codes, row.exact).checksum != row.checksum
            or reading.sheet_total != row.sheet_total
            or reading.assessor != row.assessor
            or sum(1 for a in reading.answers.values() if a.evidence) != row.with_evidence
        ):
            yield damaged(facts).finding
        elif logged is not None:
            place = (facts.unit, facts.period, facts.assessor, facts.number)
            if logged.get(place) != facts.digest:
                yield Finding("store-not-in-log", details=damaged(facts).finding.details)


def _check_uploads(connection: Connection) -> Iterator[Finding]:
    query = select(schema.upload.c.id, schema.upload.c.digest, schema.upload.c.findings)
    query = query.order_by(schema.upload.c.id).execution_options(yield_per=100)
    for row in connection.execute(query):
        try:
            content = decompress(row.findings)
            sound = hashlib.sha256(content).hexdigest() == row.digest and json.loads(content) != 0
        except (ValueError, TypeError):
            sound = False
        if not sound:
            yield Finding("store-findings-damaged", details=(("upload", row.id),))


def _check_pointers(connection: Connection) -> Iterator[Finding]:
    """An assessment must point at one of its own revisions."""
    own = exists().where(
        schema.revision.c.id == schema.assessment.c.current_id,
        schema.revision.c.assessment_id == schema.assessment.c.id,
    )
    lost = connection.execute(
        select(func.count()).select_from(schema.assessment).where(~own)
    ).scalar_one()
    if lost:
        yield Finding("store-without-current", details=(("assessments", lost),))


def _check_files(connection: Connection) -> Iterator[Finding]:
    used = exists().where(schema.upload.c.file_sha256 == schema.file.c.sha256)
    query = select(schema.file, used.label("used")).order_by(schema.file.c.sha256)
    for row in connection.execute(query.execution_options(yield_per=1)):
        sound = isinstance(row.content, bytes) and len(row.content) == row.size
        if not sound or hashlib.sha256(row.content).hexdigest() != row.sha256:
            yield Finding("store-original-damaged", details=(("file", row.sha256[:12]),))
        elif not row.used:
            yield Finding("store-orphan-file", details=(("file", row.sha256[:12]),))


def _check_inspections(connection: Connection) -> Iterator[Finding]:
    """Each must be the one that the log tells of, where it tells, and none may be lost."""
    logged = logged_inspections(connection)
    for row in connection.execute(select_placed().execution_options(yield_per=500)):
        if logged.pop(row.id, None) != _as_logged(row):
            yield _inspection_damaged(row.id)
    yield from (_inspection_damaged(number) for number in logged)


def _as_logged(row: Row[Any]) -> LoggedInspection:
    one = inspection_from(row)
    withdrawn = None
    if one.withdrawn_at is not None or one.withdrawn_by is not None:
        withdrawn = (one.withdrawn_at, one.withdrawn_by)
    return LoggedInspection(row.unit, row.period, row.assessor, digest_of(one), withdrawn)


def _check_dossier(connection: Connection) -> Iterator[Finding]:
    """Each item must have the unit and just the versions that the log tells of."""
    logged = logged_items(connection)
    found: dict[int, dict[int, str]] = {}
    for row in connection.execute(select_versions().execution_options(yield_per=500)):
        found.setdefault(row.id, {})[row.version] = digest_of_item(item_from(row), row.document)
    rows = connection.execute(select_items().execution_options(yield_per=500))
    for row in rows:
        known = logged.pop(row.id, None)
        if (
            known is None
            or (row.unit or "", row.created_at) != (known.unit, known.created_at)
            or found.get(row.id) != known.digests
            or row.last_number != max(known.digests)
        ):
            yield _item_damaged(row.id)
    yield from (_item_damaged(number) for number in logged)


def _item_damaged(number: int) -> Finding:
    return Finding("store-item-damaged", details=(("item", number),))


def _inspection_damaged(number: int) -> Finding:
    return Finding("store-inspection-damaged", details=(("inspection", number),))
