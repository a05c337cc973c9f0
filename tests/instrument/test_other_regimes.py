"""The instruments beside LKE 2021: their trees and limits as the regulations print them."""

import numpy as np
import pytest

from zi_analytics.instrument import AnswerKind, load
from zi_analytics.scoring import judge, score

# 52/2014, worksheet of the annex, pages 26 to 43: weight and number of questions an indicator.
INDICATORS_2014 = {
    "A.1": [(1, 2), (1, 3), (2, 3), (1, 4)],
    "A.2": [(1.5, 3), (2, 4), (1.5, 2)],
    "A.3": [(2, 3), (2, 3), (3, 6), (4, 4), (3, 1), (1, 1)],
    "A.4": [(5, 3), (5, 8)],
    "A.5": [(3, 2), (3, 4), (3, 4), (3, 4), (3, 5)],
    "A.6": [(3, 4), (3, 5), (4, 3)],
}


def points_of(instrument_id, shares):
    """Points by node when each question has the share of its nearest named node, else 1."""
    instrument = load(instrument_id)
    values = np.array(
        [
            next((s for code, s in shares.items() if f"{q.code}.".startswith(f"{code}.")), 1.0)
            for q in instrument.questions
        ]
    )
    return instrument, score(instrument, values)


def passed_rules(instrument_id, shares):
    instrument, points = points_of(instrument_id, shares)
    return {
        verdict.predicate: {rule.code: rule.passed for rule in verdict.rules}
        for verdict in judge(instrument, points)
    }


def test_the_tree_of_2014_is_the_printed_one() -> None:
    instrument = load("lke-2014")
    found = {
        area: [(i.weight, len(instrument.children[i.code])) for i in instrument.children[area]]
        for area in INDICATORS_2014
    }
    assert found == INDICATORS_2014
    assert len(instrument.questions) == 81 + 3
    results = {code: instrument.node[code].weight for code in ("B.I.a", "B.I.b", "B.II.a")}
    assert results == {"B.I.a": 15, "B.I.b": 5, "B.II.a": 20}


def test_2014_asks_no_minimum_of_areas_and_service_only_for_wbbm() -> None:
    # No enablers' limit either: 40 points of results and 35.4 of 60 make 75.4.
    rules = passed_rules("lke-2014", {"A": 0.59, "B.II": 1.0})
    assert rules["WBK"] == {"total": True, "clean": True, "ipak": True, "tlhp": True}
    assert set(rules["WBBM"]) == {"total", "clean", "ipak", "tlhp", "service"}
    assert not rules["WBBM"]["total"]


@pytest.mark.parametrize(
    ("shares", "failing"),
    [
        ({"B.I.a": 3.6 / 4, "B.I.b": 0.9}, set()),  # 13.5 + 4.5 = 18
        ({"B.I.a": 3.59 / 4}, {"ipak"}),
        ({"B.I.b": 0.69}, {"tlhp"}),
        ({"B.I.a": 3.6 / 4, "B.I.b": 0.7}, {"clean"}),  # 13.5 + 3.5 = 17
        ({"B.II.a": 3.2 / 4}, set()),
        ({"B.II.a": 3.19 / 4}, {"service"}),
    ],
)
def test_limits_of_2014_are_met_exactly_at_the_limit(shares, failing) -> None:
    rules = passed_rules("lke-2014", shares)["WBBM"]
    assert {code for code, passed in rules.items() if not passed} == failing


def test_2019_holds_areas_results_and_the_two_totals_only() -> None:
    instrument = load("lke-2019")
    assert [q.weight for q in instrument.questions] == [8, 7, 10, 10, 15, 10, 20, 20]
    assert {
        (p.code, limit.code, limit.minimum) for p in instrument.predicates for limit in p.limits
    } == {
        ("WBK", "total", 75),
        ("WBBM", "total", 85),
    }


def test_the_short_form_tests_what_its_figures_can_show() -> None:
    instrument = load("ringkas")
    assert [q.weight for q in instrument.questions] == [8, 7, 10, 10, 15, 10, 22.5, 17.5]
    full = {limit.code for limit in load("lke-2021").predicates[0].limits}
    for predicate in instrument.predicates:
        assert {limit.code for limit in predicate.limits} == full - {"ipak", "performance"}
        assert {limit.code for limit in predicate.unseen} == {"ipak", "performance"}
    rules = passed_rules("ringkas", {"A.2": 0.59})
    assert [code for code, passed in rules["WBK"].items() if not passed] == ["area2"]


@pytest.mark.parametrize(
    ("clean", "certain", "passed"),
    [
        # 19.75 may be 15 + 4.75: IPAK below its 15.75; it may be 17.5 + 2.25 as well.
        (19.75, {"WBK": (False, False), "WBBM": (False, False)}, (False, False)),
        # 20 holds at least 2.5 of performance beside 17.5 of IPAK.
        (20.0, {"WBK": (False, True), "WBBM": (False, False)}, (False, False)),
        # 20.75 holds at least 15.75 of IPAK beside 5 of performance.
        (20.7499, {"WBK": (False, True), "WBBM": (False, False)}, (False, False)),
        (20.75, {"WBK": (True, True), "WBBM": (True, False)}, (True, False)),
        (21.25, {"WBK": (True, True), "WBBM": (True, True)}, (True, True)),
    ],
)
def test_a_limit_that_is_not_seen_is_certain_or_leaves_the_predicate_open(
    clean, certain, passed
) -> None:
    instrument, points = points_of("ringkas", {"B.I": clean / 22.5})
    verdicts = judge(instrument, points)
    assert {v.predicate: tuple(limit.certain for limit in v.unseen) for v in verdicts} == certain
    assert tuple(v.passed for v in verdicts) == passed
    assert all(v.undecided is not v.passed for v in verdicts)


def test_a_limit_that_is_seen_and_missed_leaves_nothing_open() -> None:
    instrument, points = points_of("ringkas", {"B.I": 19.75 / 22.5, "A.2": 0.59})
    assert not any(v.passed or v.undecided for v in judge(instrument, points))


def test_the_unseen_limits_are_those_of_the_full_worksheet() -> None:
    printed = {
        (p.code, limit.code): limit.minimum
        for p in load("lke-2021").predicates
        for limit in p.limits
    }
    weights = load("lke-2021").node
    for predicate in load("ringkas").predicates:
        ipak, performance = predicate.unseen
        assert ipak.minimum == printed[predicate.code, "ipak"]
        assert performance.minimum == printed[predicate.code, "performance"]
        assert ipak.certain_from == ipak.minimum + weights["B.I.b"].weight
        assert performance.certain_from == performance.minimum + weights["B.I.a"].weight


def test_the_total_alone_decides_nothing_in_2019() -> None:
    verdicts = judge(*points_of("lke-2019", {}))
    assert [(v.passed, v.undecided) for v in verdicts] == [(False, True)] * 2


@pytest.mark.parametrize("instrument_id", ["lke-2019", "ringkas"])
def test_every_area_and_result_is_one_figure(instrument_id) -> None:
    instrument = load(instrument_id)
    assert [area.nodes for area in instrument.areas] == [(f"A.{n}",) for n in range(1, 7)]
    assert {instrument.type_of(q.code).kind for q in instrument.questions} == {AnswerKind.FIGURE}
