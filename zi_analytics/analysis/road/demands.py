"""What a predicate asks, as sums over questions: its own limits and those it stands on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zi_analytics.instrument.model import Instrument, Limit, Predicate
from zi_analytics.scoring.predicates import TOLERANCE


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """One limit in points; ``members`` is one truth a question: whether it counts here."""

    predicate: str
    limit: Limit
    needed: float
    members: np.ndarray

    def reached(self, points: np.ndarray) -> np.ndarray:
        """The sum of ``points`` (…, questions) that counts here."""
        found: np.ndarray = points[..., self.members].sum(axis=-1)
        return found

    def met(self, reached: float) -> bool:
        """Whether this is enough, with the guard against floating error."""
        return reached >= self.needed - TOLERANCE


def predicate_of(instrument: Instrument, code: str) -> Predicate:
    """The predicate with this code. KeyError when the instrument does not have it."""
    for predicate in instrument.predicates:
        if predicate.code == code:
            return predicate
    raise KeyError(code)


def demands(instrument: Instrument, target: str) -> tuple[Demand, ...]:
    """The limits of ``target`` in their order, then what the predicates below it ask beyond them.

    Who wants the higher predicate must hold the one it requires, so its limits count as well.
    """
    found: list[Demand] = []
    code: str | None = target
    while code is not None:
        predicate = predicate_of(instrument, code)
        for limit in predicate.limits:
            demand = _demand(instrument, code, limit)
            same = [one for one in found if (one.members == demand.members).all()]
            if all(one.needed < demand.needed for one in same):
                found.append(demand)
        code = predicate.requires
    return tuple(found)


def weights(instrument: Instrument) -> np.ndarray:
    """What a full answer to each question earns."""
    return np.array([question.weight or 0.0 for question in instrument.questions])


def _demand(instrument: Instrument, predicate: str, limit: Limit) -> Demand:
    row = {node.code: place for place, node in enumerate(instrument.scored)}
    counted = instrument.matrix[[row[code] for code in limit.nodes]] > 0
    members: np.ndarray = np.asarray(counted.any(axis=0))
    weight = sum(instrument.node[code].weight or 0.0 for code in limit.nodes)
    needed = limit.minimum * weight if limit.unit == "share" else limit.minimum
    return Demand(predicate, limit, needed, members)
