"""The charts of a report on a screen, in letters as large as the room needs."""

from __future__ import annotations

from zi_analytics.charts.content_bars import bar_figure
from zi_analytics.charts.content_line import line_figure
from zi_analytics.charts.content_shape import ChartShape
from zi_analytics.charts.picture import Picture
from zi_analytics.charts.theme import Palette


def content_picture(
    chart: ChartShape, language: str, colours: Palette, letters: int, height: int
) -> Picture:
    """``letters`` is the size of its letters and ``height`` the room it may take, in pixels."""
    draw = line_figure if chart.kind == "line" else bar_figure
    return Picture(draw(chart, language, colours, letters, height), chart.text)
