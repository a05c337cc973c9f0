"""A store in a database of PostgreSQL, which several programs and machines may share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, Engine, exc, select

from zi_analytics.store import backup, migrating, postgresql, schema, sqlite
from zi_analytics.store.backend import Signing
from zi_analytics.store.connection import all_or_nothing
from zi_analytics.store.copying import differences, tables_of, transfer
from zi_analytics.store.errors import StoreError
from zi_analytics.store.sqlite_file import SqliteFile


class PostgresqlDatabase:
    """See :class:`zi_analytics.store.backend.Backend`. ``folder`` is only for its backups."""

    reading: Mapping[str, object] = postgresql.READING
    writing: Mapping[str, object] = postgresql.WRITING
    readers_hold_up_writers = False

    def __init__(self, url: str, folder: Path, busy_seconds: float) -> None:
        self._url = postgresql.address(url)
        self.name = str(self._url.database)
        self.folder = folder
        self.busy_seconds = busy_seconds

    @cached_property
    def engine(self) -> Engine:
        """The connections."""
        return postgresql.create_engine(self._url, self.busy_seconds)

    # --- coming into being ---------------------------------------------------------------------

    def prepare(self, *, create: bool) -> None:
        """See that a store of today's version is there."""
        with self.plain_errors():
            with self.engine.connect() as connection:
                version = postgresql.examine(connection, self.name)
            if version == schema.VERSION:
                return
            if version is None and (not create or backup.list_backups(self.folder)):
                # With backups there was a store: never begin anew silently.
                raise StoreError("store-database-empty", file=self.name)
            with self._alone() as connection:
                # Another program that was started together with this one may have been quicker.
                version = postgresql.examine(connection, self.name)
                if version is not None and version != schema.VERSION:
                    postgresql.hold_back_writers(connection)
                    self._keep_copy(connection, f"before-{schema.VERSION}")
                if version != schema.VERSION:
                    self._upgrade(connection)

    @contextmanager
    def making(self) -> Iterator[Connection]:
        """A new empty store to fill, in a database without tables or in a new one."""
        self._require_database()
        with self.plain_errors(), self._alone() as connection:
            if postgresql.examine(connection, self.name) is not None:
                raise StoreError("store-target-not-empty", file=self.name)
            self._upgrade(connection)
            yield connection

    def _require_database(self) -> None:
        try:
            with self.plain_errors(), self.engine.connect():
                return
        except StoreError as error:
            if error.code != "store-database-missing":
                raise
        with self.plain_errors():
            postgresql.create_database(self._url)

    def replace(self, draft: Path, sign: Signing) -> None:
        """Put the rows of ``draft`` in the place of those here, in one transaction."""
        with self.plain_errors(), self._alone() as connection:
            version = self._set_aside_if_damaged(connection)
            last = 0
            if version is not None:
                postgresql.hold_back_writers(connection)
                self._keep_copy(connection, "before-restore")
                last = connection.execute(select(schema.store.c.revision)).scalar_one()
            if version != schema.VERSION:
                self._upgrade(connection)
            origin = SqliteFile(draft, self.busy_seconds)
            with _reading(origin) as source:
                tables = tables_of(source)
                transfer(origin, source, self, connection, tables)
                different = differences(source, connection, tables)
            if different:
                raise StoreError("store-copy-differs", file=self.name, table=different[0])
            sign(connection, last)

    def _set_aside_if_damaged(self, connection: Connection) -> str | None:
        try:
            return postgresql.examine(connection, self.name)
        except StoreError as error:
            if error.code != "store-damaged":
                raise
        moment = datetime.now(UTC).strftime("%Y%m%dt%H%M%S")
        postgresql.put_aside(connection, f"damaged-{moment}")
        return None

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        writer = self.engine.execution_options(**self.writing)
        with all_or_nothing(writer, self) as connection:
            postgresql.be_alone(connection)
            yield connection

    def _upgrade(self, connection: Connection) -> None:
        try:
            migrating.upgrade(connection)
            postgresql.mark_as_store(connection)
            postgresql.order_by_bytes(connection)
        except Exception as error:
            known = isinstance(error, exc.SQLAlchemyError) and postgresql.code_of(error)
            # Here a table that is not there is a mistake of the step.
            code = known if known and known != "store-reopen" else "store-not-migrated"
            raise StoreError(code, file=self.name, version=schema.VERSION) from error

    # --- at work -------------------------------------------------------------------------------

    def plain_errors(self) -> AbstractContextManager[None]:
        """Turn what PostgreSQL reports into StoreErrors."""
        return postgresql.plain_errors(self.name)

    def commit_errors(self) -> AbstractContextManager[None]:
        """The same; a connection that breaks in a commit leaves unknown whether it came through."""
        return postgresql.plain_errors(self.name, committing=True)

    def require_store(self) -> None:
        """The server says it with the first statement."""

    def require_same(self) -> None:
        """The server confirms only what it holds."""

    def prove_writable(self) -> None:
        """Raise the StoreError that the first write would meet, without waiting for a writer."""
        writer = self.engine.execution_options(**self.writing)
        with self.plain_errors(), writer.connect() as connection:
            if not postgresql.may_write(connection):
                raise StoreError("store-not-permitted", file=self.name)

    def is_sound(self, connection: Connection) -> bool:
        """Every row that points somewhere finds one; damaged pages report themselves when read."""
        return not postgresql.has_orphans(connection)

    # --- being copied --------------------------------------------------------------------------

    def copy_to(self, connection: Connection, draft: Path) -> list[str]:
        """A store in a file, with the tables of the version that is here."""
        version = postgresql.examine(connection, self.name)
        assert version is not None
        goal = SqliteFile(draft, self.busy_seconds)
        with goal.making(version) as target:
            tables = tables_of(target)
            transfer(self, connection, goal, target, tables)
        with _reading(goal) as copied, goal.plain_errors():
            if not goal.is_sound(copied):
                return ["quick_check"]
            return differences(connection, copied, tables)

    def _keep_copy(self, connection: Connection, why: str) -> None:
        target = backup.place_for(self.folder, why)
        with sqlite.plain_errors(target):
            backup.keep(target, lambda draft: self.copy_to(connection, draft))

    def last_numbers(self, connection: Connection) -> dict[str, int]:
        """The last number that each table gave."""
        return postgresql.last_numbers(connection)

    def set_last_numbers(self, connection: Connection, numbers: Mapping[str, int]) -> None:
        """Go on after these numbers and after those in the tables."""
        postgresql.set_last_numbers(connection, numbers)


@contextmanager
def _reading(file: SqliteFile) -> Iterator[Connection]:
    try:
        with file.engine.begin() as connection:
            yield connection
    finally:
        file.engine.dispose()
