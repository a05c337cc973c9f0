"""Showing figures: a picture with its words, a mark with its word, a small table."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from pages.shared.literal import literal
from pages.shared.words import language, t
from zi_analytics.analysis.sentences import STANDINGS
from zi_analytics.analysis.standing import Standing
from zi_analytics.charts.picture import Picture, config

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
