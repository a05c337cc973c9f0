"""From matched rows to answers: every assessor's column read with its addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zi_analytics.findings import Finding
from zi_analytics.instrument import AnswerType, Instrument, Level
from zi_analytics.workbook.answering.answers import parse_answer
from zi_analytics.workbook.answering.consistency import count_contradictions
from zi_analytics.workbook.answering.counted import WITHOUT_VALUE, settle_ratio
from zi_analytics.workbook.cells import CellValue, address
from zi_analytics.workbook.reading import Answer, SheetFigure, State
from zi_analytics.workbook.recognising.matching import Match
from zi_analytics.workbook.recognising.rows import SheetRow
from zi_analytics.workbook.recognising.tables import AnswerColumn
from zi_analytics.workbook.recognising.wording import as_text

NOTHING = (State.BLANK, State.MISSING)

Place = tuple[str, int, int]
"""Sheet, row and column, counted from 1."""


@dataclass(frozen=True, slots=True)
class Column:
    """One assessor's answers before they are judged.

    ``figures`` are the sheet's own points by node, ``places`` the cells where such belong;
    ``evidence_cells`` are where the evidence of a question stands.
    """

    assessor: str
    answers: Mapping[str, Answer]
    figures: Mapping[str, SheetFigure]
    places: Mapping[str, Place]
    evidence_cells: Mapping[str, str]
    findings: tuple[Finding, ...]
    answered: bool
    """Whether anything was filled in; what formulas come to in an empty column does not count."""


def extract_column(
    instrument: Instrument, match: Match, assessor: str, columns: Mapping[int, AnswerColumn]
) -> Column:
    """Read one assessor's answers; ``columns`` are its columns by ``id`` of the sheet."""
    answers: dict[str, Answer] = {}
    oddities: dict[str, str] = {}
    evidence_cells: dict[str, str] = {}
    computed: set[str] = set()
    for node, answer_type in instrument.answered:
        code = node.code
        row = match.rows.get(code)
        column = columns.get(id(row.table.sheet)) if row is not None else None
        if row is None or column is None:
            answers[code] = Answer(code, State.MISSING, None)
            continue
        evidence = _evidence(row, column)
        answer, oddity = _read_answer(answer_type, code, row, column, evidence)
        answers[code] = answer
        if oddity is not None:
            oddities[code] = oddity
        if evidence:
            evidence_cells[code] = address(row.row, next(iter(evidence)))
        if _may_be_computed(answer, row, column):
            computed.add(code)
    findings: list[Finding] = list(count_contradictions(instrument, answers, assessor))
    of_ratios: set[str] = set()
    for ratio in instrument.ratios.values():
        settled = settle_ratio(instrument, ratio, answers, computed, assessor)
        answers[ratio.question] = settled.answer
        findings += settled.findings
        for code in settled.explained:
            oddities.pop(code, None)
        of_ratios |= {ratio.question, *([ratio.subtotal] if ratio.subtotal else ())}
    noticed = (
        _of_answer(instrument, answers[code], assessor, oddity) for code, oddity in oddities.items()
    )
    figures, places = _read_figures(instrument, match, columns)
    filled = (a.state not in NOTHING for code, a in answers.items() if code not in of_ratios)
    return Column(
        assessor=assessor,
        findings=(*noticed, *findings),
        answered=any(filled),
        answers={
            code: answer
            for code, answer in answers.items()
            if instrument.node[code].level is not Level.SUBTOTAL
        },
        figures=figures,
        places=places,
        evidence_cells=evidence_cells,
    )


def is_untouched(match: Match, columns: Mapping[int, AnswerColumn]) -> bool:
    """Whether an assessor's answer cells are all empty; then nothing of the column counts."""
    for row in match.rows.values():
        column = columns.get(id(row.table.sheet))
        if column is None:
            continue
        sheet, place = row.table.sheet, (row.row, column.column)
        if (
            _cell(row.cells, column.column) not in (None, "")
            or place in sheet.errors
            or place in sheet.without_value
        ):
            return False
    return True


def points_at_stake(instrument: Instrument, code: str) -> float:
    """The points (of 100) that hang on an answer: its own weight, or its ratio's for a count."""
    node = instrument.node[code]
    if node.weight is None and node.parent is not None:
        node = instrument.node[node.parent]
    return node.weight or 0.0


def _may_be_computed(answer: Answer, row: SheetRow, column: AnswerColumn) -> bool:
    """Whether a formula stands in the cell, or may: .xls and .ods do not tell, and there a 0 over
    empty counts hardly was typed."""
    formulas = row.table.sheet.formulas
    return (row.row, column.column) in formulas if formulas else answer.value == 0


def _cell(cells: Sequence[CellValue], column: int | None) -> CellValue:
    return cells[column - 1] if column is not None and column <= len(cells) else None


def _filled(cells: Sequence[CellValue], columns: Iterable[int]) -> dict[int, str]:
    """The columns that hold anything, with their texts."""
    width = len(cells)
    return {
        column: text
        for column in columns
        if column <= width and (value := cells[column - 1]) and (text := as_text(value))
    }


def _evidence(row: SheetRow, column: AnswerColumn) -> dict[int, str]:
    """The evidence of a row; columns without a heading belong to the last answer column."""
    found = _filled(row.cells, column.evidence)
    if column is row.table.answers[-1] and len(row.cells) >= row.table.loose_from:
        found |= _filled(row.cells, range(row.table.loose_from, len(row.cells) + 1))
    return found


def _number(value: CellValue) -> float | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return None


def _read_answer(
    answer_type: AnswerType,
    code: str,
    row: SheetRow,
    column: AnswerColumn,
    evidence: Mapping[int, str],
) -> tuple[Answer, str | None]:
    """The answer in a row's cell, and the code of what is odd about it."""
    sheet, place = row.table.sheet, (row.row, column.column)
    value = _cell(row.cells, column.column)
    number: float | None = None
    oddity: str | None = None
    raw = ""
    if (error := sheet.errors.get(place)) is not None:
        state, oddity, raw = State.ERROR_CELL, "answer-error-cell", error
    elif place in sheet.without_value:
        state, oddity, raw = State.ERROR_CELL, "formula-without-value", WITHOUT_VALUE
    elif value is None or value == "":
        state = State.BLANK
    else:
        state, number, oddity = parse_answer(answer_type, value)
        raw = as_text(value)
    points = _number(_cell(row.cells, column.points))
    note = "\n".join(_filled(row.cells, column.notes).values())
    proof = "\n".join(evidence.values())
    cell = address(row.row, column.column)
    return Answer(code, state, number, raw, sheet.name, cell, note, proof, points), oddity


def _of_answer(instrument: Instrument, answer: Answer, assessor: str, oddity: str) -> Finding:
    answer_type = instrument.type_of(answer.code)
    expected = "/".join(o.key for o in answer_type.options) or answer_type.written[0]
    return Finding(
        oddity,
        sheet=answer.sheet,
        cell=answer.cell,
        points=points_at_stake(instrument, answer.code),
        assessor=assessor,
        question=answer.code,
        details=(("raw", answer.raw[:80]), ("expected", expected)),
    )


def _read_figures(
    instrument: Instrument, match: Match, columns: Mapping[int, AnswerColumn]
) -> tuple[dict[str, SheetFigure], dict[str, Place]]:
    """The sheet's own points by node, and the cells where they belong.

    The lines of totals at the end count before the headings: they are what people read.
    """
    figures: dict[str, SheetFigure] = {}
    places: dict[str, Place] = {}
    for code, first in match.rows.items():
        if instrument.node[code].weight is None:
            continue
        for row in (first, *match.totals.get(code, ())):
            column = columns.get(id(row.table.sheet))
            if column is None or column.points is None:
                continue
            sheet, place = row.table.sheet, (row.row, column.points)
            number = _number(_cell(row.cells, column.points))
            if number is not None:
                figures[code] = SheetFigure(code, number, sheet.name, address(*place))
            if number is not None or place in sheet.errors or code not in places:
                places[code] = (sheet.name, *place)
    return figures, places
