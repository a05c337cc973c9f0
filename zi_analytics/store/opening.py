"""Opening a store's folder: making a new one, refusing what is not one, bringing it up to date."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

from zi_analytics.store import backup, migrating, sqlite
from zi_analytics.store.connection import Database
from zi_analytics.store.errors import StoreError
from zi_analytics.store.schema import VERSION, VERSIONS

FILE = "store.db"
BUSY_SECONDS = 5.0
HALF_RESTORED = ".restored-"
_HALF_MADE = ".new-"
_STALE_SECONDS = 3600


def open_database(folder: Path, *, create: bool, busy_seconds: float = BUSY_SECONDS) -> Database:
    """Open the store in ``folder`` after checking it; a backup comes before every migration.

    Raises StoreError; whatever stands in the folder is then as it was before.
    """
    path = Path(folder).resolve() / FILE
    with sqlite.plain_errors(path):
        if not path.exists():
            _make(path, create, busy_seconds)
        version = check_file(path, busy_seconds)
        if version != VERSION:
            backup.keep_copy(path, f"before-{VERSION}", busy_seconds)
            migrate(path, busy_seconds)
        database = Database(path, busy_seconds)
        try:
            database.prove_writable()
            _clear_drafts(path.parent)
        except BaseException:
            database.close()
            raise
    return database


def check_file(path: Path, busy_seconds: float) -> str:
    """The version of the store in the file ```path```, which is not changed.

    Raises StoreError for an empty, foreign, damaged or newer file.
    """
    with sqlite.plain_errors(path):
        if path.stat().st_size == 0:
            raise StoreError("store-empty-file", file=path.name)
        try:
            found = sqlite.examine(path, busy_seconds)
        except sqlite.NOT_READABLE as error:
            if sqlite.is_no_database(error):
                raise StoreError("store-foreign-file", file=path.name) from error
            raise
    if not found.is_store:
        raise StoreError("store-foreign-file", file=path.name)
    if found.trouble or found.version is None:
        raise StoreError("store-damaged", file=path.name)
    if found.version not in VERSIONS:
        raise StoreError("store-newer", file=path.name, version=found.version)
    return found.version


def _make(path: Path, create: bool, busy_seconds: float) -> None:
    backups = backup.list_backups(path.parent)
    if backups:
        raise StoreError("store-lost", file=path.name, backup=backups[-1].name)
    if not create:
        raise StoreError("store-missing", file=path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Made beside its place and put there at once, so that a program killed in between leaves no
    # half store behind, and two that start together do not meet in one.
    draft = path.with_name(f"{_HALF_MADE}{secrets.token_hex(8)}.db")
    try:
        migrate(draft, busy_seconds)
        place(draft, path)
    finally:
        for leftover in path.parent.glob(f"{draft.name}*"):
            leftover.unlink(missing_ok=True)


def _clear_drafts(folder: Path) -> None:
    """Remove what programs that were killed left half made, not what another one makes now."""
    for mark in (_HALF_MADE, HALF_RESTORED):
        for draft in folder.glob(f"{mark}*"):
            if draft.stat().st_mtime < time.time() - _STALE_SECONDS:
                draft.unlink(missing_ok=True)


def place(draft: Path, path: Path) -> None:
    """Give the finished file ``draft`` the name ```path```, unless another one has it by now."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:
        # A disk without hard links, such as a USB stick.
        if not path.exists():
            draft.rename(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def migrate(path: Path, busy_seconds: float) -> None:
    """Bring the file at ``path`` up to date; what goes wrong comes as a StoreError."""
    try:
        migrating.migrate(path, busy_seconds)
    except StoreError:
        raise
    except Exception as error:
        code = sqlite.code_of(error, path)
        raise StoreError(code or "store-not-migrated", file=path.name, version=VERSION) from error
