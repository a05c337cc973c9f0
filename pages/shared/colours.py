"""The palette of this visit: light or dark, as the browser shows it."""

import streamlit as st

from zi_analytics.charts.theme import Palette, palette


def colours() -> Palette:
    """The palette that goes with the background the visitor sees."""
    return palette(st.context.theme.type or "light")
