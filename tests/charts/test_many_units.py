"""The pictures of many units: what is drawn is what the data says, and no words run together."""

import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from tests.analysis.test_cohort import QUESTIONS, field_of
from zi_analytics.analysis.cohort import Short
from zi_analytics.analysis.movement import movement
from zi_analytics.analysis.period_scores import score_period
from zi_analytics.analysis.ranking import rank
from zi_analytics.analysis.spread import spread
from zi_analytics.charts.movers import SHOWN, most, movers_picture
from zi_analytics.charts.picture import Picture, RowLabel, label_rows
from zi_analytics.charts.reach import reach_picture
from zi_analytics.charts.spread import parts_picture, totals_picture
from zi_analytics.charts.theme import DARK, LIGHT, new_figure
from zi_analytics.instrument import available, load
from zi_analytics.store import ValueMatrix

LETTERS = 50
"""Letters of two labels of a row that a phone of 390 pixels has room for."""
LIMITS = (("WBK", 75.0), ("WBBM", 85.0))
TALLY = {
    "WBBM": 2, "WBK": 3, Short.CLOSE: 0, Short.FAILING: 4,
    Short.UNDECIDED: 0, Short.DAMAGED: 0, Short.MISSING: 1,
}  # fmt: skip


def rows_of(picture):
    """Name and figure of every row, without markup."""
    by_line = {}
    for label in picture.figure.layout.annotations:
        if label.xref == "paper" and label.yref == "y":
            by_line.setdefault(label.y, []).append(re.sub(r"<[^>]*>", "", label.text))
    return [tuple(pair) for pair in by_line.values()]


def ranking_of(instrument_id, share=0.8, units=3):
    """Every question at ``share`` of its value."""
    instrument = load(instrument_id)
    values = np.full((units, len(instrument.questions)), share)
    scores = score_period(
        instrument,
        ValueMatrix(
            instrument.id,
            tuple(question.code for question in instrument.questions),
            np.array([f"u{i}" for i in range(units)]),
            np.array(["2025"] * units),
            np.array(["unit"] * units),
            np.ones(units, dtype=np.int64),
            values,
            np.zeros(values.shape, dtype=np.uint8),
        ),
        "2025",
    )
    frame = pd.DataFrame({"unit": [f"u{i}" for i in range(units)], "assessor": "unit"})
    return rank(scores, frame, instrument.predicates[0].code)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_reach_bars_are_the_tally_and_what_nobody_is_stays_out(colours):
    picture = reach_picture(TALLY, "id", colours)
    whole, bars = picture.figure.data
    assert list(bars.x) == [2, 3, 0, 4, 1]
    assert set(whole.x) == {10}
    assert rows_of(picture)[0] == ("✓ WBBM", "2 unit · 20 %")
    for said in ("✓ WBBM 2 unit", "✓ WBK 3 unit", "▲ hampir 0 unit", "belum menyerahkan 1 unit"):
        assert said in picture.text
    assert "rusak" not in picture.text
    assert "4 units" in reach_picture(TALLY, "en", colours).text


def test_columns_count_every_total_and_say_so():
    totals = np.array([71.0, 72.5, 74.9, 75.0, 99.0, 100.0])
    found = spread(totals)
    picture = totals_picture(totals, found, LIMITS, "id", LIGHT)
    (columns,) = picture.figure.data
    assert sum(columns.y) == 6
    counts = dict(zip(columns.x, columns.y, strict=True))
    assert (counts[72.5], counts[77.5], counts[97.5]) == (3, 1, 2)
    numbers = [a.text for a in picture.figure.layout.annotations if a.yanchor == "bottom"]
    assert numbers == ["3", "1", "2"]
    assert "3 unit bernilai 70 sampai di bawah 75 poin" in picture.text
    assert "WBK 75, WBBM 85" in picture.text
    dotted = [shape.x0 for shape in picture.figure.layout.shapes if shape.line.dash == "dot"]
    assert dotted == [75, 85]


def test_where_columns_count_hundreds_only_the_highest_is_labelled():
    totals = np.concatenate([np.full(120, 71.0), np.full(140, 77.0), np.full(7, 82.0)])
    picture = totals_picture(totals, spread(totals), LIMITS, "id", LIGHT)
    numbers = [a for a in picture.figure.layout.annotations if a.yanchor == "bottom"]
    assert [(label.x, label.text) for label in numbers] == [(77.5, "140")]
    hover = " ".join(picture.figure.data[0].hovertext)
    for said in ("120 unit", "140 unit", "7 unit"):
        assert said in hover
        assert said in picture.text


def test_areas_are_drawn_in_share_of_their_weight():
    field, scores = field_of([[0.5] * QUESTIONS, [0.7] * QUESTIONS, [0.9] * QUESTIONS])
    picture = parts_picture(rank(scores, field.units, "WBK"), "id", LIGHT)
    (marks,) = picture.figure.data
    assert list(marks.x) == pytest.approx([0.7] * 8)
    limits = [s.x0 for s in picture.figure.layout.shapes if s.type == "line" and s.line.width == 3]
    # 60 % of every area; 18.25 of 22.5 and 14 of 17.5 points of the results.
    assert limits == pytest.approx([*[0.6] * 6, 18.25 / 22.5, 0.8])
    assert rows_of(picture)[0] == ("1 Manajemen perubahan", "67 % memenuhi")
    assert "dipenuhi 2 dari 3" in picture.text
    assert "kuartil 4,80, 5,60, dan 6,40" in picture.text  # Of 8 points, at 0.6, 0.7 and 0.8.


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("instrument_id", available())
def test_the_words_of_a_row_never_meet_on_a_phone(instrument_id, language):
    picture = parts_picture(ranking_of(instrument_id, 1.0), language, LIGHT)
    rows = rows_of(picture)
    assert len(rows) == 8
    for name, figure in rows:
        assert len(name) + len(figure) <= LETTERS, (name, figure)


def moved(*changes):
    """Units that came from 50 points by ``changes``."""
    number = len(changes)
    names = [f"Unit {'sangat panjang ' * 4}{i}" for i in range(number)]
    units = pd.DataFrame(
        {
            "unit": [f"u{i}" for i in range(number)],
            "unit_name": names,
            "assessor": "unit",
            "before": 50.0,
            "after": 50.0 + np.array(changes),
            "change": changes,
        }
    )
    return SimpleNamespace(before="2024", after="2025", units=units)


def test_the_greatest_movements_stand_in_order_with_their_sign():
    changes = [1.0, -2.0, 3.0, 0.0, 4.0, 5.0, 6.0, 7.0, -0.5]
    picture = movers_picture(moved(*changes), "id", LIGHT)
    (bars,) = picture.figure.data
    assert list(bars.x) == [7, 6, 5, 4, 3, -0.5, -2]
    assert len([x for x in bars.x if x > 0]) == SHOWN
    figures = [figure for _, figure in rows_of(picture)]
    assert figures[0] == "▲ +7,00"
    assert figures[-1] == "▼ −2,00"
    assert all(len(name) + len(figure) <= LETTERS for name, figure in rows_of(picture))
    assert "dari 50,00 menjadi 57,00 poin (+7,00)" in picture.text
    assert "from 50.00 to 48.00 points (−2.00)" in movers_picture(moved(*changes), "en", LIGHT).text


def test_nobody_moved_is_a_picture_too():
    assert most(moved(0.0)).empty
    assert len(movers_picture(moved(0.0), "id", LIGHT).figure.data[0].x) == 0


def test_movement_of_scores_is_drawn_as_it_is():
    _, before = field_of([[0.5] * QUESTIONS])
    field, after = field_of([[0.75] * QUESTIONS])
    picture = movers_picture(movement(before, after, field.units), "id", LIGHT)
    assert list(picture.figure.data[0].x) == pytest.approx([25])


def test_words_of_a_file_are_never_markup():
    figure = new_figure(LIGHT, "id", 100)
    label_rows(figure, [RowLabel(1.0, "<b>x</b>", "<a>", "#000")], LIGHT)
    said = [label.text for label in Picture(figure, "").figure.layout.annotations]
    assert said == ["&lt;b&gt;x&lt;/b&gt;", "<b>&lt;a&gt;</b>"]
