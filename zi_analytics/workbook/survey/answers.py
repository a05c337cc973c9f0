"""One cell of a respondent: the answer in it, or why there is none that can be counted."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from zi_analytics.instrument.surveys import SurveyRules
from zi_analytics.workbook.answering.numbers import read_number
from zi_analytics.workbook.cells import CellValue
from zi_analytics.workbook.recognising.wording import typed


class Slip(StrEnum):
    """What is wrong with a cell; each is a kind of finding."""

    EMPTY = "survey-answer-empty"
    TEXT = "survey-answer-text"
    AMBIGUOUS = "survey-answer-ambiguous"
    IKM = "survey-answer-ikm"
    ABOVE = "survey-answer-above"
    BELOW = "survey-answer-below"
    BETWEEN = "survey-answer-between"
    TYPED = "survey-answer-typed"


COUNTED = frozenset({Slip.BETWEEN, Slip.TYPED})
"""What is worth a word although the answer counts."""
BEYOND = frozenset({Slip.IKM, Slip.ABOVE})


class Answer(NamedTuple):
    """The answer (None where there is none that counts) and what is wrong with the cell."""

    value: float | None
    slip: Slip | None = None


def read_answer(value: CellValue, error: str, rules: SurveyRules, is_text_file: bool) -> Answer:
    """Read a cell; ``error`` is the text of an error cell. In a text file all numbers are text."""
    if error:
        return Answer(None, Slip.TEXT)
    if value is None or (isinstance(value, str) and not typed(value)):
        return Answer(None, Slip.EMPTY)
    number = read_number(value)
    if not number.readings or number.percent:
        return Answer(None, Slip.TEXT)
    if len(number.readings) > 1:
        return Answer(None, Slip.AMBIGUOUS)
    given = number.readings[0]
    if given > rules.highest:
        is_ikm = rules.ikm(rules.lowest) <= given <= rules.highest_ikm
        return Answer(None, Slip.IKM if is_ikm else Slip.ABOVE)
    if given < rules.lowest:
        return Answer(None, Slip.BELOW)
    if not given.is_integer():
        return Answer(given, Slip.BETWEEN)
    return Answer(given, Slip.TYPED if isinstance(value, str) and not is_text_file else None)
