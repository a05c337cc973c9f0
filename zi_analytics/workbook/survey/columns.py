"""Which row of a sheet is the heading of raw responses, and what each column is proposed to be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zi_analytics.instrument.surveys import SurveyRules, survey_rules
from zi_analytics.workbook.answering.numbers import read_number
from zi_analytics.workbook.cells import CellValue, Sheet, address
from zi_analytics.workbook.recognising.wording import as_text, fold, typed
from zi_analytics.workbook.survey.reading import SurveyColumn

SEARCH_ROWS, SEARCH_COLUMNS = 40, 120
LONGEST_HEADING = 160
FEWEST_NUMBERED = 3
"""So many figures in a row are numbers of elements: 1, 2, 3 …"""
FEWEST_ANSWERS = 3
MOSTLY = 0.8
_FIGURE = re.compile(r"[1-9]\d?")
ELEMENT = re.compile(r"U[1-9]\d?")


@dataclass(frozen=True, slots=True)
class SurveyTable:
    """A heading that was found: its last row from 1, and the columns from the left."""

    sheet: Sheet
    row: int
    columns: tuple[SurveyColumn, ...]

    @property
    def elements(self) -> int:
        """How many columns are proposed as elements."""
        return sum(ELEMENT.fullmatch(column.proposed) is not None for column in self.columns)

    @property
    def known(self) -> int:
        """How many columns are proposed as anything by their heading."""
        return sum(bool(column.proposed) and not column.by_content for column in self.columns)


@dataclass(frozen=True)
class _Words:
    roles: Mapping[str, str]
    element: re.Pattern[str]
    before_figures: frozenset[str]


@cache
def _words() -> _Words:
    rules = survey_rules()
    roles = {fold(word): role for role, words in rules.headings.items() for word in words}
    before = sorted({fold(word) for word in rules.element_words}, key=len, reverse=True)
    element = re.compile(rf"(?:{'|'.join(map(re.escape, before))}) ?0?([1-9]\d?)(?: (.*))?")
    return _Words(roles, element, frozenset(word for word in before if len(word) > 1))


def find_table(sheet: Sheet) -> SurveyTable | None:
    """The table of a sheet: the heading that tells most, else the first row that could be one."""
    best: SurveyTable | None = None
    for row in range(1, min(len(sheet.rows), SEARCH_ROWS) + 1):
        texts = _texts(sheet, row)
        proposed = _proposals(sheet, row, texts)
        if sum(bool(role) for role in proposed.values()) < 2:
            continue
        found = _table(sheet, row, texts, proposed)
        if best is None or (found.elements, found.known) > (best.elements, best.known):
            best = found
    if best is None:
        best = _first_table(sheet)
    return None if best is None else _with_content(best)


def _first_table(sheet: Sheet) -> SurveyTable | None:
    """The first row with two texts or more above other rows, where no heading is known."""
    for row in range(1, min(len(sheet.rows) - 1, SEARCH_ROWS) + 1):
        texts = _texts(sheet, row)
        if len(texts) > 1:
            return _table(sheet, row, texts, _proposals(sheet, row, texts))
    return None


def _table(
    sheet: Sheet, row: int, texts: Mapping[int, str], proposed: Mapping[int, str]
) -> SurveyTable:
    widest = max(
        [*texts, *(len(cells) for cells in sheet.rows[row : row + SEARCH_ROWS])], default=0
    )
    columns = []
    seen: set[str] = set()
    for column in range(1, min(widest, SEARCH_COLUMNS) + 1):
        role = proposed.get(column, "")
        if not texts.get(column) and not _is_filled(sheet, row, column):
            continue
        # A second column of the same number is for a person to decide.
        if ELEMENT.fullmatch(role) and role in seen:
            role = ""
        seen.add(role)
        heading = texts.get(column, "")[:LONGEST_HEADING]
        columns.append(SurveyColumn(address(1, column).rstrip("1"), heading, role))
    return SurveyTable(sheet, row, tuple(columns))


def _texts(sheet: Sheet, row: int) -> dict[int, str]:
    """What stands above each column: in the row, or where it is empty there, in the one above."""
    own, upper = _row(sheet, row), _row(sheet, row - 1)
    texts: dict[int, str] = {}
    for column in range(1, min(max(len(own), len(upper)), SEARCH_COLUMNS) + 1):
        said = typed(as_text(_cell(own, column)))
        if not said and isinstance(_cell(upper, column), str):
            said = typed(as_text(_cell(upper, column)))
        if said:
            texts[column] = said
    return texts


def _proposals(sheet: Sheet, row: int, texts: Mapping[int, str]) -> dict[int, str]:
    """What the columns are by their headings."""
    words = _words()
    proposed: dict[int, str] = {}
    for column, text in texts.items():
        folded = fold(text)
        if found := words.element.fullmatch(folded):
            proposed[column] = f"U{found[1]}"
        elif folded in words.roles:
            proposed[column] = words.roles[folded]
    figures = {
        column: int(bare)
        for column, text in texts.items()
        if _FIGURE.fullmatch(bare := text.strip("().").strip())
    }
    numbered = sorted(figures)
    rising = [figures[column] for column in numbered] == list(range(1, len(numbered) + 1))
    if rising and len(numbered) >= FEWEST_NUMBERED and _says_elements(sheet, row, texts, numbered):
        proposed |= {column: f"U{figures[column]}" for column in numbered}
    return proposed


def _says_elements(sheet: Sheet, row: int, texts: Mapping[int, str], figures: list[int]) -> bool:
    """Whether a row of figures is part of a heading: other texts beside it, and elements named
    above it or in the columns before it."""
    others = [fold(text) for column, text in texts.items() if column not in figures]
    above = [fold(as_text(value)) for value in _row(sheet, row - 1)]
    words = _words()
    return any(other in words.roles for other in others) and any(
        not words.before_figures.isdisjoint(text.split()) for text in above
    )


def _with_content(table: SurveyTable) -> SurveyTable:
    """Where no heading names an element, the columns that hold answers are proposed for it."""
    if table.elements:
        return table
    rules = survey_rules()
    columns: list[SurveyColumn] = []
    number = 0
    for column in table.columns:
        if not column.proposed and _holds_answers(table, column.letters, rules):
            number += 1
            columns.append(SurveyColumn(column.letters, column.heading, f"U{number}", True))
        else:
            columns.append(column)
    return SurveyTable(table.sheet, table.row, tuple(columns))


def _holds_answers(table: SurveyTable, letters: str, rules: SurveyRules) -> bool:
    """Whether most of what stands below is a whole number of the scale, or of one up to 5."""
    place = column_of(letters)
    values = [_cell(cells, place) for cells in table.sheet.rows[table.row :]]
    filled = [value for value in values if as_text(value)]
    read = [read_number(value).readings for value in filled]
    fitting = [
        found[0]
        for found in read
        if len(found) == 1
        and found[0].is_integer()
        and rules.lowest <= found[0] <= rules.highest + 1
    ]
    # One figure all the way down is a code as often as an answer; a running number is none.
    return (
        len(fitting) >= max(FEWEST_ANSWERS, MOSTLY * len(filled))
        and max(Counter(fitting).values()) > 1
    )


def names_element(heading: str) -> bool:
    """Whether a heading says which element it is ("U1", "Unsur 3. Biaya")."""
    return _words().element.fullmatch(fold(heading)) is not None


def column_of(letters: str) -> int:
    """The column's number from 1 by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _is_filled(sheet: Sheet, row: int, column: int) -> bool:
    return any(as_text(_cell(cells, column)) for cells in sheet.rows[row:])


def _row(sheet: Sheet, row: int) -> list[CellValue]:
    return sheet.rows[row - 1] if 0 < row <= len(sheet.rows) else []


def _cell(cells: list[CellValue], column: int) -> CellValue:
    return cells[column - 1] if column <= len(cells) else None
