"""What storing says of a tampered file beside the clean one: who it is, when, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile import books
from tests.hostile.case import Case
from tests.hostile.collection import all_cases
from zi_analytics.importing import Imported, Pair, import_paths
from zi_analytics.store import Store, open_store

STORED = {case.name: case for case in all_cases() if case.judged == "storing"}
CLEAN = "LKE Kelurahan Contoh 2025.xlsx"
OUTCOMES = {
    "other_period.xlsx": ["unchanged", "unchanged"],
    "other_spelling.xlsx": ["new", "new"],
    "other_case.xlsx": ["unchanged", "unchanged"],
    "same_content.xlsx": ["unchanged", "unchanged"],
    "one_answer_changed.xlsx": ["revised", "unchanged"],
}
NAMES = {
    "other_period.xlsx": "lke.xlsx",
    "no_unit.xlsx": "2025.xlsx",
    "other_spelling.xlsx": "lke.xlsx",
    "other_case.xlsx": "b.xlsx",
}
"""The name a file is handed in with, where the clean one's would tell the unit."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") as opened:
        imported, _ = _import(opened, tmp_path, CLEAN, books.book())
        assert imported.saved is not None
        yield opened


def _import(
    store: Store, folder: Path, name: str, data: bytes, period: str = ""
) -> tuple[Imported, list[str]]:
    """What became of the file, and the codes of all that was said of it."""
    path = folder / name
    path.write_bytes(data)
    similar: list[Pair] = []
    (imported,) = import_paths(store, [path], period=period, on_similar=similar.append)
    told = [] if imported.finding is None else [imported.finding.code]
    return imported, told + ["unit-name-similar"] * len(similar)


@pytest.mark.parametrize("case", STORED.values(), ids=lambda case: case.name)
def test_stored_beside_the_clean_one(case: Case, store: Store, tmp_path: Path) -> None:
    name = NAMES.get(case.name, CLEAN)
    period = "2025" if case.name == "other_period.xlsx" else ""
    imported, told = _import(store, tmp_path, name, case.data, period)
    assert told == list(case.codes)
    outcomes = OUTCOMES.get(case.name)
    if outcomes is None:
        assert imported.saved is None
    else:
        assert imported.saved is not None
        assert [one.outcome.value for one in imported.saved.assessments] == outcomes
    assert len(store.units()) == (2 if case.name == "other_spelling.xlsx" else 1)
