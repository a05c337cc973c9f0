"""What counts of an answer: all that is claimed, what a cut leaves, or only what is proven."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zi_analytics.instrument.model import Instrument


@dataclass(frozen=True, slots=True, eq=False)
class Lens:
    """One figure a question, in the instrument's order.

    ``kept`` is the share of a value that is left, never more than full marks in all; ``held`` says
    whether the present answer counts at all. A new answer comes with its proof and counts.
    """

    kept: np.ndarray
    held: np.ndarray

    def now(self, values: np.ndarray) -> np.ndarray:
        """What the present ``values`` (…, questions) count, NaN as nothing."""
        found: np.ndarray = np.where(
            self.held, np.minimum(np.nan_to_num(values) * self.kept, 1.0), 0.0
        )
        return found

    def then(self, values: np.ndarray) -> np.ndarray:
        """What new ``values``, one a question, count."""
        found: np.ndarray = np.minimum(values * self.kept, 1.0)
        return found

    def then_of(self, column: int, values: np.ndarray) -> np.ndarray:
        """What new ``values`` of the question in ``column`` count."""
        found: np.ndarray = np.minimum(values * self.kept[column], 1.0)
        return found


def claimed(instrument: Instrument) -> Lens:
    """Everything counts as it is claimed."""
    number = len(instrument.questions)
    return Lens(np.ones(number), np.ones(number, dtype=bool))


def after_cut(kept: np.ndarray) -> Lens:
    """Of every answer, present or new, an assessor leaves ``kept``."""
    return Lens(kept, np.ones(len(kept), dtype=bool))


def only_proven(proven: np.ndarray) -> Lens:
    """A present answer counts where it is ``proven``."""
    return Lens(np.ones(len(proven)), proven)
