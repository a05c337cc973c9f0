"""The picture of the forecast shows and says what is expected."""

from datetime import date

import pytest

from zi_analytics.analysis.forecast import Ready, pace, period_end
from zi_analytics.charts.forecast import forecast_picture
from zi_analytics.charts.theme import LIGHT

LIMITS = (("WBK", 75.0), ("WBBM", 85.0))
CLOSING = date(2026, 5, 31)


def ready(*proven):
    periods = ("2025-B03", "2025-B06", "2025-B09", "2025-B12")
    return [
        Ready(period, period_end(period), 80.0, value)
        for period, value in zip(periods, proven, strict=False)
    ]


def drawn(found, language="id"):
    points = [(one.day, one.proven) for one in found if one.proven is not None]
    return forecast_picture(found, pace(points), CLOSING, LIMITS, language, LIGHT)


def texts(picture):
    return [annotation.text for annotation in picture.figure.layout.annotations]


def test_the_band_reaches_from_the_last_period_to_the_closing_day():
    picture = drawn(ready(60.0, 64.0, 65.0, 70.0))
    band, line, claimed, proven = picture.figure.data
    assert band.fill == "toself"
    assert min(band.x) == date(2025, 12, 31).toordinal()
    assert max(band.x) == CLOSING.toordinal()
    assert line.line.dash == "dash"
    half = len(band.y) // 2
    upper, lower = list(band.y[:half]), list(reversed(band.y[half:]))
    inside = list(line.y[1:])
    assert all(a >= b >= c for a, b, c in zip(upper, inside, lower, strict=True))
    assert list(claimed.y) == [80.0] * 4
    assert list(proven.y) == [60.0, 64.0, 65.0, 70.0]
    assert picture.figure.layout.yaxis.range[0] == 0
    assert {"WBK 75", "WBBM 85", "<b>terbukti 70,00</b>", "diakui 80,00"} <= set(texts(picture))
    assert "Perkiraan pada 31 Mei 2026: terbukti" in picture.text
    assert "Batas nilai total: WBK 75, WBBM 85." in picture.text


def test_without_a_pace_the_periods_stand_alone():
    picture = drawn(ready(60.0, None, 65.0))
    claimed, proven = picture.figure.data
    assert len(claimed.x) == 3
    assert list(proven.y) == [60.0, 65.0]
    assert "Perkiraan" not in picture.text
    assert "tanpa bukti yang terlihat" in picture.text


def test_labels_at_the_axis_stand_apart():
    many = [
        Ready(f"{year}-B{month}", period_end(f"{year}-B{month}"), 80.0, 60.0)
        for year in range(2020, 2026)
        for month in ("03", "06", "09", "12")
    ]
    axis = drawn(many).figure.layout.xaxis
    assert len(axis.ticktext) <= 6
    assert axis.ticktext[-1] == "<b>31 Mei</b><br>2026"


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_word_and_number_changes_with_the_language(language):
    picture = drawn(ready(60.0, 64.0, 65.0, 70.5), language)
    hover = [text for trace in picture.figure.data for text in trace.hovertext or ()]
    shown = " ".join([*texts(picture), *hover, picture.text, *picture.figure.layout.xaxis.ticktext])
    foreign = {"id": ("points", "Quarter", "70.50"), "en": ("poin ", "Triwulan", "70,50")}
    assert not [word for word in foreign[language] if word in shown]
