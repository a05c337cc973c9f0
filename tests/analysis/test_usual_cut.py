"""The usual cut: laws, and outcomes from a calculation apart."""

from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.test_assessors import CODES, FORM, LKE, but, judged, scores_of
from zi_analytics.analysis.assessor_text import unit_cut_title
from zi_analytics.analysis.assessors import differences
from zi_analytics.analysis.usual_cut import (
    MOST_PATTERNS,
    cells,
    limit_outlooks,
    outlook,
    patterns,
)
from zi_analytics.scoring import score

CLAIMS = st.lists(
    st.sampled_from([0.0, 0.5, 0.75, 1.0, np.nan]), min_size=len(CODES), max_size=len(CODES)
)
IPAK = CODES.index("B.I.a")


def group(*ipak):
    """Full claims, of which the TPI left these values of the survey index."""
    return [
        (f"u{i}", by, but(1.0, B_I_a=value))
        for i, kept in enumerate(ipak)
        for by, value in (("unit", 1.0), ("tpi", kept))
    ]


def patterns_of(*ipak):
    return patterns(differences(scores_of(group(*ipak)), "unit", "tpi"))


def test_every_limit_is_a_whole_number_of_cells():
    for instrument in (LKE, FORM):
        number = cells(instrument)
        row = {node.code: place for place, node in enumerate(instrument.scored)}
        for predicate in instrument.predicates:
            for limit in predicate.limits:
                inside = (instrument.matrix[[row[code] for code in limit.nodes]] > 0).any(axis=0)
                assert set(number[inside]).isdisjoint(number[~inside])
    # Six areas, the two surveys and the performance.
    assert len(set(cells(LKE).tolist())) == 9
    assert len(set(cells(FORM).tolist())) == 8


@given(judged(), CLAIMS)
def test_children_add_up_and_nothing_leaves_its_bounds(scores, claim):
    found = patterns(differences(scores, "unit", "tpi"))
    claim = np.array(claim)
    for kept in found.kept:
        assert (kept >= 0).all()
        after = score(LKE, np.minimum(claim * kept, 1.0))
        points = dict(zip((node.code for node in LKE.scored), after.tolist(), strict=True))
        for node in LKE.scored:
            assert -1e-9 <= points[node.code] <= node.weight + 1e-9
            below = [points[one.code] for one in LKE.children[node.code] if one.code in points]
            assert not below or sum(below) == pytest.approx(points[node.code], abs=1e-9)


@given(judged(), CLAIMS)
def test_the_quartiles_are_in_order_and_bounded(scores, claim):
    found = patterns(differences(scores, "unit", "tpi"))
    ahead = outlook(found, np.array([claim]))
    assert 0 <= ahead.lower[0] <= ahead.median[0] + 1e-9
    assert ahead.median[0] <= ahead.upper[0] + 1e-9 <= 100 + 1e-6
    assert 0 <= ahead.failing[0] <= ahead.tried


@given(judged())
def test_a_pattern_gives_its_own_unit_what_it_was_given(scores):
    """Where all is answered, the pattern of a unit turns its claim into the judged points."""
    found = differences(scores, "unit", "tpi")
    if np.isnan(found.earlier_values).any() or np.isnan(found.later_values).any():
        found = differences(
            scores_of(
                [
                    (unit, by, np.nan_to_num(values))
                    for unit, by, values in zip(
                        scores.units, scores.assessors, scores.values, strict=True
                    )
                ]
            ),
            "unit",
            "tpi",
        )
    kept = patterns(found).kept
    order = np.argsort(found.total_change, kind="stable")
    for pattern, row in zip(kept, order, strict=True):
        # A raise may meet full marks, and out of nothing comes nothing: then less is given.
        if (pattern > 1).any() or (found.change[row] > 1e-9).any():
            continue
        after = score(LKE, found.earlier_values[row] * pattern)
        assert after[0] == pytest.approx(found.before[row, 0] + found.change[row, 0], abs=1e-9)


def test_the_usual_outcome_is_the_middle_of_all_patterns():
    kept = (1.0, 0.95, 0.9, 0.8, 0.7)
    found = patterns_of(*kept)
    assert (found.number, found.is_enough) == (5, True)
    ahead = outlook(found, but(1.0)[None, :])
    totals = [100 - 17.5 * (1 - value) for value in kept]
    assert ahead.median.tolist() == pytest.approx([median(totals)])
    # WBBM asks 15.75 of 17.5, a share of 0.9: two of the five patterns miss it.
    assert ahead.failing.tolist() == [2]
    assert ahead.usual_rank.tolist() == [2]
    assert not ahead.loses[0]


def test_a_predicate_goes_where_half_of_the_patterns_take_it():
    ahead = outlook(patterns_of(1.0, 1.0, 0.8, 0.8), but(1.0)[None, :])
    assert ahead.failing.tolist() == [2]
    assert ahead.loses.tolist() == [True]
    said = unit_cut_title(LKE, ahead, "id")
    assert said.startswith("Setelah pemotongan yang biasa 98,25 poin")
    assert said.endswith("WBBM akan hilang")


def test_who_claims_little_cannot_lose_more_than_that():
    ahead = outlook(patterns_of(0.5, 0.5, 0.5), but(0.0, B_I_a=0.4)[None, :])
    assert ahead.claimed.tolist() == pytest.approx([7.0])
    assert ahead.median.tolist() == pytest.approx([3.5])


def test_a_limit_tells_how_many_patterns_leave_it_met():
    limits = {one.code: one for one in limit_outlooks(patterns_of(1.0, 0.92, 0.8), but(1.0), "WBK")}
    ipak = limits["ipak"]
    assert (ipak.claimed, ipak.needed) == pytest.approx((17.5, 15.75))
    assert (ipak.met, ipak.tried, ipak.claimed_met) == (2, 3, True)
    assert ipak.median == pytest.approx(16.1)
    area = limits["area1"]
    assert (area.needed, area.lower, area.upper, area.met) == pytest.approx((4.8, 8, 8, 3))


def test_of_many_judged_units_the_patterns_stand_for_all():
    number = 3 * MOST_PATTERNS
    found = patterns_of(*np.linspace(0, 1, number))
    assert (len(found.kept), found.number) == (MOST_PATTERNS, number)
    kept = found.kept[:, IPAK]
    assert (np.diff(kept) > 0).all()
    assert kept.mean() == pytest.approx(0.5, abs=0.01)


def test_from_two_units_nothing_is_usual():
    assert not patterns_of(0.5, 0.5).is_enough
