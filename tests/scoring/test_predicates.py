"""Every limit of both predicates just met and just missed, unrounded and with the guard."""

from __future__ import annotations

import tomllib
from typing import Any

import numpy as np
import pytest

from tests.instrument.small import CASES
from tests.scoring.answering import LKE, values
from tests.scoring.test_points import PLACE, WEIGHTS
from zi_analytics.instrument import load
from zi_analytics.scoring import Outcome, Verdict, judge, judge_many, score

TABLE_6 = tomllib.loads((CASES / "lke-2021.toml").read_text(encoding="utf-8"))["limits"]
PREDICATES = {"WBK": 0, "WBBM": 1}
RULES = [(predicate, rule) for predicate in PREDICATES for rule in TABLE_6["rules"]]


def verdict(points: np.ndarray, predicate: str) -> Verdict:
    return next(found for found in judge(LKE, points) if found.predicate == predicate)


def outcome(points: np.ndarray, predicate: str, code: str) -> Outcome:
    return next(rule for rule in verdict(points, predicate).rules if rule.code == code)


def points_at(rule: dict[str, Any], wanted: float) -> np.ndarray:
    """Full marks, but the nodes of ``rule`` together have ``wanted`` points."""
    points = WEIGHTS.copy()
    rest = wanted
    for code in rule["nodes"]:
        points[PLACE[code]] = min(rest, points[PLACE[code]])
        rest -= points[PLACE[code]]
    assert rest == pytest.approx(0, abs=1e-12)
    return points


@pytest.mark.parametrize(
    ("predicate", "rule"), RULES, ids=[f"{predicate} {rule['code']}" for predicate, rule in RULES]
)
class TestEveryLimit:
    def limit(self, predicate: str, rule: dict[str, Any]) -> float:
        return float(rule["minimum"][PREDICATES[predicate]] * rule.get("of", 1))

    def test_just_met(self, predicate: str, rule: dict[str, Any]) -> None:
        points = points_at(rule, self.limit(predicate, rule))
        found = outcome(points, predicate, rule["code"])
        assert found.passed
        assert found.distance == pytest.approx(0, abs=1e-12)
        assert verdict(points, predicate).passed

    def test_just_missed(self, predicate: str, rule: dict[str, Any]) -> None:
        points = points_at(rule, self.limit(predicate, rule) - 1e-6)
        found = outcome(points, predicate, rule["code"])
        assert not found.passed
        assert found.distance == pytest.approx(-1e-6 / rule.get("of", 1), rel=1e-6)
        assert not verdict(points, predicate).passed
        others = [r for r in verdict(points, predicate).rules if r.code != rule["code"]]
        assert all(other.passed for other in others)

    def test_a_drift_of_floating_point_is_forgiven(
        self, predicate: str, rule: dict[str, Any]
    ) -> None:
        points = points_at(rule, self.limit(predicate, rule) - 1e-12)
        assert outcome(points, predicate, rule["code"]).passed

    def test_it_is_told_with_its_article(self, predicate: str, rule: dict[str, Any]) -> None:
        found = outcome(WEIGHTS, predicate, rule["code"])
        minimum = rule["minimum"][PREDICATES[predicate]]
        assert (found.limit, found.article) == (minimum, "90/2021, Lampiran II, Tabel 6")
        assert found.unit == ("share" if "of" in rule else "points")
        full = 1 if "of" in rule else sum(WEIGHTS[PLACE[code]] for code in rule["nodes"])
        assert found.value == pytest.approx(full)
        assert found.distance == pytest.approx(full - minimum)


def test_an_index_of_3_60_meets_15_75() -> None:
    """3.6 / 4 × 17.5 is a hair below 15.75 in some orders of floating point; it is met."""
    points = score(LKE, values({"B.I.a": 3.6, "B.I.b": "C", "B.II.a": 3.2}))
    assert outcome(points, "WBK", "ipak").passed
    assert outcome(points, "WBBM", "ipak").passed
    assert outcome(points, "WBK", "service").passed
    assert outcome(points, "WBK", "clean").passed
    assert not outcome(points, "WBBM", "service").passed
    assert outcome(points, "WBK", "ipak").index == 3.60


@pytest.mark.parametrize(("index", "passed"), [(3.59, False), (3.6, True), (3.599999, False)])
def test_an_index_is_not_rounded(index: float, passed: bool) -> None:
    points = score(LKE, values({"B.I.a": index}))
    assert outcome(points, "WBK", "ipak").passed is passed


def test_full_marks_pass_both_and_nothing_passes_none() -> None:
    assert [v.passed for v in judge(LKE, WEIGHTS)] == [True, True]
    assert [v.passed for v in judge(LKE, np.zeros_like(WEIGHTS))] == [False, False]
    assert [v.requires for v in judge(LKE, WEIGHTS)] == [None, "WBK"]


def test_rules_stand_in_the_order_of_the_table() -> None:
    for found in judge(LKE, WEIGHTS):
        assert [rule.code for rule in found.rules] == [rule["code"] for rule in TABLE_6["rules"]]


def test_an_instrument_without_limits_passes_nothing() -> None:
    """What a regime's limits were is not certain: nobody passes them unseen."""
    older = load("lke-2019")
    full = np.array([node.weight for node in older.scored])
    for found in judge(older, full):
        assert found.rules or not found.passed


def test_a_total_that_only_shows_as_75_does_not_pass() -> None:
    total = next(rule for rule in TABLE_6["rules"] if rule["code"] == "total")
    assert f"{74.9999:.2f}" == "75.00"
    assert not outcome(points_at(total, 74.9999), "WBK", "total").passed


def test_many_at_once_are_judged_as_each_alone() -> None:
    random = np.random.default_rng(6)
    points = score(
        LKE,
        random.choice(
            [0, 0.5, 0.75, 1, np.nan], (200, len(LKE.questions)), p=[0.02, 0.2, 0.3, 0.46, 0.02]
        ),
    )
    for judged in judge_many(LKE, points):
        alone = [verdict(row, judged.predicate.code) for row in points]
        assert judged.passed.tolist() == [one.passed for one in alone]
        assert judged.met.tolist() == [[rule.passed for rule in one.rules] for one in alone]
        assert judged.values.tolist() == [[rule.value for rule in one.rules] for one in alone]
    assert 0 < sum(judge_many(LKE, points)[0].passed) < 200


def test_unseen_limits_of_many_are_judged_as_of_each_alone() -> None:
    form = load("ringkas")
    random = np.random.default_rng(7)
    points = score(form, random.uniform(0.8, 1, (200, len(form.questions))))
    for place, judged in enumerate(judge_many(form, points)):
        alone = [judge(form, row)[place] for row in points]
        assert judged.passed.tolist() == [one.passed for one in alone]
        assert judged.undecided.tolist() == [one.undecided for one in alone]
        assert judged.certain.tolist() == [[u.certain for u in one.unseen] for one in alone]
    assert 0 < sum(judge_many(form, points)[0].undecided) < 200
