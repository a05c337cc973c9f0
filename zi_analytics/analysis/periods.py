"""One unit's periods in order of time, each scored and judged; the parts that make its total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import fsum

import numpy as np

from zi_analytics.analysis.standing import Standing, standing_towards
from zi_analytics.findings import Finding
from zi_analytics.instrument.model import Instrument, Level, Node, Text
from zi_analytics.scoring import judge, score
from zi_analytics.store import ValueMatrix
from zi_analytics.store.names import period_order

_ABOVE_PARTS = (Level.TOTAL, Level.COMPONENT, Level.ASPECT)


@dataclass(frozen=True, slots=True)
class Part:
    """An area or a result. All parts of an instrument together are its total.

    ``code`` is the same in every instrument: the number of an area, the node of a result.
    """

    code: str
    label: Text
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """One assessor's answers in one period.

    ``values`` are in the order of the instrument's questions, NaN where unanswered; ``points`` are
    by node code. ``reached`` and ``undecided`` are codes of predicates, "" for none. ``standing``
    is that of the first predicate, unknown where the worksheet cannot decide it.
    """

    period: str
    instrument: Instrument
    values: np.ndarray
    points: Mapping[str, float]
    reached: str
    undecided: str
    standing: Standing

    @property
    def total(self) -> float:
        """The points of the whole worksheet, 0 to 100."""
        return self.points["TOTAL"]

    def points_of(self, part: Part) -> float:
        """The points of an area or result."""
        return fsum(self.points[code] for code in part.nodes)

    def weight_of(self, part: Part) -> float:
        """What a full area or result earns."""
        return fsum(self.instrument.node[code].weight or 0.0 for code in part.nodes)


@dataclass(frozen=True, slots=True)
class History:
    """The periods of one unit and assessor in order of time.

    ``damaged`` names those that are left out because their bytes are not what was stored.
    """

    moments: tuple[Moment, ...]
    damaged: tuple[Finding, ...]


def parts(instrument: Instrument) -> tuple[Part, ...]:
    """The areas and results of an instrument in its order."""
    areas = [Part(area.code, area.label, area.nodes) for area in instrument.areas]
    inside = {code for area in areas for code in area.nodes}
    results = [
        Part(node.code, node.label, (node.code,)) for node in _outside(instrument, "TOTAL", inside)
    ]
    return (*areas, *results)


def _outside(instrument: Instrument, code: str, areas: set[str]) -> Iterator[Node]:
    node = instrument.node[code]
    if code in areas:
        return
    if node.level not in _ABOVE_PARTS:
        yield node
        return
    for child in instrument.children[code]:
        yield from _outside(instrument, child.code, areas)


def total_limits(instrument: Instrument) -> tuple[tuple[str, float], ...]:
    """What each predicate asks of the total: its code and points."""
    return tuple(
        (predicate.code, limit.minimum)
        for predicate in instrument.predicates
        for limit in predicate.limits
        if limit.nodes == ("TOTAL",) and limit.unit == "points"
    )


def history(stored: Iterable[tuple[Instrument, ValueMatrix]], assessor: str) -> History:
    """The periods of ``assessor`` from one unit's answers, by instrument."""
    moments: list[Moment] = []
    damaged: list[Finding] = []
    for instrument, matrix in stored:
        rows = np.flatnonzero(matrix.assessors == assessor)
        moments += [
            moment(instrument, str(matrix.periods[row]), matrix.values[row]) for row in rows
        ]
        damaged += [finding for finding in matrix.findings if finding.assessor == assessor]
    moments.sort(key=lambda one: period_order(one.period))
    return History(tuple(moments), tuple(damaged))


def moment(instrument: Instrument, period: str, values: np.ndarray) -> Moment:
    """Score and judge the answers of one period."""
    points = score(instrument, values)
    verdicts = judge(instrument, points)
    passed = [verdict.predicate for verdict in verdicts if verdict.passed]
    undecided = [verdict.predicate for verdict in verdicts if verdict.undecided]
    codes = [node.code for node in instrument.scored]
    return Moment(
        period=period,
        instrument=instrument,
        values=values,
        points=dict(zip(codes, points.tolist(), strict=True)),
        reached=passed[-1] if passed else "",
        undecided=undecided[-1] if undecided else "",
        standing=standing_towards(verdicts),
    )
