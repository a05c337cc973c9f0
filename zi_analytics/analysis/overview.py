"""The overview of one assessment: what holds the predicate back and what closes it."""

from __future__ import annotations

from dataclasses import dataclass

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.gains import Gain, closing_answers
from zi_analytics.analysis.standing import Standing, standing, standing_of
from zi_analytics.instrument.model import AnswerKind, Area, Instrument, Limit
from zi_analytics.scoring import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Rule:
    """A limit with what was reached; all figures in points, whatever unit the rule has."""

    limit: Limit
    standing: Standing
    reached: float
    proven: float
    needed: float
    weight: float

    @property
    def missing(self) -> float:
        """Points still missing, 0 when the rule is met."""
        return 0.0 if self.standing is Standing.PASSING else max(self.needed - self.reached, 0.0)


@dataclass(frozen=True, slots=True)
class Closing:
    """What closes a rule that is not met.

    ``index`` and ``index_needed`` are set where the rule hangs on one survey index;
    ``answers`` are the fewest questions that, answered fully, bring the missing points.
    """

    rule: Rule
    answers: tuple[Gain, ...]
    index: float | None = None
    index_needed: float | None = None

    @property
    def index_rise(self) -> float | None:
        """How far the survey index must rise."""
        if self.index is None or self.index_needed is None:
            return None
        return self.index_needed - self.index


@dataclass(frozen=True, slots=True)
class Part:
    """One aspect of an area: its points, those with evidence, and its weight."""

    node: str
    points: float
    proven: float
    weight: float


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area against its limit. ``needed`` is None where the regime sets no limit for areas."""

    area: Area
    fulfilment: Part
    reform: Part | None
    needed: float | None
    standing: Standing
    article: str

    @property
    def parts(self) -> tuple[Part, ...]:
        """The aspects that the area has."""
        return (self.fulfilment,) if self.reform is None else (self.fulfilment, self.reform)

    @property
    def points(self) -> float:
        """Claimed points of the area."""
        return sum(part.points for part in self.parts)

    @property
    def proven(self) -> float:
        """Points of the area with evidence."""
        return sum(part.proven for part in self.parts)

    @property
    def weight(self) -> float:
        """What a full area earns."""
        return sum(part.weight for part in self.parts)


def rules(assessed: Assessed, verdict: Verdict) -> tuple[Rule, ...]:
    """Every rule of a predicate in the order of the instrument."""
    limits = _limits(assessed.instrument, verdict.predicate)
    return tuple(_rule(assessed, limits[outcome.code], outcome) for outcome in verdict.rules)


def holding_back(assessed: Assessed, verdict: Verdict) -> tuple[Rule, ...]:
    """The rules that are not met, the one furthest behind (as a share of its limit) first."""
    behind = [rule for rule in rules(assessed, verdict) if rule.standing is not Standing.PASSING]
    return tuple(sorted(behind, key=lambda rule: -rule.missing / rule.needed))


def closing(assessed: Assessed, rule: Rule) -> Closing:
    """What would close ``rule``."""
    answers = closing_answers(assessed, rule.limit.nodes, rule.missing)
    place = _index_question(assessed.instrument, rule.limit)
    if place is None:
        return Closing(rule, answers)
    column, highest, weight = place
    value = float(assessed.values[column])
    return Closing(
        rule,
        answers,
        index=0.0 if value != value else value * highest,
        index_needed=rule.needed / weight * highest,
    )


def areas(assessed: Assessed, predicate: str | None) -> tuple[AreaRow, ...]:
    """The areas against the limits of ``predicate``; without one there is nothing to miss."""
    instrument = assessed.instrument
    outcomes: dict[tuple[str, ...], tuple[Limit, Outcome]] = {}
    if predicate is not None:
        limits = _limits(instrument, predicate)
        for outcome in assessed.verdict(predicate).rules:
            limit = limits[outcome.code]
            outcomes[limit.nodes] = (limit, outcome)
    return tuple(_area_row(assessed, area, outcomes.get(area.nodes)) for area in instrument.areas)


def _area_row(assessed: Assessed, area: Area, judged: tuple[Limit, Outcome] | None) -> AreaRow:
    fulfilment = _part(assessed, area.fulfilment)
    reform = None if area.reform is None else _part(assessed, area.reform)
    if judged is None:
        return AreaRow(area, fulfilment, reform, None, Standing.UNKNOWN, "")
    limit, outcome = judged
    rule = _rule(assessed, limit, outcome)
    row = AreaRow(area, fulfilment, reform, rule.needed, Standing.UNKNOWN, limit.article)
    stands = standing(row.points, rule.needed, outcome.passed)
    return AreaRow(area, fulfilment, reform, rule.needed, stands, limit.article)


def _part(assessed: Assessed, code: str) -> Part:
    weight = assessed.instrument.node[code].weight or 0.0
    return Part(code, assessed.points[code], assessed.proven[code], weight)


def _rule(assessed: Assessed, limit: Limit, outcome: Outcome) -> Rule:
    weight = sum(assessed.instrument.node[code].weight or 0.0 for code in limit.nodes)
    return Rule(
        limit=limit,
        standing=standing_of(outcome),
        reached=sum(assessed.points[code] for code in limit.nodes),
        proven=sum(assessed.proven[code] for code in limit.nodes),
        needed=limit.minimum * weight if limit.unit == "share" else limit.minimum,
        weight=weight,
    )


def _limits(instrument: Instrument, predicate: str) -> dict[str, Limit]:
    return {
        limit.code: limit
        for candidate in instrument.predicates
        if candidate.code == predicate
        for limit in candidate.limits
    }


def _index_question(instrument: Instrument, limit: Limit) -> tuple[int, float, float] | None:
    """Column, highest index and weight of the one survey question that a limit hangs on."""
    if limit.index is None:
        return None
    found = []
    for column, question in enumerate(instrument.questions):
        place: str | None = question.code
        while place is not None and place not in limit.nodes:
            place = instrument.node[place].parent
        if place is not None:
            found.append((column, question))
    if len(found) != 1:
        return None
    column, question = found[0]
    answer_type = instrument.type_of(question.code)
    if answer_type.kind is not AnswerKind.INDEX:
        return None
    return column, answer_type.highest or 4.0, question.weight or 0.0
