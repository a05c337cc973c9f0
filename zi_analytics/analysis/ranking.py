"""Units against every limit of a predicate, ordered by their distance to passing it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from zi_analytics.analysis.period_scores import PeriodScores
from zi_analytics.analysis.periods import Part, parts
from zi_analytics.analysis.standing import Standing, standings, standings_of
from zi_analytics.instrument.model import Instrument, Limit, Predicate, Text
from zi_analytics.scoring import Judged

TOTAL = "TOTAL"


@dataclass(frozen=True, slots=True)
class Column:
    """The total, an area or a result, with its limit where the predicate sets one.

    ``needed`` is in points. ``place`` is the node that a look at the column opens.
    """

    code: str
    label: Text
    short: Text
    nodes: tuple[str, ...]
    weight: float
    needed: float | None
    article: str

    @property
    def place(self) -> str:
        """The node to go to."""
        return self.nodes[0]


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Units × columns.

    ``units`` are the rows it was made of with further columns: ``distance`` (the smallest of
    value ÷ limit − 1 over all rules: 0 or more when all are met, NaN without a predicate),
    ``rule`` (the place of the rule it comes from in the predicate, -1 for none), ``unmet`` (how
    many rules are not met) and ``standing``. ``points`` and ``standings`` are units × columns,
    ``reached`` units × rules in points.
    """

    instrument: Instrument
    predicate: Predicate | None
    columns: tuple[Column, ...]
    units: pd.DataFrame
    points: np.ndarray
    standings: np.ndarray
    reached: np.ndarray

    def __len__(self) -> int:
        return len(self.units)

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The rules of the predicate."""
        return () if self.predicate is None else self.predicate.limits

    def met(self, column: int) -> int:
        """How many units meet the limit of a column."""
        return int((self.standings[:, column] == Standing.PASSING).sum())


def rank(scores: PeriodScores, units: pd.DataFrame, predicate: str | None) -> Ranking:
    """Hold ``units`` (rows of a field, of the instrument of ``scores``) against a predicate.

    What cannot be read back is left out.
    """
    places = scores.find(units["unit"], units["assessor"])
    rows, units = places[places >= 0], units[places >= 0].reset_index(drop=True)
    judged = next((one for one in scores.judged if one.predicate.code == predicate), None)
    columns = columns_of(scores.instrument, None if judged is None else judged.predicate)
    points = np.column_stack([_sum(scores, column.nodes)[rows] for column in columns])
    if judged is None:
        none = np.full(points.shape, Standing.UNKNOWN, dtype=object)
        units = units.assign(distance=np.nan, rule=-1, unmet=0, standing=Standing.UNKNOWN)
        return Ranking(
            scores.instrument, None, columns, units, points, none, np.empty((len(rows), 0))
        )
    limits = judged.predicate.limits
    met = judged.met[rows]
    least = np.array([limit.minimum for limit in limits])
    # A rule that is met by the guard against floating error alone is not behind.
    margins = judged.values[rows] / least - 1
    margins = np.where(met, np.maximum(margins, 0), margins)
    units = units.assign(
        distance=margins.min(axis=1),
        rule=margins.argmin(axis=1),
        unmet=(~met).sum(axis=1),
        standing=standings_of(judged)[rows],
    )
    reached = np.column_stack([_sum(scores, limit.nodes)[rows] for limit in limits])
    cells = _cells(judged, columns, rows)
    return Ranking(scores.instrument, judged.predicate, columns, units, points, cells, reached)


def columns_of(instrument: Instrument, predicate: Predicate | None) -> tuple[Column, ...]:
    """The total, the areas and the results in the order of the instrument."""
    limits = {} if predicate is None else {limit.nodes: limit for limit in predicate.limits}
    whole = Part(TOTAL, instrument.node[TOTAL].label, (TOTAL,))
    return tuple(
        _column(instrument, part, limits.get(part.nodes)) for part in (whole, *parts(instrument))
    )


def needed_points(instrument: Instrument, limit: Limit) -> float:
    """What a rule asks for, in points."""
    return limit.minimum * (_weight(instrument, limit.nodes) if limit.unit == "share" else 1.0)


def _column(instrument: Instrument, part: Part, limit: Limit | None) -> Column:
    return Column(
        code=part.code,
        label=part.label,
        short=instrument.short_of(part.nodes, part.label),
        nodes=part.nodes,
        weight=_weight(instrument, part.nodes),
        needed=None if limit is None else needed_points(instrument, limit),
        article="" if limit is None else limit.article,
    )


def _weight(instrument: Instrument, nodes: tuple[str, ...]) -> float:
    return sum(instrument.node[code].weight or 0.0 for code in nodes)


def _sum(scores: PeriodScores, nodes: tuple[str, ...]) -> np.ndarray:
    total: np.ndarray = np.sum([scores.points_of(code) for code in nodes], axis=0)
    return total


def _cells(judged: Judged, columns: tuple[Column, ...], rows: np.ndarray) -> np.ndarray:
    cells = np.full((len(rows), len(columns)), Standing.UNKNOWN, dtype=object)
    place = {limit.nodes: i for i, limit in enumerate(judged.predicate.limits)}
    for number, column in enumerate(columns):
        rule = place.get(column.nodes)
        if rule is not None:
            least = np.array(judged.predicate.limits[rule].minimum)
            cells[:, number] = standings(judged.values[rows, rule], least, judged.met[rows, rule])
    return cells


NEAREST, FURTHEST, HIGHEST, LOWEST, NAME = "nearest", "furthest", "highest", "lowest", "name"
_LATER = {Standing.PASSING: 1, Standing.UNKNOWN: 2}


def order(ranking: Ranking, by: str) -> np.ndarray:
    """The rows of a ranking in order.

    ``by`` is ``NEAREST`` (those that do not pass yet by how little is missing, then those that
    pass by their margin, the narrowest first, then those that are undecided), ``FURTHEST`` (those
    that do not pass yet from behind, then the rest as before), ``HIGHEST`` or ``LOWEST`` (by the
    total), ``NAME``, or the code of a column: the lowest there first.
    """
    units = ranking.units
    total = ranking.points[:, 0]
    by_name = np.arange(len(units))  # They come by name, and every sorting is stable.
    if by == NAME:
        return by_name
    if by in (HIGHEST, LOWEST):
        return np.argsort(-total if by == HIGHEST else total, kind="stable")
    places = {column.code: i for i, column in enumerate(ranking.columns)}
    if by in places:
        return np.argsort(ranking.points[:, places[by]], kind="stable")
    group = units["standing"].map(_LATER).fillna(0).to_numpy()
    distance = np.abs(np.nan_to_num(units["distance"].to_numpy(dtype=float)))
    unmet = units["unmet"].to_numpy()
    if by == FURTHEST:
        behind = np.where(group == 0, -1, 1)
        return np.lexsort((by_name, behind * -total, behind * unmet, behind * distance, group))
    return np.lexsort((by_name, -total, unmet, distance, group))
