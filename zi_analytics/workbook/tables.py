"""Where on a sheet the worksheet stands: its header row and what each column holds.

Read by header words and by structure, never by a fixed cell: titles above, inserted columns and
renamed headings are everyday.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from zi_analytics.instrument import AnswerType, Instrument
from zi_analytics.workbook.cells import CellValue, Sheet
from zi_analytics.workbook.wording import fold

HEADER_SEARCH_ROWS = 80
FEWEST_ROLES = 3
FEWEST_TYPE_CELLS = 4
ALIKE = 86.0
"""Above this likeness (rapidfuzz, 0 to 100) a heading is a known one with a slip of the pen."""
OPEN_ROLES = ("answer", "note", "evidence")
"""Roles whose headings go on after the known words: "Jawaban TPI Kota"."""
ASSESSOR_WORDS = (("tpn", "tpn"), ("tpi", "tpi"), ("inspektorat", "tpi"), ("apip", "tpi"))


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """One assessor's columns, counted from 1. ``assessor`` is "" where the heading names none."""

    assessor: str
    column: int
    points: int | None
    notes: tuple[int, ...]
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A worksheet's table on a sheet; rows and columns counted from 1."""

    sheet: Sheet
    header_row: int
    labels: tuple[int, int]
    """First column of the labels and the first after them."""
    weight: int | None
    type: int
    answers: tuple[AnswerColumn, ...]
    loose_from: int
    """Columns from here on have no heading: evidence, where they hold anything."""


class Lexicon:
    """The header words and answer types of all instruments, folded."""

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self.roles: dict[str, str] = {}
        self.types: dict[str, str] = {}
        for instrument in instruments:
            for layout in instrument.layouts:
                for role, headings in layout.headers.items():
                    for heading in headings:
                        self.roles.setdefault(fold(heading), role)
            self.types |= written_types(instrument.answer_types)

    @cached_property
    def open_headings(self) -> tuple[tuple[str, str], ...]:
        """Headings that may go on, longest first, with their role."""
        found = [(h, r) for h, r in self.roles.items() if r in OPEN_ROLES]
        return tuple(sorted(found, key=lambda item: -len(item[0])))

    def role(self, heading: str) -> str | None:
        """The role of a heading, None when it is not known."""
        known = self.roles.get(heading)
        if known is not None:
            return known
        for start, role in self.open_headings:
            if heading.startswith(start + " "):
                return role
        return None

    def likely_role(self, heading: str) -> str | None:
        """The role of a heading with a slip of the pen, None when nothing is near enough."""
        if len(heading) < 5:
            return None
        best = process.extractOne(heading, self.roles.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        return self.roles[best[0]] if best else None


def written_types(answer_types: Mapping[str, AnswerType]) -> dict[str, str]:
    """How the sheets write the answer types, folded, to their codes."""
    return {
        fold(written): answer_type.code
        for answer_type in answer_types.values()
        for written in answer_type.written
    }


def find_table(sheet: Sheet, lexicon: Lexicon) -> Table | None:
    """The worksheet's table on ``sheet``, None when there is none."""
    found = _find_header(sheet, lexicon)
    if found is None:
        return None
    header_row, roles = found
    type_column = next((c for c, role in roles.items() if role == "type"), None)
    if type_column is None or not _holds_types(sheet, header_row, type_column, lexicon):
        type_column = _densest_type_column(sheet, header_row, lexicon)
        if type_column is None:
            return None
        roles = {c: r for c, r in roles.items() if r != "type"} | {type_column: "type"}
    headings = _headings(sheet, header_row)
    answers = _answer_columns(roles, headings, type_column)
    if not answers:
        column = _likely_answer_column(sheet, header_row, type_column, roles, lexicon)
        answers = _answer_columns(roles | {column: "answer"}, headings, type_column)
    return Table(
        sheet=sheet,
        header_row=header_row,
        labels=_label_columns(roles, type_column),
        weight=next((c for c, role in roles.items() if role == "weight"), None),
        type=type_column,
        answers=answers,
        loose_from=max([*roles, *headings]) + 1,
    )


def _headings(sheet: Sheet, row: int) -> dict[int, str]:
    cells = sheet.rows[row - 1] if 0 < row <= len(sheet.rows) else []
    return {c: fold(v) for c, v in enumerate(cells, 1) if isinstance(v, str) and v.strip()}


def _find_header(sheet: Sheet, lexicon: Lexicon) -> tuple[int, dict[int, str]] | None:
    """The row with the most known headings, and the role of each column."""
    best: tuple[int, dict[int, str]] | None = None
    most = FEWEST_ROLES - 1
    everything = {"label", "type", "answer"}
    for row in range(1, min(len(sheet.rows), HEADER_SEARCH_ROWS) + 1):
        headings = _headings(sheet, row)
        if len(headings) < FEWEST_ROLES:
            continue
        roles = {c: r for c, h in headings.items() if (r := lexicon.role(h)) is not None}
        if len(set(roles.values())) > most and set(roles.values()) & {"type", "answer", "weight"}:
            most = len(set(roles.values()))
            best = (row, roles)
            if everything <= set(roles.values()):
                break
    if best is not None:
        row, roles = best
        for column, heading in _headings(sheet, row).items():
            if column not in roles and (likely := lexicon.likely_role(heading)) is not None:
                roles[column] = likely
        return best
    return _find_header_by_content(sheet, lexicon)


def _find_header_by_content(sheet: Sheet, lexicon: Lexicon) -> tuple[int, dict[int, str]] | None:
    """The last row with headings above the first answer type, where all headings are renamed."""
    column = _densest_type_column(sheet, 0, lexicon)
    if column is None:
        return None
    first = next(r for r in range(1, len(sheet.rows) + 1) if _is_type(sheet, r, column, lexicon))
    for row in range(first - 1, 0, -1):
        headings = _headings(sheet, row)
        if column in headings and len(headings) >= FEWEST_ROLES:
            return row, {
                c: r
                for c, h in headings.items()
                if (r := lexicon.role(h) or lexicon.likely_role(h)) is not None
            }
    return None


def _cell(sheet: Sheet, row: int, column: int) -> CellValue:
    cells = sheet.rows[row - 1]
    return cells[column - 1] if column <= len(cells) else None


def _is_type(sheet: Sheet, row: int, column: int, lexicon: Lexicon) -> bool:
    value = _cell(sheet, row, column)
    return isinstance(value, str) and len(value) < 24 and fold(value) in lexicon.types


def _holds_types(sheet: Sheet, header_row: int, column: int, lexicon: Lexicon) -> bool:
    below = range(header_row + 1, len(sheet.rows) + 1)
    found = 0
    for row in below:
        found += _is_type(sheet, row, column, lexicon)
        if found >= FEWEST_TYPE_CELLS:
            return True
    return False


def _densest_type_column(sheet: Sheet, header_row: int, lexicon: Lexicon) -> int | None:
    counted: dict[int, int] = {}
    for cells in sheet.rows[header_row:]:
        for column, value in enumerate(cells, 1):
            if isinstance(value, str) and 0 < len(value) < 24 and fold(value) in lexicon.types:
                counted[column] = counted.get(column, 0) + 1
    if not counted:
        return None
    column = max(counted, key=lambda c: counted[c])
    return column if counted[column] >= FEWEST_TYPE_CELLS else None


def _label_columns(roles: Mapping[int, str], type_column: int) -> tuple[int, int]:
    after = min(
        [type_column, *(c for c, r in roles.items() if r in ("weight", "criteria"))],
    )
    start = next((c for c, r in sorted(roles.items()) if r == "label" and c < type_column), None)
    if start is None:
        start = max([c for c, r in roles.items() if r == "id" and c < after], default=0) + 1
    if after <= start:
        after = type_column
    return start, after


def _answer_columns(
    roles: Mapping[int, str], headings: Mapping[int, str], type_column: int
) -> tuple[AnswerColumn, ...]:
    """The answer columns right of the answer types, each with the columns up to the next one."""
    starts = sorted(c for c, role in roles.items() if role == "answer" and c > type_column)
    if not starts:
        starts = sorted(c for c, role in roles.items() if role == "answer")
    taken: dict[str, int] = {}
    columns = []
    for place, column in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else 1 << 20
        within = [c for c in sorted(roles) if column < c < end]
        assessor = _assessor(headings.get(column, ""))
        taken[assessor] = taken.get(assessor, 0) + 1
        if assessor and taken[assessor] > 1:
            assessor = f"{assessor}{taken[assessor]}"
        columns.append(
            AnswerColumn(
                assessor=assessor,
                column=column,
                points=next((c for c in within if roles[c] == "points"), None),
                notes=tuple(c for c in within if roles[c] == "note"),
                evidence=tuple(c for c in within if roles[c] == "evidence"),
            )
        )
    return tuple(columns)


def _assessor(heading: str) -> str:
    named = heading.split()
    for word, assessor in ASSESSOR_WORDS:
        if word in named:
            return assessor
    if {"unit", "satker", "satuan", "mandiri", "opd", "self"} & set(named):
        return "unit"
    return ""


def _likely_answer_column(
    sheet: Sheet, header_row: int, type_column: int, roles: Mapping[int, str], lexicon: Lexicon
) -> int:
    """The column that holds letters, Ya/Tidak and numbers beside the types, else the next one."""
    counted: dict[int, int] = {}
    for row in range(header_row + 1, len(sheet.rows) + 1):
        if not _is_type(sheet, row, type_column, lexicon):
            continue
        for column, value in enumerate(sheet.rows[row - 1], 1):
            if column <= type_column or roles.get(column) not in (None, "answer"):
                continue
            short = isinstance(value, str) and 0 < len(value.strip(" .")) <= 5
            if short or isinstance(value, (int, float)):
                counted[column] = counted.get(column, 0) + 1
    if counted:
        return max(sorted(counted), key=lambda c: counted[c])
    return next(c for c in range(type_column + 1, type_column + 50) if c not in roles)
