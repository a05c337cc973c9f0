"""Due dates as a calendar file, read back by the rules of RFC 5545."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.planned import planned
from zi_analytics.programme.actions import Action, State
from zi_analytics.report.plan_calendar import calendar_bytes, escaped, folded

DUE = date(2026, 12, 31)


def unfolded(content: bytes) -> list[str]:
    """The lines, folded ones put together (3.1)."""
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    return content.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def value(text: str) -> str:
    """A text value as it was meant (3.3.11)."""
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], text)


def events(content: bytes) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for line in unfolded(content):
        name, _, said = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1][name] = value(said)
    return found


def test_an_open_action_with_a_day_is_an_all_day_event() -> None:
    plan = planned(
        Action("Susun SOP; baru, lengkap", "A.1", due=DUE, person="Siti", remarks="a\\b\nc"),
        Action("tanpa hari"),
        Action("sudah", due=DUE, state=State.DONE),
    )
    content = calendar_bytes(plan, "Kel. Kraton", {"A.1": "Tim dibentuk"}, "id")
    lines = unfolded(content)
    assert (lines[0], lines[1], lines[-1]) == (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "END:VCALENDAR",
    )
    (event,) = events(content)
    assert event["DTSTART;VALUE=DATE"] == "20261231"
    assert event["DTEND;VALUE=DATE"] == "20270101"
    assert event["SUMMARY"] == "Susun SOP; baru, lengkap (Kel. Kraton)"
    assert event["DESCRIPTION"] == "A.1 Tim dibentuk\nSiti\na\\b\nc"
    assert event["DTSTAMP"] == "20260110T080000Z"
    assert event["SEQUENCE"] == "0"


def test_a_changed_action_keeps_its_uid_and_raises_its_sequence() -> None:
    (one,) = planned(Action("x", due=DUE))
    later = replace(one, item=replace(one.item, version=3, unit="baru"))
    first, second = (events(calendar_bytes([p], "U", {}, "id"))[0] for p in (one, later))
    assert first["UID"] == second["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == ("0", "2")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=300))
def test_any_text_is_folded_and_comes_back(text: str) -> None:
    content = f"X:{escaped(text)}"
    assert value(unfolded(folded(content).encode())[0][2:]) == text
