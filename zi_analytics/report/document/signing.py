"""The block of signatures: place and day, position, room to sign, name, rank and NIP, together."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.shared import Length
from docx.table import _Cell as NativeCell

from zi_analytics.language.numbers import date_text
from zi_analytics.language.wording import say
from zi_analytics.programme.office import Office, Person
from zi_analytics.report.content.model import Report, Signing, Table
from zi_analytics.report.document.styles import Styles
from zi_analytics.report.document.tables import add_table, keep_whole
from zi_analytics.report.slides.fitting import as_typed

BLANK = "…………………………………"
"""To be filled in by hand."""
_BLANK_DAY = "……………………"
_ROOM = 3
"""Empty lines for a signature."""


def add_signing(
    document: Document, styles: Styles, report: Report, office: Office | None, room: Length
) -> None:
    """Who signs: those of the report, else the head of the office, else a line to fill in."""
    language = report.language
    signing = report.signing or Signing()
    head = None if office is None else office.head
    usual = signing.head or Person(say("Head of the unit", language))
    signers = signing.signers or (head or usual,)
    if signing.team:
        add_table(document, styles, _team_table(signing.team, language), room)
        document.add_paragraph()._p.style = styles.id("Signature")
    day = _BLANK_DAY if signing.day is None else date_text(signing.day, language)
    place = BLANK if office is None or not office.place else as_typed(office.place)
    # Always two columns: a single one signs on the right.
    columns = max(len(signers), 2)
    table = document.add_table(1, columns)
    table.autofit = False
    keep_whole(table.rows[0])
    cells = table.rows[0].cells
    for cell in cells:
        cell.width = Length(room // columns)
        cell.paragraphs[0]._p.style = styles.id("Signature")
    first = columns - len(signers)
    for number, (cell, person) in enumerate(zip(cells[first:], signers, strict=True), 1):
        dated = f"{place}, {day}" if number == len(signers) else ""
        _write(cell, styles, (dated, *_lines(person)))


def _lines(person: Person) -> tuple[str, ...]:
    number = f"NIP {as_typed(person.number) or BLANK}"
    rank = [as_typed(person.rank)] if person.rank else []
    name = as_typed(person.name) or BLANK
    return (f"{as_typed(person.position)},", *[""] * _ROOM, name, *rank, number)


def _write(cell: NativeCell, styles: Styles, lines: Sequence[str]) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph._p.style = styles.id("Signature")
        run = paragraph.add_run(line)
        run.font.bold = number == _ROOM + 2


def _team_table(team: Sequence[Person], language: str) -> Table:
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
