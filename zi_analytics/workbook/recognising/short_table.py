"""The table of a short form: which cell holds the figure of which area or result.

Told by the wording of its rows below a heading that names a figure; a table without a heading or
with the areas side by side is read where nothing in it could mean something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zi_analytics.instrument import Instrument
from zi_analytics.workbook.answering.numbers import read_number
from zi_analytics.workbook.cells import CellValue, Sheet
from zi_analytics.workbook.recognising.headings import SEARCH_COLUMNS, SEARCH_ROWS, Lexicon
from zi_analytics.workbook.recognising.matching import FIGURE_ROWS, Expectation, expectation
from zi_analytics.workbook.recognising.rows import LEADING_NUMBERING
from zi_analytics.workbook.recognising.wording import as_text, fold, words

FEWEST_LINES = 4
MOST_ROWS = 500
"""A short form has a dozen lines; below its heading no more rows than these are looked at."""
ROWS_BELOW_NAMES = 5
"""Below names that stand side by side the figures follow within these rows."""
OF_TOTALS = frozenset({"total", "jumlah", "nilai", "skor"})
"""Words that a line of totals puts before the name of what it adds up."""
REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
NUMBERED = re.compile(
    r"\s*(?:area|hasil|komponen|unsur|bagian)(?:\s+perubahan)?\s+(?:[ivx]{1,5}|[0-9]{1,2}|[a-h])"
    r"\b\s*[.):–-]*\s*(?=\S)",
    re.IGNORECASE,
)
NUMBERING_WORDS = frozenset({"area", "komponen", "unsur"})
OF_A_HUNDRED = re.compile(r"\b0 100\b|\bskala 100\b")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: the node, where its figure stands, and what it is a part of.

    ``whole`` is "points" for a figure in points, "share" for a share or a percentage, "hundred"
    for a figure out of 100.
    """

    code: str
    row: int
    column: int
    value: CellValue
    whole: str
    weight: CellValue


@dataclass(frozen=True, slots=True)
class Unknown:
    """A row of the table with a figure and a text that names no area or result."""

    row: int
    column: int
    text: str
    figure: str


@dataclass(frozen=True, slots=True)
class ShortTable:
    """A sheet that looks like a short form of ``instrument``."""

    instrument: Instrument
    sheet: Sheet
    lines: tuple[Line, ...]
    unknown: tuple[Unknown, ...] = ()

    @property
    def asked(self) -> int:
        """How many areas and results have a line."""
        asked = {question.code for question in self.instrument.questions}
        return len({line.code for line in self.lines} & asked)

    @property
    def of_other_weights(self) -> list[Line]:
        """The lines whose weight in the sheet is not the instrument's."""
        return [
            line
            for line in self.lines
            if (typed := read_number(line.weight).readings)
            and (self.instrument.node[line.code].weight or 0.0) not in typed
        ]


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a short form, counted from 1; ``whole`` says what the points are part of."""

    points: int | None
    share: int | None
    weight: int | None
    whole: str


def find_short_table(sheet: Sheet, instrument: Instrument, lexicon: Lexicon) -> ShortTable:
    """The lines below the first heading that names a figure; else those of a table that needs
    no heading to be understood. Without any lines where there is neither."""
    expected = expectation(instrument)
    headed = ShortTable(instrument, sheet, ())
    for number, cells in enumerate(sheet.rows[:SEARCH_ROWS], 1):
        columns = _columns(cells[:SEARCH_COLUMNS], lexicon)
        if columns is not None:
            unknown: list[Unknown] = []
            lines = tuple(_lines(sheet, number, columns, expected, unknown))
            if lines:
                headed = ShortTable(instrument, sheet, lines, tuple(unknown))
                break
    if headed.asked >= FEWEST_LINES:
        return headed
    others = (
        _side_by_side(sheet, expected, lexicon),
        _without_heading(sheet, instrument, expected),
    )
    best = max((ShortTable(instrument, sheet, lines) for lines in others), key=lambda t: t.asked)
    return best if best.asked >= FEWEST_LINES else headed


def code_of(value: CellValue, expected: Expectation, taken: set[str]) -> str | None:
    """The area, result or total that a text names, whatever its numbering and remarks say."""
    if not isinstance(value, str) or not value.strip():
        return None
    plain = REMARK.sub(" ", value)
    found: tuple[str, ...] = ()
    for text in dict.fromkeys((value, plain)):
        numbering = NUMBERED.match(text) or LEADING_NUMBERING.match(text)
        said = words(text[numbering.end() :] if numbering is not None else text)
        for wording in (said, said - OF_TOTALS, said - NUMBERING_WORDS):
            found = found or expected.known.get(wording, ())
        if not found and said and said <= OF_TOTALS:
            found = ("TOTAL",)
    # A line of totals repeats a heading that is already taken; its figure is the one that counts.
    return next((c for c in found if c not in taken or c in FIGURE_ROWS), None)


def _columns(cells: Sequence[CellValue], lexicon: Lexicon) -> _Columns | None:
    """The columns a row of headings names; None for any other row."""
    texts = {c: v for c, v in enumerate(cells, 1) if isinstance(v, str) and v.strip()}
    roles = {c: role for c, text in texts.items() if (role := lexicon.role(fold(text)))}
    if not roles:
        return None
    for column, text in texts.items():
        if column not in roles and (likely := lexicon.likely_role(fold(text))):
            roles[column] = likely
    of_role = {role: column for column, role in sorted(roles.items(), reverse=True)}
    points, share = of_role.get("points"), of_role.get("share")
    if len(roles) < 2 or (points is None and share is None):
        return None
    return _Columns(points, share, of_role.get("weight"), _whole(texts.get(points or 0, "")))


def _whole(heading: str) -> str:
    if OF_A_HUNDRED.search(fold(heading)):
        return "hundred"
    return "share" if "%" in heading or "persen" in heading.casefold() else "points"


def _lines(
    sheet: Sheet,
    heading: int,
    columns: _Columns,
    expected: Expectation,
    unknown: list[Unknown],
) -> Iterator[Line]:
    """The lines below a heading; what has a figure and is no line is added to ``unknown``."""
    taken: set[str] = set()
    for row, cells in enumerate(sheet.rows[heading : heading + MOST_ROWS], heading + 1):
        column, whole = columns.points, columns.whole
        if column is None or (_empty(sheet, row, column) and columns.share is not None):
            column, whole = columns.share, "share"
        if column is None:
            continue
        codes = (code_of(value, expected, taken) for value in cells[:SEARCH_COLUMNS])
        code = next((code for code in codes if code is not None), None)
        value = _cell(cells, column)
        if code is not None:
            taken.add(code)
            yield Line(code, row, column, value, whole, _cell(cells, columns.weight))
            continue
        text = max((v for v in cells[: column - 1] if isinstance(v, str)), key=len, default="")
        if text.strip() and read_number(value).readings:
            unknown.append(Unknown(row, column, text.strip(), as_text(value)))


def _side_by_side(sheet: Sheet, expected: Expectation, lexicon: Lexicon) -> tuple[Line, ...]:
    """The lines of a table whose areas are columns: names in a row, figures in one below it."""
    for number, cells in enumerate(sheet.rows[:SEARCH_ROWS], 1):
        names: dict[int, str] = {}
        for column, value in enumerate(cells[:SEARCH_COLUMNS], 1):
            code = code_of(value, expected, set(names.values()))
            if code is not None:
                names[column] = code
        if len(names) < FEWEST_LINES:
            continue
        filled = [
            (
                row,
                below,
                any(isinstance(v, str) and lexicon.role(fold(v)) == "weight" for v in below),
            )
            for row, below in enumerate(sheet.rows[number : number + ROWS_BELOW_NAMES], number + 1)
            if sum(bool(read_number(_cell(below, c)).readings) for c in names) >= FEWEST_LINES
        ]
        weights = next((below for _, below, is_weight in filled if is_weight), [])
        figures = [(row, below) for row, below, is_weight in filled if not is_weight]
        if len(figures) == 1:
            row, below = figures[0]
            return tuple(
                Line(code, row, column, _cell(below, column), "points", _cell(weights, column))
                for column, code in names.items()
            )
    return ()


def _without_heading(
    sheet: Sheet, instrument: Instrument, expected: Expectation
) -> tuple[Line, ...]:
    """The lines of a table that has every area and result and one column of figures beside."""
    places: dict[str, tuple[int, int]] = {}
    for row, cells in enumerate(sheet.rows[:MOST_ROWS], 1):
        for column, value in enumerate(cells[:SEARCH_COLUMNS], 1):
            code = code_of(value, expected, set(places))
            if code is not None:
                places.setdefault(code, (row, column))
                break
    if not all(question.code in places for question in instrument.questions):
        return ()
    counted: dict[int, int] = {}
    weights: set[int] = set()
    after = max(column for _, column in places.values())
    for column in range(after + 1, SEARCH_COLUMNS + 1):
        typed = {
            code: read_number(_cell(sheet.rows[row - 1], column)).readings
            for code, (row, _) in places.items()
        }
        counted[column] = sum(bool(readings) for readings in typed.values())
        if all(instrument.node[c].weight in r for c, r in typed.items() if r):
            weights.add(column)
    columns = [c for c, count in counted.items() if count >= FEWEST_LINES and c not in weights]
    if len(columns) != 1:
        return ()
    return tuple(
        Line(code, row, columns[0], _cell(sheet.rows[row - 1], columns[0]), "points", None)
        for code, (row, _) in places.items()
    )


def _cell(cells: Sequence[CellValue], column: int | None) -> CellValue:
    return cells[column - 1] if column is not None and column <= len(cells) else None


def _empty(sheet: Sheet, row: int, column: int) -> bool:
    value = _cell(sheet.rows[row - 1], column)
    return (value is None or value == "") and (row, column) not in sheet.errors
