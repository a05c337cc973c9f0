"""Small readings and stores, written by hand."""

from __future__ import annotations

import hashlib
from pathlib import Path

from zi_analytics.findings import Finding
from zi_analytics.store import Store, open_store
from zi_analytics.workbook.reading import Answer, AssessmentReading, Reading, SheetFigure, State

QUESTIONS = ("A.1", "A.2", "A.3", "B.1")
COUNTS = ("A.3-a", "A.3-b")
INSTRUMENTS = {"small": QUESTIONS, "other": ("X.1", "X.2")}


def small_store(folder: Path, **options: object) -> Store:
    """A store that knows the small instruments."""
    return open_store(folder, questions_of=lambda id_: INSTRUMENTS[id_], **options)  # type: ignore[arg-type]


def column(assessor: str = "unit", text: str = "", **values: float | None) -> AssessmentReading:
    """One assessor's answers: A1=1.0 means question A.1; what is not named is blank."""
    answers = {}
    for row, code in enumerate(("A.1", "A.2", "A.3", "A.3-a", "A.3-b", "B.1"), start=2):
        value = values.get(code.replace(".", "").replace("-", "_"))
        state = State.BLANK if value is None else State.ANSWERED
        raw = "" if value is None else str(value)
        answers[code] = Answer(code, state, value, raw, "Jawaban", f"K{row}", text, text, value)
    total = SheetFigure("TOTAL", 71.25, "Jawaban", "L2")
    return AssessmentReading(assessor, answers, {"TOTAL": total}, 71.0)


def file_of(
    *columns: AssessmentReading, content: bytes = b"", name: str = "lke.xlsx"
) -> tuple[Reading, bytes]:
    """A file with these columns, and its bytes."""
    original = content or repr([list(c.answers.values()) for c in columns]).encode()
    reading = Reading(
        file=name,
        sha256=hashlib.sha256(original).hexdigest(),
        instrument="small",
        layout="2026",
        unit="Sapuro",
        period="2025-B06",
        assessments=columns,
        findings=(
            Finding("answer-not-an-option", "Jawaban", "K3", 0.5, "unit", "A.2", (("text", "ya"),)),
            Finding("sheet-hidden", "Rekap"),
        ),
    )
    return reading, original
