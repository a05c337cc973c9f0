"""The workbook's own totals held against the rule's, down to the cells that make the difference.

From the bottom up every node has three figures: what the rule gives, what the sheet's own way of
averaging and adding gives from the cells below it (blank cells left out of a mean), and what its
cell shows. Where two of them part, the cells are named with the points they are worth. The
differences telescope: together they are exactly the sheet's total less the rule's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zi_analytics.findings import Finding
from zi_analytics.instrument import Instrument, Level, Node
from zi_analytics.scoring import score, values_of
from zi_analytics.workbook.cells import Book, address
from zi_analytics.workbook.extraction import Column
from zi_analytics.workbook.formulas import (
    CellError,
    Follower,
    UnknownFormulaError,
    Place,
    read_formulas,
    referenced,
)
from zi_analytics.workbook.matching import Match, expectation
from zi_analytics.workbook.reading import Answer, State
from zi_analytics.workbook.tables import AnswerColumn

SAME = 1e-6
"""Figures this near are the same; sheets compute in floats too."""
WITH_FORMULAS = ("xlsx", "xlsm")


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The sheet's total followed by its own formulas (0 to 100 or more), and what explains it."""

    sheet_faithful: float | None
    findings: tuple[Finding, ...]


def reconcile(
    instrument: Instrument,
    match: Match,
    column: Column,
    columns: Mapping[int, AnswerColumn],
    book: Book,
    data: bytes,
) -> Reconciled:
    """Explain one assessor's own figures. Nothing to explain where the sheet shows none."""
    errors = tuple(_error_cells(instrument, match, column, columns))
    if not column.figures:
        return Reconciled(None, errors)
    sheet = _SheetFigures(instrument, match, column, columns)
    if sheet.agrees:
        return Reconciled(sheet.total, errors)
    formulas, unchecked = _formulas(book, data)
    findings = [*errors]
    for node in sheet.nodes:
        findings.extend(sheet.explain_values(node, formulas))
        findings.extend(sheet.explain_figure(node, formulas))
    if unchecked and any(finding.code in NEED_FORMULAS for finding in findings):
        findings.append(Finding("formulas-not-checked", assessor=column.assessor))
    shown = column.figures.get("TOTAL")
    if shown is not None and abs(shown.value - sheet.rule["TOTAL"]) > SAME:
        findings.insert(
            0,
            Finding(
                "sheet-total-differs",
                sheet=shown.sheet,
                cell=shown.cell,
                points=abs(shown.value - sheet.rule["TOTAL"]),
                assessor=column.assessor,
                question="TOTAL",
                details=(("sheet", shown.value), ("rule", sheet.rule["TOTAL"])),
            ),
        )
    faithful = sheet.total if formulas is None else sheet.follow(book, formulas)
    return Reconciled(faithful, tuple(findings))


NEED_FORMULAS = ("figure-differs", "formula-replaced-by-number", "points-differ")


def _formulas(book: Book, data: bytes) -> tuple[Mapping[Place, str] | None, bool]:
    """The workbook's formulas, or None and True where they cannot be looked at."""
    if book.format not in WITH_FORMULAS:
        return None, True
    try:
        return read_formulas(data), False
    except UnknownFormulaError:
        return None, True


def _error_cells(
    instrument: Instrument, match: Match, column: Column, columns: Mapping[int, AnswerColumn]
) -> Iterator[Finding]:
    """Cells of the sheet's own points that show an error."""
    for source in (match.rows, match.totals):
        for code, row in source.items():
            own = columns.get(id(row.table.sheet))
            if own is None or own.points is None:
                continue
            error = row.table.sheet.errors.get((row.row, own.points))
            if error is not None:
                yield Finding(
                    "points-error-cell",
                    sheet=row.table.sheet.name,
                    cell=address(row.row, own.points),
                    points=instrument.node[code].weight,
                    assessor=column.assessor,
                    question=code,
                    details=(("error", error),),
                )


class _SheetFigures:
    """One assessor's figures, by the rule and as the sheet has them, node by node."""

    def __init__(
        self,
        instrument: Instrument,
        match: Match,
        column: Column,
        columns: Mapping[int, AnswerColumn],
    ) -> None:
        self._instrument = instrument
        self._match = match
        self._column = column
        self._columns = columns
        points = score(instrument, values_of(instrument, column))
        self.rule = {node.code: float(p) for node, p in zip(instrument.scored, points, strict=True)}
        # Children come after their parents in the sheet, so backwards is from the bottom up.
        self.nodes = [n for n in reversed(instrument.scored) if self._is_figure(n)]
        self.modelled: dict[str, float] = {}
        self.shown: dict[str, float] = {}
        for node in self.nodes:
            self.modelled[node.code] = self._model(node)
            figure = column.figures.get(node.code)
            self.shown[node.code] = self.modelled[node.code] if figure is None else figure.value

    @property
    def total(self) -> float | None:
        """What the sheet's own adding gives from its own figures."""
        return self.shown["TOTAL"] if "TOTAL" in self._column.figures else None

    @property
    def agrees(self) -> bool:
        """Whether every figure is the rule's."""
        return all(abs(self.shown[n.code] - self.rule[n.code]) <= SAME for n in self.nodes)

    def _is_figure(self, node: Node) -> bool:
        """Whether the sheet shows points for the node: a question shows a value unless it has a
        weight of its own."""
        return node.level is not Level.QUESTION or not self._takes_mean(node.parent or "")

    def _takes_mean(self, code: str) -> bool:
        """Whether the node's points are the mean of its questions times its weight."""
        children = self._instrument.children[code]
        return self._instrument.node[code].level is not Level.RESULT and all(
            child.level is Level.QUESTION for child in children
        )

    def _questions(self, node: Node) -> list[Answer]:
        return [self._column.answers[c.code] for c in self._instrument.children[node.code]]

    def _model(self, node: Node) -> float:
        """The node's points as its sheet would have them from the cells below."""
        if node.level is Level.QUESTION:
            return self.rule[node.code]
        if not self._takes_mean(node.code):
            return sum(self.shown[child.code] for child in self._instrument.children[node.code])
        counted = [a.sheet_points for a in self._questions(node) if a.sheet_points is not None]
        if not counted:
            return 0.0
        return sum(counted) / len(counted) * (node.weight or 0.0)

    def explain_values(self, node: Node, formulas: Mapping[Place, str] | None) -> Iterator[Finding]:
        """The questions that make the node's mean differ from the rule's."""
        if node.level is Level.QUESTION or not self._takes_mean(node.code):
            return
        questions = self._questions(node)
        counted = [a for a in questions if a.sheet_points is not None]
        share = (node.weight or 0.0) / len(questions)
        mean = sum(a.sheet_points or 0.0 for a in counted) / len(counted) if counted else 0.0
        for answer in questions:
            given = mean if answer.sheet_points is None else answer.sheet_points
            worth = (given - (answer.value or 0.0)) * share
            if answer.sheet_points is not None:
                if abs(worth) > SAME:
                    yield self._of_answer(answer, self._why_value(answer, formulas), worth)
            elif self._has_points_column(answer) and (
                abs(worth) > SAME or answer.state is State.ANSWERED
            ):
                yield self._of_answer(answer, self._why_left_out(answer), worth)

    def _has_points_column(self, answer: Answer) -> bool:
        row = self._match.rows.get(answer.code)
        own = self._columns.get(id(row.table.sheet)) if row is not None else None
        return own is not None and own.points is not None

    def _points_place(self, code: str) -> Place | None:
        row = self._match.rows.get(code)
        own = self._columns.get(id(row.table.sheet)) if row is not None else None
        if row is None or own is None or own.points is None:
            return None
        return row.table.sheet.name, row.row, own.points

    def _why_value(self, answer: Answer, formulas: Mapping[Place, str] | None) -> str:
        place = self._points_place(answer.code)
        if formulas is not None and place is not None and place not in formulas:
            return "formula-replaced-by-number"
        return "points-differ"

    def _why_left_out(self, answer: Answer) -> str:
        row = self._match.rows[answer.code]
        expected = expectation(self._instrument)
        if expected.types.get(row.written_type) != expected.type[answer.code]:
            return "type-cell-drops-question"
        if answer.state is State.BLANK:
            return "unanswered-left-out-of-mean"
        return "points-cell-left-out-of-mean"

    def _of_answer(self, answer: Answer, code: str, worth: float) -> Finding:
        place = self._points_place(answer.code)
        row = self._match.rows[answer.code]
        cell = address(place[1], place[2]) if place is not None else answer.cell
        if code == "type-cell-drops-question":
            cell = address(row.row, row.table.type)
        shown = answer.sheet_points
        return Finding(
            code,
            sheet=row.table.sheet.name,
            cell=cell,
            points=abs(worth),
            assessor=self._column.assessor,
            question=answer.code,
            details=(
                ("worth", worth),
                ("shown", "–" if shown is None else shown),
                ("rule", answer.value or 0.0),
                ("raw", answer.raw[:80] or "–"),
            ),
        )

    def explain_figure(self, node: Node, formulas: Mapping[Place, str] | None) -> Iterator[Finding]:
        """Why the node's cell does not show what the cells below it come to."""
        figure = self._column.figures.get(node.code)
        worth = self.shown[node.code] - self.modelled[node.code]
        if figure is None or abs(worth) <= SAME:
            return
        code, cells = self._why_figure(node, formulas)
        yield Finding(
            code,
            sheet=figure.sheet,
            cell=figure.cell,
            points=abs(worth),
            assessor=self._column.assessor,
            question=node.code,
            details=(
                ("worth", worth),
                ("shown", figure.value),
                ("expected", self.modelled[node.code]),
                ("cells", cells),
            ),
        )

    def _why_figure(self, node: Node, formulas: Mapping[Place, str] | None) -> tuple[str, str]:
        """The kind of fault in the node's cell, and the cells left out or taken from elsewhere."""
        figure = self._column.figures[node.code]
        place = self._figure_place(node.code)
        if formulas is None or place is None:
            return "figure-differs", ""
        formula = formulas.get(place)
        if formula is None:
            return "formula-replaced-by-number", ""
        named = referenced(formula, figure.sheet)
        own = {
            child.code: found
            for child in self._instrument.children[node.code]
            if (found := self._figure_place(child.code) or self._points_place(child.code))
        }
        missing = [place for place in own.values() if place not in named]
        below = set(self._below(node))
        foreign = [
            found
            for found in named
            if (other := self._code_at(found)) is not None
            and other not in below
            and other != node.code
        ]
        if foreign and missing:
            return "other-block-counted", _cells([*foreign, *missing])
        if missing:
            return "question-left-out-of-mean" if self._takes_mean(
                node.code
            ) else "part-left-out-of-sum", _cells(missing)
        if foreign:
            return "other-block-counted", _cells(foreign)
        return "figure-differs", ""

    def _below(self, node: Node) -> Iterator[str]:
        for child in self._instrument.children[node.code]:
            yield child.code
            yield from self._below(child)

    def _figure_place(self, code: str) -> Place | None:
        """The cell of the figure of ``code``: the line of totals where there is one."""
        row = self._match.totals.get(code) or self._match.rows.get(code)
        own = self._columns.get(id(row.table.sheet)) if row is not None else None
        if row is None or own is None or own.points is None:
            return None
        return row.table.sheet.name, row.row, own.points

    def _code_at(self, place: Place) -> str | None:
        if not hasattr(self, "_codes"):
            self._codes = {
                (row.table.sheet.name, row.row, own.points): code
                for code, row in self._match.rows.items()
                if (own := self._columns.get(id(row.table.sheet))) is not None
                and code not in ("TOTAL", "A", "B")
            }
        return self._codes.get(place)

    def follow(self, book: Book, formulas: Mapping[Place, str]) -> float | None:
        """The total computed anew through the sheet's own formulas, from its questions' cells."""
        total = self._figure_place("TOTAL")
        if total is None or "TOTAL" not in self._column.figures:
            return None
        places = {self._figure_place(node.code) for node in self.nodes}
        for code in ("A", "B"):
            if code in self._match.rows:
                places.add(self._points_place(code))
        followed = frozenset(place for place in places if place is not None)
        try:
            value = Follower(book, formulas, followed).value(total)
        except (UnknownFormulaError, CellError):
            return None
        return float(value) if isinstance(value, (int, float)) else None


def _cells(places: list[Place]) -> str:
    return ", ".join(address(row, column) for _, row, column in sorted(set(places))[:12])
