"""Decisions of a meeting as slides, and what became of those of the last one."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from zi_analytics.analysis.standing import Standing
from zi_analytics.programme.actions import Action, State
from zi_analytics.report.content.decided import Followed, LastMeeting, with_meeting
from zi_analytics.report.content.model import Figure, Report, Section, Topic

TODAY = date(2026, 2, 10)
REPORT = Report(
    "en",
    "Kelurahan Satu",
    "Heading",
    "2025",
    "satu-2025",
    datetime(2026, 2, 1),
    (
        Section(Topic.STATE, "Finding", big=Figure(76.5, "76.50")),
        Section(Topic.SOURCES, "Sources"),
    ),
)
DONE = Action("Publish the SOP", person="Pokja 2", state=State.DONE, question="A.I.2.i.a")
LATE = Action("Ask 30 people", person="Pokja 6", due=date(2026, 2, 9))
OPEN = Action("Train staff", person="Pokja 3", due=TODAY, state=State.RUNNING)
LAST = LastMeeting(
    "January meeting",
    date(2026, 1, 12),
    (Followed(DONE, 0.25, 0.5), Followed(LATE), Followed(OPEN, 1.0, 1.0)),
    total=75.0,
)


def test_the_next_meeting_opens_with_the_last_ones_decisions():
    first = with_meeting(REPORT, LAST, (), TODAY).sections[0]
    assert first.topic is Topic.FOLLOWED
    assert first.title == "1 of 3 decisions of the last meeting are done, 1 overdue"
    assert first.lines == (
        "January meeting · 12 January 2026",
        "Total then 75.00, now 76.50: +1.50 points",
    )
    states = [(row[3].text, row[3].standing) for row in first.table.rows]
    # Due on the day itself is not overdue yet.
    assert states == [
        ("✓ done", Standing.PASSING),
        ("✕ overdue", Standing.FAILING),
        ("◐ running", Standing.CLOSE),
    ]
    moved = [row[4] for row in first.table.rows]
    assert moved[0] == Figure(0.25, "0.25 → 0.50 (+0.25)")
    assert moved[1] is None
    assert moved[2].text == "1.00 → 1.00 (unchanged)"
    assert [link.node for link in first.table.links] == ["A.I.2.i.a", "", ""]


def test_decisions_stand_at_the_end_and_before_the_sources():
    report = with_meeting(REPORT, None, (OPEN,), TODAY)
    assert [one.topic for one in report.sections] == [
        Topic.STATE,
        Topic.DECISIONS,
        Topic.SOURCES,
    ]
    decided = report.sections[1]
    assert decided.title == "This meeting has made 1 decision"
    assert decided.table.rows[0][:3] == ("Train staff", "Pokja 3", "10 February 2026")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Nothing has been decided yet."), ("id", "Belum ada keputusan.")]
)
def test_nothing_decided_says_so(language, said):
    report = with_meeting(
        Report(language, "S", "H", "C", "s", datetime(2026, 2, 1), ()), None, (), TODAY
    )
    (only,) = report.sections
    assert only.table is None
    assert only.lines == (said,)


def test_a_last_meeting_without_decisions_says_so():
    last = LastMeeting("January meeting", None, ())
    first = with_meeting(REPORT, last, (), TODAY).sections[0]
    assert first.title == "The last meeting decided nothing"
    assert first.table is None
    assert first.lines == ("January meeting",)
