"""The office of a unit and of the whole store: one each, changed and not added."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from zi_analytics.programme.office import (
    KIND,
    Office,
    Person,
    keep_office,
    kept_office,
    load_offices,
)
from zi_analytics.store import StoreError, UnitChange, open_store

OFFICE = Office("Inspektorat", ("Pemerintah Kota",), ("Jalan A 1",), "Pati", Person("Inspektur"))


def test_one_office_is_kept_and_a_unit_may_have_its_own(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.add_unit(UnitChange(name="Kraton"))
        assert kept_office(store, "kraton") is None
        keep_office(store, OFFICE, by="ani")
        changed = keep_office(store, replace(OFFICE, place="Pekalongan"), by="budi")
        assert (changed.version, changed.by) == (2, "budi")
        assert len(load_offices(store)) == 1
        own = Office("Kelurahan Kraton", head=Person("Lurah", "Siti", "Penata", "1"))
        keep_office(store, own, by="", unit="kraton")
        found = {unit: kept_office(store, unit) for unit in ("kraton", "")}
        assert found["kraton"] is not None
        assert found["kraton"].value == own
        assert found[""] is not None
        assert found[""].value.place == "Pekalongan"
        with pytest.raises(StoreError, match="store-unit-unknown"):
            kept_office(store, "entah")


def test_an_office_that_cannot_be_read_counts_as_none_and_is_named(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.dossier.add(KIND, "", {"format": 1, "name": 3}, by="")
        assert kept_office(store) is None
        (finding,) = load_offices(store).findings
        assert finding.code == "item-unreadable"
