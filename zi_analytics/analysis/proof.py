"""Three numbers that belong together: claimed, with evidence, and the lowest if the doubtful are
refused; for the whole and for every area and result."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import fsum

import numpy as np

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.evidence import is_proven, proven_values
from zi_analytics.analysis.periods import Part, parts
from zi_analytics.instrument.model import Instrument, Node, Text
from zi_analytics.scoring import Verdict, judge, score
from zi_analytics.workbook.reading import Answer

ROOT = "TOTAL"
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class ProofRow:
    """The three numbers of one place, in points of the total. ``limits`` are what each predicate
    asks of it, in points, by the predicate's code."""

    code: str
    label: Text
    weight: float
    claimed: float
    proven: float
    lowest: float
    limits: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """The three numbers: ``total``, and ``rows`` by area and result.

    ``reached`` are the predicates as claimed, with evidence and at the lowest: the verdicts.
    """

    total: ProofRow
    rows: tuple[ProofRow, ...]
    claimed: tuple[Verdict, ...]
    proven: tuple[Verdict, ...]
    lowest: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Bare:
    """An answer that earns points without evidence."""

    question: Node
    answer: Answer
    value: float
    points: float


def prove(assessed: Assessed, doubtful: Collection[str]) -> Proof:
    """The three numbers of an assessment; ``doubtful`` are the questions with an open doubt."""
    instrument = assessed.instrument
    worst = lowest_values(assessed, doubtful)
    codes = [node.code for node in instrument.scored]
    points = score(instrument, worst)
    lowest = dict(zip(codes, points.tolist(), strict=True))
    limits = _limits(instrument)
    with_evidence = score(instrument, proven_values(instrument, assessed.reading, assessed.values))
    total = _row(assessed, lowest, ROOT, instrument.node[ROOT].label, (ROOT,), limits)
    return Proof(
        total=total,
        rows=tuple(
            _row(assessed, lowest, part.nodes[0], part.label, part.nodes, limits)
            for part in parts(instrument)
        ),
        claimed=assessed.verdicts,
        proven=judge(instrument, with_evidence),
        lowest=judge(instrument, points),
    )


def lowest_values(assessed: Assessed, doubtful: Collection[str]) -> np.ndarray:
    """The values with every answer without evidence and every doubtful one at 0."""
    kept = proven_values(assessed.instrument, assessed.reading, assessed.values)
    refused = [question.code in doubtful for question in assessed.instrument.questions]
    return np.where(refused, 0.0, kept)


def bare_answers(assessed: Assessed) -> tuple[Bare, ...]:
    """The answers that earn points without evidence, the most points first."""
    found = []
    for column, question in enumerate(assessed.instrument.questions):
        answer = assessed.reading.answers.get(question.code)
        value = float(assessed.values[column])
        points = 0.0 if value != value else value * (question.weight or 0.0)
        if answer is not None and points > _LEAST and not is_proven(answer):
            found.append(Bare(question, answer, value, points))
    return tuple(sorted(found, key=lambda one: -one.points))


def part_of(instrument: Instrument) -> dict[str, Part]:
    """The area or result of every question."""
    of_node = {code: part for part in parts(instrument) for code in part.nodes}
    found = {}
    for question in instrument.questions:
        code: str | None = question.code
        while code is not None and code not in of_node:
            code = instrument.node[code].parent
        if code is not None:
            found[question.code] = of_node[code]
    return found


def short_parts(instrument: Instrument) -> dict[str, Text]:
    """The short name of the area or result of every question, for a column of a table."""
    return {
        code: instrument.short_of(part.nodes, part.label)
        for code, part in part_of(instrument).items()
    }


def _row(
    assessed: Assessed,
    lowest: Mapping[str, float],
    code: str,
    label: Text,
    nodes: tuple[str, ...],
    limits: Mapping[tuple[str, ...], tuple[tuple[str, float], ...]],
) -> ProofRow:
    return ProofRow(
        code=code,
        label=label,
        weight=fsum(assessed.instrument.node[one].weight or 0.0 for one in nodes),
        claimed=fsum(assessed.points[one] for one in nodes),
        proven=fsum(assessed.proven[one] for one in nodes),
        lowest=fsum(lowest[one] for one in nodes),
        limits=limits.get(nodes, ()),
    )


def _limits(instrument: Instrument) -> dict[tuple[str, ...], tuple[tuple[str, float], ...]]:
    found: dict[tuple[str, ...], tuple[tuple[str, float], ...]] = {}
    for predicate in instrument.predicates:
        for limit in predicate.limits:
            weight = fsum(instrument.node[code].weight or 0.0 for code in limit.nodes)
            asked = limit.minimum * weight if limit.unit == "share" else limit.minimum
            found[limit.nodes] = (*found.get(limit.nodes, ()), (predicate.code, asked))
    return found
