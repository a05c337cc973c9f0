"""One cell, one answer: what was typed, held against what the question can be answered with."""

from __future__ import annotations

import re
from typing import NamedTuple

from zi_analytics.instrument import AnswerKind, AnswerType
from zi_analytics.workbook.cells import CellValue
from zi_analytics.workbook.numbers import read_number
from zi_analytics.workbook.reading import State
from zi_analytics.workbook.wording import as_text

NOT_YET = frozenset(
    {
        *("-", "–", "—", "...", "…", "?", "n/a", "na", "x", "xx", "xxx", "kosong", "nihil"),
        *("blm diisi", "belum diisi", "belum", "blm", "tbd", "tba", "diisi", "pilih"),
        "pilih jawaban",
    }
)
"""What people type where nothing is answered yet."""
LEADING_OPTION = re.compile(r"([a-e])\s*[.):-]\s*\S")
INDEX_ROUNDING = 1e-12


class Parsed(NamedTuple):
    """An answer cell understood: its state, its value, and the code of what is odd about it."""

    state: State
    value: float | None = None
    oddity: str | None = None


BLANK = Parsed(State.BLANK)


def parse_answer(answer_type: AnswerType, cell: CellValue) -> Parsed:
    """Read ``cell`` as an answer of ``answer_type``.

    The value is 0 to 1 for choices and indices, 0 to 1 for a typed ratio, the number itself for
    counts and figures.
    """
    if cell is None or cell == "":
        return BLANK
    if isinstance(cell, str):
        text = as_text(cell).replace("\u00a0", " ").strip()
        if not text:
            return BLANK
        if text.casefold() in NOT_YET and answer_type.kind is not AnswerKind.COUNT:
            return Parsed(State.BLANK, oddity="answer-placeholder")
    if answer_type.kind is AnswerKind.CHOICE:
        return _parse_choice(answer_type, cell)
    if answer_type.kind is AnswerKind.INDEX:
        return _parse_index(answer_type, cell)
    if answer_type.kind is AnswerKind.RATIO:
        return _parse_ratio(cell)
    if answer_type.kind is AnswerKind.COUNT:
        return _parse_count(cell)
    return _parse_figure(answer_type, cell)


def _parse_choice(answer_type: AnswerType, cell: CellValue) -> Parsed:
    if not isinstance(cell, str):
        return Parsed(State.NOT_AN_OPTION, oddity="answer-not-an-option")
    text = " ".join(cell.replace("\u00a0", " ").split()).strip(" .,;:)('\"").casefold()
    for option in answer_type.options:
        if text == option.key.casefold() or text in option.also:
            return Parsed(State.ANSWERED, option.value)
    # A copied criterion ("a. Semua ...") still begins with its letter.
    leading = LEADING_OPTION.match(text)
    if leading is not None:
        for option in answer_type.options:
            if option.key.casefold() == leading[1]:
                return Parsed(State.ANSWERED, option.value, "answer-with-text")
    return Parsed(State.NOT_AN_OPTION, oddity="answer-not-an-option")


def _parse_index(answer_type: AnswerType, cell: CellValue) -> Parsed:
    lowest, highest = answer_type.lowest or 0.0, answer_type.highest or 4.0
    typed = read_number(cell)
    if not typed.readings or typed.percent:
        return Parsed(State.NOT_AN_OPTION, oddity="number-not-understood")
    fitting = [number for number in typed.readings if 0 <= number <= highest + INDEX_ROUNDING]
    if not fitting:
        return Parsed(State.NOT_AN_OPTION, oddity="survey-other-scale")
    number = fitting[0]
    value = min(number / highest, 1.0)
    return Parsed(State.ANSWERED, value, None if number >= lowest else "survey-below-scale")


def _parse_ratio(cell: CellValue) -> Parsed:
    typed = read_number(cell)
    if len(typed.readings) != 1:
        return Parsed(State.NOT_AN_OPTION, oddity="number-not-understood")
    number = typed.readings[0]
    if typed.percent:
        number /= 100
    elif 1 < number <= 100:
        # 85 in a cell that is not formatted as a percentage means 85 %.
        return Parsed(State.ANSWERED, number / 100, "percent-as-number")
    if not 0 <= number <= 1:
        return Parsed(State.NOT_AN_OPTION, oddity="number-out-of-range")
    return Parsed(State.ANSWERED, number)


def _parse_count(cell: CellValue) -> Parsed:
    text = as_text(cell).casefold()
    if text in ("-", "–", "nihil"):
        return Parsed(State.BLANK, oddity="answer-placeholder")
    typed = read_number(cell)
    whole = [number for number in typed.readings if number.is_integer()]
    if not typed.readings or typed.percent:
        return Parsed(State.NOT_AN_OPTION, oddity="number-not-understood")
    if not whole:
        return Parsed(State.NOT_AN_OPTION, oddity="count-not-whole")
    if whole[0] < 0:
        return Parsed(State.NOT_AN_OPTION, oddity="number-out-of-range")
    return Parsed(State.ANSWERED, whole[0])


def _parse_figure(answer_type: AnswerType, cell: CellValue) -> Parsed:
    """A figure on a scale up to ``highest``, as a share of it."""
    typed = read_number(cell)
    if len(typed.readings) != 1:
        return Parsed(State.NOT_AN_OPTION, oddity="number-not-understood")
    number, highest = typed.readings[0], answer_type.highest or 1.0
    if typed.percent:
        number /= 100
    elif highest == 1 and 1 < number <= 100:
        return Parsed(State.ANSWERED, number / 100, "percent-as-number")
    else:
        number /= highest
    if not 0 <= number <= 1:
        return Parsed(State.NOT_AN_OPTION, oddity="number-out-of-range")
    return Parsed(State.ANSWERED, number)
