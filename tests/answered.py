"""Assessments for tests, written as what was answered: no file is needed."""

from zi_analytics.instrument import AnswerKind, Instrument
from zi_analytics.workbook.reading import Answer, AssessmentReading, SheetFigure, State


def answered(
    instrument: Instrument,
    full: bool = True,
    evidence: str = "https://drive.example.go.id/sk-tim",
    total: float | None = None,
    assessor: str = "unit",
    **changed: float | None,
) -> AssessmentReading:
    """Every question at its best (or blank), then ``changed``: code with "_" for "." → value.

    A code is written A_I_1_i_a, a dash as "x"; None leaves the answer blank.
    """
    values = {q.code: 1.0 if full else None for q in instrument.questions}
    values |= {c.code: 10.0 if full else None for c in instrument.counts}
    for name, value in changed.items():
        code = name.replace("_", ".").replace("x", "-")
        assert code in values, code
        values[code] = value
    answers = {}
    for row, (code, value) in enumerate(values.items(), start=2):
        state = State.BLANK if value is None else State.ANSWERED
        answers[code] = Answer(
            code, state, value, raw(instrument, code, value), "Jawaban", f"K{row}", "", evidence
        )
    figures = {} if total is None else {"TOTAL": SheetFigure("TOTAL", total, "Jawaban", "L2")}
    return AssessmentReading(assessor, answers, figures, None)


def raw(instrument: Instrument, code: str, value: float | None) -> str:
    """The cell's text for a value."""
    if value is None:
        return ""
    answer_type = instrument.type_of(code)
    if answer_type.kind is AnswerKind.CHOICE:
        return next(o.key for o in answer_type.options if abs(o.value - value) < 1e-9)
    if answer_type.kind is AnswerKind.INDEX:
        return f"{value * 4:.2f}"
    return str(value)
