from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.readings import column, save, small_store
from zi_analytics.store import Store, StoreError


@pytest.fixture
def filled(store: Store) -> Store:
    save(store, column(A1=1.0, A3=1 / 3), column("tpi", A1=0.5))
    save(store, column(A1=0.5, A3=1 / 3, text="bukti"), column("tpi", A1=0.5))
    save(store, column(A1=0.25), unit="Kraton")
    store.restore("Kraton", "2025-B06", "unit", 1)
    return store


def tamper(store: Store, statement: str) -> None:
    with closing(sqlite3.connect(store.folder / "store.db")) as connection:
        assert connection.execute(statement).rowcount > 0
        connection.commit()


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
def test_changed_content_is_found(filled: Store, statement: str) -> None:
    tamper(filled, statement)
    assert codes(filled) == {"store-content-damaged"}


def test_changed_content_is_not_given_out(filled: Store) -> None:
    tamper(filled, "UPDATE revision SET codes = x'74747474', exact = x'' WHERE id = 3")
    with pytest.raises(StoreError) as caught:
        filled.load_document("Kelurahan Sapuro", "2025-B06", "unit")
    assert caught.value.code == "store-content-damaged"
    assert caught.value.details["revision"] == 2
    found = filled.load_values("small")
    assert found.units.tolist() == ["kelurahan-sapuro", "kraton"]
    assert found.assessors.tolist() == ["tpi", "unit"]
    assert [f.code for f in found.findings] == ["store-content-damaged"]
    assert dict(found.findings[0].details)["unit"] == "kelurahan-sapuro"


def test_values_that_fit_their_own_sums_still_disagree_with_the_log(filled: Store) -> None:
    """Two assessments exchanged whole: every digest fits, but not to this unit."""
    for column_ in ("codes", "exact", "checksum", "digest"):
        tamper(
            filled,
            f"UPDATE revision SET {column_} = (SELECT {column_} FROM revision WHERE id = 4) "
            "WHERE id = 1",
        )
    tamper(
        filled,
        "UPDATE document SET content = (SELECT content FROM document WHERE revision_id = 4) "
        "WHERE revision_id = 1",
    )
    tamper(filled, "UPDATE revision SET with_evidence = 0 WHERE id = 1")
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
def test_a_changed_log_is_found(filled: Store, statement: str) -> None:
    tamper(filled, statement)
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
def test_other_damage_is_found(filled: Store, statement: str, code: str) -> None:
    tamper(filled, statement)
    assert code in codes(filled)


def test_a_changed_original_is_not_given_out(filled: Store) -> None:
    tamper(filled, "UPDATE file SET content = x'50'")
    with pytest.raises(StoreError) as caught:
        filled.original(filled.uploads()["sha256"][0])
    assert caught.value.code == "store-original-damaged"


def test_findings_that_were_changed_are_not_given_out(filled: Store) -> None:
    tamper(
        filled, "UPDATE upload SET findings = (SELECT content FROM document WHERE revision_id = 1)"
    )
    with pytest.raises(StoreError) as caught:
        filled.load_document("Kraton", "2025-B06", "unit")
    assert caught.value.code == "store-content-damaged"


def test_the_log_goes_on_after_it_was_closed(tmp_path: Path) -> None:
    for value in (0.25, 0.5):
        with small_store(tmp_path) as store:
            save(store, column(A1=value))
            assert store.check() == []
    assert len(store.log()) == 2
