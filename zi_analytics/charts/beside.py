"""Units side by side: fill = proven, outline = claimed, tick = limit, own unit in the accent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import plotly.graph_objects as go

from zi_analytics.analysis.beside import PartRow
from zi_analytics.analysis.sentences import STANDINGS
from zi_analytics.charts.picture import Picture, literal
from zi_analytics.charts.theme import Palette, margin, new_figure
from zi_analytics.language.numbers import below, decimal, short
from zi_analytics.language.wording import say

LINE = 22
"""Pixels of one bar."""
_HEAD = 30
"""Pixels above the bars of an area: its name and some air."""
_LEFT = 112
"""Pixels for the names of the units."""
_RIGHT = 62
"""Pixels for their points."""
_LETTERS = 14
_BAR = 0.62 * LINE


_Drawn: TypeAlias = dict[str, Any]
"""A label or line as plotly takes it."""


class _Said(NamedTuple):
    """How it is said."""

    language: str
    colours: Palette


def beside_picture(
    rows: Sequence[PartRow],
    names: Sequence[str],
    predicate: str,
    language: str,
    colours: Palette,
) -> Picture:
    """A group of bars for every area and result, one bar a unit, in share of its weight.

    ``names`` are those of the units, the own one first; ``predicate`` is the label of the
    predicate whose limits ``rows`` carry, "" for none.
    """
    block = _HEAD + LINE * len(names)
    height = block * len(rows)
    heads = [height - block * place for place in range(len(rows))]
    lines = [[head - _HEAD - LINE * (side + 0.5) for side in range(len(names))] for head in heads]
    said = _Said(language, colours)
    figure = new_figure(colours, language, height + 8)
    _draw_bars(figure, rows, lines, names, language, colours)
    notes: list[_Drawn] = []
    for row, head, places in zip(rows, heads, lines, strict=True):
        notes += _head_notes(row, head, said)
        for side, (name, place) in enumerate(zip(names, places, strict=True)):
            notes += _side_notes(row, side, name, place, said)
    ticks = [
        _tick(row.needed / row.weight, places, colours)
        for row, places in zip(rows, lines, strict=True)
        if row.needed is not None
    ]
    # All at once: plotly copies what is there for every one that is added.
    figure.update_layout(annotations=notes, shapes=ticks)
    figure.update_xaxes(range=[-0.004, 1.004])
    figure.update_yaxes(range=[-4, height + 4])
    figure.update_layout(margin=margin(left=_LEFT, right=_RIGHT))
    return Picture(figure, beside_text(rows, names, predicate, language))


def beside_text(
    rows: Sequence[PartRow], names: Sequence[str], predicate: str, language: str
) -> str:
    """The same in words."""
    said = []
    for row in rows:
        sides = ", ".join(
            say(
                "{unit} {points} ({proven} with evidence), {standing}",
                language,
                unit=name,
                points=_points(row, side.points, language),
                proven=decimal(side.proven, language),
                standing=say(STANDINGS[side.standing][1], language),
            )
            for name, side in zip(names, row.sides, strict=True)
        )
        said.append(f"{_head(row, predicate, language)}: {sides}")
    return f"{say('Areas and results of the units side by side', language)}. {'; '.join(said)}."


def _draw_bars(
    figure: go.Figure,
    rows: Sequence[PartRow],
    lines: Sequence[Sequence[float]],
    names: Sequence[str],
    language: str,
    colours: Palette,
) -> None:
    sides = [(row, side) for row in rows for side in row.sides]
    marks = [colours.accent, *[colours.muted] * (len(names) - 1)] * len(rows)
    common = {
        "y": [place for places in lines for place in places],
        "orientation": "h",
        "width": _BAR,
        "hoverinfo": "text",
        "hovertext": [
            say(
                "{unit}, {area}: {points} of {weight} points, {proven} with evidence",
                language,
                unit=literal(name),
                area=literal(row.part.label.say(language)),
                points=decimal(side.points, language),
                weight=short(row.weight, language),
                proven=decimal(side.proven, language),
            )
            for row in rows
            for name, side in zip(names, row.sides, strict=True)
        ],
    }
    edge = {"color": marks, "width": 1.5}
    figure.add_bar(
        x=[side.points / row.weight for row, side in sides],
        marker={"color": "rgba(0,0,0,0)", "line": edge},
        **common,
    )
    figure.add_bar(
        x=[side.proven / row.weight for row, side in sides],
        marker={"color": marks, "line": edge},
        **common,
    )


def _tick(share: float, places: Sequence[float], colours: Palette) -> _Drawn:
    """The limit across the bars of all units."""
    return {
        "type": "line",
        "x0": share,
        "x1": share,
        "y0": places[-1] - LINE / 2,
        "y1": places[0] + LINE / 2,
        "line": {"color": colours.text, "width": 3},
    }


def _head_notes(row: PartRow, head: float, said: _Said) -> list[_Drawn]:
    """The name of an area or result, and its limit; without one its weight."""
    common = {"y": head - _HEAD, "yanchor": "bottom", "xref": "paper", "showarrow": False}
    weight = say("of {weight}", said.language, weight=short(row.weight, said.language))
    return [
        common
        | {
            "x": 0,
            "xshift": -_LEFT,
            "xanchor": "left",
            "text": f"<b>{literal(row.part.label.say(said.language))}</b>",
            "font": {"color": said.colours.text},
        },
        common
        | {
            "x": 1,
            "xshift": _RIGHT - 2,
            "xanchor": "right",
            "text": weight if row.needed is None else f"┃ {decimal(row.needed, said.language)}",
            "font": {"color": said.colours.muted, "size": 13},
        },
    ]


def _head(row: PartRow, predicate: str, language: str) -> str:
    label = row.part.label.say(language)
    weight = say("of {weight}", language, weight=short(row.weight, language))
    if row.needed is None:
        return f"{label} {weight}"
    return f"{label} {weight}, {predicate} {decimal(row.needed, language)}"


def _side_notes(row: PartRow, side: int, name: str, place: float, said: _Said) -> list[_Drawn]:
    """The unit's name at the left of its bar, and its points with their standing at the right."""
    reached, colours = row.sides[side], said.colours
    text = literal(name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…")
    common = {"y": place, "yanchor": "middle", "xref": "paper", "showarrow": False}
    mark = STANDINGS[reached.standing][0]
    return [
        common
        | {
            "x": 0,
            "xanchor": "right",
            "xshift": -6,
            "text": text if side else f"<b>{text}</b>",
            "font": {"color": colours.muted if side else colours.accent, "size": 13},
        },
        common
        | {
            "x": 1,
            "xanchor": "right",
            "xshift": _RIGHT - 2,
            "text": f"{mark} <b>{_points(row, reached.points, said.language)}</b>",
            "font": {"color": colours.of(reached.standing), "size": 13},
        },
    ]


def _points(row: PartRow, points: float, language: str) -> str:
    if row.needed is None:
        return decimal(points, language)
    return below(points, row.needed, language)
