"""What every chart function gives back, and the few pieces charts have in common."""

from __future__ import annotations

import html
from dataclasses import dataclass

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


def label_row(
    figure: go.Figure, row: float, left: str, right: str, colours: Palette, colour: str
) -> None:
    """Write a row's name above its bar at the left and its figure at the right."""
    for label in row_labels(row, left, right, colours, colour):
        figure.add_annotation(label)


def row_labels(
    row: float, left: str, right: str, colours: Palette, colour: str
) -> list[dict[str, object]]:
    """The two labels of a row, for a chart of many rows: plotly adds one by one ever slower."""
    common = {"y": row, "yref": "y", "xref": "paper", "showarrow": False, "yanchor": "bottom"}
    return [
        common
        | {"x": 0, "xanchor": "left", "text": literal(left), "font": {"color": colours.text}},
        common
        | {
            "x": 1,
            "xanchor": "right",
            "text": f"<b>{literal(right)}</b>",
            "font": {"color": colour},
        },
    ]
