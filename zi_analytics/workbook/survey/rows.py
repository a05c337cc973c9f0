"""Which rows below the heading are respondents, and what was noticed in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cache

from zi_analytics.findings import Finding
from zi_analytics.instrument.surveys import survey_rules
from zi_analytics.workbook.cells import CellValue, Sheet
from zi_analytics.workbook.recognising.wording import as_text, fold, typed
from zi_analytics.workbook.survey.answers import BEYOND, Answer, Slip, read_answer
from zi_analytics.workbook.survey.columns import ELEMENT, column_of

MOST_NAMED = 8
LONGEST_NAMED = 60
_NO_FIGURE = frozenset({Slip.EMPTY, Slip.TEXT})


@dataclass(slots=True)
class Noticed:
    """Cells by kind of finding in the order they were met, each with what stands there."""

    places: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, code: str, cell: str, text: str = "") -> None:
        """Note one cell."""
        self.places.setdefault(code, []).append((cell, text[:LONGEST_NAMED]))

    def findings(self, sheet: str) -> Iterable[Finding]:
        """One finding a kind: how many cells, the first of them by name."""
        for code, places in self.places.items():
            named = ", ".join(cell for cell, _ in places[:MOST_NAMED])
            details = (
                ("count", len(places)),
                ("cells", f"{named}, …" if len(places) > MOST_NAMED else named),
                ("text", places[0][1]),
            )
            yield Finding(code, sheet or None, places[0][0], details=details)


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands in which column (from 1) of a sheet, the elements in their order."""

    sheet: Sheet
    heading: int
    roles: Mapping[str, int]
    people: tuple[int, ...]
    elements: tuple[str, ...]
    places: tuple[int, ...]
    is_text: bool

    def cell(self, row: int, column: int | None) -> CellValue:
        """The value of a cell; None for a column that is not there."""
        cells = self.sheet.rows[row - 1]
        return cells[column - 1] if column is not None and column <= len(cells) else None

    def said(self, row: int, role: str) -> str:
        """What stands in the column of a role, as one reads it."""
        return typed(as_text(self.cell(row, self.roles.get(role))))

    def answers(self, row: int) -> tuple[Answer, ...]:
        """The answers of a row."""
        rules, errors = survey_rules(), self.sheet.errors
        return tuple(
            read_answer(self.cell(row, at), errors.get((row, at), ""), rules, self.is_text)
            for at in self.places
        )


def lay_out(sheet: Sheet, heading: int, mapping: Mapping[str, str], is_text: bool) -> Layout:
    """The columns of ``mapping`` (letters to element or role) by what they are."""
    numbers = {
        role: column_of(letters)
        for letters, role in sorted(mapping.items(), key=lambda item: -column_of(item[0]))
    }
    elements = sorted((role for role in numbers if ELEMENT.fullmatch(role)), key=_number_of)
    people = sorted(
        column_of(letters) for letters, role in mapping.items() if role in ("name", "person")
    )
    return Layout(
        sheet=sheet,
        heading=heading,
        roles={role: at for role, at in numbers.items() if role not in elements},
        people=tuple(people),
        elements=tuple(elements),
        places=tuple(numbers[element] for element in elements),
        is_text=is_text,
    )


def _number_of(element: str) -> int:
    return int(element[1:])


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a respondent; ``answers`` in the order of the elements."""

    row: int
    answers: tuple[Answer, ...]

    @property
    def has_figures(self) -> bool:
        """Whether any of its answers is a figure, if only one that cannot be counted."""
        return any(answer.slip not in _NO_FIGURE for answer in self.answers)


def sort_rows(layout: Layout) -> tuple[list[Row], list[int], list[int]]:
    """The rows of respondents, those of respondents without any answer, and those of neither.

    What has nothing but a running number is none, nor are totals and what stands below them.
    """
    taken: list[Row] = []
    silent: list[int] = []
    left_out: list[int] = []
    ended = False
    for number in range(layout.heading + 1, len(layout.sheet.rows) + 1):
        if not any(as_text(value) for value in layout.sheet.rows[number - 1]):
            continue
        row = Row(number, layout.answers(number))
        ended = ended or _is_total(layout, number)
        if _is_respondent(layout, row, ended):
            taken.append(row)
        elif not ended and not row.has_figures and _is_filled_in(layout, number):
            silent.append(number)
        else:
            left_out.append(number)
    return taken, silent, left_out


def _is_respondent(layout: Layout, row: Row, ended: bool) -> bool:
    numbered = "number" in layout.roles
    number = layout.said(row.row, "number")
    filled = sum(answer.slip is not Slip.EMPTY for answer in row.answers)
    if not filled or _is_row_of_numbers(layout, row):
        return False
    if ended:
        is_numbered = any(sign.isdigit() for sign in number)
        return is_numbered and row.has_figures and 2 * filled >= len(row.answers)
    if row.has_figures:
        # Without a number of its own, figures off the scale or between are sums and means.
        return bool(number) or not numbered or not all(map(_could_be_a_sum, row.answers))
    return bool(number) if numbered else 2 * filled >= len(row.answers)


def _could_be_a_sum(answer: Answer) -> bool:
    return answer.slip in BEYOND or answer.slip in (Slip.BETWEEN, Slip.EMPTY)


def _is_filled_in(layout: Layout, row: int) -> bool:
    """Whether anything is said of a person; a running number says nothing."""
    named = [typed(as_text(layout.cell(row, at))) for at in layout.people]
    return any([*named, layout.said(row, "date")]) and (
        bool(layout.said(row, "number")) or "number" not in layout.roles
    )


def _is_row_of_numbers(layout: Layout, row: Row) -> bool:
    """Whether it only numbers the columns: (1) (2) (3) …, further than the scale goes."""
    if row.row != layout.heading + 1:
        return False
    texts = [typed(as_text(value)).strip("()") for value in layout.sheet.rows[row.row - 1]]
    figures = [text for text in texts if text]
    return len(figures) > survey_rules().highest and figures == [
        str(number) for number in range(1, len(figures) + 1)
    ]


@cache
def _totals() -> tuple[str, ...]:
    return tuple(fold(word) for word in survey_rules().totals)


def _is_total(layout: Layout, row: int) -> bool:
    """Whether the first words of a row, apart from what a respondent says, sum up the others."""
    passed = {*layout.places, layout.roles.get("service"), layout.roles.get("date")}
    for column, value in enumerate(layout.sheet.rows[row - 1], 1):
        if column in passed or not isinstance(value, str) or not typed(value):
            continue
        said = fold(value)
        return said in _totals() or said.startswith(tuple(f"{word} " for word in _totals()))
    return False


def same_person(layout: Layout, row: Row) -> tuple[object, ...] | None:
    """What tells a respondent from any other; None where too little is said to tell."""
    name = layout.said(row.row, "name")
    at = layout.cell(row.row, layout.roles.get("date"))
    if not name and not _has_time(at):
        return None
    said = [fold(as_text(layout.cell(row.row, column))) for column in layout.people]
    return (*said, as_text(at), layout.said(row.row, "service"), *_values(row.answers))


def _has_time(value: CellValue) -> bool:
    if isinstance(value, datetime):
        return value.time() != time()
    return isinstance(value, str) and ":" in value


def _values(answers: Sequence[Answer]) -> tuple[object, ...]:
    return tuple((answer.value, answer.slip) for answer in answers)
