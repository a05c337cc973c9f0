"""The workbook's own totals held against the rule's, down to the cells that make the difference.

Where a cell parts from what the rule or the cells below it give, it is named with its cause and
the points it is worth (see ``own_figures`` for why they come to the whole difference).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zi_analytics.findings import Detail, Finding
from zi_analytics.instrument import Instrument, Level, Node
from zi_analytics.workbook.answering.extraction import Column
from zi_analytics.workbook.cells import Book, address
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
from zi_analytics.workbook.reconciling.own_cells import OwnCells, named
from zi_analytics.workbook.reconciling.own_figures import SAME, OwnFigures
from zi_analytics.workbook.reconciling.weights import changed_weight

MEAN = re.compile(r"\bAVERAGE\(", re.IGNORECASE)
CONDITION = re.compile(r"\bIFS?\(", re.IGNORECASE)


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
    sheet = OwnCells(instrument, match, column, columns, book)
    errors = tuple(sheet.error_cells(formulas_of(book))) if sheet.shows_errors else ()
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
    own: OwnFigures, sheet: OwnCells, book: Book, formulas: Mapping[Place, str]
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


class _Explaining:
    """Names the cells that make the sheet's figures differ from the rule's, and why they do."""

    def __init__(self, own: OwnFigures, sheet: OwnCells, formulas: Mapping[Place, str]) -> None:
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
            if value is None and self._own.total is None and self._sheet.shows_error(answer.code):
                # Nothing is left out of a mean that comes to an error itself.
                continue
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
        code, cells, wrong = self._why_figure(node)
        weight = changed_weight(self._sheet.match, node) if code == "weight-differs" else None
        yield self._finding(
            code,
            node.code,
            (figure.sheet, figure.cell),
            worth,
            ("shown", figure.value),
            ("expected", self._own.modelled[node.code]),
            ("cells", named(cells, figure.sheet)),
            ("wrong", named(wrong, figure.sheet)),
            *((("weight", weight[1]), ("known", node.weight or 0.0)) if weight else ()),
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

    def _why_figure(self, node: Node) -> tuple[str, list[Place], list[Place]]:
        """The kind of fault in a node's cell, the cells left out, and those wrongly taken."""
        place = self._column.places[node.code]
        if self._was_replaced(place):
            return "formula-replaced-by-number", [], []
        if place not in self._formulas:
            return "figure-differs", [], []
        formula = self._formulas[place]
        mentioned = Counter(cell for found in ranges(formula, place[0]) for cell in found.places)
        missing = list(self._left_out(node, mentioned))
        below = set(self._below(node))
        own = {
            cell: times for cell, times in mentioned.items() if self._sheet.code_at(cell) in below
        }
        foreign = [
            cell
            for cell in mentioned
            if cell not in own and self._sheet.code_at(cell) not in (None, node.code)
        ]
        is_mean = self._own.takes_mean(node) or MEAN.search(formula) is not None
        if foreign:
            return "other-block-counted", missing, foreign
        # A condition names its cell once more without counting it.
        usual = 1 if missing else min(own.values(), default=1)
        twice = [cell for cell, times in own.items() if times > usual]
        if twice and CONDITION.search(formula) is None:
            return "counted-twice-in-mean" if is_mean else "counted-twice-in-sum", missing, twice
        if missing:
            return "question-left-out-of-mean" if is_mean else "part-left-out-of-sum", missing, []
        weight = changed_weight(self._sheet.match, node)
        return (
            ("weight-differs", [weight[0]], [])
            if weight is not None
            else ("figure-differs", [], [])
        )

    def _left_out(self, node: Node, mentioned: Mapping[Place, int]) -> Iterator[Place]:
        """The cells of the parts that a formula names neither themselves nor by all their parts."""
        for child in self._instrument.children[node.code]:
            places = self._sheet.places(child.code)
            if not places or any(place in mentioned for place in places):
                continue
            if child.level is Level.QUESTION or any(self._left_out(child, mentioned)):
                yield places[0]

    def _below(self, node: Node) -> Iterator[str]:
        for child in self._instrument.children[node.code]:
            yield child.code
            yield from self._below(child)

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
