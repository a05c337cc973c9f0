"""Where everything of a written worksheet stands: its sheets, columns and rows.

Rows and columns count from 0, as XlsxWriter wants them; cells are named as formulas want them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from zi_analytics.instrument import Instrument, Level, Node
from zi_analytics.language.wording import msg, say

COVER, TABLE, SUMMARY = msg("Identity"), msg("ZI Worksheet"), msg("Summary")
"""The names of the three sheets."""
HEADING_ROW = 4
"""Above it stand the title, whose worksheet it is, for when, and how to fill it in."""

HEADINGS = {
    "numbering": msg("Assessment"),
    "label": "",
    "weight": msg("Weight"),
    "criteria": msg("Criteria"),
    "type": msg("Answer options"),
    "answer": msg("Answer"),
    "points": msg("Score"),
    "share": "%",
    "note": msg("Note"),
    "evidence": msg("Evidence"),
}
"""The heading of every column; that of the labels spans the numbering and the text."""
ASKED: Mapping[str, int] = {
    **{"numbering": 34, "label": 190, "weight": 48, "criteria": 390, "type": 66, "answer": 62},
    **{"points": 50, "share": 60, "note": 130, "evidence": 170},
}
"""The columns of a worksheet with questions, each with its width in pixels."""
FIGURES: Mapping[str, int] = {
    **{"numbering": 34, "label": 300, "weight": 70, "points": 80, "share": 80},
    **{"note": 220, "evidence": 260},
}
"""Those of a worksheet with a figure for each area, which is typed where the points stand."""


@dataclass(frozen=True)
class Plan:
    """Where the nodes of ``instrument`` stand, in a workbook written in ``language``."""

    instrument: Instrument
    language: str

    @property
    def asks(self) -> bool:
        """Whether the worksheet has questions; else it has one figure for each area."""
        return self.instrument.asks_questions

    @cached_property
    def widths(self) -> Mapping[str, int]:
        """The columns in their order, with their widths in pixels."""
        return ASKED if self.asks else FIGURES

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """The columns by what they hold."""
        return {role: column for column, role in enumerate(self.widths)}

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes in the order of their rows: the total stands last, as in the circulated
        worksheets."""
        root, *others = self.instrument.nodes
        return (*others, root)

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The rows by node code."""
        return {node.code: row for row, node in enumerate(self.nodes, HEADING_ROW + 1)}

    @property
    def last_row(self) -> int:
        """The row of the total."""
        return self.rows["TOTAL"]

    @property
    def last_column(self) -> int:
        """The column of the evidence."""
        return len(self.columns) - 1

    def sheet(self, name: str) -> str:
        """A sheet's name in the language of the workbook."""
        return say(name, self.language)

    def cell(self, code: str, role: str) -> str:
        """The cell of a node as formulas on the same sheet name it."""
        return str(xl_rowcol_to_cell(self.rows[code], self.columns[role]))

    def elsewhere(self, code: str, role: str) -> str:
        """The cell of a node as formulas on another sheet name it."""
        return f"{quote_sheetname(self.sheet(TABLE))}!{self.cell(code, role)}"

    def has_weight(self, node: Node) -> bool:
        """Whether a weight stands beside the node: questions of a mean share that of the mean."""
        if node.weight is None or not self.asks:
            return node.weight is not None
        parent = self.instrument.node.get(node.parent or "")
        return parent is None or parent.code not in self.instrument.means


def numbering(node: Node) -> str:
    """A node's numbering: the last part of its code, as the circulated worksheets write it."""
    if node.level in (Level.TOTAL, Level.SUBTOTAL):
        return ""
    last = node.code.rpartition(".")[2]
    if node.level is Level.COUNT:
        return f"({last})"
    return last if last == "-" else f"{last}."
