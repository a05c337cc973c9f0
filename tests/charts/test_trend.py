"""The trend and the waterfall show and say what was compared."""

import numpy as np
import pytest

from zi_analytics.analysis.periods import moment
from zi_analytics.analysis.trend import compare
from zi_analytics.charts.theme import DARK, LIGHT
from zi_analytics.charts.trend import trend_picture, waterfall_picture
from zi_analytics.instrument import load

LKE, FORM, OLD = load("lke-2021"), load("ringkas"), load("lke-2014")


def at(share, period, instrument=LKE):
    return moment(instrument, period, np.full(len(instrument.questions), share))


def texts(picture):
    return [annotation.text for annotation in picture.figure.layout.annotations]


def words(picture):
    figure = picture.figure
    ticks = [*(figure.layout.xaxis.ticktext or ()), *(figure.layout.yaxis.ticktext or ())]
    hover = [text for trace in figure.data for text in trace.hovertext or ()]
    return " ".join([*texts(picture), *ticks, *hover, picture.text])


def test_the_totals_are_one_line_from_zero_to_a_hundred():
    moments = [at(0.5, "2025-B06"), at(0.74, "2025-B09"), at(1, "2025")]
    picture = trend_picture(moments, "id", LIGHT)
    (line,) = picture.figure.data
    assert list(line.y) == pytest.approx([50, 74, 100])
    # 74 of 100: everything within the last tenth, but the survey of 2.96 of 4 is far from 3.60.
    assert list(line.marker.symbol) == ["x", "x", "circle"]
    assert line.marker.color[-1] == LIGHT.passing
    axis = picture.figure.layout.yaxis
    assert axis.range[0] == 0
    assert axis.range[1] > 100
    assert list(axis.ticktext) == ["0", "WBK 75", "WBBM 85", "100"]
    assert list(picture.figure.layout.xaxis.ticktext) == ["<br>2025", "TW III<br>2025",
                                                          "TW II<br>2025"]  # fmt: skip
    assert {shape.y0 for shape in picture.figure.layout.shapes} == {75, 85}
    assert "<b>74,00</b>" in texts(picture)
    assert "Triwulan III 2025 74,00 poin: belum" in picture.text
    assert "Batas nilai total: WBK 75, WBBM 85." in picture.text


def test_many_periods_keep_room_for_their_labels():
    moments = [at(0.5, f"{year}-B{month}") for year in range(2019, 2025) for month in ("06", "12")]
    picture = trend_picture(moments, "id", LIGHT)
    ticks = picture.figure.layout.xaxis.ticktext
    assert len(ticks) == len(texts(picture)) == 6
    assert ticks[0] == "TW IV<br>2024"
    assert len(picture.figure.data[0].x) == 12


def test_a_predicate_that_is_not_certain_has_a_mark_of_its_own():
    # 20.25 of 22.5 may hide an IPAK of 15.25, below 15.75.
    picture = trend_picture([at(0.9, "2025-B03", FORM), at(0.95, "2025-B06")], "id", LIGHT)
    (line,) = picture.figure.data
    assert list(line.marker.symbol) == ["circle-open", "circle"]
    assert line.marker.color[0] == LIGHT.unknown
    assert "belum pasti; Triwulan II 2025 95,00 poin: ✓" in picture.text


def test_a_label_stands_where_its_neighbours_leave_room():
    moments = [at(share, f"2025-B0{month}") for month, share in enumerate((0.5, 0.9, 0.6), start=1)]
    labels = trend_picture(moments, "id", LIGHT).figure.layout.annotations
    shifts = {label.x: label.yshift for label in labels if label.text.startswith("<b>")}
    assert (shifts[0] < 0, shifts[1] > 0, shifts[2] < 0) == (True, True, True)


def test_a_new_instrument_is_marked_where_it_begins():
    moments = [at(0.5, "2017", OLD), at(0.5, "2018", OLD), at(0.5, "2022")]
    picture = trend_picture(moments, "id", LIGHT)
    assert "LKE lain →" in texts(picture)
    assert 1.5 in {shape.x0 for shape in picture.figure.layout.shapes}


def test_the_waterfall_goes_from_the_earlier_total_to_the_later_one():
    before, after = at(0.5, "2025-B06"), at(0.5, "2025-B09")
    values = after.values.copy()
    codes = [question.code for question in LKE.questions]
    values[codes.index("A.II.5.ii.-")] = 1.0  # +1.5
    values[codes.index("B.II.a")] = 0.4  # −1.75
    found = compare(before, moment(LKE, "2025-B09", values))
    picture = waterfall_picture(found, "id", DARK)
    (bars,) = picture.figure.data
    assert len(bars.x) == 9
    assert list(bars.x[:1]) == pytest.approx([1.5])
    assert list(bars.x[-2:]) == pytest.approx([-1.75, -0.25])
    ends = [start + length for start, length in zip(bars.base, bars.x, strict=True)]
    assert list(bars.base[1:-1]) == pytest.approx(ends[:-2])
    assert bars.base[-1] == 0
    assert ends[-2] == pytest.approx(ends[-1])
    assert bars.marker.color[0] == DARK.accent
    assert bars.marker.color[-1] == DARK.failing
    assert "<b>▲ +1,50</b>" in texts(picture)
    assert "<b>▼ −1,75</b>" in texts(picture)
    assert "┃ nilai Triwulan II 2025: 50,00" in texts(picture)
    assert picture.text.startswith("Perubahan nilai dari Triwulan II 2025 ke Triwulan III 2025.")
    assert picture.text.endswith("Seluruhnya −0,25.")
    low, high = picture.figure.layout.xaxis.range
    assert low <= min(ends)
    assert high >= max(ends)


def test_the_instruments_share_is_a_bar_of_its_own():
    picture = waterfall_picture(compare(at(0.5, "2018", OLD), at(0.6, "2022")), "id", LIGHT)
    (bars,) = picture.figure.data
    assert len(bars.x) == 10
    assert bars.marker.pattern.shape[-2] == "/"
    assert sum(bars.x[:-1]) == pytest.approx(bars.x[-1]) == pytest.approx(10)
    assert "Instrumen berubah" in texts(picture)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_word_and_number_changes_with_the_language(language):
    before, after = at(0.51, "2018", OLD), at(0.6, "2022-B06")
    for picture in (
        trend_picture([before, after], language, LIGHT),
        waterfall_picture(compare(before, after), language, LIGHT),
    ):
        shown = words(picture)
        foreign = {"id": ("Quarter", "points", "51.00"), "en": ("Triwulan", "poin ", "51,00")}
        assert not [word for word in foreign[language] if word in shown]
        separators = {"id": ",.", "en": ".,"}[language]
        assert picture.figure.layout.separators == separators


def test_a_standstill_is_drawn_too():
    picture = waterfall_picture(compare(at(0.5, "2018"), at(0.5, "2019")), "id", LIGHT)
    low, high = picture.figure.layout.xaxis.range
    assert low < 0 < high
    assert "<b>= 0,00</b>" in texts(picture)


def test_a_form_beside_a_worksheet_is_compared_by_area():
    found = compare(at(0.5, "2025-B06", FORM), at(0.6, "2025-B09"))
    picture = waterfall_picture(found, "id", LIGHT)
    assert "Instrumen berubah 0,00" in picture.text
