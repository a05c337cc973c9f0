"""The ratios against cases worked out by hand, and by laws."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.instrument.small import CASES
from tests.scoring.answering import LKE
from zi_analytics.scoring import ratio_value

RATIOS = tomllib.loads((CASES / "scoring" / "ratios.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", RATIOS, ids=lambda case: case["name"])
def test_a_ratio_is_the_one_worked_out_by_hand(case: dict[str, Any]) -> None:
    question = case["question"]
    counts = {f"{question}.{number}": count for number, count in case["counts"].items()}
    value = ratio_value(LKE.ratios[question], counts)
    if "value" in case:
        assert value == pytest.approx(float(Fraction(case["value"])), abs=1e-15)
    else:
        assert value is None


def test_every_ratio_has_a_case() -> None:
    assert {case["question"] for case in RATIOS} == set(LKE.ratios)


@given(
    st.sampled_from(sorted(LKE.ratios)),
    st.lists(st.none() | st.integers(-3, 10_000), min_size=4, max_size=4),
)
def test_a_ratio_lies_between_0_and_1_or_is_none(question: str, drawn: list[int | None]) -> None:
    counts = {f"{question}.{number}": count for number, count in enumerate(drawn, 1)}
    value = ratio_value(LKE.ratios[question], counts)
    assert value is None or 0 <= value <= 1


@given(st.integers(1, 500), st.integers(0, 500))
def test_one_more_done_never_lowers_a_share(due: int, done: int) -> None:
    ratio = LKE.ratios["A.II.4.i.-"]
    values = [
        ratio_value(ratio, {"A.II.4.i.-.1": due, "A.II.4.i.-.2": n}) for n in (done, done + 1)
    ]
    assert values[0] is not None
    assert values[1] is not None
    assert values[0] <= values[1]


@given(st.integers(1, 500), st.integers(0, 500))
def test_one_more_case_never_raises_the_fall(before: int, now: int) -> None:
    ratio = LKE.ratios["A.II.3.iii.a"]
    values = [
        ratio_value(ratio, {"A.II.3.iii.a.1": before, "A.II.3.iii.a.2": n}) for n in (now, now + 1)
    ]
    assert values[0] is not None
    assert values[1] is not None
    assert values[0] >= values[1]
