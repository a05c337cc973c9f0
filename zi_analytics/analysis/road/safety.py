"""The margin of safety of a road: what is left of it after the usual cut, and with proof alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from zi_analytics.analysis.road.finding import Start, find_road, start
from zi_analytics.analysis.road.lens import Lens, after_cut, claimed, only_proven
from zi_analytics.analysis.road.result import NoWay, Road, RuleLine, Step, rule_lines
from zi_analytics.analysis.road.wishes import Objective
from zi_analytics.analysis.usual_cut import Patterns
from zi_analytics.instrument.model import Instrument


class View(StrEnum):
    """By which eyes the answers are seen."""

    CLAIMED = "claimed"
    CUT = "cut"
    PROVEN = "proven"


@dataclass(frozen=True, slots=True)
class Safety:
    """A road seen by other eyes: the totals ``before`` and ``after`` its steps, every rule of the
    target then, and ``whole``, the fewest questions from the start when only this view counts."""

    view: View
    before: float
    after: float
    rules: tuple[RuleLine, ...]
    whole: Road | NoWay

    @property
    def passes(self) -> bool:
        """Whether the road still meets every rule."""
        return all(rule.met_after for rule in self.rules)


def safety(
    instrument: Instrument,
    values: np.ndarray,
    counts: Mapping[str, float | None],
    road: Road,
    kept: np.ndarray | None,
    proven: np.ndarray,
) -> tuple[Safety, ...]:
    """The road as claimed, after the usual cut (left out without ``kept``), and with proof alone.

    ``kept`` is what an assessor leaves of every answer; ``proven`` says which present answers have
    evidence. A new answer is taken to come with its evidence.
    """
    lenses = {View.CLAIMED: claimed(instrument), View.PROVEN: only_proven(proven)}
    if kept is not None:
        lenses[View.CUT] = after_cut(kept)
    wishes = replace(road.wishes, objective=Objective.FEWEST)
    return tuple(
        _seen(view, start(instrument, values, counts, wishes, lenses[view]), road.steps)
        for view in View
        if view in lenses
    )


def usual_kept(found: Patterns) -> np.ndarray:
    """What the usual cut leaves of every answer: the pattern in the middle, of two the harder."""
    middle: np.ndarray = found.kept[(len(found.kept) - 1) // 2]
    return middle


def _seen(view: View, begin: Start, steps: tuple[Step, ...]) -> Safety:
    seen = tuple(_through(begin, begin.lens, step) for step in steps)
    lines = rule_lines(begin, seen)
    before = float(begin.count.sum())
    return Safety(view, before, before + sum(step.points for step in seen), lines, find_road(begin))


def _through(begin: Start, lens: Lens, step: Step) -> Step:
    column = [question.code for question in begin.instrument.questions].index(step.question.code)
    then = float(lens.then_of(column, np.array(step.after)))
    weight = step.question.weight or 0.0
    return replace(step, points=then * weight - float(begin.count[column]))
