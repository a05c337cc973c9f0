"""Units change: renamed, moved under another, closed, merged; their history goes along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, exists, select, update

from zi_analytics.store import log
from zi_analytics.store.errors import StoreError
from zi_analytics.store.names import clean, match_key
from zi_analytics.store.records import UnitChange
from zi_analytics.store.schema import (
    assessment,
    dossier_item,
    inspection,
    period,
    revision,
    unit,
    unit_alias,
    upload,
)
from zi_analytics.store.units import (
    LONGEST_KIND,
    Unit,
    add_alias,
    add_unit,
    free_code,
    require_unit,
)


def new_unit(connection: Connection, change: UnitChange, by: str, at: datetime) -> str:
    """Make the unit that ``change`` describes; gives its code.

    Raises StoreError ``store-name-taken``, ``store-code-taken``, ``store-unit-unknown`` (its
    parent) or ``store-unit-unnamed``.
    """
    name = clean(change.name or "")
    if not match_key(name):
        raise StoreError("store-unit-unnamed")
    _refuse_taken(connection, name)
    made = add_unit(
        connection, name, change.kind or "", bool(change.is_example), at, change.code or ""
    )
    _apply(connection, made, change, made=True)
    log.append(connection, "unit-added", by, {"unit": made.code}, at)
    return made.code


def change_unit(
    connection: Connection, text: str, change: UnitChange, by: str, at: datetime
) -> str:
    """Change the unit called ``text``; gives its code afterwards.

    Its earlier names go on meaning it. Raises StoreError ``store-unit-unknown``,
    ``store-name-taken``, ``store-code-taken`` or ``store-unit-circle``.
    """
    found = require_unit(connection, text)
    code = _apply(connection, found, change)
    if code != found.code:
        log.append(connection, "recoded", by, {"from": found.code, "to": code}, at)
    log.append(connection, "unit-changed", by, {"unit": code}, at)
    return code


def _apply(connection: Connection, found: Unit, change: UnitChange, *, made: bool = False) -> str:
    values: dict[str, object] = {}
    if change.name is not None and not made:
        add_alias(connection, found.id, change.name)
        values["name"] = clean(change.name)
    if change.code is not None and clean(change.code) != found.code:
        values["code"] = free_code(connection, change.code)
    if change.kind is not None:
        values["kind"] = clean(change.kind)[:LONGEST_KIND]
    if change.is_example is not None:
        values["is_example"] = change.is_example
    if change.is_active is not None:
        values["is_active"] = change.is_active
    if change.parent is not None:
        values["parent_id"] = _parent(connection, found, change.parent)
    for other in change.also_called:
        add_alias(connection, found.id, other)
    if values:
        connection.execute(update(unit).where(unit.c.id == found.id).values(values))
    return str(values.get("code", found.code))


def _refuse_taken(connection: Connection, name: str) -> None:
    taken = select(unit_alias.c.unit_id).where(unit_alias.c.key == match_key(name))
    if connection.execute(taken).one_or_none() is not None:
        raise StoreError("store-name-taken", name=name)


def _parent(connection: Connection, child: Unit, text: str) -> int | None:
    """The id of the unit called ``text``, None for "". Raises ``store-unit-circle``."""
    if not text:
        return None
    parent = require_unit(connection, text)
    above: int | None = parent.id
    while above is not None:
        if above == child.id:
            raise StoreError("store-unit-circle", unit=child.name, parent=parent.name)
        above = connection.execute(select(unit.c.parent_id).where(unit.c.id == above)).scalar_one()
    return parent.id


def remove_unit(connection: Connection, text: str, by: str, at: datetime) -> None:
    """Remove a unit of which nothing is kept and below which none stands.

    Raises StoreError ``store-unit-unknown`` or ``store-unit-in-use``.
    """
    found = require_unit(connection, text)
    used = [
        exists().where(assessment.c.unit_id == found.id),
        exists().where(upload.c.unit_id == found.id),
        exists().where(dossier_item.c.unit_id == found.id),
        exists().where(unit.c.parent_id == found.id),
    ]
    if any(connection.execute(select(one)).scalar_one() for one in used):
        raise StoreError("store-unit-in-use", unit=found.name)
    connection.execute(delete(unit_alias).where(unit_alias.c.unit_id == found.id))
    connection.execute(delete(unit).where(unit.c.id == found.id))
    log.append(connection, "unit-removed", by, {"unit": found.code}, at)


def merge_units(connection: Connection, source: str, into: str, by: str, at: datetime) -> None:
    """Let the unit ``source`` become part of ``into``: names, worksheets, revisions, dossier,
    units below.

    Where both have an assessment of the same period and assessor, the revisions of both stay in
    one row of revisions, and the one that was stored last counts. Raises StoreError
    ``store-unit-unknown`` or ``store-unit-same``.
    """
    gone, stays = require_unit(connection, source), require_unit(connection, into)
    if gone.id == stays.id:
        raise StoreError("store-unit-same", unit=stays.name)
    renumbered = _move_assessments(connection, gone.id, stays.id)
    # Undoing an import that made the old unit must not take the one away that goes on.
    connection.execute(
        update(upload).where(upload.c.unit_id == gone.id).values(unit_id=stays.id, made_unit=False)
    )
    connection.execute(
        update(unit_alias).where(unit_alias.c.unit_id == gone.id).values(unit_id=stays.id)
    )
    connection.execute(
        update(dossier_item).where(dossier_item.c.unit_id == gone.id).values(unit_id=stays.id)
    )
    _move_units_below(connection, gone.id, stays.id)
    connection.execute(delete(unit).where(unit.c.id == gone.id))
    details = {"from": gone.code, "to": stays.code, "revisions": renumbered}
    log.append(connection, "merged", by, details, at)


def _move_units_below(connection: Connection, gone: int, stays: int) -> None:
    query = select(unit.c.id, unit.c.parent_id)
    parents: dict[int, int | None] = dict(connection.execute(query).all())
    above: int | None = stays
    while above is not None and above != gone:
        above = parents[above]
    if above == gone:
        # The one that stays stood below the one that goes: it takes that one's place.
        connection.execute(update(unit).where(unit.c.id == stays).values(parent_id=parents[gone]))
    connection.execute(
        update(unit).where(unit.c.parent_id == gone, unit.c.id != stays).values(parent_id=stays)
    )


def _move_assessments(connection: Connection, gone: int, stays: int) -> list[list[object]]:
    """Period, assessor, old and new number of every revision that is another unit's now."""
    moved: list[list[object]] = []
    for row in _assessments_of(connection, gone):
        other = connection.execute(
            select(assessment.c.id, assessment.c.last_number, assessment.c.current_id).where(
                assessment.c.unit_id == stays,
                assessment.c.period_id == row.period_id,
                assessment.c.assessor == row.assessor,
            )
        ).one_or_none()
        first = 0 if other is None else other.last_number
        numbers = connection.execute(
            select(revision.c.number)
            .where(revision.c.assessment_id == row.id)
            .order_by(revision.c.number)
        ).scalars()
        moved.extend([row.code, row.assessor, n, n + first] for n in numbers)
        if other is None:
            connection.execute(
                update(assessment).where(assessment.c.id == row.id).values(unit_id=stays)
            )
        else:
            _append_revisions(connection, row, other)
    return moved


def _assessments_of(connection: Connection, unit_id: int) -> Sequence[Any]:
    return connection.execute(
        select(
            assessment.c.id,
            assessment.c.period_id,
            assessment.c.assessor,
            assessment.c.last_number,
            assessment.c.current_id,
            period.c.code,
        )
        .join(period)
        .where(assessment.c.unit_id == unit_id)
        .order_by(period.c.code, assessment.c.assessor)
    ).all()


def _append_revisions(connection: Connection, gone: Any, stays: Any) -> None:
    """Put the revisions of one assessment behind those of another; the later upload counts."""
    newer, older = stays, gone
    if _upload_of(connection, gone.current_id) > _upload_of(connection, stays.current_id):
        newer, older = gone, stays
    # What replaced what stays one chain: going back past the newer one's first leads to the older.
    connection.execute(
        update(revision)
        .where(revision.c.assessment_id == newer.id, revision.c.replaced_id.is_(None))
        .values(replaced_id=older.current_id)
    )
    connection.execute(update(assessment).where(assessment.c.id == gone.id).values(current_id=None))
    connection.execute(
        update(revision)
        .where(revision.c.assessment_id == gone.id)
        .values(assessment_id=stays.id, number=revision.c.number + stays.last_number)
    )
    connection.execute(
        update(assessment)
        .where(assessment.c.id == stays.id)
        .values(current_id=newer.current_id, last_number=stays.last_number + gone.last_number)
    )
    connection.execute(
        update(inspection)
        .where(inspection.c.assessment_id == gone.id)
        .values(assessment_id=stays.id)
    )
    connection.execute(delete(assessment).where(assessment.c.id == gone.id))


def _upload_of(connection: Connection, revision_id: int) -> int:
    number: int = connection.execute(
        select(revision.c.upload_id).where(revision.c.id == revision_id)
    ).scalar_one()
    return number
