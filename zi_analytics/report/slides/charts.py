"""Charts that Office can edit, with the workbook inside them that holds nothing but values."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime
from typing import Any

import xlsxwriter
from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.chart.datalabel import DataLabels
from pptx.chart.series import BarSeries, LineSeries
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.fill import FillFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.opc.package import OpcPackage
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.parts.chart import ChartPart
from pptx.slide import Slide
from pptx.util import Inches, Pt

from zi_analytics.analysis.standing import Standing
from zi_analytics.report.content.model import Chart, Kind, Role, Series
from zi_analytics.report.slides.fitting import as_typed
from zi_analytics.report.slides.template import (
    ACCENT,
    GROUND,
    MUTED,
    RULE,
    SECOND,
    STANDING_COLOURS,
    SURFACE,
    TEXT,
)

SIZE = 14
_TYPES = {
    Kind.STACKED: XL_CHART_TYPE.COLUMN_STACKED,
    Kind.COLUMNS: XL_CHART_TYPE.COLUMN_CLUSTERED,
    Kind.BARS: XL_CHART_TYPE.BAR_CLUSTERED,
    Kind.LINE: XL_CHART_TYPE.LINE_MARKERS,
}
_SEPARATORS = {"id": "[$-421]", "en": "[$-809]"}
"""Numbers as the report's language writes them, where the program that shows them knows how."""
_DASHES = (MSO_LINE_DASH_STYLE.DASH, MSO_LINE_DASH_STYLE.DASH_DOT)
"""One limit after the other: told apart without colour."""
_NO_MOMENT = datetime(2026, 1, 1)
_VALUES_ONLY = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class _PlainWorkbook(CategoryWorkbookWriter):  # type: ignore[misc]
    """The library's own writes text that looks like a formula or an address as one."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: io.BytesIO) -> Iterator[tuple[Any, Any]]:
        with xlsxwriter.Workbook(xlsx_file, _VALUES_ONLY) as book:
            book.set_properties({"created": _NO_MOMENT})
            yield book, book.add_worksheet()


class _PlainData(CategoryChartData):  # type: ignore[misc]
    """The data of a chart, with a workbook of values only."""

    @property
    def _workbook_writer(self) -> _PlainWorkbook:
        return _PlainWorkbook(self)


def add_chart(
    slide: Slide, chart: Chart, language: str, box: tuple[float, float, float, float]
) -> None:
    """Draw ``chart`` in ``box``: left, top, width, height in inches."""
    place = (Inches(one) for one in box)
    frame = slide.shapes.add_chart(_TYPES[chart.kind], *place, _data(chart, language))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", as_typed(chart.text))
    _dress_chart(frame.chart, chart, language, SIZE)


def chart_for_others(chart: Chart, language: str, size: int) -> tuple[bytes, bytes]:
    """The same chart for a document that is no presentation, with letters of ``size`` points.

    Gives its XML, which knows its workbook as ``rId1``, and that workbook.
    """
    part = ChartPart.new(_TYPES[chart.kind], _data(chart, language), OpcPackage(None))
    _dress_chart(part.chart, chart, language, size)
    return part.blob, part.chart_workbook.xlsx_part.blob


def _data(chart: Chart, language: str) -> _PlainData:
    data = _PlainData(number_format=_number_format(chart, language))
    data.categories = [as_typed(one) for one in chart.categories]
    for series in chart.series:
        data.add_series(as_typed(series.name), series.values)
    return data


def _dress_chart(native: NativeChart, chart: Chart, language: str, size: int) -> None:
    format_ = _number_format(chart, language)
    native.font.size = Pt(size)
    native.font.color.theme_color = TEXT
    native.has_title = False
    _write_legend(native, len(chart.series) > 1, size)
    _arrange_axes(native, chart, format_, size)
    plot = native.plots[0]
    if chart.kind is not Kind.LINE:
        plot.gap_width = 45
    for own, series in zip(list(plot.series), chart.series, strict=True):
        if chart.kind is Kind.LINE:
            _dress_line(own, series, format_, _DASHES[_place(chart, series)], size)
        else:
            _dress(own, series, chart.kind, format_, size)
    if chart.kind is not Kind.LINE and chart.limits:
        _move_limits(native, chart, size)


def _number_format(chart: Chart, language: str) -> str:
    plain = "0." + "0" * chart.places if chart.places else "0"
    known = _SEPARATORS[language]
    if any(one.role is Role.CHANGE for one in chart.series):
        return f"{known}+{plain};{known}−{plain};{known}{plain}"
    return f"{known}{plain}"


def _write_legend(native: NativeChart, wanted: bool, size: int) -> None:
    native.has_legend = wanted
    if wanted:
        native.legend.position = XL_LEGEND_POSITION.BOTTOM
        native.legend.include_in_layout = False
        native.legend.font.size = Pt(size)


def _arrange_axes(native: NativeChart, chart: Chart, format_: str, size: int) -> None:
    names, values = native.category_axis, native.value_axis
    names.format.line.color.theme_color = MUTED
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.has_major_gridlines = False
    names.tick_labels.font.size = Pt(size)
    if size < SIZE and chart.kind is not Kind.BARS:
        # Names on two lines rather than slanting ones.
        names.tick_labels._element.find(qn("c:txPr")).find(qn("a:bodyPr")).set("rot", "0")
    values.has_major_gridlines = False
    values.major_tick_mark = XL_TICK_MARK.NONE
    if chart.kind is Kind.BARS:
        names.reverse_order = True
        # Names stand at the edge, also beside bars that go down.
        names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    changes = [one.values for one in chart.series if one.role is Role.CHANGE]
    if changes:
        # Room for the labels at the ends, which else stand over the names.
        low, high = (f((value or 0.0 for value in changes[0]), default=0.0) for f in (min, max))
        room = 0.12 * (max(high, 0.0) - min(low, 0.0)) or 1.0
        values.minimum_scale = min(low, 0.0) - (room if low < 0 else 0.0)
        values.maximum_scale = max(high, 0.0) + room
    else:
        values.minimum_scale = 0
    if chart.kind in (Kind.LINE, Kind.COLUMNS):
        values.maximum_scale = 100
        values.has_major_gridlines = True
        values.major_gridlines.format.line.color.rgb = RULE
        values.tick_labels.font.size = Pt(size - 2)
        values.tick_labels.number_format = format_.partition(".")[0]
        values.tick_labels.number_format_is_linked = False
        values.format.line.fill.background()
    else:
        # The labels stand at the data.
        values.visible = False


def _place(chart: Chart, series: Series) -> int:
    """Which limit it is, 0 for the first and for what is none."""
    return chart.limits.index(series) % len(_DASHES) if series.role is Role.LIMIT else 0


def _dress(own: BarSeries, series: Series, kind: Kind, format_: str, size: int) -> None:
    own.invert_if_negative = False
    if series.role is Role.LIMIT:
        return
    _fill(own.format.fill, series.role)
    if kind is Kind.COLUMNS:
        # Lighter, so that a limit is seen where it crosses.
        own.format.fill.fore_color.theme_color = SECOND
    if series.role is Role.OPEN:
        own.format.line.color.rgb = RULE
        return
    if series.role is Role.CHANGE:
        for place, value in enumerate(series.values):
            fill = own.points[place].format.fill
            fill.solid()
            stands = Standing.FAILING if (value or 0.0) < 0 else Standing.PASSING
            fill.fore_color.theme_color = STANDING_COLOURS[stands]
    labels = own.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = format_, False
    labels.font.size = Pt(size)
    # At the foot of its part a label is clear of the limit above.
    inside = kind is not Kind.BARS
    labels.position = XL_LABEL_POSITION.INSIDE_BASE if inside else XL_LABEL_POSITION.OUTSIDE_END
    is_dark = kind is Kind.STACKED and series.role is not Role.REFORM
    labels.font.color.theme_color = GROUND if is_dark else TEXT
    labels.font.bold = True


def _fill(fill: FillFormat, role: Role) -> None:
    if role is Role.REFORM:
        # Told apart in a grey print too.
        fill.patterned()
        fill.pattern = MSO_PATTERN_TYPE.LIGHT_UPWARD_DIAGONAL
        fill.fore_color.theme_color = GROUND
        fill.back_color.theme_color = SECOND
        return
    fill.solid()
    fill.fore_color.theme_color = SURFACE if role is Role.OPEN else ACCENT


def _dress_line(
    own: LineSeries, series: Series, format_: str, dash: MSO_LINE_DASH_STYLE, size: int
) -> None:
    own.smooth = False
    if series.role is Role.LIMIT:
        own.marker.style = XL_MARKER_STYLE.NONE
        own.format.line.color.theme_color = TEXT
        own.format.line.width = Pt(1.5)
        own.format.line.dash_style = dash
        return
    own.format.line.color.theme_color = ACCENT
    own.format.line.width = Pt(3)
    own.marker.style = XL_MARKER_STYLE.CIRCLE
    own.marker.size = 8
    own.marker.format.fill.solid()
    own.marker.format.fill.fore_color.theme_color = ACCENT
    labels = own.data_labels
    labels.show_value = True
    labels.position = XL_LABEL_POSITION.ABOVE
    labels.number_format, labels.number_format_is_linked = format_, False
    labels.font.size, labels.font.bold = Pt(size), True
    _underlay(labels)


def _underlay(labels: DataLabels) -> None:
    """A ground of their own, so that no limit strikes them through."""
    ground = parse_xml(
        f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></c:spPr>'
    )
    labels._element.find(qn("c:numFmt")).addnext(ground)


def _move_limits(native: NativeChart, chart: Chart, size: int) -> None:
    """The limits become lines over the columns: the library itself draws one kind a chart."""
    bars = native._chartSpace.find(f".//{qn('c:barChart')}")
    lines = parse_xml(
        f'<c:lineChart {nsdecls("c", "a")}><c:grouping val="standard"/><c:varyColors val="0"/>'
        '<c:marker val="1"/></c:lineChart>'
    )
    for axis in bars.findall(qn("c:axId")):
        lines.append(deepcopy(axis))
    found = bars.findall(qn("c:ser"))
    for own, series in zip(found, chart.series, strict=True):
        if series.role is Role.LIMIT:
            bars.remove(own)
            _make_line(own, chart.kind, _place(chart, series), size)
            lines.insert(len(lines) - 1 - len(bars.findall(qn("c:axId"))), own)
    bars.addnext(lines)


def _make_line(own: Any, kind: Kind, place: int, size: int) -> None:
    for name in ("c:invertIfNegative", "c:spPr"):
        for one in own.findall(qn(name)):
            own.remove(one)
    # On columns of their own limits a dash each, under one limit a line through all.
    line, marker = (
        ("<a:ln><a:noFill/></a:ln>", _DASH.format(size=round(size * _DASH_SIZES)))
        if kind is Kind.STACKED
        else (
            '<a:ln w="19050"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
            f'<a:prstDash val="{_DASHES[place].xml_value}"/></a:ln>',
            '<c:symbol val="none"/>',
        )
    )
    shape = parse_xml(f"<c:spPr {nsdecls('c', 'a')}>{line}</c:spPr>")
    symbol = parse_xml(f"<c:marker {nsdecls('c', 'a')}>{marker}</c:marker>")
    own.find(qn("c:tx")).addnext(shape)
    shape.addnext(symbol)
    own.append(parse_xml(f'<c:smooth {nsdecls("c")} val="0"/>'))


_DASH_SIZES = 2.15
"""How wide the mark of a limit is, in sizes of letters."""
_DASH = (
    '<c:symbol val="dash"/><c:size val="{size}"/><c:spPr><a:solidFill><a:schemeClr val="tx1"/>'
    "</a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>"
)
