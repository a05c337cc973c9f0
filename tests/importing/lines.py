"""Lines written by hand: what they say, and nothing about how they were read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from zi_analytics.importing import Line, make_line
from zi_analytics.settings import SAMPLES
from zi_analytics.workbook.reader import read_bytes
from zi_analytics.workbook.reading import Answer, AssessmentReading, Reading, State

_SAMPLE = SAMPLES / "contoh-kelurahan-bumipelita-2025-B12-tpi.xlsx"
_WHOLE = read_bytes(_SAMPLE.read_bytes(), _SAMPLE.name)
CODES = tuple(_WHOLE.assessments[0].answers)


def column(assessor: str = "unit", *, blank: Iterable[str] = (), **other: str) -> AssessmentReading:
    """The answers of an example worksheet; ``blank`` are left out, ``note`` stands everywhere."""
    answers = {
        code: Answer(code, State.BLANK, None) if code in set(blank) else answer._replace(**other)
        for code, answer in _WHOLE.assessments[0].answers.items()
    }
    return AssessmentReading(assessor, answers, {})


def line(
    name: str,
    unit: str = "Kelurahan Tirtalaras",
    period: str = "2025-B12",
    *columns: AssessmentReading,
    saved_at: str | None = None,
    place: int = 0,
) -> Line:
    """The line of a file called ``name``, of one column of answers unless others are given."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    reading: Reading = replace(
        _WHOLE,
        file=name,
        sha256=sha256,
        unit=unit,
        period=period,
        assessments=columns or (column(),),
        findings=(),
        saved_at=saved_at,
    )
    return make_line(name, sha256, reading, place=place)
