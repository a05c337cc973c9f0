"""From a report to the bytes of a PDF: cover, contents, a section after the other, page numbers."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from zi_analytics.language.wording import say
from zi_analytics.programme.office import Office
from zi_analytics.report.content.model import Report, Section
from zi_analytics.report.content.sources import common_notes, notes_in_lines
from zi_analytics.report.pdf import look
from zi_analytics.report.pdf.charts import chart_flowables
from zi_analytics.report.pdf.contents import contents_flowables
from zi_analytics.report.pdf.cover import cover_flowables
from zi_analytics.report.pdf.signing import signing_flowables
from zi_analytics.report.pdf.tables import table_flowable
from zi_analytics.report.pdf.typeface import (
    MISSING,
    REGULAR,
    cut,
    fit,
    markup,
    runs,
    shown,
    use_fonts,
    width,
)

LANGUAGES = {"id": "id-ID", "en": "en-GB"}
_TITLE_LONGEST, _LINE_LONGEST, _NOTE_LONGEST, _PLACE_LONGEST = 320, 900, 700, 240
_FOOT = 11.5 * mm
_PASSES = 4
_FIRST_ROWS, _KEPT_WHOLE = 90.0, 300.0
"""A table goes on to the next page only where it is long, and never with its title alone."""


def write_pdf(report: Report, office: Office | None = None, logo: bytes | None = None) -> bytes:
    """The same report gives the same bytes. ``logo`` is a picture as PNG or JPEG.

    Raises Refused ``logo-unusable`` where it cannot be drawn.
    """
    use_fonts()
    pages: dict[str, int] = {}
    total = 0
    for _ in range(_PASSES):
        document = _Document(report, total)
        document.build(_story(report, office, logo, pages))
        if (document.pages, document.page) == (pages, total):
            break
        # The contents are known when all is laid out; then it is laid out with them.
        pages, total = document.pages, document.page
    return document.target.getvalue()


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """Pages with a foot; it takes down on which page each section starts."""

    def __init__(self, report: Report, total: int) -> None:
        self.target = io.BytesIO()
        self.pages: dict[str, int] = {}
        self._report, self._total = report, total
        super().__init__(
            self.target,
            pagesize=(look.WIDTH, look.HEIGHT),
            leftMargin=look.LEFT,
            rightMargin=look.RIGHT,
            topMargin=look.TOP,
            bottomMargin=look.BOTTOM,
            title=shown(f"{report.heading} · {report.subject}")[:255],
            author="ZI Analytics",
            subject=shown(report.context)[:255],
            creator="ZI Analytics",
            lang=LANGUAGES[report.language],
            displayDocTitle=1,
            invariant=1,
        )
        frame = Frame(
            look.LEFT,
            look.BOTTOM,
            look.INNER,
            look.TALL,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates(PageTemplate("page", [frame], onPageEnd=self._foot))

    def beforeDocument(self) -> None:  # noqa: N802
        """The library's name for what is done first."""
        date_of(self.canv, self._report.written)
        self.canv.showOutline()

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """The library's name for what is done when something has found its place."""
        key = getattr(flowable, "section_key", None)
        if key is not None:
            self.pages[key] = self.page
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.section_title, key, level=0)

    def _foot(self, canvas: Canvas, document: Any) -> None:
        report = self._report
        page = say(
            "Page {page} of {pages}", report.language, page=self.page, pages=self._total or 1
        )
        canvas.saveState()
        canvas.setStrokeColor(look.RULE)
        canvas.setLineWidth(0.4)
        canvas.line(look.LEFT, _FOOT + 12, look.WIDTH - look.RIGHT, _FOOT + 12)
        room = look.INNER - width(page, REGULAR, 8) - 20
        write_line(canvas, f"{report.subject} · {report.context}", look.LEFT, _FOOT, 8, room)
        canvas.setFont(REGULAR, 8)
        canvas.setFillColor(look.MUTED)
        canvas.drawRightString(look.WIDTH - look.RIGHT, _FOOT, page)
        canvas.restoreState()


def date_of(canvas: Canvas, written: datetime) -> None:
    """Date the document as its newest data: the time of writing would make its bytes differ."""
    canvas.setDateFormatter(lambda *_: f"D:{written:%Y%m%d%H%M%S}")


def write_line(canvas: Canvas, text: str, x: float, y: float, size: float, room: float) -> None:
    """One muted line, shortened to ``room``."""
    canvas.setFillColor(look.MUTED)
    for other, run in runs(fit(shown(text), REGULAR, size, room)):
        name = other or REGULAR
        canvas.setFont(name, size)
        canvas.drawString(x, y, run)
        x += width(run, name, size)


def _story(
    report: Report, office: Office | None, logo: bytes | None, pages: Mapping[str, int]
) -> list[Flowable]:
    keys = [f"section-{number}" for number in range(1, len(report.sections) + 1)]
    common = common_notes(report.sections)
    cover = cover_flowables(report, office, logo)
    room = look.TALL - sum(
        one.wrap(look.INNER, look.TALL)[1] + one.getSpaceAfter() for one in cover
    )
    titles = [(key, _title(one)) for key, one in zip(keys, report.sections, strict=True)]
    story = [*cover, *contents_flowables(titles, pages, report.language, room), PageBreak()]
    signing = signing_flowables(report, office)
    ends = [0.0] * (len(keys) - 1) + [_tall([*signing, Spacer(1, 24)])]
    for key, section, below in zip(keys, report.sections, ends, strict=True):
        story += _section(section, key, common, report.language, below)
    story += [KeepTogether(signing)] if signing else []
    story += [Spacer(1, 4), *_notes(common)]
    if any(MISSING in shown(one) for one in _texts(report)):
        told = say("{mark} stands for a letter that this typeface does not have.",
                   report.language, mark=MISSING)  # fmt: skip
        story += _notes([told])
    return story


def _section(
    section: Section, key: str, common: Sequence[str], language: str, below: float
) -> list[Flowable]:
    """``below`` is the room that signatures need, which do not stand on a page of their own."""
    head = Paragraph(markup(_title(section)), look.HEADING)
    head.section_key, head.section_title = key, cut(_title(section), 120)
    lines = [
        Paragraph(
            markup(cut(f"{place}. {one}" if section.counted else one, _LINE_LONGEST)), look.LINE
        )
        for place, one in enumerate(section.lines, start=1)
        if one
    ]
    notes = _notes([one for one in section.notes if one not in common])
    after = [*notes, Spacer(1, 24)]
    if section.big is not None:
        return [KeepTogether([head, _big(section, language, lines)]), *after]
    around = _tall([head, *lines, *notes])
    if section.chart is not None:
        first, *others = chart_flowables(section.chart, language, look.INNER)
        room = around + _tall([first]) + (0.0 if others else below)
        kept = KeepTogether([head, *lines, Spacer(1, 4), first])
        return [CondPageBreak(room), kept, *others, Spacer(1, 6), *after]
    if section.table is not None:
        table = table_flowable(section.table, look.INNER)
        tall = _tall([table])
        room = around + (tall + below if tall < _KEPT_WHOLE else _FIRST_ROWS)
        return [CondPageBreak(room), head, *lines, table, *after]
    return [CondPageBreak(around + below), KeepTogether([head, *lines]), *after]


def _tall(flowables: Sequence[Flowable]) -> float:
    """About the height of several below each other."""
    return float(sum(one.wrap(look.INNER, look.HEIGHT)[1] + 6 for one in flowables))


def _big(section: Section, language: str, lines: Sequence[Paragraph]) -> Table:
    """The one figure large on the left, what it means on the right."""
    assert section.big is not None
    colour = look.ACCENT if section.standing is None else look.colour_of(section.standing)
    figure = Paragraph(markup(section.big.text), look.style(46, bold=True, colour=colour))
    of = Paragraph(markup(say("of 100 points", language)), look.style(11, colour=look.MUTED))
    return Table(
        [[[figure, of], list(lines)]],
        colWidths=[150, look.INNER - 150],
        style=TableStyle(
            [
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ]
        ),
    )


def _notes(notes: Sequence[str]) -> list[Paragraph]:
    told = [shown(one) for one in notes]
    told = [cut(one, _NOTE_LONGEST if one.endswith(".") else _PLACE_LONGEST) for one in told]
    return [Paragraph(markup(one), look.NOTE) for one in notes_in_lines(told)]


def _title(section: Section) -> str:
    return cut(shown(section.title), _TITLE_LONGEST)


def _texts(report: Report) -> list[str]:
    """What may hold letters that nobody foresaw."""
    found = [report.subject, report.context, report.heading]
    for section in report.sections:
        found += [section.title, *section.lines, *section.notes]
        if section.chart is not None:
            found += section.chart.categories
        if section.table is not None:
            found += [one for row in section.table.rows for one in row if isinstance(one, str)]
    return found
