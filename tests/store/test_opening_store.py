from __future__ import annotations

import multiprocessing
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.conftest import POSTGRESQL
from tests.store.readings import column, content_of, numbers, save, small_store
from zi_analytics.finding_kinds import KINDS
from zi_analytics.findings import Severity
from zi_analytics.settings import ROOT, StorePlace
from zi_analytics.store import Store, StoreError, sqlite

SOURCES = Path(sqlite.__file__).parent


def refuse(folder: Path, code: str) -> None:
    """Opening is refused with ``code``, and every byte in the folder is as it was."""
    before = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}
    with pytest.raises(StoreError) as caught:
        small_store(folder, busy_seconds=0.2)
    assert caught.value.code == code
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} == before


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed store with one assessment."""
    with small_store(tmp_path / "store") as store:
        save(store, column(A1=1.0))
    return tmp_path / "store"


def test_a_new_folder_gets_a_store_and_nothing_else(tmp_path: Path) -> None:
    with small_store(tmp_path / "a" / "b") as store:
        assert store.is_empty()
    assert [p.name for p in (tmp_path / "a" / "b").iterdir()] == ["store.db"]


def test_it_is_there_again(store: Store, store_place: StorePlace) -> None:
    save(store, column(A1=1.0))
    store.close()
    with small_store(store_place, create=False) as store:
        assert numbers(store) == [(1, True)]
        assert store.check() == []


def test_what_a_killed_program_left_half_made_is_cleared_in_time(folder: Path) -> None:
    for name in (".new-1.db", ".restored-1.db", ".restored-1.db-journal"):
        (folder / name).touch()
    hour_ago = time.time() - 3700
    os.utime(folder / ".new-1.db", (hour_ago, hour_ago))
    os.utime(folder / ".restored-1.db-journal", (hour_ago, hour_ago))
    small_store(folder).close()
    assert sorted(p.name for p in folder.iterdir()) == [".restored-1.db", "store.db"]


def test_opening_needs_neither_pandas_nor_alembic_nor_a_driver(folder: Path) -> None:
    """They take longer to import than everything else here together."""
    program = (
        "import sys; from pathlib import Path; from zi_analytics.store import open_store\n"
        "open_store(Path(sys.argv[1])).revision\n"
        "print({'pandas', 'alembic', 'psycopg'} & set(sys.modules))"
    )
    said = subprocess.check_output(
        [sys.executable, "-c", program, str(folder)], cwd=ROOT, text=True
    )
    assert said.strip() == "set()"


def test_no_store_is_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        small_store(tmp_path, create=False)
    assert caught.value.code == "store-missing"
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_vanished_is_not_replaced_by_an_empty_one(folder: Path) -> None:
    with small_store(folder) as store:
        store.backup()
    (folder / "store.db").unlink()
    refuse(folder, "store-lost")


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "store.db").touch()
    refuse(tmp_path, "store-empty-file")


@pytest.mark.parametrize(
    "content", [b"x", b"PK\x03\x04" * 5000, b"SQLite format 3\x00", b"\x00" * 8192]
)
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "store.db").write_bytes(content)
    refuse(tmp_path, "store-foreign-file")


def test_a_database_of_another_program(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection:
        connection.execute("CREATE TABLE store (id)")
        connection.commit()
    refuse(tmp_path, "store-foreign-file")


def test_a_newer_store(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "store.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("CREATE TABLE from_the_future (id)")
        connection.commit()
    refuse(folder, "store-newer")


@pytest.mark.parametrize("page", [2, 5, 12])
def test_a_damaged_store(folder: Path, page: int) -> None:
    content = bytearray((folder / "store.db").read_bytes())
    content[page * 4096 : page * 4096 + 300] = b"\xa5" * 300
    (folder / "store.db").write_bytes(content)
    refuse(folder, "store-damaged")


def test_a_store_cut_short(folder: Path) -> None:
    content = (folder / "store.db").read_bytes()
    (folder / "store.db").write_bytes(content[: len(content) // 2])
    refuse(folder, "store-damaged")


def _as_nobody(folder: Path, answer: multiprocessing.connection.Connection) -> None:
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    try:
        small_store(folder, busy_seconds=0.2)
        answer.send("opened")
    except StoreError as error:
        answer.send(error.code)


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
@pytest.mark.parametrize(
    "protect",
    [
        lambda folder: folder.chmod(0o555),
        lambda folder: (folder / "store.db").chmod(0o444),
        lambda folder: ((folder / "store.db").unlink(), folder.chmod(0o555)),
    ],
    ids=["folder", "file", "nothing there yet"],
)
def test_a_read_only_place(protect: Callable[[Path], object], folder: Path) -> None:
    # Beside the folders of pytest, which nobody else may enter.
    place = Path("/tmp") / f"zi-read-only-{os.getpid()}"
    shutil.copytree(folder, place)
    try:
        place.chmod(0o777)
        (place / "store.db").chmod(0o666)
        before = content_of(place / "store.db")
        protect(place)
        ours, theirs = multiprocessing.Pipe()
        child = multiprocessing.get_context("fork").Process(target=_as_nobody, args=(place, theirs))
        child.start()
        assert ours.poll(20)
        assert ours.recv() == "store-read-only"
        child.join()
        place.chmod(0o777)
        if (place / "store.db").exists():
            assert content_of(place / "store.db") == before
    finally:
        shutil.rmtree(place)


def test_another_program_is_writing(folder: Path) -> None:
    with (
        small_store(folder, busy_seconds=0.2) as store,
        closing(sqlite3.connect(folder / "store.db", isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as caught:
            save(store, column(A1=0.5))
        assert caught.value.code == "store-busy"
        with pytest.raises(StoreError) as caught:
            small_store(folder, busy_seconds=0.1)
        assert caught.value.code == "store-busy"
        assert numbers(store) == [(1, True)]
        other.execute("ROLLBACK")
        save(store, column(A1=0.5))
        assert numbers(store) == [(1, False), (2, True)]


@pytest.mark.skipif(sqlite.WAL_IS_SAFE, reason="readers hold nobody up in the write-ahead log")
def test_another_program_is_reading_for_long(folder: Path) -> None:
    with (
        small_store(folder, busy_seconds=0.2) as store,
        closing(sqlite3.connect(folder / "store.db", isolation_level=None)) as other,
    ):
        other.execute("BEGIN")
        other.execute("SELECT * FROM revision").fetchone()
        with pytest.raises(StoreError) as caught:
            save(store, column(A1=0.5))
        assert caught.value.code == "store-busy"
        assert numbers(store) == [(1, True)]
        other.execute("ROLLBACK")
        save(store, column(A1=0.5))
        assert numbers(store) == [(1, False), (2, True)]
        assert store.check() == []


def test_the_file_vanishes_while_it_is_open(folder: Path) -> None:
    with small_store(folder) as store:
        (folder / "store.db").rename(folder / "elsewhere")
        for attempt in (lambda: save(store, column(A1=0.5)), lambda: store.revision):
            with pytest.raises(StoreError) as caught:
                attempt()
            assert caught.value.code == "store-lost"
        assert not (folder / "store.db").exists()
        (folder / "elsewhere").rename(folder / "store.db")
        save(store, column(A1=0.5))
        assert numbers(store) == [(1, False), (2, True)]


def test_another_store_is_put_in_its_place(folder: Path, tmp_path: Path) -> None:
    with small_store(folder) as store, small_store(tmp_path / "other") as other:
        save(other, column(A1=0.5), unit="Kraton")
        (tmp_path / "other" / "store.db").replace(folder / "store.db")
        assert store.units()["code"].tolist() == ["kraton"]
        save(store, column(A1=0.75), unit="Kraton")
        (folder / "store.db").unlink()
        (folder / "store.db").write_bytes(b"something else")
        with pytest.raises(StoreError) as caught:
            save(store, column(A1=1.0))
        assert caught.value.code in ("store-foreign-file", "store-damaged")
        assert (folder / "store.db").read_bytes() == b"something else"


def test_durability_settings(file_store: Store) -> None:
    with file_store._database.reading() as connection:

        def pragma(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()

        safe = sqlite3.sqlite_version_info >= (3, 51, 3)
        assert pragma("journal_mode") == ("wal" if safe else "delete")
        assert pragma("synchronous") == (2 if safe else 3)
        assert pragma("foreign_keys") == 1
        assert pragma("busy_timeout") == 200


def test_the_write_ahead_log_where_it_is_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "WAL_IS_SAFE", True)
    with small_store(tmp_path) as store:
        save(store, column(A1=1.0))
        assert (tmp_path / "store.db-wal").exists()
        backup = store.backup()
        save(store, column(A1=0.5))
        store.restore_backup(backup)
        assert numbers(store) == [(1, True)]
        assert store.check() == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["backups", "store.db"]
    with small_store(tmp_path) as store:
        assert numbers(store) == [(1, True)]


@pytest.mark.parametrize("kind", [POSTGRESQL], indirect=True)
def test_opening_a_database_needs_neither_pandas_nor_alembic(store_place: StorePlace) -> None:
    program = (
        "import sys; from zi_analytics.settings import store_place\n"
        "from zi_analytics.store import open_store\n"
        "open_store(store_place()).revision\n"
        "print({'pandas', 'alembic'} & set(sys.modules))"
    )
    setting = {"ZI_DATABASE_URL": store_place.url, "ZI_STORE": str(store_place.folder)}
    said = subprocess.check_output(
        [sys.executable, "-c", program], cwd=ROOT, text=True, env=os.environ | setting
    )
    assert said.strip() == "set()"


def test_every_error_has_a_kind_and_every_kind_is_used() -> None:
    sources = "\n".join(path.read_text() for path in SOURCES.rglob("*.py"))
    used = set(re.findall(r'"(store-[a-z-]+)"', sources))
    assert used == {code for code in KINDS if code.startswith("store-")}
    severe = {KINDS[code].severity for code in used - {"store-orphan-file"}}
    assert severe == {Severity.ERROR}


def test_each_database_stays_behind_its_wall() -> None:
    """What only one of them knows stands in its own modules, and only opening.py chooses."""
    for path in SOURCES.rglob("*.py"):
        text = path.read_text()
        if path.name != "sqlite.py":
            assert not re.search(r"import sqlite3|PRAGMA|exec_driver_sql", text), path
        if path.name not in ("postgresql.py", "postgresql_database.py", "opening.py"):
            assert not re.search(r"import.*postgresql|psycopg|pg_", text), path


def test_nobody_forgets_the_database_in_the_settings() -> None:
    """``store_folder`` alone would open a file where a database is set."""
    for path in [*(ROOT / "zi_analytics").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]:
        assert not re.search(r"(open_store|restore_backup)\(\s*store_folder", path.read_text()), (
            path
        )


@pytest.mark.parametrize("place", ["berkas", "berkas/di/bawah"])
def test_a_file_where_the_folder_should_be(tmp_path: Path, place: str) -> None:
    (tmp_path / "berkas").write_text("surat")
    with pytest.raises(StoreError) as caught:
        small_store(tmp_path / place)
    assert caught.value.code == "store-no-folder"
    assert (tmp_path / "berkas").read_text() == "surat"
