"""The picture of the plan shows and says how it burns down."""

from datetime import date

import pytest

from tests.planned import planned
from zi_analytics.analysis.plan import Reached, burn_down
from zi_analytics.charts.plan import burn_down_picture
from zi_analytics.charts.theme import DARK, LIGHT
from zi_analytics.programme.actions import Action, State

TODAY = date(2026, 3, 1)
PLAN = planned(
    Action("a", points=1.25, due=date(2026, 2, 1), state=State.DONE, finished=date(2026, 2, 10)),
    Action("b", points=2.0, due=date(2026, 4, 1)),
    Action("c", points=0.85),
)


def drawn(reached=None, language="id", colours=LIGHT):
    return burn_down_picture(burn_down(PLAN, TODAY), reached, TODAY, language, colours)


def texts(picture):
    return [annotation.text for annotation in picture.figure.layout.annotations]


def test_both_staircases_start_at_the_whole_and_fall():
    picture = drawn()
    plan, done = picture.figure.data
    assert (plan.line.dash, done.line.dash) == ("dash", "solid")
    assert list(plan.y) == pytest.approx([4.1, 2.85, 0.85])
    assert list(done.y) == pytest.approx([4.1, 2.85, 2.85])
    assert list(done.x)[-1] == TODAY.toordinal()
    assert picture.figure.layout.yaxis.range[0] == 0
    assert set(texts(picture)) == {"<b>terbuka hari ini 2,85</b>", "rencana 0,85"}
    assert not [shape for shape in picture.figure.layout.shapes if shape.line.dash == "dot"]
    assert picture.text == (
        "Poin rencana yang masih terbuka: 4,10 pada awalnya, 10 Januari 2026; 2,85 hari ini, "
        "1 Maret 2026; menurut rencana: 1 Februari 2026 2,85, 1 April 2026 0,85; "
        "0,85 tanpa tenggat."
    )


def test_where_the_predicate_is_met_is_a_line_with_its_words():
    when = Reached("WBK", date(2026, 4, 1), False, 0.85)
    picture = drawn(when)
    assert "✓ WBK terpenuhi: 0,85 boleh tetap terbuka" in texts(picture)
    assert "WBK terpenuhi: 0,85 boleh tetap terbuka" in picture.text
    lines = [shape for shape in picture.figure.layout.shapes if shape.line.dash == "dot"]
    assert [line.y0 for line in lines] == [0.85]
    assert "WBK met: 0.85 may stay open" in drawn(when, "en", DARK).text
