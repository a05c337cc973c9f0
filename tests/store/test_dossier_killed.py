"""kill -9 while a dossier is written: a list is there whole or not at all, nothing confirmed lost."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time

import pytest

from tests.store.readings import small_store
from zi_analytics.settings import StorePlace
from zi_analytics.store import ItemChange, NewItem

ROUNDS = int(os.environ.get("ZI_KILL_ROUNDS", "24")) // 2
TOGETHER = 20
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")


def _work(place: StorePlace, said: int) -> None:
    """Add lists and change each whole, without end; a byte before each write, one after."""
    with small_store(place, busy_seconds=10) as store:
        os.write(said, b"o")
        while True:
            os.write(said, b"a")
            added = store.dossier.write(
                [NewItem("action", "", {"n": n}) for n in range(TOGETHER)], by="siti"
            )
            os.write(said, b"A")
            os.write(said, b"c")
            changes = [ItemChange(one.number, 1, {"n": -1}) for one in added]
            store.dossier.write(changes, by="siti")
            os.write(said, b"C")


def _kill(place: StorePlace, said: int, after: float) -> bytes:
    """Kill it some seconds after it has said so many bytes; gives all that it said."""
    ours, theirs = os.pipe()
    child = multiprocessing.get_context("fork").Process(target=_work, args=(place, theirs))
    child.start()
    os.close(theirs)
    assert os.read(ours, 1) == b"o"
    # By what it has done: on a busy machine little is done in a fixed time.
    heard = b"".join(os.read(ours, 1) for _ in range(said))
    time.sleep(after)
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    while part := os.read(ours, 65536):
        heard += part
    os.close(ours)
    return heard


def test_killed_while_writing_lists(store_place: StorePlace) -> None:
    draw = random.Random(2027)
    added = changed = interrupted = 0
    for _ in range(ROUNDS):
        heard = _kill(store_place, draw.randrange(1, 9), draw.uniform(0.0, 0.02))
        interrupted += heard[-1:] in (b"a", b"c")
        with small_store(store_place) as store:
            assert store.check() == []
            versions = [one.version for one in store.dossier.of("action")]
        lists, rest = divmod(len(versions), TOGETHER)
        twice, half = divmod(versions.count(2), TOGETHER)
        assert (rest, half) == (0, 0)
        assert lists - added - heard.count(b"A") in (0, int(heard[-1:] == b"a"))
        assert twice - changed - heard.count(b"C") in (0, int(heard[-1:] == b"c"))
        added, changed = lists, twice
    assert interrupted
    assert added > 1
