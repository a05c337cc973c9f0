from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.readings import column, content_of, numbers, save, small_store
from zi_analytics.store import Store, StoreError, backup, restore_backup, sqlite


def test_a_backup_is_the_store(store: Store, tmp_path: Path) -> None:
    save(store, column(A1=1.0))
    target = store.backup(tmp_path / "copy.db")
    assert content_of(target) == content_of(store.folder / "store.db")
    assert [p.name for p in tmp_path.iterdir() if p.name != "store"] == ["copy.db"]
    assert store.backups() == []
    assert store.backup() in store.backups()


def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"mine")
    with pytest.raises(StoreError) as caught:
        store.backup(tmp_path / "copy.db")
    assert caught.value.code == "store-backup-exists"
    assert (tmp_path / "copy.db").read_bytes() == b"mine"


def test_a_backup_that_is_not_the_same_is_discarded(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(store, column(A1=1.0))
    copy = sqlite.copy

    def copy_badly(source: sqlite3.Connection, target: Path, busy_seconds: float) -> None:
        copy(source, target, busy_seconds)
        with closing(sqlite3.connect(target)) as connection:
            connection.execute("UPDATE revision SET sheet_total = 99")
            connection.commit()

    monkeypatch.setattr(sqlite, "copy", copy_badly)
    with pytest.raises(StoreError) as caught:
        store.backup(tmp_path / "copy.db")
    assert (caught.value.code, caught.value.details["table"]) == ("store-backup-failed", "revision")
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


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


def test_a_foreign_file_is_not_moved_away(store: Store) -> None:
    kept = store.backup()
    spoilt = spoil(store.folder / "store.db", "foreign")
    with pytest.raises(StoreError) as caught:
        restore_backup(store.folder, kept)
    assert caught.value.code == "store-foreign-file"
    assert (store.folder / "store.db").read_bytes() == spoilt


def test_restoring_a_lost_store_while_it_is_open(store: Store) -> None:
    save(store, column(A1=0.25))
    kept = store.backup()
    (store.folder / "store.db").unlink()
    store.restore_backup(kept)
    assert numbers(store) == [(1, True)]
    save(store, column(A1=0.5))
    assert store.check() == []


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 not a backup"])
def test_what_is_no_backup_is_not_restored(
    store: Store, tmp_path: Path, content: bytes | None
) -> None:
    save(store, column(A1=0.25))
    before = content_of(store.folder / "store.db")
    if content is not None:
        (tmp_path / "x.db").write_bytes(content)
    with pytest.raises(StoreError):
        store.restore_backup(tmp_path / "x.db")
    assert content_of(store.folder / "store.db") == before


def test_a_tampered_backup_is_not_restored(store: Store, tmp_path: Path) -> None:
    save(store, column(A1=0.25))
    kept = store.backup(tmp_path / "x.db")
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("UPDATE revision SET codes = x'74747474'")
        connection.commit()
    before = content_of(store.folder / "store.db")
    with pytest.raises(StoreError) as caught:
        store.restore_backup(kept)
    assert caught.value.code == "store-damaged"
    assert content_of(store.folder / "store.db") == before


def test_backups_are_listed_by_age(store: Store) -> None:
    made = [store.backup() for _ in range(3)]
    assert backup.list_backups(store.folder) == made
