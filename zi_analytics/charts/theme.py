"""How every figure begins: its font, its edges, its colours from the palette."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from zi_analytics.language.numbers import SEPARATORS
from zi_analytics.palette import DARK, LIGHT, Palette, palette

__all__ = ["DARK", "LIGHT", "Palette", "margin", "new_figure", "palette"]

FONT = '"Source Sans", "Source Sans Pro", "Segoe UI", sans-serif'
SAVING = 22
"""Pixels above every figure for the button that saves it, so that it covers nothing."""


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
        self._is_finished = False
        self._told: dict[str, Any] | None = None

    def add_annotation(self, label: Any = None, **named: Any) -> Canvas:
        """Take a label; it is on the figure after :meth:`finish`."""
        self._waiting["annotations"].append(dict(label or ()) | named)
        return self

    def add_shape(self, shape: Any = None, **named: Any) -> Canvas:
        """Take a line or a box; it is on the figure after :meth:`finish`."""
        self._waiting["shapes"].append(dict(shape or ()) | named)
        return self

    def to_dict(self) -> dict[str, Any]:
        """The figure as a dict; after :meth:`finish` always the same one: do not change it.

        A page asks for it at every click, and copying it costs a tenth of drawing it.
        """
        if not self._is_finished:
            found: dict[str, Any] = super().to_dict()
            return found
        if self._told is None:
            self._told = super().to_dict()
        return self._told

    def finish(self) -> None:
        """Put on what was taken, and change no more; a :class:`Picture` does so."""
        for name, waiting in self._waiting.items():
            if waiting:
                self.layout[name] = (*self.layout[name], *waiting)
                waiting.clear()
        self._is_finished = True


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
