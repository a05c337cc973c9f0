"""A report as the bytes of a Word document, in our own dress or in the office's."""

from __future__ import annotations

import io

from docx.document import Document

from zi_analytics.programme.office import Office
from zi_analytics.report.content.model import Report
from zi_analytics.report.document.base import base_document, write_facts
from zi_analytics.report.document.page import width_of, write_footers, write_letterhead
from zi_analytics.report.document.styles import Styles
from zi_analytics.report.document.writing import Writer
from zi_analytics.report.packages import without_moments


def write_document(
    report: Report, *, office: Office | None = None, logo: bytes | None = None
) -> bytes:
    """The same report gives the same bytes. ``logo`` is a picture as PNG or JPEG."""
    document = base_document(report.language)
    styles = Styles(document)
    if office is not None and office.name:
        write_letterhead(document, styles, office, logo, report.language)
    write_footers(document, styles, report.subject, report.language)
    room = width_of(document.sections[0])
    Writer(document, styles, report, office, room).write()
    write_facts(document, report, office)
    return _saved(document)


def _saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return without_moments(out.getvalue())
