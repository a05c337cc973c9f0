"""Score 50,000 assessments at once, against the bare matrix product and against pandas.

Run ``python -m benchmarks.scoring``; exits with 1 when a figure is missed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import perf_counter

import numpy as np
import pandas as pd

from zi_analytics.instrument import load
from zi_analytics.scoring import score

ASSESSMENTS = 50_000
ROUNDS = 5
MOST_OF_PRODUCT = 3.0
LEAST_OF_PANDAS = 10.0


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The shortest of ``rounds`` runs after one to warm up."""
    work()
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def main() -> int:
    """Print both ratios with their floors; 1 when one is missed."""
    lke = load("lke-2021")
    random = np.random.default_rng(2021)
    shape = (ASSESSMENTS, len(lke.questions))
    values = random.choice([0.0, 0.25, 0.33, 0.5, 0.67, 0.75, 1.0, np.nan], size=shape)
    filled = np.nan_to_num(values)
    transposed = np.ascontiguousarray(lke.matrix.T)

    # One row an answer with its node at every level, and one sum a level: the same figures.
    depths = max(len(question.code.split(".")) for question in lke.questions)
    levels = [
        pd.Categorical([".".join(q.code.split(".")[:depth]) for q in lke.questions] * ASSESSMENTS)
        for depth in range(1, depths + 1)
    ]
    assessment = np.repeat(np.arange(ASSESSMENTS), len(lke.questions))
    points = pd.Series((filled * [q.weight for q in lke.questions]).ravel())

    def by_rows() -> list[object]:
        return [points.groupby([assessment, level], observed=True).sum() for level in levels]

    ours = seconds(lambda: score(lke, values), ROUNDS)
    product = seconds(lambda: filled @ transposed, ROUNDS)
    pandas = seconds(by_rows, 1)

    print(f"{ASSESSMENTS:,} assessments x {len(lke.questions)} answers: {ours:.3f} s")
    print(
        f"  bare matrix product {product:.3f} s: {ours / product:.2f} x (at most {MOST_OF_PRODUCT})"
    )
    print(
        f"  pandas groupby over rows {pandas:.3f} s: {pandas / ours:.1f} x "
        f"(at least {LEAST_OF_PANDAS})"
    )
    return int(ours > MOST_OF_PRODUCT * product or pandas < LEAST_OF_PANDAS * ours)


if __name__ == "__main__":
    sys.exit(main())
