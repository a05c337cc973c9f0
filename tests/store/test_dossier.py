"""What a unit keeps besides worksheets: nothing is overwritten, nothing gets lost."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.conftest import Places
from tests.store.readings import column, execute, rows_of, save, small_store
from zi_analytics.settings import StorePlace
from zi_analytics.store import (
    LARGEST_DOCUMENT,
    ItemChange,
    NewItem,
    Store,
    StoreError,
    UnitChange,
    move_store,
)

UNIT = "kelurahan-sapuro"
FIRST: dict[str, Any] = {"what": "Susun SOP", "points": 0.25, "due": None}
OTHER: dict[str, Any] = {"what": "Pasang kotak pengaduan", "points": 1.0, "due": "2026-01-31"}


@pytest.fixture
def filled(store: Store) -> Store:
    save(store, column(A1=1.0))
    return store


def raised(code: str) -> Any:
    """What a refused write raises, and it says which."""
    return pytest.raises(StoreError, match=f"^{code}$")


def test_an_item_keeps_what_who_and_when(filled: Store) -> None:
    before = filled.revision
    made = filled.dossier.add("action", "KELURAHAN  Sapuro", FIRST, by=" siti ", period="2025-B06")
    assert (made.kind, made.unit, made.period, made.version) == ("action", UNIT, "2025-B06", 1)
    assert (made.document, made.by, made.withdrawn) == (FIRST, "siti", False)
    assert made.at == made.created_at
    assert filled.dossier.of("action") == (made,) == filled.dossier.history(made.number)
    assert filled.dossier.item(made.number) == made
    assert filled.revision == before + 1
    last = filled.log()[-1]
    assert (last.action, last.by, last.at) == ("dossier-written", "siti", made.at)
    assert "SOP" not in str(last.details)
    assert filled.check() == []


def test_a_change_is_a_new_version_and_the_old_one_stays(filled: Store) -> None:
    first = filled.dossier.add("action", UNIT, FIRST, by="siti")
    second = filled.dossier.change(first.number, OTHER, by="budi", expected_version=1)
    assert (second.version, second.by, second.document) == (2, "budi", OTHER)
    assert second.created_at == first.created_at
    gone = filled.dossier.withdraw(first.number, by="ani", expected_version=2)
    assert (gone.version, gone.withdrawn, gone.document) == (3, True, OTHER)
    assert filled.dossier.of("action") == ()
    assert filled.dossier.of("action", withdrawn=True) == (gone,)
    back = filled.dossier.restore(first.number, by="ani", expected_version=3)
    assert filled.dossier.of("action") == (back,)
    assert filled.dossier.history(first.number) == (first, second, gone, back)
    assert filled.check() == []


def test_the_same_again_is_no_new_version(filled: Store) -> None:
    made = filled.dossier.add("action", UNIT, FIRST, by="siti")
    revision = filled.revision
    assert filled.dossier.change(made.number, dict(FIRST), by="budi", expected_version=1) == made
    assert filled.dossier.restore(made.number, by="budi", expected_version=1) == made
    assert filled.revision == revision


def test_who_looked_at_an_older_version_changes_nothing(filled: Store) -> None:
    made = filled.dossier.add("action", UNIT, FIRST, by="siti")
    filled.dossier.change(made.number, OTHER, by="budi", expected_version=1)
    for write in (
        lambda: filled.dossier.change(made.number, FIRST, by="ani", expected_version=1),
        lambda: filled.dossier.change(made.number, OTHER, by="ani", expected_version=3),
        lambda: filled.dossier.withdraw(made.number, by="ani", expected_version=1),
    ):
        with raised("store-item-changed") as caught:
            write()
        assert caught.value.details == {"item": made.number, "version": 2}
    assert filled.dossier.item(made.number).document == OTHER


def test_of_many_at_once_one_comes_through(filled: Store) -> None:
    made = filled.dossier.add("action", UNIT, FIRST, by="siti")
    outcomes: list[str] = []

    def press(number: int) -> None:
        try:
            filled.dossier.change(made.number, {"n": number}, by="x", expected_version=1)
            outcomes.append("kept")
        except StoreError as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=press, args=[number]) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["kept", *["store-item-changed"] * 4]
    assert [one.version for one in filled.dossier.history(made.number)] == [1, 2]


def test_many_are_written_together_or_not_at_all(filled: Store) -> None:
    made = filled.dossier.add("action", UNIT, FIRST, by="siti")
    changes = [
        NewItem("action", UNIT, OTHER),
        ItemChange(made.number, 1, OTHER),
        NewItem("meeting", "", {"title": "Rapat"}, "2025"),
        ItemChange(made.number, 2, withdrawn=True),
    ]
    before = filled.revision
    for wrong, code in (
        (ItemChange(99, 1, OTHER), "store-item-unknown"),
        (ItemChange(made.number, 1, FIRST), "store-item-changed"),
        (NewItem("action", "Tidak Ada", OTHER), "store-unit-unknown"),
        (NewItem("action", UNIT, OTHER, "2025-B13"), "store-period-unknown"),
    ):
        with raised(code):
            filled.dossier.write([*changes, wrong], by="siti")
    assert filled.revision == before
    assert filled.dossier.of("meeting") == ()
    written = filled.dossier.write(changes, by="siti")
    assert [one.version for one in written] == [1, 2, 1, 3]
    first, _, third, _ = numbers = [one.number for one in written]
    assert numbers == [first, made.number, third, made.number]
    assert made.number < first < third
    assert filled.dossier.item(made.number) == written[3]
    assert filled.revision == before + 4
    assert filled.dossier.write([], by="siti") == ()
    assert filled.check() == []


def test_items_are_found_by_kind_unit_and_period(filled: Store) -> None:
    other = filled.add_unit(UnitChange(name="Kraton"))
    places = [("action", UNIT, ""), ("action", other, "2025"), ("action", "", "2025")]
    made = [filled.dossier.add(kind, unit, {}, by="", period=when) for kind, unit, when in places]
    filled.dossier.add("meeting", UNIT, {}, by="")
    assert filled.dossier.of("action") == tuple(made)
    assert filled.dossier.of("action", "kelurahan sapuro") == (made[0],)
    assert filled.dossier.of("action", "") == (made[2],)
    assert filled.dossier.of("action", period="2025") == (made[1], made[2])
    assert filled.dossier.of("action", other, "") == ()
    with raised("store-unit-unknown"):
        filled.dossier.of("action", "Tidak Ada")
    for ask in (filled.dossier.item, filled.dossier.history):
        with raised("store-item-unknown"):
            ask(99)


def test_documents_are_bounded_plain_json(filled: Store) -> None:
    room = LARGEST_DOCUMENT - len('{"text":""}')
    made = filled.dossier.add("note", UNIT, {"text": "x" * room}, by="siti")
    with raised("store-item-too-large"):
        filled.dossier.change(made.number, {"text": "x" * room + "y"}, by="", expected_version=1)
    for wrong in ({"a": float("nan")}, {"a": (1, 2)}, {1: "a"}):
        with pytest.raises(ValueError, match="plain JSON"):
            filled.dossier.add("note", UNIT, wrong, by="siti")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no kind"):
        filled.dossier.add("Note 1", UNIT, {}, by="siti")
    assert len(filled.dossier.of("note")) == 1


TEXT = st.text(st.characters(codec="utf-8"))
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=40, deadline=None)
@given(documents=st.lists(st.dictionaries(TEXT, PLAIN, max_size=4), min_size=1, max_size=5))
def test_what_is_written_is_read_back(
    documents: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder: Path = tmp_path_factory.mktemp("dossier")
    with small_store(folder) as store:
        number = store.dossier.add("note", "", documents[0], by="siti").number
        kept = documents[:1]
        for document in documents[1:]:
            version = store.dossier.item(number).version
            store.dossier.change(number, document, by="siti", expected_version=version)
            if document != kept[-1]:
                kept.append(document)
        assert [one.document for one in store.dossier.history(number)] == kept
        assert store.check() == []


def test_they_stay_through_new_names_and_codes(filled: Store) -> None:
    made = filled.dossier.add("action", UNIT, FIRST, by="siti")
    filled.change_unit(UNIT, UnitChange(code="050123", name="Kelurahan Baru"))
    (found,) = filled.dossier.of("action", "Kelurahan Sapuro")
    assert (found.number, found.unit, found.document) == (made.number, "050123", FIRST)
    filled.dossier.change(made.number, OTHER, by="siti", expected_version=1)
    assert filled.check() == []


def test_a_merger_takes_them_along(filled: Store) -> None:
    other = filled.add_unit(UnitChange(name="Kel. Sapuro"))
    made = [filled.dossier.add("action", unit, FIRST, by="siti") for unit in (UNIT, other)]
    filled.merge_units(other, UNIT)
    assert [one.number for one in filled.dossier.of("action", UNIT)] == [1, 2]
    assert [one.document for one in made] == [FIRST, FIRST]
    assert filled.check() == []


def test_a_unit_with_items_is_not_removed(store: Store) -> None:
    upload = save(store, column(A1=1.0)).upload or 0
    made = store.dossier.add("action", UNIT, FIRST, by="siti", period="2025-B06")
    store.undo_import(upload)
    assert store.is_empty()
    assert store.periods().empty
    assert store.dossier.of("action", UNIT) == (made,)
    with raised("store-unit-in-use"):
        store.remove_unit(UNIT)
    store.dossier.withdraw(made.number, by="siti", expected_version=1)
    with raised("store-unit-in-use"):
        store.remove_unit(UNIT)
    assert store.check() == []


@pytest.mark.parametrize(
    "statement",
    [
        """UPDATE dossier_version SET document = '{"what":"lain"}' WHERE item_id = 1 AND number = 1""",
        "UPDATE dossier_version SET document = 'rusak' WHERE item_id = 1 AND number = 2",
        "UPDATE dossier_version SET \"by\" = 'lain' WHERE item_id = 1 AND number = 1",
        "UPDATE dossier_version SET at = (SELECT min(created_at) FROM unit) WHERE item_id = 2",
        "UPDATE dossier_version SET withdrawn = NOT withdrawn WHERE item_id = 2",
        "UPDATE dossier_version SET number = 7 WHERE item_id = 2",
        "DELETE FROM dossier_version WHERE item_id = 1 AND number = 2",
        "UPDATE dossier_item SET unit_id = NULL WHERE id = 1",
        "UPDATE dossier_item SET last_number = 1 WHERE id = 1",
        "UPDATE dossier_item SET kind = 'meeting' WHERE id = 1",
        "UPDATE dossier_item SET period = '2024' WHERE id = 1",
        "UPDATE dossier_item SET created_at = (SELECT min(created_at) FROM unit) WHERE id = 1",
    ],
)
def test_a_changed_item_is_found(filled: Store, store_place: StorePlace, statement: str) -> None:
    made = filled.dossier.add("action", UNIT, FIRST, by="siti")
    filled.dossier.change(made.number, OTHER, by="budi", expected_version=1)
    filled.dossier.add("action", UNIT, OTHER, by="siti")
    assert execute(store_place, statement) == 1
    assert {finding.code for finding in filled.check()} == {"store-item-damaged"}
    assert len(filled.dossier.of("action", withdrawn=True)) <= 2


def test_moving_and_backups_take_them_along(filled: Store, places: Places) -> None:
    made = filled.dossier.add("action", UNIT, FIRST, by="siti")
    kept = filled.backup()
    filled.dossier.withdraw(made.number, by="siti", expected_version=1)
    filled.restore_backup(kept)
    assert filled.dossier.of("action") == (made,)
    assert filled.check() == []
    source, target = places(), places()
    with small_store(source) as store:
        save(store, column(A1=1.0))
        one = store.dossier.add("action", UNIT, FIRST, by="siti", period="2025")
        store.dossier.change(one.number, OTHER, by="budi", expected_version=1)
        history = store.dossier.history(one.number)
    move_store(source, target)
    assert rows_of(target) == rows_of(source)
    with small_store(target) as store:
        assert store.dossier.history(one.number) == history
        assert store.dossier.add("action", "", OTHER, by="siti").number == one.number + 1
        assert store.check() == []


def test_the_plans_of_many_units_come_at_once(file_store: Store) -> None:
    """5,000 units with 20 actions each are 100,000 items, and are to take about a second."""
    many = [NewItem("action", "", FIRST | {"what": f"Tindakan {n}"}) for n in range(5_000)]
    file_store.dossier.write(many, by="siti")
    start = time.process_time()
    found = file_store.dossier.of("action")
    assert time.process_time() - start < 0.5
    assert [item.document for item in found] == [one.document for one in many]
