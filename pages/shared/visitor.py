"""Who visits: the name is asked where something is stored, and known on every page afterwards."""

import streamlit as st

from pages.shared.words import t

_KEY = "visitor-name"
LONGEST = 120


def ask_name(key: str) -> str:
    """The input for it; "" where nothing is typed."""
    typed = st.text_input(t("Your name"), value=known_name(), max_chars=LONGEST, key=key).strip()
    if typed:
        st.session_state[_KEY] = typed
    return typed


def is_named(by: str) -> bool:
    """Whether somebody signs for what is to be stored; if not, that is said."""
    if not by:
        st.error(t("Write your name, so that others see who changed it: nothing was stored."))
    return bool(by)


def known_name() -> str:
    """What was typed last, "" where nobody has asked yet."""
    return str(st.session_state.get(_KEY, ""))
