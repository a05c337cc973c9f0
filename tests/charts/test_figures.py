import pytest

from tests.answered import answered
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.overview import areas, rules
from zi_analytics.charts.areas import areas_picture
from zi_analytics.charts.limits import limits_picture
from zi_analytics.charts.picture import literal
from zi_analytics.charts.theme import DARK, LIGHT
from zi_analytics.instrument import load


@pytest.fixture(scope="module")
def found():
    lke = load("lke-2021")
    return assess(lke, answered(lke, evidence="", B_I_a=3.5 / 4, A_II_5_ii_x=0.5))


def shown(figure):
    texts = [annotation.text for annotation in figure.layout.annotations]
    for trace in figure.data:
        hover = trace.hovertext
        texts.extend([hover] if isinstance(hover, str) else hover or [])
    return " ".join(texts)


def test_the_areas_fill_what_is_proven_and_outline_what_is_claimed(found):
    figure = areas_picture(areas(found, "WBK"), "WBK", "id", LIGHT).figure
    claimed_i, proven_i, claimed_ii, proven_ii = figure.data
    # Area 5 is the fifth row: 7.5 of 15 by fulfilment, 6 of 15 by reform, no evidence at all.
    assert claimed_i.x[4] == pytest.approx(0.5)
    assert claimed_ii.base[4] == pytest.approx(0.5)
    assert claimed_ii.x[4] == pytest.approx(0.4)
    assert set(proven_i.x) == set(proven_ii.x) == {0.0}
    assert claimed_i.marker.color == "rgba(0,0,0,0)"
    assert proven_ii.marker.pattern.shape == "/"
    ticks = figure.layout.shapes
    assert len(ticks) == 6
    assert {round(tick.x0, 9) for tick in ticks} == {0.6}
    assert figure.layout.xaxis.range[0] <= 0
    assert figure.layout.separators == ",."


def test_the_areas_say_the_same_in_words(found):
    picture = areas_picture(areas(found, "WBK"), "WBK", "id", LIGHT)
    assert "Pengawasan 13,50 dari 15 poin, 0,00 berbukti, batas 9,00: memenuhi" in picture.text
    assert "✓ 13,50 dari 15 · 90 %" in shown(picture.figure)


def test_every_word_and_number_changes_with_the_language(found):
    for make in (
        lambda language: areas_picture(areas(found, "WBK"), "WBK", language, LIGHT),
        lambda language: limits_picture(rules(found, found.verdict("WBK")), "WBK", language, LIGHT),
    ):
        english = make("en")
        words = shown(english.figure) + english.text
        assert " dari " not in words
        assert "batas" not in words
        assert "13,50" not in words
        assert english.figure.layout.separators == ".,"


def test_the_limits_stand_against_their_own_limit(found):
    verdict = found.verdict("WBK")
    picture = limits_picture(rules(found, verdict), "WBK", "id", DARK)
    marks = picture.figure.data[-1]
    codes = [rule.code for rule in verdict.rules]
    ipak = codes.index("ipak")
    assert marks.x[ipak] == pytest.approx(15.3125 / 15.75)
    assert marks.marker.symbol[ipak] == "triangle-up"
    assert marks.marker.color[ipak] == DARK.close
    assert marks.marker.symbol[0] == "circle"
    assert "15,31 dari 15,75 poin: hampir (90/2021, Lampiran II, Tabel 6)" in picture.text


def test_text_in_a_label_makes_no_tags():
    assert literal("<a href='x'>Unit</a> & Co") == "&lt;a href='x'&gt;Unit&lt;/a&gt; &amp; Co"
