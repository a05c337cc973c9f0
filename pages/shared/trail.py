"""Going down by steps: the place stands in the address, and a trail of buttons leads back up."""

from collections.abc import Sequence

import streamlit as st

from pages.shared.choosing import keep_code
from pages.shared.literal import literal

NAME = "node"
"""The place in the address; the same on every page that goes down."""


def go(code: str) -> None:
    """Go to a place."""
    keep_code(NAME, code)


def show_trail(above: Sequence[tuple[str, str]]) -> None:
    """The way back: every place above with its name, the root first, as buttons."""
    if not above:
        return
    with st.container(horizontal=True, gap="xsmall"):
        for code, label in above:
            st.button(
                f"↑ {literal(label)}", key=f"up-{code}", on_click=go, args=(code,), type="tertiary"
            )


def show_step(code: str, label: str) -> None:
    """A button that leads down to a place."""
    st.button(f"↓ {literal(label)}", key=f"down-{code}", on_click=go, args=(code,), type="tertiary")
