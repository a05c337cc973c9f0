"""How the units lie: totals as columns of five points, areas as quarters against their limits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from zi_analytics.analysis.ranking import Column, Ranking
from zi_analytics.analysis.spread import Spread, bins, spread
from zi_analytics.charts.picture import Picture, RowLabel, label_rows, literal
from zi_analytics.charts.theme import Palette, new_figure
from zi_analytics.language.numbers import decimal, percent, short, whole
from zi_analytics.language.wording import say, say_many

HEIGHT = 300
STEP = 5.0
_WIDEST = 99
"""The largest number that fits above a column on a phone."""
ROW = 52
HEAD = 34
FULL = 100.0
_THICK = 0.24


def totals_picture(
    totals: np.ndarray,
    found: Spread,
    limits: Sequence[tuple[str, float]],
    language: str,
    colours: Palette,
) -> Picture:
    """How many units have how many points; ``limits`` are codes with what they ask of the total.

    ``found`` is the spread of ``totals``: its middle half is the band under the columns.
    """
    counts = bins(totals, STEP, FULL)
    numbers = {place: int(number) for place, number in enumerate(counts) if number}
    if max(numbers.values()) > _WIDEST:
        # The numbers of neighbours would run into each other: the highest column speaks alone.
        numbers = {int(counts.argmax()): int(counts.max())}
    top = max(int(counts.max()), 1)
    figure = new_figure(colours, language, HEIGHT)
    starts = np.arange(len(counts)) * STEP
    figure.add_bar(
        x=starts + STEP / 2,
        y=counts,
        width=STEP * 0.92,
        marker={"color": colours.accent},
        hovertext=[
            _step(int(number), float(start), language)
            for start, number in zip(starts, counts, strict=True)
        ],
        hoverinfo="text",
    )
    figure.update_layout(
        annotations=[
            {
                "x": (place + 0.5) * STEP,
                "y": number,
                "yanchor": "bottom",
                "showarrow": False,
                "text": whole(number, language),
                "font": {"color": colours.text, "size": 12},
            }
            for place, number in numbers.items()
        ]
    )
    _draw_quarters(figure, found, top, language, colours)
    for level, (code, at) in enumerate(limits):
        figure.add_shape(
            type="line",
            x0=at,
            x1=at,
            y0=0,
            y1=top * (1.22 + 0.13 * level),
            line={"color": colours.text, "width": 2, "dash": "dot"},
        )
        figure.add_annotation(
            x=at,
            y=top * (1.22 + 0.13 * level),
            xanchor="right",
            yanchor="middle",
            xshift=-4,
            showarrow=False,
            text=literal(f"{code} {short(at, language)}"),
            font={"color": colours.text, "size": 13},
        )
    figure.update_xaxes(
        visible=True,
        range=[0, FULL],
        tickvals=[0, 25, 50, 75, 100],
        ticktext=[
            *(whole(at, language) for at in (0, 25, 50, 75)),
            say("{points} points", language, points=int(FULL)),
        ],
        tickfont={"color": colours.muted, "size": 13},
    )
    figure.update_yaxes(range=[-0.34 * top, top * (1.3 + 0.13 * len(limits))])
    figure.update_layout(margin={"l": 8, "r": 30, "t": 4, "b": 26})
    return Picture(figure, totals_text(counts, found, limits, language))


def _draw_quarters(
    figure: go.Figure, found: Spread, top: int, language: str, colours: Palette
) -> None:
    low, high = -0.13 * top, -0.04 * top
    figure.add_shape(
        type="rect",
        x0=found.lower,
        x1=found.upper,
        y0=low,
        y1=high,
        fillcolor=colours.reform,
        line={"width": 0},
    )
    figure.add_shape(
        type="line",
        x0=found.median,
        x1=found.median,
        y0=low * 1.25,
        y1=0,
        line={"color": colours.text, "width": 3},
    )
    figure.add_annotation(
        x=found.median,
        y=low * 1.3,
        xanchor="right" if found.median > FULL / 2 else "left",
        yanchor="top",
        showarrow=False,
        text=say("middle half, median {median}", language, median=decimal(found.median, language)),
        font={"color": colours.muted, "size": 13},
    )


def totals_text(
    counts: np.ndarray, found: Spread, limits: Sequence[tuple[str, float]], language: str
) -> str:
    """The same in words."""
    said = [
        _step(int(number), place * STEP, language) for place, number in enumerate(counts) if number
    ]
    head = say(
        "Totals of {number} units: from {lowest} to {highest} points, quarters at {lower}, "
        "{median} and {upper}",
        language,
        number=found.number,
        lowest=decimal(found.lowest, language),
        highest=decimal(found.highest, language),
        lower=decimal(found.lower, language),
        median=decimal(found.median, language),
        upper=decimal(found.upper, language),
    )
    text = f"{head}. {'; '.join(said)}."
    if limits:
        named = ", ".join(f"{code} {short(at, language)}" for code, at in limits)
        text += f" {say('Limits of the total: {limits}', language, limits=named)}."
    return text


def _step(number: int, start: float, language: str) -> str:
    return say_many(
        "{number} unit from {lower} to under {upper} points",
        "{number} units from {lower} to under {upper} points",
        number,
        language,
        lower=short(start, language),
        upper=short(start + STEP, language),
    )


def parts_picture(ranking: Ranking, language: str, colours: Palette) -> Picture:
    """Every area and result as a line from the lowest to the highest unit, a bar for the middle
    half and a mark for the median, in share of its weight, against its limit."""
    rows = [
        (number, column, found)
        for number, column in enumerate(ranking.columns)
        if number and (found := spread(ranking.points[:, number])) is not None
    ]
    figure = new_figure(colours, language, HEAD + ROW * len(rows))
    lines = [float(len(rows) - index) for index in range(len(rows))]
    words, shapes = [], []
    for (number, column, found), line in zip(rows, lines, strict=True):
        shapes += _row_shapes(column, found, line, colours)
        words.append(
            RowLabel(
                line + _THICK / 2 + 0.03,
                _name(column, language),
                _met(ranking, number, found, language),
                colours.text,
            )
        )
    label_rows(figure, words, colours)
    figure.update_layout(shapes=shapes)
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        y=1,
        yref="paper",
        yanchor="top",
        showarrow=False,
        text=say("◆ median, bar: middle half, ┃ limit", language),
        font={"color": colours.muted, "size": 13},
    )
    figure.add_scatter(
        x=[found.median / column.weight for _, column, found in rows],
        y=lines,
        mode="markers",
        cliponaxis=False,
        marker={
            "symbol": "diamond",
            "size": 12,
            "color": colours.accent,
            "line": {"color": colours.background, "width": 2},
        },
        hovertext=[literal(_line(ranking, *row, language)) for row in rows],
        hoverinfo="text",
    )
    figure.update_xaxes(range=[0, 1.012])
    figure.update_yaxes(range=[0.6, len(rows) + 0.42 + HEAD / ROW])
    said = "; ".join(_line(ranking, *row, language) for row in rows)
    head = say("Areas and results of {number} units", language, number=len(ranking))
    return Picture(figure, f"{head}. {said}.")


def _row_shapes(
    column: Column, found: Spread, line: float, colours: Palette
) -> list[dict[str, object]]:
    """The thin line, the bar of the middle half and the limit of one row."""
    weight = column.weight

    def shape(
        kind: str, start: float, end: float, half: float, **look: object
    ) -> dict[str, object]:
        place = {"x0": start / weight, "x1": end / weight, "y0": line - half, "y1": line + half}
        return {"type": kind, **place, **look}

    shapes = [
        shape(
            "line",
            found.lowest,
            found.highest,
            0,
            line={"color": colours.muted, "width": 1.5},
            layer="below",
        ),
        shape(
            "rect",
            found.lower,
            found.upper,
            _THICK / 2,
            fillcolor=colours.reform,
            line={"color": colours.reform, "width": 1},
            layer="below",
        ),
    ]
    if column.needed is not None:
        ink = {"color": colours.text, "width": 3}
        shapes.append(shape("line", column.needed, column.needed, _THICK / 2 + 0.06, line=ink))
    return shapes


def _name(column: Column, language: str) -> str:
    label = column.label.say(language)
    return f"{column.code} {label}" if column.code.isdigit() else label


def _met(ranking: Ranking, number: int, found: Spread, language: str) -> str:
    column = ranking.columns[number]
    if column.needed is None:
        return say(
            "◆ {median} of {weight}",
            language,
            median=decimal(found.median, language),
            weight=short(column.weight, language),
        )
    share = percent(ranking.met(number) / len(ranking), language)
    return say("{share} meet it", language, share=share)


def _line(ranking: Ranking, number: int, column: Column, found: Spread, language: str) -> str:
    said = say(
        "{area}: from {lowest} to {highest} of {weight} points, quarters at {lower}, {median} "
        "and {upper}",
        language,
        area=column.label.say(language),
        lowest=decimal(found.lowest, language),
        highest=decimal(found.highest, language),
        weight=short(column.weight, language),
        lower=decimal(found.lower, language),
        median=decimal(found.median, language),
        upper=decimal(found.upper, language),
    )
    if column.needed is None:
        return said
    return said + say(
        ", limit {limit}, met by {met} of {all}",
        language,
        limit=decimal(column.needed, language),
        met=ranking.met(number),
        all=len(ranking),
    )
