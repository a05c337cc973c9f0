"""Copies of the whole store, made while it is in use, each compared at once with what it copies."""

from __future__ import annotations

import secrets
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from zi_analytics.store import sqlite
from zi_analytics.store.connection import Database
from zi_analytics.store.errors import StoreError
from zi_analytics.store.schema import store

FOLDER = "backups"


def list_backups(folder: Path) -> list[Path]:
    """The backups that stand in a store's folder, oldest first."""
    return sorted((folder / FOLDER).glob("*.db"), key=lambda path: path.name)


def place_for(path: Path, why: str) -> Path:
    """A new name in the folder of backups: when, and why."""
    folder = path.parent / FOLDER
    folder.mkdir(exist_ok=True)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    return folder / f"{moment}-{why}.db"


def back_up(database: Database, target: Path | None) -> Path:
    """Write a copy of the store to ``target`` (a new file), or into its own folder of backups.

    Raises StoreError ``store-backup-exists``, or ``store-backup-failed`` when the copy is not the
    same as the store.
    """
    target = place_for(database.path, "backup") if target is None else Path(target)
    with sqlite.plain_errors(target), database.turn(), database.reading() as connection:
        # Reading anything fixes the state that is copied and then compared.
        connection.execute(select(store.c.revision)).one()
        _copy(sqlite.raw(connection), target, database.busy_seconds)
    return target


def keep_copy(path: Path, why: str, busy_seconds: float) -> Path:
    """A backup of a store that is not open, of whatever version."""
    target = place_for(path, why)
    with closing(sqlite.connect(path, "rw", busy_seconds)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        _copy(connection, target, busy_seconds)
        connection.execute("ROLLBACK")
    return target


def _copy(source: sqlite.Raw, target: Path, busy_seconds: float) -> None:
    if target.exists():
        raise StoreError("store-backup-exists", file=target.name)
    draft = target.with_name(f".{target.stem}-{secrets.token_hex(4)}.part")
    try:
        sqlite.copy(source, draft, busy_seconds)
        different = sqlite.differences(source, draft, busy_seconds)
        if different:
            raise StoreError("store-backup-failed", file=target.name, table=different[0])
        draft.rename(target)
    finally:
        for leftover in target.parent.glob(f"{draft.name}*"):
            leftover.unlink(missing_ok=True)
