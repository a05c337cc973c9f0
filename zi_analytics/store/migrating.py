"""Bringing a store to today's tables, in one transaction, after a backup."""

from __future__ import annotations

import io
import threading
from pathlib import Path

from sqlalchemy import Connection

from zi_analytics.store import sqlite
from zi_analytics.store.errors import StoreError
from zi_analytics.store.schema import VERSION

FOLDER = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = threading.Lock()


def migrate(path: Path, busy_seconds: float) -> None:
    """Bring the store at ``path`` to today's version; a new file becomes an empty store.

    Raises StoreError ``store-not-migrated`` when a step fails; the store is as it was.
    """
    engine = sqlite.create_engine(path, busy_seconds, migrating=True)
    try:
        with engine.execution_options(**sqlite.WRITING).begin() as connection:
            sqlite.mark_as_store(connection)
            _upgrade(connection)
            if sqlite.check_foreign_keys(connection):
                raise StoreError("store-not-migrated", file=path.name, version=VERSION)
    finally:
        engine.dispose()


def _upgrade(connection: Connection) -> None:
    # Alembic is only needed here, and importing it takes longer than opening a store.
    from alembic import command
    from alembic.config import Config

    config = Config(stdout=io.StringIO(), attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    # Alembic keeps what it is doing in module globals.
    with _ONE_AT_A_TIME:
        command.upgrade(config, "head")
