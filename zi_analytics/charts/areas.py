"""The areas against their limit: fill = proven, outline = claimed, tick = limit."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from zi_analytics.analysis.overview import AreaRow, Part
from zi_analytics.analysis.sentences import STANDINGS
from zi_analytics.charts.picture import Picture, RowLabel, label_rows, literal
from zi_analytics.charts.theme import Palette, new_figure
from zi_analytics.language.numbers import below, decimal, percent, short
from zi_analytics.language.wording import say

ROW = 58
HEAD = 30
_BAR = 0.34


def areas_picture(
    rows: Sequence[AreaRow], predicate: str, language: str, colours: Palette
) -> Picture:
    """Bars of the areas in share of their own weight, fulfilment and reform one after the other.

    ``predicate`` is the label of the predicate whose limits ``rows`` carry.
    """
    figure = new_figure(colours, language, HEAD + ROW * len(rows))
    lines = [float(len(rows) - index) for index in range(len(rows))]
    first = [row.fulfilment for row in rows]
    second = [row.reform or Part("", 0.0, 0.0, 0.0) for row in rows]
    weights = [row.weight for row in rows]
    none = [0.0] * len(rows)
    behind = [part.points / weight for part, weight in zip(first, weights, strict=True)]
    for parts, starts, colour, shape, name in (
        (first, none, colours.fulfilment, "", say("fulfilment", language)),
        (second, behind, colours.reform, "/", say("reform", language)),
    ):
        claimed = [part.points / weight for part, weight in zip(parts, weights, strict=True)]
        proven = [part.proven / weight for part, weight in zip(parts, weights, strict=True)]
        hover = [_hover(name, part, language) for part in parts]
        common = {"y": lines, "base": starts, "orientation": "h", "width": _BAR}
        edge = {"color": colour, "width": 1.5}
        figure.add_bar(
            x=claimed,
            marker={"color": "rgba(0,0,0,0)", "line": edge},
            hovertext=hover,
            hoverinfo="text",
            **common,
        )
        pattern = {
            "shape": shape,
            "fillmode": "overlay",
            "fgcolor": colours.background,
            "fgopacity": 1,
            "size": 6,
            "solidity": 0.18,
        }
        figure.add_bar(
            x=proven,
            marker={"color": colour, "line": edge, "pattern": pattern},
            hovertext=hover,
            hoverinfo="text",
            **common,
        )
    _draw_limits(figure, rows, lines, predicate, language, colours)
    words = [
        RowLabel(
            line + _BAR / 2 + 0.03,
            f"{row.area.code} {row.area.label.say(language)}",
            f"{STANDINGS[row.standing][0]} {_figures(row, language)}",
            colours.of(row.standing),
        )
        for row, line in zip(rows, lines, strict=True)
    ]
    label_rows(figure, words, colours)
    figure.update_xaxes(range=[-0.004, 1.004])
    figure.update_yaxes(range=[0.6, len(rows) + 0.42 + HEAD / ROW])
    return Picture(figure, areas_text(rows, predicate, language))


def areas_text(rows: Sequence[AreaRow], predicate: str, language: str) -> str:
    """The same in words."""
    said = [
        say(
            "{area} {points} of {weight} points, {proven} with evidence, limit {limit}: {standing}",
            language,
            area=row.area.label.say(language),
            points=decimal(row.points, language),
            weight=short(row.weight, language),
            proven=decimal(row.proven, language),
            limit="–" if row.needed is None else decimal(row.needed, language),
            standing=say(STANDINGS[row.standing][1], language),
        )
        for row in rows
    ]
    head = say("Areas against the limit of {predicate}", language, predicate=predicate)
    return f"{head}. {'; '.join(said)}."


def _draw_limits(
    figure: go.Figure,
    rows: Sequence[AreaRow],
    lines: Sequence[float],
    predicate: str,
    language: str,
    colours: Palette,
) -> None:
    shares = [None if row.needed is None else row.needed / row.weight for row in rows]
    for share, line in zip(shares, lines, strict=True):
        if share is not None:
            figure.add_shape(
                type="line",
                x0=share,
                x1=share,
                y0=line - _BAR / 2 - 0.06,
                y1=line + _BAR / 2 + 0.06,
                line={"color": colours.text, "width": 3},
            )
    known = {share for share in shares if share is not None}
    if len(known) == 1:
        share = known.pop()
        figure.add_annotation(
            x=share,
            y=1,
            yref="paper",
            yanchor="top",
            showarrow=False,
            text=say(
                "limit of {predicate}: {share} ┃",
                language,
                predicate=literal(predicate),
                share=percent(share, language),
            ),
            xanchor="right",
            font={"color": colours.muted, "size": 13},
        )


def _figures(row: AreaRow, language: str) -> str:
    reached = decimal(row.points, language)
    if row.needed is not None:
        reached = below(row.points, row.needed, language)
    share = percent(row.points / row.weight, language)
    return say(
        "{points} of {weight} · {share}",
        language,
        points=reached,
        weight=short(row.weight, language),
        share=share,
    )


def _hover(name: str, part: Part, language: str) -> str:
    return say(
        "{aspect}: {points} of {weight} points, {proven} with evidence",
        language,
        aspect=name,
        points=decimal(part.points, language),
        weight=short(part.weight, language),
        proven=decimal(part.proven, language),
    )
