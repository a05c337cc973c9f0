"""What every chart function gives back, and the few pieces charts have in common."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import plotly.graph_objects as go

from zi_analytics.analysis.standing import Standing
from zi_analytics.charts.theme import Canvas, Palette
from zi_analytics.language.wording import msg, say

SYMBOLS = {
    Standing.PASSING: "circle",
    Standing.CLOSE: "triangle-up",
    Standing.FAILING: "x",
    Standing.UNKNOWN: "circle-open",
}
"""The mark of a standing in every picture."""

_SAVE = msg("Save as a picture (PNG)")


def config(language: str, name: str) -> dict[str, object]:
    """How a figure behaves: nothing zooms; its one button saves it as ``name``.png.

    The button appears above the figure when it is pointed at or tapped. Twice the size of the
    screen is what a slide on a projector needs.
    """
    return {
        "displayModeBar": "hover",
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": name, "scale": 2},
        "locale": language,
        "locales": {language: {"dictionary": {"Download plot as a PNG": say(_SAVE, language)}}},
        "responsive": True,
        "scrollZoom": False,
        "showTips": False,
    }


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure with the same content in words, for whoever cannot see it."""

    figure: go.Figure
    text: str

    def __post_init__(self) -> None:
        if isinstance(self.figure, Canvas):
            self.figure.finish()


def literal(text: str) -> str:
    """Text for a label of a figure: plotly would make tags and links of it otherwise."""
    return html.escape(text, quote=False)


class RowLabel(NamedTuple):
    """What stands above a bar: its name at the left, its figure in its colour at the right.

    ``y`` is where the words stand on, in the units of the axis.
    """

    y: float
    left: str
    right: str
    colour: str


def label_rows(figure: go.Figure, rows: Iterable[RowLabel], colours: Palette) -> None:
    """Write the words above every bar."""
    common = {"yref": "y", "xref": "paper", "showarrow": False, "yanchor": "bottom"}
    for row in rows:
        text, font = literal(row.left), {"color": colours.text}
        figure.add_annotation(common, y=row.y, x=0, xanchor="left", text=text, font=font)
        text, font = f"<b>{literal(row.right)}</b>", {"color": row.colour}
        figure.add_annotation(common, y=row.y, x=1, xanchor="right", text=text, font=font)


def cut(name: str, longest: int) -> str:
    """A name of at most ``longest`` letters, so that it fits beside its figure on a phone."""
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"
