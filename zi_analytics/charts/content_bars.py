"""The bars of a report's chart: lying, with a name and a figure above each."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from zi_analytics.analysis.sentences import STANDINGS
from zi_analytics.charts.content_shape import PHONE, ChartShape, SeriesShape
from zi_analytics.charts.picture import cut, literal
from zi_analytics.charts.theme import SAVING, Palette, new_figure
from zi_analytics.language.numbers import decimal, short, signed
from zi_analytics.language.wording import say

MARKS = {"fulfilment": "■", "reform": "▨", "open": "□", "limit": "┃"}
"""How the parts of a bar look, for the line above it that names them."""
_LINE = 1.45
"""A line of letters, in sizes of the letters."""
_BAR = 0.9
"""The thickness of a bar, in sizes of the letters."""


def bar_figure(
    chart: ChartShape, language: str, colours: Palette, letters: int, height: int
) -> go.Figure:
    """A bar for each category, lying, with its name and its figure above it."""
    rows = len(chart.categories)
    named = _names_of_parts(chart, colours, letters)
    limits = [one for one in chart.series if one.role == "limit"]
    shared = _shared_limits(chart, limits)
    # What the parts are, or a line for each limit that all bars share.
    head = letters * _LINE * (len(shared) or len(named))
    least = letters * (_LINE + _BAR * 0.75 + 0.22)
    row = min(max((height - SAVING - head - 8) / max(rows, 1), least), letters * 5.2)
    figure = new_figure(colours, language, round(head + row * rows) + 8)
    # One step of the axis is a row: a bar at the bottom of it, the words above.
    thick = min(letters * _BAR * (1.5 if row > least * 1.5 else 1.0), row * 0.5) / row
    longest = 24 if letters < PHONE else 52
    lines = [float(rows - place) for place in range(rows)]
    bars = [one for one in chart.series if one.role != "limit"]
    starts = [0.0] * rows
    for one in bars:
        values = [value or 0.0 for value in one.values]
        figure.add_bar(
            x=values,
            y=lines,
            base=list(starts),
            orientation="h",
            width=thick,
            marker=_look(one, values, colours),
            hoverinfo="skip",
        )
        starts = [start + value for start, value in zip(starts, values, strict=True)]
    low, high = _reach(chart)
    _draw_limits(figure, limits, lines, thick, colours)
    if shared:
        _name_shared(figure, shared, colours, letters)
    elif named:
        figure.add_annotation(
            _place("left", 0, 1, letters, colours.muted),
            yref="paper",
            text="<br>".join(named),
            align="left",
            yanchor="top",
        )
    for place, line in enumerate(lines):
        above = line + thick / 2 + 0.02
        figure.add_annotation(
            _place("left", 0, above, letters, colours.text),
            text=literal(cut(chart.categories[place], longest)),
        )
        figure.add_annotation(
            _place("right", 1, above, letters, _colour(chart, place, colours)),
            text=f"<b>{literal(_said(chart, place, language))}</b>",
        )
    if low < 0:
        figure.add_shape(
            type="line", x0=0, x1=0, y0=0.5, y1=rows + 0.5, line={"color": colours.muted}
        )
    room = (high - low) * 0.004
    figure.update_xaxes(range=[low - room, high + room])
    figure.update_yaxes(range=[1 - thick / 2 - 0.06, rows + 1 - thick / 2 - 0.06 + head / row])
    figure.update_layout(font={"size": letters})
    return figure


def _place(side: str, x: float, y: float, letters: int, colour: str) -> dict[str, object]:
    return {
        "x": x,
        "xref": "paper",
        "xanchor": side,
        "y": y,
        "yanchor": "bottom",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": letters, "color": colour},
    }


def _look(one: SeriesShape, values: Sequence[float], colours: Palette) -> dict[str, object]:
    """Colour and, where colour alone would have to tell, a pattern or only an outline."""
    if one.role == "open":
        return {"color": "rgba(0,0,0,0)", "line": {"color": colours.unknown, "width": 1.5}}
    if one.role == "reform":
        edge = {"color": colours.reform, "width": 1.5}
        pattern = {
            "shape": "/",
            "fillmode": "overlay",
            "fgcolor": colours.background,
            "fgopacity": 1,
            "size": 8,
            "solidity": 0.18,
        }
        return {"color": colours.reform, "line": edge, "pattern": pattern}
    if one.role == "change":
        return {"color": [colours.passing if value >= 0 else colours.failing for value in values]}
    return {"color": colours.fulfilment if one.role == "fulfilment" else colours.accent}


def _names_of_parts(chart: ChartShape, colours: Palette, letters: int) -> list[str]:
    """The lines that say what the parts of a bar are; nothing where there is one part."""
    if sum(one.role != "limit" for one in chart.series) < 2:
        return []
    tones = {"fulfilment": colours.fulfilment, "reform": colours.reform, "limit": colours.text}
    said = [
        f'<span style="color:{tones.get(one.role, colours.unknown)}">{MARKS.get(one.role, "■")}'
        f"</span> {literal(one.name)}"
        for one in chart.series
    ]
    in_line = 2 if letters < PHONE else len(said)
    return ["   ".join(said[place : place + in_line]) for place in range(0, len(said), in_line)]


def _shared_limits(chart: ChartShape, limits: Sequence[SeriesShape]) -> list[SeriesShape]:
    """The limits that are the same for every bar, where each needs a name of its own."""
    if sum(one.role != "limit" for one in chart.series) > 1:
        return []
    return [one for one in limits if one.values and len(set(one.values)) == 1 and one.values[0]]


def _draw_limits(
    figure: go.Figure,
    limits: Sequence[SeriesShape],
    lines: Sequence[float],
    thick: float,
    colours: Palette,
) -> None:
    for one in limits:
        for value, line in zip(one.values, lines, strict=True):
            if value is not None:
                figure.add_shape(
                    type="line",
                    x0=value,
                    x1=value,
                    y0=line - thick / 2 - 0.03,
                    y1=line + thick / 2 + 0.03,
                    line={"color": colours.text, "width": 4},
                )


def _name_shared(
    figure: go.Figure, shared: Sequence[SeriesShape], colours: Palette, letters: int
) -> None:
    """Each limit's name above the bars and left of its tick, the highest in the first line."""
    for line, one in enumerate(sorted(shared, key=lambda one: -(one.values[0] or 0.0))):
        figure.add_annotation(
            x=one.values[0],
            y=1,
            yref="paper",
            yanchor="top",
            yshift=-line * letters * _LINE,
            xanchor="right",
            showarrow=False,
            text=f"{literal(one.name)} ┃",
            font={"size": letters * 0.9, "color": colours.muted},
        )


def _reach(chart: ChartShape) -> tuple[float, float]:
    """Where the axis begins and ends: zero is always on it."""
    bars = [one for one in chart.series if one.role != "limit"]
    ends = [sum(one.values[place] or 0.0 for one in bars) for place in range(len(chart.categories))]
    limits = [value for one in chart.series if one.role == "limit" for value in one.values if value]
    low, high = min([0.0, *ends]), max([0.0, *ends, *limits])
    if high - low <= 0:
        high = 1.0
    return low, high


def _said(chart: ChartShape, place: int, language: str) -> str:
    """The figure of a bar: what is reached, and its limit where each bar has its own."""
    earned = [one for one in chart.series if one.role not in ("limit", "open")]
    value = sum(one.values[place] or 0.0 for one in earned)
    if any(one.role == "change" for one in earned):
        return signed(value, language, chart.places)
    text = decimal(value, language, chart.places)
    if not any(one.role == "open" for one in chart.series):
        return text
    limit = next((one.values[place] for one in chart.series if one.role == "limit"), None)
    whole = value + sum(one.values[place] or 0.0 for one in chart.series if one.role == "open")
    said = say("{points} of {weight}", language, points=text, weight=short(whole, language))
    if limit is None:
        return said
    return say("{said} · limit {limit}", language, said=said, limit=decimal(limit, language))


def _colour(chart: ChartShape, place: int, colours: Palette) -> str:
    """Of a bar's figure: up or down, or the standing whose mark its name begins with."""
    for one in chart.series:
        value = one.values[place]
        if one.role == "change" and value:
            return colours.passing if value > 0 else colours.failing
    for standing, (symbol, _) in STANDINGS.items():
        if chart.categories[place].startswith(f"{symbol} "):
            return colours.of(standing)
    return colours.text
