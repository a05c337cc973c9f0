"""The road of every unit, against one bare solve of the same program; and the reach of 5,000.

Run ``python -m benchmarks.road``; exits with 1 when a figure is missed.
"""

from __future__ import annotations

import sys
from time import perf_counter

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from zi_analytics.analysis.road import Objective, Wishes, find_road, joined, reach_many, start
from zi_analytics.analysis.road.demands import demands, weights
from zi_analytics.instrument import Instrument, load

UNITS = 40
MANY = 5_000
MOST_OF_BARE = 12.0
"""Three measures instead of one, and every option instead of only the best."""
MOST_SECONDS = 1.0
LEAST_OF_SOLVING = 200.0


def drawn(instrument: Instrument, units: int) -> np.ndarray:
    """Answers of units that are some way below WBBM."""
    random = np.random.default_rng(2021)
    shape = (units, len(instrument.questions))
    values = random.choice([0.0, 0.33, 0.5, 0.67, 1.0], size=shape, p=[0.05, 0.05, 0.2, 0.15, 0.55])
    for column, question in enumerate(instrument.questions):
        if instrument.type_of(question.code).kind == "index":
            values[:, column] = np.round(random.uniform(3.0, 3.9, units), 2) / 4
    return values


def bare(instrument: Instrument, values: np.ndarray) -> float:
    """Seconds of one solve: the fewest questions, each at full marks or not at all."""
    weight = weights(instrument)
    asked = demands(instrument, "WBBM")
    count = np.nan_to_num(values) * weight
    rows = np.array([(weight - count) * one.members for one in asked])
    missing = np.array([one.needed - float(one.reached(count)) for one in asked])
    started = perf_counter()
    milp(
        np.ones(len(weight)),
        integrality=np.ones(len(weight)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows, lb=missing),
    )
    return perf_counter() - started


def main() -> int:
    """Print the ratios with their floors; 1 when one is missed."""
    lke = load("lke-2021")
    values = drawn(lke, MANY)
    floor = sum(bare(lke, one) for one in values[:UNITS]) / UNITS
    missed = 0
    for objective in (Objective.FEWEST, Objective.EFFORT):
        times = []
        for one in values[:UNITS]:
            started = perf_counter()
            find_road(start(lke, one, {}, Wishes("WBBM", objective)))
            times.append(perf_counter() - started)
        mean = sum(times) / UNITS
        print(
            f"{objective.value}: {mean * 1000:.0f} ms a unit, {max(times):.2f} s the longest "
            f"(at most {MOST_SECONDS}); a bare solve {floor * 1000:.1f} ms: "
            f"{mean / floor:.1f} x (at most {MOST_OF_BARE} for the fewest)"
        )
        missed += max(times) > MOST_SECONDS
        missed += objective is Objective.FEWEST and mean > MOST_OF_BARE * floor
        if objective is Objective.FEWEST:
            alone = mean
    started = perf_counter()
    reach = joined(list(reach_many(lke, values, Wishes("WBBM"))))
    took = perf_counter() - started
    ratio = alone * MANY / took
    print(
        f"reach of {len(reach):,} units: {took:.2f} s; solving each would take "
        f"{alone * MANY:.0f} s: {ratio:.0f} x faster (at least {LEAST_OF_SOLVING})"
    )
    return int(missed > 0 or ratio < LEAST_OF_SOLVING)


if __name__ == "__main__":
    sys.exit(main())
