"""The palette, light and dark: the one place that pages, charts and documents take colours from.

``.streamlit/config.toml`` repeats a few of these; a test holds both together, and another holds
every colour to the contrast of WCAG AA.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from zi_analytics.analysis.standing import Standing
from zi_analytics.language.numbers import SEPARATORS

FONT = '"Source Sans", "Source Sans Pro", "Segoe UI", sans-serif'
SAVING = 22
"""Pixels above every figure for the button that saves it, so that it covers nothing."""
_DARK_FROM = 3
"""The first step of a scale that is nearer to the accent than to the background."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by their role."""

    accent: str
    fulfilment: str
    reform: str
    passing: str
    close: str
    failing: str
    unknown: str
    unit: str
    tpi: str
    tpn: str
    text: str
    muted: str
    background: str
    surface: str
    line: str
    scale: tuple[str, ...]
    """From little to much, pale to accent."""

    def of(self, standing: Standing) -> str:
        """The colour of a standing."""
        return {
            Standing.PASSING: self.passing,
            Standing.CLOSE: self.close,
            Standing.FAILING: self.failing,
            Standing.UNKNOWN: self.unknown,
        }[standing]

    def scaled(self, share: float) -> tuple[str, str]:
        """The step of the scale for a share of 0 to 1, and the colour of text on it."""
        step = min(int(share * len(self.scale)), len(self.scale) - 1)
        # The scale leaves out the middle, on which neither colour of text could be read.
        return self.scale[step], self.text if step < _DARK_FROM else self.background


LIGHT = Palette(
    accent="#0B4F6C",
    fulfilment="#0B4F6C",
    reform="#5BA4CF",
    passing="#00795C",
    close="#946300",
    failing="#B3401A",
    unknown="#6B7682",
    unit="#0B4F6C",
    tpi="#8E5EA2",
    tpn="#A36205",
    text="#1B2733",
    muted="#55616D",
    background="#FFFFFF",
    surface="#F3F6F8",
    line="#D3DAE0",
    scale=("#EBF1F3", "#C2D3DA", "#85A7B6", "#3C7289", "#0B4F6C"),
)
DARK = Palette(
    accent="#7CC4E8",
    fulfilment="#7CC4E8",
    reform="#4A8DB8",
    passing="#4CC9A4",
    close="#F0B429",
    failing="#FF8A65",
    unknown="#94A0AC",
    unit="#7CC4E8",
    tpi="#C9A3DA",
    tpn="#F2B45C",
    text="#E8EDF2",
    muted="#A9B5C0",
    background="#11181F",
    surface="#1A232C",
    line="#34404B",
    scale=("#1E2D37", "#2F4857", "#3E6073", "#6199B6", "#7CC4E8"),
)


def palette(theme: str) -> Palette:
    """The palette for "light" or "dark"."""
    return DARK if theme == "dark" else LIGHT


def margin(left: int = 8, right: int = 10, top: int = 4, bottom: int = 4) -> dict[str, int]:
    """The room around a figure in pixels, with that for the button above it."""
    return {"l": left, "r": right, "t": top + SAVING, "b": bottom}


class Canvas(go.Figure):  # type: ignore[misc]
    """A figure that takes its labels and lines together.

    Plotly checks all there are again for each that comes: forty labels cost a tenth of a second.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._waiting: dict[str, list[dict[str, Any]]] = {"annotations": [], "shapes": []}

    def add_annotation(self, label: Any = None, **named: Any) -> Canvas:
        """Take a label; it is on the figure after :meth:`finish`."""
        self._waiting["annotations"].append(dict(label or ()) | named)
        return self

    def add_shape(self, shape: Any = None, **named: Any) -> Canvas:
        """Take a line or a box; it is on the figure after :meth:`finish`."""
        self._waiting["shapes"].append(dict(shape or ()) | named)
        return self

    def finish(self) -> None:
        """Put on what was taken; a :class:`Picture` does so."""
        for name, waiting in self._waiting.items():
            if waiting:
                self.layout[name] = (*self.layout[name], *waiting)
                waiting.clear()


def new_figure(colours: Palette, language: str, height: int) -> Canvas:
    """An empty figure, ``height`` pixels high: no frame or grid, the language's separators."""
    axis = {"visible": False, "fixedrange": True, "zeroline": False, "showgrid": False}
    return Canvas(
        layout={
            "height": height + SAVING,
            "separators": SEPARATORS[language],
            # A saved picture must be readable on any slide.
            "paper_bgcolor": colours.background,
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": FONT, "size": 14, "color": colours.text},
            "margin": margin(),
            "modebar": {
                "bgcolor": "rgba(0,0,0,0)",
                "color": colours.muted,
                "activecolor": colours.accent,
            },
            "showlegend": False,
            "barmode": "overlay",
            "xaxis": axis,
            "yaxis": axis,
            "hoverlabel": {
                "bgcolor": colours.surface,
                "bordercolor": colours.line,
                "font": {"family": FONT, "size": 14, "color": colours.text},
            },
            "template": None,
        }
    )
