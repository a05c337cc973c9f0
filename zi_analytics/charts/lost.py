"""Where points are lost: a treemap of a place, size = lost points, colour = how much of it."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from textwrap import wrap
from typing import NamedTuple

from zi_analytics.analysis.weak import Place
from zi_analytics.charts.picture import Picture, literal
from zi_analytics.charts.theme import Palette, new_figure
from zi_analytics.instrument.model import Level
from zi_analytics.language.numbers import decimal, percent, short
from zi_analytics.language.wording import say

HEIGHT = 460
_SEEN = 0.005
"""Less than this is shown as 0,00 and draws nothing that an eye could find."""
_LINE = 16
_SMALLEST = 11
_LETTERS = 52
"""Letters of the smallest size in one line across the whole picture on a phone."""
_FEWEST = 8


class _Tile(NamedTuple):
    """A place and the code of the tile it lies in, "" for the outermost."""

    place: Place
    parent: str


def lost_picture(known: Mapping[str, Place], code: str, language: str, colours: Palette) -> Picture:
    """What is lost at the place ``code`` and two steps below; ``known`` holds every place.

    The ids of the tiles are the codes of their places.
    """
    tiles = _tiles(known, code)
    branches = {tile.parent for tile in tiles}
    steps = [colours.scaled(tile.place.share) for tile in tiles]
    figure = new_figure(colours, language, HEIGHT)
    figure.add_treemap(
        ids=[tile.place.code for tile in tiles],
        parents=[tile.parent for tile in tiles],
        labels=[
            _label(
                tile.place,
                _head(tile.place, known[code]) if tile.place.code in branches else None,
                language,
            )
            for tile in tiles
        ],
        # Only the leaves have a value: added up from below, no rounding can break the sum.
        values=[0.0 if tile.place.code in branches else tile.place.lost for tile in tiles],
        branchvalues="remainder",
        texttemplate="%{label}<br>%{value:,.2f}",
        hovertext=[literal(_line(tile.place, language)) for tile in tiles],
        hoverinfo="text",
        marker={
            "colors": [ground for ground, _ in steps],
            "line": {"color": colours.background, "width": 1.5},
            "pad": {"t": 24, "l": 3, "r": 3, "b": 3},
            "cornerradius": 2,
        },
        textfont={"color": [ink for _, ink in steps], "size": 14},
        pathbar={"visible": False},
        tiling={"packing": "squarify", "pad": 2},
    )
    figure.update_layout(uniformtext={"minsize": _SMALLEST, "mode": "hide"})
    return Picture(figure, lost_text(known, code, language))


def lost_text(known: Mapping[str, Place], code: str, language: str) -> str:
    """The same in words: the place and the parts directly below it."""
    parts = [_line(part, language) for part in shown_parts(known, known[code])]
    return f"{_line(known[code], language)}. {'; '.join(parts)}."


def shown_parts(known: Mapping[str, Place], place: Place) -> list[Place]:
    """The places below ``place`` that lose points, the greatest loss first.

    The total goes straight to the areas: the two components say too little.
    """
    parts = [known[code] for code in place.parts]
    if place.level is Level.TOTAL:
        parts = [known[code] for part in parts for code in part.parts]
    return sorted((part for part in parts if part.lost >= _SEEN), key=lambda part: -part.lost)


def _tiles(known: Mapping[str, Place], code: str) -> list[_Tile]:
    """The place, its parts and their parts: more would be too small to read or to press."""
    top = known[code]
    found = [_Tile(top, "")]
    for part in shown_parts(known, top):
        found.append(_Tile(part, code))
        found.extend(_Tile(below, part.code) for below in shown_parts(known, part))
    return found


def _label(place: Place, head: int | None, language: str) -> str:
    """The name: in lines where there is room, cut to ``head`` letters where others lie below it.

    A head has one line, and would be left out where it is longer than its tile is wide.
    """
    text = place.label.say(language)
    if head is None:
        return "<br>".join(literal(line) for line in wrap(text, _LINE))
    return literal(text if len(text) <= head else f"{text[: head - 1].rstrip()}…")


def _head(place: Place, top: Place) -> int:
    """Letters that fit above a tile on a phone, if it is about as wide as it is high."""
    return max(_FEWEST, int(_LETTERS * sqrt(place.lost / top.lost)))


def _line(place: Place, language: str) -> str:
    return say(
        "{place}: {lost} of {weight} points lost ({share})",
        language,
        place=place.label.say(language),
        lost=decimal(place.lost, language),
        weight=short(place.weight, language),
        share=percent(place.share, language),
    )
