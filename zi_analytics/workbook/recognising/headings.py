"""The heading of a worksheet's table: which row it is, and what each column holds.

A heading may stand in two rows ("Jawaban" above "Unit" and "TPI"), be misspelt, or be renamed
altogether; then the columns' content tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from zi_analytics.instrument import AnswerKind, AnswerType, Instrument
from zi_analytics.workbook.cells import CellValue, Sheet
from zi_analytics.workbook.recognising.wording import fold, words

SEARCH_ROWS, SEARCH_COLUMNS = 80, 200
"""A heading stands within these; a sheet may be much larger."""
FEWEST_ROLES = 3
FEWEST_TYPE_CELLS = 4
LONGEST_TYPE = 24
LONGEST_SPAN = 30
"""A longer text above a heading is a title, not a heading of several columns."""
ALIKE = 86.0
"""Above this likeness (rapidfuzz, 0 to 100) a heading is a known one with a slip of the pen."""
OPEN_ROLES = ("answer", "note", "evidence")
"""Roles whose headings go on after the known words: "Jawaban TPI Kota"."""
NAMED_ROLES = ("points", "share")
"""Roles whose headings go on with an assessor only: "Nilai TPI", not "Nilai Akhir"."""
ENOUGH = frozenset({"label", "type", "answer"})
TELLING = frozenset({"type", "answer", "weight"})
ASSESSOR_WORDS = {
    "tpn": ("tpn", "nasional"),
    "tpi": ("tpi", "inspektorat", "itjen", "apip", "internal"),
    "unit": ("unit", "satker", "satuan", "mandiri", "opd", "self"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its last row from 1, its folded texts and their roles by column from 1."""

    row: int
    texts: Mapping[int, str]
    roles: Mapping[int, str]

    @property
    def worth(self) -> tuple[int, int, int]:
        """How much it tells: distinct roles, answer columns, those that name their assessor."""
        answers = [self.texts[c] for c, role in self.roles.items() if role == "answer"]
        named = sum(assessor_of(text) != "" for text in answers)
        return len(set(self.roles.values())), len(answers), named


def assessor_of(heading: str) -> str:
    """Whose column a folded heading says it is: "unit", "tpi", "tpn", or "" for none."""
    named = set(heading.split())
    for assessor, telling in ASSESSOR_WORDS.items():
        if named.intersection(telling):
            return assessor
    return ""


class Lexicon:
    """What the sheets of some instruments say, folded: headings, answer types, options, rows."""

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self.roles: dict[str, str] = {}
        self.types: dict[str, str] = {}
        self.options: set[str] = set()
        self.numeric: set[str] = set()
        self.wordings: set[frozenset[str]] = set()
        for instrument in instruments:
            self.types |= written_types(instrument.answer_types)
            self.wordings |= {words(node.label.id) for node in instrument.nodes}
            for layout in instrument.layouts:
                for role, headings in layout.headers.items():
                    for heading in headings:
                        self.roles.setdefault(fold(heading), role)
                for known in layout.wordings.values():
                    self.wordings.update(known)
            for answer_type in instrument.answer_types.values():
                self.options |= {fold(option.key) for option in answer_type.options}
                if answer_type.kind is not AnswerKind.CHOICE:
                    self.numeric |= set(written_types({"": answer_type}))

    @cached_property
    def open_headings(self) -> dict[str, str]:
        """How headings that may go on begin, longest first, with their role."""
        found = [(h, r) for h, r in self.roles.items() if r in (*OPEN_ROLES, *NAMED_ROLES)]
        return {f"{h} ": role for h, role in sorted(found, key=lambda item: -len(item[0]))}

    @cached_property
    def open_starts(self) -> tuple[str, ...]:
        """How headings that may go on begin."""
        return tuple(self.open_headings)

    def role(self, heading: str) -> str | None:
        """The role of a folded heading, None when it is not known."""
        known = self.roles.get(heading)
        if known is not None:
            return known
        if not heading.startswith(self.open_starts):
            return None
        for start, role in self.open_headings.items():
            if heading.startswith(start) and (
                role in OPEN_ROLES or assessor_of(heading[len(start) :])
            ):
                return role
        return None

    def likely_role(self, heading: str) -> str | None:
        """The role of a heading with a slip of the pen, None when nothing is near enough."""
        if not 5 <= len(heading) <= LONGEST_SPAN:
            return None
        best = process.extractOne(heading, self.roles.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        return self.roles[best[0]] if best else None

    def is_type(self, value: CellValue) -> bool:
        """Whether a cell names an answer type."""
        return (
            isinstance(value, str) and 0 < len(value) < LONGEST_TYPE and fold(value) in self.types
        )


def written_types(answer_types: Mapping[str, AnswerType]) -> dict[str, str]:
    """How the sheets write the answer types, folded, to their codes."""
    return {
        fold(written): answer_type.code
        for answer_type in answer_types.values()
        for written in answer_type.written
    }


def find_heading(sheet: Sheet, lexicon: Lexicon) -> Heading | None:
    """The heading that tells most, None where neither its words nor the content show one."""
    best: Heading | None = None
    for row in range(1, min(len(sheet.rows), SEARCH_ROWS) + 1):
        texts = _texts(sheet, row)
        if len(texts) < FEWEST_ROLES:
            continue
        roles = {c: role for c, text in texts.items() if (role := lexicon.role(text)) is not None}
        kinds = set(roles.values())
        found = Heading(row, texts, roles)
        if len(kinds) < FEWEST_ROLES or not kinds & TELLING:
            continue
        if best is None or len(kinds) > best.worth[0]:
            best = found
            if kinds >= ENOUGH:
                break
    if best is None:
        return _find_by_content(sheet, lexicon)
    for upper in (best.row - 1, best.row):
        two_rows = _combine(sheet, upper, lexicon)
        if two_rows is not None and two_rows.worth > best.worth:
            best = two_rows
    return Heading(best.row, best.texts, _with_likely(best.texts, best.roles, lexicon))


def holds_types(sheet: Sheet, heading: Heading, column: int, lexicon: Lexicon) -> bool:
    """Whether answer types stand below the heading: one will do where the heading is plain."""
    fewest = 1 if set(heading.roles.values()) >= ENOUGH else FEWEST_TYPE_CELLS
    found = 0
    for cells in sheet.rows[heading.row :]:
        found += len(cells) >= column and lexicon.is_type(cells[column - 1])
        if found >= fewest:
            return True
    return False


def densest_type_column(sheet: Sheet, header_row: int, lexicon: Lexicon) -> int | None:
    """The column with most answer types below ``header_row``, None where there are few."""
    counted: dict[int, int] = {}
    for cells in sheet.rows[header_row:]:
        for column, value in enumerate(cells, 1):
            if lexicon.is_type(value):
                counted[column] = counted.get(column, 0) + 1
    if not counted:
        return None
    column = max(counted, key=lambda c: counted[c])
    return column if counted[column] >= FEWEST_TYPE_CELLS else None


def columns_of_wordings(sheet: Sheet, heading: Heading, before: int, lexicon: Lexicon) -> list[int]:
    """The columns left of ``before`` in which the rows of a worksheet are worded, rising."""
    counted: dict[int, int] = {}
    for cells in sheet.rows[heading.row :]:
        for column, value in enumerate(cells[: before - 1], 1):
            if isinstance(value, str) and len(value) > 2 and words(value) in lexicon.wordings:
                counted[column] = counted.get(column, 0) + 1
    return sorted(counted)


def _texts(sheet: Sheet, row: int) -> dict[int, str]:
    cells = sheet.rows[row - 1] if 0 < row <= len(sheet.rows) else []
    return {
        column: fold(value)
        for column, value in enumerate(cells[:SEARCH_COLUMNS], 1)
        if isinstance(value, str) and value.strip()
    }


def _with_likely(
    texts: Mapping[int, str], roles: Mapping[int, str], lexicon: Lexicon
) -> dict[int, str]:
    """``roles`` with those of headings that have a slip of the pen."""
    likely = {c: lexicon.likely_role(text) for c, text in texts.items() if c not in roles}
    return {**roles, **{c: role for c, role in likely.items() if role is not None}}


def _combine(sheet: Sheet, row: int, lexicon: Lexicon) -> Heading | None:
    """``row`` and the one below as one heading; None where the second is no part of it."""
    above, below = _texts(sheet, row), _texts(sheet, row + 1)
    if not above or not below or not _is_heading(sheet.rows[row], lexicon):
        return None
    types = [c for c, text in (*above.items(), *below.items()) if lexicon.role(text) == "type"]
    texts: dict[int, str] = {}
    roles: dict[int, str] = {}
    span = ""
    for column in range(1, max([*above, *below]) + 1):
        upper, lower = above.get(column, ""), below.get(column, "")
        if upper:
            # A title above the table begins on its left and spans nothing.
            span = upper if types and column > types[0] else ""
        texts[column] = f"{upper or span} {lower}".strip() if lower else upper
        if not texts[column]:
            del texts[column]
            continue
        for text in (lower, texts[column], f"{lower} {upper or span}", upper):
            role = lexicon.role(text) if text else None
            if role is not None:
                roles[column] = role
                break
    return Heading(row + 1, texts, roles)


def _is_heading(cells: list[CellValue], lexicon: Lexicon) -> bool:
    """Whether a row can be part of a heading: short texts only, and no answer type but "%"."""
    return all(
        isinstance(value, str)
        and len(value) <= 2 * LONGEST_SPAN
        and (value.strip() == "%" or not lexicon.is_type(value))
        for value in cells
        if value is not None and value != ""
    )


def _find_by_content(sheet: Sheet, lexicon: Lexicon) -> Heading | None:
    """The last row with texts above the first answer type, where all headings are renamed."""
    column = densest_type_column(sheet, 0, lexicon)
    if column is None:
        return None
    first = next(
        row
        for row, cells in enumerate(sheet.rows, 1)
        if len(cells) >= column and lexicon.is_type(cells[column - 1])
    )
    for row in range(first - 1, max(0, first - SEARCH_ROWS), -1):
        texts = _texts(sheet, row)
        if column in texts and len(texts) >= FEWEST_ROLES:
            known = {c: role for c, text in texts.items() if (role := lexicon.role(text))}
            return Heading(row, texts, _with_likely(texts, known, lexicon))
    return None
