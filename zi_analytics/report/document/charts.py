"""Charts that Word can edit: the slides' own, with the workbook of their values beside them."""

from __future__ import annotations

import re

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm, Length
from docx.text.paragraph import Paragraph

from zi_analytics.palette import LIGHT
from zi_analytics.report.content.model import Chart, Kind
from zi_analytics.report.slides.charts import chart_for_others
from zi_analytics.report.slides.fitting import as_typed

_SIZE = 9
_COLOURS = {
    "tx1": LIGHT.text,
    "tx2": LIGHT.muted,
    "bg1": LIGHT.background,
    "bg2": LIGHT.surface,
    "accent1": LIGHT.accent,
    "accent2": LIGHT.reform,
    "accent3": LIGHT.passing,
    "accent4": LIGHT.close,
    "accent5": LIGHT.failing,
    "accent6": LIGHT.unknown,
}
_SCHEME = re.compile(r'<a:schemeClr val="(\w+)"/>')
_TALL = 7.6
_BAR = 0.75
"""Centimetres of a lying bar."""
_DRAWING = (
    '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{tall}"/>'
    '<wp:docPr id="{id}" name="{name}"/><wp:cNvGraphicFramePr/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
)


def add_chart(
    document: Document,
    paragraph: Paragraph,
    chart: Chart,
    number: int,
    language: str,
    room: Length,
) -> None:
    """Draw ``chart``, the ``number``-th of the document, in ``paragraph``, as wide as ``room``."""
    markup, workbook = chart_for_others(chart, language, _SIZE)
    # The palette's own colours: a template of the office has a theme of its own.
    coloured = _SCHEME.sub(_own_colour, markup.decode("utf-8")).encode("utf-8")
    package = document.part.package
    assert package is not None
    number = _free(number, {str(part.partname) for part in package.iter_parts()})
    values = Part(
        PackURI(f"/word/embeddings/zi_chart{number}.xlsx"), CONTENT_TYPE.SML_SHEET, workbook
    )
    drawn = Part(
        PackURI(f"/word/charts/zi_chart{number}.xml"), CONTENT_TYPE.DML_CHART, coloured, package
    )
    drawn.load_rel(RELATIONSHIP_TYPE.PACKAGE, values, "rId1")
    shape = parse_xml(
        _DRAWING.format(
            wide=int(room),
            tall=int(_height(chart)),
            id=_FIRST_SHAPE + number,
            name=f"zi_chart{number}",
            relation=document.part.relate_to(drawn, RELATIONSHIP_TYPE.CHART),
        )
    )
    (facts,) = shape.xpath("./wp:inline/wp:docPr")
    facts.set("descr", as_typed(chart.text))
    paragraph.add_run()._r.append(shape)


_FIRST_SHAPE = 9000
"""Beyond the numbers that shapes of a template have."""


def _free(number: int, taken: set[str]) -> int:
    """A number that no chart has: a template may be a document that was written here."""
    while f"/word/charts/zi_chart{number}.xml" in taken:
        number += 1
    return number


def _height(chart: Chart) -> Length:
    if chart.kind is not Kind.BARS:
        return Cm(_TALL)
    return Cm(min(max(1.2 + _BAR * len(chart.categories), 3.0), 14.0))


def _own_colour(found: re.Match[str]) -> str:
    return f'<a:srgbClr val="{_COLOURS[found[1]].removeprefix("#")}"/>'
