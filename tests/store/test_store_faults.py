"""Something goes wrong in the middle: nothing is half there, and the next try works."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.store.readings import column, content_of, file_of, numbers, save, small_store
from zi_analytics.settings import StorePlace
from zi_analytics.store import Import, Store, StoreError, UnitChange

PLACE = ("Kelurahan Sapuro", "2025-B06", "unit")
OPERATIONS: dict[str, Callable[[Store], object]] = {
    "new unit": lambda store: save(store, column(A1=1.0), column("tpi"), unit="Kraton"),
    "new revision": lambda store: save(store, column(A1=0.1), column("tpi", A1=0.1)),
    "many files": lambda store: store.save_many(
        [Import(*file_of(column(A1=v)), unit=f"Unit {v}", period="2025") for v in (0.1, 0.2)]
    ),
    "restore": lambda store: store.restore(*PLACE, 1),
    "undo": lambda store: store.undo_import(2),
    "delete": lambda store: store.delete_assessment(*PLACE),
    "rename": lambda store: store.change_unit(
        PLACE[0], UnitChange(name="Sapuro Kebulen", kind="kelurahan")
    ),
}


class FaultError(Exception):
    pass


@pytest.mark.parametrize(
    ("name", "fault"),
    [*((name, FaultError) for name in OPERATIONS), ("new revision", KeyboardInterrupt)],
)
def test_all_or_nothing_at_every_statement(
    store: Store, store_place: StorePlace, name: str, fault: type[BaseException]
) -> None:
    save(store, column(A1=0.25), column("tpi", A1=0.5))
    save(store, column(A1=0.75), column("tpi", A1=0.5))
    before = content_of(store_place)
    engine = store._database._engine
    seen = 0
    fail_at = 0

    def fail(*args: object) -> None:
        nonlocal seen
        seen += 1
        if seen == fail_at:
            raise fault

    for moment in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(engine, moment, fail)
    while seen >= fail_at:
        seen, fail_at = 0, fail_at + 1
        steps = fail_at
        try:
            OPERATIONS[name](store)
        except fault:
            assert content_of(store_place) == before, fail_at
    fail_at = 0
    assert steps > 6
    assert content_of(store_place) != before
    assert store.check() == []


def test_a_disk_that_is_full(file_store: Store) -> None:
    save(file_store, column(A1=1.0))
    before = content_of(file_store.folder / "file_store.db")
    with file_store._database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    reading, original = file_of(column(A1=0.5), content=os.urandom(100_000))
    with pytest.raises(StoreError) as caught:
        file_store.save(reading, original, unit="Sapuro", period="2025")
    assert caught.value.code == "store-disk-full"
    assert content_of(file_store.folder / "file_store.db") == before
    assert file_store.check() == []
    file_store._database.close()
    file_store.save(reading, original, unit="Sapuro", period="2025")
    assert file_store.check() == []


def _save_with_little_room(folder: Path, answer: multiprocessing.connection.Connection) -> None:
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    room = (folder / "store.db").stat().st_size + 30_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    reading, original = file_of(column(A1=0.5), content=os.urandom(100_000))
    for attempt in (
        lambda store: store.save(reading, original, unit="Sapuro", period="2025"),
        lambda store: save(store, column(A1=0.75)),
    ):
        try:
            with small_store(folder) as store:
                attempt(store)
            answer.send("saved")
        except StoreError as error:
            answer.send(error.code)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes")
def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    with small_store(tmp_path) as store:
        save(store, column(A1=1.0))
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("fork").Process(
        target=_save_with_little_room, args=(tmp_path, theirs)
    )
    child.start()
    assert ours.poll(20)
    assert ours.recv() in ("store-disk-full", "store-disk-error")
    assert ours.poll(20)
    assert ours.recv() == "saved"
    child.join()
    with small_store(tmp_path) as store:
        assert numbers(store) == [(1, False), (2, True)]
        assert store.check() == []


def test_a_backup_on_a_full_disk_leaves_nothing_behind(
    file_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zi_analytics.store import sqlite

    def no_room(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sqlite, "differences", no_room)
    with pytest.raises(StoreError) as caught:
        file_store.backup(tmp_path / "copy.db")
    assert caught.value.code == "store-disk-full"
    assert [p.name for p in tmp_path.iterdir()] == ["store"]
