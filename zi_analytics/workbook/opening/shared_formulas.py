"""Formulas that a file writes once for many cells, written out for each."""

from __future__ import annotations

import re
from collections.abc import Mapping

from zi_analytics.workbook.cells import address
from zi_analytics.workbook.opening.worksheet import LAST_COLUMN, LAST_ROW, Formula, Place

_GROUP = re.compile(r' si="([^"]*)"')
# Text in quotes and sheet names are stepped over; a function's name is no reference.
_PIECE = re.compile(
    r"\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|"
    r"(?<![A-Za-z0-9_.$])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![A-Za-z0-9_(!.])"
)


def expand(formulas: Mapping[Place, Formula]) -> dict[Place, str]:
    """The text of every formula, without "="; a follower of a shared one gets its own text.

    A follower whose master is not there is left out.
    """
    masters = {
        group[1]: (place, formula.text)
        for place, formula in formulas.items()
        if formula.text and (group := _GROUP.search(formula.attributes))
    }
    found: dict[Place, str] = {}
    for place, formula in formulas.items():
        if formula.text:
            found[place] = formula.text
            continue
        group = _GROUP.search(formula.attributes) if formula.attributes else None
        if group is not None and group[1] in masters:
            origin, text = masters[group[1]]
            found[place] = shift(text, place[0] - origin[0], place[1] - origin[1])
    return found


def shift(text: str, rows: int, columns: int) -> str:
    """``text`` with its relative references moved, as copying a formula does."""

    def move(piece: re.Match[str]) -> str:
        if piece[2] is None:
            return piece[0]
        column = 0
        for letter in piece[2]:
            column = column * 26 + ord(letter) - 64
        row = int(piece[4]) + (0 if piece[3] else rows)
        column += 0 if piece[1] else columns
        if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            return "#REF!"
        letters = address(1, column)[:-1]
        return f"{piece[1]}{letters}{piece[3]}{row}"

    return _PIECE.sub(move, text)
