"""A store in one file of SQLite: made beside its place, watched, brought up to date, replaced."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from zi_analytics.store import backup, migrating, schema, sqlite
from zi_analytics.store.backend import Signing
from zi_analytics.store.connection import Database
from zi_analytics.store.errors import StoreError

_HALF_MADE = ".new-"
HALF_RESTORED = ".restored-"
_STALE_SECONDS = 3600


class SqliteFile:
    """See :class:`zi_analytics.store.backend.Backend`."""

    reading: Mapping[str, object] = {}
    writing: Mapping[str, object] = sqlite.WRITING
    readers_hold_up_writers = True

    def __init__(self, path: Path, busy_seconds: float) -> None:
        self.path = path
        self.name = path.name
        self.folder = path.parent
        self.busy_seconds = busy_seconds
        self._identity = _identity(path)

    @cached_property
    def engine(self) -> Engine:
        """The connections."""
        return sqlite.create_engine(self.path, self.busy_seconds)

    # --- coming into being ---------------------------------------------------------------------

    def prepare(self, *, create: bool) -> None:
        """See that a store of today's version is there."""
        if not self.path.exists():
            self._make(create)
        version = check_file(self.path, self.busy_seconds)
        if version != schema.VERSION:
            self._keep_copy(f"before-{schema.VERSION}")
            self.migrate()
        self._identity = _identity(self.path)
        _clear_drafts(self.folder)

    def _make(self, create: bool) -> None:
        backups = backup.list_backups(self.folder)
        if backups:
            raise StoreError("store-lost", file=self.name, backup=backups[-1].name)
        if not create:
            raise StoreError("store-missing", file=self.name)
        try:
            with self.making():
                """An empty one."""
        except StoreError as error:
            # Another program that started together with this one was quicker.
            if error.code != "store-target-not-empty":
                raise

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError, FileNotFoundError) as error:
            raise StoreError("store-no-folder", folder=self.folder.name) from error

    @contextmanager
    def making(self, version: str = "head") -> Iterator[Connection]:
        """A new empty store to fill; with the tables of an earlier ``version`` if asked."""
        with self.plain_errors():
            self._make_folder()
            # Made beside its place and put there at once, so that a program killed in between
            # leaves no half store behind, and two that start together do not meet in one.
            draft = self.path.with_name(f"{_HALF_MADE}{secrets.token_hex(8)}.db")
            try:
                with _migrated(draft, self.busy_seconds, version) as connection:
                    yield connection
                if not _place(draft, self.path):
                    raise StoreError("store-target-not-empty", file=self.name)
            finally:
                _remove(draft)

    def migrate(self) -> None:
        """Bring the file up to date in one transaction; what goes wrong comes as a StoreError."""
        with self.plain_errors(), _migrated(self.path, self.busy_seconds, "head"):
            """Only the steps."""

    def replace(self, draft: Path, sign: Signing) -> None:
        """Put ``draft`` in this store's place; programs that have it open go on with that one."""
        with self.plain_errors():
            sound = self._set_aside()
            self._sign(draft, sign, self._revision() if sound else 0)
            if sound:
                sqlite.overwrite(self.path, draft, self.busy_seconds)
            else:
                _place(draft, self.path)

    def _set_aside(self) -> bool:
        """Keep what stands here. False when nothing usable does, and its place is free then."""
        if not self.path.exists():
            return False
        try:
            check_file(self.path, self.busy_seconds)
        except StoreError as error:
            if error.code not in ("store-damaged", "store-empty-file"):
                raise
            aside = backup.place_for(self.folder, "damaged")
            for part in [self.path, *self.folder.glob(f"{self.name}-*")]:
                part.rename(aside.with_name(part.name.replace(self.name, f"{aside.name}.aside")))
            return False
        self._keep_copy("before-restore")
        return True

    def _revision(self) -> int:
        engine = sqlite.create_engine(self.path, self.busy_seconds)
        try:
            with engine.connect() as connection:
                return int(connection.execute(select(schema.store.c.revision)).scalar_one())
        finally:
            engine.dispose()

    def _sign(self, draft: Path, sign: Signing, last: int) -> None:
        database = Database(SqliteFile(draft, self.busy_seconds))
        try:
            with database.writing() as connection:
                sign(connection, last)
        finally:
            database.close()

    # --- at work -------------------------------------------------------------------------------

    def plain_errors(self) -> AbstractContextManager[None]:
        """Turn what SQLite and the disk report into StoreErrors."""
        return sqlite.plain_errors(self.path)

    def commit_errors(self) -> AbstractContextManager[None]:
        """The same: SQLite never reports an error after a commit came through."""
        return sqlite.plain_errors(self.path)

    def require_store(self) -> None:
        """The file is there: the one that was opened, or another store in its place."""
        identity = _identity(self.path)
        if identity == self._identity:
            return
        if identity is None:
            raise StoreError("store-lost", file=self.name)
        # Another store was put in its place, as when a folder is restored from a backup.
        if self.path.stat().st_size == 0:
            raise StoreError("store-empty-file", file=self.name)
        found = sqlite.examine(self.path, self.busy_seconds)
        if not found.is_store:
            raise StoreError("store-foreign-file", file=self.name)
        if found.trouble:
            raise StoreError("store-damaged", file=self.name)
        if found.version != schema.VERSION:
            raise StoreError("store-reopen", file=self.name)
        self.engine.dispose()
        self._identity = identity

    def require_same(self) -> None:
        """A file that vanished meanwhile took the transaction along: do not confirm it."""
        if _identity(self.path) != self._identity:
            raise StoreError("store-lost", file=self.name)

    def prove_writable(self) -> None:
        """Raise the StoreError that the first write would meet."""
        writer = self.engine.execution_options(**self.writing)
        with self.plain_errors(), writer.connect() as connection:
            connection.begin()
            sqlite.probe_writing(connection)
            connection.rollback()

    def is_sound(self, connection: Connection) -> bool:
        """SQLite's own checks."""
        return sqlite.quick_check(connection) == "ok" and not sqlite.check_foreign_keys(connection)

    # --- being copied --------------------------------------------------------------------------

    def copy_to(self, connection: Connection, draft: Path) -> list[str]:
        """A copy page by page."""
        return _copy(sqlite.raw(connection), draft, self.busy_seconds)

    def _keep_copy(self, why: str) -> None:
        """A backup of the file while it is not open, of whatever version."""
        target = backup.place_for(self.folder, why)
        with closing(sqlite.connect(self.path, "rw", self.busy_seconds)) as connection:
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
            backup.keep(target, lambda draft: _copy(connection, draft, self.busy_seconds))
            connection.execute("ROLLBACK")

    def last_numbers(self, connection: Connection) -> dict[str, int]:
        """The last number given in each table that never gives one twice."""
        return sqlite.last_numbers(connection)

    def set_last_numbers(self, connection: Connection, numbers: Mapping[str, int]) -> None:
        """Go on after these numbers; SQLite goes on after those in the tables by itself."""
        sqlite.set_last_numbers(connection, numbers)


def check_file(path: Path, busy_seconds: float) -> str:
    """The version of the store in the file ``path``, which is not changed.

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
    if found.version not in schema.VERSIONS:
        raise StoreError("store-newer", file=path.name, version=found.version)
    return found.version


@contextmanager
def _migrated(path: Path, busy_seconds: float, version: str) -> Iterator[Connection]:
    """A writing transaction in the file, whose tables are brought to ``version`` first."""
    engine = sqlite.create_engine(path, busy_seconds, migrating=True)
    try:
        with engine.execution_options(**sqlite.WRITING).begin() as connection:
            try:
                sqlite.mark_as_store(connection)
                migrating.upgrade(connection, version)
                broken = sqlite.check_foreign_keys(connection) > 0
            except Exception as error:
                code = sqlite.code_of(error, path) or "store-not-migrated"
                raise StoreError(code, file=path.name, version=schema.VERSION) from error
            if broken:
                raise StoreError("store-not-migrated", file=path.name, version=schema.VERSION)
            yield connection
    finally:
        engine.dispose()


def _copy(source: sqlite.Raw, draft: Path, busy_seconds: float) -> list[str]:
    sqlite.copy(source, draft, busy_seconds)
    return sqlite.differences(source, draft, busy_seconds)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _place(draft: Path, path: Path) -> bool:
    """Give the finished file ``draft`` the name ``path``. False when another one has it by now."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError:
        # A disk without hard links, such as a USB stick.
        if path.exists():
            return False
        draft.rename(path)
    _sync_folder(path.parent)
    return True


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _clear_drafts(folder: Path) -> None:
    """Remove what programs that were killed left half made, not what another one makes now."""
    for mark in (_HALF_MADE, HALF_RESTORED):
        for draft in folder.glob(f"{mark}*"):
            if draft.stat().st_mtime < time.time() - _STALE_SECONDS:
                draft.unlink(missing_ok=True)


def _remove(draft: Path) -> None:
    for leftover in draft.parent.glob(f"{draft.name}*"):
        leftover.unlink(missing_ok=True)
