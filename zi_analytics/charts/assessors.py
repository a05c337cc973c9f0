"""What assessors made of each other's answers: by area and by unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from zi_analytics.analysis.assessor_text import (
    SEEN,
    change_text,
    marked_text,
    pair_text,
)
from zi_analytics.analysis.assessors import PartSpread
from zi_analytics.charts.picture import Picture, RowLabel, cut, label_rows, literal
from zi_analytics.charts.theme import Palette, new_figure
from zi_analytics.language.numbers import decimal, short, signed
from zi_analytics.language.wording import say

ROW = 44
HEAD = 28
BAR = 0.24
ABOVE = BAR / 2 + 0.05
"""From the middle of a bar to its words."""
_SHORTER = 24
"""Letters of a name beside several figures on a phone."""
_MARKS = {"unit": "circle", "tpi": "square", "tpi2": "square-open", "tpn": "diamond"}


class Ends(NamedTuple):
    """A unit's totals by both assessors of a pair, and the change of what both answered."""

    name: str
    before: float
    after: float
    change: float


def parts_picture(
    found: Sequence[PartSpread], own: Sequence[float] | None, language: str, colours: Palette
) -> Picture:
    """The changes of every area and result around a line of no change.

    The bar is the middle half of the units, the thin line goes from the least to the most, the
    mark is the median; with ``own`` the mark is that unit's own change.
    """
    rows = len(found)
    figure = new_figure(colours, language, HEAD + ROW * rows)
    lines = [float(rows - index) for index in range(rows)]
    marked = [one.spread.median for one in found] if own is None else list(own)
    shades = [_colour(points, colours) for points in marked]
    _zero(figure, lines, say("no change", language), colours)
    figure.add_scatter(
        x=[at for one in found for at in (one.spread.least, one.spread.most, None)],
        y=[at for line in lines for at in (line, line, None)],
        mode="lines",
        line={"color": colours.muted, "width": 1.5},
        hoverinfo="skip",
    )
    boxes = [
        (one.spread.lower, one.spread.upper, line) for one, line in zip(found, lines, strict=True)
    ]
    whole = [(low, high, line) for low, high, line in boxes if low is not None and high is not None]
    figure.add_bar(
        x=[high - low for low, high, _ in whole],
        y=[line for *_, line in whole],
        base=[low for low, *_ in whole],
        orientation="h",
        width=BAR,
        marker={"color": colours.reform, "line": {"color": colours.fulfilment, "width": 1.5}},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=marked,
        y=lines,
        mode="markers",
        cliponaxis=False,
        marker={
            "symbol": "diamond" if own is None else "circle",
            "size": 13,
            "color": shades,
            "line": {"color": colours.background, "width": 1.5},
        },
        hovertext=[literal(_part_line(one, None, language)) for one in found],
        hoverinfo="text",
    )
    label_rows(
        figure,
        [
            RowLabel(
                line + ABOVE, one.part.label.say(language), change_text(points, language), shade
            )
            for one, points, shade, line in zip(found, marked, shades, lines, strict=True)
        ],
        colours,
    )
    low = min(0.0, *(one.spread.least for one in found), *marked)
    high = max(0.0, *(one.spread.most for one in found), *marked)
    room = max(high - low, 0.1) * 0.04
    figure.update_xaxes(range=[low - room, high + room])
    figure.update_yaxes(range=[0.6, rows + 0.55 + HEAD / ROW])
    return Picture(figure, parts_text(found, own, language))


def parts_text(found: Sequence[PartSpread], own: Sequence[float] | None, language: str) -> str:
    """The same in words."""
    head = say("Change of the points by area and result", language)
    figures: Sequence[float | None] = [None] * len(found) if own is None else own
    said = [_part_line(one, at, language) for one, at in zip(found, figures, strict=True)]
    return f"{head}. {'; '.join(said)}."


def _part_line(one: PartSpread, own: float | None, language: str) -> str:
    said = one.spread
    text = say(
        "{area} median {median} points, lowered in {lowered} of {number} units",
        language,
        area=one.part.label.say(language),
        median=signed(said.median, language),
        lowered=said.lowered,
        number=said.number,
    )
    if said.lower is not None and said.upper is not None:
        between = say(
            "middle half {lower} to {upper}",
            language,
            lower=signed(said.lower, language),
            upper=signed(said.upper, language),
        )
        text = f"{text}, {between}"
    if own is None:
        return text
    return f"{text}; {say('this unit {points} points', language, points=signed(own, language))}"


def ends_picture(
    rows: Sequence[Ends],
    pair: tuple[str, str],
    limits: Sequence[tuple[str, float]],
    language: str,
    colours: Palette,
) -> Picture:
    """Every unit's totals by both assessors on an axis of 0 to 100, joined by a line."""
    figure = new_figure(colours, language, HEAD + ROW * len(rows))
    lines = [float(len(rows) - index) for index in range(len(rows))]
    draw_limits(figure, limits, lines, language, colours)
    figure.add_scatter(
        x=[at for row in rows for at in (row.before, row.after, None)],
        y=[at for line in lines for at in (line, line, None)],
        mode="lines",
        line={"color": colours.muted, "width": 3},
        hoverinfo="skip",
    )
    hover = [literal(_ends_line(row, pair, language)) for row in rows]
    for code, at in (
        (pair[0], [row.before for row in rows]),
        (pair[1], [row.after for row in rows]),
    ):
        figure.add_scatter(
            x=at,
            y=lines,
            mode="markers",
            cliponaxis=False,
            marker={
                "symbol": _MARKS[code],
                "size": 12,
                "color": shade(code, colours),
                "line": {
                    "color": shade(code, colours) if code == "tpi2" else colours.background,
                    "width": 2 if code == "tpi2" else 1,
                },
            },
            hovertext=hover,
            hoverinfo="text",
        )
    label_rows(
        figure,
        [
            RowLabel(
                line + ABOVE,
                cut(row.name, _SHORTER),
                f"{decimal(row.before, language)} → {decimal(row.after, language)} "
                f"{change_text(row.change, language)}",
                _colour(row.change, colours),
            )
            for row, line in zip(rows, lines, strict=True)
        ],
        colours,
    )
    figure.update_xaxes(range=[0, 101])
    figure.update_yaxes(range=[0.6, len(rows) + 0.55 + HEAD / ROW])
    return Picture(figure, ends_text(rows, pair, language))


def ends_text(rows: Sequence[Ends], pair: tuple[str, str], language: str) -> str:
    """The same in words."""
    head = say("Totals of 100 points, {pair}", language, pair=pair_text(pair, language))
    return f"{head}. {'; '.join(_ends_line(row, pair, language) for row in rows)}."


def _ends_line(row: Ends, pair: tuple[str, str], language: str) -> str:
    return say(
        "{unit}: {first} {before}, {second} {after} points, change {change}",
        language,
        unit=row.name,
        first=marked_text(pair[0], language),
        before=decimal(row.before, language),
        second=marked_text(pair[1], language),
        after=decimal(row.after, language),
        change=signed(row.change, language),
    )


def draw_limits(
    figure: go.Figure,
    limits: Sequence[tuple[str, float]],
    lines: Sequence[float],
    language: str,
    colours: Palette,
) -> None:
    """The limits of the total as a tick in every row, labelled at the top."""
    ticks(figure, [points for _, points in limits], lines, colours)
    for number, (code, points) in enumerate(limits):
        figure.add_annotation(
            x=points,
            y=1,
            yref="paper",
            yanchor="top",
            xanchor="right" if number == 0 else "left",
            xshift=-2 if number == 0 else 2,
            showarrow=False,
            text=literal(f"{code} {short(points, language)}"),
            font={"color": colours.muted, "size": 13},
        )


def ticks(
    figure: go.Figure, places: Sequence[float], lines: Sequence[float], colours: Palette
) -> None:
    """Short upright lines at the same places of every row, below its words: one trace for all."""
    ends = [(row - BAR / 2 - 0.06, row + BAR / 2 + 0.04) for row in lines]
    figure.add_scatter(
        x=[x for at in places for _ in ends for x in (at, at, None)],
        y=[y for _ in places for low, high in ends for y in (low, high, None)],
        mode="lines",
        cliponaxis=False,
        line={"color": colours.text, "width": 2.5},
        hoverinfo="skip",
    )


def shade(assessor: str, colours: Palette) -> str:
    """The colour of an assessor."""
    return {"unit": colours.unit, "tpn": colours.tpn}.get(assessor, colours.tpi)


def _zero(figure: go.Figure, lines: Sequence[float], label: str, colours: Palette) -> None:
    ticks(figure, [0.0], lines, colours)
    figure.add_annotation(
        x=0,
        y=1,
        yref="paper",
        yanchor="top",
        xanchor="right",
        showarrow=False,
        text=f"{label} ┃",
        font={"color": colours.muted, "size": 13},
    )


def _colour(points: float, colours: Palette) -> str:
    if abs(points) < SEEN:
        return colours.muted
    return colours.accent if points > 0 else colours.failing
