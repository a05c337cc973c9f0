"""A whole store in another place: nothing changes, nothing is lost, and it goes on from there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store import servers
from tests.store.conftest import POSTGRESQL, Places
from tests.store.keep_version import fill
from tests.store.readings import column, content_of, execute, rows_of, save, small_store
from zi_analytics.__main__ import main
from zi_analytics.settings import StorePlace
from zi_analytics.store import StoreError, move_store


@pytest.fixture
def filled(tmp_path: Path) -> StorePlace:
    """A store in a file with a little of everything."""
    place = StorePlace(tmp_path / "filled")
    with small_store(place) as store:
        fill(store)
        save(store, column(A1=0.33), unit="Zürich Ébène")
    return place


def digests(place: StorePlace) -> list[str]:
    """Of every revision of every assessment, and of every entry of the log."""
    with small_store(place) as store:
        found = [
            revision.digest
            for row in store.assessments().itertuples()
            for revision in store.revisions(row.unit, row.period, row.assessor)
        ]
        return found + [entry.hash for entry in store.log()]


def test_there_and_back(filled: StorePlace, places: Places) -> None:
    """From a file into every kind of store, and from there into a file again."""
    between, back = places(), StorePlace(filled.folder.parent / "back")
    was = content_of(filled)
    count = move_store(filled, between)
    assert rows_of(between) == rows_of(filled)
    assert move_store(between, back) == count > 0
    assert digests(filled) == digests(between) == digests(back)
    assert rows_of(back) == rows_of(filled)
    # The next numbers too; only the order in which rows lie in the file may be another.
    assert sorted(content_of(back)) == sorted(was)
    assert content_of(filled) == was


def test_the_moved_store_goes_on(filled: StorePlace, places: Places) -> None:
    target = places()
    move_store(filled, target)
    with small_store(filled) as old, small_store(target) as new:
        for store in (old, new):
            saved = save(store, column(A1=0.125), unit="Sesudah Pindah")
            assert saved.upload == 5 + 1
            assert store.check() == []
        assert old.revision == new.revision
        assert [e.details for e in old.log()] == [e.details for e in new.log()]
        assert old.units().drop(columns="created_at").equals(new.units().drop(columns="created_at"))


def test_where_something_is_nothing_is_moved(filled: StorePlace, store_place: StorePlace) -> None:
    before = content_of(store_place)
    with pytest.raises(StoreError) as caught:
        move_store(filled, store_place)
    assert caught.value.code == "store-target-not-empty"
    assert content_of(store_place) == before


def test_a_store_that_is_not_what_was_written_is_not_moved(
    filled: StorePlace, places: Places
) -> None:
    execute(filled, "UPDATE revision SET codes = x'74747474' WHERE id = 1")
    target = places()
    with pytest.raises(StoreError) as caught:
        move_store(filled, target)
    assert caught.value.code == "store-damaged"
    with pytest.raises(StoreError) as caught:
        small_store(target, create=False)
    assert caught.value.code in ("store-missing", "store-database-empty")


def test_no_store_is_made_where_one_is_to_be_moved_from(places: Places, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        move_store(places(), tmp_path / "target")
    assert caught.value.code in ("store-missing", "store-database-empty")
    assert not (tmp_path / "target" / "store.db").exists()


@pytest.mark.parametrize("kind", [POSTGRESQL], indirect=True)
def test_a_database_that_does_not_exist_is_made(
    filled: StorePlace, places: Places, databases: Callable[[str], str]
) -> None:
    place = places()
    servers.drop_database(servers.name_of(place))
    move_store(filled, place)
    assert rows_of(place) == rows_of(filled)


def test_on_the_command_line(
    filled: StorePlace,
    places: Places,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Move, check, back up, damage, restore: each is one command."""
    target = places()
    current = filled

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setenv("ZI_STORE", str(current.folder))
        monkeypatch.setenv("ZI_DATABASE_URL", current.url)
        status = main(["--language", "en", *arguments])
        return status, "".join(capsys.readouterr())

    was = rows_of(filled)
    count = f"{len(was['assessment'])} assessments"
    status, said = run("move", target.url or str(target.folder))
    assert (status, count in said) == (0, True), said
    assert ("ZI_DATABASE_URL" if target.url else "ZI_STORE") in said
    current = target
    assert run("check") == (0, f"The store is sound: {count}.\n")
    status, said = run("backup", str(tmp_path / "kept.db"))
    assert (status, "kept.db" in said) == (0, True)
    execute(target, "UPDATE revision SET sheet_total = 99 WHERE id = 1")
    status, said = run("check")
    assert (status, "are not what was saved" in said) == (1, True)
    status, said = run("restore", str(tmp_path / "kept.db"))
    assert status == 0, said
    assert run("check")[0] == 0
    assert rows_of(target)["revision"] == was["revision"]
    status, said = run("restore", str(tmp_path / "no.db"))
    assert (status, "no.db" in said) == (1, True)
    status, said = run("move", str(tmp_path / "last"))
    assert status == 0, said
    assert rows_of(StorePlace(tmp_path / "last")) == rows_of(target)
