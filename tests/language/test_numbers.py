from datetime import UTC, date, datetime

import pytest

from zi_analytics.language import numbers


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (95.576, "95,58", "95.58"),
        (15.744999999999999, "15,75", "15.75"),
        (0.125, "0,13", "0.13"),
        (1234.5, "1.234,50", "1,234.50"),
        (-0.4, "−0,40", "−0.40"),
        (-0.001, "0,00", "0.00"),
    ],
)
def test_two_decimals_half_up_with_the_mark_of_the_language(value, indonesian, english):
    assert numbers.decimal(value, "id") == indonesian
    assert numbers.decimal(value, "en") == english


def test_a_value_below_its_limit_never_reads_as_if_it_met_it():
    assert numbers.below(15.748, 15.75, "id") == "15,74"
    assert numbers.below(15.75, 15.75, "id") == "15,75"
    assert numbers.below(12.345, 15.75, "id") == "12,35"


def test_what_is_missing_is_rounded_up_so_that_it_is_enough():
    assert numbers.needed(0.0912, "id") == "0,10"
    assert numbers.needed(0.1, "id") == "0,10"
    assert numbers.needed(15.75 - 15.65, "id") == "0,10"


def test_differences_carry_their_sign():
    assert numbers.signed(1.254, "id") == "+1,25"
    assert numbers.signed(-0.4, "en") == "−0.40"
    assert numbers.signed(0.001, "id") == "0,00"


def test_short_numbers_lose_their_zeros_only():
    assert numbers.short(4.0, "id") == "4"
    assert numbers.short(3.5, "id") == "3,5"
    assert numbers.short(100.0, "id") == "100"
    assert numbers.short(0.125, "en", 3) == "0.125"


def test_percent_and_points_carry_their_unit():
    assert numbers.percent(0.955, "id") == "96 %"
    assert numbers.percent(0.955, "en", 1) == "95.5%"
    assert numbers.points(15.34, "id") == "15,34 poin"
    assert numbers.points(15.34, "en") == "15.34 points"
    assert numbers.whole(50000, "id") == "50.000"


def test_dates_and_periods_are_spoken():
    assert numbers.date_text(date(2026, 3, 7), "id") == "7 Maret 2026"
    assert numbers.date_text(datetime(2026, 8, 7, 9, 5, tzinfo=UTC), "en") == "7 August 2026 09:05"
    assert numbers.date_text(datetime(2026, 8, 7, 9, 5, tzinfo=UTC), "id") == "7 Agustus 2026 09.05"
    assert numbers.period_text("2025-B06", "id") == "Triwulan II 2025"
    assert numbers.period_text("2025-B12", "en") == "Quarter IV 2025"
    assert numbers.period_text("2025-B04", "id") == "April 2025"
    assert numbers.period_text("2025", "id") == "2025"
