"""The block of signatures: place and day, position, room to sign, name, rank and NIP, together."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.shared import Length
from docx.table import _Cell as NativeCell

from zi_analytics.programme.office import Office, Person
from zi_analytics.report.content.model import Report
from zi_analytics.report.content.signing import dated, signers_of, team_table, under_signature
from zi_analytics.report.document.styles import Styles
from zi_analytics.report.document.tables import add_table, keep_whole
from zi_analytics.report.slides.fitting import as_typed

_ROOM = 3
"""Empty lines for a signature."""


def add_signing(
    document: Document, styles: Styles, report: Report, office: Office | None, room: Length
) -> None:
    """Who signs: those of the report, else the head of the office, else a line to fill in."""
    if report.signing is not None and report.signing.team:
        add_table(document, styles, team_table(report.signing.team, report.language), room)
        between = document.add_paragraph()
        between._p.style = styles.id("Signature")
        for one in (*(cell.paragraphs[0] for cell in document.tables[-1].rows[-1].cells), between):
            one.paragraph_format.keep_with_next = True
    signers = signers_of(report, office)
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
        day = as_typed(dated(report, office)) if number == len(signers) else ""
        _write(cell, styles, (day, *_lines(person)))


def _lines(person: Person) -> tuple[str, ...]:
    below = (as_typed(one) for one in under_signature(person))
    return (f"{as_typed(person.position)},", *[""] * _ROOM, *below)


def _write(cell: NativeCell, styles: Styles, lines: Sequence[str]) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph._p.style = styles.id("Signature")
        run = paragraph.add_run(line)
        run.font.bold = number == _ROOM + 2
