"""The pictures of Antar penilai show and say what was compared."""

import numpy as np
import pytest

from tests.analysis.test_assessors import FORM, LKE, but, scores_of
from zi_analytics.analysis.assessors import differences, falls, part_spreads
from zi_analytics.analysis.usual_cut import limit_outlooks, patterns
from zi_analytics.charts.assessors import Ends, ends_picture, parts_picture
from zi_analytics.charts.falls import falls_picture
from zi_analytics.charts.theme import DARK, LIGHT
from zi_analytics.charts.usual_cut import Claim, claims_picture, cut_limits_picture, limit_mark

LIMITS = (("WBK", 75.0), ("WBBM", 85.0))


def found():
    later = [but(1.0, B_I_b=0.5), but(1.0, B_I_b=0.75), but(1.0, B_I_b=0.0, A_I_1_i_a=0.0)]
    rows = [(f"u{i}", "unit", but(1.0, A_II_5_ii_x=0.5)) for i in range(3)]
    rows += [(f"u{i}", "tpi", values) for i, values in enumerate(later)]
    return differences(scores_of(rows), "unit", "tpi")


def texts(picture):
    return [annotation.text for annotation in picture.figure.layout.annotations]


def words(picture):
    hover = [text for trace in picture.figure.data for text in trace.hovertext or ()]
    return " ".join([*texts(picture), *hover, picture.text])


def test_areas_diverge_around_no_change():
    spreads = part_spreads(found())
    picture = parts_picture(spreads, None, "id", LIGHT)
    zero, lines, bars, marks = picture.figure.data
    assert list(marks.x) == pytest.approx([one.spread.median for one in spreads])
    # Supervision rose by half of 3 points in all; performance fell by 2.5 in the middle.
    assert marks.x[4] == pytest.approx(1.5)
    assert marks.x[6] == pytest.approx(-2.5)
    assert marks.marker.color[4] == LIGHT.accent
    assert marks.marker.color[6] == LIGHT.failing
    assert list(bars.base) == pytest.approx([one.spread.lower for one in spreads])
    ends = [start + length for start, length in zip(bars.base, bars.x, strict=True)]
    assert ends == pytest.approx([one.spread.upper for one in spreads])
    assert list(lines.x[18:20]) == pytest.approx([-5, -1.25])
    assert set(zero.x) == {0, None}
    low, high = picture.figure.layout.xaxis.range
    assert low < -5
    assert high > 1.5
    assert "<b>▲ +1,50</b>" in texts(picture)
    assert "median −2,50 poin, diturunkan di 3 dari 3 unit" in picture.text


def test_a_units_own_changes_are_marked_beside_the_group():
    spreads = part_spreads(found())
    picture = parts_picture(spreads, [0.0] * 6 + [-9.0, 0.0], "id", DARK)
    marks = picture.figure.data[-1]
    assert marks.marker.symbol == "circle"
    assert picture.figure.layout.xaxis.range[0] < -9
    assert "unit ini −9,00 poin" in picture.text


def test_two_units_have_no_quartiles_to_draw():
    picture = parts_picture(part_spreads(found().of(["u0", "u1"])), None, "id", LIGHT)
    assert len(picture.figure.data[2].x) == 0
    assert "separuh tengah" not in picture.text


def test_totals_stand_at_both_ends_of_a_line():
    rows = [Ends("Unit <b>", 90.0, 80.0, -10.0), Ends("x" * 60, 50.0, 50.0, 0.0)]
    picture = ends_picture(rows, ("unit", "tpn"), LIMITS, "id", LIGHT)
    ticks, line, first, second = picture.figure.data
    assert list(line.x) == [90.0, 80.0, None, 50.0, 50.0, None]
    assert (first.marker.symbol, second.marker.symbol) == ("circle", "diamond")
    assert (first.marker.color, second.marker.color) == (LIGHT.unit, LIGHT.tpn)
    assert picture.figure.layout.xaxis.range[0] == 0
    assert set(ticks.x) == {75.0, 85.0, None}
    assert "<b>90,00 → 80,00 ▼ −10,00</b>" in texts(picture)
    assert "Unit &lt;b&gt;" in texts(picture)
    assert max(len(text) for text in texts(picture)) < 60
    assert "● Unit 90,00, ◆ TPN 80,00 poin, perubahan −10,00" in picture.text


def test_of_two_internal_assessors_one_mark_is_hollow():
    rows = [Ends("a", 90.0, 80.0, -10.0)]
    *_, first, second = ends_picture(rows, ("tpi", "tpi2"), LIMITS, "id", LIGHT).figure.data
    assert (first.marker.symbol, second.marker.symbol) == ("square", "square-open")


def test_questions_are_counted_by_what_became_of_them():
    listed = [one for one in falls(found()) if one.lowered or one.raised]
    picture = falls_picture(listed, LKE, "id", LIGHT)
    both, lowered, raised = picture.figure.data
    assert [one.code for one in listed] == ["B.I.b", "A.I.1.i.a", "A.II.5.ii.-"]
    assert list(both.x) == [3, 3, 3]
    assert list(lowered.x) == [3, 1, 0]
    assert list(raised.x) == [0, 0, 3]
    assert list(raised.base) == [3, 1, 0]
    assert "<b>▼ 3 dari 3</b>" in texts(picture)
    assert "turun di 1, naik di 0, tetap di 2 dari 3 unit, rata-rata −0,083 poin" in picture.text


def test_claims_show_the_band_of_the_cut():
    rows = [Claim("a", 80.0, 70.0, 74.0, 76.0, "▼ WBK", True), Claim("b", 60.0, 55, 56, 57, "–", False)]  # fmt: skip
    picture = claims_picture(rows, LIMITS, "id", LIGHT)
    _, _, band, cut, claimed = picture.figure.data
    assert list(band.base) == [70.0, 55]
    assert list(band.x) == [6.0, 2]
    assert list(cut.x) == [74.0, 56]
    assert list(claimed.x) == [80.0, 60.0]
    assert "klaim 80,00, setelah dipotong 74,00 (separuh tengah 70,00 sampai 76,00)" in picture.text


def test_limits_are_a_share_of_themselves():
    rows = [("unit", 1.0), ("tpi", but(1.0, B_I_a=0.8))]
    many = [(f"u{i}", by, values) for i in range(3) for by, values in rows]
    kept = patterns(differences(scores_of(many), "unit", "tpi"))
    listed = limit_outlooks(kept, but(1.0, B_I_b=0.25), "WBK")
    picture = cut_limits_picture([(one.code, one) for one in listed], "WBK", "id", LIGHT)
    *_, cut, claimed = picture.figure.data
    place = [one.code for one in listed].index("ipak")
    assert claimed.x[place] == pytest.approx(17.5 / 15.75)
    assert cut.x[place] == pytest.approx(14 / 15.75)
    marks = {one.code: limit_mark(one) for one in listed}
    assert (marks["ipak"], marks["performance"], marks["area1"]) == ("▼", "✕", "✓")
    assert "ipak: klaim 17,50, setelah dipotong 14,00" in picture.text
    assert "terpenuhi pada 0 dari 3 pola" in picture.text


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_word_and_number_changes_with_the_language(language):
    rows = [Ends("a", 90.5, 80.5, -10.0)]
    pictures = [
        parts_picture(part_spreads(found()), [0.5] * 8, language, LIGHT),
        ends_picture(rows, ("unit", "tpi"), LIMITS, language, LIGHT),
        falls_picture(falls(found())[:3], LKE, language, LIGHT),
        claims_picture([Claim("a", 80.5, 70, 74, 76, "", False)], LIMITS, language, LIGHT),
    ]
    foreign = {"id": ("points", "units", "80.50"), "en": ("poin ", "dari", "80,50")}
    for picture in pictures:
        assert not [word for word in foreign[language] if word in words(picture)]


def test_the_short_form_has_its_areas_too():
    rows = [("a", "unit", 1.0), ("a", "tpi", np.full(8, 0.5))]
    spreads = part_spreads(differences(scores_of(rows, FORM), "unit", "tpi"))
    picture = parts_picture(spreads, None, "id", LIGHT)
    assert sum(picture.figure.data[-1].x) == pytest.approx(-50)
