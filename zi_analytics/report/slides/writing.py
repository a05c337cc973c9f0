"""From a report to the bytes of a presentation: one slide a section, more for a long table."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

from zi_analytics.language.wording import say
from zi_analytics.programme.office import Office
from zi_analytics.report.content.model import Report, Section
from zi_analytics.report.packages import without_moments
from zi_analytics.report.slides.charts import add_chart
from zi_analytics.report.slides.fitting import LINE, as_typed, fit, height_of
from zi_analytics.report.slides.tables import add_table, pages_of
from zi_analytics.report.slides.template import (
    ACCENT,
    BOTTOM,
    MARGIN,
    MUTED,
    STANDING_COLOURS,
    TEXT,
    TITLE_HEIGHT,
    TOP,
    Shape,
    Template,
    new_template,
    place,
)

_TITLE_SIZES = (28, 26, 24, 22, 20, 18)
_COVER_SIZES = (44, 40, 36, 32, 28, 24)
_LINE_SIZES = (22, 20, 18, 16, 14)
_SMALL_SIZES = (16, 15, 14, 13, 12)
_GAP = 0.16
_LOGO = (2.2, 0.9)
_FOOT = (
    '<a:pPr algn="l"/><a:r><a:rPr sz="1100"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
    '<a:latin typeface="+mn-lt"/></a:rPr><a:t/></a:r>'
)
"""In full, since not every program looks a footer up in the master."""


def write_slides(
    report: Report, shape: Shape, logo: bytes | None = None, office: Office | None = None
) -> bytes:
    """The same report gives the same bytes. ``logo`` is a picture as PNG or JPEG."""
    title = as_typed(f"{report.heading} · {report.subject}")
    template = new_template(shape, title, report.written)
    _cover(template, report, logo)
    if office is not None and office.name:
        _name_office(template, office)
    for section in report.sections:
        _write_section(template, report, section)
    out = io.BytesIO()
    template.deck.save(out)
    return without_moments(out.getvalue())


def _cover(template: Template, report: Report, logo: bytes | None) -> None:
    slide = _new_slide(template, report, "", bare=True)
    title = slide.shapes.title
    assert title is not None
    subject, size = fit(as_typed(report.subject), template.inner, 2.6, _COVER_SIZES, True)
    tall = height_of([subject], template.inner, size, True) + 0.2
    place(title, MARGIN, 2.3, template.inner, tall)
    _write(title.text_frame, [subject], size, bold=True)
    _box(slide, [as_typed(report.heading)], 20, (MARGIN, 1.8, template.inner, 0.4), ACCENT)
    context, size = fit(as_typed(report.context), template.inner, 0.9, (18, 16, 14))
    _box(slide, [context], size, (MARGIN, 2.3 + tall + 0.2, template.inner, 0.9), MUTED)
    if logo is not None:
        picture = slide.shapes.add_picture(io.BytesIO(logo), 0, 0)
        scale = min(_LOGO[0] / picture.width, _LOGO[1] / picture.height)
        wide, tall = picture.width * scale, picture.height * scale
        place(picture, template.width - MARGIN - wide, 0.6, wide, tall)
        picture._element.nvPicPr.cNvPr.set("descr", say("Logo", report.language))
        picture._element.nvPicPr.cNvPr.set("name", "Logo")
    if report.sections:
        notes = [report.subject, report.context, *report.sections[0].notes]
        _write_notes(slide, notes)


def _name_office(template: Template, office: Office) -> None:
    """Whose slides they are, above all on the first one, beside the logo."""
    wide = template.inner - _LOGO[0] - _GAP
    lines = [as_typed(line) for line in (*office.above[-1:], office.name)]
    shown, size, tall = _fitted(lines, wide, 0.9, _SMALL_SIZES)
    slide = template.deck.slides[0]
    _box(slide, shown, size, (MARGIN, 0.6, wide, tall), MUTED, bold=True)


def _write_section(template: Template, report: Report, section: Section) -> None:
    lines = [as_typed(line) for line in section.lines]
    small = section.table is not None or section.chart is not None
    foot = 0.0
    if small and lines:
        lines, size, foot = _fitted(lines, template.inner, 1.3, _SMALL_SIZES)
    if section.table is not None:
        room = BOTTOM - TOP - (foot + _GAP if foot else 0.0)
        pages = pages_of(section.table, template.inner, room)
        for number, (table, letters) in enumerate(pages, start=1):
            title = section.title
            if len(pages) > 1:
                title = f"{title} ({number}/{len(pages)})"
            slide = _new_slide(template, report, title)
            add_table(slide, table, letters, section.title, (MARGIN, TOP, template.inner))
            if foot:
                _box(slide, lines, size, (MARGIN, BOTTOM - foot, template.inner, foot), MUTED)
            _write_notes(slide, [title, *section.lines, *section.notes])
        return
    slide = _new_slide(template, report, section.title)
    if section.chart is not None:
        room = BOTTOM - TOP - (foot + _GAP if foot else 0.0)
        box = (MARGIN, TOP, template.inner, room)
        add_chart(slide, section.chart, report.language, box)
        if foot:
            _box(slide, lines, size, (MARGIN, BOTTOM - foot, template.inner, foot), TEXT)
    elif section.big is not None:
        _write_big(template, slide, section, report.language)
    else:
        lines, size, tall = _fitted(lines, template.inner, BOTTOM - TOP, _LINE_SIZES)
        _box(slide, lines, size, (MARGIN, TOP, template.inner, tall), TEXT)
    told = [section.chart.text] if section.chart is not None else []
    _write_notes(slide, [section.title, *section.lines, *told, *section.notes])


def _write_big(template: Template, slide: Slide, section: Section, language: str) -> None:
    """The one figure large on the left, what it means on the right."""
    assert section.big is not None
    left = template.inner * 0.4
    colour = ACCENT if section.standing is None else STANDING_COLOURS[section.standing]
    _box(slide, [section.big.text], 88, (MARGIN, TOP + 0.5, left, 1.6), colour, bold=True)
    of = say("of 100 points", language)
    _box(slide, [of], 20, (MARGIN, TOP + 2.1, left, 0.5), MUTED)
    width = template.inner - left - 0.4
    lines, size, tall = _fitted(
        [as_typed(line) for line in section.lines], width, BOTTOM - TOP - 0.7, _LINE_SIZES
    )
    _box(slide, lines, size, (MARGIN + left + 0.4, TOP + 0.7, width, tall), TEXT)


def _fitted(
    lines: Sequence[str], width: float, height: float, sizes: Sequence[int]
) -> tuple[list[str], int, float]:
    """The lines at the largest size at which all fit; each shortened to its share else."""
    gaps = _GAP * (len(lines) - 1)
    for size in sizes:
        tall = height_of(lines, width, size) + gaps
        if tall <= height:
            return list(lines), size, tall + 0.05
    size = sizes[-1]
    share = (height - gaps) / max(len(lines), 1)
    return [fit(line, width, share, (size,))[0] for line in lines], size, height


def _new_slide(template: Template, report: Report, title: str, bare: bool = False) -> Slide:
    slide = template.deck.slides.add_slide(template.layout)
    shape = slide.shapes.title
    assert shape is not None
    if bare:
        return slide
    text, size = fit(as_typed(title), template.inner, TITLE_HEIGHT - 0.1, _TITLE_SIZES, True)
    _write(shape.text_frame, [text], size, bold=True)
    foot, _ = fit(as_typed(report.subject), template.inner - 1.4, 11 * LINE / 72, (11,))
    _add_foot(slide, foot)
    return slide


def _add_foot(slide: Slide, text: str) -> None:
    """Whose slide it is, and its number: the placeholders that the master has for it."""
    tree = slide.shapes._spTree
    for id_, (kind, index, body) in enumerate(
        (
            ("ftr", 11, _FOOT),
            (
                "sldNum",
                12,
                '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/>'
                "<a:t>‹#›</a:t></a:fld>",
            ),
        ),
        start=101,
    ):
        shape = parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{id_}" name="{kind}"/><p:cNvSpPr>'
            f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter" '
            f'idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>'
            f"<a:p>{body}</a:p></p:txBody></p:sp>"
        )
        tree.append(shape)
    for one in slide.placeholders:
        if one.placeholder_format.idx == 11:
            one.text_frame.paragraphs[0].runs[0].text = text


def _box(
    slide: Slide,
    lines: Sequence[str],
    size: int,
    box: tuple[float, float, float, float],
    colour: MSO_THEME_COLOR,
    bold: bool = False,
) -> None:
    shape = slide.shapes.add_textbox(*(Inches(one) for one in box))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    _write(frame, lines, size, bold=bold)
    for paragraph in frame.paragraphs:
        paragraph.space_after = Inches(_GAP)
        for run in paragraph.runs:
            run.font.color.theme_color = colour


def _write(frame: TextFrame, lines: Sequence[str], size: int, bold: bool) -> None:
    for number, line in enumerate(lines):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold = Pt(size), bold


def _write_notes(slide: Slide, texts: Sequence[str]) -> None:
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    frame.text = "\n".join(as_typed(text) for text in texts)
