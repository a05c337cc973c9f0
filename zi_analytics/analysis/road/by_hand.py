"""Answers moved by hand: what total, areas and predicates come of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from zi_analytics.analysis.road.demands import demands, weights
from zi_analytics.analysis.road.result import RuleLine, Step, lines_between
from zi_analytics.instrument.model import Instrument
from zi_analytics.scoring import Verdict, judge, score


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """The answers after the moves: ``values`` as for scoring, ``points`` by node, the verdicts,
    and every rule of ``target`` before and after."""

    values: np.ndarray
    points: Mapping[str, float]
    verdicts: tuple[Verdict, ...]
    rules: tuple[RuleLine, ...]

    @property
    def total(self) -> float:
        """The points of the whole worksheet."""
        return self.points["TOTAL"]


def apply(
    instrument: Instrument, values: np.ndarray, moves: Mapping[str, float | None], target: str
) -> Moved:
    """``values`` with ``moves`` (question → 0 to 1, None for unanswered), scored and judged.

    KeyError for a code that is no question, ValueError for a value outside 0 to 1.
    """
    column = {question.code: place for place, question in enumerate(instrument.questions)}
    after = values.copy()
    for code, value in moves.items():
        if value is not None and not 0 <= value <= 1:
            raise ValueError(f"{code}: {value} lies outside 0 to 1")
        after[column[code]] = np.nan if value is None else value
    points = score(instrument, after)
    weight = weights(instrument)
    return Moved(
        values=after,
        points=dict(zip((n.code for n in instrument.scored), points.tolist(), strict=True)),
        verdicts=judge(instrument, points),
        rules=lines_between(
            instrument,
            demands(instrument, target),
            np.nan_to_num(values) * weight,
            np.nan_to_num(after) * weight,
        ),
    )


def moves_of(steps: Sequence[Step]) -> dict[str, float]:
    """The moves that the steps of a road are."""
    return {step.question.code: step.after for step in steps}
