"""Putting a backup in the store's place, in one step."""

from __future__ import annotations

import secrets
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, select, update

from zi_analytics.settings import StorePlace
from zi_analytics.store import log, schema, sqlite
from zi_analytics.store.backend import Backend
from zi_analytics.store.checking import check_store
from zi_analytics.store.connection import Database
from zi_analytics.store.errors import StoreError
from zi_analytics.store.opening import BUSY_SECONDS, backend_of
from zi_analytics.store.sqlite_file import HALF_RESTORED, SqliteFile, check_file


def restore_backup(
    place: StorePlace | Path, source: Path, by: str = "", busy_seconds: float = BUSY_SECONDS
) -> None:
    """Make the backup ``source`` the store in ``place``, whatever state that one is in.

    A backup fits every kind of store, wherever it was made. See :func:`restore_into`.
    """
    backend = backend_of(place, busy_seconds)
    try:
        restore_into(backend, source, by)
    finally:
        backend.engine.dispose()


def restore_into(backend: Backend, source: Path, by: str) -> None:
    """Make the backup ``source`` the content of ``backend``.

    What was there is kept among the backups. The backup is checked and brought up to date beside
    the store first, then takes its place at once; programs that have the store open go on with
    the restored one. Raises StoreError, and the store is then as it was.
    """
    source = Path(source).resolve()
    draft = backend.folder / f"{HALF_RESTORED}{secrets.token_hex(8)}.db"
    with sqlite.plain_errors(draft):
        if not source.is_file():
            raise StoreError("store-missing", file=source.name)
        check_file(source, backend.busy_seconds)
        backend.folder.mkdir(parents=True, exist_ok=True)
        try:
            with closing(sqlite.connect(source, "ro", backend.busy_seconds)) as origin:
                sqlite.copy(origin, draft, backend.busy_seconds)
            _bring_up_to_date(SqliteFile(draft, backend.busy_seconds))
            backend.replace(draft, lambda connection, last: _sign(connection, last, by))
        finally:
            for leftover in draft.parent.glob(f"{draft.name}*"):
                leftover.unlink(missing_ok=True)


def _bring_up_to_date(draft: SqliteFile) -> None:
    draft.migrate()
    database = Database(draft)
    try:
        with database.reading() as connection:
            if check_store(connection, draft):
                raise StoreError("store-damaged", file=draft.name)
    finally:
        database.close()


def _sign(connection: Connection, last: int, by: str) -> None:
    """Let the log and the revision of a restored store go on from the one that it replaces."""
    held = connection.execute(select(schema.store.c.revision)).scalar_one()
    # A number that was seen before must never mean another content.
    connection.execute(update(schema.store).values(revision=max(held, last)))
    log.append(connection, "backup-restored", by, {"from": held}, schema.now())
