"""The index over the periods: what is drawn is what was measured."""

import pytest

from zi_analytics.analysis.survey import Measured, t_interval
from zi_analytics.analysis.survey_limits import against_limits
from zi_analytics.charts.survey_history import Surveyed, history_picture
from zi_analytics.charts.theme import DARK, LIGHT
from zi_analytics.instrument import load
from zi_analytics.instrument.surveys import survey_rules

NEWEST = Measured(3.4, 40, 0.3, t_interval(3.4, 0.3, 40))
SURVEYED = [Surveyed("2024", Measured(3.1)), Surveyed("2025-B06", NEWEST)]


def limits(kind):
    return against_limits(load("lke-2021"), survey_rules().kinds[kind], NEWEST)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_indices_stand_in_order_of_time_with_their_intervals(colours):
    figure = history_picture(SURVEYED, limits("ipkp"), "id", colours).figure
    (line,) = figure.data
    assert list(line.y) == [3.1, 3.4]
    # t(39) is 2.0227: half an interval of 2.0227 × 0.3 / √40.
    assert list(line.error_y.array) == pytest.approx([0.0, 0.0959], abs=1e-4)
    assert list(line.error_y.arrayminus) == pytest.approx([0.0, 0.0959], abs=1e-4)
    assert [shape.y0 for shape in figure.layout.shapes] == [3.2, 3.6]
    assert list(figure.layout.yaxis.ticktext) == ["1", "4", "WBK 3,2", "WBBM 3,6"]
    assert list(figure.layout.xaxis.ticktext) == ["TW II<br>2025", "2024"]
    low, high = figure.layout.yaxis.range
    assert low <= 1
    assert high >= 4


def test_the_words_say_all():
    text = history_picture(SURVEYED, limits("ipak"), "en", LIGHT).text
    assert text == ("2024 3.10; Quarter II 2025 3.40, between 3.30 and 3.50. WBK 3.60, WBBM 3.60")
    assert len(history_picture(SURVEYED, limits("ipak"), "en", LIGHT).figure.layout.shapes) == 1
    assert history_picture(SURVEYED, (), "en", LIGHT).text.endswith("and 3.50.")
