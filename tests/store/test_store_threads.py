from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from tests.store.conftest import Places
from tests.store.readings import column, save, small_store
from zi_analytics import settings
from zi_analytics.settings import StorePlace
from zi_analytics.store import Store


@pytest.fixture
def store(store_place: StorePlace) -> Iterator[Store]:
    """A store that waits as long as a real one does."""
    with small_store(store_place) as opened:
        yield opened


def test_many_threads_read_and_write(store: Store) -> None:
    def work(thread: int) -> None:
        for number in range(5):
            save(store, column(A1=number / 100, B1=thread / 100), unit=f"Unit {thread}")
            found = store.load_values("small", unit=f"unit-{thread}")
            assert found.values[0, [0, 3]].tolist() == [number / 100, thread / 100]
            assert (
                store.load_document(f"unit-{thread}", "2025-B06", "unit").revision.number
                == number + 1
            )

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(work, range(12)))
    assert store.revision == 60
    assert len(store.load_values("small")) == 12
    assert store.check() == []


def test_a_reader_sees_one_state_while_others_write(store: Store) -> None:
    """Both assessors of a file always carry the same number."""
    save(store, column(A1=0.0), column("tpi", A1=0.0))

    def write() -> None:
        for number in range(1, 40):
            save(store, column(A1=number / 100), column("tpi", A1=number / 100))

    with ThreadPoolExecutor(2) as pool:
        writer = pool.submit(write)
        while not writer.done():
            values = store.load_values("small").values[:, 0]
            assert np.all(values == values[0])
        writer.result()


def _save_some(place: StorePlace, name: str) -> None:
    with small_store(place, busy_seconds=30) as store:
        for number in range(10):
            save(store, column(A1=number / 100), unit=f"{name} {number}")


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_programs_started_together_share_one_store(places: Places) -> None:
    place = places()
    programs = [
        get_context("fork").Process(target=_save_some, args=(place, name)) for name in "abcd"
    ]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
        assert program.exitcode == 0
    with small_store(place) as store:
        assert len(store.load_values("small")) == 40
        assert store.revision == 40
        assert store.check() == []


def _save_the_same(place: StorePlace, name: str) -> None:
    with small_store(place, busy_seconds=30) as store:
        for number in range(12):
            save(store, column(A1=number / 100), column("tpi", A1=0.5), unit=f"Unit {number}")
            save(store, column(A2=number / 100), unit=name)


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_programs_side_by_side_lose_nothing_and_double_nothing(store_place: StorePlace) -> None:
    """All bring the same worksheets, and each some of its own, at the same time."""
    names = ["Satu", "Dua", "Tiga"]
    programs = [
        get_context("fork").Process(target=_save_the_same, args=(store_place, name))
        for name in names
    ]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert [program.exitcode for program in programs] == [0] * len(names)
    with small_store(store_place) as store:
        for number in range(12):
            for assessor in ("unit", "tpi"):
                [only] = store.revisions(f"unit-{number}", "2025-B06", assessor)
                assert only.is_current
        for name in names:
            revisions = store.revisions(name, "2025-B06", "unit")
            assert [r.number for r in revisions] == list(range(1, 13))
        assert store.revision == len(store.log()) == 12 + 12 * len(names)
        assert store.uploads()["upload"].is_unique
        assert store.check() == []


EVERYTHING = """
import sys, hashlib, zlib
from datetime import UTC, datetime
from pathlib import Path
from tests.store.keep_version import fill
from tests.store.readings import content_of, small_store
from zi_analytics.store import schema
schema.now = lambda: datetime(2025, 6, 30, 23, 59, 59, 5, tzinfo=UTC)
folder = Path(sys.argv[1])
with small_store(folder) as store:
    fill(store)
    print(store.assessments().to_csv(), store.units().to_csv(), store.uploads().to_csv())
    print(store.log(), store.load_values("small"), store.check())
print("\\n".join(content_of(folder / "store.db")))
"""


def test_the_same_everywhere(tmp_path: Path) -> None:
    places = [
        ("UTC", "C", "0"),
        ("Asia/Jakarta", "id_ID.UTF-8", "1"),
        ("Pacific/Kiritimati", "C.UTF-8", "random"),
    ]
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", EVERYTHING, str(tmp_path / str(number))],
            cwd=settings.ROOT,
            env=os.environ
            | {"TZ": zone, "LANG": language, "LC_ALL": language, "PYTHONHASHSEED": seed}
            | {"PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
        )
        for number, (zone, language, seed) in enumerate(places)
    ]
    said = [run.communicate()[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert b"2025-06-30 23:59:59.000005" in said[0]
    assert said[0] == said[1] == said[2]
