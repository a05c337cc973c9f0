"""Answer cells as people fill them in, for every answer type."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.instrument.small import CASES
from zi_analytics.finding_kinds import KINDS
from zi_analytics.instrument import AnswerKind, load
from zi_analytics.workbook.answering.answers import BLANK, Parsed, parse_answer
from zi_analytics.workbook.reading import State

TYPES = load("lke-2021").answer_types
PERCENT = load("lke-2014").answer_types["percent"]
FILE: dict[str, Any] = tomllib.loads((CASES / "workbook" / "answers.toml").read_text("utf-8"))
CASES_BY_TYPE = [(kind, case) for kind in TYPES for case in FILE[kind]["cases"]]


@pytest.mark.parametrize(("kind", "case"), CASES_BY_TYPE, ids=lambda part: str(part)[:40])
def test_an_answer_cell(kind: str, case: list[Any]) -> None:
    cell, expected, oddity = (*case, None)[:3]
    found = parse_answer(TYPES[kind], cell)
    if isinstance(expected, str):
        assert found == Parsed(State(expected), None, oddity)
    else:
        assert found == Parsed(State.ANSWERED, pytest.approx(expected, abs=1e-12), oddity)
    assert oddity is None or oddity in KINDS


@pytest.mark.parametrize("kind", TYPES)
def test_nothing_and_what_stands_for_it(kind: str) -> None:
    for cell in [None, *FILE["any"]["blank"]]:
        assert parse_answer(TYPES[kind], cell) == BLANK
    for cell in FILE["any"]["placeholder"]:
        assert parse_answer(TYPES[kind], cell) == Parsed(State.BLANK, oddity="answer-placeholder")


def test_a_percentage_without_counts_of_the_earlier_regime() -> None:
    assert parse_answer(PERCENT, 0.9).value == 0.9
    assert parse_answer(PERCENT, 90) == Parsed(State.ANSWERED, 0.9, "percent-as-number")
    assert parse_answer(PERCENT, "90 %") == Parsed(State.ANSWERED, 0.9)


cells = (
    st.none()
    | st.text(max_size=30)
    | st.text("abcdeyt ./-,%0123456789'", max_size=8)
    | st.floats()
    | st.integers()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
)


@given(st.sampled_from([*TYPES.values(), PERCENT]), cells)
def test_any_cell_is_read_or_named(
    answer_type: Any, cell: str | float | bool | date | datetime | time | timedelta | None
) -> None:
    found = parse_answer(answer_type, cell)
    if found.state is State.ANSWERED:
        assert found.value is not None
        assert 0 <= found.value <= (1 if answer_type.kind is not AnswerKind.COUNT else 1e15)
    else:
        assert found.value is None
        assert found == BLANK or found.oddity in KINDS
