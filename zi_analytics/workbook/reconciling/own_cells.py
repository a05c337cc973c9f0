"""Where one assessor's own points stand in a workbook, and which of those cells show an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from zi_analytics.findings import Finding
from zi_analytics.instrument import Instrument
from zi_analytics.workbook.answering.extraction import Column
from zi_analytics.workbook.cells import Book, address, listed
from zi_analytics.workbook.recognising.matching import Match
from zi_analytics.workbook.recognising.rows import SheetRow
from zi_analytics.workbook.recognising.tables import AnswerColumn
from zi_analytics.workbook.reconciling.formulas import Place, referenced

MOST_CELLS_NAMED = 12


class OwnCells:
    """The cells of every node's points in one assessor's columns."""

    def __init__(
        self,
        instrument: Instrument,
        match: Match,
        column: Column,
        columns: Mapping[int, AnswerColumn],
        book: Book,
    ) -> None:
        self.instrument = instrument
        self.match = match
        self.column = column
        self._columns = columns
        self._errors = {sheet.name: sheet.errors for sheet in book.sheets if sheet.errors}
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

    @property
    def shows_errors(self) -> bool:
        """Whether any cell of the workbook shows an error."""
        return bool(self._errors)

    def shows_error(self, code: str) -> bool:
        """Whether a cell of a node's points shows an error."""
        return any((row, c) in self._errors.get(name, {}) for name, row, c in self.places(code))

    def error_cells(self, formulas: Mapping[Place, str]) -> Iterator[Finding]:
        """Cells of the sheet's own points that show an error, the one that causes it first.

        Those that only pass on the error of a cell they rest on are one finding.
        """
        passed_on: list[Place] = []
        for code in self.match.rows:
            for name, row, column in self.places(code):
                error = self._errors.get(name, {}).get((row, column))
                if error is None:
                    continue
                if self._passes_on(code, (name, row, column), formulas):
                    passed_on.append((name, row, column))
                    continue
                yield Finding(
                    "points-error-cell",
                    sheet=name,
                    cell=address(row, column),
                    points=self.instrument.node[code].weight,
                    assessor=self.column.assessor,
                    question=code,
                    details=(("error", error),),
                )
        if passed_on:
            name, row, column = passed_on[0]
            yield Finding(
                "points-error-passed-on",
                sheet=name,
                cell=address(row, column),
                assessor=self.column.assessor,
                details=(("count", len(passed_on)), ("cells", named(passed_on, name))),
            )

    def _passes_on(self, code: str, place: Place, formulas: Mapping[Place, str]) -> bool:
        """Whether the error comes from a cell that the formula names; where formulas are not
        told, from one below the node."""
        if place in formulas:
            return any(
                (row, column) in self._errors.get(name, {})
                for name, row, column in referenced(formulas[place], place[0])
            )
        return not formulas and any(
            self.shows_error(child.code) for child in self.instrument.children[code]
        )

    def _place(self, row: SheetRow) -> Place | None:
        own = self._columns.get(id(row.table.sheet))
        if own is None or own.points is None:
            return None
        return row.table.sheet.name, row.row, own.points


def named(cells: Sequence[Place], sheet: str | None) -> str:
    """The cells in the order of the sheet ("K6, K9"), a dash for none.

    Those that are not on ``sheet`` are named with theirs.
    """
    first = sorted(cells)[:MOST_CELLS_NAMED]
    return listed(((name, (row, column)) for name, row, column in first), sheet) or "–"
