"""The index of one kind of survey over the periods, with the room of its chance and the limits."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from zi_analytics.analysis.survey import Measured
from zi_analytics.analysis.survey_limits import AgainstLimit
from zi_analytics.charts.picture import Picture, literal
from zi_analytics.charts.theme import Palette, margin, new_figure
from zi_analytics.instrument.surveys import survey_rules
from zi_analytics.language.numbers import decimal, period_short, period_text, short
from zi_analytics.language.wording import say

HEIGHT = 300
_LABELS = 8
"""More labels than these do not fit side by side on a phone."""


class Surveyed(NamedTuple):
    """What a survey of a period found."""

    period: str
    measured: Measured


def history_picture(
    surveyed: Sequence[Surveyed],
    limits: Sequence[AgainstLimit],
    language: str,
    colours: Palette,
) -> Picture:
    """A line through the indices in order of time; ``limits`` are those of the newest period."""
    rules = survey_rules()
    figure = new_figure(colours, language, HEIGHT)
    intervals = [one.measured.interval for one in surveyed]
    indices = [one.measured.index for one in surveyed]
    figure.add_scatter(
        x=list(range(len(surveyed))),
        y=indices,
        mode="lines+markers",
        cliponaxis=False,
        line={"color": colours.accent, "width": 2},
        marker={
            "symbol": "circle",
            "size": 11,
            "color": colours.accent,
            "line": {"color": colours.background, "width": 2},
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [
                0.0 if one is None else one.high - index
                for one, index in zip(intervals, indices, strict=True)
            ],
            "arrayminus": [
                0.0 if one is None else index - one.low
                for one, index in zip(intervals, indices, strict=True)
            ],
            "color": colours.accent,
            "thickness": 2,
            "width": 5,
        },
        hovertext=[literal(_line(one, language)) for one in surveyed],
        hoverinfo="text",
    )
    for at, _ in groupby(limits, key=lambda one: one.index):
        figure.add_shape(
            type="line",
            x0=-0.4,
            x1=len(surveyed) - 0.4,
            y0=at,
            y1=at,
            layer="below",
            line={"color": colours.muted, "width": 1.5, "dash": "dash"},
        )
    step = (len(surveyed) - 1) // _LABELS + 1
    labelled = range(len(surveyed) - 1, -1, -step)
    for place in labelled:
        figure.add_annotation(
            x=place,
            y=indices[place],
            xanchor="left",
            xshift=9,
            yshift=15,
            showarrow=False,
            bgcolor=colours.background,
            borderpad=1,
            text=f"<b>{decimal(indices[place], language)}</b>",
            font={"color": colours.text, "size": 13},
        )
    figure.update_xaxes(
        visible=True,
        range=[-0.4, len(surveyed) - 0.4],
        tickvals=list(labelled),
        ticktext=[_tick(surveyed[place].period, language) for place in labelled],
        tickangle=0,
        tickfont={"color": colours.muted, "size": 13},
    )
    ticks = {rules.lowest: "", rules.highest: ""} | {
        at: ", ".join(one.predicate for one in group)
        for at, group in groupby(limits, key=lambda one: one.index)
    }
    figure.update_yaxes(
        visible=True,
        range=[rules.lowest, rules.highest + 0.1],
        tickvals=list(ticks),
        ticktext=[literal(f"{name} {short(at, language)}".strip()) for at, name in ticks.items()],
        tickfont={"color": colours.muted, "size": 13},
    )
    figure.update_layout(margin=margin(left=92, right=34, bottom=46))
    return Picture(figure, history_text(surveyed, limits, language))


def _tick(period: str, language: str) -> str:
    """A period in two lines: the quarter above its year."""
    quarter = period_short(period, language).rpartition(" ")[0]
    return f"{quarter}<br>{period[:4]}" if quarter else period


def history_text(
    surveyed: Sequence[Surveyed], limits: Sequence[AgainstLimit], language: str
) -> str:
    """The same in words."""
    said = "; ".join(_line(one, language) for one in surveyed)
    marks = [f"{one.predicate} {decimal(one.index, language)}" for one in limits]
    return f"{said}. {', '.join(marks)}".strip()


def _line(one: Surveyed, language: str) -> str:
    interval = one.measured.interval
    period, index = period_text(one.period, language), decimal(one.measured.index, language)
    if interval is None:
        return f"{period} {index}"
    return say(
        "{element} {mean}, between {low} and {high}",
        language,
        element=period,
        mean=index,
        low=decimal(interval.low, language),
        high=decimal(interval.high, language),
    )
