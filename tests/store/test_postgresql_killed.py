"""The server, or its process for one connection, dies in the middle of saving.

``ZI_KILL_ROUNDS=300`` makes it the long run that the figures come from.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import programs
from tests.store.readings import column, file_of, rows_of, small_store
from tests.store.servers import Server
from zi_analytics.settings import StorePlace
from zi_analytics.store import StoreError

ROUNDS = max(int(os.environ.get("ZI_KILL_ROUNDS", "40")) // 5, 4)
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9"),
]
FAILURES = {
    "store-connection-lost": "l",
    "store-server-unreachable": "l",
    "store-commit-unknown": "k",
}
_OPENED = b"opened!!"


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that only this test uses, in a folder that its user may enter."""
    tools = programs.postgresql_tools()
    assert tools is not None, "initdb is not installed"
    with tempfile.TemporaryDirectory(prefix="zi-server-") as folder:
        Path(folder).chmod(0o755)
        server = Server(Path(folder), tools)
        yield server
        server.stop()


def _work(place: StorePlace, first: int, said: int) -> None:
    """Import without end, each until it is confirmed; says in eight bytes how each try ended."""
    with small_store(place, busy_seconds=10) as store:
        os.write(said, _OPENED)
        number = first
        while True:
            content = random.Random(number).randbytes(20_000)
            reading, original = file_of(
                column(A1=number % 101 / 100), column("tpi"), content=content
            )
            try:
                saved = store.save(reading, original, unit=f"Unit {number}", period="2025")
            except StoreError as error:
                os.write(said, f"{FAILURES[error.code]}{number:7d}".encode())
                time.sleep(0.02)
                continue
            # "again": an earlier try, of which nobody knew, had come through.
            os.write(said, f"{'S' if saved.upload else 'a'}{number:7d}".encode())
            number += 1


def _die(server: Server, draw: random.Random) -> None:
    """One of the deaths that a server can die."""
    how = draw.choice(["power cut", "backend", "terminated"])
    if how == "power cut":
        server.stop()
        server.start()
        return
    with server.administrator() as connection:
        backends = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'ZI Analytics'"
        ).fetchall()
        for (pid,) in backends:
            if how == "terminated":
                connection.execute("SELECT pg_terminate_backend(%s)", [pid])
            else:
                # The server then ends all its other processes, ours too, and begins again.
                os.kill(pid, signal.SIGKILL)
                break


def _heard(pipe: int) -> list[tuple[str, int]]:
    heard = b""
    while part := os.read(pipe, 65536):
        heard += part
    return [(heard[i : i + 1].decode(), int(heard[i + 1 : i + 8])) for i in range(0, len(heard), 8)]


def test_the_server_dies_while_two_programs_import(own_server: Server, tmp_path: Path) -> None:
    """0 half imports, 0 confirmed ones lost, 0 doubles, and no try told wrongly."""
    place = StorePlace(tmp_path, own_server.address())
    small_store(place).close()
    draw = random.Random(2027)
    pipes, children = [], []
    for first in (0, 1_000_000):
        ours, theirs = os.pipe()
        child = multiprocessing.get_context("fork").Process(
            target=_work, args=(place, first, theirs), daemon=True
        )
        child.start()
        os.close(theirs)
        pipes.append(ours)
        children.append(child)
    try:
        assert [os.read(pipe, len(_OPENED)) for pipe in pipes] == [_OPENED] * 2
        for _ in range(ROUNDS):
            time.sleep(draw.uniform(0.05, 0.4))
            _die(own_server, draw)
        own_server.administrator().close()
        time.sleep(1)
        alive = [child.is_alive() for child in children]
    finally:
        for child in children:
            child.kill()
            child.join()
    heard = [_heard(pipe) for pipe in pipes]
    assert alive == [True, True], "a program ended with an error that it could not name"
    with small_store(place) as store:
        table = store.assessments()
        assert store.check() == []
        assert len(store.log()) == store.revision == len(store.uploads())
    stored = {
        int(unit.removeprefix("unit-")): set(rows["assessor"])
        for unit, rows in table.groupby("unit")
    }
    assert set(table["revision"]) == {1}
    assert all(assessors == {"unit", "tpi"} for assessors in stored.values())
    told = [entry for one in heard for entry in one]
    confirmed = {number for what, number in told if what in "Sa"}
    assert confirmed <= set(stored)
    # The two that were not heard to the end.
    assert len(set(stored) - confirmed) <= len(children)
    # "Nothing was stored" was true: only after "it may be stored" was anything recognised.
    unknown = {number for what, number in told if what == "k"}
    assert {number for what, number in told if what == "a"} <= unknown
    counts = Counter(what for what, _ in told)
    print(f"{ROUNDS} deaths, {len(confirmed)} imports confirmed, {dict(counts)}")
    assert counts["l"]
    assert len(rows_of(place)["file"]) == len(stored)
