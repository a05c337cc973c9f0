"""Minutes: what the dossier keeps of a meeting, with what became of the decisions before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.hostile_texts import TEXTS
from tests.report.made import acting, keep, new_store
from tests.report.words import odd_fields, paragraphs, tables
from zi_analytics.analysis.standing import Standing
from zi_analytics.programme import actions, meetings
from zi_analytics.programme.actions import Action, Origin, State, load_actions
from zi_analytics.programme.meetings import Meeting, load_meetings
from zi_analytics.programme.office import Office
from zi_analytics.report.content.meeting_gathering import gather_minutes, in_order
from zi_analytics.report.content.minutes import Minutes, minutes_report
from zi_analytics.report.content.model import Figure, Topic
from zi_analytics.report.document import write_document
from zi_analytics.report.slides.fitting import as_typed

MINUTES = Minutes(
    title="Rapat pembangunan ZI",
    subject="Kelurahan Satu",
    stem="notulen-a",
    written=datetime(2026, 3, 8, 9, tzinfo=UTC),
    day=date(2026, 3, 7),
    place="Aula",
    chair="Siti",
    writer="Budi",
    attendees=("Siti", "Budi", "Ani"),
    shown="74,18 poin",
    agenda=("Laporan", "Rencana"),
    discussion=("SOP belum lengkap.", "Survei dimulai April."),
    decisions=(
        Action("Susun SOP", "A.I.2.i.a", "lke-2021", 0.333, person="Ani", due=date(2026, 4, 1)),
        Action("Buka loket"),
    ),
    earlier=(
        Action("Bentuk tim", state=State.DONE),
        Action("Undang TPI", due=date(2026, 3, 6)),
        Action("Pasang spanduk", due=date(2026, 3, 7)),
    ),
)


def section(report, topic):
    return next(one for one in report.sections if one.topic is topic)


def test_the_minutes_say_who_met_where_and_when():
    report = minutes_report(MINUTES, "id")
    facts = dict(section(report, Topic.MEETING).table.rows)
    # 7 March 2026 is a Saturday.
    assert facts["Hari, tanggal"] == "Sabtu, 7 Maret 2026"
    assert facts["Peserta yang hadir"] == "3 orang: Siti; Budi; Ani"
    assert facts["Pimpinan rapat"] == "Siti"
    signed = [(one.position, one.name) for one in report.signing.signers]
    assert signed == [("Pimpinan rapat", "Siti"), ("Notulis", "Budi")]
    assert report.signing.day == MINUTES.day


def test_decisions_say_what_who_and_until_when():
    table = section(minutes_report(MINUTES, "en"), Topic.DECISIONS).table
    assert table.rows == (
        ("1", "Susun SOP (A.I.2.i.a)", "Ani", "1 April 2026", Figure(0.333, "0.33")),
        ("2", "Buka loket", None, None, None),
    )


def test_earlier_decisions_stand_as_on_the_day_of_the_meeting():
    found = section(minutes_report(MINUTES, "id"), Topic.FOLLOWED)
    assert found.lines == ("1 dari 3 keputusan rapat sebelumnya sudah selesai.",)
    assert [row[4].standing for row in found.table.rows] == [
        Standing.PASSING,
        Standing.FAILING,
        Standing.UNKNOWN,
    ]


def test_an_empty_meeting_says_so():
    report = minutes_report(Minutes("Rapat", "semua unit", "a", MINUTES.written), "id")
    assert [one.topic for one in report.sections] == [
        Topic.MEETING,
        Topic.DISCUSSION,
        Topic.DECISIONS,
    ]
    assert section(report, Topic.DECISIONS).lines == ("Tidak ada keputusan.",)


def test_minutes_are_gathered_from_the_dossier(tmp_path):
    with new_store(tmp_path) as store:
        keep(store, "Kelurahan Satu", period="2025-B12")
        unit = "kelurahan-satu"
        before = _add(store, unit, Meeting("Rapat Februari", date(2026, 2, 7)))
        _decide(store, unit, before, "Bentuk tim", state=State.DONE)
        shown = {"instrument": "lke-2021", "assessor": "tpi", "total": 74.178}
        here = _add(store, unit, Meeting("Rapat Maret", date(2026, 3, 7), notes="A\n\nB", **shown))
        _decide(store, unit, here, "Susun SOP")
        _decide(store, unit, here, "Dibatalkan", origin=Origin.HAND)
        known = in_order(load_meetings(store, unit))
        found = gather_minutes(store, known[-1], "id")
        written = max(one.item.at for one in load_actions(store, unit) if one.value.reference)
    assert found.subject == "Kelurahan Satu"
    assert found.stem == f"notulen-kelurahan-satu-2026-03-07-{here}"
    assert found.discussion == ("A", "B")
    assert [one.what for one in found.decisions] == ["Susun SOP"]
    assert [one.what for one in found.earlier] == ["Bentuk tim"]
    assert found.shown == "74,18 poin, TPI, belum berpredikat"
    assert found.written <= written


def _add(store, unit, meeting):
    document = meetings.to_document(meeting)
    return store.dossier.add(meetings.KIND, unit, document, by="", period="2025-B12").number


def _decide(store, unit, meeting, what, **more):
    action = Action(what, reference=meeting, **{"origin": Origin.MEETING, **more})
    store.dossier.add(actions.KIND, unit, actions.to_document(action), by="")


@pytest.mark.parametrize("language", ["id", "en"])
def test_minutes_as_a_document_hold_all_texts_as_typed(language):
    action = Action("x")
    hostile = replace(
        MINUTES,
        title=TEXTS[0],
        attendees=TEXTS,
        agenda=TEXTS,
        discussion=TEXTS,
        decisions=tuple(replace(action, what=text, person=text) for text in TEXTS),
    )
    data = write_document(minutes_report(hostile, language), office=Office("Kelurahan"))
    assert acting(data) == odd_fields(data) == []
    typed = {as_typed(text) for text in TEXTS}
    assert typed <= set(paragraphs(data, "ListNumber"))
    cells = {cell for table in tables(data) for row in table for cell in row}
    assert typed <= cells
    # Short enough to be read without a list of contents.
    assert paragraphs(data, "TOCHeading") == []
