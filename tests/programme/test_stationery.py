"""What an office's documents look like: kept whole, of a unit or of all, and never half."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from zi_analytics.programme.office import Office, kept_office
from zi_analytics.programme.stationery import (
    LARGEST_FILE,
    OwnFile,
    Part,
    Stationery,
    keep_stationery,
    kept_file,
    kept_stationery,
    load_files,
)
from zi_analytics.store import StoreError, UnitChange, open_store

OFFICE = Office("Inspektorat")
LOGO = OwnFile("lambang.png", bytes(range(256)))
TEMPLATE = OwnFile("=kop\u202e.docx", os.urandom(LARGEST_FILE))


def test_the_largest_files_are_read_back_as_they_are(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        assert kept_stationery(store) == Stationery()
        keep_stationery(store, Stationery(OFFICE, LOGO, TEMPLATE), by="Ani")
        found = kept_stationery(store)
        assert (found.office, found.logo) == (OFFICE, LOGO)
        assert found.template == OwnFile("=kop.docx", TEMPLATE.content)
        assert (found.picture, found.own_document) == (LOGO.content, TEMPLATE.content)
        assert store.check() == []


def test_a_unit_has_what_is_of_all_until_it_has_its_own(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.add_unit(UnitChange(name="Kraton"))
        keep_stationery(store, Stationery(OFFICE, LOGO), by="Ani")
        own = OwnFile("kelurahan.docx", b"PK")
        keep_stationery(store, Stationery(Office("Kelurahan"), template=own), by="", unit="kraton")
        assert kept_stationery(store, "kraton") == Stationery(Office("Kelurahan"), LOGO, own)
        assert kept_stationery(store) == Stationery(OFFICE, LOGO)
        # Kept again without a file, the file stays; taken back, that of all counts again.
        keep_stationery(store, Stationery(OFFICE, OwnFile("b", b"1")), by="", unit="kraton")
        kept = kept_file(store, Part.LOGO, "kraton")
        assert kept is not None
        assert kept.value.content == b"1"
        assert kept_stationery(store, "kraton").template == own
        store.dossier.withdraw(kept.item.number, by="", expected_version=kept.item.version)
        assert kept_stationery(store, "kraton").logo == LOGO


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_of_two_who_keep_at_once_the_slower_stores_nothing(tmp_path: Path, seen: int) -> None:
    with open_store(tmp_path) as store:
        for name in ("Pertama", "Kedua"):
            keep_stationery(store, Stationery(Office(name)), by="")
        with pytest.raises(StoreError, match="store-item-changed"):
            keep_stationery(store, Stationery(OFFICE, LOGO), by="", seen=seen)
        assert kept_stationery(store) == Stationery(Office("Kedua"))
        keep_stationery(store, Stationery(OFFICE, LOGO), by="", seen=2)
        assert kept_stationery(store) == Stationery(OFFICE, LOGO)


def test_a_file_that_is_too_large_leaves_everything_as_it_was(tmp_path: Path) -> None:
    large = OwnFile("besar.docx", bytes(LARGEST_FILE + 1))
    with open_store(tmp_path) as store:
        with pytest.raises(StoreError, match="office-file-too-large"):
            keep_stationery(store, Stationery(OFFICE, LOGO, large), by="")
        assert kept_office(store) is None
        assert kept_stationery(store) == Stationery()


@pytest.mark.parametrize("content", ["%%%", "YQ", 3, None, ["YQ=="]])
def test_a_file_that_cannot_be_read_counts_as_none_and_is_named(
    tmp_path: Path, content: object
) -> None:
    with open_store(tmp_path) as store:
        document = {"format": 1, "name": "a", "content": content}
        store.dossier.add(Part.LOGO.value, "", document, by="")
        assert kept_file(store, Part.LOGO) is None
        (finding,) = load_files(store, Part.LOGO).findings
        assert finding.code == "item-unreadable"
