"""Looking into doubts: a reason, who and when; taken back, but never forgotten."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from zi_analytics.store import log, schema
from zi_analytics.store.connection import Database
from zi_analytics.store.documents import canonical
from zi_analytics.store.errors import StoreError
from zi_analytics.store.loading import find_assessment
from zi_analytics.store.names import clean
from zi_analytics.store.records import Doubted, Inspection
from zi_analytics.store.schema import assessment, inspection, period, revision, unit


class Inspections:
    """The inspections in a store. Its methods raise StoreErrors as the store's own do."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, unit: str, period: str, assessor: str) -> tuple[Inspection, ...]:
        """Every inspection of an assessment, those taken back included, oldest first."""
        with self._database.reading() as connection:
            id_, _ = find_assessment(connection, unit, period, assessor)
            rows = connection.execute(
                inspection.select()
                .where(inspection.c.assessment_id == id_)
                .order_by(inspection.c.id)
            )
            return tuple(inspection_from(row) for row in rows)

    def add(
        self,
        unit: str,
        period: str,
        assessor: str,
        doubted: Sequence[Doubted],
        reason: str,
        *,
        by: str,
        expected_revision: int,
    ) -> tuple[tuple[Inspection, bool], ...]:
        """Keep that doubts were looked into, all or none; gives what is kept of each, and whether
        that is new.

        The same doubt twice is kept once, with the first reason. ``expected_revision`` is the one
        that was looked at. Raises StoreError ``store-inspection-bare`` without a reason or a name,
        ``store-changed-meanwhile``, ``store-unit-unknown`` or ``store-assessment-unknown``.
        """
        with self._database.writing() as connection:
            adding = _Adding(connection, (unit, period, assessor), clean(reason), clean(by))
            adding.expect(expected_revision)
            return tuple(adding.add(one) for one in doubted)

    def withdraw(self, number: int, *, by: str) -> Inspection:
        """Take an inspection back; it stays, with who did it and when.

        Raises StoreError ``store-inspection-unknown``, also when it was taken back before, or
        ``store-inspection-bare`` without a name.
        """
        with self._database.writing() as connection:
            return _withdraw(connection, number, clean(by), schema.now())


class _Adding:
    """One person's inspections of one assessment, in one transaction."""

    def __init__(
        self, connection: Connection, place: tuple[str, str, str], reason: str, by: str
    ) -> None:
        if not reason or not by:
            raise StoreError("store-inspection-bare")
        self._connection = connection
        self._reason, self._by, self._at = reason, by, schema.now()
        self._id, code = find_assessment(connection, *place)
        self._place = (code, *place[1:])

    def expect(self, revision_number: int) -> None:
        """Raise ``store-changed-meanwhile`` when another revision counts by now."""
        current = self._connection.execute(
            select(revision.c.number)
            .join(assessment, assessment.c.current_id == revision.c.id)
            .where(assessment.c.id == self._id)
        ).scalar_one()
        if current != revision_number:
            unit, period, assessor = self._place
            raise StoreError("store-changed-meanwhile", unit=unit, period=period, assessor=assessor)

    def add(self, doubted: Doubted) -> tuple[Inspection, bool]:
        """What is kept of this doubt, and whether it is new."""
        held = self._connection.execute(
            inspection.select()
            .where(
                inspection.c.assessment_id == self._id,
                inspection.c.question == doubted.question,
                inspection.c.kind == doubted.kind,
                inspection.c.subject == doubted.subject,
                inspection.c.withdrawn_at.is_(None),
            )
            .order_by(inspection.c.id)
        ).first()
        if held is not None:
            return inspection_from(held), False
        number = self._connection.execute(
            insert(inspection).returning(inspection.c.id),
            {
                "assessment_id": self._id,
                "question": doubted.question,
                "kind": doubted.kind,
                "subject": doubted.subject,
                "reason": self._reason,
                "inspected_at": self._at,
                "inspected_by": self._by,
            },
        ).scalar_one()
        made = Inspection(number, doubted, self._reason, self._at, self._by)
        details = _details(*self._place, made) | {"digest": digest_of(made)}
        log.append(self._connection, "inspected", self._by, details, self._at)
        return made, True


def _withdraw(connection: Connection, number: int, by: str, at: datetime) -> Inspection:
    if not by:
        raise StoreError("store-inspection-bare")
    row = connection.execute(select_placed().where(inspection.c.id == number)).one_or_none()
    if row is None or row.withdrawn_at is not None:
        raise StoreError("store-inspection-unknown")
    connection.execute(
        update(inspection).where(inspection.c.id == number).values(withdrawn_at=at, withdrawn_by=by)
    )
    found = inspection_from(row)
    details = _details(row.unit, row.period, row.assessor, found)
    log.append(connection, "inspection-withdrawn", by, details, at)
    return Inspection(
        number, found.doubted, found.reason, found.inspected_at, found.inspected_by, at, by
    )


def remove_inspections(connection: Connection, assessments: Select[Any]) -> list[int]:
    """Remove those of assessments that are about to go; gives their numbers for the log."""
    which = inspection.c.assessment_id.in_(assessments)
    gone: Sequence[int] = (
        connection.execute(select(inspection.c.id).where(which).order_by(inspection.c.id))
        .scalars()
        .all()
    )
    if gone:
        connection.execute(delete(inspection).where(which))
    return list(gone)


def select_placed() -> Select[Any]:
    """Every inspection with the unit's code, the period and the assessor."""
    return (
        select(
            *inspection.columns,
            unit.c.code.label("unit"),
            period.c.code.label("period"),
            assessment.c.assessor,
        )
        .join(assessment, assessment.c.id == inspection.c.assessment_id)
        .join(unit, unit.c.id == assessment.c.unit_id)
        .join(period, period.c.id == assessment.c.period_id)
        .order_by(inspection.c.id)
    )


def digest_of(one: Inspection) -> str:
    """The SHA-256 of an inspection as it was made, for the log: its reason stays out of there."""
    doubted = one.doubted
    said = [one.number, doubted.question, doubted.kind, doubted.subject, one.reason]
    moment = one.inspected_at.isoformat(timespec="microseconds")
    return hashlib.sha256(canonical([*said, moment, one.inspected_by])).hexdigest()


def _details(unit: str, period: str, assessor: str, one: Inspection) -> dict[str, object]:
    return {
        "inspection": one.number,
        "unit": unit,
        "period": period,
        "assessor": assessor,
        "question": one.doubted.question,
        "kind": one.doubted.kind,
    }


def inspection_from(row: Row[Any]) -> Inspection:
    """An inspection from a row of its table."""
    return Inspection(
        number=row.id,
        doubted=Doubted(row.question, row.kind, row.subject),
        reason=row.reason,
        inspected_at=row.inspected_at,
        inspected_by=row.inspected_by,
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=row.withdrawn_by,
    )
