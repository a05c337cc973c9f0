"""The table of contents: titles that lead to their pages, on the first page if they fit there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportlab.platypus import Flowable, HRFlowable, Paragraph, Table, TableStyle

from zi_analytics.language.wording import say
from zi_analytics.report.pdf import look
from zi_analytics.report.pdf.typeface import markup

_SIZES = ((10.5, 4.0), (10.0, 2.6), (9.5, 1.6), (9.0, 0.8))
"""Letters and the room above and below a line, the largest first."""
_HEAD = 40.0
_NUMBERS = 40.0


def contents_flowables(
    titles: Sequence[tuple[str, str]], pages: Mapping[str, int], language: str, room: float
) -> list[Flowable]:
    """``titles`` by the key of their section, ``pages`` likewise; as large as ``room`` allows."""
    if not titles:
        return []
    tables = (_table(titles, pages, size, gap) for size, gap in _SIZES)
    table = next(
        (one for one in tables if one.wrap(look.INNER, look.HEIGHT)[1] <= room - _HEAD),
        _table(titles, pages, *_SIZES[-1]),
    )
    return [
        HRFlowable(width="100%", thickness=1.2, color=look.ACCENT, spaceAfter=10),
        Paragraph(markup(say("Contents", language)), look.style(11, bold=True, after=4)),
        table,
    ]


def _table(
    titles: Sequence[tuple[str, str]], pages: Mapping[str, int], size: float, gap: float
) -> Table:
    left, right = look.style(size), look.style(size, right=True)
    return Table(
        [
            [
                Paragraph(f'<a href="#{key}">{markup(title)}</a>', left),
                Paragraph(f'<a href="#{key}">{pages.get(key, 0)}</a>', right),
            ]
            for key, title in titles
        ],
        colWidths=[look.INNER - _NUMBERS, _NUMBERS],
        style=TableStyle(
            [
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), gap),
                ("BOTTOMPADDING", (0, 0), (-1, -1), gap),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, look.RULE),
            ]
        ),
    )
