"""Taking over a list of units: shown first, then all of it or nothing."""

from __future__ import annotations

import pytest

from tests.store.readings import column, save
from zi_analytics.store import Store, StoreError, UnitChange
from zi_analytics.workbook.unit_list import UnitRow


def table(store: Store) -> dict[str, tuple[object, ...]]:
    facts = ["name", "kind", "tier", "is_active", "aliases"]
    return {
        str(row.code): tuple(getattr(row, fact) for fact in facts)
        for row in store.units().itertuples()
    }


def test_a_list_adds_renames_moves_and_closes_at_once(store: Store) -> None:
    save(store, column(A1=1.0), unit="Kel. Sapuro")
    store.add_unit(UnitChange(name="Kraton", kind="kelurahan"))
    rows = [
        UnitRow(2, "Kelurahan Sapuro", code="kel-sapuro", kind="kelurahan", parent="33.75.01"),
        UnitRow(3, "Kecamatan Barat", code="33.75.01", kind="kecamatan", parent="Kota"),
        UnitRow(4, "Kota", kind="kota", parent=""),
        UnitRow(5, "kraton", is_active=False, also_called=("Kelurahan Kraton",)),
    ]
    plan = store.plan_units(rows)
    assert plan.findings == ()
    assert [(item.code, item.does_something) for item in plan.units] == [
        ("kel-sapuro", True),
        (None, True),
        (None, True),
        ("kraton", True),
    ]
    assert table(store)["kel-sapuro"][0] == "Kel. Sapuro"  # nothing was done yet
    assert store.save_units(rows, by="siti") == plan
    assert table(store) == {
        "kel-sapuro": ("Kelurahan Sapuro", "kelurahan", 3, True, ("Kel. Sapuro",)),
        "33.75.01": ("Kecamatan Barat", "kecamatan", 2, True, ()),
        "kota": ("Kota", "kota", 1, True, ()),
        "kraton": ("kraton", "kelurahan", 1, False, ("Kelurahan Kraton",)),
    }
    assert store.check() == []
    again = store.plan_units(rows)
    assert [item.code for item in again.units if item.does_something] == []
    revision = store.revision
    store.save_units(rows)
    assert store.revision == revision


def test_a_name_stands_for_its_unit_and_a_code_may_be_given_later(store: Store) -> None:
    store.add_unit(UnitChange(name="Kraton"))
    store.save_units([UnitRow(2, "Kraton", code="07")])
    assert list(table(store)) == ["07"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([UnitRow(2, "A"), UnitRow(3, "a ")], "unit-list-twice"),
        ([UnitRow(2, "A", parent="Tidak ada")], "unit-list-parent-unknown"),
    ],
)
def test_a_list_that_contradicts_itself_changes_nothing(
    store: Store, rows: list[UnitRow], code: str
) -> None:
    plan = store.save_units(rows)
    assert [finding.code for finding in plan.findings] == [code]
    assert store.units().empty


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([UnitRow(2, "Baru"), UnitRow(3, "B", also_called=("A",))], "store-name-taken"),
        ([UnitRow(2, "Baru"), UnitRow(3, "A", code="b")], "store-name-taken"),
        ([UnitRow(2, "Baru", "x"), UnitRow(3, "Lain", "x")], "store-code-taken"),
        ([UnitRow(2, "Baru", parent="C"), UnitRow(3, "C", parent="Baru")], "store-unit-circle"),
    ],
)
def test_what_only_shows_while_doing_it_leaves_nothing_behind(
    store: Store, rows: list[UnitRow], code: str
) -> None:
    store.add_unit(UnitChange(name="A"))
    store.add_unit(UnitChange(name="B"))
    before = table(store)
    with pytest.raises(StoreError) as caught:
        store.save_units(rows)
    assert caught.value.code == code
    assert table(store) == before
