"""The picture of a survey: what is drawn is what was measured, against the limits."""

import pytest

from zi_analytics.analysis.survey import Measured, MeasuredElement, t_interval
from zi_analytics.analysis.survey_limits import against_limits
from zi_analytics.charts.survey import elements_picture, elements_title
from zi_analytics.charts.theme import DARK, LIGHT
from zi_analytics.instrument import load
from zi_analytics.instrument.surveys import survey_rules

LKE = load("lke-2021")
ELEMENTS = (
    MeasuredElement("U1", "Biaya", 40, 3.7, t_interval(3.7, 0.4, 40)),
    MeasuredElement("U2", "<b>x</b>", 40, 2.8, t_interval(2.8, 0.4, 40)),
    MeasuredElement("U3", "", None, 3.3),
)
INDEX = 9.8 / 3
FOUND = Measured(INDEX, 40, 0.3, t_interval(INDEX, 0.3, 40), ELEMENTS)


def limits(kind):
    return against_limits(LKE, survey_rules().kinds[kind], FOUND)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_stand_at_the_means_the_lowest_first_below_the_index(colours):
    figure = elements_picture(FOUND, limits("ipkp"), "id", colours).figure
    (marks,) = figure.data
    assert list(marks.x) == [INDEX, 2.8, 3.3, 3.7]
    assert list(marks.y) == sorted(marks.y, reverse=True)
    assert list(marks.marker.symbol) == ["triangle-up", "x", "triangle-up", "circle"]
    # The axis runs over the whole scale.
    low, high = figure.layout.xaxis.range
    assert low < 1
    assert high > 4
    dashed = [shape.x0 for shape in figure.layout.shapes if shape.line.dash]
    assert dashed == [3.2, 3.6]
    said = [note.text for note in figure.layout.annotations]
    assert "WBK 3,20" in said
    assert "U2 &lt;b&gt;x&lt;/b&gt;" in said
    assert "<b>✕ 2,80</b>" in said


def test_one_limit_of_two_predicates_is_one_line():
    figure = elements_picture(FOUND, limits("ipak"), "id", LIGHT).figure
    assert [shape.x0 for shape in figure.layout.shapes if shape.line.dash] == [3.6]
    assert "WBK, WBBM 3,60" in [note.text for note in figure.layout.annotations]


def test_without_limits_no_mark_judges():
    figure = elements_picture(FOUND, (), "id", LIGHT).figure
    assert set(figure.data[0].marker.symbol) == {"circle"}
    assert not [note for note in figure.layout.annotations if "✕" in note.text]


def test_the_title_is_the_finding_and_the_words_say_all():
    assert elements_title(FOUND, limits("ipkp"), "id") == (
        "2 dari 3 unsur di bawah 3,60, paling rendah U2 <b>x</b>"
    )
    assert elements_title(Measured(3.5), limits("ipkp"), "id") == "Hanya indeksnya yang diketahui"
    text = elements_picture(FOUND, limits("ipkp"), "id", LIGHT).text
    assert "U1 Biaya 3,70, antara 3,57 dan 3,83" in text
    assert "U3 3,30" in text
    assert text.endswith("WBK 3,20, WBBM 3,60")
