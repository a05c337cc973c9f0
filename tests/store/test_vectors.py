from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_analytics.store.vectors import STATES, Vector, check, decode, decode_many, encode
from zi_analytics.workbook.reading import Answer, State

UNANSWERED = [state for state in State if state is not State.ANSWERED]
values = (
    st.sampled_from([0.0, 1.0, 0.25, 0.33, 0.5, 0.67, 0.75, 2 / 3, 1 / 3])
    | st.floats(0, 1)
    | st.floats(allow_nan=False, allow_infinity=False)
)
kept = st.one_of(
    st.none(),
    st.tuples(st.just(State.ANSWERED), values),
    st.tuples(st.sampled_from(UNANSWERED), st.none()),
)


def answers_of(rows: list[tuple[State, float | None] | None]) -> dict[str, Answer]:
    pairs = {f"Q{i}": row for i, row in enumerate(rows)}
    return {code: Answer(code, *row) for code, row in pairs.items() if row is not None}


@given(st.lists(kept, max_size=130))
def test_what_goes_in_comes_out(rows: list[tuple[State, float | None] | None]) -> None:
    questions = [f"Q{i}" for i in range(len(rows))]
    vector = encode(answers_of(rows), questions)
    expected = {q: row for q, row in zip(questions, rows, strict=True) if row is not None}
    assert decode(vector, questions) == expected
    if rows:
        found, states = decode_many([vector.codes], [vector.exact], len(rows))
        for i, row in enumerate(rows):
            state, value = row or (State.MISSING, None)
            assert STATES[states[0, i]] is state
            assert math.isnan(found[0, i]) if value is None else found[0, i] == value


def test_every_state_has_its_place() -> None:
    assert set(STATES) == set(State)


def test_many_rows_keep_their_numbers_apart() -> None:
    rows = [
        encode(answers_of([(State.ANSWERED, v), None, (State.ANSWERED, 1.0)]), ["Q0", "Q1", "Q2"])
        for v in (1 / 3, 0.5, 1 / 7)
    ]
    found, _ = decode_many([r.codes for r in rows], [r.exact for r in rows], 3)
    assert found[:, 0].tolist() == [1 / 3, 0.5, 1 / 7]
    assert np.isnan(found[:, 1]).all()


def test_an_option_takes_one_byte_and_a_ratio_nine() -> None:
    options = answers_of([(State.ANSWERED, k / 100) for k in range(101)])
    vector = encode(options, list(options))
    assert (len(vector.codes), len(vector.exact)) == (101, 0)
    assert len(encode(answers_of([(State.ANSWERED, 1 / 3)]), ["Q0"]).exact) == 8


def test_the_bytes_in_stores_stay_what_they_mean() -> None:
    rows = [
        (State.ANSWERED, 0.0),
        (State.ANSWERED, 0.67),
        (State.ANSWERED, 1.0),
        (State.ANSWERED, 2.5),
        (State.BLANK, None),
        (State.NOT_AN_OPTION, None),
        (State.NOT_COMPUTABLE, None),
        (State.ERROR_CELL, None),
        (State.MISSING, None),
        None,
    ]
    vector = encode(answers_of(rows), [f"Q{i}" for i in range(10)])
    assert vector == Vector(
        bytes([16, 83, 116, 255, 1, 2, 3, 4, 5, 0]), bytes.fromhex("0000000000000440")
    )


@pytest.mark.parametrize(
    "answer",
    [
        Answer("Q0", State.ANSWERED, None),
        Answer("Q0", State.BLANK, 0.0),
        Answer("Q0", State.ANSWERED, float("nan")),
        Answer("Q0", State.ANSWERED, float("inf")),
    ],
)
def test_contradictions_are_refused(answer: Answer) -> None:
    with pytest.raises(ValueError, match="Q0"):
        check([answer])
