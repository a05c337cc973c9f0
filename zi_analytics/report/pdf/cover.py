"""What stands first: whose document it is, and whom it is about."""

from __future__ import annotations

import io

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Image, Paragraph, Spacer, Table, TableStyle

from zi_analytics.findings import Finding, Refused
from zi_analytics.programme.office import Office
from zi_analytics.report.content.model import Report
from zi_analytics.report.pdf import look
from zi_analytics.report.pdf.typeface import BOLD, cut, markup, shown, width

_LOGO = (130.0, 48.0)
_LETTERHEAD_LINES, _LONGEST, _TITLE_LONGEST = 8, 160, 320


def cover_flowables(report: Report, office: Office | None, logo: bytes | None) -> list[Flowable]:
    """Raises Refused ``logo-unusable`` where the logo cannot be drawn."""
    head = _letterhead(office)
    story: list[Flowable] = list(head)
    if logo is not None:
        story = [
            Table(
                [[head, _picture(logo)]],
                colWidths=[look.INNER - _LOGO[0], _LOGO[0]],
                style=TableStyle(
                    [
                        ("LEFTPADDING", (0, 0), (-1, -1), 0),
                        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                        ("ALIGN", (1, 0), (1, 0), "RIGHT"),
                        ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ]
                ),
            )
        ]
    subject = cut(shown(report.subject), _TITLE_LONGEST)
    size = next((one for one in (26, 22, 18) if width(subject, BOLD, one) < 2 * look.INNER), 14)
    return [
        *story,
        Spacer(1, 46 if story else 70),
        Paragraph(markup(report.heading), look.KICKER),
        Paragraph(markup(subject), look.style(size, bold=True, after=6, leading=1.15)),
        Paragraph(markup(cut(report.context, _TITLE_LONGEST)), look.CONTEXT),
        Spacer(1, 26),
    ]


def _letterhead(office: Office | None) -> list[Paragraph]:
    """The office as its letters have it: what is above it, its name, its address."""
    if office is None:
        return []
    kinds = [
        *((line, look.OFFICE_ABOVE) for line in office.above),
        (office.name, look.OFFICE),
        *((line, look.OFFICE_ADDRESS) for line in office.address),
    ]
    return [
        Paragraph(markup(cut(line, _LONGEST)), kind)
        for line, kind in kinds[:_LETTERHEAD_LINES]
        if line
    ]


def _picture(logo: bytes) -> Image:
    try:
        wide, tall = ImageReader(io.BytesIO(logo)).getSize()
    except Exception as error:
        raise Refused(Finding("logo-unusable", details=(("name", "logo"),))) from error
    scale = min(_LOGO[0] / wide, _LOGO[1] / tall)
    return Image(io.BytesIO(logo), wide * scale, tall * scale, hAlign="RIGHT")
