"""The workbook's own totals held against the rule's, down to the cells that make the difference.

Where a cell parts from what the rule or the cells below it give, it is named with its cause and
the points it is worth (see ``own_figures`` for why they come to the whole difference).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zi_analytics.findings import Detail, Finding
from zi_analytics.instrument import Instrument, Level, Node
from zi_analytics.workbook.answering.extraction import Column
from zi_analytics.workbook.cells import Book, address, listed
from zi_analytics.workbook.reading import Answer, State
from zi_analytics.workbook.recognising.matching import Match, expectation
from zi_analytics.workbook.recognising.rows import SheetRow
from zi_analytics.workbook.recognising.tables import AnswerColumn
from zi_analytics.workbook.reconciling.following import Follower
from zi_analytics.workbook.reconciling.formulas import (
    Place,
    UnknownFormulaError,
    formulas_of,
    ranges,
)
from zi_analytics.workbook.reconciling.functions import CellError
from zi_analytics.workbook.reconciling.own_figures import SAME, OwnFigures

MOST_CELLS_NAMED = 12


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
) -> Reconciled:
    """Explain one assessor's own figures. Nothing to explain where the sheet shows none."""
    sheet = _OwnCells(instrument, match, column, columns)
    errors = tuple(sheet.error_cells())
    if not column.figures:
        return Reconciled(None, errors)
    own = OwnFigures(instrument, column)
    if own.agrees:
        return Reconciled(own.total, errors)
    formulas = formulas_of(book)
    explaining = _Explaining(own, sheet, formulas)
    findings = [*explaining.of_total(), *errors]
    for node in own.nodes:
        findings += explaining.of_values(node)
        findings += explaining.of_figure(node)
    return Reconciled(_follow(own, sheet, book, formulas), tuple(findings))


def _follow(
    own: OwnFigures, sheet: _OwnCells, book: Book, formulas: Mapping[Place, str]
) -> float | None:
    """The total computed anew through the sheet's own formulas, from its questions' cells."""
    total = sheet.column.places.get("TOTAL")
    if own.total is None or total is None:
        return None
    followed = frozenset(place for node in own.nodes for place in sheet.places(node.code))
    try:
        value = Follower(book, formulas, followed).value(total)
    except (UnknownFormulaError, CellError):
        return None
    return float(value) if isinstance(value, (int, float)) else None


class _OwnCells:
    """Where one assessor's own points stand: the cells of every node."""

    def __init__(
        self,
        instrument: Instrument,
        match: Match,
        column: Column,
        columns: Mapping[int, AnswerColumn],
    ) -> None:
        self.instrument = instrument
        self.match = match
        self.column = column
        self._columns = columns
        self._errors = {
            row.table.sheet.name: row.table.sheet.errors
            for row in match.rows.values()
            if row.table.sheet.errors
        }
        self._code_at: dict[Place, str] | None = None

    def places(self, code: str) -> list[Place]:
        """The cells of a node's points: of its heading and of its lines of totals."""
        rows = [self.match.rows[code]] if code in self.match.rows else []
        return [p for row in (*rows, *self.match.totals.get(code, ())) if (p := self._place(row))]

    def code_at(self, place: Place) -> str | None:
        """The node whose points stand at ``place``."""
        if self._code_at is None:
            self._code_at = {p: code for code in self.match.rows for p in self.places(code)}
        return self._code_at.get(place)

    def error_cells(self) -> Iterator[Finding]:
        """Cells of the sheet's own points that show an error."""
        for code in self.match.rows if self._errors else ():
            for name, row, column in self.places(code):
                error = self._errors.get(name, {}).get((row, column))
                if error is not None:
                    yield Finding(
                        "points-error-cell",
                        sheet=name,
                        cell=address(row, column),
                        points=self.instrument.node[code].weight,
                        assessor=self.column.assessor,
                        question=code,
                        details=(("error", error),),
                    )

    def _place(self, row: SheetRow) -> Place | None:
        own = self._columns.get(id(row.table.sheet))
        if own is None or own.points is None:
            return None
        return row.table.sheet.name, row.row, own.points


class _Explaining:
    """Names the cells that make the sheet's figures differ from the rule's, and why they do."""

    def __init__(self, own: OwnFigures, sheet: _OwnCells, formulas: Mapping[Place, str]) -> None:
        self._own = own
        self._sheet = sheet
        self._instrument = sheet.instrument
        self._column = sheet.column
        self._formulas = formulas
        places = (p for code in sheet.match.rows for p in sheet.places(code))
        self._with_formulas = {place[0] for place in places if place in formulas}

    def of_total(self) -> Iterator[Finding]:
        """The difference itself."""
        shown = self._column.figures.get("TOTAL")
        rule = self._own.rule["TOTAL"]
        if shown is not None and abs(shown.value - rule) > SAME:
            yield self._finding(
                "sheet-total-differs",
                "TOTAL",
                (shown.sheet, shown.cell),
                shown.value - rule,
                ("sheet", shown.value),
                ("rule", rule),
            )

    def of_values(self, node: Node) -> Iterator[Finding]:
        """The questions that make a node's mean differ from the rule's."""
        if not self._own.takes_mean(node):
            return
        counted = zip(
            self._own.questions(node),
            self._own.values(node),
            self._own.worth_of_values(node),
            strict=True,
        )
        for answer, value, worth in counted:
            # A question that is answered and left out is named even if the mean stays the same.
            if abs(worth) > SAME or (value is None and answer.state is State.ANSWERED):
                yield self._of_value(answer, value, worth)

    def of_figure(self, node: Node) -> Iterator[Finding]:
        """Why a node's cell does not show what the cells below it come to."""
        figure = self._column.figures.get(node.code)
        worth = self._own.shown[node.code] - self._own.modelled[node.code]
        if figure is None or abs(worth) <= SAME:
            return
        if node.level is Level.QUESTION:
            yield self._of_value(self._column.answers[node.code], figure.value, worth)
            return
        code, cells = self._why_figure(node)
        yield self._finding(
            code,
            node.code,
            (figure.sheet, figure.cell),
            worth,
            ("shown", figure.value),
            ("expected", self._own.modelled[node.code]),
            ("cells", _named(cells, figure.sheet)),
        )

    def _of_value(self, answer: Answer, value: float | None, worth: float) -> Finding:
        """The finding of a question whose points are not what its answer is worth."""
        row = self._sheet.match.rows.get(answer.code)
        place = self._column.places.get(answer.code)
        code = self._why_value(answer, value, row, place)
        where = (answer.sheet, answer.cell)
        if code == "type-cell-drops-question" and row is not None:
            where = (row.table.sheet.name, address(row.row, row.table.type))
        elif place is not None:
            where = (place[0], address(*place[1:]))
        node = self._instrument.node[answer.code]
        full = 1.0 if self._is_counted_as_value(node) else node.weight or 0.0
        return self._finding(
            code,
            answer.code,
            where,
            worth,
            ("shown", "–" if value is None else value),
            ("rule", (answer.value or 0.0) * full),
            ("raw", answer.raw[:80] or "–"),
        )

    def _is_counted_as_value(self, node: Node) -> bool:
        return self._own.takes_mean(self._instrument.node[node.parent or ""])

    def _why_value(
        self, answer: Answer, value: float | None, row: SheetRow | None, place: Place | None
    ) -> str:
        if row is None:
            return "missing-left-out-of-mean"
        if value is not None:
            return "formula-replaced-by-number" if self._was_replaced(place) else "points-differ"
        expected = expectation(self._instrument)
        if expected.types.get(row.written_type) != expected.type[answer.code]:
            return "type-cell-drops-question"
        return (
            "unanswered-left-out-of-mean"
            if answer.value is None
            else "points-cell-left-out-of-mean"
        )

    def _was_replaced(self, place: Place | None) -> bool:
        """Whether a number stands where formulas belong: the sheet has some beside its points."""
        return place is not None and place[0] in self._with_formulas and place not in self._formulas

    def _why_figure(self, node: Node) -> tuple[str, list[Place]]:
        """The kind of fault in a node's cell, and the cells left out or taken from elsewhere."""
        place = self._column.places[node.code]
        if self._was_replaced(place):
            return "formula-replaced-by-number", []
        if place not in self._formulas:
            return "figure-differs", []
        named = Counter(
            cell for found in ranges(self._formulas[place], place[0]) for cell in found.places
        )
        missing = list(self._left_out(node, named))
        below = set(self._below(node))
        usual = min((named[c] for c in named if self._sheet.code_at(c) in below), default=1)
        foreign = [
            cell
            for cell, times in named.items()
            if (code := self._sheet.code_at(cell)) is not None
            and (code not in below or times > usual)
            and code != node.code
        ]
        if foreign:
            return "other-block-counted", foreign + missing
        if missing:
            takes_mean = self._own.takes_mean(node)
            return "question-left-out-of-mean" if takes_mean else "part-left-out-of-sum", missing
        weight = self._weight_cell(node)
        return ("weight-differs", [weight]) if weight is not None else ("figure-differs", [])

    def _left_out(self, node: Node, named: Mapping[Place, int]) -> Iterator[Place]:
        """The cells of the parts that a formula names neither themselves nor by all their parts."""
        for child in self._instrument.children[node.code]:
            places = self._sheet.places(child.code)
            if not places or any(place in named for place in places):
                continue
            if child.level is Level.QUESTION or any(self._left_out(child, named)):
                yield places[0]

    def _below(self, node: Node) -> Iterator[str]:
        for child in self._instrument.children[node.code]:
            yield child.code
            yield from self._below(child)

    def _weight_cell(self, node: Node) -> Place | None:
        """The node's weight cell where it shows another weight than the regulation's."""
        row = self._sheet.match.rows.get(node.code)
        if row is None or row.table.weight is None or row.table.weight > len(row.cells):
            return None
        weight = row.cells[row.table.weight - 1]
        if not isinstance(weight, (int, float)) or abs(weight - (node.weight or 0.0)) <= SAME:
            return None
        return row.table.sheet.name, row.row, row.table.weight

    def _finding(
        self,
        code: str,
        question: str,
        where: tuple[str | None, str | None],
        worth: float,
        *details: tuple[str, Detail],
    ) -> Finding:
        return Finding(
            code,
            sheet=where[0],
            cell=where[1],
            points=abs(worth),
            assessor=self._column.assessor,
            question=question,
            details=(("worth", worth), *details),
        )


def _named(cells: list[Place], sheet: str) -> str:
    named = sorted(cells)[:MOST_CELLS_NAMED]
    return listed(((name, (row, column)) for name, row, column in named), sheet)
