"""The steps that bring the tables from any earlier version to a later one."""

from __future__ import annotations

import io
import threading
from pathlib import Path

from sqlalchemy import Connection

FOLDER = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = threading.Lock()


def upgrade(connection: Connection, version: str = "head") -> None:
    """Run the steps up to ``version`` in the transaction that has begun on ``connection``.

    Raises whatever a step raises; the caller takes everything back.
    """
    # Alembic is only needed here, and importing it takes longer than opening a store.
    from alembic import command
    from alembic.config import Config

    config = Config(stdout=io.StringIO(), attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    # Alembic keeps what it is doing in module globals.
    with _ONE_AT_A_TIME:
        command.upgrade(config, version)
