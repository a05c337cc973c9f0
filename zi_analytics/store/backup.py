"""Copies of the whole store, made while it is in use, each compared at once with what it copies.

A backup is a store in a file of SQLite, whatever database it was made from.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import nullcontext
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


def place_for(folder: Path, why: str) -> Path:
    """A new name in the folder of backups: when, and why."""
    backups = folder / FOLDER
    backups.mkdir(parents=True, exist_ok=True)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    return backups / f"{moment}-{why}.db"


def back_up(database: Database, target: Path | None) -> Path:
    """Write a copy of the store to ``target`` (a new file), or into its own folder of backups.

    Raises StoreError ``store-backup-exists``, or ``store-backup-failed`` when the copy is not the
    same as the store.
    """
    backend = database.backend
    alone = database.turn() if backend.readers_hold_up_writers else nullcontext()
    with sqlite.plain_errors(target or backend.folder), alone, database.reading() as connection:
        # Reading anything fixes the state that is copied and then compared.
        connection.execute(select(store.c.revision)).one()
        target = place_for(backend.folder, "backup") if target is None else Path(target)
        keep(target, lambda draft: backend.copy_to(connection, draft))
    return target


def keep(target: Path, write: Callable[[Path], list[str]]) -> None:
    """Let ``write`` make a copy beside ``target``; it gets that name only when it is good.

    ``write`` gives the tables that differ. Raises StoreError as :func:`back_up`.
    """
    if target.exists():
        raise StoreError("store-backup-exists", file=target.name)
    draft = target.with_name(f".{target.stem}-{secrets.token_hex(4)}.part")
    try:
        different = write(draft)
        if different:
            raise StoreError("store-backup-failed", file=target.name, table=different[0])
        draft.rename(target)
    finally:
        for leftover in target.parent.glob(f"{draft.name}*"):
            leftover.unlink(missing_ok=True)
