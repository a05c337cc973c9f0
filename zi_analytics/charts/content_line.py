"""The line of a report's chart over periods, on an axis from zero, with its limits."""

from __future__ import annotations

import plotly.graph_objects as go

from zi_analytics.charts.content_shape import PHONE, ChartShape, SeriesShape
from zi_analytics.charts.picture import literal
from zi_analytics.charts.theme import SAVING, Palette, margin, new_figure
from zi_analytics.language.numbers import decimal


def line_figure(
    chart: ChartShape, language: str, colours: Palette, letters: int, height: int
) -> go.Figure:
    """Every few periods say their figure, the last one always."""
    figure = new_figure(colours, language, height - SAVING)
    number = len(chart.categories)
    beside = letters >= PHONE
    step = (number - 1) // (8 if beside else 5) + 1
    shown = list(range(number - 1, -1, -step))
    main = [one for one in chart.series if one.role != "limit"]
    values = [value for one in chart.series for value in one.values if value is not None]
    for one in chart.series:
        if one.role == "limit":
            figure.add_scatter(
                x=list(range(number)),
                y=list(one.values),
                mode="lines",
                line={"color": colours.muted, "width": 2, "dash": "dash", "shape": "hvh"},
                hoverinfo="skip",
            )
            _name_line(figure, one, colours, letters, beside)
    for one in main:
        figure.add_scatter(
            x=list(range(number)),
            y=list(one.values),
            mode="lines+markers",
            cliponaxis=False,
            line={"color": colours.accent, "width": max(3, letters / 6)},
            marker={"size": letters * 0.7, "color": colours.accent},
            hoverinfo="skip",
        )
        for place in shown:
            value = one.values[place]
            if value is not None:
                last = place == number - 1
                figure.add_annotation(
                    x=place,
                    y=value,
                    yshift=letters * (1.2 if beside else -1.2),
                    showarrow=False,
                    bgcolor=colours.background,
                    borderpad=1,
                    text=f"<b>{decimal(value, language, chart.places)}</b>",
                    font={"size": letters, "color": colours.accent if last else colours.text},
                )
    figure.update_xaxes(
        visible=True,
        range=[-0.5, number - 0.5],
        tickvals=shown,
        ticktext=[literal(chart.categories[place]).replace(" 20", "<br>20") for place in shown],
        tickangle=0,
        tickfont={"color": colours.muted, "size": letters * 0.9},
    )
    top = max([100.0, *values]) if max(values, default=0) > 50 else max(values, default=1.0)
    figure.update_yaxes(
        visible=True,
        range=[0, top * 1.12],
        tickvals=[0, top],
        tickfont={"color": colours.muted, "size": letters * 0.9},
    )
    figure.update_layout(
        font={"size": letters},
        margin=margin(
            left=round(letters * 2.6), right=_room_beside(chart, letters), bottom=letters * 3
        ),
    )
    return figure


def _room_beside(chart: ChartShape, letters: int) -> int:
    """Pixels for the names of limits at the right."""
    if letters < PHONE:
        return 10
    longest = max((len(one.name) for one in chart.series if one.role == "limit"), default=0)
    return round(letters * (0.46 * longest + 1))


def _name_line(
    figure: go.Figure, one: SeriesShape, colours: Palette, letters: int, beside: bool
) -> None:
    """A limit's name at the right end of its line, or above its beginning where it is narrow."""
    known = [value for value in one.values if value is not None]
    if not known:
        return
    figure.add_annotation(
        x=1 if beside else 0,
        xref="paper",
        xanchor="left",
        xshift=letters * 0.4 if beside else 0,
        y=known[-1] if beside else known[0],
        yanchor="middle" if beside else "bottom",
        showarrow=False,
        text=literal(one.name),
        font={"size": letters * 0.9, "color": colours.muted},
    )
