"""Weights of the sheet that are not the regulation's, at every level that shows one.

Points are always computed with the regulation's weights, so no score hangs on these; but whoever
changed one should see it, and the sheet's own figures may follow it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from zi_analytics.findings import Finding
from zi_analytics.instrument import Instrument, Node
from zi_analytics.workbook.answering.numbers import read_number
from zi_analytics.workbook.cells import address
from zi_analytics.workbook.recognising.matching import Match
from zi_analytics.workbook.reconciling.formulas import Place

ROUNDED = 0.005
"""A weight shown with two decimals is this near at most."""


def changed_weight(match: Match, node: Node) -> tuple[Place, float] | None:
    """The node's weight cell and its figure where that is not the regulation's.

    A weight shown as a share of the whole (60 % for 60 of 100) is no other one.
    """
    row = match.rows.get(node.code)
    if row is None or not node.weight:
        return None
    column = row.table.weight
    if column is None or column > len(row.cells):
        return None
    readings = read_number(row.cells[column - 1]).readings
    if not readings or any(
        abs(reading - known) <= ROUNDED * known / node.weight
        for reading in readings
        for known in (node.weight, node.weight / 100)
    ):
        return None
    return (row.table.sheet.name, row.row, column), readings[0]


def changed_weights(
    instrument: Instrument, match: Match, told: Collection[Finding]
) -> Iterator[Finding]:
    """The weights that were changed, with what the sheet's own total differs by at their nodes.

    ``told`` holds what was found so far: where a mean follows, its finding names the weight.
    """
    named = {finding.question for finding in told if finding.code == "weight-differs"}
    worth = {f.question: dict(f.details)["worth"] for f in told if "worth" in dict(f.details)}
    for node in instrument.scored:
        changed = changed_weight(match, node) if node.code not in named else None
        if changed is not None:
            (sheet, row, column), weight = changed
            yield Finding(
                "weight-changed",
                sheet=sheet,
                cell=address(row, column),
                question=node.code,
                details=(
                    ("weight", weight),
                    ("known", node.weight or 0.0),
                    ("worth", worth.get(node.code, 0.0)),
                ),
            )
