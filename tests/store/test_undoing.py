from __future__ import annotations

import pytest

from tests.store.readings import column, file_of, numbers, save
from zi_analytics.store import Store, StoreError, UnitChange

PLACE = ("Kelurahan Sapuro", "2025-B06", "unit")


def save_three(store: Store) -> list[int]:
    """Three revisions; the numbers of their imports."""
    return [save(store, column(A1=value)).upload or 0 for value in (0.25, 0.5, 0.75)]


def current_value(store: Store) -> float | None:
    return store.load_document(*PLACE).reading.answers["A.1"].value


def test_an_earlier_revision_can_be_made_current_and_all_stay(store: Store) -> None:
    save_three(store)
    store.restore(*PLACE, 1, by="siti")
    assert numbers(store) == [(1, True), (2, False), (3, False)]
    assert current_value(store) == store.load_values("small").values[0, 0] == 0.25
    save(store, column(A1=0.75))
    assert numbers(store) == [(1, False), (2, False), (3, False), (4, True)]
    assert store.check() == []


def test_undoing_an_import_brings_back_what_it_replaced(store: Store) -> None:
    first, second, third = save_three(store)
    store.undo_import(third)
    assert (numbers(store), current_value(store)) == ([(1, False), (2, True)], 0.5)
    # A number once given is never given again.
    save(store, column(A1=1.0))
    assert numbers(store) == [(1, False), (2, False), (4, True)]
    store.undo_import(second)
    assert current_value(store) == 1.0
    store.undo_import(4)
    assert numbers(store) == [(1, True)]
    store.undo_import(first)
    assert store.is_empty()
    assert store.units().empty
    assert store.periods().empty
    assert store.check() == []


def test_undoing_after_restoring_goes_back_to_the_restored(store: Store) -> None:
    save_three(store)
    store.restore(*PLACE, 1)
    upload = save(store, column(A1=1.0)).upload
    store.undo_import(upload or 0)
    assert current_value(store) == 0.25


def test_undoing_leaves_other_assessors_and_units(store: Store) -> None:
    save(store, column(A1=1.0), column("tpi", A1=0.5))
    saved = save(store, column(A1=0.25), column("tpi", A1=0.5))
    save(store, column(A1=1.0), unit="Kraton")
    store.undo_import(saved.upload or 0)
    assert numbers(store) == [(1, True)]
    assert numbers(store, "tpi") == [(1, True)]
    assert store.units()["code"].tolist() == ["kelurahan-sapuro", "kraton"]


def test_an_undone_import_cannot_be_undone_again(store: Store) -> None:
    upload = save(store, column()).upload or 0
    store.undo_import(upload)
    later = save(store, column()).upload
    assert later != upload
    with pytest.raises(StoreError) as caught:
        store.undo_import(upload)
    assert caught.value.code == "store-upload-unknown"


def test_an_original_is_kept_as_long_as_something_refers_to_it(store: Store) -> None:
    reading, original = file_of(column(A1=1.0), column("tpi", A1=0.5))
    for unit in ("Sapuro", "Kraton"):
        store.save(reading, original, unit=unit, period="2025")
    store.delete_assessment("Sapuro", "2025", "unit")
    store.delete_assessment("Sapuro", "2025", "tpi")
    assert store.original(reading.sha256) == ("lke.xlsx", original)
    store.delete_assessment("Kraton", "2025", "unit")
    assert store.original(reading.sha256) == ("lke.xlsx", original)
    store.delete_assessment("Kraton", "2025", "tpi", by="siti")
    with pytest.raises(StoreError):
        store.original(reading.sha256)
    assert store.check() == []
    last = store.log()[-1]
    assert (last.action, last.by, last.details["unit"]) == ("deleted", "siti", "kraton")


@pytest.mark.parametrize(
    "place", [("Nowhere", *PLACE[1:]), (PLACE[0], "2024", "unit"), (*PLACE[:2], "tpn")]
)
def test_what_is_not_there_is_said(store: Store, place: tuple[str, str, str]) -> None:
    save(store, column())
    revision = store.revision
    for attempt in (
        lambda: store.restore(*place, 1),
        lambda: store.delete_assessment(*place),
        lambda: store.load_document(*place),
    ):
        with pytest.raises(StoreError) as caught:
            attempt()
        assert caught.value.code in ("store-unit-unknown", "store-assessment-unknown")
    with pytest.raises(StoreError):
        store.restore(*PLACE, 2)
    assert store.revision == revision


def test_every_write_raises_the_revision_and_is_in_the_log(store: Store) -> None:
    upload = save_three(store)[-1]
    store.restore(*PLACE, 1)
    store.undo_import(upload)
    store.change_unit(PLACE[0], UnitChange(kind="kelurahan"))
    store.change_unit(PLACE[0], UnitChange(also_called=("Sapuro",)))
    store.delete_assessment(*PLACE)
    actions = [entry.action for entry in store.log()]
    assert actions == ["saved"] * 3 + [
        "restored",
        "undone",
        "unit-changed",
        "unit-changed",
        "deleted",
    ]
    assert store.revision == len(actions)
