"""The block of signatures: place and day, position, room to sign, name, rank and NIP, together."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, Table, TableStyle

from zi_analytics.language.numbers import date_text
from zi_analytics.language.wording import say
from zi_analytics.report.content.model import Office, Person, Report, Signing
from zi_analytics.report.content.model import Table as Rows
from zi_analytics.report.pdf import look
from zi_analytics.report.pdf.tables import table_flowable
from zi_analytics.report.pdf.typeface import cut, markup

BLANK = "…………………………………"
"""To be filled in by hand."""
_BLANK_DAY = "……………………"
_ROOM = 48.0
_LONGEST = 160


def signing_flowables(report: Report, office: Office | None) -> list[Flowable]:
    """Who signs: those of the report, else the head of the office; nothing where nobody does."""
    head = None if office is None else office.head
    if report.signing is None and head is None:
        return []
    signing = report.signing or Signing()
    signers = signing.signers or (head or Person(say("Head of the unit", report.language)),)
    day = _BLANK_DAY if signing.day is None else date_text(signing.day, report.language)
    place = BLANK if office is None or not office.place else office.place
    # Always two columns: a single one signs on the right.
    columns = max(len(signers), 2)
    last = len(signers)
    cells: list[list[Flowable]] = [[] for _ in range(columns - last)]
    cells += [
        _block(person, f"{place}, {day}" if number == last else "")
        for number, person in enumerate(signers, start=1)
    ]
    block = Table(
        [cells],
        colWidths=[look.INNER / columns] * columns,
        style=TableStyle(
            [
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 8),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        ),
    )
    team = _team(signing.team, report.language)
    return [*team, KeepTogether([Spacer(1, 18), block, Spacer(1, 12)])]


def _block(person: Person, dated: str) -> list[Flowable]:
    number = f"NIP {person.number or BLANK}"
    above = [dated or "\N{NO-BREAK SPACE}", f"{person.position},"]
    below = [*([person.rank] if person.rank else []), number]
    return [
        *(Paragraph(_line(one), look.SIGNATURE) for one in above),
        Spacer(1, _ROOM),
        Paragraph(_line(person.name or BLANK), look.SIGNER),
        *(Paragraph(_line(one), look.SIGNATURE) for one in below),
    ]


def _line(text: str) -> str:
    return markup(cut(text, _LONGEST))


def _team(team: Sequence[Person], language: str) -> list[Flowable]:
    """Those who sign one below the other, a row each."""
    if not team:
        return []
    rows = Rows(
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
    return [table_flowable(rows, look.INNER)]
