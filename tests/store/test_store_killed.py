"""kill -9 at any moment: no half import, no confirmed one lost, and the next start works.

``ZI_KILL_ROUNDS=300`` makes it the long run that the figures come from.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time

import pytest

from tests.store import servers
from tests.store.conftest import Places
from tests.store.readings import column, file_of, small_store
from zi_analytics.settings import StorePlace
from zi_analytics.store import Store

ROUNDS = int(os.environ.get("ZI_KILL_ROUNDS", "40"))
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")

Files = dict[str, frozenset[str]]


def _work(place: StorePlace, first: int, said: int) -> None:
    """Import and undo without end; says in eight bytes what is begun and what is done."""

    def say(what: str, number: int) -> None:
        os.write(said, f"{what}{number:7d}".encode())

    with small_store(place, busy_seconds=10) as store:
        say("o", 0)
        number = first
        while True:
            content = random.Random(number).randbytes(20_000)
            reading, original = file_of(
                column(A1=number % 101 / 100), column("tpi", A3=1 / (number + 3)), content=content
            )
            say("s", number)
            saved = store.save(reading, original, unit=f"Unit {number}", period="2025")
            say("S", number)
            if number % 3 == 0:
                say("u", number)
                store.undo_import(saved.upload or 0)
                say("U", number)
            number += 1


def _heard(pipe: int) -> list[tuple[str, int]]:
    heard = b""
    while part := os.read(pipe, 65536):
        heard += part
    return [(heard[i : i + 1].decode(), int(heard[i + 1 : i + 8])) for i in range(0, len(heard), 8)]


def _stored(store: Store) -> Files:
    table = store.assessments()
    return {u: frozenset(rows["assessor"]) for u, rows in table.groupby("unit")}  # type: ignore[misc]


def _kill_one(
    place: StorePlace, first: int, after: float, *, opened: bool = False
) -> list[tuple[str, int]]:
    """Kill it so many seconds after it began, or after it had opened the store."""
    ours, theirs = os.pipe()
    child = multiprocessing.get_context("fork").Process(target=_work, args=(place, first, theirs))
    child.start()
    os.close(theirs)
    if opened:
        assert os.read(ours, 8)[:1] == b"o"
    time.sleep(after)
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    heard = _heard(ours)
    os.close(ours)
    return heard


def _is_made(place: StorePlace) -> bool:
    return bool(servers.rows_of(place.url)) if place.url else (place.folder / "store.db").exists()


def _follow(stored: Files, heard: list[tuple[str, int]]) -> tuple[Files, Files]:
    """What must be stored after what was heard, and what may be if the last word was not said."""
    both = frozenset({"unit", "tpi"})
    confirmed = dict(stored)
    possible = dict(stored)
    for what, number in heard:
        unit = f"unit-{number}"
        if what in "sS":
            possible = confirmed | {unit: both}
        elif what in "uU":
            possible = {u: assessors for u, assessors in confirmed.items() if u != unit}
        if what in "SU":
            confirmed = possible
    return confirmed, possible


def test_killed_while_importing(store_place: StorePlace) -> None:
    stored: Files = {}
    draw = random.Random(2025)
    number = interrupted = confirmed = 0
    for _ in range(ROUNDS):
        heard = _kill_one(store_place, number, draw.uniform(0.01, 0.12), opened=True)
        number = max([number, *(which + 1 for _, which in heard)])
        confirmed += sum(what == "S" for what, _ in heard)
        interrupted += bool(heard) and heard[-1][0] in "su"
        with small_store(store_place) as store:
            found = _stored(store)
            assert found in _follow(stored, heard)
            assert store.check() == []
        stored = found
    print(f"{ROUNDS} kills, {interrupted} inside a transaction, {confirmed} imports confirmed")
    assert interrupted
    assert confirmed
    assert not [p for p in store_place.folder.iterdir() if p.name != "store.db"]


def test_killed_while_the_store_is_made(places: Places, kind: str) -> None:
    draw = random.Random(2026)
    unmade = 0
    for _ in range(max(ROUNDS // 3, 10)):
        place = places()
        # A database takes a little longer to make than a file.
        heard = _kill_one(place, 1, draw.uniform(0.0, 0.08 if kind == "sqlite" else 0.3))
        unmade += not _is_made(place)
        with small_store(place) as store:
            assert store.check() == []
            assert _stored(store) in _follow({}, heard)
    print(f"{unmade} killed before the store was there")
    assert unmade or ROUNDS < 300
