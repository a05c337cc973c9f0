"""Moving a whole store to another place: from a file to PostgreSQL, back, or to another folder."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, func, select

from zi_analytics.finding_kinds import KINDS
from zi_analytics.findings import Severity
from zi_analytics.settings import StorePlace
from zi_analytics.store import schema
from zi_analytics.store.backend import Backend
from zi_analytics.store.checking import check_store
from zi_analytics.store.copying import differences, tables_of, transfer
from zi_analytics.store.errors import StoreError
from zi_analytics.store.opening import BUSY_SECONDS, backend_of, open_database


def move_store(
    source: StorePlace | Path, target: StorePlace | Path, busy_seconds: float = BUSY_SECONDS
) -> int:
    """Copy the store in ``source`` to ``target``, where none may be yet; gives its assessments.

    Nobody writes to the source meanwhile, and it stays as it is. Every row is compared and the
    whole store checked before the copy counts. Raises StoreError, and the target is then as it
    was.
    """
    goal = backend_of(target, busy_seconds)
    origin = open_database(source, create=False, busy_seconds=busy_seconds)
    try:
        with origin.writing() as old, goal.making() as new:
            tables = tables_of(new)
            transfer(origin.backend, old, goal, new, tables)
            different = differences(old, new, tables)
            if different:
                raise StoreError("store-copy-differs", file=goal.name, table=different[0])
            _require_sound(new, goal, origin.backend.name)
            count = select(func.count()).select_from(schema.assessment)
            return int(new.execute(count).scalar_one())
    finally:
        origin.close()
        goal.engine.dispose()


def _require_sound(connection: Connection, goal: Backend, name: str) -> None:
    """What is wrong in the copy was wrong before: they are the same."""
    found = check_store(connection, goal)
    if any(KINDS[finding.code].severity is Severity.ERROR for finding in found):
        raise StoreError("store-damaged", file=name)
