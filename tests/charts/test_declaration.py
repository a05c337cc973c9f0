"""The picture of a year of declaration and outreach: one mark an entry, at its day."""

from datetime import date

import pytest

from zi_analytics.analysis.declared import state_of
from zi_analytics.charts.declaration import timeline_picture, timeline_title
from zi_analytics.charts.theme import DARK, LIGHT
from zi_analytics.programme.declaration import Declaration, EvidenceKind, Outreach, Way

ENTRIES = [
    Outreach(
        Way.SOCIAL, "<b>unggahan</b>", date(2024, 12, 31), evidence=EvidenceKind.LINK, link="x"
    ),
    Outreach(Way.PRINTED, "Spanduk", date(2024, 1, 1)),
    Outreach(Way.PRESS, "Koran", date(2023, 1, 1)),
    Outreach(Way.PRESS, "Tanpa tanggal"),
]
STATE = state_of([Declaration(date(2024, 2, 29))], ENTRIES, 2024)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_stand_at_their_day_on_the_line_of_their_way(colours):
    figure = timeline_picture(STATE, ENTRIES, "id", colours).figure
    marks, declared = figure.data
    # 2024 is a leap year: its last day is the 366th, 29 February the 60th.
    assert list(marks.x) == [366, 1]
    assert list(marks.y) == [3.0, 5.0]
    assert list(marks.marker.symbol) == ["circle", "circle-open"]
    assert (list(declared.x), list(declared.y)) == ([60], [6.0])
    said = [note.text for note in figure.layout.annotations]
    assert "<b>✓ 29 Februari 2024</b>" in said
    assert said.count("<b>– belum</b>") == 3
    assert list(figure.layout.xaxis.ticktext) == ["Jan", "Apr", "Jul", "Okt"]


def test_a_declaration_of_another_year_is_said_but_not_drawn():
    state = state_of([Declaration(date(2023, 2, 3))], ENTRIES, 2024)
    figure = timeline_picture(state, ENTRIES, "id", LIGHT).figure
    assert len(figure.data) == 1
    assert "<b>✓ 3 Februari 2023</b>" in [note.text for note in figure.layout.annotations]


def test_the_title_is_the_finding_and_the_words_say_all():
    assert timeline_title(STATE, "id") == (
        "Belum dilakukan tahun 2024: Situs web, Media elektronik, Media cetak"
    )
    assert timeline_title(state_of([], [], 2024), "id") == "Belum ada sosialisasi tahun 2024"
    every = [Outreach(way, day=date(2024, 1, 1)) for way in Way]
    assert timeline_title(state_of([], every, 2024), "id") == (
        "Kelima cara sudah dilakukan tahun 2024"
    )
    text = timeline_picture(STATE, ENTRIES, "id", LIGHT).text
    assert "(a) Spanduk, poster, imbauan, brosur 1 Januari 2024, Spanduk, belum ada bukti" in text
    assert "(c) Media sosial 31 Desember 2024, <b>unggahan</b>, ada bukti" in text
    assert "Koran" not in text
