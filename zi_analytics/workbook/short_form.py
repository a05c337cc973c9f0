"""The short form: a table of areas and results with one figure each, no questions below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zi_analytics.findings import Finding
from zi_analytics.instrument import AnswerKind, Instrument, available, load
from zi_analytics.scoring import score, values_of
from zi_analytics.workbook.cells import Book, CellValue, Sheet, address
from zi_analytics.workbook.headings import Lexicon
from zi_analytics.workbook.identity import propose_identity
from zi_analytics.workbook.matching import FIGURE_ROWS, expectation
from zi_analytics.workbook.numbers import read_number
from zi_analytics.workbook.reading import Answer, AssessmentReading, Reading, SheetFigure, State
from zi_analytics.workbook.wording import as_text, fold, words

FEWEST_LINES = 4
HEADER_SEARCH_ROWS = 60
SAME = 0.005
"""Own totals of a short form are often typed with two decimals."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the table: the node, its sheet and row, its figure in points or share."""

    code: str
    row: int
    column: int
    value: CellValue
    as_share: bool


def read_short_form(book: Book, name: str, sha256: str) -> Reading | None:
    """Read the sheet that looks most like a short form; None when none does."""
    best: tuple[int, Instrument, Sheet, list[_Line]] | None = None
    unit, period = propose_identity(book, name)
    for instrument in _instruments():
        for sheet in book.sheets:
            lines = _find_lines(sheet, instrument)
            asked = {line.code for line in lines} & {q.code for q in instrument.questions}
            suits = len(asked) * 2 + _in_force(instrument, period[:4])
            if len(asked) >= FEWEST_LINES and (best is None or suits > best[0]):
                best = (suits, instrument, sheet, lines)
    if best is None:
        return None
    _, instrument, sheet, lines = best
    findings: list[Finding] = list(book.findings)
    assessment = _read_lines(instrument, sheet, lines, findings)
    if not any(answer.raw for answer in assessment.answers.values()):
        findings.append(Finding("no-answers", sheet=sheet.name))
    return Reading(
        file=name,
        sha256=sha256,
        instrument=instrument.id,
        layout=instrument.layouts[0].code,
        unit=unit,
        period=period,
        assessments=(assessment,) if any(a.raw for a in assessment.answers.values()) else (),
        findings=tuple(findings),
    )


@cache
def _instruments() -> tuple[Instrument, ...]:
    """The instruments whose every answer is a figure."""
    return tuple(
        instrument
        for instrument in map(load, available())
        if all(instrument.type_of(q.code).kind is AnswerKind.FIGURE for q in instrument.questions)
    )


def _in_force(instrument: Instrument, year: str) -> int:
    if not year:
        return int(instrument.last_year is None)
    last = instrument.last_year or 9999
    return int(instrument.first_year <= int(year) <= last)


def _find_lines(sheet: Sheet, instrument: Instrument) -> list[_Line]:
    """The lines below a header that names a figure, told by their wording."""
    lexicon = Lexicon((instrument,))
    known = expectation(instrument).known
    for number, cells in enumerate(sheet.rows[:HEADER_SEARCH_ROWS], 1):
        headings = {c: fold(v) for c, v in enumerate(cells, 1) if isinstance(v, str) and v.strip()}
        roles = {
            c: r
            for c, h in headings.items()
            if (r := lexicon.role(h) or lexicon.likely_role(h)) is not None
        }
        column = next((c for c, r in roles.items() if r == "points"), None)
        as_share = column is None
        if column is None:
            column = next((c for c, r in roles.items() if r == "share"), None)
        if column is None or len(roles) < 2:
            continue
        lines = []
        taken: set[str] = set()
        for row, below in enumerate(sheet.rows[number:], number + 1):
            for value in below:
                code = _code_of(value, known, taken)
                if code is not None:
                    figure = below[column - 1] if column <= len(below) else None
                    lines.append(_Line(code, row, column, figure, as_share))
                    taken.add(code)
                    break
        if lines:
            return lines
    return []


def _code_of(
    value: CellValue, known: Mapping[frozenset[str], tuple[str, ...]], taken: set[str]
) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    found = known.get(words(value)) or known.get(words(value.lstrip("0123456789.ivxIVXabAB) ")))
    if not found:
        return None
    # A line of totals repeats a heading that is already taken; its figure is the one that counts.
    return next((c for c in found if c not in taken or c in FIGURE_ROWS), None)


def _read_lines(
    instrument: Instrument, sheet: Sheet, lines: list[_Line], findings: list[Finding]
) -> AssessmentReading:
    answers = {
        question.code: Answer(question.code, State.MISSING, None)
        for question in instrument.questions
    }
    figures: dict[str, SheetFigure] = {}
    for line in lines:
        cell = address(line.row, line.column)
        node = instrument.node[line.code]
        weight = node.weight or 0.0
        error = sheet.errors.get((line.row, line.column))
        if line.code not in answers:
            typed = read_number(line.value)
            if len(typed.readings) == 1 and not line.as_share:
                figures[line.code] = SheetFigure(line.code, typed.readings[0], sheet.name, cell)
            continue
        answer, oddity = _read_figure(line, weight, error)
        answers[line.code] = answer._replace(sheet=sheet.name, cell=cell)
        if oddity is not None:
            findings.append(
                Finding(
                    oddity,
                    sheet=sheet.name,
                    cell=cell,
                    points=weight,
                    assessor="unit",
                    question=line.code,
                    details=(("raw", answer.raw[:80]), ("expected", f"0–{weight:g}")),
                )
            )
    for code, answer in answers.items():
        if answer.state is State.MISSING:
            findings.append(
                Finding(
                    "question-missing",
                    sheet=sheet.name,
                    points=instrument.node[code].weight,
                    question=code,
                )
            )
    reading = AssessmentReading("unit", answers, figures, None)
    points = score(instrument, values_of(instrument, reading))
    rule = {n.code: float(p) for n, p in zip(instrument.scored, points, strict=True)}
    for code, figure in figures.items():
        if abs(figure.value - rule[code]) > SAME:
            findings.append(
                Finding(
                    "sheet-total-differs",
                    sheet=figure.sheet,
                    cell=figure.cell,
                    points=abs(figure.value - rule[code]),
                    assessor="unit",
                    question=code,
                    details=(("sheet", figure.value), ("rule", rule[code])),
                )
            )
    return reading


def _read_figure(line: _Line, weight: float, error: str | None) -> tuple[Answer, str | None]:
    """The figure as a share of the weight: typed in points, or in percent."""
    raw = as_text(line.value)
    if error is not None:
        return Answer(line.code, State.ERROR_CELL, None, error), "answer-error-cell"
    if not raw:
        return Answer(line.code, State.BLANK, None), None
    typed = read_number(line.value)
    if len(typed.readings) != 1:
        return Answer(line.code, State.NOT_AN_OPTION, None, raw), "number-not-understood"
    number = typed.readings[0]
    if typed.percent or line.as_share:
        share = number / 100 if typed.percent or number > 1 else number
    else:
        share = number / weight
    if not -1e-9 <= share <= 1 + 1e-9:
        return Answer(line.code, State.NOT_AN_OPTION, None, raw), "number-out-of-range"
    return Answer(line.code, State.ANSWERED, min(max(share, 0.0), 1.0), raw), None
