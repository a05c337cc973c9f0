"""PostgreSQL for the tests: a database of its own for each, and what is in it.

``ZI_TEST_POSTGRES`` is the address of a server where databases may be made, by a superuser (the
tests damage what nobody else may): ``postgresql://postgres:secret@localhost/postgres``.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from zi_analytics.settings import StorePlace

_NUMBERS = itertools.count()


def server() -> str:
    """The address of the server."""
    return os.environ["ZI_TEST_POSTGRES"]


def address_of(database: str) -> str:
    """The address of one database on it."""
    return re.sub(r"^(\w+://[^/]*)/[^?]*", rf"\1/{database}", server())


def administer(statement: sql.Composed | sql.SQL, url: str = "") -> None:
    """Run a statement that no transaction can hold."""
    with psycopg.connect(url or server(), autocommit=True) as connection:
        connection.execute(statement)


def make_database(template: str = "template0") -> str:
    """A new database; gives its name."""
    name = f"zi_test_{os.getpid()}_{next(_NUMBERS)}"
    # The id of a process may come again: what a killed run of the tests left is in the way.
    drop_database(name)
    administer(
        sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(template)
        )
    )
    return name


def drop_database(name: str) -> None:
    """Remove it, whoever is connected."""
    administer(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def name_of(place: StorePlace) -> str:
    """The name of a place's database."""
    return place.url.rsplit("/", 1)[1].partition("?")[0]


def place_of(database: str, folder: Path) -> StorePlace:
    """The place of a store there, with its backups in ``folder``."""
    return StorePlace(folder, address_of(database))


def execute(url: str, statement: str) -> int:
    """Run a statement written for SQLite past every constraint; how many rows it changed."""
    adapted = re.sub(r"x'([0-9a-f]*)'", r"'\\x\1'::bytea", statement)
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        return connection.execute(sql.SQL(adapted)).rowcount  # type: ignore[arg-type]


def rows_of(url: str) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every table, as SQLite's driver would give them."""
    with psycopg.connect(url) as connection:
        names = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
        ).fetchall()
        return {
            name: sorted(
                (
                    tuple(map(_plain, row))
                    for row in connection.execute(
                        sql.SQL("SELECT * FROM {}").format(sql.Identifier(name))
                    )
                ),
                key=repr,
            )
            for (name,) in names
        }


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return value


class Server:
    """A server of our own, to be stopped and killed: Debian's programs, as a user that may."""

    def __init__(self, folder: Path, tools: Path) -> None:
        self.data = folder / "data"
        self._tools = tools
        self._user = "postgres" if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(folder, self._user)
        self._run("initdb", "-D", self.data, "-A", "trust", "-U", "zi", "-E", "UTF8", "--locale=C")
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers; what was committed is there again."""
        # synchronous_commit and fsync stay as they come: nothing confirmed may be lost.
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        log = self.data.with_name("log")
        self._run("pg_ctl", "-D", self.data, "-o", options, "-l", log, "-w", "start")

    def stop(self) -> None:
        """Stop it as a power cut does: nothing is finished, nothing is written."""
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def administrator(self) -> psycopg.Connection[tuple[Any, ...]]:
        """A connection, as soon as the server has recovered."""
        until = time.monotonic() + 30
        while True:
            try:
                return psycopg.connect(self.address(), autocommit=True)
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def address(self, database: str = "postgres") -> str:
        """The address of a database there."""
        return f"postgresql://zi@127.0.0.1:{self.port}/{database}"

    def _run(self, program: str, *arguments: object) -> None:
        subprocess.run(
            [str(self._tools / program), *map(str, arguments)],
            user=self._user, cwd=self.data.parent, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
