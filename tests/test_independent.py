"""The calculation apart from the program agrees with the regulation's own sums."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests import independent as rule

BEST = {"y": "Ya", "3": "A", "4": "A", "5": "A", "0-4": 4}


def full_marks() -> dict[str, object]:
    answers: dict[str, object] = {
        code: BEST[kind] for code, (kind, _) in rule.ITEMS.items() if kind != "%"
    }
    answers |= dict.fromkeys(rule.COUNTS, 3)
    answers["A.II.3.iii.a.2"] = 0
    answers |= {f"A.II.5.iii.{n}.-.4": 9 for n in (1, 2)}
    return answers


@pytest.mark.parametrize(
    ("node", "weight"),
    [
        ("TOTAL", "100"), ("A", "60"), ("B", "40"), ("A.I", "30"), ("A.II", "30"),
        ("A.I.1", "4"), ("A.I.2", "3.5"), ("A.I.3", "5"), ("A.I.4", "5"), ("A.I.5", "7.5"),
        ("A.I.6", "5"), ("A.II.1", "4"), ("A.II.2", "3.5"), ("A.II.3", "5"), ("A.II.4", "5"),
        ("A.II.5", "7.5"), ("A.II.5.iii", "2"), ("A.II.6", "5"), ("B.I", "22.5"), ("B.II", "17.5"),
    ],
)  # fmt: skip
def test_full_marks_give_every_node_its_weight(node: str, weight: str) -> None:
    assert rule.points(full_marks())[node] == Fraction(weight)


def test_there_are_113_items_22_counts_and_the_six_areas_make_sixty() -> None:
    assert len(rule.ITEMS) == 113
    assert sum(kind == "%" for kind, _ in rule.ITEMS.values()) == 8
    assert sum(code.startswith("A.I.") for code in rule.ITEMS) == 87
    assert len(rule.COUNTS) == 22
    full = rule.measured(rule.points(full_marks()))
    assert [full[f"area{n}"] for n in "123456"] == list(rule.AREA_WEIGHTS.values())
    assert sum(rule.AREA_WEIGHTS.values()) == 60


def test_nothing_answered_earns_nothing_and_passes_nothing() -> None:
    earned = rule.points({})
    assert set(earned.values()) == {0}
    assert not any(ok for rules in rule.verdicts(earned).values() for ok in rules.values())


def test_index_three_point_six_meets_the_limit_exactly() -> None:
    earned = rule.points(full_marks() | {"B.I.a": 3.6, "B.II.a": 3.6})
    assert earned["B.I.a"] == Fraction("15.75")
    assert all(ok for rules in rule.verdicts(earned).values() for ok in rules.values())
    assert not rule.verdicts(rule.points(full_marks() | {"B.I.a": 3.59}))["WBK"]["ipak"]


@pytest.mark.parametrize(
    ("last_year", "this_year", "expected"),
    [(4, 1, "3/4"), (0, 0, 1), (2, 3, 0), (0, 2, None), (None, 2, None)],
)
def test_fall_in_disciplinary_cases(
    last_year: int | None, this_year: int, expected: str | int | None
) -> None:
    answers = {"A.II.3.iii.a.1": last_year, "A.II.3.iii.a.2": this_year}
    wanted = None if expected is None else Fraction(expected)
    assert rule.value("A.II.3.iii.a", answers) == wanted
