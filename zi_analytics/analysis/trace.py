"""*Dari mana?* For any node the way down: its points, from which parts, cells and article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.instrument.model import AnswerKind, Instrument, Level, Node
from zi_analytics.workbook.reading import Answer, State


class How(StrEnum):
    """How a step gets its points."""

    SUM = "sum"
    MEAN = "mean"
    CHOICE = "choice"
    RATIO = "ratio"
    INDEX = "index"
    FIGURE = "figure"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Step:
    """One node on the way down.

    ``value`` is 0 to 1 (for a mean the mean of its questions, for a count the number itself),
    None where nothing usable was answered; ``points`` is None for counts. ``rule`` says how a
    ratio is computed ("share", "fall"); ``used`` is False for a count that must be filled but
    does not enter it.
    """

    node: Node
    how: How
    points: float | None
    weight: float | None
    value: float | None
    article: str
    answer: Answer | None = None
    rule: str | None = None
    used: bool = True
    steps: tuple[Step, ...] = ()


def trace(assessed: Assessed, code: str) -> Step:
    """The way from the points of node ``code`` down to the cells. KeyError for an unknown code."""
    columns = {q.code: i for i, q in enumerate(assessed.instrument.questions)}
    return _step(assessed, assessed.instrument.node[code], columns)


def _step(assessed: Assessed, node: Node, columns: dict[str, int]) -> Step:
    instrument = assessed.instrument
    if node.code in columns:
        return _question(assessed, node, float(assessed.values[columns[node.code]]))
    children = [child for child in instrument.children[node.code] if child.weight is not None]
    steps = tuple(_step(assessed, child, columns) for child in children)
    of_questions = bool(children) and all(child.level is Level.QUESTION for child in children)
    is_mean = of_questions and node.level in (Level.INDICATOR, Level.PART)
    values = [0.0 if step.value is None else step.value for step in steps]
    return Step(
        node=node,
        how=How.MEAN if is_mean else How.SUM,
        points=assessed.points[node.code],
        weight=node.weight,
        value=float(np.mean(values)) if is_mean else _share(assessed.points[node.code], node),
        article=instrument.article,
        steps=steps,
    )


def _question(assessed: Assessed, node: Node, value: float) -> Step:
    instrument = assessed.instrument
    kind = instrument.type_of(node.code).kind
    ratio = instrument.ratios.get(node.code)
    return Step(
        node=node,
        how=How(kind.value),
        points=assessed.points[node.code],
        weight=node.weight,
        value=None if value != value else value,
        article=instrument.article if ratio is None else ratio.article or instrument.article,
        answer=assessed.reading.answers.get(node.code),
        rule=None if ratio is None else ratio.rule,
        steps=_counts(assessed, node) if kind is AnswerKind.RATIO else (),
    )


def _counts(assessed: Assessed, question: Node) -> tuple[Step, ...]:
    instrument: Instrument = assessed.instrument
    ratio = instrument.ratios[question.code]
    steps = []
    for code in (*ratio.whole, *ratio.part, *ratio.unused):
        answer = assessed.reading.answers.get(code)
        usable = answer is not None and answer.state is State.ANSWERED
        steps.append(
            Step(
                node=instrument.node[code],
                how=How.COUNT,
                points=None,
                weight=None,
                value=answer.value if usable and answer is not None else None,
                article=ratio.article or instrument.article,
                answer=answer,
                used=code not in ratio.unused,
            )
        )
    return tuple(steps)


def _share(points: float, node: Node) -> float | None:
    return points / node.weight if node.weight else None
