"""Of several assessors the later one counts, whatever the order of the rows."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zi_analytics.analysis.later import later_rows

ORDER = ["unit", "tpi", "tpi2", "tpn"]  # Who comes after whom, by domain: the unit is first.


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(ORDER)), unique=True))
def test_one_row_a_unit_that_of_the_last_assessor(keys):
    units = np.array([unit for unit, _ in keys], dtype=object)
    assessors = np.array([by for _, by in keys], dtype=object)
    found = [keys[row] for row in later_rows(units, assessors).tolist()]
    assert [unit for unit, _ in found] == sorted({unit for unit, _ in keys})
    for unit, by in found:
        assert ORDER.index(by) == max(ORDER.index(b) for u, b in keys if u == unit)
