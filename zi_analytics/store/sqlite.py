"""Everything that is true of SQLite only: opening, pragmas, integrity, copying, its errors."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, event, exc, text
from sqlalchemy import create_engine as create_any_engine
from sqlalchemy.engine import ExceptionContext

from zi_analytics.store.errors import StoreError

APPLICATION_ID = 0x5A494131
"""Stands in the header of every store ("ZIA1"), so that no other file is taken for one."""

WAL_IS_SAFE = sqlite3.sqlite_version_info >= (3, 51, 3)
"""Before 3.51.3 the write-ahead log has a bug that can corrupt a database."""

Raw = sqlite3.Connection

WRITING = {"store_writing": True}
"""Execution options of a connection whose transactions write."""

_CODES = {
    sqlite3.SQLITE_BUSY: "store-busy",
    sqlite3.SQLITE_LOCKED: "store-busy",
    sqlite3.SQLITE_READONLY: "store-read-only",
    sqlite3.SQLITE_PERM: "store-read-only",
    sqlite3.SQLITE_AUTH: "store-read-only",
    sqlite3.SQLITE_FULL: "store-disk-full",
    sqlite3.SQLITE_CORRUPT: "store-damaged",
    sqlite3.SQLITE_NOTADB: "store-damaged",
    sqlite3.SQLITE_IOERR: "store-disk-error",
    sqlite3.SQLITE_CANTOPEN: "store-disk-error",
}
_OS_CODES = {
    errno.ENOSPC: "store-disk-full",
    errno.EDQUOT: "store-disk-full",
    errno.EFBIG: "store-disk-full",
    errno.EROFS: "store-read-only",
    errno.EACCES: "store-read-only",
    errno.EPERM: "store-read-only",
    errno.EIO: "store-disk-error",
}


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the disk report about the store at ``path`` into StoreErrors."""
    try:
        yield
    except (exc.SQLAlchemyError, sqlite3.Error, OSError) as error:
        code = code_of(error, path)
        if code is None:
            raise
        raise StoreError(code, file=path.name) from error


def code_of(error: BaseException, path: Path) -> str | None:
    """The StoreError's code for what went wrong with ``path``; None for a mistake of ours."""
    if isinstance(error, exc.TimeoutError):
        return "store-busy"
    if isinstance(error, exc.DBAPIError) and error.orig is not None:
        error = error.orig
    if isinstance(error, OSError):
        return _OS_CODES.get(error.errno or 0)
    number = getattr(error, "sqlite_errorcode", None)
    if number is None:
        return None
    if number == sqlite3.SQLITE_READONLY_DBMOVED:
        return "store-lost"
    if number & 0xFF == sqlite3.SQLITE_CANTOPEN:
        if path.parent.exists() and not os.access(path.parent, os.W_OK):
            return "store-read-only"
        if not path.exists():
            return "store-lost"
    return _CODES.get(number & 0xFF)


def create_engine(path: Path, busy_seconds: float, *, migrating: bool = False) -> Engine:
    """An engine for the store at ``path``, which must exist unless it is being made.

    ``busy_seconds`` is how long to wait for another program. While ``migrating``, foreign keys
    are not enforced (a table may have to be rebuilt) and are checked before the commit instead.
    """
    engine = create_any_engine(
        "sqlite+pysqlite://",
        creator=lambda: connect(path, "rwc" if migrating else "rw", busy_seconds),
        poolclass=QueuePool,
        max_overflow=20,
        pool_timeout=60,
    )

    @event.listens_for(engine, "connect")
    def prepare(dbapi: Raw, record: object) -> None:
        dbapi.execute("PRAGMA journal_mode = " + ("WAL" if WAL_IS_SAFE else "DELETE")).fetchall()
        dbapi.execute("PRAGMA synchronous = " + ("FULL" if WAL_IS_SAFE else "EXTRA"))
        dbapi.execute("PRAGMA foreign_keys = " + ("OFF" if migrating else "ON"))

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("store_writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    @event.listens_for(engine, "handle_error")
    def let_go(context: ExceptionContext) -> None:
        # Interrupted in a statement (Ctrl-C): the connection is closed then, but its lock would
        # stay until the statement is collected as garbage.
        statement = context.execution_context
        if statement is not None and not isinstance(context.original_exception, Exception):
            statement.cursor.close()

    return engine


def connect(path: Path, mode: str, busy_seconds: float) -> Raw:
    """A connection of the driver's own. ``mode`` is ro, rw, or rwc to make the file."""
    # Python must leave BEGIN to us: isolation_level None.
    return sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        timeout=busy_seconds,
        isolation_level=None,
        check_same_thread=False,
    )


NOT_READABLE = sqlite3.DatabaseError


def is_no_database(error: sqlite3.DatabaseError) -> bool:
    """Whether the file is something else altogether, not a damaged database."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_NOTADB


@dataclass(frozen=True, slots=True)
class Examination:
    """What a file says before anything of it is used. ``trouble`` is "" for a sound database."""

    is_store: bool
    trouble: str
    version: str | None


def examine(path: Path, busy_seconds: float) -> Examination:
    """Look at a database file without changing a byte of it.

    Raises sqlite3 errors for what cannot be read as a database. Never opens the file past SQLite:
    closing such a second handle would drop the locks that this process holds on it.
    """
    try:
        return _examine(path, "ro", busy_seconds)
    except sqlite3.OperationalError as error:
        # A program was killed while writing: SQLite must first take back the half of it, and may
        # do that only when it can write.
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (
            sqlite3.SQLITE_READONLY,
            sqlite3.SQLITE_CANTOPEN,
        ):
            raise
        return _examine(path, "rw", busy_seconds)


def _examine(path: Path, mode: str, busy_seconds: float) -> Examination:
    with closing(connect(path, mode, busy_seconds)) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            return Examination(False, "", None)
        trouble = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        if trouble != "ok":
            return Examination(True, trouble, None)
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                raise
            return Examination(True, "no version", None)
        return Examination(True, "" if row else "no version", row and row[0])


def mark_as_store(connection: Connection) -> None:
    """Write the application id into a new store's header."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def check_foreign_keys(connection: Connection) -> int:
    """How many rows point at nothing."""
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())


def last_numbers(connection: Connection) -> dict[str, int]:
    """The last number given in each table that never gives one twice, where it has given any."""
    rows = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").all()
    return {str(name): int(number) for name, number in rows}


def set_last_numbers(connection: Connection, numbers: Mapping[str, int]) -> None:
    """Go on after these numbers in the tables that never give one twice."""
    kept = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"
    ).scalars()
    given = [(name, numbers[name]) for name in kept if numbers.get(name, 0)]
    connection.exec_driver_sql("DELETE FROM sqlite_sequence")
    if given:
        connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", given)


def quick_check(connection: Connection) -> str:
    """ "ok", or the first damage that SQLite finds."""
    return str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())


def probe_writing(connection: Connection) -> None:
    """Make SQLite prove that it can write here; the caller rolls back."""
    # SQLite writes nothing when a row stays the same.
    connection.execute(text("UPDATE store SET revision = revision + 1"))


def copy(source: Raw, target: Path, busy_seconds: float) -> None:
    """Write a sound copy of ``source`` to ``target``, a new file that stands alone."""
    with closing(connect(target, "rwc", busy_seconds)) as connection:
        _copy(source, connection, busy_seconds)
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()


def overwrite(path: Path, source: Path, busy_seconds: float) -> None:
    """Put the content of ``source`` into the store at ``path`` in one transaction.

    Others that have the store open see the old content or the new one, nothing between.
    """
    with (
        closing(connect(source, "ro", busy_seconds)) as origin,
        closing(connect(path, "rw", busy_seconds)) as connection,
    ):
        connection.execute("PRAGMA synchronous = EXTRA")
        _copy(origin, connection, busy_seconds)


def _copy(source: Raw, target: Raw, busy_seconds: float) -> None:
    # Python's backup() would wait for a lock for ever.
    until = time.monotonic() + busy_seconds

    def give_up(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise StoreError("store-busy", file="")

    source.backup(target, progress=give_up, sleep=0.05)


def differences(source: Raw, copied: Path, busy_seconds: float) -> list[str]:
    """The tables in which the file ``copied`` is not what ``source`` reads; [] when it is sound."""
    with closing(connect(copied, "ro", busy_seconds)) as copy_:
        if copy_.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            return ["quick_check"]
        schema = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
        tables = source.execute(schema).fetchall()
        if copy_.execute(schema).fetchall() != tables:
            return ["sqlite_master"]
        names = [str(name) for type_, name, _, _ in tables if type_ == "table"]
        return [name for name in names if not _same(source, copy_, name)]


def _same(first: Raw, second: Raw, table: str) -> bool:
    query = f'SELECT * FROM "{table}" ORDER BY rowid'  # noqa: S608 — a name from the schema
    rows: Iterator[tuple[Any, ...]] = iter(second.execute(query))
    missing = (None,)
    same = all(next(rows, missing) == row for row in first.execute(query))
    return same and next(rows, None) is None


def raw(connection: Connection) -> Raw:
    """The driver's own connection under ``connection``."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver
