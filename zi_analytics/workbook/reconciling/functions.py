"""The functions that worksheets use, and how Excel counts, joins and compares values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from zi_analytics.workbook.cells import CellValue
from zi_analytics.workbook.reconciling.formulas import Range, UnknownFormulaError

Operand = CellValue | Range
Argument = Callable[[], Operand]
"""An argument, computed only when the function asks for it: IF and IFERROR do not always."""


class CellError(Exception):
    """A formula that comes to an error, as Excel's #DIV/0!."""


class Evaluator(Protocol):
    """What turns an argument into values."""

    def single(self, operand: Operand) -> CellValue:
        """One value: the cell's own where ``operand`` refers to one."""

    def numbers(self, operand: Operand) -> Iterator[float]:
        """The numbers of an argument as SUM takes them."""


Function = Callable[[Evaluator, list[Argument]], Operand]


def number_of(value: Operand) -> float:
    """A value as arithmetic takes it; a text is #VALUE!."""
    if value is None:
        return 0.0
    if isinstance(value, (bool, int, float)):
        return float(value)
    raise CellError("#VALUE!")


def text_of(value: CellValue) -> str:
    """A value as "&" joins it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def compare(operator: str, left: CellValue, right: CellValue) -> bool:
    """Compare as Excel does: numbers before texts, no case, an empty cell is 0 and "" alike."""
    if left is None and right is None:
        return operator in ("=", "<=", ">=")
    a, b = _ordered(left, right), _ordered(right, left)
    outcome = (a > b) - (a < b)
    return {
        "=": outcome == 0,
        "<>": outcome != 0,
        "<": outcome < 0,
        ">": outcome > 0,
        "<=": outcome <= 0,
        ">=": outcome >= 0,
    }[operator]


def _ordered(value: CellValue, other: CellValue) -> tuple[int, float, str]:
    if value is None:
        value = "" if isinstance(other, str) else False if isinstance(other, bool) else 0.0
    if isinstance(value, bool):
        return 2, float(value), ""
    if isinstance(value, (int, float)):
        return 0, float(value), ""
    return 1, 0.0, str(value).casefold()


def _if(evaluator: Evaluator, arguments: list[Argument]) -> Operand:
    if not 2 <= len(arguments) <= 3:
        raise UnknownFormulaError("IF")
    if bool(number_of(evaluator.single(arguments[0]()))):
        return arguments[1]()
    return arguments[2]() if len(arguments) == 3 else False


def _if_error(evaluator: Evaluator, arguments: list[Argument]) -> Operand:
    if len(arguments) != 2:
        raise UnknownFormulaError("IFERROR")
    try:
        return evaluator.single(arguments[0]())
    except CellError:
        return arguments[1]()


def _aggregate(compute: Callable[[list[float]], float]) -> Function:
    def function(evaluator: Evaluator, arguments: list[Argument]) -> Operand:
        return compute([n for argument in arguments for n in evaluator.numbers(argument())])

    return function


def _count(evaluator: Evaluator, arguments: list[Argument]) -> Operand:
    counted = 0
    for argument in arguments:
        operand = argument()
        # COUNT steps over errors, one cell at a time.
        cells = (
            [Range((place,)) for place in operand.places]
            if isinstance(operand, Range)
            else [operand]
        )
        for cell in cells:
            try:
                counted += len(list(evaluator.numbers(cell)))
            except CellError:
                continue
    return float(counted)


def _of_values(compute: Callable[[list[CellValue]], CellValue], count: int | None) -> Function:
    def function(evaluator: Evaluator, arguments: list[Argument]) -> Operand:
        if count is not None and len(arguments) != count:
            raise UnknownFormulaError("another number of arguments")
        return compute([evaluator.single(argument()) for argument in arguments])

    return function


def _is_error(evaluator: Evaluator, arguments: list[Argument]) -> Operand:
    try:
        for argument in arguments:
            evaluator.single(argument())
    except CellError:
        return True
    return False


def _average(numbers: list[float]) -> float:
    if not numbers:
        raise CellError("#DIV/0!")
    return sum(numbers) / len(numbers)


def _round(values: list[CellValue]) -> float:
    number, digits = (number_of(value) for value in values)
    if not (abs(number) < 1e15 and abs(digits) < 300):
        raise CellError("#NUM!")
    # Excel rounds half away from zero, on the decimal figure that is shown.
    step = 10.0 ** int(digits)
    return (1 if number >= 0 else -1) * int(abs(number) * step + 0.5 + 1e-9) / step


def _is_number(evaluator: Evaluator, arguments: list[Argument]) -> Operand:
    try:
        values = [evaluator.single(argument()) for argument in arguments]
    except CellError:
        return False
    return all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values)


FUNCTIONS: dict[str, Function] = {
    "IF": _if,
    "IFERROR": _if_error,
    "ISERROR": _is_error,
    "SUM": _aggregate(lambda numbers: sum(numbers, 0.0)),
    "COUNT": _count,
    "AVERAGE": _aggregate(_average),
    "MIN": _aggregate(lambda numbers: min(numbers, default=0.0)),
    "MAX": _aggregate(lambda numbers: max(numbers, default=0.0)),
    "AND": _of_values(lambda values: all(number_of(value) for value in values), None),
    "OR": _of_values(lambda values: any(number_of(value) for value in values), None),
    "NOT": _of_values(lambda values: not number_of(values[0]), 1),
    "ROUND": _of_values(_round, 2),
    "ISNUMBER": _is_number,
    "ISBLANK": _of_values(lambda values: values[0] is None, 1),
    "UPPER": _of_values(lambda values: text_of(values[0]).upper(), 1),
    "LOWER": _of_values(lambda values: text_of(values[0]).lower(), 1),
    "TRIM": _of_values(lambda values: " ".join(text_of(values[0]).split()), 1),
}
