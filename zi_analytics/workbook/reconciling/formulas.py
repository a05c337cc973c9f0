"""What a formula refers to: the pieces it is made of and the cells it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from zi_analytics.workbook.cells import Book

REFERENCE = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[^'!]+)!)?"
    r"\$?(?P<c1>[A-Z]{1,3})\$?(?P<r1>[0-9]{1,7})(?::\$?(?P<c2>[A-Z]{1,3})\$?(?P<r2>[0-9]{1,7}))?"
)
LARGEST_RANGE = 5_000
LONGEST = 4_000
"""Formulas of worksheets have a few hundred characters."""

Place = tuple[str, int, int]
"""Sheet, row and column, counted from 1."""


class UnknownFormulaError(Exception):
    """A formula that is not followed here."""


class Token(NamedTuple):
    """A piece of a formula, named as openpyxl's tokenizer does."""

    value: str
    type: str
    subtype: str


@dataclass(frozen=True, slots=True)
class Range:
    """The cells a reference names, in reading order."""

    places: tuple[Place, ...]


def formulas_of(book: Book) -> Mapping[Place, str]:
    """All formulas of a workbook by place, without "="; only .xlsx and .xlsm tell them."""
    return {
        (sheet.name, *place): formula
        for sheet in book.sheets
        for place, formula in sheet.formulas.items()
    }


@lru_cache(maxsize=2_000)
def tokenize(formula: str) -> tuple[Token, ...]:
    """The pieces of a formula without "=", spaces left out. UnknownFormulaError if it is broken."""
    from openpyxl.formula import Tokenizer
    from openpyxl.formula.tokenizer import TokenizerError

    if len(formula) > LONGEST:
        raise UnknownFormulaError("a long formula")
    try:
        items = Tokenizer("=" + formula).items
    except (TokenizerError, IndexError) as error:
        raise UnknownFormulaError("a broken formula") from error
    return tuple(Token(t.value, t.type, t.subtype) for t in items if t.type != "WHITE-SPACE")


def referenced(formula: str, sheet: str) -> frozenset[Place]:
    """Every cell that ``formula`` on ``sheet`` names, ranges spelled out."""
    return frozenset(place for found in ranges(formula, sheet) for place in found.places)


def ranges(formula: str, sheet: str) -> Iterator[Range]:
    """Every reference of ``formula`` on ``sheet`` that can be spelled out, in its order."""
    try:
        tokens = tokenize(formula)
    except UnknownFormulaError:
        return
    for token in tokens:
        if token.type == "OPERAND" and token.subtype == "RANGE":
            try:
                yield spell_out(token.value, sheet)
            except UnknownFormulaError:
                continue


def spell_out(text: str, sheet: str) -> Range:
    """The cells of a reference such as ``B2``, ``$B$2:C4`` or ``'Sheet 1'!A1``."""
    found = REFERENCE.fullmatch(text)
    if found is None:
        raise UnknownFormulaError(text)
    name = found["sheet"] or sheet
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    if "[" in name:
        raise UnknownFormulaError("another workbook")
    first = (int(found["r1"]), column_number(found["c1"]))
    last = (int(found["r2"]), column_number(found["c2"])) if found["c2"] else first
    rows = range(min(first[0], last[0]), max(first[0], last[0]) + 1)
    columns = range(min(first[1], last[1]), max(first[1], last[1]) + 1)
    if len(rows) * len(columns) > LARGEST_RANGE:
        raise UnknownFormulaError(text)
    return Range(tuple((name, row, column) for row in rows for column in columns))


def column_number(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
