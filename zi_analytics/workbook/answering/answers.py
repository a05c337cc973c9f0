"""One cell, one answer: what was typed, held against what the question can be answered with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from zi_analytics.instrument import AnswerKind, AnswerType
from zi_analytics.workbook.answering.numbers import read_number
from zi_analytics.workbook.cells import CellValue
from zi_analytics.workbook.reading import State
from zi_analytics.workbook.recognising.wording import typed

NOT_YET = frozenset(
    {
        *("", "-", "–", "—", "…", "?", "n/a", "na", "x", "xx", "xxx", "kosong", "nihil"),
        *("blm diisi", "belum diisi", "belum", "blm", "tbd", "tba", "diisi", "pilih"),
        "pilih jawaban",
    }
)
"""What people type where nothing is answered yet, without full stops."""
# Three letters at least: "A-B" and "a. b" name two options, "a. Semua ..." copies a criterion.
LEADING_OPTION = re.compile(r"([a-z])\s*(?:[.):]|\s[-–])\s*[a-z]{3,}")
INDEX_ROUNDING = 1e-12
SHORT = 24
"""Longer answers are copied criteria and remarks, hardly ever twice the same."""


class Parsed(NamedTuple):
    """An answer cell understood: its state, its value, and the code of what is odd about it."""

    state: State
    value: float | None = None
    oddity: str | None = None


BLANK = Parsed(State.BLANK)
PLACEHOLDER = Parsed(State.BLANK, oddity="answer-placeholder")
NO_OPTION = Parsed(State.NOT_AN_OPTION, oddity="answer-not-an-option")
NO_NUMBER = Parsed(State.NOT_AN_OPTION, oddity="number-not-understood")
OUT_OF_RANGE = Parsed(State.NOT_AN_OPTION, oddity="number-out-of-range")


def parse_answer(answer_type: AnswerType, cell: CellValue) -> Parsed:
    """Read ``cell`` as an answer of ``answer_type``.

    The value is 0 to 1 for choices and indices, 0 to 1 for a typed ratio, the number itself for
    counts, the share of the scale for figures.
    """
    if isinstance(cell, str) and len(cell) <= SHORT:
        return _parse_short(answer_type, cell)
    return _parse(answer_type, cell)


@lru_cache(maxsize=5_000)
def _parse_short(answer_type: AnswerType, cell: str) -> Parsed:
    """A short text, understood once: nearly all answers are the same few letters."""
    return _parse(answer_type, cell)


def _parse(answer_type: AnswerType, cell: CellValue) -> Parsed:
    if cell is None or cell == "":
        return BLANK
    if isinstance(cell, str):
        text = typed(cell).casefold()
        if not text:
            return BLANK
        if text.strip(" .") in NOT_YET:
            return PLACEHOLDER
        if answer_type.kind is AnswerKind.CHOICE:
            return _parse_choice(answer_type, text)
    elif answer_type.kind is AnswerKind.CHOICE:
        return NO_OPTION
    if answer_type.kind is AnswerKind.INDEX:
        return _parse_index(answer_type, cell)
    if answer_type.kind is AnswerKind.COUNT:
        return _parse_count(cell)
    return _parse_share(cell, answer_type.highest or 1.0)


def _parse_choice(answer_type: AnswerType, text: str) -> Parsed:
    bare = text.strip(" .,;:)('\"")
    for option in answer_type.options:
        if bare == option.key.casefold() or bare in option.also:
            return Parsed(State.ANSWERED, option.value)
    # A copied criterion ("a. Semua ...") still begins with its letter.
    leading = LEADING_OPTION.match(bare)
    if leading is not None:
        for option in answer_type.options:
            if option.key.casefold() == leading[1]:
                return Parsed(State.ANSWERED, option.value, "answer-with-text")
    return NO_OPTION


def _parse_index(answer_type: AnswerType, cell: CellValue) -> Parsed:
    lowest, highest = answer_type.lowest or 0.0, answer_type.highest or 4.0
    number_typed = read_number(cell)
    if not number_typed.readings or number_typed.percent:
        return NO_NUMBER
    if max(number_typed.readings) < 0:
        return OUT_OF_RANGE
    fitting = [n for n in number_typed.readings if 0 <= n <= highest + INDEX_ROUNDING]
    if not fitting:
        return Parsed(State.NOT_AN_OPTION, oddity="survey-other-scale")
    value = min(fitting[0] / highest, 1.0)
    return Parsed(State.ANSWERED, value, None if fitting[0] >= lowest else "survey-below-scale")


def _parse_count(cell: CellValue) -> Parsed:
    number_typed = read_number(cell)
    if not number_typed.readings or number_typed.percent:
        return NO_NUMBER
    # "1.234" is a whole number in one of its readings only.
    whole = [number for number in number_typed.readings if number.is_integer()]
    if not whole:
        return Parsed(State.NOT_AN_OPTION, oddity="count-not-whole")
    return Parsed(State.ANSWERED, whole[0]) if whole[0] >= 0 else OUT_OF_RANGE


def _parse_share(cell: CellValue, highest: float) -> Parsed:
    """A figure on a scale up to ``highest``, or a percentage, as a share of 0 to 1."""
    number_typed = read_number(cell)
    if not number_typed.readings:
        return NO_NUMBER
    number = number_typed.readings[0]
    if number_typed.percent:
        share = number / 100
    elif highest == 1 and 1 < number < 2:
        # 1,05 stands for 105 % in a cell formatted as a percentage, else for 1,05 %.
        return Parsed(State.NOT_AN_OPTION, oddity="percent-ambiguous")
    elif highest == 1 and 2 <= number <= 100:
        # 85 in a cell that is not formatted as a percentage means 85 %.
        return Parsed(State.ANSWERED, number / 100, "percent-as-number")
    else:
        share = number / highest
    return Parsed(State.ANSWERED, share) if 0 <= share <= 1 else OUT_OF_RANGE
