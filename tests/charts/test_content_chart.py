"""A report's charts on the screen: every figure is written, no bar beyond its limit unseen."""

from __future__ import annotations

import pytest

from zi_analytics.charts.content_chart import content_picture
from zi_analytics.charts.content_shape import PHONE
from zi_analytics.charts.theme import LIGHT
from zi_analytics.report.content.model import Chart, Kind, Role, Series

AREAS = Chart(
    Kind.STACKED,
    ("✓ Pengawasan", "✕ <b>Area</b>"),
    (
        Series("pemenuhan", Role.FULFILMENT, (5.0, 1.0)),
        Series("reform", Role.REFORM, (4.0, 1.5)),
        Series("terbuka", Role.OPEN, (6.0, 7.5)),
        Series("batas WBK", Role.LIMIT, (9.0, 6.0)),
    ),
    "poin",
    "Pengawasan 9; Area 2,5.",
)
THREE = Chart(
    Kind.COLUMNS,
    ("diakui", "berbukti"),
    (
        Series("poin", Role.MAIN, (74.18, 69.0)),
        Series("batas WBK: 75", Role.LIMIT, (75.0, 75.0)),
        Series("batas WBBM: 85", Role.LIMIT, (85.0, 85.0)),
    ),
    "poin",
    "Diakui 74,18.",
)
MOVED = Chart(
    Kind.BARS,
    ("Pengawasan", "SDM", "Sama"),
    (Series("Perubahan", Role.CHANGE, (1.25, -0.4, 0.0)),),
    "poin",
    "Pengawasan +1,25.",
)
TREND = Chart(
    Kind.LINE,
    tuple(f"TW {number} 2024" for number in range(12)),
    (
        Series("Total", Role.MAIN, tuple(60.0 + number for number in range(12))),
        Series("batas WBK: 75", Role.LIMIT, (None, *(75.0,) * 11)),
    ),
    "poin",
    "Naik.",
)


def said(picture):
    return [str(one.text) for one in picture.figure.layout.annotations]


@pytest.mark.parametrize("chart", [AREAS, THREE, MOVED, TREND])
@pytest.mark.parametrize("letters", [14, 21, 28])
def test_the_words_of_the_report_go_with_the_figure_and_its_letters_are_large(chart, letters):
    picture = content_picture(chart, "id", LIGHT, letters, 480)
    assert picture.text == chart.text
    sizes = [one.font.size for one in picture.figure.layout.annotations]
    assert min(sizes) >= letters * 0.9
    assert picture.figure.layout.height >= 150


def test_a_stack_says_its_sum_of_its_weight_and_its_limit():
    picture = content_picture(AREAS, "id", LIGHT, 20, 480)
    assert "<b>9,00 dari 15 · batas 9,00</b>" in said(picture)
    assert "<b>2,50 dari 10 · batas 6,00</b>" in said(picture)
    _, reform, left = picture.figure.data
    assert list(reform.base) == [5.0, 1.0]
    assert list(left.base) == [9.0, 2.5]
    ticks = [(one.x0, one.x1) for one in picture.figure.layout.shapes]
    assert ticks == [(9.0, 9.0), (6.0, 6.0)]
    assert "✕ &lt;b&gt;Area&lt;/b&gt;" in said(picture)
    colours = {one.text: one.font.color for one in picture.figure.layout.annotations}
    assert colours["<b>9,00 dari 15 · batas 9,00</b>"] == LIGHT.passing
    assert colours["<b>2,50 dari 10 · batas 6,00</b>"] == LIGHT.failing


def test_limits_that_all_bars_share_are_named_once_below_each_other():
    picture = content_picture(THREE, "id", LIGHT, 20, 480)
    names = [one for one in picture.figure.layout.annotations if "batas" in one.text]
    assert [one.x for one in names] == [85.0, 75.0]
    assert len({one.yshift for one in names}) == 2
    assert picture.figure.layout.xaxis.range[1] >= 85


def test_a_fall_lies_left_of_zero_and_zero_is_drawn():
    picture = content_picture(MOVED, "en", LIGHT, 20, 480)
    assert said(picture)[1::2] == ["<b>+1.25</b>", "<b>−0.40</b>", "<b>0.00</b>"]
    low, high = picture.figure.layout.xaxis.range
    assert low < -0.4 < 0 < 1.25 <= high
    assert [one.x0 for one in picture.figure.layout.shapes] == [0]


def test_a_line_begins_at_zero_and_says_its_last_figure_on_every_screen():
    for letters in (PHONE - 2, 28):
        picture = content_picture(TREND, "id", LIGHT, letters, 480)
        assert picture.figure.layout.yaxis.range[0] == 0
        assert "<b>71,00</b>" in said(picture)
        assert "batas WBK: 75" in said(picture)
