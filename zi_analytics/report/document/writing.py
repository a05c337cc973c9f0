"""From a report to a Word document: chapters, tables, figures, signatures, and in the annex where
the numbers come from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Pt, RGBColor
from docx.text.paragraph import Paragraph

from zi_analytics.language.wording import msg, say
from zi_analytics.palette import LIGHT
from zi_analytics.programme.office import Office
from zi_analytics.report.content.model import Report, Section
from zi_analytics.report.content.signing import BLANK
from zi_analytics.report.document.chapters import Chapter, chapters, sources
from zi_analytics.report.document.charts import add_chart
from zi_analytics.report.document.fields import add_field, begin_field, end_field
from zi_analytics.report.document.signing import add_signing
from zi_analytics.report.document.styles import Styles
from zi_analytics.report.document.tables import add_table
from zi_analytics.report.slides.fitting import as_typed

_LONG = 6
"""More sections than these have a list of contents before them."""
_UNDER, _UNDER_TABLES = Pt(9), ("Body Text", "List Number", "caption", "Source Note")
"""The room between a table and what follows, for what has none of its own."""
_TABLE, _FIGURE = msg("Table"), msg("Figure")


class Writer:
    """Writes one report at the end of one document, ``room`` wide."""

    def __init__(
        self,
        document: Document,
        styles: Styles,
        report: Report,
        office: Office | None,
        room: Length,
    ) -> None:
        self._document, self._styles, self._room = document, styles, room
        self._report, self._office = report, office
        self._language = report.language
        self._chapters = chapters(report)
        self._counted = {_TABLE: 0, _FIGURE: 0}

    def write(self) -> None:
        """All of it: title, contents, chapters, signatures, annex."""
        self._write_title()
        if len(self._report.sections) > _LONG:
            self._write_contents()
        for chapter in self._chapters:
            self._paragraph("heading 1", chapter.heading)
            for part in chapter.parts:
                if part.title:
                    self._paragraph("heading 2", part.title)
                self._write_section(part.section)
        self._keep_last()
        self._paragraph("Signature")
        add_signing(self._document, self._styles, self._report, self._office, self._room)
        self._write_annex()

    def _keep_last(self) -> None:
        """Signatures do not stand on a page without anything of what is signed."""
        last = self._document.element.body[-2]
        rows = last.findall(qn("w:tr"))
        for one in rows[-1].iter(qn("w:p")) if rows else [last]:
            Paragraph(one, self._document).paragraph_format.keep_with_next = True

    def _paragraph(self, style: str, text: str = "") -> Paragraph:
        paragraph = self._document.add_paragraph()
        paragraph._p.style = self._styles.id(style)
        if text:
            paragraph.add_run(as_typed(text))
        before = paragraph._p.getprevious()
        if before is not None and before.tag == qn("w:tbl") and style in _UNDER_TABLES:
            paragraph.paragraph_format.space_before = _UNDER
        return paragraph

    def _write_title(self) -> None:
        report = self._report
        self._paragraph("Title", report.heading)
        self._paragraph("Title", report.subject)
        self._paragraph("Subtitle", report.context)
        if report.is_letter:
            number = say("Number: {number}", self._language, number=BLANK)
            self._paragraph("Subtitle", number)

    def _write_contents(self) -> None:
        """The contents as a field that already shows them.

        They have no page numbers, which only the program that breaks the pages knows: a wrong one
        is worse than none. "Update field" in Word adds them.
        """
        self._paragraph("TOC Heading", say("Contents", self._language))
        entries = list(_entries(self._chapters))
        for place, (level, number, title) in enumerate(entries):
            paragraph = self._paragraph(f"toc {level}")
            if place == 0:
                begin_field(paragraph, r'TOC \o "1-2"')
            paragraph.add_run(f"{number}\t{title}" if self._styles.numbered else title)
            if place == len(entries) - 1:
                end_field(paragraph)

    def _write_section(self, section: Section) -> None:
        if section.big is not None:
            self._write_big(section)
        self._write_lines(section)
        if section.chart is not None:
            figure = self._paragraph("Figure")
            number = self._counted[_FIGURE] + 1
            add_chart(self._document, figure, section.chart, number, self._language, self._room)
            self._write_caption(_FIGURE, section.chart.caption or section.title)
        if section.table is not None:
            caption = self._write_caption(_TABLE, section.table.caption or section.title)
            caption.paragraph_format.keep_with_next = True
            add_table(self._document, self._styles, section.table, self._room)

    def _write_lines(self, section: Section) -> None:
        number = self._styles.new_list() if section.counted and section.lines else 0
        for line in filter(None, section.lines):
            paragraph = self._paragraph("List Number" if number else "Body Text", line)
            if section.chart is not None or section.table is not None:
                paragraph.paragraph_format.keep_with_next = True
            if number:
                paragraph._p.get_or_add_pPr().append(
                    parse_xml(
                        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/>'
                        "</w:numPr>"
                    )
                )

    def _write_big(self, section: Section) -> None:
        assert section.big is not None
        paragraph = self._paragraph("Key Figure", section.big.text)
        if section.standing is not None:
            colour = LIGHT.of(section.standing).removeprefix("#")
            paragraph.runs[0].font.color.rgb = RGBColor.from_string(colour)
        rest = paragraph.add_run(f" {say('of 100 points', self._language)}")
        rest.font.size, rest.font.bold = Pt(11), False

    def _write_caption(self, kind: str, text: str) -> Paragraph:
        self._counted[kind] += 1
        word = say(kind, self._language)
        paragraph = self._paragraph("caption", word)
        paragraph.add_run(" ")
        add_field(paragraph, rf"SEQ {word} \* ARABIC", str(self._counted[kind]))
        paragraph.add_run(f". {as_typed(text)}")
        return paragraph

    def _write_annex(self) -> None:
        """The sources, on a page of their own, outside the numbers of the chapters."""
        noted = [part for chapter in self._chapters for part in chapter.parts]
        found = sources(self._report)
        if not found and not any(part.section.notes for part in noted):
            return
        heading = self._paragraph("heading 1", say("Annex: source of the figures", self._language))
        heading.paragraph_format.page_break_before = True
        _without_number(heading)
        for section in found:
            told = self._paragraph("Body Text", f"{section.title}.")
            told.paragraph_format.keep_with_next = True
            self._write_section(section)
        common = _common([part.section.notes for part in noted])
        for note in common:
            self._paragraph("Source Note", note)
        for chapter in self._chapters:
            for part in chapter.parts:
                own = [note for note in part.section.notes if note and note not in common]
                if not own:
                    continue
                title = part.title or chapter.heading
                label = f"{part.number} {title}" if self._styles.numbered else title
                paragraph = self._paragraph("Source Note", label)
                paragraph.runs[0].font.bold = True
                paragraph.paragraph_format.keep_with_next = True
                for note in own:
                    self._paragraph("Source Note", note)


def _entries(found: Sequence[Chapter]) -> Sequence[tuple[int, str, str]]:
    """Level, number and title of every heading."""
    return [
        entry
        for chapter in found
        for entry in (
            (1, f"{chapter.number}.", chapter.heading),
            *(
                (2, f"{part.number.rpartition('.')[2]}.", part.title)
                for part in chapter.parts
                if part.title
            ),
        )
    ]


def _common(notes: Sequence[Sequence[str]]) -> list[str]:
    """What all of several sections note, which is then said once."""
    if len(notes) < 2:
        return []
    return [note for note in notes[0] if note and all(note in other for other in notes[1:])]


def _without_number(paragraph: Paragraph) -> None:
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>'))
    indent = paragraph.paragraph_format
    indent.left_indent = indent.first_line_indent = Pt(0)
