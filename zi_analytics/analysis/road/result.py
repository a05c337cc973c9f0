"""What a road says: its steps, every rule before and after, and what is missing without one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from zi_analytics.analysis.road.answers import Count
from zi_analytics.analysis.road.demands import Demand
from zi_analytics.analysis.road.wishes import Wishes
from zi_analytics.instrument.model import AnswerKind, Instrument, Limit, Node

if TYPE_CHECKING:
    from zi_analytics.analysis.road.finding import Start

_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Step:
    """One answer that is to change.

    ``before`` is None for an unanswered question. ``points`` of the total are won. ``in_hand`` is
    False for a survey, which others answer; ``decided`` is True where the wishes ask for the step.
    """

    question: Node
    before: float | None
    after: float
    key: str | None
    counts: tuple[Count, ...]
    points: float
    effort: float
    in_hand: bool
    decided: bool


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One limit before and after the steps, in points.

    ``binding`` is True where it was missed and no step that counts in it can be left out.
    """

    predicate: str
    limit: Limit
    needed: float
    weight: float
    before: float
    after: float
    met_before: bool
    met_after: bool
    binding: bool

    @property
    def slack(self) -> float:
        """What is left beyond the limit after the steps."""
        return self.after - self.needed


@dataclass(frozen=True, slots=True)
class Road:
    """The way found. ``before`` and ``after`` are totals; ``alternatives`` are as good by the
    objective and change other questions. No steps: every rule is met as it is."""

    wishes: Wishes
    steps: tuple[Step, ...]
    rules: tuple[RuleLine, ...]
    before: float
    after: float
    alternatives: tuple[tuple[Step, ...], ...]

    @property
    def effort(self) -> float:
        """The effort of all steps together."""
        return sum(step.effort for step in self.steps)

    @property
    def passes(self) -> bool:
        """Whether every rule is met after the steps."""
        return all(rule.met_after for rule in self.rules)

    @property
    def binding(self) -> tuple[RuleLine, ...]:
        """The rules for whose sake the steps are taken, the least slack first."""
        found = [rule for rule in self.rules if rule.binding]
        return tuple(sorted(found, key=lambda rule: rule.slack / rule.needed))


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A rule that cannot be met: ``highest`` is the most that can be reached, in points, and
    ``unlocked`` the most if nothing were locked or left out."""

    predicate: str
    limit: Limit
    needed: float
    highest: float
    unlocked: float

    @property
    def gap(self) -> float:
        """How much is missing at the most."""
        return self.needed - self.highest


@dataclass(frozen=True, slots=True)
class NoWay:
    """No steps lead there: the rules that cannot be met, the widest gap first; or the effort by
    which what is decided goes ``over`` the budget."""

    wishes: Wishes
    shortfalls: tuple[Shortfall, ...]
    over: float


def steps_of(begin: Start, chosen: Sequence[tuple[int, int]]) -> tuple[Step, ...]:
    """The steps of these answers, (question, number of its answer); the most points first."""
    found = []
    for column, number in chosen:
        question, answer = begin.instrument.questions[column], begin.answers[column][number]
        raw = float(begin.values[column])
        kind = begin.instrument.type_of(question.code).kind
        step = Step(
            question=question,
            before=None if raw != raw else raw,
            after=answer.value,
            key=answer.key,
            counts=answer.counts,
            points=begin.gains[column][number],
            effort=answer.effort,
            in_hand=kind is not AnswerKind.INDEX,
            decided=question.code in begin.wishes.decided,
        )
        found.append((-round(step.points, 9), column, step))
    return tuple(step for *_, step in sorted(found, key=lambda one: one[:2]))


def rule_lines(begin: Start, steps: Sequence[Step]) -> tuple[RuleLine, ...]:
    """Every demand before and after ``steps``."""
    columns = {question.code: i for i, question in enumerate(begin.instrument.questions)}
    after = begin.count.copy()
    for step in steps:
        after[columns[step.question.code]] += step.points
    return lines_between(begin.instrument, begin.demands, begin.count, after)


def lines_between(
    instrument: Instrument, asked: Sequence[Demand], before: np.ndarray, after: np.ndarray
) -> tuple[RuleLine, ...]:
    """Every demand between two states, each the points of every question."""
    return tuple(_line(instrument, demand, before, after) for demand in asked)


def _line(
    instrument: Instrument, demand: Demand, before: np.ndarray, after: np.ndarray
) -> RuleLine:
    reached, brought = float(demand.reached(before)), float(demand.reached(after))
    won = (after - before)[demand.members]
    smallest = float(won[won > _LEAST].min(initial=np.inf))
    met_before, met_after = demand.met(reached), demand.met(brought)
    return RuleLine(
        predicate=demand.predicate,
        limit=demand.limit,
        needed=demand.needed,
        weight=sum(instrument.node[code].weight or 0.0 for code in demand.limit.nodes),
        before=reached,
        after=brought,
        met_before=met_before,
        met_after=met_after,
        binding=not met_before and met_after and not demand.met(brought - smallest),
    )


def shortfalls(begin: Start, most: np.ndarray, unlocked: np.ndarray) -> tuple[Shortfall, ...]:
    """The demands that are missed when every question brings the ``most`` it can."""
    found = []
    for demand in begin.demands:
        highest = float(demand.reached(begin.count + most))
        if not demand.met(highest):
            best = float(demand.reached(begin.count + unlocked))
            found.append(Shortfall(demand.predicate, demand.limit, demand.needed, highest, best))
    return tuple(sorted(found, key=lambda one: -one.gap / one.needed))
