"""How figures of many units lie: the middle and the quarters instead of an average."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Spread:
    """Half of ``number`` figures lie from ``lower`` to ``upper``, half of them above ``median``.

    Between two figures the quarters are interpolated.
    """

    number: int
    lowest: float
    lower: float
    median: float
    upper: float
    highest: float


def spread(values: np.ndarray) -> Spread | None:
    """How ``values`` lie; what is NaN does not count, and of nothing there is no spread."""
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    return Spread(len(known), *np.quantile(known, [0, 0.25, 0.5, 0.75, 1]).tolist())


def bins(values: np.ndarray, step: float, highest: float) -> np.ndarray:
    """How many ``values`` lie in each step from 0 on; a value on an edge lies in the upper one.

    The last step also takes ``highest`` itself.
    """
    known = values[~np.isnan(values)]
    number = int(np.ceil(highest / step))
    # A hair above an edge and a hair below are the same score: both lie in the upper step.
    places = np.floor(known / step + 1e-9).astype(int)
    return np.bincount(np.clip(places, 0, number - 1), minlength=number)
