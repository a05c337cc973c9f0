"""Which answers come with evidence: a claim is counted as proven only with something to look at.

Whether the evidence convinces is for people to judge; here only its presence is looked at.
"""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from zi_analytics.instrument.model import Instrument
from zi_analytics.workbook.reading import Answer, AssessmentReading

_PLACEHOLDERS = frozenset(
    (
        *("ada", "belum", "belumada", "blm", "blmada", "bukti", "eviden", "evidence", "kosong"),
        *("link", "menyusul", "na", "nihil", "nil", "none", "tbd", "tidakada", "todo"),
    )
)
_LOCAL_PATH = re.compile(r"^(?:file:|[a-z]:[\\/]|\\\\)", re.IGNORECASE)
_WORDS = re.compile(r"[^\w]+")


def has_evidence(text: str) -> bool:
    """True for a link or a named document; False for blanks, "xxx" or a path of one's own PC."""
    text = text.strip()
    if not text or _LOCAL_PATH.match(text):
        return False
    words = _WORDS.sub("", text).casefold()
    return bool(words) and words not in _PLACEHOLDERS and not set(words) <= {"x"}


def is_proven(answer: Answer | None) -> bool:
    """Whether an answer has evidence beside it."""
    return answer is not None and has_evidence(answer.evidence)


def proven_values(
    instrument: Instrument, reading: AssessmentReading, values: np.ndarray
) -> np.ndarray:
    """``values`` (in the order of the questions) with every answer without evidence at 0."""
    proven = [is_proven(reading.answers.get(question.code)) for question in instrument.questions]
    return np.where(proven, np.nan_to_num(values), 0.0)


def shows_evidence(reading: AssessmentReading) -> bool:
    """Whether any answer has evidence at all: an assessor's copy often has no column for it."""
    return any(is_proven(answer) for answer in reading.answers.values())


def with_evidence_of(reading: AssessmentReading, unit: AssessmentReading) -> AssessmentReading:
    """``reading`` with the unit's evidence where it shows none at all.

    The evidence belongs to the question and the unit hands it in, whoever judges it.
    """
    if shows_evidence(reading):
        return reading
    answers = {
        code: answer._replace(evidence=unit.answers[code].evidence)
        if code in unit.answers
        else answer
        for code, answer in reading.answers.items()
    }
    return replace(reading, answers=answers)
