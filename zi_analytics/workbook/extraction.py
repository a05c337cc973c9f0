"""From matched rows to answers: every assessor's column read with its addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zi_analytics.findings import Finding
from zi_analytics.instrument import AnswerKind, Instrument, Level, Ratio
from zi_analytics.scoring import ratio_value
from zi_analytics.workbook.answers import parse_answer
from zi_analytics.workbook.cells import CellValue, address
from zi_analytics.workbook.matching import Match
from zi_analytics.workbook.reading import Answer, SheetFigure, State
from zi_analytics.workbook.rows import SheetRow
from zi_analytics.workbook.tables import AnswerColumn
from zi_analytics.workbook.wording import as_text

SAME_RATIO = 0.005
"""A typed percentage this near to the computed one is the same, rounded."""


@dataclass(frozen=True, slots=True)
class Column:
    """One assessor's answers before they are judged: answers, own figures, what was noticed."""

    assessor: str
    answers: dict[str, Answer]
    figures: dict[str, SheetFigure]
    findings: tuple[Finding, ...]

    @property
    def answered(self) -> bool:
        """Whether anything at all was filled in."""
        return any(answer.raw for answer in self.answers.values())


def extract_column(
    instrument: Instrument, match: Match, assessor: str, columns: Mapping[int, AnswerColumn]
) -> Column:
    """Read one assessor's answers; ``columns`` are its columns by ``id`` of the sheet."""
    findings: list[Finding] = []
    answers: dict[str, Answer] = {}
    percentages: dict[str, Answer] = {}
    for node in instrument.nodes:
        if node.level not in (Level.QUESTION, Level.COUNT, Level.SUBTOTAL):
            continue
        row = match.rows.get(node.code)
        column = columns.get(id(row.table.sheet)) if row is not None else None
        if row is None or column is None:
            answers[node.code] = Answer(node.code, State.MISSING, None)
            continue
        answer = _read_answer(instrument, node.code, row, column, assessor, findings)
        if instrument.type_of(node.code).kind is AnswerKind.RATIO:
            percentages[node.code] = answer
        answers[node.code] = answer
    for question, percentage in percentages.items():
        ratio = instrument.ratios[question]
        answers[question] = _settle_ratio(
            instrument, ratio, percentage, answers, assessor, findings
        )
    for node in instrument.nodes:
        if node.level is Level.SUBTOTAL:
            answers.pop(node.code, None)
    figures = _read_figures(instrument, match, columns)
    return Column(assessor, answers, figures, tuple(findings))


def points_at_stake(instrument: Instrument, code: str) -> float:
    """The points (of 100) that hang on an answer: its own weight, or its ratio's for a count."""
    node = instrument.node[code]
    if node.weight is None and node.parent is not None:
        node = instrument.node[node.parent]
    return node.weight or 0.0


def _cell(cells: Sequence[CellValue], column: int | None) -> CellValue:
    return cells[column - 1] if column is not None and column <= len(cells) else None


def _joined(cells: Sequence[CellValue], columns: Iterable[int]) -> str:
    width = len(cells)
    texts = [
        text
        for column in columns
        if column <= width and (value := cells[column - 1]) and (text := as_text(value))
    ]
    return "\n".join(texts)


def _read_answer(
    instrument: Instrument,
    code: str,
    row: SheetRow,
    column: AnswerColumn,
    assessor: str,
    findings: list[Finding],
) -> Answer:
    sheet, place = row.table.sheet, (row.row, column.column)
    value = _cell(row.cells, column.column)
    cell = address(*place)
    note = _joined(row.cells, column.notes)
    evidence = _joined(row.cells, column.evidence)
    if column is row.table.answers[-1] and len(row.cells) >= row.table.loose_from:
        loose = _joined(row.cells, range(row.table.loose_from, len(row.cells) + 1))
        evidence = "\n".join(text for text in (evidence, loose) if text)
    sheet_points = _cell(row.cells, column.points)
    points = float(sheet_points) if isinstance(sheet_points, (int, float)) else None
    error = sheet.errors.get(place)
    oddity: str | None
    if error is not None:
        state, number, oddity, raw = State.ERROR_CELL, None, "answer-error-cell", error
    elif place in sheet.without_value:
        state, number, oddity, raw = State.ERROR_CELL, None, "formula-without-value", "="
    elif value is None or value == "":
        return Answer(code, State.BLANK, None, "", sheet.name, cell, note, evidence, points)
    else:
        state, number, oddity = parse_answer(instrument.type_of(code), value)
        raw = as_text(value)
    if oddity is not None:
        findings.append(
            Finding(
                code=oddity,
                sheet=sheet.name,
                cell=cell,
                points=points_at_stake(instrument, code),
                assessor=assessor,
                question=code,
                details=(("raw", raw[:80]), ("expected", _expected(instrument, code))),
            )
        )
    return Answer(code, state, number, raw, sheet.name, cell, note, evidence, points)


def _expected(instrument: Instrument, code: str) -> str:
    answer_type = instrument.type_of(code)
    if answer_type.options:
        return "/".join(option.key for option in answer_type.options)
    return answer_type.written[0]


def _settle_ratio(
    instrument: Instrument,
    ratio: Ratio,
    percentage: Answer,
    answers: Mapping[str, Answer],
    assessor: str,
    findings: list[Finding],
) -> Answer:
    """The ratio's answer: from its counts where any is filled, else as it was typed."""
    codes = (*ratio.whole, *ratio.part)
    counts = {code: answers[code].value for code in codes if code in answers}
    subtotal = answers.get(ratio.subtotal) if ratio.subtotal else None
    if (
        subtotal is not None
        and subtotal.value
        and all(counts.get(code) is None for code in ratio.whole)
    ):
        # Some sheets fill only the row of the sum, not the kinds below it.
        counts[ratio.whole[0]] = subtotal.value
    filled = any(answers[code].raw for code in codes if code in answers)
    typed = percentage.value if percentage.state is State.ANSWERED else None
    value = ratio_value(ratio, counts)

    def note(code: str, *details: tuple[str, str | int | float]) -> None:
        findings.append(
            Finding(
                code=code,
                sheet=percentage.sheet,
                cell=percentage.cell,
                points=points_at_stake(instrument, ratio.question),
                assessor=assessor,
                question=ratio.question,
                details=details,
            )
        )

    if not filled and not (subtotal is not None and subtotal.raw):
        if typed is not None:
            note("ratio-typed-without-counts", ("raw", percentage.raw))
        return percentage
    raw = " / ".join(answers[code].raw or "…" for code in (*ratio.part, *ratio.whole))
    if value is None:
        note("ratio-not-computable", ("counts", raw))
        return percentage._replace(
            state=State.NOT_COMPUTABLE, value=None, raw=percentage.raw or raw
        )
    part = sum(counts.get(code) or 0.0 for code in ratio.part)
    whole = sum(counts.get(code) or 0.0 for code in ratio.whole)
    if ratio.rule == "share" and part > whole:
        note("ratio-above-one", ("part", part), ("whole", whole))
    if typed is not None and abs(typed - value) > SAME_RATIO:
        note("ratio-differs-from-counts", ("typed", percentage.raw), ("computed", value))
    return percentage._replace(state=State.ANSWERED, value=value, raw=percentage.raw or raw)


def _read_figures(
    instrument: Instrument, match: Match, columns: Mapping[int, AnswerColumn]
) -> dict[str, SheetFigure]:
    """The sheet's own points by node: of headings, totals and questions with their own weight."""
    figures: dict[str, SheetFigure] = {}
    # The lines of totals at the end come last: they are what people read.
    for source in (match.rows, match.totals):
        for code, row in source.items():
            column = columns.get(id(row.table.sheet))
            value = _cell(row.cells, column.points) if column is not None else None
            if column is None or column.points is None or code not in instrument.node:
                continue
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                figures[code] = SheetFigure(
                    code, float(value), row.table.sheet.name, address(row.row, column.points)
                )
    leaves = {n.code for n in instrument.nodes if n.level in (Level.COUNT, Level.SUBTOTAL)}
    return {code: figure for code, figure in figures.items() if code not in leaves}
