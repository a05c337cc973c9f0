"""The open database: one reading or writing transaction at a time for whoever asks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, select

from zi_analytics.store import sqlite
from zi_analytics.store.errors import StoreError
from zi_analytics.store.schema import VERSION, store

QUEUE_SECONDS = 60.0
"""How long a thread waits for the other threads of this program."""


class Database:
    """The store's file, open. Safe to use from many threads.

    Raises StoreErrors for all that can go wrong with the file or its disk; a transaction that
    raises leaves nothing behind.
    """

    def __init__(self, path: Path, busy_seconds: float) -> None:
        self.path = path
        self.busy_seconds = busy_seconds
        self._engine = sqlite.create_engine(path, busy_seconds)
        self._writer = self._engine.execution_options(**sqlite.WRITING)
        self._turn = threading.RLock()
        self._identity = _identity(path)

    def close(self) -> None:
        """Close every connection; using it again opens new ones."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store from beginning to end."""
        with sqlite.plain_errors(self.path):
            self._require_file()
            with self._engine.begin() as connection:
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes all or nothing, alone."""
        with self.turn(), sqlite.plain_errors(self.path):
            self._require_file()
            with self._writer.begin() as connection:
                # Where a database lets several write at once, this row is the queue.
                connection.execute(select(store.c.id).with_for_update())
                yield connection
            # A file that vanished meanwhile took the transaction along: do not confirm it.
            self._require_file(same=True)

    def prove_writable(self) -> None:
        """Raise the StoreError that the first write would meet."""
        with self.turn(), sqlite.plain_errors(self.path), self._writer.connect() as connection:
            connection.begin()
            sqlite.probe_writing(connection)
            connection.rollback()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold back the other writers of this program."""
        if not self._turn.acquire(timeout=QUEUE_SECONDS):
            raise StoreError("store-busy", file=self.path.name)
        try:
            yield
        finally:
            self._turn.release()

    def _require_file(self, *, same: bool = False) -> None:
        identity = _identity(self.path)
        if identity == self._identity:
            return
        if identity is None or same:
            raise StoreError("store-lost", file=self.path.name)
        # Another store was put in its place, as when a folder is restored from a backup.
        if self.path.stat().st_size == 0:
            raise StoreError("store-empty-file", file=self.path.name)
        found = sqlite.examine(self.path, self.busy_seconds)
        if not found.is_store:
            raise StoreError("store-foreign-file", file=self.path.name)
        if found.trouble:
            raise StoreError("store-damaged", file=self.path.name)
        if found.version != VERSION:
            raise StoreError("store-reopen", file=self.path.name)
        self._engine.dispose()
        self._identity = identity


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
