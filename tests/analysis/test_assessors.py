"""What assessors made of each other's answers: laws, and figures from a calculation apart."""

from math import fsum, isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.independent import INDICATORS
from zi_analytics.analysis import assessor_text as said
from zi_analytics.analysis.assessors import (
    differences,
    falls,
    pairs_among,
    part_spreads,
    ranks,
    severities,
    spread,
)
from zi_analytics.analysis.period_scores import score_period
from zi_analytics.analysis.periods import parts
from zi_analytics.instrument import load
from zi_analytics.store import ValueMatrix

LKE, FORM = load("lke-2021"), load("ringkas")
CODES = [question.code for question in LKE.questions]
VALUES = st.sampled_from([0.0, 0.33, 0.5, 1.0, np.nan])


def scores_of(rows, instrument=LKE):
    """``rows`` are unit, assessor and values; one value stands for all questions."""
    units, assessors, values = zip(*rows, strict=True)
    width = len(instrument.questions)
    matrix = np.array([np.broadcast_to(np.asarray(one, dtype=float), width) for one in values])
    stored = ValueMatrix(
        instrument=instrument.id,
        questions=tuple(question.code for question in instrument.questions),
        units=np.array(units),
        periods=np.array(["2025"] * len(rows)),
        assessors=np.array(assessors),
        revisions=np.ones(len(rows), dtype=np.int64),
        values=matrix,
        states=np.zeros(matrix.shape, dtype=np.uint8),
    )
    return score_period(instrument, stored, "2025")


def but(value, **changed):
    """All questions at ``value``, then ``changed``: code with "_" for "." → value."""
    values = np.full(len(CODES), value)
    for name, other in changed.items():
        values[CODES.index(name.replace("_", ".").replace("x", "-"))] = other
    return values


@st.composite
def judged(draw):
    """Up to four units, each answered by the unit and by the TPI."""
    number = draw(st.integers(1, 4))
    answers = st.lists(VALUES, min_size=len(CODES), max_size=len(CODES))
    return scores_of(
        [(f"u{i}", by, draw(answers)) for i in range(number) for by in ("unit", "tpi")]
    )


@given(judged())
def test_before_change_and_added_make_after_for_every_node(scores):
    found = differences(scores, "unit", "tpi")
    assert found.before + found.change + found.added == pytest.approx(found.after, abs=1e-9)


@given(judged())
def test_areas_and_results_add_up_to_the_change_of_the_total(scores):
    found = differences(scores, "unit", "tpi")
    changes = [found.change_of(part) for part in parts(LKE)]
    for row, total in enumerate(found.total_change):
        assert fsum(change[row] for change in changes) == pytest.approx(total, abs=1e-9)
    means = [one.spread.mean for one in part_spreads(found)]
    assert fsum(means) == pytest.approx(spread(found.total_change).mean, abs=1e-9)


@given(judged())
def test_questions_add_up_to_the_change_of_all_totals(scores):
    found = differences(scores, "unit", "tpi")
    listed = falls(found)
    assert fsum(one.points for one in listed) == pytest.approx(found.total_change.sum(), abs=1e-9)
    for one in listed:
        pairs = list(
            zip(found.earlier_values[:, one.column], found.later_values[:, one.column], strict=True)
        )
        both = [(a, b) for a, b in pairs if not isnan(a) and not isnan(b)]
        assert one.both == len(both)
        assert one.lowered == sum(b < a for a, b in both)
        assert one.raised == sum(b > a for a, b in both)
        assert one.kept + one.lowered + one.raised == one.both


@given(judged())
def test_the_way_back_has_the_other_sign(scores):
    there = differences(scores, "unit", "tpi")
    back = differences(scores, "tpi", "unit")
    assert there.change == pytest.approx(-back.change, abs=1e-9)


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=30))
def test_a_spread_keeps_its_order(changes):
    found = spread(np.array(changes))
    assert found.least <= found.median <= found.most
    assert (found.lower is None) == (len(changes) < 3) == (not found.is_enough)
    if found.lower is not None:
        assert found.least <= found.lower <= found.median <= found.upper <= found.most


def test_a_blank_of_the_later_assessor_is_not_a_fall():
    found = differences(
        scores_of([("a", "unit", 1.0), ("a", "tpi", but(1.0, A_I_1_i_a=np.nan, B_I_b=0.5))]),
        "unit",
        "tpi",
    )
    # Only the performance fell: half of 5 points (the regulation's weight).
    assert found.total_change.tolist() == pytest.approx([-2.5])
    assert found.after[0, 0] == pytest.approx(97.5)
    assert (found.not_judged.tolist(), found.only_later.tolist()) == ([1], [0])
    assert "A.I.1.i.a" not in {one.code for one in falls(found)}
    assert "1 jawaban dikosongkan TPI" in said.blanks_text(found, "id")


def test_what_only_the_later_assessor_answered_is_added_and_no_change():
    found = differences(
        scores_of([("a", "unit", but(0.0, A_I_1_i_a=np.nan)), ("a", "tpi", but(0.0, A_I_1_i_a=1))]),
        "unit",
        "tpi",
    )
    weight, questions = INDICATORS["A.I.1.i"]
    points = float(weight) / len(questions.split())
    assert found.total_change.tolist() == [0.0]
    assert found.added[0, 0] == pytest.approx(points)
    assert found.after[0, 0] == pytest.approx(points)
    assert "+0,25 poin" in said.blanks_text(found, "id")


def test_pairs_go_from_the_unit_to_the_latest_assessor_first():
    present = [("a", "unit"), ("a", "tpi"), ("b", "unit"), ("b", "tpn"), ("b", "tpi")]
    assert pairs_among(present) == (("unit", "tpn"), ("unit", "tpi"), ("tpi", "tpn"))
    assert pairs_among([("a", "unit"), ("b", "tpi")]) == ()


def test_a_question_always_falls_only_where_at_least_three_units_were_judged():
    def fell(number):
        rows = [(f"u{i}", by, but(1.0, B_I_b=value)) for i in range(number)
                for by, value in (("unit", 1.0), ("tpi", 0.75))]  # fmt: skip
        return falls(differences(scores_of(rows), "unit", "tpi"))[0]

    assert (fell(2).code, fell(2).always) == ("B.I.b", False)
    assert fell(3).always
    assert fell(3).mean == pytest.approx(-1.25)


def three(**third):
    """Three units: two lose half a point of indicator i in area 1, the third what is given."""
    lower = but(1.0, A_I_1_i_a=0.0)
    rows = [("a", "unit", 1.0), ("a", "tpi", lower), ("b", "unit", 1.0), ("b", "tpi", lower)]
    return scores_of([*rows, ("c", "unit", 1.0), ("c", "tpi", but(1.0, **third))])


def test_the_headline_says_how_many_how_much_and_where():
    found = differences(three(), "unit", "tpi")
    assert said.all_headline(found, "id") == (
        "TPI menurunkan nilai 2 dari 3 unit, biasanya (median) 0,25 poin; "
        "paling sering di Manajemen perubahan."
    )
    assert said.all_headline(found.of(["c"]), "id") == (
        "TPI tidak menurunkan nilai satu pun dari 1 unit yang dinilai."
    )
    assert "terlalu sedikit" in said.all_headline(found.of(["a"]), "id")
    assert said.unit_headline(found, 0, "en") == (
        "TPI lowered the total from 100.00 to 99.75 (−0.25 points); most in Change management "
        "(−0.25)."
    )


def test_a_predicate_that_is_claimed_and_not_confirmed_is_counted():
    # The survey of corruption perception at 3.2 of 4 misses 15.75.
    found = differences(three(B_I_a=0.8), "unit", "tpi")
    assert ranks(found.judged_before).tolist() == [2, 2, 2]
    assert ranks(found.judged_after).tolist() == [2, 2, 0]
    assert "3 unit mencapai predikat" in said.predicates_text(found, "id")
    assert "1 di antaranya turun predikatnya menurut TPI" in said.predicates_text(found, "id")


def test_every_assessor_is_measured_against_the_unit():
    rows = [("a", "unit", 1.0), ("a", "tpi", 0.9), ("a", "tpn", 0.8), ("b", "tpn", 0.0)]
    found = severities(scores_of(rows), None)
    assert [(one.assessor, one.spread.number) for one in found] == [("tpi", 1), ("tpn", 1)]
    assert [one.spread.median for one in found] == pytest.approx([-10, -20])
    assert severities(scores_of(rows), frozenset({"b"})) == ()


def test_the_short_form_is_compared_by_area():
    found = differences(scores_of([("a", "unit", 1.0), ("a", "tpi", 0.5)], FORM), "unit", "tpi")
    assert found.total_change.tolist() == pytest.approx([-50])
    assert len(part_spreads(found)) == 8
