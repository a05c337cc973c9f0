"""What a unit did in a year to make its Integrity Zone known: way by way, and one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zi_analytics.analysis.declared import is_proven
from zi_analytics.analysis.declared_text import AUDIENCES, evidence_text, way_text
from zi_analytics.language.numbers import date_text, short, whole
from zi_analytics.language.wording import say, say_many
from zi_analytics.programme.declaration import Audience, Outreach
from zi_analytics.report.content.declared import UnitDeclared
from zi_analytics.report.content.headings import heading_text
from zi_analytics.report.content.model import Cell, Figure, Section, Table, Topic

MOST_ENTRIES = 200
"""Rows of the list of what was done: about eight pages. The page has all of them."""


def outreach_sections(found: UnitDeclared, language: str) -> Iterator[Section]:
    """How often each way was taken, then each time; or what is to be done where nothing was."""
    if found.entries:
        yield _by_way(found, language)
        yield _entries(found, language)
    else:
        yield _nothing_known(found, language)


def _nothing_known(found: UnitDeclared, language: str) -> Section:
    ways = "; ".join(way_text(one.way, language) for one in found.state.ways)
    return Section(
        Topic.OUTREACH,
        heading_text(Topic.OUTREACH, language),
        (
            say(
                "Nothing that made the Integrity Zone known is recorded for {year} yet.",
                language,
                year=str(found.state.year),
            ),
            say(
                "To be done: the Integrity Zone is made known in each of these ways, and each time "
                "is recorded with its day, its audience and its evidence: {ways}.",
                language,
                ways=ways,
            ),
            *_undated(found, language),
        ),
    )


def _undated(found: UnitDeclared, language: str) -> tuple[str, ...]:
    if not found.undated:
        return ()
    return (
        say_many(
            "{number} record without a date counts in no year: its date is to be filled in.",
            "{number} records without a date count in no year: their dates are to be filled in.",
            found.undated,
            language,
        ),
    )


def _by_way(found: UnitDeclared, language: str) -> Section:
    state = found.state
    rows = []
    for one in state.ways:
        own = [entry for entry in found.entries if entry.way is one.way]
        rows.append((way_text(one.way, language), _counts(own, language)))
    rows.append((say("Total", language), _counts(found.entries, language)))
    return Section(
        Topic.OUTREACH,
        say("Outreach by its ways", language),
        (
            say_many(
                "In {year} the Integrity Zone was made known once, by {done} of {all} ways; "
                "of that {proven} with evidence.",
                "In {year} the Integrity Zone was made known {number} times, by {done} of {all} "
                "ways; of them {proven} with evidence.",
                len(found.entries),
                language,
                year=str(state.year),
                done=state.ways_done,
                all=len(state.ways),
                proven=sum(one.proven for one in state.ways),
            ),
            *_undated(found, language),
        ),
        table=Table(
            (
                say("Way", language),
                say("Times", language),
                say("With evidence", language),
                say("To own staff", language),
                say("To the public", language),
                say("People", language),
            ),
            (5, 1.4, 1.9, 2.1, 2.2, 1.6),
            tuple((name, *counts) for name, counts in rows),
            say("How often each way was taken", language),
        ),
    )


def _counts(entries: Sequence[Outreach], language: str) -> tuple[Cell, ...]:
    """Times, with evidence, for each audience, and the people where anybody counted them."""
    numbers = [
        len(entries),
        sum(map(is_proven, entries)),
        *(sum(one.audience is audience for one in entries) for audience in Audience),
    ]
    people = [one.people for one in entries if one.people is not None]
    return (
        *(_figure(one, language) for one in numbers),
        _figure(sum(people), language) if people else None,
    )


def _figure(number: int, language: str) -> Figure:
    return Figure(number, whole(number, language))


def _entries(found: UnitDeclared, language: str) -> Section:
    shown = found.entries[:MOST_ENTRIES]
    lines: tuple[str, ...] = ()
    if len(shown) < len(found.entries):
        lines = (
            say(
                "Shown are the first {number} of {all}; the list to download has all of them.",
                language,
                number=len(shown),
                all=len(found.entries),
            ),
        )
    return Section(
        Topic.OUTREACH,
        say("List of what was done", language),
        lines,
        table=Table(
            (
                say("No.", language),
                say("Date", language),
                say("Way", language),
                say("What was done", language),
                say("Audience", language),
                say("People", language),
                say("Evidence", language),
                say("Where it lies", language),
            ),
            (0.8, 2.0, 1.0, 3.6, 1.8, 1.3, 2.5, 3.1),
            tuple(_entry(place, one, language) for place, one in enumerate(shown, start=1)),
            say("Outreach of the year, way by way", language),
        ),
    )


def _entry(place: int, entry: Outreach, language: str) -> tuple[Cell, ...]:
    what = " – ".join(filter(None, (entry.title, entry.note)))
    return (
        short(place, language),
        None if entry.day is None else date_text(entry.day, language),
        f"({entry.way.value})",
        what or None,
        say(AUDIENCES[entry.audience], language),
        None if entry.people is None else _figure(entry.people, language),
        evidence_text(entry, language),
        entry.link or entry.file or None,
    )
