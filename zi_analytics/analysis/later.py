"""Of several assessors of a unit the later one counts: the one place where that is decided."""

from __future__ import annotations

import numpy as np

from zi_analytics.store import ASSESSORS


def later_rows(units: np.ndarray, assessors: np.ndarray) -> np.ndarray:
    """The places of one row a unit, that of its later assessor, in the order of the units' codes.

    ``units`` and ``assessors`` are codes, row by row, of one period.
    """
    order = {code: place for place, code in enumerate(ASSESSORS)}
    stage = np.array([order[code] for code in assessors.tolist()], dtype=int)
    rows = np.lexsort((stage, units))
    codes = units[rows]
    last = np.append(codes[1:] != codes[:-1], True)[: len(rows)].astype(bool)
    found: np.ndarray = rows[last]
    return found
