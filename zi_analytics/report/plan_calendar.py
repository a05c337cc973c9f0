"""The due dates of a plan as a calendar file (RFC 5545) for any phone or mail program.

One all-day event for each open action with a day. Its UID stays the same through changes and
through new codes of the unit, so that taking the file over again moves events and makes no doubles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from zi_analytics.analysis.plan import Planned
from zi_analytics.language.numbers import points
from zi_analytics.language.wording import say

_LINE = 75
"""Octets of a line, without its end."""


def calendar_bytes(
    plan: Sequence[Planned], unit_name: str, labels: Mapping[str, str], language: str
) -> bytes:
    """The calendar; ``labels`` are the texts of questions by code."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ZI Analytics//Action plan//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(say('Action plan: {unit}', language, unit=unit_name))}",
    ]
    for one in plan:
        if one.value.state.is_open and one.value.due is not None:
            lines += _event(one, unit_name, labels, language)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _event(one: Planned, unit_name: str, labels: Mapping[str, str], language: str) -> Iterator[str]:
    item, action = one.item, one.value
    assert action.due is not None
    question = " ".join([action.question, labels.get(action.question, "")]).strip()
    said = [
        question,
        "" if action.points is None else points(action.points, language),
        action.group,
        action.person,
        action.remarks,
    ]
    yield "BEGIN:VEVENT"
    yield f"UID:{item.number}-{_moment(item.created_at)}@zi-analytics"
    yield f"DTSTAMP:{_moment(item.at)}"
    yield f"LAST-MODIFIED:{_moment(item.at)}"
    yield f"SEQUENCE:{item.version - 1}"
    yield f"DTSTART;VALUE=DATE:{action.due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{action.due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(f'{action.what} ({unit_name})')}"
    yield f"DESCRIPTION:{escaped(chr(10).join(part for part in said if part))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """``text`` as a value: backslash, semicolon, comma and line break escaped (3.3.11)."""
    for char, sign in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(char, sign)
    return "".join(char for char in text if char == "\t" or ord(char) >= ord(" "))


def folded(line: str) -> str:
    """``line`` in pieces of at most 75 octets, no character divided (3.1)."""
    pieces: list[str] = []
    piece, room = "", _LINE
    for char in line:
        size = len(char.encode())
        if size > room:
            pieces.append(piece)
            # The space at the beginning of a further line counts.
            piece, room = "", _LINE - 1
        piece += char
        room -= size
    return "\r\n ".join([*pieces, piece])
