"""Opening a store: which database it is in, and that it is sound, of today and can be written."""

from __future__ import annotations

from pathlib import Path

from zi_analytics.settings import StorePlace
from zi_analytics.store.backend import Backend
from zi_analytics.store.connection import Database
from zi_analytics.store.sqlite_file import SqliteFile

FILE = "store.db"
BUSY_SECONDS = 5.0


def backend_of(place: StorePlace | Path, busy_seconds: float = BUSY_SECONDS) -> Backend:
    """The database of the store in ``place``, which need not exist yet.

    Raises StoreError ``store-url-wrong``.
    """
    where = place if isinstance(place, StorePlace) else StorePlace(Path(place))
    folder = where.folder.resolve()
    if not where.url:
        return SqliteFile(folder / FILE, busy_seconds)
    # An office with a file does not wait for the driver of a server.
    from zi_analytics.store.postgresql_database import PostgresqlDatabase

    return PostgresqlDatabase(where.url, folder, busy_seconds)


def open_database(
    place: StorePlace | Path, *, create: bool, busy_seconds: float = BUSY_SECONDS
) -> Database:
    """Open the store in ``place`` after checking it; a backup comes before every migration.

    Raises StoreError; whatever is there is then as it was before.
    """
    backend = backend_of(place, busy_seconds)
    with backend.plain_errors():
        try:
            backend.prepare(create=create)
            backend.prove_writable()
        except BaseException:
            backend.engine.dispose()
            raise
    return Database(backend)
