"""The page of a document: A4, its margins, the letterhead on the first one, page numbers on all."""

from __future__ import annotations

import io
from typing import Any

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section, _Header
from docx.shared import Cm, Length
from docx.text.paragraph import Paragraph

from zi_analytics.language.wording import say
from zi_analytics.programme.office import Office
from zi_analytics.report.document.fields import add_field
from zi_analytics.report.document.styles import Styles
from zi_analytics.report.slides.fitting import as_typed

LEFT, RIGHT, ABOVE, BELOW = 3.0, 2.5, 2.5, 2.5
_WIDTH, _HEIGHT = 21.0, 29.7
_LOGO = 2.2
"""The most that a logo takes each way, in centimetres."""


def arrange_page(document: Document) -> None:
    """A4 upright with margins that leave room for a binder."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(_WIDTH), Cm(_HEIGHT)
    section.left_margin, section.right_margin = Cm(LEFT), Cm(RIGHT)
    section.top_margin, section.bottom_margin = Cm(ABOVE), Cm(BELOW)
    section.header_distance = section.footer_distance = Cm(1.25)


def width_of(section: Section) -> Length:
    """The room between the margins of a page."""
    wide = section.page_width or Cm(_WIDTH)
    sides = (section.left_margin or Cm(LEFT)) + (section.right_margin or Cm(RIGHT))
    return Length(wide - sides)


def write_letterhead(
    document: Document, styles: Styles, office: Office, logo: bytes | None, language: str
) -> None:
    """The office's own head on the first page: its logo, its name, its address, a double rule."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    header = section.first_page_header
    header.is_linked_to_previous = False
    wide = width_of(section)
    side = Cm(_LOGO + 0.4) if logo is not None else Cm(0)
    table = header.add_table(1, 3 if logo is not None else 1, wide)
    table.autofit = False
    if logo is not None:
        # An empty column on the right, so that the name stands in the middle of the page.
        rooms = (side, Length(wide - 2 * side), side)
        for column, room in zip(table.columns, rooms, strict=True):
            column.width = column.cells[0].width = room
        _add_logo(table.rows[0].cells[0].paragraphs[0], logo, language)
    own = table.rows[0].cells[1 if logo is not None else 0]
    lines = [
        *(("Letterhead", line) for line in office.above),
        ("Letterhead Office", office.name),
        *(("Letterhead Address", line) for line in office.address),
    ]
    for number, (style, line) in enumerate(lines):
        paragraph = own.add_paragraph() if number else own.paragraphs[0]
        paragraph._p.style = styles.id(style)
        paragraph.add_run(as_typed(line))
    _rule_under(header, styles)


def _add_logo(paragraph: Paragraph, logo: bytes, language: str) -> None:
    picture = paragraph.add_run().add_picture(io.BytesIO(logo))
    scale = min(Cm(_LOGO) / picture.width, Cm(_LOGO) / picture.height)
    picture.width, picture.height = (
        Length(round(picture.width * scale)),
        Length(round(picture.height * scale)),
    )
    facts: Any = picture._inline.docPr
    facts.set("name", "Logo")
    facts.set("descr", say("Logo", language))


def _rule_under(header: _Header, styles: Styles) -> None:
    """The double rule below a letterhead, in the paragraph that a header must end with."""
    first, last = header.paragraphs[0], header.add_paragraph()
    first._p.getparent().remove(first._p)
    last._p.style = styles.id("header")
    last._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:top w:val="thinThickSmallGap" w:sz="24" w:space="1" '
            'w:color="auto"/></w:pBdr>'
        )
    )
    last.paragraph_format.space_after = Cm(0.3)


def write_footers(document: Document, styles: Styles, subject: str, language: str) -> None:
    """Whose document it is and "Halaman 2 dari 9", on the first page too."""
    section = document.sections[0]
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph._p.style = styles.id("footer")
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            width_of(section),
            WD_TAB_ALIGNMENT.RIGHT,
        )
        paragraph.add_run(f"{as_typed(subject)}\t")
        _write_count(paragraph, language)


def _write_count(paragraph: Paragraph, language: str) -> None:
    """The sentence in the language's own order, with a field where each number stands."""
    said = say("Page {page} of {pages}", language, page="\0page\0", pages="\0pages\0")
    fields = {"page": "PAGE", "pages": "NUMPAGES"}
    for place, part in enumerate(said.split("\0")):
        if place % 2:
            add_field(paragraph, fields[part], "1")
        else:
            paragraph.add_run(part)
