import pytest

from tests.answered import answered
from tests.charts.test_theme import contrast
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.weak import places
from zi_analytics.charts.lost import lost_picture, shown_parts
from zi_analytics.charts.theme import DARK, LIGHT
from zi_analytics.instrument import load

THEMES = {"light": LIGHT, "dark": DARK}


@pytest.fixture(scope="module")
def known():
    lke = load("lke-2021")
    return places(assess(lke, answered(lke, A_I_5_i_a=0.0, A_II_5_ii_x=0.5, B_I_a=0.9)))


def test_one_trace_whose_leaves_are_the_lost_points(known):
    (trace,) = lost_picture(known, "TOTAL", "id", LIGHT).figure.data
    assert trace.type == "treemap"
    tiles = dict(zip(trace.ids, trace.values, strict=True))
    parents = dict(zip(trace.ids, trace.parents, strict=True))
    # 0.75 of gratification, half of the complaints' 3, a tenth of the survey's 17.5.
    assert {code: value for code, value in tiles.items() if value} == {
        "A.I.5.i": pytest.approx(0.75),
        "A.II.5.ii": pytest.approx(1.5),
        "B.I.a": pytest.approx(1.75),
    }
    assert parents["A.I.5.i"] == "A.I.5"
    assert parents["A.I.5"] == parents["B.I"] == "TOTAL"
    assert parents["TOTAL"] == ""


def test_a_place_is_drawn_alone_with_its_parts(known):
    (trace,) = lost_picture(known, "A.I.5", "id", LIGHT).figure.data
    assert trace.ids[0] == "A.I.5"
    assert set(trace.ids) == {"A.I.5", "A.I.5.i", "A.I.5.i.a", "A.II.5.ii", "A.II.5.ii.-"}
    assert [part.code for part in shown_parts(known, known["A.I.5"])] == ["A.II.5.ii", "A.I.5.i"]


def test_the_same_in_words_and_in_both_languages(known):
    picture = lost_picture(known, "TOTAL", "id", LIGHT)
    assert picture.text == (
        "Nilai total: hilang 4,00 dari 100 poin (4 %). "
        "Pengawasan: hilang 2,25 dari 15 poin (15 %); "
        "Birokrasi yang bersih dan akuntabel: hilang 1,75 dari 22,5 poin (8 %)."
    )
    english = lost_picture(known, "TOTAL", "en", LIGHT)
    words = " ".join([english.text, *english.figure.data[0].hovertext])
    assert "hilang" not in words
    assert "2.25 of 15 points lost" in words
    assert english.figure.layout.separators == ".,"
    assert picture.figure.layout.separators == ",."


def test_the_more_is_lost_the_stronger_the_colour(known):
    (trace,) = lost_picture(known, "A.I.5", "id", DARK).figure.data
    colour = dict(zip(trace.ids, trace.marker.colors, strict=True))
    assert colour["A.I.5"] == DARK.scale[0]
    assert colour["A.II.5.ii.-"] == DARK.scale[2]
    assert colour["A.I.5.i.a"] == DARK.accent


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("share", [0.0, 0.19, 0.2, 0.45, 0.6, 0.79, 0.8, 1.0])
def test_every_step_of_the_scale_carries_readable_text(name, share):
    ground, ink = THEMES[name].scaled(share)
    assert contrast(ground, ink) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_the_scale_goes_from_pale_to_the_accent(name):
    colours = THEMES[name]
    steps = [contrast(step, colours.background) for step in colours.scale]
    assert steps == sorted(steps)
    assert colours.scale[-1] == colours.accent
    assert colours.scaled(1.0)[0] == colours.accent


def test_the_head_of_a_small_tile_is_cut_and_text_makes_no_tags(known):
    labels = dict(
        zip(
            *(
                lost_picture(known, "TOTAL", "id", LIGHT).figure.data[0][k]
                for k in ("ids", "labels")
            ),
            strict=True,
        )
    )
    assert labels["TOTAL"] == "Nilai total"
    # 1.75 of 4 points: two thirds of the width.
    assert labels["B.I"] == "Birokrasi yang bersih dan akuntab…"
    assert labels["A.II.5.ii"] == "Tindak lanjut<br>pengaduan<br>masyarakat"
