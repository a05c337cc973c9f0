"""Proven and claimed points over time, and where they go until the closing day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import plotly.graph_objects as go

from zi_analytics.analysis.forecast import Expected, Pace, Ready
from zi_analytics.analysis.forecast_text import band_text
from zi_analytics.charts.picture import Picture, literal
from zi_analytics.charts.theme import Palette, new_figure
from zi_analytics.language.numbers import date_text, decimal, period_short, period_text, short
from zi_analytics.language.wording import say

HEIGHT = 360
_STEPS = 12
_BELOW = -44
"""So far below its mark that the figure of the forecast fits between, on a phone."""
_LABELS = 5
"""Periods named at the axis: more do not fit beside the closing day on a phone."""


def forecast_picture(
    ready: Sequence[Ready],
    found: Pace | None,
    closing: date,
    limits: Sequence[tuple[str, float]],
    language: str,
    colours: Palette,
) -> Picture:
    """Points of 0 to 100 over the days: ● proven, ○ claimed, dashed the line with its band."""
    figure = new_figure(colours, language, HEIGHT)
    last = ready[-1].day
    if found is not None:
        _draw_band(figure, found, last, closing, colours)
    for code, limit in limits:
        figure.add_shape(
            type="line",
            x0=_place(ready[0].day),
            x1=_place(closing),
            y0=limit,
            y1=limit,
            layer="below",
            line={"color": colours.muted, "width": 1.5, "dash": "dash"},
        )
        figure.add_annotation(
            x=_place(ready[0].day),
            y=limit,
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
            text=literal(f"{code} {short(limit, language)}"),
            font={"color": colours.muted, "size": 13},
        )
    figure.add_scatter(
        x=[_place(one.day) for one in ready],
        y=[one.claimed for one in ready],
        mode="lines+markers",
        cliponaxis=False,
        line={"color": colours.muted, "width": 1.5},
        marker={
            "symbol": "circle-open",
            "size": 9,
            "color": colours.muted,
            "line": {"color": colours.muted, "width": 2},
        },
        hovertext=[literal(_ready_line(one, language)) for one in ready],
        hoverinfo="text",
    )
    proven = [one for one in ready if one.proven is not None]
    figure.add_scatter(
        x=[_place(one.day) for one in proven],
        y=[one.proven for one in proven],
        mode="lines+markers",
        cliponaxis=False,
        line={"color": colours.accent, "width": 2.5},
        marker={"symbol": "circle", "size": 10, "color": colours.accent},
        hovertext=[literal(_ready_line(one, language)) for one in proven],
        hoverinfo="text",
    )
    _draw_labels(figure, ready, proven, found, closing, language, colours)
    _draw_axes(figure, ready, closing, language, colours)
    return Picture(figure, forecast_text(ready, found, closing, limits, language))


def forecast_text(
    ready: Sequence[Ready],
    found: Pace | None,
    closing: date,
    limits: Sequence[tuple[str, float]],
    language: str,
) -> str:
    """The same in words."""
    head = say("Proven and claimed points of 100 by period", language)
    said = f"{head}. {'; '.join(_ready_line(one, language) for one in ready)}."
    if found is not None:
        at = found.at(closing)
        ahead = say(
            "Expected on {day}: {points} proven points, band {band}",
            language,
            day=date_text(closing, language),
            points=decimal(at.points, language),
            band=band_text(at, 101.0, language),
        )
        said = f"{said} {ahead}."
    if limits:
        listed = ", ".join(f"{code} {short(at, language)}" for code, at in limits)
        said = f"{said} {say('Limits of the total: {limits}', language, limits=listed)}."
    return said


def _ready_line(one: Ready, language: str) -> str:
    if one.proven is None:
        return say(
            "{period} {claimed} points claimed, no evidence shown",
            language,
            period=period_text(one.period, language),
            claimed=decimal(one.claimed, language),
        )
    return say(
        "{period} {claimed} points claimed, {proven} proven",
        language,
        period=period_text(one.period, language),
        claimed=decimal(one.claimed, language),
        proven=decimal(one.proven, language),
    )


def _draw_band(figure: go.Figure, found: Pace, last: date, closing: date, colours: Palette) -> None:
    span = (closing - last).days
    days = [last + timedelta(days=span * step / _STEPS) for step in range(_STEPS + 1)]
    ahead = [found.at(day) for day in days]
    places = [_place(day) for day in days]
    figure.add_scatter(
        x=[*places, *reversed(places)],
        y=[*(at.upper for at in ahead), *(at.lower for at in reversed(ahead))],
        mode="lines",
        fill="toself",
        fillcolor=colours.scale[1],
        line={"color": colours.accent, "width": 1},
        hoverinfo="skip",
    )
    whole = [found.at(found.origin), *ahead]
    figure.add_scatter(
        x=[_place(at.day) for at in whole],
        y=[at.points for at in whole],
        mode="lines",
        line={"color": colours.accent, "width": 1.5, "dash": "dash"},
        hoverinfo="skip",
    )


def _draw_labels(
    figure: go.Figure,
    ready: Sequence[Ready],
    proven: Sequence[Ready],
    found: Pace | None,
    closing: date,
    language: str,
    colours: Palette,
) -> None:
    common = {"showarrow": False}
    figure.add_annotation(
        x=_place(ready[-1].day),
        y=ready[-1].claimed,
        yshift=16,
        xanchor="right",
        text=say("claimed {points}", language, points=decimal(ready[-1].claimed, language)),
        font={"color": colours.muted, "size": 13},
        **common,
    )
    if proven and proven[-1].proven is not None:
        points = decimal(proven[-1].proven, language)
        figure.add_annotation(
            x=_place(proven[-1].day),
            y=proven[-1].proven,
            yshift=_BELOW,
            xanchor="right",
            text=f"<b>{say('proven {points}', language, points=points)}</b>",
            font={"color": colours.text, "size": 13},
            **common,
        )
    if found is not None:
        at: Expected = found.at(closing)
        figure.add_annotation(
            x=_place(closing),
            y=at.lower,
            yshift=-26,
            xanchor="right",
            text=f"<b>{band_text(at, 101.0, language)}</b>",
            font={"color": colours.accent, "size": 13},
            **common,
        )


def _draw_axes(
    figure: go.Figure, ready: Sequence[Ready], closing: date, language: str, colours: Palette
) -> None:
    first, span = _place(ready[0].day), max(_place(closing) - _place(ready[0].day), 1)
    # Named are those that stand apart: as many as fit, counted back from the last.
    named: list[Ready] = []
    for one in reversed(ready):
        apart = _place(named[-1].day if named else closing) - _place(one.day)
        if apart >= span / _LABELS:
            named.append(one)
    figure.update_xaxes(
        visible=True,
        range=[first - span * 0.07, first + span * 1.05],
        tickvals=[*(_place(one.day) for one in named), _place(closing)],
        ticktext=[
            *(
                period_short(one.period, language).rpartition(" ")[0] + "<br>" + one.period[:4]
                for one in named
            ),
            "<b>" + date_text(closing, language).rpartition(" ")[0] + f"</b><br>{closing.year}",
        ],
        tickangle=0,
        tickfont={"color": colours.muted, "size": 13},
    )
    figure.add_shape(
        type="line",
        x0=_place(closing),
        x1=_place(closing),
        y0=0,
        y1=100,
        layer="below",
        line={"color": colours.line, "width": 1.5},
    )
    figure.update_yaxes(
        visible=True,
        range=[0, 109],
        tickvals=[0, 50, 100],
        tickfont={"color": colours.muted, "size": 13},
    )
    figure.update_layout(margin={"l": 34, "r": 22, "t": 4, "b": 46})


def _place(day: date) -> int:
    return day.toordinal()
