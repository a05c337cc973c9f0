"""How the totals of many units spread, with one's own place among them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from zi_analytics.charts.picture import Picture, literal
from zi_analytics.charts.theme import Palette, margin, new_figure
from zi_analytics.language.numbers import decimal, short, whole
from zi_analytics.language.wording import say

HEIGHT = 330
STEP = 5
"""Points of one bar; a total stands in the bar that begins at or below it."""
_ROOM = 0.11
"""Height of one line of text, as a share of the highest bar."""
_NARROW = 99
"""Numbers above this do not fit over a bar on a phone."""


def counts(totals: np.ndarray) -> np.ndarray:
    """How many of ``totals`` (0 to 100) lie in each step; the last one holds 100, too."""
    places = np.clip((totals + 1e-9) // STEP, 0, 100 // STEP - 1).astype(int)
    found: np.ndarray = np.bincount(places, minlength=100 // STEP)
    return found


def distribution_picture(
    totals: np.ndarray,
    own: float,
    name: str,
    limits: Sequence[tuple[str, float]],
    language: str,
    colours: Palette,
) -> Picture:
    """Bars of how many units lie where, that of ``own`` in the accent.

    ``limits`` are codes of predicates with what they ask of the total.
    """
    found = counts(totals)
    mine = int(np.flatnonzero(counts(np.array([own])))[0])
    highest = int(found.max())
    figure = new_figure(colours, language, HEIGHT)
    starts = [STEP * place for place in range(len(found))]
    figure.add_bar(
        x=[start + STEP / 2 for start in starts],
        y=found.tolist(),
        width=STEP * 0.86,
        marker={
            "color": [colours.accent if place == mine else colours.line for place in range(20)],
            "line": {"color": colours.muted, "width": [1 if number else 0 for number in found]},
        },
        text=[
            whole(number, language)
            if number and (highest <= _NARROW or place == mine or number == highest)
            else ""
            for place, number in enumerate(found.tolist())
        ],
        textposition="outside",
        textfont={"color": colours.text, "size": 13},
        textangle=0,
        cliponaxis=False,
        hovertext=[
            _line(start, number, language)
            for start, number in zip(starts, found.tolist(), strict=True)
        ],
        hoverinfo="text",
    )
    lines = len(limits) + 1
    for level, (code, at) in enumerate(limits, start=1):
        text = literal(f"{code} {short(at, language)}")
        _mark(figure, at, highest * (1.12 + _ROOM * level), text, colours.muted, "dash")
    text = f"<b>{literal(name)} {decimal(own, language)}</b>"
    start = int(found[mine]) + highest * 1.2 * _ROOM  # above the number of its bar
    _mark(figure, own, highest * (1.12 + _ROOM * lines), text, colours.accent, "solid", start)
    figure.update_xaxes(
        visible=True,
        range=[-1, 101],
        tickvals=[0, 20, 40, 60, 80, 100],
        tickfont={"color": colours.muted, "size": 13},
        showline=True,
        linecolor=colours.line,
    )
    figure.update_yaxes(range=[0, highest * (1.2 + _ROOM * lines)])
    figure.update_layout(margin=margin(bottom=28))
    return Picture(figure, distribution_text(totals, own, name, limits, language))


def distribution_text(
    totals: np.ndarray, own: float, name: str, limits: Sequence[tuple[str, float]], language: str
) -> str:
    """The same in words."""
    said = [
        _line(STEP * place, number, language)
        for place, number in enumerate(counts(totals).tolist())
        if number
    ]
    asked = [f"{code} {short(at, language)}" for code, at in limits]
    head = say(
        "Distribution of the totals; {unit} has {total} of 100",
        language,
        unit=name,
        total=decimal(own, language),
    )
    if not asked:
        return f"{head}. {'; '.join(said)}."
    limit = say("Limits of the total: {limits}", language, limits=", ".join(asked))
    return f"{head}. {'; '.join(said)}. {limit}."


def _line(start: int, number: int, language: str) -> str:
    return say(
        "{start} to {end} points: {number} units",
        language,
        start=start,
        end=start + STEP,
        number=number,
    )


def _mark(
    figure: go.Figure,
    at: float,
    top: float,
    text: str,
    colour: str,
    dash: str,
    start: float = 0.0,
) -> None:
    """A line at ``at`` with its text at the end, on the side where there is room."""
    figure.add_shape(
        type="line",
        x0=at,
        x1=at,
        y0=start,
        y1=top,
        layer="below",
        line={"color": colour, "width": 2, "dash": dash},
    )
    figure.add_annotation(
        x=at,
        y=top,
        yanchor="top",
        xanchor="right" if at > 50 else "left",
        xshift=-4 if at > 50 else 4,
        showarrow=False,
        text=text,
        font={"color": colour, "size": 13},
    )
