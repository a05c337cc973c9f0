"""How large a note must be for its text, in the columns and rows it lies over."""

from __future__ import annotations

from collections.abc import Callable

from zi_analytics.workbook.marking.note_boxes import Anchor
from zi_analytics.workbook.opening.worksheet import LAST_COLUMN, LAST_ROW, Place
from zi_analytics.workbook.patching.sheet_places import SheetPlaces, is_hidden, spans

WIDTH = 340
"""Pixels; a line of a note then holds some fifty letters."""
_LETTERS, _LINE_HEIGHT, _FRAME = 50, 15, 14
_TALLEST = 600
_LONGEST = 10_000
_DISTANCE = 15
_USUAL_WIDTH, _USUAL_HEIGHT = 64, 20
_LETTER_WIDTH, _PADDING = 7, 5
_FARTHEST = 200
"""Rows or columns that one box may lie over, most of them hidden."""


def box_of(places: SheetPlaces, place: Place, text: str) -> Anchor:
    """The box of a note with ``text``, to the right of its cell."""
    lines = sum(max(1, -(-len(line) // _LETTERS)) for line in text.split("\n"))
    height = min(lines * _LINE_HEIGHT + _FRAME, _TALLEST)
    left = min(place[1] + 1, LAST_COLUMN)
    top = max(place[0] - 1, 1)
    right, right_inside = _reach(left, _DISTANCE + WIDTH, LAST_COLUMN, _widths(places))
    bottom, bottom_inside = _reach(top, height + 2, LAST_ROW, _heights(places))
    return left - 1, _DISTANCE, top - 1, 2, right - 1, right_inside, bottom - 1, bottom_inside


Sizes = Callable[[int], int]
"""Pixels of a column or row by its number."""


def _reach(start: int, pixels: int, last: int, size: Sizes) -> tuple[int, int]:
    """Where one is after ``pixels`` from the beginning of ``start``: its number and the rest."""
    number = start
    while number < min(last, start + _FARTHEST) and pixels > size(number):
        pixels -= size(number)
        number += 1
    return number, min(pixels, max(size(number) - 1, 0))


def _widths(places: SheetPlaces) -> Sizes:
    usual = _pixels(places.defaults.get("defaultColWidth"), _USUAL_WIDTH)

    def width(number: int) -> int:
        for column in places.columns:
            if spans(column, number):
                return 0 if is_hidden(column) else _pixels(column.attributes.get("width"), usual)
        return usual

    return width


def _pixels(letters: str | None, otherwise: int) -> int:
    """A column's width, which files count in letters."""
    number = _number(letters)
    return otherwise if number is None else round(number * _LETTER_WIDTH) + _PADDING


def _heights(places: SheetPlaces) -> Sizes:
    points = _number(places.defaults.get("defaultRowHeight"))
    usual = _USUAL_HEIGHT if points is None else round(points * 4 / 3)

    def height(number: int) -> int:
        row = places.rows.get(number)
        if row is None:
            return usual
        own = _number(row.element.attributes.get("ht"))
        if is_hidden(row.element):
            return 0
        return usual if own is None else round(own * 4 / 3)

    return height


def _number(text: str | None) -> float | None:
    """A length above zero, None for anything else."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 < number < _LONGEST else None
