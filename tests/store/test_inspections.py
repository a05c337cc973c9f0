"""Doubts that somebody looked into: kept with reason, who and when, whatever happens around."""

from __future__ import annotations

import threading

import pytest

from tests.store.conftest import Places
from tests.store.readings import column, execute, save, small_store
from zi_analytics.settings import StorePlace
from zi_analytics.store import Doubted, Inspection, Store, StoreError, UnitChange, move_store

PLACE = ("Kelurahan Sapuro", "2025-B06", "unit")
LINK = Doubted("A.1", "placeholder", "ab" * 32)
OTHER = Doubted("A.2", "local-path", "cd" * 32)


def inspect(
    store: Store,
    doubted: Doubted = LINK,
    reason: str = "Dokumen dilihat di kantor",
    by: str = "siti",
    revision: int = 1,
    place: tuple[str, str, str] = PLACE,
) -> Inspection:
    ((made, _),) = store.inspections.add(
        *place, [doubted], reason, by=by, expected_revision=revision
    )
    return made


@pytest.fixture
def filled(store: Store) -> Store:
    save(store, column(A1=1.0), column("tpi", A1=0.5))
    return store


def test_an_inspection_keeps_reason_who_and_when(filled: Store) -> None:
    revision = filled.revision
    made = inspect(filled)
    assert filled.inspections.of(*PLACE) == (made,)
    assert (made.reason, made.inspected_by, made.holds) == (
        "Dokumen dilihat di kantor",
        "siti",
        True,
    )
    assert filled.inspections.of(*PLACE[:2], "tpi") == ()
    assert filled.revision == revision + 1
    last = filled.log()[-1]
    assert (last.action, last.by, last.at) == ("inspected", "siti", made.inspected_at)
    assert "kantor" not in str(last.details)
    assert filled.check() == []


def test_the_same_doubt_twice_is_kept_once(filled: Store) -> None:
    made = inspect(filled)
    revision = filled.revision
    ((again, is_new),) = filled.inspections.add(
        *PLACE, [LINK], "sekali lagi", by="budi", expected_revision=1
    )
    assert (again, is_new, filled.revision) == (made, False, revision)
    assert len(filled.inspections.of(*PLACE)) == 1


def test_many_at_once_keep_one(filled: Store) -> None:
    found: list[bool] = []

    def press() -> None:
        ((_, is_new),) = filled.inspections.add(*PLACE, [LINK], "x", by="y", expected_revision=1)
        found.append(is_new)

    threads = [threading.Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [False] * 5 + [True]
    assert len(filled.inspections.of(*PLACE)) == 1


def test_several_are_kept_together(filled: Store) -> None:
    first = inspect(filled)
    found = filled.inspections.add(
        *PLACE, [LINK, OTHER], "satu map", by="siti", expected_revision=1
    )
    assert [is_new for _, is_new in found] == [False, True]
    assert filled.inspections.of(*PLACE) == (first, found[1][0])
    assert filled.check() == []


def test_taking_back_keeps_it_with_who_and_when(filled: Store) -> None:
    made = inspect(filled)
    back = filled.inspections.withdraw(made.number, by="budi")
    assert filled.inspections.of(*PLACE) == (back,)
    assert (back.holds, back.withdrawn_by, back.reason) == (False, "budi", made.reason)
    assert back.withdrawn_at is not None
    assert back.withdrawn_at >= made.inspected_at
    with pytest.raises(StoreError) as caught:
        filled.inspections.withdraw(made.number, by="budi")
    assert caught.value.code == "store-inspection-unknown"
    anew = inspect(filled)
    assert anew.number > made.number
    assert [one.holds for one in filled.inspections.of(*PLACE)] == [False, True]
    assert filled.check() == []


@pytest.mark.parametrize(("reason", "by"), [("", "siti"), (" \u200b\n", "siti"), ("ok", " ")])
def test_without_reason_or_name_nothing_is_kept(filled: Store, reason: str, by: str) -> None:
    revision = filled.revision
    with pytest.raises(StoreError) as caught:
        inspect(filled, reason=reason, by=by)
    assert caught.value.code == "store-inspection-bare"
    assert filled.revision == revision


def test_what_is_not_there_cannot_be_inspected(filled: Store) -> None:
    for place in (("Nowhere", *PLACE[1:]), (*PLACE[:2], "tpn"), (PLACE[0], "2024", "unit")):
        with pytest.raises(StoreError) as caught:
            inspect(filled, place=place)
        assert caught.value.code in ("store-unit-unknown", "store-assessment-unknown")
    with pytest.raises(StoreError) as caught:
        filled.inspections.withdraw(99, by="budi")
    assert caught.value.code == "store-inspection-unknown"


def test_what_changed_meanwhile_is_not_inspected(filled: Store) -> None:
    save(filled, column(A1=0.5))
    with pytest.raises(StoreError) as caught:
        inspect(filled)
    assert caught.value.code == "store-changed-meanwhile"
    inspect(filled, revision=2)


def test_any_letters_are_kept(filled: Store) -> None:
    made = inspect(filled, reason="=HYPERLINK('x') é 漢 \x00 \ud800 **tebal**", by="Siti ✓")
    assert made.reason == "=HYPERLINK('x') é 漢 **tebal**"
    assert filled.inspections.of(*PLACE) == (made,)
    assert filled.check() == []


def test_they_stay_through_revisions_new_codes_and_restoring(filled: Store) -> None:
    made = inspect(filled)
    save(filled, column(A1=0.5))
    filled.restore(*PLACE, 1)
    filled.change_unit(PLACE[0], UnitChange(code="050123", name="Kelurahan Baru"))
    assert filled.inspections.of("050123", *PLACE[1:]) == (made,)
    assert filled.check() == []
    filled.inspections.withdraw(made.number, by="budi")
    assert filled.log()[-1].details["unit"] == "050123"
    assert filled.check() == []


def test_a_merger_takes_them_along(filled: Store) -> None:
    save(filled, column(A1=0.25), unit="Kel. Sapuro")
    made = [inspect(filled), inspect(filled, OTHER, place=("Kel. Sapuro", *PLACE[1:]))]
    filled.merge_units("Kel. Sapuro", PLACE[0])
    assert list(filled.inspections.of(*PLACE)) == made
    assert filled.check() == []
    filled.merge_units(PLACE[0], filled.add_unit(UnitChange(name="Kosong")))
    assert list(filled.inspections.of("Kosong", *PLACE[1:])) == made
    assert filled.check() == []


def test_they_go_with_their_assessment_and_the_log_says_so(filled: Store) -> None:
    made = inspect(filled)
    kept = inspect(filled, OTHER, place=(*PLACE[:2], "tpi"))
    filled.delete_assessment(*PLACE)
    assert filled.log()[-1].details["inspections"] == [made.number]
    assert filled.inspections.of(*PLACE[:2], "tpi") == (kept,)
    assert filled.check() == []


def test_undoing_an_import_removes_only_those_of_what_goes(filled: Store) -> None:
    later = save(filled, column(A1=0.75)).upload or 0
    made = inspect(filled, revision=2)
    filled.undo_import(later)
    assert filled.inspections.of(*PLACE) == (made,)
    first = int(filled.load_document(*PLACE).revision.upload)
    filled.undo_import(first)
    assert filled.log()[-1].details["inspections"] == [made.number]
    assert filled.is_empty()
    assert filled.check() == []
    save(filled, column(A1=1.0))
    assert filled.inspections.of(*PLACE) == ()
    # A number once given is never given again.
    assert inspect(filled).number > made.number


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE inspection SET reason = 'lain' WHERE id = 1",
        "UPDATE inspection SET inspected_by = 'lain' WHERE id = 1",
        "UPDATE inspection SET question = 'A.3' WHERE id = 1",
        "UPDATE inspection SET assessment_id = 2 WHERE id = 1",
        "UPDATE inspection SET withdrawn_by = 'lain' WHERE id = 2",
        "UPDATE inspection SET withdrawn_at = NULL, withdrawn_by = NULL WHERE id = 2",
        "UPDATE inspection SET withdrawn_by = 'lain' WHERE id = 1",
        "DELETE FROM inspection WHERE id = 1",
        "UPDATE inspection SET id = 9 WHERE id = 1",
    ],
)
def test_a_changed_inspection_is_found(
    filled: Store, store_place: StorePlace, statement: str
) -> None:
    inspect(filled)
    filled.inspections.withdraw(inspect(filled, OTHER).number, by="budi")
    assert filled.check() == []
    assert execute(store_place, statement) == 1
    assert {finding.code for finding in filled.check()} == {"store-inspection-damaged"}


def test_moving_and_backups_take_them_along(filled: Store, places: Places) -> None:
    filled.inspections.withdraw(inspect(filled, OTHER).number, by="budi")
    made = filled.inspections.of(*PLACE)
    kept = filled.backup()
    filled.delete_assessment(*PLACE)
    filled.restore_backup(kept)
    assert filled.inspections.of(*PLACE) == made
    assert filled.check() == []
    source, target = places(), places()
    with small_store(source) as store:
        save(store, column(A1=1.0))
        last = inspect(store)
        store.inspections.withdraw(last.number, by="budi")
        made = store.inspections.of(*PLACE)
    move_store(source, target)
    with small_store(target) as store:
        assert store.inspections.of(*PLACE) == made
        assert inspect(store).number == last.number + 1
        assert store.check() == []
