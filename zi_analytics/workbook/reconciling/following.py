"""What formulas give: enough of Excel to follow a worksheet's totals from its cells.

Only what the worksheets use: numbers, the four operations, comparisons, references and the
functions below. The result of any other formula is taken as the file stores it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zi_analytics.workbook.cells import Book, CellValue
from zi_analytics.workbook.reconciling.formulas import (
    Place,
    Range,
    Token,
    UnknownFormulaError,
    spell_out,
    tokenize,
)
from zi_analytics.workbook.reconciling.functions import (
    FUNCTIONS,
    Argument,
    CellError,
    Operand,
    compare,
    number_of,
    text_of,
)

DEEPEST = 40
"""Formulas that rest on formulas, and brackets within brackets."""
MOST_CELLS = 200_000
"""Cells looked at for one total; a worksheet's takes about two thousand."""


class Follower:
    """Follows formulas of a workbook from the stored values of the cells they rest on.

    ``followed`` are the cells whose formulas are computed anew; all others count as stored.
    """

    def __init__(
        self, book: Book, formulas: Mapping[Place, str], followed: frozenset[Place]
    ) -> None:
        self._sheets = {sheet.name: sheet for sheet in book.sheets}
        self._formulas = formulas
        self._followed = followed
        self._known: dict[Place, CellValue | CellError] = {}
        self._left = MOST_CELLS

    def value(self, place: Place, depth: int = 0) -> CellValue:
        """The cell's value: computed when followed, else stored.

        CellError where it comes to an error, UnknownFormulaError where it rests on too much.
        """
        self._left -= 1
        if depth > DEEPEST or self._left < 0:
            raise UnknownFormulaError("too deep or too many")
        if place not in self._followed or place not in self._formulas:
            return self._stored(place)
        if place not in self._known:
            try:
                self._known[place] = self._compute(place, depth)
            except CellError as error:
                self._known[place] = error
        known = self._known[place]
        if isinstance(known, CellError):
            raise known
        return known

    def _compute(self, place: Place, depth: int) -> CellValue:
        try:
            tokens = tokenize(self._formulas[place])
            return _Parser(tokens, place[0], self, depth + 1).result()
        except UnknownFormulaError:
            return self._stored(place)

    def _stored(self, place: Place) -> CellValue:
        name, row, column = place
        sheet = self._sheets.get(name)
        if sheet is None:
            raise CellError("#REF!")
        if (row, column) in sheet.errors:
            raise CellError(sheet.errors[row, column])
        if row > len(sheet.rows) or column > len(sheet.rows[row - 1]):
            return None
        value = sheet.rows[row - 1][column - 1]
        if value == "" and (row, column) not in sheet.formulas:
            return None
        return value


class _Parser:
    """One formula or one argument of it, read from left to right."""

    def __init__(
        self, tokens: tuple[Token, ...], sheet: str, follower: Follower, depth: int
    ) -> None:
        self._tokens = tokens
        self._at = 0
        self._sheet = sheet
        self._follower = follower
        self._depth = depth

    def result(self) -> CellValue:
        """The formula's single value."""
        return self.single(self.operand())

    def operand(self) -> Operand:
        """The formula's value, a range where it is nothing but a reference."""
        if self._depth > DEEPEST:
            raise UnknownFormulaError("brackets within brackets")
        value = self._comparison()
        if self._at != len(self._tokens):
            raise UnknownFormulaError("the formula goes on")
        return value

    def single(self, operand: Operand) -> CellValue:
        """One value: the cell's own where ``operand`` refers to one."""
        if not isinstance(operand, Range):
            return operand
        if len(operand.places) != 1:
            raise UnknownFormulaError("a range where one cell belongs")
        return self._follower.value(operand.places[0], self._depth)

    def numbers(self, operand: Operand) -> Iterator[float]:
        """The numbers of an argument as SUM and AVERAGE take them: texts and blanks left out."""
        if not isinstance(operand, Range):
            yield number_of(operand)
            return
        for place in operand.places:
            value = self._follower.value(place, self._depth)
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                yield float(value)

    def _next_is(self, *values: str) -> str | None:
        if self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.value in values and token.type.startswith("OPERATOR"):
                self._at += 1
                return token.value
        return None

    def _comparison(self) -> Operand:
        left = self._joined()
        while (operator := self._next_is("=", "<>", "<", ">", "<=", ">=")) is not None:
            left = compare(operator, self.single(left), self.single(self._joined()))
        return left

    def _joined(self) -> Operand:
        left = self._sum()
        while self._next_is("&") is not None:
            left = text_of(self.single(left)) + text_of(self.single(self._sum()))
        return left

    def _sum(self) -> Operand:
        left = self._product()
        while (operator := self._next_is("+", "-")) is not None:
            right = number_of(self.single(self._product()))
            left = number_of(self.single(left)) + (right if operator == "+" else -right)
        return left

    def _product(self) -> Operand:
        left = self._signed()
        while (operator := self._next_is("*", "/")) is not None:
            right = number_of(self.single(self._signed()))
            number = number_of(self.single(left))
            if operator == "/" and right == 0:
                raise CellError("#DIV/0!")
            left = number * right if operator == "*" else number / right
        return left

    def _signed(self) -> Operand:
        minus = False
        signs = 0
        while self._at < len(self._tokens) and self._tokens[self._at].type == "OPERATOR-PREFIX":
            minus ^= self._tokens[self._at].value == "-"
            signs += 1
            self._at += 1
        value = self._primary()
        while self._at < len(self._tokens) and self._tokens[self._at].type == "OPERATOR-POSTFIX":
            self._at += 1
            value = number_of(self.single(value)) / 100
        if not signs:
            return value
        number = number_of(self.single(value))
        return -number if minus else number

    def _primary(self) -> Operand:
        if self._at >= len(self._tokens):
            raise UnknownFormulaError("the formula ends early")
        token = self._tokens[self._at]
        self._at += 1
        if token.subtype == "OPEN" and token.type in ("PAREN", "FUNC"):
            arguments = self._arguments()
            if token.type == "FUNC":
                name = token.value.rstrip("(").upper().removeprefix("_XLFN.")
                if name not in FUNCTIONS:
                    raise UnknownFormulaError(name)
                return FUNCTIONS[name](self, arguments)
            if len(arguments) != 1:
                raise UnknownFormulaError("a list in brackets")
            return arguments[0]()
        if token.type != "OPERAND":
            raise UnknownFormulaError(token.value)
        if token.subtype == "NUMBER":
            return float(token.value)
        if token.subtype == "TEXT":
            return token.value[1:-1].replace('""', '"')
        if token.subtype == "LOGICAL":
            return token.value.upper() == "TRUE"
        if token.subtype == "ERROR":
            raise CellError(token.value)
        return spell_out(token.value, self._sheet)

    def _arguments(self) -> list[Argument]:
        """The arguments up to the closing bracket, each computed only when it is asked for."""
        arguments: list[Argument] = []
        start, depth = self._at, 0
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            closes = token.subtype == "CLOSE" and token.type in ("PAREN", "FUNC")
            if depth == 0 and (token.type == "SEP" or closes):
                if arguments or self._at > start or not closes:
                    arguments.append(self._later(self._tokens[start : self._at]))
                start = self._at + 1
            self._at += 1
            if closes and depth == 0:
                return arguments
            depth += (token.subtype == "OPEN") - (token.subtype == "CLOSE")
        raise UnknownFormulaError("a bracket is missing")

    def _later(self, tokens: tuple[Token, ...]) -> Argument:
        def compute() -> Operand:
            if not tokens:
                return 0.0
            return _Parser(tokens, self._sheet, self._follower, self._depth + 1).operand()

        return compute
