"""The plan burning down: points still open, as planned and as it goes, against the gap."""

from __future__ import annotations

from datetime import date

import plotly.graph_objects as go

from zi_analytics.analysis.plan import BurnDown, Reached
from zi_analytics.charts.picture import Picture, literal
from zi_analytics.charts.theme import Palette, new_figure
from zi_analytics.language.numbers import date_text, decimal, short
from zi_analytics.language.wording import say

HEIGHT = 320
_LEAST = 0.005


def burn_down_picture(
    found: BurnDown,
    reached: Reached | None,
    today: date,
    language: str,
    colours: Palette,
) -> Picture:
    """Staircases over the days: dashed as planned, solid as done until ``today``.

    ``reached`` is where the plan meets every rule of a predicate.
    """
    figure = new_figure(colours, language, HEIGHT)
    whole = found.planned[0][1]
    if reached is not None:
        _draw_reached(figure, found, reached, language, colours)
    _draw_stairs(figure, found.planned, "dash", 2.0, colours.muted, language)
    _draw_stairs(figure, found.done, "solid", 3.0, colours.accent, language)
    _draw_ends(figure, found, language, colours)
    _draw_axes(figure, found, today, whole, language, colours)
    return Picture(figure, burn_down_text(found, reached, today, language))


def burn_down_text(found: BurnDown, reached: Reached | None, today: date, language: str) -> str:
    """The same in words."""
    said = [
        say(
            "Points of the plan still open: {points} at the beginning on {day}",
            language,
            points=decimal(found.planned[0][1], language),
            day=date_text(found.planned[0][0], language),
        ),
        say(
            "{points} today, {day}",
            language,
            points=decimal(found.done[-1][1], language),
            day=date_text(today, language),
        ),
    ]
    falls = ", ".join(
        f"{date_text(day, language)} {decimal(points, language)}"
        for day, points in found.planned[1:]
    )
    if falls:
        said.append(say("as planned: {falls}", language, falls=falls))
    if found.undated:
        said.append(
            say("{points} without a due date", language, points=decimal(found.undated, language))
        )
    if reached is not None:
        said.append(_reached_words(reached, language))
    return "; ".join(said) + "."


def _reached_words(reached: Reached, language: str) -> str:
    return say(
        "{predicate} met: {points} may stay open",
        language,
        predicate=reached.predicate,
        points=decimal(reached.open, language),
    )


def _draw_reached(
    figure: go.Figure, found: BurnDown, reached: Reached, language: str, colours: Palette
) -> None:
    first, last = _span(found)
    figure.add_shape(
        type="line",
        x0=first,
        x1=last,
        y0=reached.open,
        y1=reached.open,
        line={"color": colours.passing, "width": 1.5, "dash": "dot"},
    )
    figure.add_annotation(
        x=last,
        y=reached.open,
        xanchor="right",
        yanchor="bottom",
        showarrow=False,
        text=literal(f"✓ {_reached_words(reached, language)}"),
        font={"color": colours.passing, "size": 13},
    )


def _draw_stairs(
    figure: go.Figure,
    stairs: tuple[tuple[date, float], ...],
    dash: str,
    width: float,
    colour: str,
    language: str,
) -> None:
    figure.add_scatter(
        x=[day.toordinal() for day, _ in stairs],
        y=[points for _, points in stairs],
        mode="lines+markers",
        cliponaxis=False,
        line={"color": colour, "width": width, "dash": dash, "shape": "hv"},
        marker={
            "size": 7,
            "symbol": "circle" if dash == "solid" else "circle-open",
            "color": colour,
        },
        hovertext=[
            literal(
                say("{day}: {points} points open", language, day=date_text(day, language),
                    points=decimal(points, language))
            )
            for day, points in stairs
        ],
        hoverinfo="text",
    )  # fmt: skip


def _draw_ends(figure: go.Figure, found: BurnDown, language: str, colours: Palette) -> None:
    day, points = found.done[-1]
    said = say("open today {points}", language, points=decimal(points, language))
    first, last = _span(found)
    right = (day.toordinal() - first) * 2 > last - first
    figure.add_annotation(
        x=day.toordinal(),
        y=points,
        yshift=16,
        xanchor="right" if right else "left",
        showarrow=False,
        text=f"<b>{literal(said)}</b>",
        font={"color": colours.accent, "size": 13},
    )
    day, points = found.planned[-1]
    if points < _LEAST:
        # It ends on the axis, which says so.
        return
    said = say("planned {points}", language, points=decimal(points, language))
    figure.add_annotation(
        x=day.toordinal(),
        y=points,
        yshift=14,
        xanchor="right",
        showarrow=False,
        text=literal(said),
        font={"color": colours.muted, "size": 13},
    )


def _draw_axes(
    figure: go.Figure,
    found: BurnDown,
    today: date,
    whole: float,
    language: str,
    colours: Palette,
) -> None:
    first, last = _span(found)
    span = max(last - first, 1)
    figure.add_shape(
        type="line", x0=today.toordinal(), x1=today.toordinal(), y0=0, y1=whole, layer="below",
        line={"color": colours.line, "width": 1.5},
    )  # fmt: skip
    named = [found.planned[0][0]]
    for day in (today, date.fromordinal(last)):
        if all(abs(day.toordinal() - other.toordinal()) >= span / 4 for other in named):
            named.append(day)
    figure.update_xaxes(
        visible=True,
        range=[first - span * 0.03, last + span * 0.05],
        tickvals=[day.toordinal() for day in named],
        ticktext=[
            literal(date_text(day, language).rpartition(" ")[0]) + f"<br>{day.year}"
            for day in named
        ],
        tickangle=0,
        ticks="outside",
        ticklen=6,
        tickcolor=colours.background,
        tickfont={"color": colours.muted, "size": 13},
    )
    figure.update_yaxes(
        visible=True,
        range=[0, whole * 1.12],
        tickvals=[0, whole],
        ticktext=["0", short(whole, language)],
        tickfont={"color": colours.muted, "size": 13},
    )
    figure.update_layout(margin={"l": 44, "r": 22, "t": 26, "b": 46})


def _span(found: BurnDown) -> tuple[int, int]:
    days = [day.toordinal() for day, _ in (*found.planned, *found.done)]
    return min(days), max(days)
