"""What was read from a worksheet: every answer with its address, nothing judged yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from zi_analytics.findings import Finding


class State(StrEnum):
    """Unanswered, not computable and zero are different things and stay apart."""

    ANSWERED = "answered"
    BLANK = "blank"
    NOT_AN_OPTION = "not_an_option"
    NOT_COMPUTABLE = "not_computable"
    ERROR_CELL = "error_cell"
    MISSING = "missing"
    """The sheet has no row for it."""


class Answer(NamedTuple):
    """One answer of one assessor as the sheet has it.

    ``raw`` is the cell's text as typed; ``value`` is 0 to 1 for a question, the number itself for
    a count, None unless ``state`` is answered. ``sheet_points`` is the sheet's own "Nilai" beside
    it. ``sheet``/``cell`` are where it stands (None when the row is missing).
    """

    code: str
    state: State
    value: float | None
    raw: str = ""
    sheet: str | None = None
    cell: str | None = None
    note: str = ""
    evidence: str = ""
    sheet_points: float | None = None


class SheetFigure(NamedTuple):
    """A figure that the workbook itself shows for a node, with its cell."""

    node: str
    value: float
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class AssessmentReading:
    """One assessor's column: ``answers`` by code, questions and counts in the sheet's order."""

    assessor: str
    answers: Mapping[str, Answer]
    figures: Mapping[str, SheetFigure]
    sheet_faithful: float | None = None
    """The total reproduced by following the sheet's own formulas; None without own totals."""

    @property
    def sheet_total(self) -> float | None:
        """The total that the workbook itself shows."""
        figure = self.figures.get("TOTAL")
        return None if figure is None else figure.value


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one file says. ``unit`` and ``period`` are proposals ("" when nothing was found).

    ``period`` is "2025-B06" (quarter ending in June) or "2025" (final of the year).
    """

    file: str
    sha256: str
    instrument: str
    layout: str
    unit: str
    period: str
    assessments: tuple[AssessmentReading, ...]
    findings: tuple[Finding, ...]
