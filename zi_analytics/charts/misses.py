"""The questions that cost most units points: bar = lost on average, tick = lost by the own unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zi_analytics.analysis.beside_text import missed_text
from zi_analytics.analysis.misses import Miss
from zi_analytics.charts.picture import Picture, literal
from zi_analytics.charts.theme import Palette, new_figure
from zi_analytics.language.numbers import decimal
from zi_analytics.language.wording import say

MOST = 10
"""Bars that a person takes in at once."""
ROW = 46
_BAR = 0.34
_TICK = 0.06
_LETTERS = 50
_ROOM = 2.15
"""The axis is so many times as long as the longest bar: its figures stand behind it."""


def misses_picture(
    found: Sequence[Miss],
    own: Mapping[str, float],
    name: str,
    language: str,
    colours: Palette,
) -> Picture:
    """The first :data:`MOST` of ``found``; ``own`` are the own lost points by question code."""
    shown = found[:MOST]
    lines = [float(len(shown) - place) for place in range(len(shown))]
    figure = new_figure(colours, language, ROW * len(shown) + 12)
    figure.add_bar(
        x=[one.lost_each for one in shown],
        y=lines,
        orientation="h",
        width=_BAR,
        marker={"color": colours.reform, "line": {"color": colours.reform, "width": 1.5}},
        hovertext=[literal(_line(one, own, name, language)) for one in shown],
        hoverinfo="text",
    )
    longest = max(max(one.lost_each, own[one.question.code]) for one in shown)
    # All at once: plotly copies what is there for every one that is added.
    figure.update_layout(
        shapes=[
            {
                "type": "line",
                "x0": own[one.question.code],
                "x1": own[one.question.code],
                "y0": line - _BAR / 2 - _TICK,
                "y1": line + _BAR / 2 + _TICK,
                "line": {"color": colours.text, "width": 3},
            }
            for one, line in zip(shown, lines, strict=True)
        ],
        annotations=[
            note
            for one, line in zip(shown, lines, strict=True)
            for note in _notes(one, own[one.question.code], line, language, colours)
        ],
    )
    figure.update_xaxes(range=[0, (longest or 1.0) * _ROOM])
    figure.update_yaxes(range=[0.6, len(shown) + 0.75])
    return Picture(figure, misses_text(shown, own, name, language))


def _notes(
    one: Miss, lost: float, line: float, language: str, colours: Palette
) -> list[dict[str, Any]]:
    """The question above its bar, the figures behind it."""
    label = f"{one.question.code} {one.question.label.say(language)}"
    if len(label) > _LETTERS:
        label = f"{label[: _LETTERS - 1].rstrip()}…"
    return [
        {
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": line + _BAR / 2 + 0.04,
            "yanchor": "bottom",
            "showarrow": False,
            "text": literal(label),
            "font": {"color": colours.text},
        },
        {
            "x": max(one.lost_each, lost),
            "xanchor": "left",
            "xshift": 7,
            "y": line,
            "yanchor": "middle",
            "showarrow": False,
            "text": literal(missed_text(one, language)),
            "font": {"color": colours.muted, "size": 13},
        },
    ]


def misses_text(shown: Sequence[Miss], own: Mapping[str, float], name: str, language: str) -> str:
    """The same in words."""
    head = say("Questions that cost all units most points", language)
    return f"{head}. {'; '.join(_line(one, own, name, language) for one in shown)}."


def _line(one: Miss, own: Mapping[str, float], name: str, language: str) -> str:
    return say(
        "{question}: {missed}; {unit} loses {own}",
        language,
        question=f"{one.question.code} {one.question.label.say(language)}",
        missed=missed_text(one, language),
        unit=name,
        own=decimal(own[one.question.code], language),
    )
