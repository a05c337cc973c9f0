"""What an action is worth by the worksheet, where nobody said it."""

from __future__ import annotations

from dataclasses import replace

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.gains import gains
from zi_analytics.programme.actions import Action


def worth(action: Action, assessed: Assessed | None, before: Action | None = None) -> Action:
    """``action`` with the next better answer to its question, and its points where none are said.

    ``before`` is what it said before: the same question keeps the answer that was planned, and
    another one is worth something of its own.
    """
    if not action.question:
        return replace(action, instrument="", answer=None)
    same = before is not None and before.question == action.question
    if same or assessed is None:
        return action
    said = None if before is not None and action.points == before.points else action.points
    gain = next(iter(gains(assessed, (action.question,))), None)
    if gain is None:
        return replace(action, instrument=assessed.instrument.id, points=said, answer=None)
    points = gain.points if said is None else said
    weight = gain.question.weight or 0.0
    answer = min(gain.current_value + points / weight, 1.0) if weight else None
    return replace(action, instrument=assessed.instrument.id, points=points, answer=answer)
