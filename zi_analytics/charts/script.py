"""The program that draws figures in a browser, for pages that must do without any network."""

from __future__ import annotations

from functools import cache

from plotly.offline import get_plotlyjs


@cache
def plotly_script() -> str:
    """The whole of it as text; it comes with plotly and fits its figures."""
    return str(get_plotlyjs())
