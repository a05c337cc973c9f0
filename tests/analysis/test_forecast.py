"""The forecast: laws of any pace, and figures from tables and calculations apart."""

from datetime import date, timedelta
from math import gamma, pi, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zi_analytics.analysis.forecast import SURE, closing_day, pace, period_end, student
from zi_analytics.analysis.forecast_text import band_text, forecast_headline, how_text
from zi_analytics.instrument import load

LKE, FORM = load("lke-2021"), load("ringkas")
FIRST = date(2024, 3, 31)


def quarters(*points):
    """Points a quarter apart, of 91 days each."""
    return [(FIRST + timedelta(days=91 * place), value) for place, value in enumerate(points)]


POINTS = st.floats(0, 100)
SERIES = st.lists(POINTS, min_size=3, max_size=10).map(lambda values: quarters(*values))
AHEAD = st.integers(0, 2000).map(lambda days: FIRST + timedelta(days=days))


@given(POINTS, st.integers(3, 10), AHEAD)
def test_a_constant_series_forecasts_itself(value, number, day):
    found = pace(quarters(*[value] * number)).at(day)
    assert (found.lower, found.points, found.upper) == pytest.approx((value,) * 3, abs=1e-9)


@given(SERIES, AHEAD)
def test_the_band_contains_the_line_and_ends_at_0_and_100(points, day):
    found = pace(points).at(day)
    assert 0 <= found.lower <= found.points <= found.upper <= 100


@given(st.lists(POINTS, min_size=3, max_size=10), AHEAD, st.integers(1, 400))
def test_what_only_rises_goes_on_rising(values, day, further):
    found = pace(quarters(*sorted(values)))
    assert found.slope >= 0
    assert found.at(day + timedelta(days=further)).points >= found.at(day).points - 1e-9
    falling = pace(quarters(*sorted(values, reverse=True)))
    assert falling.slope <= 0


@given(st.lists(st.floats(30, 60), min_size=3, max_size=8), st.floats(-5, 5))
def test_what_is_raised_by_an_amount_is_forecast_higher_by_it(values, more):
    day = FIRST + timedelta(days=91 * len(values))
    low, high = pace(quarters(*values)), pace(quarters(*[value + more for value in values]))
    assert high.slope == pytest.approx(low.slope, abs=1e-9)
    assert high.spread == pytest.approx(low.spread, abs=1e-9)
    assume(0 < low.at(day).points < 95 and 5 < high.at(day).points < 100)
    assert high.at(day).points == pytest.approx(low.at(day).points + more, abs=1e-6)


@given(SERIES, st.randoms())
def test_the_order_of_the_points_does_not_matter(points, random):
    mixed = points[:]
    random.shuffle(mixed)
    day = FIRST + timedelta(days=1000)
    one, other = pace(points).at(day), pace(mixed).at(day)
    assert (one.lower, one.points, one.upper) == pytest.approx(
        (other.lower, other.points, other.upper), abs=1e-6
    )


@given(SERIES, st.integers(1, 300), st.integers(1, 300))
def test_the_band_widens_with_the_distance(points, near, further):
    found = pace(points)
    last = points[-1][0]
    assume(found.spread > 0)

    def half(days):
        place = (last + timedelta(days=days) - found.origin).days
        return sqrt(1 + 1 / found.number + (place - found.middle) ** 2 / found.width)

    assert half(near + further) > half(near)
    inside = found.at(last + timedelta(days=near))
    if inside.lower > 0 and inside.upper < 100:
        reach = student(found.number - 2) * found.spread * half(near)
        assert inside.upper - inside.lower == pytest.approx(2 * reach, abs=1e-6)


def test_one_odd_period_does_not_turn_the_line():
    straight = pace(quarters(50, 52, 54, 56, 58, 60, 62))
    odd = pace(quarters(50, 52, 54, 20, 58, 60, 62))
    assert straight.slope == pytest.approx(2 / 91)
    assert odd.slope == pytest.approx(2 / 91)
    assert odd.spread > straight.spread == pytest.approx(0)


def test_the_band_is_the_textbook_one():
    # Slopes of every two: 4, 3, 2 a quarter; heights left: 50, 51, 50 → the line 50 + 3 x.
    found = pace(quarters(50, 54, 56))
    assert found.slope * 91 == pytest.approx(3)
    assert found.spread == pytest.approx(1)
    at = found.at(FIRST + timedelta(days=91 * 3))
    assert at.points == pytest.approx(59)
    # t(0.9; 1) = 3.078 of any table; 1 + 1/3 + 2²/2.
    assert at.upper - at.points == pytest.approx(3.0777 * sqrt(1 + 1 / 3 + 2), abs=1e-3)


@pytest.mark.parametrize("freedom", [1, 2, 3, 5, 6, 10, 30])
def test_the_quantile_leaves_the_right_share_outside(freedom):
    """Student's density summed up to the quantile, by the trapezium rule."""
    constant = gamma((freedom + 1) / 2) / (sqrt(freedom * pi) * gamma(freedom / 2))
    steps = 20_000
    width = student(freedom) / steps
    heights = [
        constant * (1 + (place * width) ** 2 / freedom) ** (-(freedom + 1) / 2)
        for place in range(steps + 1)
    ]
    half = width * (sum(heights) - (heights[0] + heights[-1]) / 2)
    assert 2 * half == pytest.approx(SURE, abs=5e-4)


def test_two_days_make_no_pace():
    assert pace([]) is None
    assert pace(quarters(1, 2)) is None
    year_and_quarter = [(period_end("2025-B12"), 60.0), (period_end("2025"), 61.0)]
    assert pace([(period_end("2025-B09"), 58.0), *year_and_quarter]) is None
    assert pace([*quarters(50, 52), *year_and_quarter]).number == 4


def test_a_period_ends_on_its_last_day():
    assert period_end("2025-B03") == date(2025, 3, 31)
    assert period_end("2024-B02") == date(2024, 2, 29)
    assert period_end("2025-B06") == date(2025, 6, 30)
    assert period_end("2025") == date(2025, 12, 31)


def test_the_closing_day_is_the_instruments_next_one():
    # 5/2024: proposals close on 31 May.
    assert closing_day(LKE, date(2025, 12, 31)) == date(2026, 5, 31)
    assert closing_day(LKE, date(2026, 3, 31)) == date(2026, 5, 31)
    assert closing_day(LKE, date(2026, 5, 31)) == date(2027, 5, 31)
    assert closing_day(FORM, date(2025, 9, 30)) == date(2025, 12, 31)


def test_the_sentence_never_rounds_up_to_a_limit():
    found = pace(quarters(70, 71, 72)).at(FIRST + timedelta(days=91 * 5))
    assert forecast_headline(found, "WBK", 75.0, "id") == (
        "Bila laju ini berlanjut, pada 29 Juni 2025 nilai terbukti 75,0 poin; batas WBK 75: "
        "kemungkinan besar tercapai."
    )
    short = pace(quarters(69.98, 70.98, 71.98)).at(found.day)
    assert band_text(short, 75.0, "id") == "74,9"
    assert "not reached at this pace" in forecast_headline(short, "WBK", 75.0, "en")
    strays = pace(quarters(70, 72, 71, 74)).at(found.day)
    said = forecast_headline(strays, "WBK", 75.0, "en")
    assert "not certain, it lies within the band" in said
    assert "–" in said
    assert forecast_headline(found, "", None, "en").endswith("on 29 June 2025.")


def test_it_says_how_it_is_made():
    said = how_text(pace(quarters(50, 54, 56)), date(2024, 9, 30), "id")
    assert "melalui 3 periode" in said
    assert "Theil–Sen" in said
    assert "+12,0 poin setahun" in said
    assert "80 %" in said
