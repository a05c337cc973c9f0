"""What is computed once for all visits: how often, for whom, and until when."""

from threading import Barrier, Thread
from time import sleep
from weakref import ref

import pytest

from pages.shared import loading
from pages.shared.kept import forget_all, kept, once
from pages.shared.opened import one_state
from zi_analytics.store import UnitChange, open_store


def counted(most):
    """A kept function that doubles, and the numbers that it was really asked to double."""
    asked = []

    @kept(most)
    def double(number):
        asked.append(number)
        if number < 0:
            raise ValueError(number)
        return [2 * number]

    return double, asked


def test_the_same_result_goes_to_everyone_and_is_computed_once():
    double, asked = counted(2)
    assert double(1) is double(1)
    assert asked == [1]


def test_what_was_asked_for_longest_ago_is_left_out_first():
    double, asked = counted(2)
    for number in (1, 2, 1, 3, 1, 2):
        double(number)
    assert asked == [1, 2, 3, 2]


def test_what_raises_is_not_kept():
    double, asked = counted(2)
    for _ in range(2):
        with pytest.raises(ValueError, match="-1"):
            double(-1)
    assert asked == [-1, -1]


def test_others_wait_for_what_one_computes():
    started, results, made = Barrier(8), [], []

    @kept(2)
    def slow(code):
        made.append(code)
        sleep(0.05)  # long enough for the others to ask as well
        return object()

    def ask():
        started.wait()
        results.append(slow("A"))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == ["A"]
    assert len(results) == 8
    assert len(set(map(id, results))) == 1


def test_forgetting_forgets_all():
    double, asked = counted(2)
    double(1)
    forget_all()
    double(1)
    assert asked == [1, 1]


def reads_of(monkeypatch):
    """How often the store is asked for its revision from now on, one entry each."""
    kind, reads = type(loading.store()), []
    plain = kind.revision.fget
    monkeypatch.setattr(kind, "revision", property(lambda one: reads.append(one) or plain(one)))
    return reads


def test_a_run_asks_once_for_the_revision(empty_store, monkeypatch):
    reads = reads_of(monkeypatch)
    with one_state():
        assert loading.revision() == loading.revision()
        assert len(reads) == 1
    loading.revision()
    assert len(reads) == 2


def test_a_run_sees_what_it_writes_itself(empty_store):
    with one_state():
        assert loading.units().empty
        loading.store().add_unit(UnitChange(name="Kelurahan Tirtalaras"))
        assert loading.units()["name"].tolist() == ["Kelurahan Tirtalaras"]


def test_the_next_run_sees_what_another_program_wrote(empty_store):
    with one_state():
        assert loading.units().empty
    with open_store(empty_store) as other:
        other.add_unit(UnitChange(name="Kelurahan Tirtalaras"))
    with one_state():
        assert loading.units()["name"].tolist() == ["Kelurahan Tirtalaras"]


def test_a_run_goes_on_with_the_revision_of_a_restored_backup(empty_store):
    backup = loading.store().backup()
    loading.store().add_unit(UnitChange(name="Kelurahan Tirtalaras"))
    with one_state():
        assert len(loading.units()) == 1
        loading.store().restore_backup(backup)
        assert loading.units().empty


class Thing:
    """What something is made of."""


def test_after_a_write_nothing_holds_on_to_what_was_stored_before(empty_store):
    thing = Thing()
    gone = ref(thing)
    loading.revision()
    assert once(id, thing) == once(id, thing)
    del thing
    assert gone() is not None
    loading.store().add_unit(UnitChange(name="Kelurahan Tirtalaras"))
    loading.revision()
    assert gone() is None
