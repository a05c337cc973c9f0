"""Units renamed, moved, closed and merged: nothing of their history is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.readings import column, file_of, save, small_store
from zi_analytics.store import Doubted, Store, StoreError, UnitChange

PLACE = ("2025-B06", "unit")


def everything(store: Store) -> list[tuple[str, float | None]]:
    """Digest and first answer of every revision there is."""
    found = []
    for row in store.assessments().itertuples():
        for one in store.revisions(row.unit, row.period, row.assessor):
            reading = store.load_document(row.unit, row.period, row.assessor, one.number).reading
            found.append((one.digest, reading.answers["A.1"].value))
    return sorted(found, key=str)


def value(store: Store, unit: str) -> float | None:
    return store.load_document(unit, *PLACE).reading.answers["A.1"].value


def test_units_stand_in_tiers(store: Store) -> None:
    city = store.add_unit(UnitChange(name="Kota Contoh", kind="kota"))
    west = store.add_unit(UnitChange(name="Kecamatan Barat", code="33.75.01", parent=city))
    save(store, column(A1=1.0), unit="Kelurahan Sapuro")
    store.change_unit("Kelurahan Sapuro", UnitChange(parent="Kecamatan Barat"))
    found = store.units().set_index("code")
    assert west == "33.75.01"
    assert found["tier"].to_dict() == {"kota-contoh": 1, west: 2, "kelurahan-sapuro": 3}
    assert found["parent"].dropna().to_dict() == {west: "kota-contoh", "kelurahan-sapuro": west}
    store.change_unit("Kelurahan Sapuro", UnitChange(parent=""))
    assert store.units().set_index("code")["tier"]["kelurahan-sapuro"] == 1
    assert store.check() == []


def test_a_unit_cannot_stand_below_itself(store: Store) -> None:
    for name, parent in (("A", ""), ("B", "A"), ("C", "B")):
        store.add_unit(UnitChange(name=name, parent=parent))
    for child, parent in (("A", "A"), ("A", "C"), ("B", "C")):
        with pytest.raises(StoreError) as caught:
            store.change_unit(child, UnitChange(parent=parent))
        assert caught.value.code == "store-unit-circle"


def test_a_new_code_takes_the_history_along(store: Store) -> None:
    save(store, column(A1=1.0))
    save(store, column(A1=0.5))
    assert store.change_unit("kelurahan-sapuro", UnitChange(code="050123")) == "050123"
    assert store.check() == []
    assert [r.number for r in store.revisions("050123", *PLACE)] == [1, 2]
    save(store, column(A1=0.75), unit="050123")
    assert store.change_unit("050123", UnitChange(code="050124")) == "050124"
    assert store.check() == []
    with pytest.raises(StoreError) as caught:
        store.add_unit(UnitChange(name="Lain", code="050124"))
    assert caught.value.code == "store-code-taken"


def test_merging_keeps_every_revision_and_the_last_stored_counts(store: Store) -> None:
    save(store, column(A1=0.25), column("tpi", A1=0.25), unit="Kel. Sapuro")
    save(store, column(A1=0.5), unit="Kelurahan Sapuro")
    save(store, column(A1=0.75), unit="Kel. Sapuro")
    store.add_unit(UnitChange(name="RW 1", parent="Kel. Sapuro"))
    before = everything(store)
    store.merge_units("Kel. Sapuro", "Kelurahan Sapuro", by="siti")
    assert everything(store) == before
    assert store.check() == []
    assert value(store, "Kelurahan Sapuro") == 0.75
    assert value(store, "Kel. Sapuro") == 0.75
    units = store.units().set_index("code")
    assert units.loc["rw-1", "parent"] == "kelurahan-sapuro"
    assert units.loc["kelurahan-sapuro", "aliases"] == ("Kel. Sapuro",)
    assert [r.number for r in store.revisions("Kelurahan Sapuro", *PLACE)] == [1, 2, 3]
    assert save(store, column(A1=1.0), unit="KEL. SAPURO").assessments[0].revision == 4
    # Undone step by step, what counted before counts again, also across the merger.
    seen = []
    while not store.uploads().empty:
        if not store.assessments()["assessor"].eq("unit").any():
            break
        seen.append(value(store, "Kelurahan Sapuro"))
        store.undo_import(int(store.load_document("Kelurahan Sapuro", *PLACE).revision.upload))
        assert store.check() == []
    assert seen == [1.0, 0.75, 0.25, 0.5]


def test_a_unit_may_merge_into_one_below_it(store: Store) -> None:
    for name, parent in (("Kota", ""), ("Lama", "Kota"), ("Baru", "Lama"), ("Anak", "Lama")):
        store.add_unit(UnitChange(name=name, parent=parent))
    store.merge_units("Lama", "Baru")
    units = store.units().set_index("code")
    assert units["parent"].dropna().to_dict() == {"baru": "kota", "anak": "baru"}
    with pytest.raises(StoreError) as caught:
        store.merge_units("Lama", "Baru")
    assert caught.value.code == "store-unit-same"


def test_only_a_unit_without_anything_is_removed(store: Store) -> None:
    save(store, column(A1=1.0), unit="Penuh")
    store.add_unit(UnitChange(name="Kosong"))
    store.add_unit(UnitChange(name="Anak", parent="Kosong"))
    for name in ("Penuh", "Kosong"):
        with pytest.raises(StoreError) as caught:
            store.remove_unit(name)
        assert caught.value.code == "store-unit-in-use"
    store.remove_unit("Anak")
    store.remove_unit("Kosong")
    assert store.units()["code"].tolist() == ["penuh"]
    assert store.check() == []


ALLOWED = frozenset(
    {
        "store-unit-unknown",
        "store-unit-same",
        "store-code-taken",
        "store-unit-circle",
        "store-upload-unknown",
        "store-assessment-unknown",
        "store-changed-meanwhile",
        "store-inspection-unknown",
        "store-item-unknown",
        "store-item-changed",
    }
)
STEP = st.one_of(
    st.tuples(st.just("save"), st.integers(0, 3), st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])),
    st.tuples(st.just("merge"), st.integers(0, 3), st.integers(0, 3)),
    st.tuples(st.just("recode"), st.integers(0, 3), st.integers(0, 9)),
    st.tuples(st.just("parent"), st.integers(0, 3), st.integers(0, 3)),
    st.tuples(st.just("inspect"), st.integers(0, 3), st.integers(1, 3)),
    st.tuples(st.just("withdraw"), st.integers(1, 4), st.just(0)),
    st.tuples(st.just("plan"), st.integers(0, 3), st.just(0)),
    st.tuples(st.just("replan"), st.integers(1, 3), st.integers(1, 3)),
    st.tuples(st.just("undo"), st.integers(0, 9), st.just(0)),
)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(STEP, max_size=14))
def test_whatever_happens_to_units_the_store_stays_sound(
    steps: list[tuple[str, int, float]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    names = [f"Unit {letter}" for letter in "ABCD"]
    folder: Path = tmp_path_factory.mktemp("tree")
    planned = 0
    with small_store(folder) as store:
        for what, first, second in steps:
            _do(store, names, what, first, second)
            tiers = store.units()["tier"]
            assert (tiers >= 1).all()
            kept = store.dossier.of("action")
            planned += what == "plan" and len(kept) > planned
            assert [item.number for item in kept] == list(range(1, planned + 1))
        assert store.check() == []
        for row in store.assessments().itertuples():
            assert store.load_document(row.unit, row.period, row.assessor).revision.is_current


def _do(store: Store, names: list[str], what: str, first: int, second: float) -> None:
    try:
        if what == "save":
            reading, original = file_of(column(A1=second))
            store.save(reading, original, unit=names[first], period="2025-B06")
        elif what == "merge":
            store.merge_units(names[first], names[int(second)])
        elif what == "recode":
            store.change_unit(names[first], UnitChange(code=f"K{int(second)}"))
        elif what == "parent":
            store.change_unit(names[first], UnitChange(parent=names[int(second)]))
        elif what == "inspect":
            doubted = Doubted("A.1", "placeholder", "ab" * 32)
            place = (names[first], *PLACE)
            store.inspections.add(
                *place, [doubted], "dilihat", by="siti", expected_revision=int(second)
            )
        elif what == "withdraw":
            store.inspections.withdraw(first, by="budi")
        elif what == "plan":
            store.dossier.add("action", names[first], {"what": "x"}, by="siti")
        elif what == "replan":
            store.dossier.change(first, {"to": second}, by="siti", expected_version=int(second))
        else:
            uploads = sorted(store.uploads()["upload"])
            store.undo_import(int(uploads[first % len(uploads)]) if uploads else 0)
    except StoreError as error:
        if error.code not in ALLOWED:
            raise
