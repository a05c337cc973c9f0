"""Where on a sheet the worksheet stands: its heading, its labels, and who answers where.

Read by header words and by structure, never by a fixed cell: titles above, inserted columns and
renamed headings are everyday.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from zi_analytics.workbook.cells import CellValue, Sheet
from zi_analytics.workbook.recognising.headings import (
    Heading,
    Lexicon,
    assessor_of,
    columns_of_wordings,
    densest_type_column,
    find_heading,
    find_same,
    holds_types,
)
from zi_analytics.workbook.recognising.wording import fold

FEWEST_ANSWERS = 4


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """One assessor's columns, counted from 1.

    ``assessor`` is as the heading has it: "unit", "tpi", "tpi2" for a second one, "" for none.
    """

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
    headings: Mapping[int, str]
    """The folded headings by column; of a heading in two rows both texts."""
    labels: tuple[int, int]
    """First column of the labels and the first after them."""
    weight: int | None
    type: int
    answers: tuple[AnswerColumn, ...]
    loose_from: int
    """Columns from here on have no heading: evidence, where they hold anything."""


def find_tables(sheets: Sequence[Sheet], lexicon: Lexicon) -> list[Table]:
    """The worksheet's tables of a workbook, in its order.

    A sheet with a heading that another one is recognised by belongs to it, however short: three
    questions of the results do not tell by themselves what an unknown heading means.
    """
    found = [find_table(sheet, lexicon) for sheet in sheets]
    known = [table for table in found if table is not None]
    tables = (
        table or _find_like(sheet, known, lexicon)
        for sheet, table in zip(sheets, found, strict=True)
    )
    return [table for table in tables if table is not None]


def _find_like(sheet: Sheet, known: Sequence[Table], lexicon: Lexicon) -> Table | None:
    """The table on ``sheet`` that has the heading of one of ``known`` and asks for any answer."""
    for like in {tuple(table.headings.items()): table for table in reversed(known)}.values():
        row = find_same(sheet, like.headings, lexicon)
        if row is not None and any(
            len(cells) >= like.type and lexicon.is_type(cells[like.type - 1])
            for cells in sheet.rows[row:]
        ):
            return replace(like, sheet=sheet, header_row=row)
    return None


def find_table(sheet: Sheet, lexicon: Lexicon) -> Table | None:
    """The worksheet's table on ``sheet``, None when there is none."""
    heading = find_heading(sheet, lexicon)
    if heading is None:
        return None
    roles = dict(heading.roles)
    type_column = next((c for c, role in roles.items() if role == "type"), None)
    if type_column is None or not holds_types(sheet, heading, type_column, lexicon):
        type_column = densest_type_column(sheet, heading.row, lexicon)
        if type_column is None:
            return None
        roles = {c: r for c, r in roles.items() if r != "type"} | {type_column: "type"}
    roles |= dict.fromkeys(
        _answers_by_content(sheet, heading, roles, type_column, lexicon), "answer"
    )
    return Table(
        sheet=sheet,
        header_row=heading.row,
        headings=heading.texts,
        labels=_label_columns(sheet, heading, roles, type_column, lexicon),
        weight=next((c for c, role in roles.items() if role == "weight"), None),
        type=type_column,
        answers=_answer_columns(roles, heading.texts, type_column),
        loose_from=max([*roles, *heading.texts]) + 1,
    )


def _label_columns(
    sheet: Sheet, heading: Heading, roles: Mapping[int, str], type_column: int, lexicon: Lexicon
) -> tuple[int, int]:
    """The columns of numbering and text, by their heading, else by where known rows stand."""
    start = next((c for c, r in sorted(roles.items()) if r == "label" and c < type_column), None)
    ends = [c for c, r in roles.items() if r in ("weight", "criteria") and (start or 0) < c]
    if start is not None and ends:
        return start, min(type_column, *ends)
    worded = columns_of_wordings(sheet, heading, type_column, lexicon)
    if start is None:
        before = [c for c in roles if c < (worded[0] if worded else type_column)]
        start = max((c for c in before if roles[c] in ("id", "weight", "criteria")), default=0) + 1
    after = worded[-1] + 1 if worded else min([type_column, *ends])
    return (start, after) if start < after else (1, type_column)


def _answer_columns(
    roles: Mapping[int, str], headings: Mapping[int, str], type_column: int
) -> tuple[AnswerColumn, ...]:
    """The answer columns right of the answer types, each with the columns that go with it."""
    starts = sorted(c for c, role in roles.items() if role == "answer" and c > type_column)
    if not starts:
        starts = sorted(c for c, role in roles.items() if role == "answer")
    named = {column: assessor_of(headings.get(column, "")) for column in starts}
    beside: dict[int, dict[str, list[int]]] = {column: {} for column in starts}
    for column, role in sorted(roles.items()):
        if role in ("points", "note", "evidence") and column > starts[0]:
            owner = _owner(column, assessor_of(headings.get(column, "")), named)
            beside[owner].setdefault(role, []).append(column)
    taken: dict[str, int] = {}
    columns = []
    for column in starts:
        assessor = named[column]
        taken[assessor] = taken.get(assessor, 0) + 1
        if assessor and taken[assessor] > 1:
            assessor = f"{assessor}{taken[assessor]}"
        columns.append(
            AnswerColumn(
                assessor=assessor,
                column=column,
                points=next(iter(beside[column].get("points", ())), None),
                notes=tuple(beside[column].get("note", ())),
                evidence=tuple(beside[column].get("evidence", ())),
            )
        )
    return tuple(columns)


def _owner(column: int, assessor: str, named: Mapping[int, str]) -> int:
    """The answer column a note, evidence or points column belongs to: the nearest on its left,
    unless its heading names the assessor of another."""
    left = max(c for c in named if c < column)
    if not assessor or named[left] in ("", assessor):
        return left
    return next((c for c, whose in named.items() if whose == assessor), left)


def _answers_by_content(
    sheet: Sheet, heading: Heading, roles: Mapping[int, str], type_column: int, lexicon: Lexicon
) -> list[int]:
    """Answer columns whose heading does not say so.

    Beside known ones only such as name an assessor ("Verifikasi TPI"); where none is known the
    column with most answers, or the next one in an empty worksheet.
    """
    known = any(role == "answer" for role in roles.values())
    open_columns = {
        c
        for c, text in heading.texts.items()
        if c > type_column and c not in roles and (not known or assessor_of(text))
    }
    if known and not open_columns:
        return []
    counted: dict[int, int] = {}
    for cells in sheet.rows[heading.row :]:
        if len(cells) < type_column or not lexicon.is_type(cells[type_column - 1]):
            continue
        numeric = fold(str(cells[type_column - 1])) in lexicon.numeric
        for column, value in enumerate(cells[type_column:], type_column + 1):
            if (not known or column in open_columns) and _can_answer(value, numeric, lexicon):
                counted[column] = counted.get(column, 0) + 1
    if known:
        return [column for column, count in counted.items() if count >= FEWEST_ANSWERS]
    free = [c for c in counted if c not in roles]
    if free:
        return [max(sorted(free), key=lambda c: counted[c])]
    return [next(c for c in range(type_column + 1, type_column + len(roles) + 2) if c not in roles)]


def _can_answer(value: CellValue, numeric: bool, lexicon: Lexicon) -> bool:
    if isinstance(value, str):
        return len(value) < 12 and fold(value) in lexicon.options
    return numeric and isinstance(value, (int, float)) and not isinstance(value, bool)
