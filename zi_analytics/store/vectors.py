"""An assessment's values as bytes: one byte an answer, eight more where two decimals do not do.

The byte says what is there: 0 the reading has no such question; 1 to 5 unanswered, and how;
16 + k the value k / 100; 255 a number that follows among the ``exact`` ones (float64, little
endian, in the order of the questions). So an option's value takes one byte, a ratio nine, and
every float comes back as it went in. These numbers are written into stores: never renumber them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from zi_analytics.workbook.reading import Answer, State

STATES = (
    State.ANSWERED,
    State.BLANK,
    State.NOT_AN_OPTION,
    State.NOT_COMPUTABLE,
    State.ERROR_CELL,
    State.MISSING,
)
"""What the numbers in a matrix of states mean: ``STATES[number]``."""

ABSENT = 0
FIRST_VALUE = 16
EXACT = 255
_CODE_OF_STATE: dict[State, int] = {
    state: code for code, state in enumerate(STATES) if state is not State.ANSWERED
}
_STATE_OF_CODE = {code: state for state, code in _CODE_OF_STATE.items()}
_CODE_OF_VALUE = {k / 100: FIRST_VALUE + k for k in range(101)}

_VALUES = np.full(256, np.nan)
_VALUES[FIRST_VALUE : FIRST_VALUE + 101] = [k / 100 for k in range(101)]
_STATES = np.zeros(256, dtype=np.uint8)
_STATES[: len(STATES)] = range(len(STATES))
_STATES[ABSENT] = STATES.index(State.MISSING)


@dataclass(frozen=True, slots=True)
class Vector:
    """The answers to one instrument's questions, packed."""

    codes: bytes
    exact: bytes

    @property
    def checksum(self) -> int:
        """A quick sum that tells damaged bytes when thousands are loaded at once."""
        return crc32(self.exact, crc32(self.codes))


def encode(answers: Mapping[str, Answer], questions: Sequence[str]) -> Vector:
    """Pack the values and states of ``questions`` in that order; see :func:`check` first."""
    codes = bytearray()
    exact: list[float] = []
    for question in questions:
        answer = answers.get(question)
        if answer is None:
            codes.append(ABSENT)
            continue
        value = answer.value
        if value is None:
            codes.append(_CODE_OF_STATE[answer.state])
            continue
        code = _CODE_OF_VALUE.get(value, EXACT)
        codes.append(code)
        if code == EXACT:
            exact.append(value)
    return Vector(bytes(codes), np.array(exact, dtype="<f8").tobytes())


def check(answers: Iterable[Answer]) -> None:
    """Raise ValueError unless every answer has a finite value exactly when it is answered."""
    for answer in answers:
        value = answer.value
        if (value is None) is (answer.state is State.ANSWERED):
            raise ValueError(f"{answer.code}: state and value contradict each other")
        if value is not None and not math.isfinite(value):
            raise ValueError(f"{answer.code}: not a finite number")


def decode(vector: Vector, questions: Sequence[str]) -> dict[str, tuple[State, float | None]]:
    """State and value by question; questions that the reading did not have are left out."""
    exact = iter(np.frombuffer(vector.exact, dtype="<f8").tolist())
    found: dict[str, tuple[State, float | None]] = {}
    for question, code in zip(questions, vector.codes, strict=True):
        if code == EXACT:
            found[question] = State.ANSWERED, next(exact)
        elif code >= FIRST_VALUE:
            found[question] = State.ANSWERED, (code - FIRST_VALUE) / 100
        elif code != ABSENT:
            found[question] = _STATE_OF_CODE[code], None
    return found


def decode_many(
    codes: Sequence[bytes], exact: Sequence[bytes], questions: int
) -> tuple[np.ndarray, np.ndarray]:
    """Values (float64, NaN where unanswered) and states (uint8, see STATES), a row each."""
    packed = np.frombuffer(b"".join(codes), dtype=np.uint8).reshape(len(codes), questions)
    values = _VALUES[packed]
    numbers = np.frombuffer(b"".join(exact), dtype="<f8")
    if numbers.size:
        values[packed == EXACT] = numbers
    return values, _STATES[packed]


def count_answered(codes: Sequence[bytes], questions: int) -> np.ndarray:
    """How many questions each row answers."""
    packed = np.frombuffer(b"".join(codes), dtype=np.uint8).reshape(len(codes), questions)
    answered: np.ndarray = (packed >= FIRST_VALUE).sum(axis=1)
    return answered
