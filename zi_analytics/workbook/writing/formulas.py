"""The rule as live formulas: what is unanswered, no option or not computable counts nothing.

Never AVERAGE, which leaves the unanswered out and makes a half-filled sheet look good: a sum over
the number of questions. Cells go in by name ("F12"); the option values, the ends of scales and
the limits come from the instrument.
"""

from __future__ import annotations

from collections.abc import Sequence

from zi_analytics.instrument import AnswerKind, AnswerType, Ratio


def value(answer_type: AnswerType, answer: str) -> str:
    """The value 0 to 1 of the answer in a cell, 0 for none."""
    if answer_type.kind is AnswerKind.CHOICE:
        return f"=IFERROR({_choice(answer_type, answer)},0)"
    if answer_type.kind is AnswerKind.RATIO:
        return f"=IF(ISNUMBER({answer}),{answer},0)"
    highest = number(answer_type.highest or 1.0)
    return f"={_within(answer, highest)}/{highest}"


def ratio(ratio: Ratio, cell: dict[str, str]) -> str:
    """The share that counts come to, an empty text while they come to none.

    ``cell`` are the counts' cells by code. Of a denominator with several parts the filled ones
    are added; a text, a fraction or a number below 0 is no count.
    """
    part, whole = ([cell[code] for code in codes] for codes in (ratio.part, ratio.whole))
    above, below = _sum(part), _sum(whole)
    together = ",".join([*part, *whole])
    broken = ",".join(f"INT({one})<>{one}" for one in (*part, *whole))
    if ratio.rule == "fall":
        result = f'IF({below}=0,IF({above}=0,1,""),MAX(0,({below}-{above})/{below}))'
    else:
        result = f'IF({below}=0,"",MIN(1,{above}/{below}))'
    filled = f"OR(COUNT({','.join(part)})=0,COUNT({','.join(whole)})=0)"
    no_numbers = f"COUNTA({together})<>COUNT({together})"
    none = f"OR(MIN({together})<0,{broken})"
    return f'=IF({filled},"",IF({no_numbers},"",IF({none},"",{result})))'


def share(points: str, weight: str) -> str:
    """Points over weight; a value without a weight of its own is a share already."""
    return f"={points}/{weight}" if weight else f"={points}"


def unless_not_computable(shown: str, computed: str, counts: Sequence[str], reason: str) -> str:
    """A formula, or the ``reason`` where counts are filled in and the ratio ``computed`` from
    them comes to nothing."""
    nothing = f'AND({computed}="",COUNTA({",".join(counts)})>0)'
    return f"=IF({nothing},{text(reason)},{shown.removeprefix('=')})"


def share_if_filled(figure: str, weight: str) -> str:
    """A typed figure over its weight, an empty text while it is not filled in."""
    return f'=IF({figure}="","",{figure}/{weight})'


def sum_if_any(cells: Sequence[str]) -> str:
    """The sum of counts, an empty text while none is filled in."""
    return f'=IF(COUNT({",".join(cells)})=0,"",SUM({",".join(cells)}))'


def weighted(value_formula: str, weight: str) -> str:
    """A value times the weight beside it."""
    return f"=({value_formula.removeprefix('=')})*{weight}"


def mean(values: Sequence[str], weight: str) -> str:
    """The mean of all values, answered or not, times the weight."""
    return f"={_sum(values)}/{len(values)}*{weight}"


def total(points: Sequence[str]) -> str:
    """A plain sum."""
    return f"={_sum(points)}"


def total_of_figures(cells: Sequence[tuple[str, str]]) -> str:
    """The sum of typed figures, each with the cell of its highest; what lies outside is none."""
    return "=" + "+".join(_within(figure, highest) for figure, highest in cells)


def text(said: str) -> str:
    """A text inside a formula."""
    escaped = said.replace('"', '""')
    return f'"{escaped}"'


def number(given: float) -> str:
    """A number inside a formula, to its last digit."""
    return f"{given:.17g}" if float(f"{given:.15g}") != given else f"{given:.15g}"


def _choice(answer_type: AnswerType, answer: str) -> str:
    tail = "0"
    for option in reversed(answer_type.options):
        tail = f"IF(TRIM({answer})={text(option.key)},{number(option.value)},{tail})"
    return tail


def _within(cell: str, highest: str) -> str:
    """A number from 0 to ``highest``, 0 for anything else."""
    return f"IF(ISNUMBER({cell}),IF(AND({cell}>=0,{cell}<={highest}),{cell},0),0)"


def _sum(cells: Sequence[str]) -> str:
    return f"SUM({','.join(cells)})"
