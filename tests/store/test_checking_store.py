from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.store.readings import column, execute, save, small_store
from zi_analytics.settings import StorePlace
from zi_analytics.store import Store, StoreError


@pytest.fixture
def filled(store: Store) -> Store:
    save(store, column(A1=1.0, A3=1 / 3), column("tpi", A1=0.5))
    save(store, column(A1=0.5, A3=1 / 3, text="bukti"), column("tpi", A1=0.5))
    save(store, column(A1=0.25), unit="Kraton")
    store.restore("Kraton", "2025-B06", "unit", 1)
    return store


Tamper = Callable[[str], None]


@pytest.fixture
def tamper(store_place: StorePlace) -> Tamper:
    """Changes the store behind its back."""

    def change(statement: str) -> None:
        assert execute(store_place, statement) > 0

    return change


def codes(store: Store) -> set[str]:
    return {finding.code for finding in store.check()}


def test_a_sound_store(filled: Store) -> None:
    assert filled.check() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revision SET codes = x'74747474' WHERE id = 1",
        "UPDATE revision SET exact = x'0000000000000440' WHERE id = 1",
        "UPDATE revision SET digest = x'00' WHERE id = 1",
        "UPDATE revision SET checksum = 1 WHERE id = 1",
        "UPDATE revision SET sheet_total = 99.0 WHERE id = 1",
        "UPDATE revision SET with_evidence = 9 WHERE id = 1",
        "UPDATE document SET content = x'00' WHERE revision_id = 1",
        "UPDATE document SET content = (SELECT content FROM document WHERE revision_id = 3) "
        "WHERE revision_id = 1",
        "DELETE FROM document WHERE revision_id = 1",
        'UPDATE question_list SET codes = \'["A.2","A.1","A.3","B.1"]\'',
        "UPDATE assessment SET assessor = 'tpn' WHERE id = 1",
    ],
)
def test_changed_content_is_found(filled: Store, tamper: Tamper, statement: str) -> None:
    tamper(statement)
    assert codes(filled) == {"store-content-damaged"}


def test_changed_content_is_not_given_out(filled: Store, tamper: Tamper) -> None:
    tamper("UPDATE revision SET codes = x'74747474', exact = x'' WHERE id = 3")
    with pytest.raises(StoreError) as caught:
        filled.load_document("Kelurahan Sapuro", "2025-B06", "unit")
    assert caught.value.code == "store-content-damaged"
    assert caught.value.details["revision"] == 2
    found = filled.load_values("small")
    assert found.units.tolist() == ["kelurahan-sapuro", "kraton"]
    assert found.assessors.tolist() == ["tpi", "unit"]
    assert [f.code for f in found.findings] == ["store-content-damaged"]
    assert dict(found.findings[0].details)["unit"] == "kelurahan-sapuro"


def test_values_that_fit_their_own_sums_still_disagree_with_the_log(
    filled: Store, tamper: Tamper
) -> None:
    """Two assessments exchanged whole: every digest fits, but not to this unit."""
    for column_ in ("codes", "exact", "checksum", "digest"):
        tamper(
            f"UPDATE revision SET {column_} = (SELECT {column_} FROM revision WHERE id = 4) "
            "WHERE id = 1",
        )
    tamper(
        "UPDATE document SET content = (SELECT content FROM document WHERE revision_id = 4) "
        "WHERE revision_id = 1",
    )
    tamper("UPDATE revision SET with_evidence = 0 WHERE id = 1")
    assert codes(filled) == {"store-not-in-log"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET details = replace(details, 'kraton', 'sapuro') WHERE id = 3",
        "UPDATE log SET \"by\" = 'budi' WHERE id = 1",
        "UPDATE log SET at = '2020-01-01 00:00:00.000000' WHERE id = 2",
        "UPDATE log SET hash = x'00' WHERE id = 4",
        "DELETE FROM log WHERE id = 1",
        "DELETE FROM log WHERE id = 2",
        "DELETE FROM log WHERE id = 4",
        "DELETE FROM log",
        "UPDATE log SET id = 9 WHERE id = 4",
        'INSERT INTO log SELECT 5, at, "by", action, details, hash FROM log WHERE id = 4',
    ],
)
def test_a_changed_log_is_found(filled: Store, tamper: Tamper, statement: str) -> None:
    tamper(statement)
    assert codes(filled) == {"store-log-broken"}


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE file SET content = content || x'00'", "store-original-damaged"),
        ("UPDATE upload SET findings = x'00' WHERE id = 1", "store-findings-damaged"),
        ("UPDATE upload SET digest = '' WHERE id = 1", "store-findings-damaged"),
        ("UPDATE assessment SET current_id = NULL WHERE id = 1", "store-without-current"),
        ("UPDATE assessment SET current_id = 4 WHERE id = 1", "store-without-current"),
        ("UPDATE assessment SET current_id = 99 WHERE id = 1", "store-without-current"),
        ("UPDATE revision SET upload_id = 99 WHERE id = 1", "store-damaged"),
        (
            "INSERT INTO file VALUES (x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 0, x'')",
            "store-orphan-file",
        ),
    ],
)
def test_other_damage_is_found(filled: Store, tamper: Tamper, statement: str, code: str) -> None:
    tamper(statement)
    assert code in codes(filled)


def test_a_changed_original_is_not_given_out(filled: Store, tamper: Tamper) -> None:
    tamper("UPDATE file SET content = x'50'")
    with pytest.raises(StoreError) as caught:
        filled.original(filled.uploads()["sha256"][0])
    assert caught.value.code == "store-original-damaged"


def test_findings_that_were_changed_are_not_given_out(filled: Store, tamper: Tamper) -> None:
    tamper("UPDATE upload SET findings = (SELECT content FROM document WHERE revision_id = 1)")
    with pytest.raises(StoreError) as caught:
        filled.load_document("Kraton", "2025-B06", "unit")
    assert caught.value.code == "store-content-damaged"


def test_the_log_goes_on_after_it_was_closed(store_place: StorePlace) -> None:
    for value in (0.25, 0.5):
        with small_store(store_place) as store:
            save(store, column(A1=value))
            assert store.check() == []
    assert len(store.log()) == 2
