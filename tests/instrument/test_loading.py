"""Which instruments there are, and that every one of them loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.instrument.small import copy_small
from zi_analytics.instrument import InstrumentError, Level, available, load, load_folder


def test_the_one_in_force_comes_first() -> None:
    assert available()[0] == "lke-2021"


@pytest.mark.parametrize("instrument_id", available())
def test_every_instrument_loads_and_weighs_100(instrument_id: str) -> None:
    instrument = load(instrument_id)
    assert instrument.id == instrument_id
    assert instrument.node["TOTAL"].weight == 100
    assert sum(q.weight or 0 for q in instrument.questions) == pytest.approx(100, abs=1e-9)
    assert all(limit.article for p in instrument.predicates for limit in p.limits)
    sources = Path(__file__).parents[2] / "data" / "instruments" / instrument_id / "SOURCES.md"
    assert sources.is_file()


def test_an_instrument_is_loaded_once() -> None:
    assert load("lke-2021") is load("lke-2021")


def test_an_unknown_instrument_is_refused_by_name() -> None:
    with pytest.raises(InstrumentError, match="instrument lke-1999 is refused"):
        load("lke-1999")


def test_the_small_instrument_of_the_cases_is_valid(tmp_path: Path) -> None:
    small = load_folder(copy_small(tmp_path))
    assert small.title.say("id") == "Lembar kecil"
    assert (small.first_year, small.last_year) == (2020, 2021)
    assert [node.code for node in small.questions] == [
        "A.I.1.i.a", "A.I.1.i.b", "A.I.1.i.c", "A.I.2.i.a", "A.I.2.i.b", "B.I.a", "B.I.b",
    ]  # fmt: skip
    assert [question.weight for question in small.questions] == [10, 10, 10, 10, 20, 30, 10]
    assert [node.code for node in small.nodes if node.level is Level.SUBTOTAL] == [
        "A.I.1.i.c.due",
        "A.I.2.i.b.due",
    ]
    assert small.ratios["A.I.1.i.c"].article == "Rule 1, Annex"


def test_areas_stand_after_the_enabler_limit_or_first(tmp_path: Path) -> None:
    wbk, wbbm = load_folder(copy_small(tmp_path)).predicates
    assert [limit.code for limit in wbk.limits] == ["total", "enabler", "area1", "area2", "survey"]
    assert [limit.code for limit in wbbm.limits] == ["area1", "area2", "total", "share"]
    assert wbk.limits[2].nodes == ("A.I.1",)


def test_wordings_of_a_row_are_gathered_by_layout(tmp_path: Path) -> None:
    first, second = load_folder(copy_small(tmp_path)).layouts
    assert first.wordings["A.I.1.i.a"] == (
        frozenset({"dibentuk", "telah", "tim"}),
        frozenset({"ada", "sudah", "tim"}),
    )
    assert second.wordings == {"A.I.1.i.b": (frozenset({"anggota", "dipilih"}),)}
    assert (first.sheets, second.sheets) == (("LKE",), ())
    assert second.headers["answer"] == ("Jawaban Unit",)
