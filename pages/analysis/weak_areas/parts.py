"""Where a place loses its points: the treemap, and the same steps as buttons."""

from collections.abc import Mapping

import streamlit as st

from pages.shared.drawn import drawn
from pages.shared.figures import show_tiles
from pages.shared.literal import literal
from pages.shared.trail import go, show_step
from pages.shared.words import language, n, t
from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.weak import Place, places
from zi_analytics.charts.lost import lost_picture, shown_parts
from zi_analytics.charts.picture import Picture
from zi_analytics.charts.theme import Palette
from zi_analytics.instrument import Level
from zi_analytics.language.numbers import decimal, percent, short


def show_lost(assessed: Assessed, known: Mapping[str, Place], place: Place) -> None:
    """The place in one sentence, its parts as tiles and as buttons, the greatest loss first."""
    parts = shown_parts(known, place)
    if not parts:
        st.success(t("Nothing is lost here: {place} has full marks.", place=literal(_label(place))))
        return
    st.subheader(
        literal(
            t(
                "{place}: most is lost in {part}, {lost} points",
                place=_label(place),
                part=_label(parts[0]),
                lost=decimal(parts[0].lost, language()),
            )
        ),
        anchor=False,
    )
    picture_place, steps = st.columns([3, 2], gap="large")
    with picture_place:
        show_tiles(drawn(_lost, assessed, place.code), f"lost-{place.code}", go)
        st.caption(
            t(
                "Size = lost points; the stronger the colour, the more of its own weight is lost. "
                "Press a tile to go down."
            )
        )
    with steps, st.container(gap="xxsmall"):
        st.caption(t("Points lost of the weight"), text_alignment="right")
        for part in parts:
            _show_part(part)
        _show_full(known, place, len(parts))


def _show_part(part: Place) -> None:
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        gap="xxsmall",
    ):
        show_step(part.code, _label(part))
        said = t(
            "{points} of {weight} · {share}",
            points=decimal(part.lost, language()),
            weight=short(part.weight, language()),
            share=percent(part.share, language()),
        )
        st.markdown(literal(said), width="content")


def _show_full(known: Mapping[str, Place], place: Place, shown: int) -> None:
    """How many parts are left out because they lose nothing."""
    parts = [known[code] for code in place.parts]
    if place.level is Level.TOTAL:
        parts = [known[code] for part in parts for code in part.parts]
    full = len(parts) - shown
    if full:
        said = n("{number} more part has full marks.", "{number} more parts have full marks.", full)
        st.caption(said)


def _lost(assessed: Assessed, code: str, spoken: str, palette: Palette) -> Picture:
    return lost_picture(places(assessed), code, spoken, palette)


def _label(place: Place) -> str:
    return place.label.say(language())
