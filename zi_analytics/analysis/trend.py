"""One unit over its periods, and what lies between two of them.

Where the instrument changed between the two, every area and result that both instruments have is
split. With ``share`` = points / weight:

- *own* = (new share − old share) × new weight: what the unit's change is worth today;
- *by the instrument* = the rest: (new weight − old weight) × old share, what the same shares would
  have brought or cost under the new weights, and all points of what only one of the two has.

Both add up to the whole change. See docs/decisions/0010.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import fsum, isnan

import numpy as np

from zi_analytics.analysis.standing import Standing, standing_of
from zi_analytics.findings import Finding
from zi_analytics.instrument.model import Instrument, Level, Node, Text
from zi_analytics.scoring import Verdict, judge, score
from zi_analytics.store import ValueMatrix
from zi_analytics.store.names import period_order

_ABOVE_PARTS = (Level.TOTAL, Level.COMPONENT, Level.ASPECT)
_LEAST = 1e-9


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


@dataclass(frozen=True, slots=True)
class PartChange:
    """The change of an area or result; None where an instrument does not have it."""

    part: Part
    before: float | None
    after: float | None
    own: float

    @property
    def points(self) -> float:
        """The whole change."""
        return (self.after or 0.0) - (self.before or 0.0)

    @property
    def by_instrument(self) -> float:
        """What the change of the instrument does."""
        return self.points - self.own


class Kind(StrEnum):
    """What became of a question.

    New: not in the worksheet before, or without a usable answer; gone is the reverse.
    Reweighted: the same answer, but the question weighs something else in the new instrument.
    """

    IMPROVED = "improved"
    FELL = "fell"
    NEW = "new"
    GONE = "gone"
    REWEIGHTED = "reweighted"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Side:
    """A question in one period; ``value`` is 0 to 1, None without a usable answer."""

    instrument: Instrument
    question: Node
    value: float | None

    @property
    def points(self) -> float:
        """What the answer earns."""
        return (self.value or 0.0) * (self.question.weight or 0.0)


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """What became of a question; None is the side of an instrument that does not ask it."""

    before: Side | None
    after: Side | None

    @property
    def question(self) -> Node:
        """The question, as the newer instrument that has it says it."""
        side = self.after or self.before
        assert side is not None
        return side.question

    @property
    def points(self) -> float:
        """What the change does to the total."""
        was, now = (0.0 if side is None else side.points for side in (self.before, self.after))
        return now - was

    @property
    def kind(self) -> Kind:
        """What became of it."""
        was, now = (None if side is None else side.value for side in (self.before, self.after))
        if was is None or now is None:
            return Kind.SAME if was is now else Kind.GONE if now is None else Kind.NEW
        if abs(now - was) > _LEAST:
            return Kind.IMPROVED if now > was else Kind.FELL
        return Kind.REWEIGHTED if abs(self.points) > _LEAST else Kind.SAME


@dataclass(frozen=True, slots=True)
class Comparison:
    """What lies between two periods.

    The points of ``parts`` add up to ``points``, those of ``questions`` too; ``questions`` is empty
    where a form without questions stands beside another instrument.
    """

    before: Moment
    after: Moment
    parts: tuple[PartChange, ...]
    questions: tuple[QuestionChange, ...]

    @property
    def points(self) -> float:
        """The change of the total."""
        return self.after.total - self.before.total

    @property
    def instrument_changed(self) -> bool:
        """Whether the two were made with different instruments."""
        return self.before.instrument.id != self.after.instrument.id

    @property
    def own(self) -> float:
        """How much of the change is the unit's own."""
        return fsum(part.own for part in self.parts) if self.instrument_changed else self.points

    @property
    def by_instrument(self) -> float:
        """How much of the change comes from the instrument: the rest."""
        return self.points - self.own


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
        standing=_standing(verdicts),
    )


def _standing(verdicts: tuple[Verdict, ...]) -> Standing:
    if not verdicts or verdicts[0].undecided:
        return Standing.UNKNOWN
    if verdicts[0].passed:
        return Standing.PASSING
    stands = {standing_of(outcome) for outcome in verdicts[0].rules}
    return Standing.FAILING if Standing.FAILING in stands else Standing.CLOSE


def compare(before: Moment, after: Moment) -> Comparison:
    """What lies between two periods of one unit and assessor."""
    return Comparison(
        before, after, tuple(_part_changes(before, after)), tuple(_question_changes(before, after))
    )


def _part_changes(before: Moment, after: Moment) -> Iterator[PartChange]:
    old = {part.code: part for part in parts(before.instrument)}
    new = {part.code: part for part in parts(after.instrument)}
    for code, part in (new | {code: old[code] for code in old if code not in new}).items():
        was = before.points_of(old[code]) if code in old else None
        now = after.points_of(new[code]) if code in new else None
        if was is None or now is None:
            own = 0.0
        elif before.instrument is after.instrument:
            own = now - was
        else:
            own = now - was / before.weight_of(old[code]) * after.weight_of(new[code])
        yield PartChange(part, was, now, own)


def _question_changes(before: Moment, after: Moment) -> Iterator[QuestionChange]:
    one, other = before.instrument, after.instrument
    if one is not other and not (one.asks_questions and other.asks_questions):
        return
    old, new = _by_identity(one), _by_identity(other)
    for name in new | old:
        yield QuestionChange(_side(before, old.get(name)), _side(after, new.get(name)))


def _side(one: Moment, column: int | None) -> Side | None:
    if column is None:
        return None
    value = float(one.values[column])
    return Side(one.instrument, one.instrument.questions[column], None if isnan(value) else value)


def _by_identity(instrument: Instrument) -> dict[tuple[str, str], int]:
    """The columns of the questions by what makes them the same in another instrument.

    That is the wording of the question within its area or result; where a wording stands there
    twice, it is the code, which another instrument does not have.
    """
    part_of = {node: part.code for part in parts(instrument) for node in part.nodes}
    places = []
    for question in instrument.questions:
        code: str | None = question.code
        while code is not None and code not in part_of:
            code = instrument.node[code].parent
        places.append((part_of[code or ""], " ".join(question.label.id.casefold().split())))
    times = Counter(places)
    return {
        place if times[place] == 1 else (instrument.id, question.code): column
        for column, (place, question) in enumerate(zip(places, instrument.questions, strict=True))
    }
