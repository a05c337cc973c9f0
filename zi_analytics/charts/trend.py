"""The totals of one unit over its periods, and what raised and lowered them between two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import plotly.graph_objects as go

from zi_analytics.analysis.periods import Moment, total_limits
from zi_analytics.analysis.standing import Standing
from zi_analytics.analysis.trend import Comparison
from zi_analytics.analysis.trend_sentences import moment_predicates, part_text
from zi_analytics.charts.picture import SYMBOLS, Picture, RowLabel, label_rows, literal
from zi_analytics.charts.theme import Palette, margin, new_figure
from zi_analytics.language.numbers import decimal, period_short, period_text, short, signed
from zi_analytics.language.wording import say

HEIGHT = 330
ROW = 46
HEAD = 30
_BAR = 0.34
_LABELS = 8
"""More labels than these do not fit side by side on a phone."""


def trend_picture(moments: Sequence[Moment], language: str, colours: Palette) -> Picture:
    """The line of totals on an axis of 0 to 100 with the limits of each period's instrument."""
    figure = new_figure(colours, language, HEIGHT)
    figure.add_scatter(
        x=list(range(len(moments))),
        y=[one.total for one in moments],
        mode="lines+markers",
        cliponaxis=False,
        line={"color": colours.accent, "width": 2},
        marker={
            "symbol": [SYMBOLS[one.standing] for one in moments],
            "size": 13,
            "color": [colours.of(one.standing) for one in moments],
            "line": {
                "color": [
                    colours.of(one.standing)
                    if one.standing is Standing.UNKNOWN
                    else colours.background
                    for one in moments
                ],
                "width": 2,
            },
        },
        hovertext=[_line(one, language) for one in moments],
        hoverinfo="text",
    )
    _draw_total_limits(figure, moments, colours)
    _mark_new_instruments(figure, moments, language, colours)
    step = (len(moments) - 1) // _LABELS + 1
    labelled = range(len(moments) - 1, -1, -step)
    for place in labelled:
        figure.add_annotation(
            x=place,
            y=moments[place].total,
            yshift=18 if _is_peak(moments, place) else -18,
            showarrow=False,
            bgcolor=colours.background,
            borderpad=1,
            text=f"<b>{decimal(moments[place].total, language)}</b>",
            font={"color": colours.text, "size": 13},
        )
    figure.update_xaxes(
        visible=True,
        range=[-0.6, len(moments) - 0.4],
        tickvals=list(labelled),
        ticktext=[
            period_short(moments[place].period, language).rpartition(" ")[0]
            + "<br>"
            + moments[place].period[:4]
            for place in labelled
        ],
        tickangle=0,
        tickfont={"color": colours.muted, "size": 13},
    )
    latest = dict(total_limits(moments[-1].instrument))
    figure.update_yaxes(
        visible=True,
        range=[0, 109],
        tickvals=[0, *latest.values(), 100],
        ticktext=[
            "0",
            *(literal(f"{code} {short(at, language)}") for code, at in latest.items()),
            "100",
        ],
        tickfont={"color": colours.muted, "size": 13},
    )
    figure.update_layout(margin=margin(left=70, right=8, bottom=46))
    return Picture(figure, trend_text(moments, language))


def _is_peak(moments: Sequence[Moment], place: int) -> bool:
    """Whether there is more room above a mark than below it: its neighbours lie lower."""
    beside = [moments[i].total for i in (place - 1, place + 1) if 0 <= i < len(moments)]
    return not beside or moments[place].total >= sum(beside) / len(beside)


def trend_text(moments: Sequence[Moment], language: str) -> str:
    """The same in words."""
    head = say("Total of 100 points by period", language)
    limits = ", ".join(
        f"{code} {short(at, language)}" for code, at in total_limits(moments[-1].instrument)
    )
    said = "; ".join(_line(one, language) for one in moments)
    if not limits:
        return f"{head}. {said}."
    return f"{head}. {said}. {say('Limits of the total: {limits}', language, limits=limits)}."


def _line(one: Moment, language: str) -> str:
    return say(
        "{period} {points} points: {predicate}",
        language,
        period=period_text(one.period, language),
        points=decimal(one.total, language),
        predicate=moment_predicates(one, language),
    )


def _draw_total_limits(figure: go.Figure, moments: Sequence[Moment], colours: Palette) -> None:
    """A line for every limit, as long as it was the same; those of today are named at the axis."""
    latest = dict(total_limits(moments[-1].instrument))
    codes = dict.fromkeys(code for one in moments for code, _ in total_limits(one.instrument))
    for code in codes:
        at = [dict(total_limits(one.instrument)).get(code) for one in moments]
        for limit, run in groupby(range(len(moments)), key=at.__getitem__):
            places = list(run)
            if limit is None:
                continue
            figure.add_shape(
                type="line",
                x0=places[0] - (0.6 if places[0] == 0 else 0.5),
                x1=places[-1] + (0.6 if places[-1] == len(moments) - 1 else 0.5),
                y0=limit,
                y1=limit,
                layer="below",
                line={"color": colours.muted, "width": 1.5, "dash": "dash"},
            )
            if limit != latest.get(code):
                figure.add_annotation(
                    x=places[0],
                    y=limit,
                    yshift=-10,
                    showarrow=False,
                    text=literal(f"{code} {limit:g}"),
                    font={"color": colours.muted, "size": 13},
                )


def _mark_new_instruments(
    figure: go.Figure, moments: Sequence[Moment], language: str, colours: Palette
) -> None:
    changed = [
        place
        for place in range(1, len(moments))
        if moments[place].instrument.id != moments[place - 1].instrument.id
    ]
    for number, place in enumerate(changed):
        figure.add_shape(
            type="line",
            x0=place - 0.5,
            x1=place - 0.5,
            y0=0,
            y1=100,
            layer="below",
            line={"color": colours.line, "width": 1.5, "dash": "dot"},
        )
        at_end = place > len(moments) / 2
        figure.add_annotation(
            x=place - 0.5,
            y=4 + 9 * (number % 3),
            showarrow=False,
            xanchor="right" if at_end else "left",
            text=say("other worksheet →", language),
            font={"color": colours.muted, "size": 12},
        )


def waterfall_picture(found: Comparison, language: str, colours: Palette) -> Picture:
    """What raised the total, then what lowered it, one bar starting where the last one ended.

    The axis starts at the earlier total. Where the instrument changed the bars of the areas are
    the unit's own change, and one more bar is the instrument's.
    """
    steps = [
        (part_text(part, language), part.own)
        for part in sorted(found.parts, key=lambda part: -part.own)
    ]
    if found.instrument_changed:
        steps.append((say("Instrument changed", language), found.by_instrument))
    starts = [0.0]
    for _, points in steps:
        starts.append(starts[-1] + points)
    steps.append((say("All together", language), found.points))
    starts[-1] = 0.0
    rows = len(steps)
    lines = [float(rows - index) for index in range(rows)]
    marks = [_colour(points, colours) for _, points in steps]
    shapes = [""] * rows
    if found.instrument_changed:
        marks[-2], shapes[-2] = colours.muted, "/"
    figure = new_figure(colours, language, HEAD + ROW * rows)
    figure.add_bar(
        x=[points for _, points in steps],
        y=lines,
        base=starts,
        orientation="h",
        width=_BAR,
        marker={
            "color": marks,
            "line": {"color": marks, "width": 1.5},
            "pattern": {
                "shape": shapes,
                "fillmode": "overlay",
                "fgcolor": colours.background,
                "fgopacity": 1,
                "size": 6,
                "solidity": 0.18,
            },
        },
        hovertext=[f"{literal(name)}: {signed(points, language)}" for name, points in steps],
        hoverinfo="text",
    )
    reached = [start + points for start, (_, points) in zip(starts, steps, strict=True)]
    _draw_start(figure, found, lines, reached, language, colours)
    words = [
        RowLabel(
            line + _BAR / 2 + 0.03, name, f"{_mark(points)} {signed(points, language)}", colour
        )
        for (name, points), line, colour in zip(steps, lines, marks, strict=True)
    ]
    label_rows(figure, words, colours)
    low, high = min(0.0, *reached), max(0.0, *reached)
    room = max(high - low, 0.01) * 0.02
    figure.update_xaxes(range=[low - room, high + room])
    figure.update_yaxes(range=[0.6, rows + 0.5 + HEAD / ROW])
    return Picture(figure, waterfall_text(found, language))


def waterfall_text(found: Comparison, language: str) -> str:
    """The same in words."""
    head = say(
        "Change of the total from {before} to {after}",
        language,
        before=period_text(found.before.period, language),
        after=period_text(found.after.period, language),
    )
    said = [f"{part_text(part, language)} {signed(part.own, language)}" for part in found.parts]
    if found.instrument_changed:
        instrument = say("Instrument changed", language)
        said.append(f"{instrument} {signed(found.by_instrument, language)}")
    said.append(f"{say('All together', language)} {signed(found.points, language)}")
    return f"{head}. {'; '.join(said)}."


def _draw_start(
    figure: go.Figure,
    found: Comparison,
    lines: Sequence[float],
    reached: Sequence[float],
    language: str,
    colours: Palette,
) -> None:
    """Where the earlier total lies in every row, and thin lines from the end of a bar on."""
    for line in lines:
        figure.add_shape(
            type="line",
            x0=0,
            x1=0,
            y0=line - _BAR / 2 - 0.06,
            y1=line + _BAR / 2 + 0.06,
            line={"color": colours.text, "width": 3},
        )
    for upper, lower, at in zip(lines, lines[1:], reached, strict=False):
        figure.add_shape(
            type="line",
            x0=at,
            x1=at,
            y0=upper - _BAR / 2,
            y1=lower + _BAR / 2,
            layer="below",
            line={"color": colours.line, "width": 1.5},
        )
    figure.add_annotation(
        x=0,
        xref="paper",
        y=1,
        yref="paper",
        yanchor="top",
        xanchor="left",
        showarrow=False,
        text=say(
            "┃ total in {period}: {total}",
            language,
            period=period_text(found.before.period, language),
            total=decimal(found.before.total, language),
        ),
        font={"color": colours.muted, "size": 13},
    )


def _colour(points: float, colours: Palette) -> str:
    if abs(points) < 0.005:
        return colours.muted
    return colours.accent if points > 0 else colours.failing


def _mark(points: float) -> str:
    if abs(points) < 0.005:
        return "="
    return "▲" if points > 0 else "▼"
