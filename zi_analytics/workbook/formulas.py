"""The formulas of a workbook and what they give: enough of Excel to follow a worksheet's totals.

Only what the worksheets use: numbers, the four operations, comparisons, references and the
functions below. Anything else is ``UnknownFormulaError``, and the cell is named instead of guessed.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from zi_analytics.workbook.cells import Book, CellValue

REFERENCE = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[^'!]+)!)?"
    r"\$?(?P<c1>[A-Z]{1,3})\$?(?P<r1>[0-9]+)(?::\$?(?P<c2>[A-Z]{1,3})\$?(?P<r2>[0-9]+))?"
)
LARGEST_RANGE = 20_000
DEEPEST = 200

Place = tuple[str, int, int]
"""Sheet, row and column, counted from 1."""


class UnknownFormulaError(Exception):
    """A formula this module does not follow."""


class CellError(Exception):
    """A formula that comes to an error, as Excel's #DIV/0!."""


@dataclass(frozen=True, slots=True)
class Range:
    """The cells a reference names, in reading order."""

    places: tuple[Place, ...]


@lru_cache(maxsize=1)
def read_formulas(data: bytes) -> Mapping[Place, str]:
    """All formulas of an .xlsx by place, without the "=". UnknownFormulaError if openpyxl fails."""
    from openpyxl import load_workbook
    from openpyxl.worksheet.formula import ArrayFormula

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            workbook = load_workbook(io.BytesIO(data), data_only=False, keep_links=False)
        except Exception as error:
            raise UnknownFormulaError("openpyxl cannot open the workbook") from error
    found: dict[Place, str] = {}
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                if isinstance(value, ArrayFormula):
                    value = value.text
                if cell.data_type == "f" and isinstance(value, str):
                    found[sheet.title, cell.row, cell.column] = value.removeprefix("=")
    return found


def referenced(formula: str, sheet: str) -> frozenset[Place]:
    """Every cell that ``formula`` on ``sheet`` names, ranges spelled out."""
    from openpyxl.formula import Tokenizer

    places: set[Place] = set()
    for token in Tokenizer("=" + formula).items:
        if token.type == "OPERAND" and token.subtype == "RANGE":
            try:
                places.update(_spell_out(token.value, sheet).places)
            except UnknownFormulaError:
                continue
    return frozenset(places)


class Follower:
    """Follows formulas of a workbook from the stored values of the cells they rest on.

    ``followed`` are the cells whose formulas are computed anew; all others count as stored.
    """

    def __init__(
        self, book: Book, formulas: Mapping[Place, str], followed: frozenset[Place]
    ) -> None:
        self._rows = {sheet.name: sheet for sheet in book.sheets}
        self._formulas = formulas
        self._followed = followed
        self._known: dict[Place, CellValue] = {}

    def value(self, place: Place, depth: int = 0) -> CellValue:
        """The cell's value: computed when followed, else stored. CellError, UnknownFormulaError."""
        if place in self._known:
            return self._known[place]
        if depth > DEEPEST:
            raise UnknownFormulaError("formulas refer to each other")
        formula = self._formulas.get(place) if place in self._followed else None
        if formula is None:
            return self._stored(place)
        self._known[place] = result = _Parser(formula, place[0], self, depth + 1).result()
        return result

    def _stored(self, place: Place) -> CellValue:
        name, row, column = place
        sheet = self._rows.get(name)
        if sheet is None:
            raise CellError("#REF!")
        if (row, column) in sheet.errors:
            raise CellError(sheet.errors[row, column])
        if row > len(sheet.rows) or column > len(sheet.rows[row - 1]):
            return None
        value = sheet.rows[row - 1][column - 1]
        return None if value == "" else value


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _spell_out(text: str, sheet: str) -> Range:
    found = REFERENCE.fullmatch(text)
    if found is None:
        raise UnknownFormulaError(text)
    name = found["sheet"] or sheet
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    first = (int(found["r1"]), _column_number(found["c1"]))
    last = (int(found["r2"]), _column_number(found["c2"])) if found["c2"] else first
    rows = range(min(first[0], last[0]), max(first[0], last[0]) + 1)
    columns = range(min(first[1], last[1]), max(first[1], last[1]) + 1)
    if len(rows) * len(columns) > LARGEST_RANGE:
        raise UnknownFormulaError(text)
    return Range(tuple((name, row, column) for row in rows for column in columns))


Operand = CellValue | Range


class _Parser:
    """One formula, read from left to right."""

    def __init__(self, formula: str, sheet: str, follower: Follower, depth: int) -> None:
        from openpyxl.formula import Tokenizer

        self._tokens = [t for t in Tokenizer("=" + formula).items if t.type != "WHITE-SPACE"]
        self._at = 0
        self._sheet = sheet
        self._follower = follower
        self._depth = depth

    def result(self) -> CellValue:
        value = self._single(self._comparison())
        if self._at != len(self._tokens):
            raise UnknownFormulaError("the formula goes on")
        return value

    def _peek(self, *values: str) -> str | None:
        if self._at < len(self._tokens) and self._tokens[self._at].value in values:
            token = self._tokens[self._at]
            return str(token.value) if token.type.startswith("OPERATOR") else None
        return None

    def _comparison(self) -> Operand:
        left = self._sum()
        while (operator := self._peek("=", "<>", "<", ">", "<=", ">=")) is not None:
            self._at += 1
            left = _compare(operator, self._single(left), self._single(self._sum()))
        return left

    def _sum(self) -> Operand:
        left = self._product()
        while (operator := self._peek("+", "-", "&")) is not None:
            self._at += 1
            right = self._single(self._product())
            if operator == "&":
                left = f"{self._single(left) or ''}{right or ''}"
            else:
                sign = 1 if operator == "+" else -1
                left = _number(self._single(left)) + sign * _number(right)
        return left

    def _product(self) -> Operand:
        left = self._unary()
        while (operator := self._peek("*", "/")) is not None:
            self._at += 1
            right = _number(self._single(self._unary()))
            number = _number(self._single(left))
            if operator == "/" and right == 0:
                raise CellError("#DIV/0!")
            left = number * right if operator == "*" else number / right
        return left

    def _unary(self) -> Operand:
        if self._at >= len(self._tokens):
            raise UnknownFormulaError("the formula ends early")
        token = self._tokens[self._at]
        if token.type == "OPERATOR-PREFIX":
            self._at += 1
            number = _number(self._single(self._unary()))
            return -number if token.value == "-" else number
        value = self._operand()
        while self._at < len(self._tokens) and self._tokens[self._at].type == "OPERATOR-POSTFIX":
            self._at += 1
            value = _number(self._single(value)) / 100
        return value

    def _operand(self) -> Operand:
        token = self._tokens[self._at]
        self._at += 1
        if token.type == "PAREN" and token.subtype == "OPEN":
            value = self._comparison()
            self._close("PAREN")
            return value
        if token.type == "FUNC" and token.subtype == "OPEN":
            return self._call(token.value.rstrip("(").upper().removeprefix("_XLFN."))
        if token.type != "OPERAND":
            raise UnknownFormulaError(str(token.value))
        if token.subtype == "NUMBER":
            return float(token.value)
        if token.subtype == "TEXT":
            return str(token.value)[1:-1].replace('""', '"')
        if token.subtype == "LOGICAL":
            return str(token.value).upper() == "TRUE"
        if token.subtype == "ERROR":
            raise CellError(str(token.value))
        return _spell_out(token.value, self._sheet)

    def _close(self, kind: str) -> None:
        if self._at >= len(self._tokens) or self._tokens[self._at].type != kind:
            raise UnknownFormulaError("a bracket is missing")
        self._at += 1

    def _call(self, name: str) -> Operand:
        arguments: list[Callable[[], Operand]] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.type == "FUNC" and token.subtype == "CLOSE":
                self._at += 1
                return self._apply(name, arguments)
            if token.type == "SEP":
                self._at += 1
                continue
            arguments.append(self._later())
        raise UnknownFormulaError("a bracket is missing")

    def _later(self) -> Callable[[], Operand]:
        """An argument, computed only when the function asks for it (IF and IFERROR do not)."""
        start, depth = self._at, 0
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if depth == 0 and (token.type == "SEP" or token.subtype == "CLOSE"):
                break
            depth += (token.subtype == "OPEN") - (token.subtype == "CLOSE")
            self._at += 1
        tokens = self._tokens[start : self._at]

        def compute() -> Operand:
            inner = object.__new__(_Parser)
            inner._tokens, inner._at = tokens, 0
            inner._sheet, inner._follower = self._sheet, self._follower
            inner._depth = self._depth
            value = inner._comparison()
            if inner._at != len(tokens):
                raise UnknownFormulaError("the argument goes on")
            return value

        return compute

    def _apply(self, name: str, arguments: list[Callable[[], Operand]]) -> Operand:
        if name == "IF" and 2 <= len(arguments) <= 3:
            if _truth(self._single(arguments[0]())):
                return arguments[1]()
            return arguments[2]() if len(arguments) == 3 else False
        if name == "IFERROR" and len(arguments) == 2:
            try:
                return self._single(arguments[0]())
            except CellError:
                return arguments[1]()
        if name in ("AND", "OR"):
            truths = [_truth(self._single(argument())) for argument in arguments]
            return all(truths) if name == "AND" else any(truths)
        if name in ("SUM", "AVERAGE", "MIN", "MAX", "COUNT"):
            numbers = [n for argument in arguments for n in self._numbers(argument())]
            return _aggregate(name, numbers)
        if name == "ROUND" and len(arguments) == 2:
            number, digits = (_number(self._single(argument())) for argument in arguments)
            return round(number, int(digits))
        if name in ("UPPER", "LOWER", "TRIM") and len(arguments) == 1:
            text = str(self._single(arguments[0]()) or "")
            return {"UPPER": text.upper(), "LOWER": text.lower()}.get(name, text.strip())
        raise UnknownFormulaError(name)

    def _single(self, operand: Operand) -> CellValue:
        if not isinstance(operand, Range):
            return operand
        if len(operand.places) != 1:
            raise UnknownFormulaError("a range where one cell belongs")
        return self._follower.value(operand.places[0], self._depth)

    def _numbers(self, operand: Operand) -> Iterator[float]:
        """The numbers of an argument as SUM and AVERAGE take them: texts and blanks left out."""
        if not isinstance(operand, Range):
            yield _number(operand)
            return
        for place in operand.places:
            value = self._follower.value(place, self._depth)
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                yield float(value)


def _aggregate(name: str, numbers: list[float]) -> float:
    if name == "SUM":
        return sum(numbers)
    if name == "COUNT":
        return float(len(numbers))
    if name == "AVERAGE":
        if not numbers:
            raise CellError("#DIV/0!")
        return sum(numbers) / len(numbers)
    if not numbers:
        return 0.0
    return min(numbers) if name == "MIN" else max(numbers)


def _number(value: CellValue | Range) -> float:
    if value is None or value == "":
        return 0.0
    if isinstance(value, (bool, int, float)):
        return float(value)
    raise CellError("#VALUE!")


def _truth(value: CellValue) -> bool:
    return bool(_number(value))


def _compare(operator: str, left: CellValue, right: CellValue) -> bool:
    if isinstance(left, str) or isinstance(right, str):
        a, b = str(left or "").casefold(), str(right or "").casefold()
        outcome = (a > b) - (a < b)
    else:
        x, y = _number(left), _number(right)
        outcome = (x > y) - (x < y)
    return {
        "=": outcome == 0,
        "<>": outcome != 0,
        "<": outcome < 0,
        ">": outcome > 0,
        "<=": outcome <= 0,
        ">=": outcome >= 0,
    }[operator]
