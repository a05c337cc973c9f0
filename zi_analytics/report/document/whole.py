"""A report as the bytes of a Word document, in our own dress or in the office's."""

from __future__ import annotations

import io

from docx.document import Document

from zi_analytics.programme.office import Office
from zi_analytics.report.content.model import Report
from zi_analytics.report.document.base import base_document, write_facts
from zi_analytics.report.document.page import width_of, write_footers, write_letterhead
from zi_analytics.report.document.styles import Styles
from zi_analytics.report.document.template import move_to, open_template, place_of
from zi_analytics.report.document.writing import Writer
from zi_analytics.report.packages import without_moments
from zi_analytics.workbook.child import run_in_child


def write_document(
    report: Report,
    *,
    office: Office | None = None,
    logo: bytes | None = None,
    template: bytes | None = None,
    template_name: str = "",
) -> bytes:
    """The same report gives the same bytes. ``logo`` is a picture as PNG or JPEG.

    ``template`` is a .docx of the office: its letterhead, foot and styles are kept, and the report
    comes in the place of the paragraph ``{{ISI}}`` or at the end. Then everything is written in a
    child process. Refused ``template-not-word``, ``template-damaged``, ``template-acts`` or
    ``file-not-safe-to-read``.
    """
    if template is not None:
        filled: bytes = run_in_child(fill_template, report, office, template, template_name)
        return filled
    document = base_document(report.language)
    styles = Styles(document)
    if office is not None and office.name:
        write_letterhead(document, styles, office, logo, report.language)
    write_footers(document, styles, report.subject, report.language)
    room = width_of(document.sections[0])
    Writer(document, styles, report, office, room).write()
    write_facts(document, report, office)
    return _saved(document)


def check_template(template: bytes, name: str) -> None:
    """Look in a child process whether reports can be written into it.

    Refused as by :func:`write_document`.
    """
    run_in_child(try_template, template, name)


def try_template(template: bytes, name: str) -> None:
    """As :func:`check_template`. Only for a child."""
    document = open_template(template, name)
    Styles(document)
    place_of(document)


def fill_template(report: Report, office: Office | None, template: bytes, name: str) -> bytes:
    """The report in the office's own document. Only for a child."""
    document = open_template(template, name)
    styles = Styles(document)
    marker, room = place_of(document)
    body = document.element.body
    before = len(body) - 1
    Writer(document, styles, report, office, room).write()
    if marker is not None:
        move_to(marker, list(body)[before:-1])
    write_facts(document, report, office)
    return _saved(document)


def _saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return without_moments(out.getvalue())
