"""Numbers typed as text: every way they are written, and what is no number."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.instrument.small import CASES
from zi_analytics.language import numbers as language
from zi_analytics.workbook.answering.numbers import LARGEST, Typed, read_number

WRITTEN: dict[str, Any] = tomllib.loads((CASES / "workbook" / "numbers.toml").read_text("utf-8"))


@pytest.mark.parametrize(("text", "number"), WRITTEN["one"].items())
def test_one_reading(text: str, number: float) -> None:
    assert read_number(text) == Typed((number,))


@pytest.mark.parametrize(("text", "numbers"), WRITTEN["two"].items())
def test_what_may_mean_two_numbers_gives_both(text: str, numbers: list[float]) -> None:
    assert read_number(text) == Typed(tuple(numbers))


@pytest.mark.parametrize(("text", "number"), WRITTEN["percent"].items())
def test_percent(text: str, number: float) -> None:
    assert read_number(text) == Typed((number,), percent=True)


@pytest.mark.parametrize("text", WRITTEN["none"]["refused"])
def test_no_number(text: str) -> None:
    assert read_number(text).readings == ()


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, False, date(2025, 3, 1), datetime(2025, 3, 1, 12, 30), time(3, 45)),
        *(timedelta(hours=3), float("nan"), float("inf"), float("-inf"), 1e15, 10**400),
    ],
)
def test_no_number_in_other_cells(value: object) -> None:
    assert read_number(value) == Typed(())


@pytest.mark.parametrize("value", [0, 3, 3.75, -1.5, 1e14])
def test_a_number_is_itself(value: float) -> None:
    assert read_number(value) == Typed((float(value),))


@given(st.text() | st.text("0123456789.,%+-_ '\u00a0eE٣３"))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = read_number(text)
    assert len(found.readings) <= 2
    assert all(abs(number) < LARGEST for number in found.readings)


@given(st.floats(-1e6, 1e6), st.integers(0, 4), st.sampled_from(["id", "en"]))
def test_what_we_write_is_read_back(value: float, places: int, notation: str) -> None:
    written = language.decimal(value, notation, places)
    half = 0.5 * 10**-places * (1 + 1e-9)
    assert any(number == pytest.approx(value, abs=half) for number in read_number(written).readings)


@given(st.integers(0, 1000), st.sampled_from(["id", "en"]))
def test_our_percentages_are_read_back(share: int, notation: str) -> None:
    written = language.percent(share / 1000, notation, 1)
    assert read_number(written) == Typed((pytest.approx(share / 10),), percent=True)
