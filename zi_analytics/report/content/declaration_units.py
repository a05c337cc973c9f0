"""The report on all units in a year: how many have what is asked, and who is furthest behind."""

from __future__ import annotations

from collections.abc import Iterator

from zi_analytics.analysis.declared import DeclaredState, WayState
from zi_analytics.analysis.declared_asked import tally
from zi_analytics.analysis.declared_asked_text import asked_text, demand_text
from zi_analytics.analysis.declared_text import declared_mark, signed_mark, way_text
from zi_analytics.language.numbers import percent, short, whole
from zi_analytics.language.wording import say, say_many
from zi_analytics.programme.office import Person
from zi_analytics.report.content.declaration import (
    closing_lines,
    declaration_context,
    declaration_heading,
)
from zi_analytics.report.content.declared import UnitsDeclared
from zi_analytics.report.content.headings import heading_text
from zi_analytics.report.content.model import (
    Cell,
    Figure,
    Report,
    Section,
    Signing,
    Table,
    Topic,
)

MOST_UNITS = 48
"""Rows of the table of units: what is read to its end. The page has all of them."""


def declarations_report(
    found: UnitsDeclared, language: str, most_units: int = MOST_UNITS
) -> Report:
    """How far all units are. Of more than ``most_units`` only those are named that lack something,
    the furthest behind first."""
    number = len(found.units)
    every = say("all units", language).replace(" ", "-")
    return Report(
        language=language,
        subject=say_many("{number} unit", "{number} units", number, language),
        heading=declaration_heading(language),
        context=declaration_context(
            found.year, None if found.is_empty else found.written, language
        ),
        stem=f"{say('declaration', language)}-{every}-{found.year}",
        written=found.written,
        sections=tuple(_sections(found, language, most_units)),
        signing=Signing(head=Person(say("Head of the office", language))),
        is_letter=True,
    )


def _sections(found: UnitsDeclared, language: str, most_units: int) -> Iterator[Section]:
    complete = all(state.complete for _, state in found.units)
    if found.is_empty:
        yield _nothing(found, language)
    else:
        yield _asked(found, language)
        yield _units(found, language, most_units)
    yield Section(
        Topic.CLOSING,
        heading_text(Topic.CLOSING, language),
        closing_lines(complete, found.unreadable, language),
    )


def _nothing(found: UnitsDeclared, language: str) -> Section:
    return Section(
        Topic.ASKED,
        heading_text(Topic.ASKED, language),
        (
            say_many(
                "{number} unit is known; neither its declaration nor its outreach in {year} is "
                "recorded yet.",
                "Of {number} units neither a declaration nor outreach in {year} is recorded yet.",
                len(found.units),
                language,
                year=str(found.year),
            ),
            demand_text(language),
            say(
                "To be done: each unit records its declaration, and each time that it made the "
                "Integrity Zone known with its day, its audience and its evidence.",
                language,
            ),
        ),
    )


def _asked(found: UnitsDeclared, language: str) -> Section:
    states = [state for _, state in found.units]
    number = len(states)
    return Section(
        Topic.ASKED,
        heading_text(Topic.ASKED, language),
        (" ".join(_opening(found, language)), demand_text(language)),
        table=Table(
            (
                say("What is asked", language),
                say("Units that have it", language),
                say("Units that lack it", language),
                say("Share", language),
            ),
            (6, 2.2, 2.2, 1.6),
            tuple(
                (
                    asked_text(asked, way, language),
                    Figure(met, whole(met, language)),
                    Figure(number - met, whole(number - met, language)),
                    Figure(met / number, percent(met / number, language)),
                )
                for (asked, way), met in tally(states).items()
            ),
            say("What is asked, and how many units have it", language),
        ),
    )


def _opening(found: UnitsDeclared, language: str) -> Iterator[str]:
    states = [state for _, state in found.units]
    ways = [one for state in states for one in state.ways]
    said = say_many(
        "{complete} of {number} unit has everything in {year}",
        "{complete} of {number} units have everything in {year}",
        len(states),
        language,
        complete=sum(state.complete for state in states),
        year=str(found.year),
    )
    yield f"{said}."
    yield say(
        "Units with a recorded declaration: {declared}; without one: {other}.",
        language,
        declared=sum(state.declaration is not None for state in states),
        other=sum(state.declaration is None for state in states),
    )
    yield say_many(
        "The Integrity Zone was made known once; of that {proven} with evidence.",
        "The Integrity Zone was made known {number} times; of them {proven} with evidence.",
        sum(one.times for one in ways),
        language,
        proven=sum(one.proven for one in ways),
    )


def _units(found: UnitsDeclared, language: str, most_units: int) -> Section:
    title = heading_text(Topic.UNITS, language)
    number = len(found.units)
    lacking = [unit for unit in found.units if not unit[1].complete]
    if number > most_units and not lacking:
        return Section(Topic.UNITS, title, (say("Every unit has all that is asked.", language),))
    shown = list(found.units) if number <= most_units else lacking[:most_units]
    legend = "; ".join(way_text(one.way, language) for one in found.units[0][1].ways)
    return Section(
        Topic.UNITS,
        title,
        (
            *_shown_lines(len(shown), len(lacking), number, language),
            say(
                "The ways: {ways}. ✓ each time with evidence, ▲ not each time.",
                language,
                ways=legend,
            ),
        ),
        table=Table(
            (
                say("No.", language),
                say("Unit", language),
                say("Declaration", language),
                say("Signed", language),
                say("Ways taken", language),
                say("Missing", language),
            ),
            (0.9, 4.4, 2.8, 1.9, 3.3, 1.5),
            tuple(
                _row(place, name, state, language)
                for place, (name, state) in enumerate(shown, start=1)
            ),
            say("Declaration and outreach of every unit, those furthest behind first", language)
            if number <= most_units
            else say("Units that lack something, those furthest behind first", language),
        ),
    )


def _shown_lines(shown: int, lacking: int, number: int, language: str) -> tuple[str, ...]:
    """Who is not in the table, where any is not."""
    lines = []
    if shown < lacking:
        lines.append(
            say(
                "Shown are the {number} units furthest behind, of {all} that lack something; "
                "{more} more are in the list to download.",
                language,
                number=shown,
                all=lacking,
                more=lacking - shown,
            )
        )
    if shown <= lacking < number:
        lines.append(
            say(
                "Units that have everything and are not named here: {number}.",
                language,
                number=number - lacking,
            )
        )
    return tuple(lines)


def _row(place: int, name: str, state: DeclaredState, language: str) -> tuple[Cell, ...]:
    count = len(state.missing)
    ways = " ".join(_way(one) for one in state.ways if one.done)
    return (
        short(place, language),
        name,
        declared_mark(state, language),
        signed_mark(state),
        ways or None,
        Figure(count, whole(count, language)),
    )


def _way(one: WayState) -> str:
    """A way that was taken: "✓a", "▲b"."""
    return f"{'✓' if one.proven == one.times else '▲'}{one.way.value}"
