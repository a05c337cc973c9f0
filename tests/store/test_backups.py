from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.store.conftest import POSTGRESQL
from tests.store.readings import column, content_of, numbers, rows_of, save, small_store
from zi_analytics.settings import StorePlace
from zi_analytics.store import Store, StoreError, backup, copying, restore_backup, sqlite
from zi_analytics.store import postgresql_database as server_module
from zi_analytics.store.sqlite_file import SqliteFile


def test_a_backup_is_the_store(store: Store, store_place: StorePlace, tmp_path: Path) -> None:
    save(store, column(A1=1.0))
    target = store.backup(tmp_path / "copy.db")
    assert rows_of(target) == rows_of(store_place)
    assert [p.name for p in tmp_path.iterdir() if p.name != "store"] == ["copy.db"]
    assert store.backups() == []
    assert store.backup() in store.backups()


def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"mine")
    with pytest.raises(StoreError) as caught:
        store.backup(tmp_path / "copy.db")
    assert caught.value.code == "store-backup-exists"
    assert (tmp_path / "copy.db").read_bytes() == b"mine"


def test_a_backup_of_a_file_is_the_file(file_store: Store, tmp_path: Path) -> None:
    save(file_store, column(A1=1.0))
    target = file_store.backup(tmp_path / "copy.db")
    assert content_of(target) == content_of(file_store.folder / "store.db")


def test_a_backup_that_is_not_the_same_is_discarded(
    file_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(file_store, column(A1=1.0))
    copy = sqlite.copy

    def copy_badly(source: sqlite3.Connection, target: Path, busy_seconds: float) -> None:
        copy(source, target, busy_seconds)
        with closing(sqlite3.connect(target)) as connection:
            connection.execute("UPDATE revision SET sheet_total = 99")
            connection.commit()

    monkeypatch.setattr(sqlite, "copy", copy_badly)
    with pytest.raises(StoreError) as caught:
        file_store.backup(tmp_path / "copy.db")
    assert (caught.value.code, caught.value.details["table"]) == ("store-backup-failed", "revision")
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


@pytest.mark.parametrize("kind", [POSTGRESQL], indirect=True)
@pytest.mark.parametrize(
    ("goal", "code"),
    [("copy.db", "store-backup-failed"), ("database", "store-copy-differs")],
)
def test_rows_that_do_not_arrive_in_or_from_a_database_are_noticed(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, goal: str, code: str
) -> None:
    save(store, column(A1=1.0))
    kept = sqlite_backup(tmp_path)

    def copy_badly(*given: Any) -> None:
        copying.transfer(*given)
        if isinstance(given[2], SqliteFile) is (goal == "copy.db"):
            given[3].execute(text("UPDATE revision SET sheet_total = 99"))

    monkeypatch.setattr(server_module, "transfer", copy_badly)
    work = store.backup if goal == "copy.db" else store.restore_backup
    with pytest.raises(StoreError) as caught:
        work(tmp_path / goal if goal == "copy.db" else kept)
    assert (caught.value.code, caught.value.details["table"]) == (code, "revision")
    assert numbers(store) == [(1, True)]
    assert not (tmp_path / "copy.db").exists()


def sqlite_backup(folder: Path) -> Path:
    """A backup made from a file."""
    with small_store(folder / "other") as other:
        save(other, column(A1=0.25))
        return other.backup()


def test_a_backup_fits_every_kind_of_store(store: Store, tmp_path: Path) -> None:
    kept = sqlite_backup(tmp_path)
    save(store, column(A1=1.0), unit="Kraton")
    store.restore_backup(kept)
    assert store.units()["code"].tolist() == ["kelurahan-sapuro"]
    save(store, column(A1=0.5))
    assert numbers(store) == [(1, False), (2, True)]
    assert store.check() == []
    restore_backup(tmp_path / "file", store.backup())
    with small_store(tmp_path / "file") as restored:
        assert numbers(restored) == [(1, False), (2, True)]
        assert restored.check() == []


def test_a_backup_while_others_write(store: Store, tmp_path: Path) -> None:
    failed: list[BaseException] = []

    def work() -> None:
        try:
            for number in range(15):
                save(store, column(A1=number / 100))
        except BaseException as error:
            failed.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    copies = [store.backup() for _ in range(5)]
    worker.join()
    assert failed == []
    for number, path in enumerate(copies):
        restore_backup(tmp_path / str(number), path)
        with small_store(tmp_path / str(number)) as restored:
            assert restored.check() == []


def test_a_number_of_an_import_is_not_given_again_after_restoring(store: Store) -> None:
    kept = save(store, column(A1=0.25)).upload
    undone = save(store, column(A1=0.5)).upload
    store.undo_import(undone or 0)
    assert save(store, column(A1=0.75)).upload == 3
    restored = store.backup()
    store.restore_backup(restored)
    assert (kept, undone) == (1, 2)
    assert save(store, column(A1=1.0)).upload == 4


def test_a_restored_backup_is_what_was_and_can_be_taken_back(store: Store) -> None:
    save(store, column(A1=0.25))
    kept = store.backup()
    save(store, column(A1=0.5))
    before = store.revision
    store.restore_backup(kept, by="siti")
    assert numbers(store) == [(1, True)]
    assert store.revision > before
    assert store.check() == []
    assert (store.log()[-1].action, store.log()[-1].by) == ("backup-restored", "siti")
    newest = store.backups()[-1]
    assert "before-restore" in newest.name
    store.restore_backup(newest)
    assert numbers(store) == [(1, False), (2, True)]
    assert store.check() == []
    assert not [p for p in store.folder.iterdir() if p.name.startswith(".")]


def spoil(path: Path, damage: str) -> bytes:
    content = path.read_bytes()
    spoilt = {
        "empty": b"",
        "cut": content[: len(content) // 2],
        "overwritten": content[:8192] + b"\xa5" * 800 + content[8992:],
        "foreign": b"PK\x03\x04" + content[4:],
    }[damage]
    path.write_bytes(spoilt)
    return spoilt


@pytest.mark.parametrize("damage", ["empty", "cut", "overwritten"])
def test_restoring_over_what_cannot_be_opened(tmp_path: Path, damage: str) -> None:
    with small_store(tmp_path) as store:
        save(store, column(A1=0.25))
        kept = store.backup()
    spoilt = spoil(tmp_path / "store.db", damage)
    restore_backup(tmp_path, kept)
    with small_store(tmp_path) as store:
        assert numbers(store) == [(1, True)]
        assert store.check() == []
        assert store.backups() == [kept]
    aside = list((tmp_path / "backups").glob("*.aside"))
    assert [path.read_bytes() for path in aside] == [spoilt]


def test_a_foreign_file_is_not_moved_away(file_store: Store) -> None:
    kept = file_store.backup()
    spoilt = spoil(file_store.folder / "store.db", "foreign")
    with pytest.raises(StoreError) as caught:
        restore_backup(file_store.folder, kept)
    assert caught.value.code == "store-foreign-file"
    assert (file_store.folder / "store.db").read_bytes() == spoilt


def test_restoring_a_lost_store_while_it_is_open(file_store: Store) -> None:
    save(file_store, column(A1=0.25))
    kept = file_store.backup()
    (file_store.folder / "store.db").unlink()
    file_store.restore_backup(kept)
    assert numbers(file_store) == [(1, True)]
    save(file_store, column(A1=0.5))
    assert file_store.check() == []


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 not a backup"])
def test_what_is_no_backup_is_not_restored(
    store: Store, store_place: StorePlace, tmp_path: Path, content: bytes | None
) -> None:
    save(store, column(A1=0.25))
    before = content_of(store_place)
    if content is not None:
        (tmp_path / "x.db").write_bytes(content)
    with pytest.raises(StoreError):
        store.restore_backup(tmp_path / "x.db")
    assert content_of(store_place) == before


def test_a_tampered_backup_is_not_restored(
    store: Store, store_place: StorePlace, tmp_path: Path
) -> None:
    save(store, column(A1=0.25))
    kept = store.backup(tmp_path / "x.db")
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("UPDATE revision SET codes = x'74747474'")
        connection.commit()
    before = content_of(store_place)
    with pytest.raises(StoreError) as caught:
        store.restore_backup(kept)
    assert caught.value.code == "store-damaged"
    assert content_of(store_place) == before


def test_backups_are_listed_by_age(store: Store) -> None:
    made = [store.backup() for _ in range(3)]
    assert backup.list_backups(store.folder) == made
