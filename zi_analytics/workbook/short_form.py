"""The short form: a table of areas and results with one figure each, no questions below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zi_analytics.findings import Detail, Finding
from zi_analytics.instrument import AnswerKind, Instrument, available, load
from zi_analytics.scoring import score, values_of
from zi_analytics.workbook.answering.numbers import read_number
from zi_analytics.workbook.cells import Book, CellValue, Sheet, address
from zi_analytics.workbook.reading import Answer, AssessmentReading, Reading, SheetFigure, State
from zi_analytics.workbook.recognising.headings import SEARCH_COLUMNS, SEARCH_ROWS, Lexicon
from zi_analytics.workbook.recognising.matching import FIGURE_ROWS, Expectation, expectation
from zi_analytics.workbook.recognising.own_identity import Identity
from zi_analytics.workbook.recognising.rows import LEADING_NUMBERING
from zi_analytics.workbook.recognising.wording import as_text, fold, words
from zi_analytics.workbook.reconciling.following import Follower
from zi_analytics.workbook.reconciling.formulas import UnknownFormulaError, formulas_of
from zi_analytics.workbook.reconciling.functions import CellError

FEWEST_LINES = 4
MOST_ROWS = 500
"""A short form has a dozen lines; below its heading no more rows than these are looked at."""
SAME = 0.005
"""Own totals of a short form are often typed with two decimals."""
ROUNDING = 1e-9
OF_TOTALS = frozenset({"total", "jumlah", "nilai", "skor"})
"""Words that a line of totals puts before the name of what it adds up."""
UNIT = "unit"


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a short form, counted from 1; ``points_in_percent`` says what they hold."""

    points: int | None
    share: int | None
    weight: int | None
    points_in_percent: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the table: the node, where its figure stands, and whether that is a share."""

    code: str
    row: int
    column: int
    value: CellValue
    as_share: bool
    weight: CellValue


@dataclass(frozen=True, slots=True)
class _Found:
    """A sheet that looks like a short form of ``instrument``, filled in by ``assessor``."""

    instrument: Instrument
    assessor: str
    sheet: Sheet
    lines: tuple[_Line, ...]

    @property
    def asked(self) -> int:
        """How many areas and results have a line."""
        asked = {question.code for question in self.instrument.questions}
        return len({line.code for line in self.lines} & asked)

    @property
    def of_other_weights(self) -> list[_Line]:
        """The lines whose weight in the sheet is not the instrument's."""
        return [
            line
            for line in self.lines
            if (typed := read_number(line.weight).readings)
            and (self.instrument.node[line.code].weight or 0.0) not in typed
        ]


def read_short_form(book: Book, name: str, sha256: str, identity: Identity) -> Reading | None:
    """Read the sheet that looks most like a short form; None when none does.

    ``identity`` is what the workbook says of itself; the instrument it names counts before
    weights that somebody changed.
    """
    assessor = identity.assessor or UNIT
    candidates = [
        found
        for instrument, lexicon in _instruments()
        for sheet in book.sheets
        if (found := _find(sheet, instrument, lexicon, assessor)).asked >= FEWEST_LINES
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
    answered = any(answer.raw for answer in assessment.answers.values())
    if not answered:
        findings.append(Finding("no-answers", sheet=best.sheet.name))
    if best.sheet.state != "visible":
        findings.append(Finding("worksheet-on-hidden-sheet", sheet=best.sheet.name))
    return Reading(
        file=name,
        sha256=sha256,
        instrument=best.instrument.id,
        layout=identity.layout or best.instrument.layouts[0].code,
        unit=identity.unit,
        period=identity.period,
        assessments=(assessment,) if answered else (),
        findings=(*book.findings, *findings),
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


def _find(sheet: Sheet, instrument: Instrument, lexicon: Lexicon, assessor: str) -> _Found:
    """The lines below the first heading that names a figure, told by their wording."""
    for number, cells in enumerate(sheet.rows[:SEARCH_ROWS], 1):
        columns = _columns(cells[:SEARCH_COLUMNS], lexicon)
        if columns is not None:
            lines = tuple(_lines(sheet, number, columns, expectation(instrument)))
            if lines:
                return _Found(instrument, assessor, sheet, lines)
    return _Found(instrument, assessor, sheet, ())


def _columns(cells: list[CellValue], lexicon: Lexicon) -> _Columns | None:
    """The columns a row of headings names; None for any other row."""
    texts = {c: v for c, v in enumerate(cells, 1) if isinstance(v, str) and v.strip()}
    roles = {c: role for c, text in texts.items() if (role := lexicon.role(fold(text)))}
    if not roles:
        return None
    for column, text in texts.items():
        if column not in roles and (likely := lexicon.likely_role(fold(text))):
            roles[column] = likely
    of_role = {role: column for column, role in sorted(roles.items(), reverse=True)}
    points, share = of_role.get("points"), of_role.get("share")
    if len(roles) < 2 or (points is None and share is None):
        return None
    heading = texts.get(points or 0, "").casefold()
    return _Columns(points, share, of_role.get("weight"), "%" in heading or "persen" in heading)


def _lines(sheet: Sheet, heading: int, columns: _Columns, expected: Expectation) -> Iterator[_Line]:
    taken: set[str] = set()
    for row, cells in enumerate(sheet.rows[heading : heading + MOST_ROWS], heading + 1):
        codes = (_code_of(value, expected, taken) for value in cells[:SEARCH_COLUMNS])
        code = next((code for code in codes if code is not None), None)
        if code is None:
            continue
        taken.add(code)
        column, as_share = columns.points, columns.points_in_percent
        if column is None or (_empty(sheet, row, column) and columns.share is not None):
            column, as_share = columns.share, True
        if column is not None:
            weight = _cell(cells, columns.weight)
            yield _Line(code, row, column, _cell(cells, column), as_share, weight)


def _cell(cells: list[CellValue], column: int | None) -> CellValue:
    return cells[column - 1] if column is not None and column <= len(cells) else None


def _empty(sheet: Sheet, row: int, column: int) -> bool:
    value = _cell(sheet.rows[row - 1], column)
    return (value is None or value == "") and (row, column) not in sheet.errors


def _code_of(value: CellValue, expected: Expectation, taken: set[str]) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    numbering = LEADING_NUMBERING.match(value)
    said = words(value[numbering.end() :] if numbering is not None else value)
    found = expected.known.get(said) or expected.known.get(said - OF_TOTALS, ())
    if not found and said and said <= OF_TOTALS:
        found = ("TOTAL",)
    # A line of totals repeats a heading that is already taken; its figure is the one that counts.
    return next((c for c in found if c not in taken or c in FIGURE_ROWS), None)


def _read(found: _Found, book: Book) -> tuple[AssessmentReading, list[Finding]]:
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
            typed = read_number(line.value)
            if len(typed.readings) == 1 and not line.as_share:
                figures[line.code] = SheetFigure(line.code, typed.readings[0], sheet.name, cell)
            continue
        error = sheet.errors.get((line.row, line.column))
        if (line.row, line.column) in sheet.without_value:
            error = "="
        answer, oddity = _read_figure(line, weight, error)
        answers[line.code] = answer._replace(sheet=sheet.name, cell=cell)
        if oddity is not None:
            expected = ("expected", f"0–{weight:g}")
            findings.append(_finding(found, line, oddity, ("raw", answer.raw[:80]), expected))
    findings += [
        Finding("question-missing", sheet=sheet.name, points=node.weight, question=code)
        for code, answer in answers.items()
        if answer.state is State.MISSING and (node := instrument.node[code])
    ]
    reading = AssessmentReading(found.assessor, answers, figures, _followed(found, book, figures))
    return reading, [*_of_totals(instrument, reading), *findings]


def _finding(found: _Found, line: _Line, code: str, *details: tuple[str, Detail]) -> Finding:
    return Finding(
        code,
        sheet=found.sheet.name,
        cell=address(line.row, line.column),
        points=found.instrument.node[line.code].weight,
        assessor=found.assessor,
        question=line.code,
        details=details,
    )


def _of_weight(found: _Found, line: _Line) -> Finding:
    weight = found.instrument.node[line.code].weight or 0.0
    typed = ("found", as_text(line.weight)[:20])
    return _finding(found, line, "weight-of-another-regime", typed, ("expected", weight))


def _of_totals(instrument: Instrument, reading: AssessmentReading) -> Iterator[Finding]:
    """Own totals that are not the sum of their parts."""
    points = score(instrument, values_of(instrument, reading))
    rule = {n.code: float(p) for n, p in zip(instrument.scored, points, strict=True)}
    for code, figure in reading.figures.items():
        if abs(figure.value - rule[code]) > SAME:
            yield Finding(
                "sheet-total-differs",
                sheet=figure.sheet,
                cell=figure.cell,
                points=abs(figure.value - rule[code]),
                assessor=reading.assessor,
                question=code,
                details=(("sheet", figure.value), ("rule", rule[code])),
            )


def _followed(found: _Found, book: Book, figures: dict[str, SheetFigure]) -> float | None:
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


def _read_figure(line: _Line, weight: float, error: str | None) -> tuple[Answer, str | None]:
    """The figure as a share of the weight: typed in points, or in percent."""
    raw = as_text(line.value)
    if error is not None:
        oddity = "formula-without-value" if error == "=" else "answer-error-cell"
        return Answer(line.code, State.ERROR_CELL, None, error), oddity
    if not raw:
        return Answer(line.code, State.BLANK, None), None
    typed = read_number(line.value)
    whole = 100.0 if typed.percent else weight
    if line.as_share and not typed.percent:
        whole = 100.0 if any(number > 1 for number in typed.readings) else 1.0
    shares = [number / whole for number in typed.readings]
    fitting = [share for share in shares if -ROUNDING <= share <= 1 + ROUNDING]
    if len(fitting) != 1:
        oddity = "number-out-of-range" if typed.readings else "number-not-understood"
        return Answer(line.code, State.NOT_AN_OPTION, None, raw), oddity
    return Answer(line.code, State.ANSWERED, min(max(fitting[0], 0.0), 1.0), raw), None
