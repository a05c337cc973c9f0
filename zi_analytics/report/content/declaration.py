"""The report of a unit on its declaration and outreach in a year, as an office hands it on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from zi_analytics.analysis.declared_asked import checks
from zi_analytics.analysis.declared_asked_text import asked_text, check_text, demand_text
from zi_analytics.analysis.declared_text import headline
from zi_analytics.analysis.sentences import STANDINGS
from zi_analytics.analysis.standing import Standing
from zi_analytics.language.numbers import date_text, weekday_text, whole
from zi_analytics.language.wording import say, say_many
from zi_analytics.programme.declaration import Declaration
from zi_analytics.report.content.declaration_outreach import outreach_sections
from zi_analytics.report.content.declared import UnitDeclared
from zi_analytics.report.content.headings import heading_text
from zi_analytics.report.content.model import (
    Cell,
    Mark,
    Report,
    Section,
    Signing,
    Table,
    Topic,
)


def declaration_report(found: UnitDeclared, language: str) -> Report:
    """What was declared and made known, what is asked and missing; the head of the unit signs."""
    year = found.state.year
    return Report(
        language=language,
        subject=found.name,
        heading=declaration_heading(language),
        context=declaration_context(year, None if found.is_empty else found.written, language),
        stem=f"{say('declaration', language)}-{found.unit}-{year}",
        written=found.written,
        sections=tuple(_sections(found, language)),
        signing=Signing(),
        is_letter=True,
    )


def declaration_heading(language: str) -> str:
    """What the report is called, of one unit and of all."""
    return say("Report on the declaration and outreach of the Integrity Zone", language)


def declaration_context(year: int, written: datetime | None, language: str) -> str:
    """The year, and when anything was recorded last."""
    said = [say("year {year}", language, year=str(year))]
    if written is not None:
        said.append(say("as stored on {day}", language, day=date_text(written.date(), language)))
    return " · ".join(said)


def _sections(found: UnitDeclared, language: str) -> Iterator[Section]:
    yield _declared(found, language)
    yield from outreach_sections(found, language)
    yield _asked(found, language)
    yield Section(
        Topic.CLOSING,
        heading_text(Topic.CLOSING, language),
        closing_lines(found.state.complete, found.unreadable, language),
    )


def _declared(found: UnitDeclared, language: str) -> Section:
    title = heading_text(Topic.DECLARED, language)
    declared = found.state.declaration
    if declared is None:
        return Section(
            Topic.DECLARED,
            title,
            (
                say(
                    "No declaration of the Integrity Zone is recorded yet for {unit}.",
                    language,
                    unit=found.name,
                ),
                say(
                    "To be done: head and staff declare their readiness and sign the joint "
                    "commitment together and in public; then the day, the place, who led it, how "
                    "many signed and the signed document are recorded.",
                    language,
                ),
            ),
        )
    return Section(
        Topic.DECLARED,
        title,
        (" ".join(_opening(found.name, declared, language)),),
        table=Table(
            (say("What", language), say("Which", language)),
            (3, 9),
            tuple(_facts(declared, language)),
            say("Facts of the declaration", language),
        ),
    )


def _opening(unit: str, declared: Declaration, language: str) -> Iterator[str]:
    """On which day, where, led and witnessed by whom, signed by how many, and how public."""
    if declared.day is None:
        first = say("{unit} has declared the Integrity Zone", language, unit=unit)
    else:
        day = _weekday(declared.day, language)
        first = say("{unit} declared the Integrity Zone on {day}", language, unit=unit, day=day)
    parts = [first]
    if declared.place:
        parts.append(say("held at {place}", language, place=declared.place))
    if declared.head:
        parts.append(say("led by {name}", language, name=declared.head))
    if declared.witnesses:
        parts.append(say("witnessed by {names}", language, names=declared.witnesses))
    said = ", ".join(parts)
    # A title behind a name ends with a full stop of its own: "S.Sos."
    yield said if said.endswith(".") else f"{said}."
    if declared.staff and declared.signed is not None:
        yield say(
            "The joint commitment was signed by {signed} of {staff} staff.",
            language,
            signed=declared.signed,
            staff=declared.staff,
        )
    if declared.public is not None:
        yield (
            say("The declaration was held in public.", language)
            if declared.public
            else say("The declaration was not held in public.", language)
        )


def _weekday(day: date, language: str) -> str:
    return f"{weekday_text(day, language)}, {date_text(day, language)}"


def _facts(declared: Declaration, language: str) -> Iterator[tuple[str, Cell]]:
    day = None if declared.day is None else _weekday(declared.day, language)
    public = {True: say("in public", language), False: say("not in public", language), None: None}
    yield say("Day of the declaration", language), day
    yield say("Place", language), declared.place or None
    yield say("Head who led it", language), declared.head or None
    yield say("Witnessed by", language), declared.witnesses or None
    for name, number in (
        (say("Number of staff", language), declared.staff),
        (say("Of them signed", language), declared.signed),
    ):
        yield name, None if number is None else whole(number, language)
    yield say("Openness", language), public[declared.public]
    yield say("Link", language), declared.link or None
    yield say("File name", language), declared.file or None
    if declared.note:
        yield say("Note", language), declared.note


def _asked(found: UnitDeclared, language: str) -> Section:
    state = found.state
    count = len(state.missing)
    missing = (
        say_many("{number} thing is missing", "{number} things are missing", count, language)
        if count
        else say("nothing is missing", language)
    )
    return Section(
        Topic.ASKED,
        heading_text(Topic.ASKED, language),
        (demand_text(language), f"{headline(state, language)}; {missing}."),
        table=Table(
            (
                say("What is asked", language),
                say("State", language),
                say("Explanation", language),
            ),
            (5, 1.8, 6.5),
            tuple(
                (
                    asked_text(one.asked, one.way, language),
                    _mark(one.met, language),
                    check_text(one, state, language),
                )
                for one in checks(state)
            ),
            say("What is asked, and what of it is there", language),
        ),
    )


def _mark(met: bool, language: str) -> Mark:
    standing = Standing.PASSING if met else Standing.FAILING
    word = say("there", language) if met else say("missing", language)
    return Mark(standing, f"{STANDINGS[standing][0]} {word}")


def closing_lines(complete: bool, unreadable: int, language: str) -> tuple[str, ...]:
    """What is to be done about it, and the words with which an official report ends."""
    lines = []
    if not complete:
        lines.append(
            say("What is missing above is to be made up for, with its evidence.", language)
        )
    if unreadable:
        lines.append(
            say_many(
                "{number} record cannot be read and is not counted here.",
                "{number} records cannot be read and are not counted here.",
                unreadable,
                language,
            )
        )
    ended = say("This report is made to be used where it is needed.", language)
    return (*lines, ended)
