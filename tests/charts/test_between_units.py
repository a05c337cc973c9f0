"""The pictures of Antar unit: the figures they draw, the same in words, in both languages."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.answered import answered
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.beside import aim, part_rows
from zi_analytics.analysis.misses import misses
from zi_analytics.charts.beside import beside_picture
from zi_analytics.charts.distribution import STEP, counts, distribution_picture
from zi_analytics.charts.misses import MOST, misses_picture
from zi_analytics.charts.theme import DARK, LIGHT
from zi_analytics.instrument import load

LKE = load("lke-2021")
LIMITS = (("WBK", 75.0), ("WBBM", 85.0))


@pytest.fixture(scope="module")
def sides():
    changed = ({"A_II_5_ii_x": 0.5}, {"B_I_a": 0.7}, {})
    found = [assess(LKE, answered(LKE, **one)) for one in changed]
    found[1] = assess(LKE, answered(LKE, evidence="", B_I_a=0.7))
    return found


def beside(sides, language="id", colours=LIGHT, names=("Satu", "Dua <b>", "Tiga")):
    rows = part_rows(sides, aim(sides[0]))
    return rows, beside_picture(rows, names[: len(sides)], "WBBM", language, colours)


def texts(figure):
    return [note.text for note in figure.layout.annotations]


def test_a_bar_a_unit_and_area_in_share_of_its_weight(sides):
    rows, picture = beside(sides)
    claimed, proven = picture.figure.data
    assert len(claimed.x) == len(rows) * 3
    shares = [side.points / row.weight for row in rows for side in row.sides]
    assert list(claimed.x) == pytest.approx(shares)
    # The second unit has no evidence: nothing is filled.
    assert [share for share in list(proven.x)[1::3] if share] == []
    assert list(proven.x)[0::3] == pytest.approx(shares[0::3])
    # From the top down, each in a place of its own.
    assert list(claimed.y) == sorted(claimed.y, reverse=True)
    assert len(set(claimed.y)) == len(claimed.y)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_own_unit_has_the_accent_and_the_others_do_not(sides, colours):
    _, picture = beside(sides, colours=colours)
    marks = picture.figure.data[1].marker.color
    assert set(marks[0::3]) == {colours.accent}
    assert set(marks[1::3]) == set(marks[2::3]) == {colours.muted}


def test_a_tick_at_every_limit_and_a_mark_at_every_figure(sides):
    rows, picture = beside(sides)
    ticks = [shape.x0 for shape in picture.figure.layout.shapes]
    assert ticks == pytest.approx([row.needed / row.weight for row in rows])
    said = texts(picture.figure)
    assert "✓ <b>15,00</b>" in said
    assert "✕ <b>17,25</b>" in said  # below the last tenth of 19.50
    assert "<b>Satu</b>" in said
    # Names are text: no tag of theirs comes through.
    assert "Dua &lt;b&gt;" in said


def test_an_instrument_without_limits_has_no_ticks():
    old = load("lke-2014")
    sides = [assess(old, answered(old)), assess(old, answered(old, full=False))]
    rows = part_rows(sides, None)
    picture = beside_picture(rows, ("A", "B"), "", "id", LIGHT)
    assert not picture.figure.layout.shapes
    assert "dari 5" in texts(picture.figure)
    assert "batas" not in picture.text


def test_units_side_by_side_in_words(sides):
    _, picture = beside(sides)
    assert picture.text.startswith("Area dan hasil unit berdampingan. Manajemen perubahan dari 8")
    assert "Pengawasan dari 15, WBBM 11,25: Satu 13,50 (13,50 berbukti), memenuhi" in picture.text
    english = beside(sides, "en")[1]
    words = " ".join([english.text, *texts(english.figure), *english.figure.data[0].hovertext])
    assert "dari" not in words.split()
    assert "Satu 13.50 (13.50 with evidence), met" in words


@given(st.lists(st.floats(0, 100), min_size=1, max_size=60))
def test_every_unit_stands_in_one_step(totals):
    found = counts(np.array(totals))
    assert found.sum() == len(totals)
    assert len(found) * STEP == 100
    for place, number in enumerate(found.tolist()):
        top = 101 if place == len(found) - 1 else STEP * (place + 1)
        inside = sum(STEP * place - 1e-9 <= total + 1e-9 < top for total in totals)
        assert number == inside


def test_the_step_of_the_own_unit_has_the_accent():
    totals = np.array([72.0, 74.9, 75.0, 100.0, 88.2])
    picture = distribution_picture(totals, 88.2, "Satu <i>", LIMITS, "id", LIGHT)
    (bars,) = picture.figure.data
    accented = [x for x, c in zip(bars.x, bars.marker.color, strict=True) if c == LIGHT.accent]
    assert accented == [87.5]
    assert [t for t in bars.text if t] == ["2", "1", "1", "1"]
    assert set(texts(picture.figure)) == {"WBK 75", "WBBM 85", "<b>Satu &lt;i&gt; 88,20</b>"}
    assert picture.text == (
        "Sebaran nilai total; Satu <i> bernilai 88,20 dari 100. 70 sampai 75 poin: 2 unit; "
        "75 sampai 80 poin: 1 unit; 85 sampai 90 poin: 1 unit; 95 sampai 100 poin: 1 unit. "
        "Batas nilai total: WBK 75, WBBM 85."
    )


def test_of_thousands_only_the_highest_and_the_own_step_are_numbered():
    totals = np.concatenate([np.full(1200, 62.0), np.full(300, 77.0), np.full(7, 91.0)])
    picture = distribution_picture(totals, 91.0, "Satu", (), "en", DARK)
    assert [t for t in picture.figure.data[0].text if t] == ["1,200", "7"]
    assert "60 to 65 points: 1,200 units" in picture.text
    assert "Limits" not in picture.text


def test_the_questions_that_cost_most_with_the_own_loss(sides):
    values = np.array([side.values for side in sides])
    found = misses(LKE, values)
    own = {q.code: (q.weight or 0.0) - sides[0].points[q.code] for q in LKE.questions}
    picture = misses_picture(found, own, "Satu", "id", LIGHT)
    (bars,) = picture.figure.data
    assert len(bars.x) == MOST
    assert list(bars.x) == pytest.approx([one.lost_each for one in found[:MOST]])
    # 5.25 of 17.5 lost by one of three; 1.5 of 3 by the own unit.
    assert bars.x[0] == pytest.approx(1.75)
    assert bars.x[1] == pytest.approx(0.5)
    assert [shape.x0 for shape in picture.figure.layout.shapes][:2] == pytest.approx([0.0, 1.5])
    said = texts(picture.figure)
    assert "1 dari 3 · 1,75 poin" in said
    assert "A.II.5.ii.- Penyelesaian pengaduan masyarakat" in said
    assert "Satu kehilangan 1,50" in picture.text
    assert all(len(text) <= 50 for text in said)
    words = misses_picture(found, own, "Satu", "en", DARK).text
    assert "1 of 3 · 1.75 points; Satu loses 0.00" in words
