"""Who signs a document, for every format: the same names, the same places to fill in by hand."""

from __future__ import annotations

from collections.abc import Sequence

from zi_analytics.language.numbers import date_text
from zi_analytics.language.wording import say
from zi_analytics.programme.office import Office, Person
from zi_analytics.report.content.model import Report, Signing, Table

BLANK = "…………………………………"
"""To be filled in by hand."""
_BLANK_DAY = "……………………"


def signers_of(report: Report, office: Office | None) -> tuple[Person, ...]:
    """Those of the report, else the head of the office, else a line to fill in."""
    signing = report.signing or Signing()
    head = None if office is None else office.head
    usual = signing.head or Person(say("Head of the unit", report.language))
    return signing.signers or (head or usual,)


def dated(report: Report, office: Office | None) -> str:
    """Where and when it is signed: it stands above the last signature."""
    day = None if report.signing is None else report.signing.day
    place = BLANK if office is None or not office.place else office.place
    return f"{place}, {_BLANK_DAY if day is None else date_text(day, report.language)}"


def under_signature(person: Person) -> tuple[str, ...]:
    """What stands below the room to sign: the name first."""
    rank = [person.rank] if person.rank else []
    return (person.name or BLANK, *rank, f"NIP {person.number or BLANK}")


def team_table(team: Sequence[Person], language: str) -> Table:
    """Those who sign one below the other, a row each."""
    return Table(
        (
            say("No.", language),
            say("Name", language),
            say("Role in the team", language),
            say("Signature", language),
        ),
        (0.9, 5.2, 4.4, 4.4),
        tuple(
            (f"{place}.", person.name or BLANK, person.position, f"{place}. {_BLANK_DAY}")
            for place, person in enumerate(team, start=1)
        ),
    )
