"""Whose results are written: the assessments of a period in the order of their units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from zi_analytics.analysis.assessor_text import assessor_text
from zi_analytics.analysis.period_scores import PeriodScores, score_period
from zi_analytics.instrument import Instrument, available, load
from zi_analytics.language.wording import Detail, say
from zi_analytics.report.sheets import Book, Cell, Sheet
from zi_analytics.report.tidy import Selection
from zi_analytics.store import Store

NAME, CODE, WORD, NUMBER, LONG = 36, 16, 14, 11, 60
"""Widths of columns by what stands in them."""
CLOSED = 3
"""Columns that say whose row it is: code, name, assessor."""


@dataclass(frozen=True, slots=True)
class Row:
    """One assessment's place in the scores of its period."""

    scores: PeriodScores
    number: int

    @property
    def unit(self) -> str:
        """The unit's code."""
        return str(self.scores.units[self.number])

    @property
    def assessor(self) -> str:
        """The assessor's code."""
        return str(self.scores.assessors[self.number])


class Results:
    """The workbook while it is written, with the rows that its sheets are about.

    ``stored`` are the pairs of unit and assessor of the period, ``names`` and ``kinds`` are by the
    code of a unit.
    """

    def __init__(self, store: Store, out: BinaryIO, selection: Selection, language: str) -> None:
        self.store, self.selection, self.language = store, selection, language
        units = store.units()
        self.names = dict(zip(units["code"].tolist(), units["name"].tolist(), strict=True))
        self.kinds = dict(zip(units["code"].tolist(), units["kind"].tolist(), strict=True))
        self.scores = [
            score_period(
                load(id_), store.load_values(id_, period=selection.period), selection.period
            )
            for id_ in available()
        ]
        self.stored = {
            (str(unit), str(by))
            for scores in self.scores
            for unit, by in zip(scores.units, scores.assessors, strict=True)
        }
        self.rows = sorted(self._choose(), key=lambda row: (self.names[row.unit], row.unit))
        t = self.t
        self.book = Book(out, t("Results of the Zona Integritas"))

    def t(self, text: str, /, **details: Detail) -> str:
        """``text`` in the language of the workbook."""
        return say(text, self.language, **details)

    def _choose(self) -> Iterator[Row]:
        for scores in self.scores:
            for number in scores.rows(self.selection.assessor):
                row = Row(scores, int(number))
                if not self.selection.units or row.unit in self.selection.units:
                    yield row

    def who(self, row: Row) -> list[Cell]:
        """The cells that every row begins with."""
        return [row.unit, self.names[row.unit], assessor_text(row.assessor, self.language)]

    def sheet(self, name: str, *columns: tuple[str, float]) -> Sheet:
        """A new sheet of rows that begin with :meth:`who`."""
        t = self.t
        whose = ((t("Unit code"), CODE), (t("Unit"), NAME), (t("Assessor"), NUMBER))
        return self.book.add(name, [*whose, *columns], frozen=CLOSED - 1)

    def of_each_instrument(self, name: str) -> Iterator[tuple[str, Instrument, list[Row]]]:
        """Sheets with a column a part or question: one for each worksheet in use."""
        used = [scores for scores in self.scores if any(row.scores is scores for row in self.rows)]
        for scores in used:
            title = name if len(used) == 1 else f"{name} {scores.instrument.id}"
            rows = [row for row in self.rows if row.scores is scores]
            yield title, scores.instrument, rows
