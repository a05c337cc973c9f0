"""The block of signatures: place and day, position, room to sign, name, rank and NIP, together."""

from __future__ import annotations

from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from zi_analytics.programme.office import Office, Person
from zi_analytics.report.content.model import Report
from zi_analytics.report.content.signing import dated, signers_of, team_table, under_signature
from zi_analytics.report.pdf import look
from zi_analytics.report.pdf.tables import table_flowable
from zi_analytics.report.pdf.typeface import cut, markup

_ROOM = 48.0
_LONGEST = 160


def signing_flowables(report: Report, office: Office | None) -> list[Flowable]:
    """Who signs, to be kept together; nothing where neither the report nor the office names
    anybody."""
    if report.signing is None and (office is None or office.head is None):
        return []
    signers = signers_of(report, office)
    # Always two columns: a single one signs on the right.
    columns = max(len(signers), 2)
    cells: list[list[Flowable]] = [[] for _ in range(columns - len(signers))]
    cells += [
        _block(person, dated(report, office) if number == len(signers) else "")
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
    signing = [Spacer(1, 18), block, Spacer(1, 12)]
    if report.signing is not None and report.signing.team:
        team = team_table(report.signing.team, report.language)
        signing.insert(0, table_flowable(team, look.INNER))
    return signing


def _block(person: Person, day: str) -> list[Flowable]:
    name, *others = under_signature(person)
    return [
        Paragraph(_line(day or "\N{NO-BREAK SPACE}"), look.SIGNATURE),
        Paragraph(_line(f"{person.position},"), look.SIGNATURE),
        Spacer(1, _ROOM),
        Paragraph(_line(name), look.SIGNER),
        *(Paragraph(_line(one), look.SIGNATURE) for one in others),
    ]


def _line(text: str) -> str:
    return markup(cut(text, _LONGEST))
