"""From answers to values, points and predicates: nothing else computes a score."""

from zi_analytics.scoring.points import score, values_of
from zi_analytics.scoring.predicates import (
    Judged,
    Outcome,
    UnseenOutcome,
    Verdict,
    judge,
    judge_many,
)
from zi_analytics.scoring.ratios import ratio_value

__all__ = [
    "Judged",
    "Outcome",
    "UnseenOutcome",
    "Verdict",
    "judge",
    "judge_many",
    "ratio_value",
    "score",
    "values_of",
]
