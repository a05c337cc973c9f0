"""Scenarios held against the answers of today, and what becomes of them in the plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.answered import answered
from tests.report.made import keep, new_store
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.road import Objective, Surveys, Wishes, counts_of
from zi_analytics.analysis.road.scenario import (
    Tried,
    kept_scenario,
    plan_of,
    tried,
    wishes_of,
)
from zi_analytics.instrument import load
from zi_analytics.programme import scenarios
from zi_analytics.programme.documents import Kept
from zi_analytics.programme.scenarios import Scenario, load_scenarios

LKE = load("lke-2021")
WISHES = Wishes(
    "WBBM",
    Objective.POINTS,
    Surveys.FREE,
    budget=12.5,
    locked=frozenset({"A.I.1.ii.a"}),
    excluded=frozenset({"A.I.1.ii.b"}),
    decided={"B.I.b": 0.75},
    efforts={"B.I.b": 9.0},
)


def stored(folder: Path, scenario: Scenario) -> Kept[Scenario]:
    """A scenario after a round through the store."""
    with new_store(folder) as store:
        keep(store, "Dinas A", LKE, "2025")
        document = scenarios.to_document(scenario)
        store.dossier.add(scenarios.KIND, "dinas-a", document, by="Sri", period="2025")
        (kept,) = load_scenarios(store, "dinas-a", "2025")
    return kept


def held(kept: Kept[Scenario], **changed: float | None) -> Tried:
    found = assess(LKE, answered(LKE, **changed))
    return tried(LKE, found.values, counts_of(LKE, found.reading), kept)


@pytest.fixture
def kept(tmp_path: Path) -> Kept[Scenario]:
    changed = {"B.I.b": 0.75, "A.II.5.ii.-": {"A.II.5.ii.-.3": 4.0}}
    return stored(tmp_path, kept_scenario("Cepat", LKE, "unit", WISHES, changed, 95.0))


def test_the_wishes_come_back_as_they_were(kept: Kept[Scenario]) -> None:
    assert wishes_of(kept.value, held(kept, B_I_b=0.5).moves) == WISHES
    odd = replace(kept.value, objective="fastest", surveys="up")
    found = wishes_of(odd, {})
    assert (found.objective, found.surveys) == (Objective.FEWEST, Surveys.LIMIT)


def test_a_scenario_counts_by_the_counts_of_today(kept: Kept[Scenario]) -> None:
    """Four complaints closed: of five that were due then, of eight that are due today."""
    then = held(kept, B_I_b=0.5, A_II_5_ii_x=0.6, A_II_5_ii_x_1=5.0, A_II_5_ii_x_3=3.0)
    assert then.moves == {"B.I.b": 0.75, "A.II.5.ii.-": 0.8}
    assert then.moved is not None
    assert then.moved.total == pytest.approx(100 - 1.25 - 0.2 * 3)
    today = held(kept, B_I_b=1.0, A_II_5_ii_x=3 / 8, A_II_5_ii_x_1=8.0, A_II_5_ii_x_3=3.0)
    assert today.moves["A.II.5.ii.-"] == 0.5
    # The performance is better by now than the scenario asked: only the complaints are open.
    assert today.open == ("A.II.5.ii.-",)


def test_what_is_open_and_not_planned_becomes_an_action(kept: Kept[Scenario]) -> None:
    changed = {"B_I_b": 0.5, "A_II_5_ii_x": 0.6, "A_II_5_ii_x_1": 5.0, "A_II_5_ii_x_3": 3.0}
    found = held(kept, **changed)
    values = assess(LKE, answered(LKE, **changed)).values
    made = plan_of(LKE, values, found, (), "id")
    assert [(one.question, one.what) for one in made] == [
        ("B.I.b", "Capaian kinerja lebih baik: menjadi B"),
        ("A.II.5.ii.-", "Penyelesaian pengaduan masyarakat: menjadi 80 %"),
    ]
    assert [one.points for one in made] == [pytest.approx(1.25), pytest.approx(0.6)]
    assert {(one.origin.value, one.reference) for one in made} == {("road", kept.item.number)}
    left = plan_of(LKE, values, found, {"B.I.b"}, "en")
    assert [one.question for one in left] == ["A.II.5.ii.-"]
    assert left[0].what.endswith(": up to 80%")


def test_a_scenario_of_another_worksheet_is_only_shown(kept: Kept[Scenario]) -> None:
    other = replace(kept, value=replace(kept.value, instrument="lke-2014"))
    found = held(other)
    assert (found.moved, found.open) == (None, ())
    odd = replace(kept, value=replace(kept.value, target="X", changed={"Z": 1.0, "B.I.b": 7.0}))
    assert held(odd).moves == {}
