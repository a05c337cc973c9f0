"""The tables for other programs hold what the store holds, in steady memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from tests.answered import answered
from tests.hostile_texts import TEXTS
from tests.report.stored_city import LKE, PERIOD, city, put, request
from zi_analytics.analysis.stored import list_stored
from zi_analytics.instrument import available, load
from zi_analytics.report.tidy import (
    ANSWERS,
    ASSESSMENTS,
    COLUMNS,
    FORMATS,
    Selection,
    answers,
    write_tidy,
)
from zi_analytics.store import STATES, Store, open_store

KEYS = ["unit_code", "period", "assessor"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with city(tmp_path / "store") as opened:
        yield opened


def read(store: Store, folder: Path, kind: str, **chosen: object) -> dict[str, pd.DataFrame]:
    folder.mkdir(exist_ok=True)
    write_tidy(store, folder, kind, Selection(**chosen), "en")  # type: ignore[arg-type]
    reader = pd.read_parquet if kind == "parquet" else pd.read_csv
    return {table: reader(folder / f"{table}.{kind}") for table in (ANSWERS, ASSESSMENTS)}


@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_read_back_is_the_store(store: Store, tmp_path: Path, kind: str) -> None:
    tables = read(store, tmp_path / "out", kind)
    long = tables[ANSWERS]
    assert list(long.columns) == [name for name, _, _ in COLUMNS[ANSWERS]]
    matrix = store.load_values(LKE.id)
    assert len(long) == len(matrix) * len(LKE.questions)
    for row in range(len(matrix)):
        place = (matrix.units[row], matrix.periods[row], matrix.assessors[row])
        here = [long[key] == code for key, code in zip(KEYS, place, strict=True)]
        own = long[np.logical_and.reduce(here)].set_index("question_code")
        assert list(own.index) == list(matrix.questions)
        np.testing.assert_array_equal(own["value"].to_numpy(float), matrix.values[row])
        assert own["state"].tolist() == [STATES[state].value for state in matrix.states[row]]
        assert set(own["revision"]) == {matrix.revisions[row]}
    # The worksheet's weights are 100 in all, and a value earns its share of the weight.
    assert long.groupby(KEYS)["weight"].sum().to_numpy() == pytest.approx(100)
    earned = long["value"].fillna(0.0) * long["weight"]
    np.testing.assert_allclose(long["points"], earned, atol=1e-12)


@pytest.mark.parametrize("kind", FORMATS)
def test_totals_are_the_analysis_own(store: Store, tmp_path: Path, kind: str) -> None:
    tables = read(store, tmp_path / "out", kind)
    listed = list_stored(store, {id_: load(id_) for id_ in available()})
    listed = listed.rename(columns={"unit": "unit_code"}).set_index(KEYS)
    own = tables[ASSESSMENTS].set_index(KEYS)
    assert list(own.index) == list(listed.index)
    np.testing.assert_array_equal(own["total"], listed["total"])
    assert own["reached"].fillna("").tolist() == listed["reached"].tolist()
    summed = tables[ANSWERS].groupby(KEYS)["points"].sum()
    np.testing.assert_allclose(summed.loc[own.index], own["total"], atol=1e-9)
    areas = tables[ANSWERS].astype({"area": str}).groupby("area")["weight"].sum()
    # 90/2021: area 1 is 8 of 100; four assessments are stored.
    assert areas["1"] / len(own) == pytest.approx(8)


def test_a_choice_narrows_both_tables(store: Store, tmp_path: Path) -> None:
    chosen = {"period": PERIOD, "assessor": "unit", "units": frozenset({"kelurahan-satu"})}
    for table in read(store, tmp_path / "out", "parquet", **chosen).values():
        assert {tuple(row) for row in table[KEYS].to_numpy()} == {
            ("kelurahan-satu", PERIOD, "unit")
        }


def test_odd_names_stand_as_typed_and_no_spreadsheet_computes_them(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        for number, text in enumerate(TEXTS):
            put(store, f"{text} {number}", answered(LKE))
        names = set(store.units()["name"])
        kept = read(store, tmp_path / "a", "parquet")
        assert {name for table in kept.values() for name in table["unit_name"]} == names
        read(store, tmp_path / "b", "csv")
    dangerous = ("=", "+", "-", "@", "\t", "\r")
    for table in (ANSWERS, ASSESSMENTS):
        # pandas would take "nan" and the like for nothing.
        frame = pd.read_csv(tmp_path / "b" / f"{table}.csv", dtype=str, keep_default_na=False)
        found = set(frame["unit_name"])
        assert not [name for name in found if name.lstrip(" ").startswith(dangerous)]
        assert {name.removeprefix("'") for name in found} == {n.removeprefix("'") for n in names}


def test_memory_does_not_grow_with_the_store(tmp_path: Path) -> None:
    """Four times as many periods: the most that is held at once stays about the same."""
    peaks = []
    for periods in (2, 8):
        with open_store(tmp_path / f"store-{periods}") as store:
            for number in range(periods):
                period = f"{2015 + number}"
                store.save_many(
                    [request(f"Unit {unit}", [answered(LKE)], period) for unit in range(150)]
                )
            for _ in answers(store, Selection(period="2015")):
                break
            before = pa.total_allocated_bytes()
            tracemalloc.start()
            held = 0
            for _, batch in answers(store, Selection()):
                assert batch.num_rows == 150 * len(LKE.questions)
                held = max(held, pa.total_allocated_bytes() - before)
            peaks.append(tracemalloc.get_traced_memory()[1] + held)
            tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]
