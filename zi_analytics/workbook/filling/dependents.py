"""Which formulas rest on cells that are written anew, so that their stored results are void."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from zi_analytics.workbook.reconciling.formulas import (
    Place,
    UnknownFormulaError,
    spell_out,
    tokenize,
)

_FREE = frozenset(("INDIRECT(", "OFFSET(", "INDEX(", "CELL(", "GETPIVOTDATA("))
"""Functions that reach cells which their formula does not name."""


def resting_on(formulas: Mapping[Place, str], written: Collection[Place]) -> frozenset[Place]:
    """The formulas that name one of the cells, or a formula that does.

    One whose references cannot be spelled out (a defined name, a whole column) counts as one
    that does: a result too few is computed at once, a stale one is believed.
    """
    users: dict[Place, list[Place]] = {}
    reached: list[Place] = [_folded(place) for place in written]
    folded = {_folded(place): place for place in formulas}
    for place, formula in formulas.items():
        named = _named(formula, place[0])
        if named is None:
            reached.append(_folded(place))
            continue
        for cell in named:
            users.setdefault(cell, []).append(_folded(place))
    seen: set[Place] = set()
    while reached:
        cell = reached.pop()
        if cell not in seen:
            seen.add(cell)
            reached += users.get(cell, ())
    return frozenset(folded[cell] for cell in seen if cell in folded)


def _named(formula: str, sheet: str) -> frozenset[Place] | None:
    """The cells that a formula names; None where they cannot be told."""
    named: set[Place] = set()
    try:
        for token in tokenize(formula):
            if token.type == "FUNC" and token.value.upper() in _FREE:
                return None
            if token.type == "OPERAND" and token.subtype == "RANGE":
                named.update(_folded(place) for place in spell_out(token.value, sheet).places)
    except UnknownFormulaError:
        return None
    return frozenset(named)


def _folded(place: Place) -> Place:
    """Formulas write the names of sheets in any letters."""
    return place[0].casefold(), place[1], place[2]
