"""The formulas of the circulated worksheets, each with what Excel makes of it."""

from __future__ import annotations

from collections.abc import Callable

from scripts.worksheets.grid import (
    DIVISION,
    VALUE,
    ErrorValue,
    Formula,
    Grid,
    Place,
    Value,
    name_of,
    span,
)
from scripts.worksheets.tree import KEYS, SHARES, WRITTEN


def choice(grid: Grid, kind: Place, answer: Place, unanswered: str = "") -> Formula:
    """0 to 1 by the type cell and the answer; a type it does not know gives an empty text."""
    asked, given = name_of(kind), name_of(answer)
    tail = '""'
    for code in reversed(KEYS):
        options = '""'
        for key, share in reversed(list(zip(KEYS[code], SHARES[code], strict=True))):
            options = f'IF({given}="{key}",{share:g},{options})'
        tail = f'IF({asked}="{WRITTEN[code]}",{options},{tail})'

    def compute() -> Value:
        typed, chosen = grid.value(*kind), grid.value(*answer)
        if chosen is None:
            return unanswered
        for code, written in WRITTEN.items():
            if code in KEYS and str(typed).upper() == written.upper():
                for key, share in zip(KEYS[code], SHARES[code], strict=True):
                    if str(chosen).upper() == key.upper():
                        return share
        return ""

    return Formula(f'=IF({given}="","{unanswered}",{tail})', compute)


def times(grid: Grid, inner: Formula, weight: Place) -> Formula:
    """A value × weight, 0 while there is no value (the results, whose row bears the weight)."""

    def compute() -> Value:
        share, worth = inner.compute(), grid.value(*weight)
        if isinstance(share, float | int) and isinstance(worth, float | int):
            return share * worth
        return 0

    return Formula(f"=IFERROR(({inner.text[1:]})*{name_of(weight)},0)", compute)


def index(grid: Grid, answer: Place, weight: Place) -> Formula:
    """Survey index / 4 × weight, whatever scale was typed."""
    given, worth = name_of(answer), name_of(weight)

    def compute() -> Value:
        typed, full = grid.value(*answer), grid.value(*weight)
        if isinstance(typed, float | int) and isinstance(full, float | int):
            return typed / 4 * full
        return 0

    return Formula(f"=IF(ISNUMBER({given}),{given}/4*{worth},0)", compute)


def ratio(grid: Grid, part: Place, whole: Place) -> Formula:
    """Part / whole, at most 1; nothing while one is empty; ``#DIV/0!`` for a whole of 0."""
    above, below = name_of(part), name_of(whole)

    def compute() -> Value:
        return _quotient(grid, part, whole, lambda a, b: min(1.0, a / b) if b else DIVISION)

    return Formula(f'=IF(COUNT({below},{above})<2,"",MIN(1,{above}/{below}))', compute)


def fall(grid: Grid, now: Place, before: Place) -> Formula:
    """(Before - now) / before, at least 0, and 1 when both are 0."""
    this, last = name_of(now), name_of(before)

    def share(a: float, b: float) -> Value:
        if a == 0 and b == 0:
            return 1
        return max(0.0, (b - a) / b) if b else DIVISION

    def compute() -> Value:
        return _quotient(grid, now, before, share)

    return Formula(
        f'=IF(COUNT({last},{this})<2,"",IF(AND({last}=0,{this}=0),1,MAX(0,({last}-{this})/{last})))',
        compute,
    )


def shown(grid: Grid, place: Place) -> Formula:
    """The same as another cell, empty where that one is an error."""

    def compute() -> Value:
        found = grid.value(*place)
        return "" if isinstance(found, ErrorValue) else (0 if found is None else found)

    return Formula(f'=IFERROR({name_of(place)},"")', compute)


def passed_on(grid: Grid, place: Place) -> Formula:
    """The same as another cell, its errors too."""

    def compute() -> Value:
        found = grid.value(*place)
        return 0 if found is None else found

    return Formula(f"={name_of(place)}", compute)


def mean(grid: Grid, places: list[Place], weight: Place, guarded: bool = True) -> Formula:
    """AVERAGE × weight: texts and empty cells are left out; ``guarded`` turns errors into 0."""

    def compute() -> Value:
        found = grid.values(places)
        numbers = [value for value in found if isinstance(value, float | int)]
        errors = [value for value in found if isinstance(value, ErrorValue)]
        worth = grid.value(*weight)
        if not isinstance(worth, float | int):
            return VALUE
        if errors or not numbers:
            return 0 if guarded else (errors[0] if errors else DIVISION)
        return sum(numbers) / len(numbers) * worth

    average = f"AVERAGE({span(places)})"
    average = f"IFERROR({average},0)" if guarded else average
    return Formula(f"={average}*{name_of(weight)}", compute)


def total(grid: Grid, places: list[Place], sheet: str = "") -> Formula:
    """SUM of cells, of another sheet when one is named; an error among them is its result."""

    def compute() -> Value:
        found = grid.values(places)
        errors = [value for value in found if isinstance(value, ErrorValue)]
        if errors:
            return errors[0]
        return sum(value for value in found if isinstance(value, float | int))

    if sheet:
        cells = ",".join(f"'{sheet}'!{name_of(place)}" for place in places)
        return Formula(f"=SUM({cells})", compute)
    return Formula(f"=SUM({span(places)})", compute)


def share(grid: Grid, points: Place, weight: Place) -> Formula:
    """Points / weight."""

    def compute() -> Value:
        return _quotient(grid, points, weight, lambda a, b: a / b if b else DIVISION)

    return Formula(f"={name_of(points)}/{name_of(weight)}", compute)


def _quotient(grid: Grid, above: Place, below: Place, of: Callable[[float, float], Value]) -> Value:
    first, second = grid.value(*above), grid.value(*below)
    for found in (second, first):
        if isinstance(found, ErrorValue):
            return found
    if isinstance(first, float | int) and isinstance(second, float | int):
        return of(first, second)
    return ""
