"""Batches: quick together, and one bad file never takes the others along."""

from dataclasses import replace

import pytest

from tests.store.readings import column, file_of, small_store
from zi_analytics.importing import store_all
from zi_analytics.store import Import, Store, StoreError


def requests(count):
    for number in range(count):
        reading, original = file_of(column(A1=number / 100), name=f"{number}.xlsx")
        yield Import(reading, original, f"Unit {number}", "2025")


@pytest.fixture
def store(tmp_path):
    with small_store(tmp_path / "store") as opened:
        yield opened


def test_batches_come_one_after_the_other_and_only_as_they_are_asked_for(store):
    asked = []

    def watched():
        for one in requests(7):
            asked.append(one.unit)
            yield one

    batches = store_all(store, watched(), batch=3)
    assert asked == []
    assert [one.saved.unit_name for one in next(batches)] == ["Unit 0", "Unit 1", "Unit 2"]
    assert len(asked) == 3
    assert len(store.uploads()) == 3
    assert [len(batch) for batch in batches] == [3, 1]
    assert len(store.uploads()) == 7


def test_one_file_that_does_not_go_in_does_not_hold_up_its_batch(store):
    wanted = list(requests(5))
    wanted[2] = replace(wanted[2], period="kapan")
    (batch,) = store_all(store, wanted)
    assert [one.finding.code if one.finding else None for one in batch] == [
        None, None, "store-period-unknown", None, None,
    ]  # fmt: skip
    assert len(store.uploads()) == 4


def test_a_store_that_fails_is_not_asked_for_every_file_again(store, monkeypatch):
    asked = []

    def fail(self, requests, *, by=""):
        asked.append(len(requests))
        raise StoreError("store-disk-full", file="store.db")

    monkeypatch.setattr(Store, "save_many", fail)
    (batch,) = store_all(store, requests(5))
    assert asked == [5]
    assert {one.finding.code for one in batch} == {"store-disk-full"}


def test_the_same_again_makes_no_doubles(store):
    list(store_all(store, requests(5)))
    (again,) = store_all(store, requests(5))
    assert {one.saved.upload for one in again} == {None}
    assert len(store.uploads()) == 5
