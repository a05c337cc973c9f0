"""Showing figures: a picture with its words, a mark with its word, a small table."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from pages.shared.literal import literal
from pages.shared.words import language, t
from zi_analytics.analysis.sentences import STANDINGS
from zi_analytics.analysis.standing import Standing
from zi_analytics.charts.picture import Picture, config

_HEAD, _ROW = 38, 35
"""Pixels of a table's heading and of its rows."""
_LETTER, _AIR = 6.6, 18
"""Pixels of a letter in a heading, and around it."""
_MARKDOWN_COLOUR = {
    Standing.PASSING: "green",
    Standing.CLOSE: "yellow",
    Standing.FAILING: "red",
    Standing.UNKNOWN: "gray",
}


def show_picture(picture: Picture, key: str) -> None:
    """A chart in our own look, with its words for whoever cannot see it."""
    st.plotly_chart(
        picture.figure, theme=None, config=config(language(), key), key=key, alt=picture.text
    )


def show_tiles(picture: Picture, key: str, go: Callable[[str], None]) -> None:
    """A treemap; a click on a tile calls ``go`` with its id. Keyboards need buttons beside it."""

    def take() -> None:
        for point in st.session_state[key].selection.points:
            go(str(point["id"]))

    st.plotly_chart(
        picture.figure,
        theme=None,
        config=config(language(), key),
        key=key,
        alt=picture.text,
        on_select=take,
        selection_mode="points",
    )


def mark(standing: Standing) -> str:
    """Mark and word of a standing, coloured, as Markdown."""
    sign, word = STANDINGS[standing]
    return f":{_MARKDOWN_COLOUR[standing]}[{sign} {t(word)}]"


def table_height(rows: int, highest: int) -> int:
    """Pixels of a table of so many ``rows``, at most ``highest``: beyond that it scrolls."""
    return min(_HEAD + _ROW * rows, highest)


def heading_width(text: str) -> int:
    """Pixels that a heading of a table needs to be read in full."""
    return round(len(text) * _LETTER) + _AIR


def small_table(rows: Sequence[Mapping[str, str]], alt: str) -> None:
    """A few rows as a plain table; the cells are Markdown: escape what comes from files."""
    if rows:
        columns = {name: [row[name] for row in rows] for name in rows[0]}
        st.table(columns, hide_index=True, border="horizontal", alt=alt)


def fact(label: str, value: str, note: str = "") -> None:
    """A label and a figure below it, as text that a reader of the screen hears in order."""
    st.markdown(f":gray[{literal(label)}]  \n**{literal(value)}**")
    if note:
        st.caption(literal(note))
