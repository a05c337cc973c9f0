"""The open database: one reading or writing transaction at a time for whoever asks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, select, text

from zi_analytics.store import schema
from zi_analytics.store.backend import Backend
from zi_analytics.store.errors import StoreError

QUEUE_SECONDS = 60.0
"""How long a thread waits for the other threads of this program."""

_VERSION = text("SELECT version_num FROM alembic_version")


class Database:
    """The store's database, open. Safe to use from many threads and, beside others, programs.

    Raises StoreErrors for all that can go wrong with it; a transaction that raises leaves nothing
    behind, except that ``store-commit-unknown`` says that nobody knows.
    """

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self._engine = backend.engine
        self._reader = self._engine.execution_options(**backend.reading)
        self._writer = self._engine.execution_options(**backend.writing)
        self._turn = threading.RLock()
        self.turns = 0
        """How often a turn of writing has ended."""

    def close(self) -> None:
        """Close every connection; using it again opens new ones."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store from beginning to end."""
        with self.backend.plain_errors():
            self.backend.require_store()
            with self._reader.begin() as connection:
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes all or nothing, alone."""
        with self.turn(), self.backend.plain_errors():
            self.backend.require_store()
            with all_or_nothing(self._writer, self.backend) as connection:
                self._queue(connection)
                yield connection
            self.backend.require_same()

    def _queue(self, connection: Connection) -> None:
        # Where a database lets several write at once, this row is the queue.
        connection.execute(select(schema.store.c.id).with_for_update())
        # A program of a later version may have been at its head.
        if connection.execute(_VERSION).scalar_one_or_none() != schema.VERSION:
            raise StoreError("store-reopen", file=self.backend.name)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold back the other writers of this program."""
        if not self._turn.acquire(timeout=QUEUE_SECONDS):
            raise StoreError("store-busy", file=self.backend.name)
        try:
            yield
        finally:
            self.turns += 1
            self._turn.release()


@contextmanager
def all_or_nothing(writer: Engine, backend: Backend) -> Iterator[Connection]:
    """A transaction of ``writer``; an error in the commit itself is told apart from all others."""
    with writer.connect() as connection:
        transaction = connection.begin()
        try:
            yield connection
            with backend.commit_errors():
                transaction.commit()
        except BaseException:
            transaction.rollback()
            raise
