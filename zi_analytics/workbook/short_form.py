"""The short form: a table of areas and results with one figure each, no questions below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

import numpy as np

from zi_analytics.findings import Detail, Finding
from zi_analytics.instrument import AnswerKind, Instrument, available, load
from zi_analytics.scoring import judge, score, values_of
from zi_analytics.workbook.answering.answers import NOT_YET
from zi_analytics.workbook.answering.numbers import read_number
from zi_analytics.workbook.cells import Book, address
from zi_analytics.workbook.reading import Answer, AssessmentReading, Reading, SheetFigure, State
from zi_analytics.workbook.recognising.headings import Lexicon
from zi_analytics.workbook.recognising.own_identity import Identity
from zi_analytics.workbook.recognising.short_table import (
    FEWEST_LINES,
    Line,
    ShortTable,
    find_short_table,
)
from zi_analytics.workbook.recognising.wording import as_text, typed
from zi_analytics.workbook.reconciling.following import Follower
from zi_analytics.workbook.reconciling.formulas import UnknownFormulaError, formulas_of
from zi_analytics.workbook.reconciling.functions import CellError

SAME = 0.005
"""Own totals of a short form are often typed with two decimals."""
ROUNDING = 1e-9
UNIT = "unit"
MOST_NAMED = 20
"""Further rows that are no area are not worth a line each."""


def read_short_form(book: Book, name: str, sha256: str, identity: Identity) -> Reading | None:
    """Read the sheet that looks most like a short form; None when none does.

    ``identity`` is what the workbook says of itself; the instrument it names counts before
    weights that somebody changed.
    """
    candidates = [
        found
        for instrument, lexicon in _instruments()
        for sheet in book.sheets
        if (found := find_short_table(sheet, instrument, lexicon)).asked >= FEWEST_LINES
    ]
    if not candidates:
        return None
    best = max(
        candidates,
        key=lambda found: (
            found.sheet.state == "visible",
            found.instrument.id == identity.instrument,
            found.asked,
            -len(found.of_other_weights),
            _in_force(found.instrument, identity.period[:4]),
        ),
    )
    assessment, findings = _read(best, book)
    if best.instrument.id != identity.instrument:
        findings += _of_regime(best, identity.period[:4])
    answered = any(answer.raw for answer in assessment.answers.values())
    if not answered:
        findings.append(Finding("no-answers", sheet=best.sheet.name))
    if best.sheet.state != "visible":
        findings.append(Finding("worksheet-on-hidden-sheet", sheet=best.sheet.name))
    assessor = identity.assessor or UNIT
    return Reading(
        file=name,
        sha256=sha256,
        instrument=best.instrument.id,
        layout=identity.layout or best.instrument.layouts[0].code,
        unit=identity.unit,
        period=identity.period,
        assessments=(replace(assessment, assessor=assessor),) if answered else (),
        findings=(
            *book.findings,
            *(replace(f, assessor=assessor) if f.assessor else f for f in findings),
        ),
    )


@cache
def _instruments() -> tuple[tuple[Instrument, Lexicon], ...]:
    """The instruments whose every answer is a figure, with their header words."""
    return tuple(
        (instrument, Lexicon((instrument,)))
        for instrument in map(load, available())
        if all(instrument.type_of(q.code).kind is AnswerKind.FIGURE for q in instrument.questions)
    )


def _in_force(instrument: Instrument, year: str) -> bool:
    if not year:
        return instrument.last_year is None
    last = instrument.last_year or int(year)
    return instrument.first_year <= int(year) <= last


def _read(found: ShortTable, book: Book) -> tuple[AssessmentReading, list[Finding]]:
    instrument, sheet = found.instrument, found.sheet
    answers = {
        question.code: Answer(question.code, State.MISSING, None)
        for question in instrument.questions
    }
    figures: dict[str, SheetFigure] = {}
    findings = [_of_weight(found, line) for line in found.of_other_weights]
    for line in found.lines:
        cell = address(line.row, line.column)
        weight = instrument.node[line.code].weight or 0.0
        if line.code not in answers:
            total = read_number(line.value)
            if len(total.readings) == 1 and line.whole == "points":
                figures[line.code] = SheetFigure(line.code, total.readings[0], sheet.name, cell)
            continue
        error = sheet.errors.get((line.row, line.column))
        if (line.row, line.column) in sheet.without_value:
            error = "="
        answer, oddity = _read_figure(line, weight, error)
        answers[line.code] = answer._replace(sheet=sheet.name, cell=cell)
        if oddity is not None:
            expected = ("expected", f"0–{weight:g}")
            findings.append(_finding(found, line, oddity, ("raw", answer.raw[:80]), expected))
    findings += _of_rows(found)
    findings += _of_blanks(found, answers)
    findings += [
        Finding("question-missing", sheet=sheet.name, points=node.weight, question=code)
        for code, answer in answers.items()
        if answer.state is State.MISSING and (node := instrument.node[code])
    ]
    reading = AssessmentReading(UNIT, answers, figures, _followed(found, book, figures))
    points = score(instrument, values_of(instrument, reading))
    findings += _of_unseen(found, points)
    return reading, [*_of_totals(instrument, reading, points), *findings]


def _finding(found: ShortTable, line: Line, code: str, *details: tuple[str, Detail]) -> Finding:
    return Finding(
        code,
        sheet=found.sheet.name,
        cell=address(line.row, line.column),
        points=found.instrument.node[line.code].weight,
        assessor=UNIT,
        question=line.code,
        details=details,
    )


def _of_weight(found: ShortTable, line: Line) -> Finding:
    weight = found.instrument.node[line.code].weight or 0.0
    typed = ("found", as_text(line.weight)[:20])
    return _finding(found, line, "weight-of-another-regime", typed, ("expected", weight))


def _of_rows(found: ShortTable) -> Iterator[Finding]:
    """Rows with a figure that name no area or result."""
    for unknown in found.unknown[:MOST_NAMED]:
        yield Finding(
            "short-row-not-recognised",
            sheet=found.sheet.name,
            cell=address(unknown.row, unknown.column),
            details=(("text", unknown.text[:80]), ("figure", unknown.figure[:20])),
        )


def _of_blanks(found: ShortTable, answers: Mapping[str, Answer]) -> Iterator[Finding]:
    """One line for all that has no figure, as for the questions of the full worksheet."""
    blank = [answer for answer in answers.values() if answer.state is State.BLANK]
    if 0 < len(blank) < len(answers):
        yield Finding(
            "questions-unanswered",
            sheet=found.sheet.name,
            cell=blank[0].cell,
            points=sum(found.instrument.node[answer.code].weight or 0.0 for answer in blank),
            assessor=UNIT,
            details=(
                ("count", len(blank)),
                ("cells", ", ".join(answer.cell or "" for answer in blank)),
            ),
        )


def _of_regime(found: ShortTable, year: str) -> Iterator[Finding]:
    """A table that is read by a regime which was not in force in its year."""
    instrument = found.instrument
    if not _in_force(instrument, year):
        yield Finding(
            "read-by-earlier-regime",
            sheet=found.sheet.name,
            cell=address(found.lines[0].row, found.lines[0].column),
            details=(
                ("article", instrument.article),
                ("first", str(instrument.first_year)),
                ("last", str(instrument.last_year or "…")),
            ),
        )


def _of_unseen(found: ShortTable, points: np.ndarray) -> Iterator[Finding]:
    """The predicates that hang on nothing but limits which a short form does not show."""
    for verdict in judge(found.instrument, points):
        doubtful = [limit for limit in verdict.unseen if not limit.certain]
        if not verdict.undecided:
            continue
        labels = {
            limit.code: limit.label.id
            for predicate in found.instrument.predicates
            for limit in predicate.unseen
        }
        known = any(limit.limit is not None for limit in doubtful)
        yield Finding(
            "predicate-not-certain" if known else "predicate-by-total-only",
            sheet=found.sheet.name,
            assessor=UNIT,
            details=(
                ("predicate", verdict.predicate),
                ("limits", ", ".join(labels[limit.code] for limit in doubtful)),
            ),
        )


def _of_totals(
    instrument: Instrument, reading: AssessmentReading, points: np.ndarray
) -> Iterator[Finding]:
    """Own totals that are not the sum of their parts."""
    rule = {n.code: float(p) for n, p in zip(instrument.scored, points, strict=True)}
    for code, figure in reading.figures.items():
        if abs(figure.value - rule[code]) > SAME:
            yield Finding(
                "sheet-total-differs",
                sheet=figure.sheet,
                cell=figure.cell,
                points=abs(figure.value - rule[code]),
                assessor=UNIT,
                question=code,
                details=(("sheet", figure.value), ("rule", rule[code])),
            )


def _followed(found: ShortTable, book: Book, figures: dict[str, SheetFigure]) -> float | None:
    """The sheet's own total by its own formulas; None where it shows none."""
    lines = [line for line in found.lines if line.code == "TOTAL"]
    if "TOTAL" not in figures or not lines:
        return None
    places = frozenset((found.sheet.name, line.row, line.column) for line in found.lines)
    total = (found.sheet.name, lines[-1].row, lines[-1].column)
    try:
        value = Follower(book, formulas_of(book), places).value(total)
    except (CellError, UnknownFormulaError):
        return None
    return float(value) if isinstance(value, (int, float)) else figures["TOTAL"].value


def _read_figure(line: Line, weight: float, error: str | None) -> tuple[Answer, str | None]:
    """The figure as a share of the weight: typed in points, or in percent."""
    raw = as_text(line.value)
    if error is not None:
        oddity = "formula-without-value" if error == "=" else "answer-error-cell"
        return Answer(line.code, State.ERROR_CELL, None, error), oddity
    if not raw:
        return Answer(line.code, State.BLANK, None), None
    if typed(raw).casefold().strip(" .") in NOT_YET:
        return Answer(line.code, State.BLANK, None, raw), "answer-placeholder"
    number = read_number(line.value)
    whole = 100.0 if number.percent or line.whole == "hundred" else weight
    if line.whole == "share" and not number.percent:
        whole = 100.0 if any(reading > 1 for reading in number.readings) else 1.0
    shares = [reading / whole for reading in number.readings]
    fitting = [share for share in shares if -ROUNDING <= share <= 1 + ROUNDING]
    if len(fitting) != 1:
        oddity = "number-out-of-range" if number.readings else "number-not-understood"
        return Answer(line.code, State.NOT_AN_OPTION, None, raw), oddity
    return Answer(line.code, State.ANSWERED, min(max(fitting[0], 0.0), 1.0), raw), None
