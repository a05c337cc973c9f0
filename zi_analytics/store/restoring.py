"""Putting a backup in the store's place, in one step."""

from __future__ import annotations

import secrets
from contextlib import closing
from pathlib import Path

from sqlalchemy import select, update

from zi_analytics.store import backup, log, schema, sqlite
from zi_analytics.store.checking import check_store
from zi_analytics.store.connection import Database
from zi_analytics.store.errors import StoreError
from zi_analytics.store.opening import BUSY_SECONDS, FILE, HALF_RESTORED, check_file, place
from zi_analytics.store.opening import migrate as migrate_file


def restore_backup(
    folder: Path, source: Path, by: str = "", busy_seconds: float = BUSY_SECONDS
) -> None:
    """Make the backup ``source`` the store in ``folder``, whatever state that one is in.

    What was there is kept among the backups. The backup is checked and brought up to date beside
    the store first, then takes its place at once; programs that have the store open go on with
    the restored one. Raises StoreError, and the store is then as it was.
    """
    path = Path(folder).resolve() / FILE
    source = Path(source).resolve()
    with sqlite.plain_errors(path):
        if not source.is_file():
            raise StoreError("store-missing", file=source.name)
        check_file(source, busy_seconds)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{HALF_RESTORED}{secrets.token_hex(8)}.db")
        try:
            with closing(sqlite.connect(source, "ro", busy_seconds)) as origin:
                sqlite.copy(origin, draft, busy_seconds)
            migrate_file(draft, busy_seconds)
            sound = _set_aside(path, busy_seconds)
            _sign(draft, path if sound else None, by, busy_seconds)
            if sound:
                sqlite.overwrite(path, draft, busy_seconds)
            else:
                place(draft, path)
        finally:
            for leftover in path.parent.glob(f"{draft.name}*"):
                leftover.unlink(missing_ok=True)


def _set_aside(path: Path, busy_seconds: float) -> bool:
    """Keep what stands at ``path``. False when nothing usable does, and its place is free then."""
    if not path.exists():
        return False
    try:
        check_file(path, busy_seconds)
    except StoreError as error:
        if error.code not in ("store-damaged", "store-empty-file"):
            raise
        aside = backup.place_for(path, "damaged")
        for part in [path, *path.parent.glob(f"{path.name}-*")]:
            part.rename(aside.with_name(part.name.replace(path.name, f"{aside.name}.aside")))
        return False
    backup.keep_copy(path, "before-restore", busy_seconds)
    return True


def _sign(draft: Path, replaced: Path | None, by: str, busy_seconds: float) -> None:
    """Check the draft, and let its log and its revision go on from the store that it replaces."""
    database = Database(draft, busy_seconds)
    try:
        with database.reading() as connection:
            if check_store(connection):
                raise StoreError("store-damaged", file=draft.name)
        last = _revision_of(replaced, busy_seconds)
        with database.writing() as connection:
            held = connection.execute(select(schema.store.c.revision)).scalar_one()
            # A number that was seen before must never mean another content.
            connection.execute(update(schema.store).values(revision=max(held, last)))
            log.append(connection, "backup-restored", by, {"from": held}, schema.now())
    finally:
        database.close()


def _revision_of(path: Path | None, busy_seconds: float) -> int:
    if path is None:
        return 0
    database = Database(path, busy_seconds)
    try:
        with database.reading() as connection:
            number: int = connection.execute(select(schema.store.c.revision)).scalar_one()
            return number
    finally:
        database.close()
