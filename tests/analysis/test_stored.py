"""The table of everything stored: its scores are those of each assessment, its choices are right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.stored import (
    Choice,
    Condition,
    Order,
    age_in_days,
    below,
    choose,
    list_stored,
    missing_units,
    sort,
)
from zi_analytics.importing import import_paths
from zi_analytics.instrument import available, load
from zi_analytics.settings import SAMPLES
from zi_analytics.store import Store, UnitChange, open_store

FILES = [
    "contoh-kelurahan-tirtalaras-2025-B12.xlsx",  # unit and TPI side by side
    "contoh-kelurahan-randulintang-2025-B12.xlsx",  # the 2021 layout
    "contoh-kelurahan-pandankasih-2025-B12.xlsx",  # the short form
    "contoh-kelurahan-tirtalaras-2024-B03.xlsx",
]
INSTRUMENTS = {id_: load(id_) for id_ in available()}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("stored")) as opened:
        opened.add_unit(UnitChange(name="Kota Contoh", kind="kota"))
        opened.add_unit(UnitChange(name="Kecamatan Barat", kind="kecamatan", parent="kota-contoh"))
        opened.add_unit(UnitChange(name="Kelurahan Diam", kind="kelurahan", parent="kota-contoh"))
        for one in import_paths(opened, [SAMPLES / name for name in FILES], is_example=True):
            assert one.saved is not None
        for code in ("kelurahan-tirtalaras", "kelurahan-randulintang"):
            opened.change_unit(code, UnitChange(kind="kelurahan", parent="kecamatan-barat"))
        opened.change_unit("kelurahan-randulintang", UnitChange(is_active=False))
        yield opened


@pytest.fixture(scope="module")
def stored(store: Store) -> pd.DataFrame:
    return list_stored(store, INSTRUMENTS)


def test_every_row_says_what_its_assessment_says(store: Store, stored: pd.DataFrame) -> None:
    assert len(stored) == len(store.assessments())
    for row in stored.itertuples():
        document = store.load_document(row.unit, row.period, row.assessor)
        found = assess(INSTRUMENTS[document.revision.instrument], document.reading)
        assert row.total == pytest.approx(found.total, abs=1e-9)
        assert row.reached == (found.reached.predicate if found.reached else "")
        assert row.undecided == (found.undecided.predicate if found.undecided else "")
        assert row.complete == found.answered / len(found.instrument.questions)


def test_an_assessor_looks_at_the_evidence_of_the_unit(stored: pd.DataFrame) -> None:
    here = stored[(stored["unit"] == "kelurahan-tirtalaras") & (stored["period"] == "2025-B12")]
    own, tpi = (here[here["assessor"] == who].iloc[0] for who in ("unit", "tpi"))
    assert tpi["with_evidence"] == 0
    assert own["evidenced"] == tpi["evidenced"] > 0.5


def test_a_short_form_has_no_evidence_to_speak_of(stored: pd.DataFrame) -> None:
    [share] = stored[stored["unit"] == "kelurahan-pandankasih"]["evidenced"]
    assert np.isnan(share)


@pytest.mark.parametrize(
    ("choice", "units"),
    [
        (Choice(), {"tirtalaras", "randulintang", "pandankasih"}),
        (Choice(period="2024-B03"), {"tirtalaras"}),
        (Choice(kind="kelurahan"), {"tirtalaras", "randulintang", "pandankasih"}),
        (Choice(under="kota-contoh"), {"tirtalaras", "randulintang"}),
        (Choice(tier=1), {"pandankasih"}),
        (Choice(tier=3, text="RANDU"), {"randulintang"}),
        (Choice(assessor="tpi"), {"tirtalaras"}),
        (Choice(text="(("), set()),
        (Choice(condition=Condition.LITTLE_EVIDENCE, text="tidak ada"), set()),
    ],
)
def test_a_choice_leaves_in_what_it_says(
    store: Store, stored: pd.DataFrame, choice: Choice, units: set[str]
) -> None:
    found = choose(stored, store.units(), choice)
    assert {code.removeprefix("kelurahan-") for code in found["unit"]} == units


def test_conditions_divide_everything(store: Store, stored: pd.DataFrame) -> None:
    units = store.units()
    reached = choose(stored, units, Choice(condition=Condition.REACHED))
    others = choose(stored, units, Choice(condition=Condition.NOT_REACHED))
    assert len(reached) + len(others) == len(stored)
    assert (reached["total"] >= 75).all()


def test_sorting_only_changes_the_order(stored: pd.DataFrame) -> None:
    for order in Order:
        found = sort(stored, order)
        assert set(found.index) == set(stored.index)
    assert sort(stored, Order.LOWEST)["total"].is_monotonic_increasing
    assert sort(stored, Order.HIGHEST)["total"].is_monotonic_decreasing
    assert sort(stored, Order.NEWEST)["saved_at"].is_monotonic_decreasing


def test_who_has_not_handed_in(store: Store, stored: pd.DataFrame) -> None:
    units = store.units()

    def waited_for(period: str, assessor: str = "unit", tier: int | None = None) -> set[str]:
        choice = Choice(period=period, assessor=assessor, tier=tier)
        return set(missing_units(units, stored, choice)["code"])

    # The city and the district only stand above others; a closed unit is not waited for.
    assert waited_for("2025-B12") == {"kelurahan-diam"}
    assert waited_for("2024-B03") == {"kelurahan-diam", "kelurahan-pandankasih"}
    assert waited_for("2025-B12", "tpi") == {"kelurahan-diam", "kelurahan-pandankasih"}
    assert waited_for("2024-B03", tier=2) == {"kelurahan-diam"}


def test_below_a_unit(store: Store) -> None:
    assert below(store.units(), "kecamatan-barat") == {
        "kecamatan-barat",
        "kelurahan-tirtalaras",
        "kelurahan-randulintang",
    }


def test_age_counts_whole_days_and_never_below_zero(stored: pd.DataFrame) -> None:
    soon = datetime.now(UTC) + timedelta(days=3, hours=1)
    assert set(age_in_days(stored, soon)) == {3}
    assert set(age_in_days(stored, soon - timedelta(days=30))) == {0}


def test_an_empty_store_gives_an_empty_table(tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_store(tmp_path_factory.mktemp("empty")) as store:
        found = list_stored(store, INSTRUMENTS)
    assert found.empty
    assert {"total", "reached", "complete", "evidenced", "tier"} <= set(found.columns)
