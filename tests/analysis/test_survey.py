"""Surveys measured: held against the statistics module, fractions and a table of Student's t."""

from __future__ import annotations

import math
import statistics
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zi_analytics.analysis.standing import Standing
from zi_analytics.analysis.survey import (
    Measured,
    bootstrap_interval,
    compare,
    deviation_of,
    index_of,
    measure,
    t_interval,
    to_survey,
)
from zi_analytics.analysis.survey_limits import against_limits, convert
from zi_analytics.instrument import load
from zi_analytics.instrument.surveys import survey_rules
from zi_analytics.programme.surveys import Measures, Survey, from_document, to_document
from zi_analytics.workbook.survey.reading import Respondent, SurveyReading

T_975 = {1: 12.7062, 4: 2.7764, 9: 2.2622, 29: 2.0452, 99: 1.9842}
"""Quantiles of Student's t as printed in tables."""
Rows = list[tuple[int | None, ...]]


def reading_of(rows: Rows, services: list[str] | None = None) -> SurveyReading:
    width = len(rows[0])
    named = services or [""] * len(rows)
    return SurveyReading(
        file="a.xlsx",
        sha256="",
        sheet="S",
        sheets=("S",),
        columns=(),
        mapping={},
        elements=tuple(f"U{number}" for number in range(1, width + 1)),
        labels={"U1": "Biaya"},
        respondents=tuple(
            Respondent(place, service, None, tuple(None if a is None else float(a) for a in row))
            for place, (row, service) in enumerate(zip(rows, named, strict=True), 2)
        ),
        beyond=0,
        findings=(),
    )


def measured(rows: Rows, services: list[str] | None = None) -> Measured:
    found = measure(to_survey(reading_of(rows, services), Measures.IPKP))
    assert found is not None
    return found


def index_apart(rows: Rows) -> Fraction:
    """The mean over the elements of the mean answer, in exact fractions."""
    means = []
    for column in zip(*rows, strict=True):
        given_ = [answer for answer in column if answer is not None]
        if given_:
            means.append(Fraction(sum(given_), len(given_)))
    return sum(means, Fraction(0)) / len(means)


def tables(answer: st.SearchStrategy[int | None]) -> st.SearchStrategy[Rows]:
    return st.integers(1, 6).flatmap(
        lambda width: st.lists(st.tuples(*[answer] * width), min_size=2, max_size=25)
    )


complete = tables(st.integers(1, 4))
with_gaps = tables(st.one_of(st.none(), st.integers(1, 4))).filter(
    lambda rows: (
        all(any(a is not None for a in row) for row in rows)
        and all(any(row[i] is not None for row in rows) for i in range(len(rows[0])))
    )
)


@given(with_gaps)
def test_the_index_equals_an_independent_calculation(rows: Rows) -> None:
    assert measured(rows).index == pytest.approx(float(index_apart(rows)), abs=1e-12)


@given(complete)
def test_the_deviation_is_that_of_the_respondents_means(rows: Rows) -> None:
    means = [statistics.fmean(a for a in row if a is not None) for row in rows]
    assert measured(rows).deviation == pytest.approx(statistics.stdev(means), abs=1e-9)


@given(with_gaps)
def test_every_element_has_its_mean_and_the_index_is_theirs(rows: Rows) -> None:
    found = measured(rows)
    for column, element in zip(zip(*rows, strict=True), found.elements, strict=True):
        answers = [answer for answer in column if answer is not None]
        assert element.count == len(answers)
        assert element.mean == pytest.approx(statistics.fmean(answers), abs=1e-12)
    assert found.index == pytest.approx(statistics.fmean(e.mean for e in found.elements))
    assert [e.mean for e in found.weakest] == sorted(e.mean for e in found.elements)


@pytest.mark.parametrize("freedom", sorted(T_975))
def test_the_interval_is_students(freedom: int) -> None:
    count = freedom + 1
    found = t_interval(2.5, 0.1, count)
    assert found is not None
    half = T_975[freedom] * 0.1 / math.sqrt(count)
    assert (found.low, found.high) == pytest.approx((2.5 - half, 2.5 + half), abs=1e-4)


def test_the_interval_stays_within_the_scale() -> None:
    found = measured([(4, 4), (4, 4), (4, 1)])
    assert found.interval is not None
    assert found.interval.high == 4.0
    assert measured([(4, 4)]).interval is None
    same = measured([(3, 3)] * 30)
    assert same.interval is not None
    assert (same.interval.low, same.interval.high) == (3.0, 3.0)


def test_a_bootstrap_agrees_with_students_t_and_repeats_itself() -> None:
    random = np.random.default_rng(1)
    answers = random.integers(2, 5, size=(200, 9)).astype(float)
    drawn, again = bootstrap_interval(answers), bootstrap_interval(answers)
    assert drawn == again
    student = t_interval(index_of(answers), deviation_of(answers), 200)
    assert drawn is not None
    assert student is not None
    assert (drawn.low, drawn.high) == pytest.approx((student.low, student.high), abs=0.02)
    assert bootstrap_interval(answers[:1]) is None


def test_services_are_counted_and_measured_apart() -> None:
    found = measured([(4, 4), (2, 2), (3, 4)], ["KTP", "KK", "KTP"])
    assert [(one.name, one.count) for one in found.services] == [("KTP", 2), ("KK", 1)]
    assert [one.index for one in found.services] == pytest.approx([3.75, 2.0])


@pytest.mark.parametrize(("count", "enough"), [(29, False), (30, True)])
def test_thirty_respondents_are_enough(count: int, enough: bool) -> None:
    assert measured([(4, 3)] * count).enough is enough


@settings(max_examples=40)
@given(with_gaps)
def test_a_kept_survey_measures_the_same_and_holds_no_respondent(rows: Rows) -> None:
    survey = to_survey(reading_of(rows), Measures.SKM, note="x")
    again = from_document(to_document(survey))
    assert again == survey
    assert measure(again) == measure(survey)
    assert survey.elements[0].label == "Biaya"


def test_a_typed_index_has_no_certainty() -> None:
    found = measure(Survey(Measures.IPAK, index=3.61))
    assert found == Measured(3.61)
    assert measure(Survey(Measures.IPAK)) is None


def test_answers_of_a_document_that_are_no_figures_count_nowhere() -> None:
    document = to_document(Survey(Measures.IPAK))
    document["elements"] = [
        {"code": "U1", "answers": {"4": 2, "nan": 5, "x": 1}},
        {"code": "U2", "mean": 3.0},
    ]
    found = measure(from_document(document))
    assert found is not None
    assert [(e.count, e.mean) for e in found.elements] == [(2, 4.0), (None, 3.0)]
    assert found.index == 3.5


@pytest.mark.parametrize(
    ("kind", "index", "points", "passed"),
    [
        # 90/2021, Lampiran II, Tabel 6: index / 4 × 17.5 against 15.75 and 14.00.
        ("ipak", 3.60, 15.75, {"WBK": True, "WBBM": True}),
        ("ipak", 3.5999, 15.7495625, {"WBK": False, "WBBM": False}),
        ("ipkp", 3.20, 14.0, {"WBK": True, "WBBM": False}),
        ("ipkp", 3.45, 15.09375, {"WBK": True, "WBBM": False}),
        ("ipkp", 2.5, 10.9375, {"WBK": False, "WBBM": False}),
    ],
)
def test_an_index_against_the_limits(
    kind: str, index: float, points: float, passed: dict[str, bool]
) -> None:
    instrument, survey_kind = load("lke-2021"), survey_rules().kinds[kind]
    assert convert(instrument, survey_kind, index).points == pytest.approx(points)
    found = against_limits(instrument, survey_kind, Measured(index))
    assert {one.predicate: one.passed for one in found} == passed
    for one in found:
        assert one.lacking == pytest.approx(0 if one.passed else one.index - index)
        assert one.certain is None


def test_ikm_and_grade() -> None:
    found = convert(load("lke-2021"), survey_rules().kinds["skm"], 3.506)
    assert (found.points, found.ikm, found.grade.code) == (None, pytest.approx(87.65), "B")


def test_a_limit_inside_the_interval_is_not_certain() -> None:
    instrument, kind = load("lke-2021"), survey_rules().kinds["ipkp"]
    found = against_limits(instrument, kind, Measured(3.25, 40, 0.4, t_interval(3.25, 0.4, 40)))
    assert [(one.passed, one.certain) for one in found] == [(True, False), (False, True)]
    assert [one.standing for one in found] == [Standing.PASSING, Standing.CLOSE]


def test_welch_as_in_the_textbook() -> None:
    # Welch's formula written out: variances 0.04/40 and 0.09/50.
    a, b = 0.2**2 / 40, 0.3**2 / 50
    freedom = (a + b) ** 2 / (a**2 / 39 + b**2 / 49)
    assert freedom == pytest.approx(85.5, abs=0.1)
    found = compare(Measured(3.2, 40, 0.2), Measured(3.35, 50, 0.3))
    half = 1.9882 * math.sqrt(a + b)  # t(85) of the tables
    assert found.change == pytest.approx(0.15)
    assert found.interval == pytest.approx((0.15 - half, 0.15 + half), abs=1e-3)
    assert found.certain
    assert not compare(Measured(3.2, 40, 0.2), Measured(3.25, 50, 0.3)).certain
    assert compare(Measured(3.2), Measured(3.25)).interval is None
    assert compare(Measured(3.0, 30, 0.0), Measured(3.5, 30, 0.0)).certain
