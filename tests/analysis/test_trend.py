"""Laws of comparing two periods, and expectations worked out by hand from the weights."""

from __future__ import annotations

from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_analytics.analysis.periods import history, moment, parts, total_limits
from zi_analytics.analysis.standing import Standing
from zi_analytics.analysis.trend import Kind, compare
from zi_analytics.analysis.trend_sentences import predicate_way, side_text, split_text
from zi_analytics.analysis.trend_sentences import trend_headline as headline
from zi_analytics.findings import Finding
from zi_analytics.instrument import available, load
from zi_analytics.store import ValueMatrix

ALL = [load(id_) for id_ in available()]
LKE, FORM, OLD = load("lke-2021"), load("ringkas"), load("lke-2014")


@st.composite
def moments(draw, instruments=ALL, period="2025-B06"):
    instrument = draw(st.sampled_from(instruments))
    number = len(instrument.questions)
    value = st.one_of(st.just(nan), st.sampled_from([0.0, 0.33, 0.5, 0.67, 1.0]), st.floats(0, 1))
    values = draw(st.lists(value, min_size=number, max_size=number))
    return moment(instrument, period, np.array(values))


def full(instrument, period="2025-B06", **changed):
    """Full marks but for ``changed``: code with "_" for "." and "x" for "-" → value."""
    values = np.ones(len(instrument.questions))
    column = {question.code: i for i, question in enumerate(instrument.questions)}
    for name, value in changed.items():
        values[column[name.replace("_", ".").replace("x", "-")]] = value
    return moment(instrument, period, values)


@pytest.mark.parametrize("instrument", ALL, ids=lambda one: one.id)
def test_areas_and_results_together_are_the_whole_worksheet(instrument):
    found = parts(instrument)
    assert [part.code for part in found] == ["1", "2", "3", "4", "5", "6", "B.I", "B.II"]
    empty = full(instrument)
    assert sum(empty.weight_of(part) for part in found) == pytest.approx(100, abs=1e-9)


@given(moments(), moments(period="2025-B09"))
def test_parts_add_up_to_the_change_of_the_total(before, after):
    found = compare(before, after)
    assert sum(part.points for part in found.parts) == pytest.approx(found.points, abs=1e-9)
    assert found.own + found.by_instrument == pytest.approx(found.points, abs=1e-12)
    for part in found.parts:
        assert part.own + part.by_instrument == pytest.approx(part.points, abs=1e-12)
    rest = sum(part.by_instrument for part in found.parts)
    assert rest == pytest.approx(found.by_instrument, abs=1e-9)


@given(moments(), moments(period="2025-B09"))
def test_questions_add_up_to_the_change_of_the_total(before, after):
    found = compare(before, after)
    if found.questions:
        points = sum(question.points for question in found.questions)
        assert points == pytest.approx(found.points, abs=1e-9)
        for question in found.questions:
            if question.kind in (Kind.IMPROVED, Kind.FELL) and not found.instrument_changed:
                assert (question.points > 0) is (question.kind is Kind.IMPROVED)
    else:
        assert not (before.instrument.asks_questions and after.instrument.asks_questions)


@given(moments([LKE]), moments([LKE], "2025-B09"))
def test_the_way_back_is_the_same_way(before, after):
    there, back = compare(before, after), compare(after, before)
    assert [part.own for part in there.parts] == [-part.own for part in back.parts]
    assert there.by_instrument == back.by_instrument == 0


@given(moments())
def test_nothing_lies_between_a_period_and_itself(one):
    found = compare(one, one)
    assert found.points == found.own == 0
    assert {question.kind for question in found.questions} == {Kind.SAME}


@given(moments([FORM, LKE]), moments([FORM, LKE], "2025-B09"))
def test_instruments_of_equal_weights_leave_everything_to_the_unit(before, after):
    # Both weigh 8, 7, 10, 10, 15, 10 and 22.5, 17.5 (90/2021, Lampiran II, Tabel 3 and 4).
    found = compare(before, after)
    for part in found.parts:
        assert part.by_instrument == pytest.approx(0, abs=1e-9)


def test_what_became_of_a_question():
    # A.II.5.ii.- is worth 3 points alone; A.I.1.i.a and A.I.1.i.b are each half of 0.5.
    before = full(LKE, A_II_5_ii_x=0.5, A_I_1_i_a=nan, A_I_1_i_b=1.0)
    after = full(LKE, "2025-B09", A_II_5_ii_x=1.0, A_I_1_i_b=0.5, B_II_a=nan)
    found = compare(before, after)
    changed = {
        one.question.code: (one.kind, round(one.points, 9))
        for one in found.questions
        if one.kind is not Kind.SAME
    }
    assert changed == {
        "A.II.5.ii.-": (Kind.IMPROVED, 1.5),
        "A.I.1.i.a": (Kind.NEW, 0.25),
        "A.I.1.i.b": (Kind.FELL, -0.125),
        "B.II.a": (Kind.GONE, -17.5),
    }
    assert {part.part.code: round(part.own, 9) for part in found.parts if part.own} == {
        "5": 1.5,
        "1": 0.125,
        "B.II": -17.5,
    }


def test_answers_are_told_as_the_sheet_writes_them():
    before = full(LKE, A_I_1_i_b=0.5, B_II_a=0.8, A_II_5_ii_x=0.125, A_I_1_i_a=nan)
    texts = {
        one.question.code: (side_text(one.before, "id"), side_text(one.after, "id"))
        for one in compare(before, full(LKE)).questions
    }
    assert texts["A.I.1.i.b"] == ("B", "A")
    assert texts["B.II.a"] == ("indeks 3,20", "indeks 4,00")
    assert texts["A.II.5.ii.-"] == ("13 %", "100 %")
    assert texts["A.I.1.i.a"] == ("–", "Ya")


def test_the_same_shares_under_other_weights_are_the_instruments_doing():
    # 52/2014: areas 5, 5, 15, 10, 15, 10 and results 20, 20. All of area 3 empty, the rest full.
    low = {q.code: 0.0 for q in OLD.questions if q.code.startswith("A.3.")}
    before = full(OLD, "2018", **{code.replace(".", "_").replace("-", "x"): 0 for code in low})
    assert before.total == pytest.approx(85)
    empty = [q.code for q in LKE.questions if q.code.startswith(("A.I.3.", "A.II.3."))]
    after = full(LKE, "2022", **{code.replace(".", "_").replace("-", "x"): 0 for code in empty})
    # 90/2021 gives area 3 the weight 10: the same shares are 90 points.
    assert after.total == pytest.approx(90)
    found = compare(before, after)
    assert found.own == pytest.approx(0, abs=1e-9)
    assert found.by_instrument == pytest.approx(5)
    by_part = {part.part.code: part.by_instrument for part in found.parts}
    assert by_part["1"] == pytest.approx(3)
    assert by_part["B.I"] == pytest.approx(2.5)
    assert by_part["3"] == pytest.approx(0)


def test_a_better_share_is_valued_at_the_new_weight():
    # Area 1 from nothing (of 5 points) to half (of 8): own 0.5 × 8 = 4; the rest is the weights:
    # areas 2 +2, 3 −5, results 2.5 and −2.5.
    empty = {q.code: 0 for q in OLD.questions if q.code.startswith("A.1.")}
    before = full(OLD, "2018", **{code.replace(".", "_").replace("-", "x"): 0 for code in empty})
    half = [q.code for q in LKE.questions if q.code.startswith("A.I.1.")]
    after = full(LKE, "2022", **{code.replace(".", "_").replace("-", "x"): 0 for code in half})
    found = compare(before, after)
    assert found.points == pytest.approx(96 - 95)
    assert found.own == pytest.approx(4)
    assert found.by_instrument == pytest.approx(-3)
    assert split_text(found, "id").endswith(
        "dari +1,00 poin, +4,00 karena perubahan kita sendiri dan −3,00 karena instrumen berubah."
    )


def test_questions_of_two_instruments_meet_by_area_and_wording():
    found = compare(full(OLD, "2018"), full(LKE, "2022"))
    pairs = {
        (one.before.question.code, one.after.question.code)
        for one in found.questions
        if one.before is not None and one.after is not None
    }
    assert ("A.1.i.a", "A.I.1.i.a") in pairs
    for old, new in pairs:
        assert old.startswith("B.") or old.split(".")[1] == new.split(".")[2]
    # The surveys are worded otherwise; the limits "ipak" and "service" rest on them alone.
    assert {("B.I.a", "B.I.a"), ("B.II.a", "B.II.a")} <= pairs
    assert "B.I.b" not in {old for old, new in pairs}
    assert any(one.kind is Kind.NEW for one in found.questions)
    number = {"old": len(OLD.questions), "new": len(LKE.questions)}
    assert sum(one.before is not None for one in found.questions) == number["old"]
    assert sum(one.after is not None for one in found.questions) == number["new"]


def matrix(instrument, assessors, periods, values, findings=()):
    return ValueMatrix(
        instrument=instrument.id,
        questions=tuple(question.code for question in instrument.questions),
        units=np.array(["sapuro"] * len(periods)),
        periods=np.array(periods),
        assessors=np.array(assessors),
        revisions=np.ones(len(periods), dtype=int),
        values=np.array(values),
        states=np.zeros((len(periods), len(instrument.questions)), dtype=np.uint8),
        findings=findings,
    )


def test_periods_stand_in_order_of_time_across_instruments():
    ones, form = [1.0] * len(LKE.questions), [0.5] * len(FORM.questions)
    damaged = Finding("store-content-damaged", assessor="unit")
    found = history(
        [
            (
                LKE,
                matrix(
                    LKE,
                    ["unit", "unit", "tpi"],
                    ["2025", "2024-B12", "2024-B12"],
                    [ones] * 3,
                    (damaged, Finding("store-content-damaged", assessor="tpi")),
                ),
            ),
            (FORM, matrix(FORM, ["unit"], ["2025-B12"], [form])),
        ],
        "unit",
    )
    assert [(one.period, round(one.total, 9)) for one in found.moments] == [
        ("2024-B12", 100),
        ("2025-B12", 50),
        ("2025", 100),
    ]
    assert found.damaged == (damaged,)
    assert [one.reached for one in found.moments] == ["WBBM", "", "WBBM"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, Standing.PASSING),
        ({"B_I_a": 3.5 / 4}, Standing.CLOSE),  # IPAK at 15.31 of 15.75
        ({"B_I_a": 3.5 / 4, "B_I_b": 0.0}, Standing.FAILING),  # and nothing of 2.5
    ],
)
def test_a_period_stands_as_its_weakest_rule(changed, expected):
    assert full(LKE, **changed).standing is expected


def test_a_form_that_cannot_show_every_limit_is_not_certain():
    found = full(FORM, B_I=19.75 / 22.5)
    assert (found.standing, found.reached, found.undecided) == (Standing.UNKNOWN, "", "WBBM")


def test_what_the_predicates_ask_of_the_total():
    assert total_limits(LKE) == (("WBK", 75.0), ("WBBM", 85.0))


def test_the_answer_in_one_sentence():
    low = full(LKE, A_II_5_ii_x=0.0)
    high = full(LKE, "2025-B09", A_I_1_i_b=0.5)
    assert headline(compare(low, high), True, "id") == (
        "Naik 2,88 poin sejak Triwulan II 2025, menjadi 99,88 dari 100: "
        "paling banyak dari Pengawasan (+3,00); turun di Manajemen perubahan (−0,13)."
    )
    assert headline(compare(high, low), True, "id").startswith(
        "Turun 2,88 poin sejak Triwulan III 2025, menjadi 97,00 dari 100: "
        "paling banyak di Pengawasan (−3,00); naik di Manajemen perubahan (+0,13)."
    )
    assert headline(compare(low, high), False, "en").startswith(
        "Up 2.88 points from Quarter II 2025 to Quarter III 2025, to 99.88 of 100: most from "
    )
    assert headline(compare(high, high), True, "id") == (
        "Tetap sejak Triwulan III 2025, yaitu 99,88 dari 100."
    )
    assert predicate_way(compare(low, high), "id") == "Predikat seperti sebelumnya: ✓ WBBM."
    weak = full(LKE, "2025-B09", B_I_a=0.1)
    assert predicate_way(compare(high, weak), "id").startswith("Predikat: ✓ WBBM → belum")
