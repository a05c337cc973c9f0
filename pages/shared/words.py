"""The language of this visit, and saying things in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

from zi_analytics.language.catalogue import LANGUAGES
from zi_analytics.language.wording import Detail, say, say_many

KEY = "lang"
_SPOKEN: ContextVar[str] = ContextVar("spoken", default="")
_NAMES = {"id": "Indonesia", "en": "English"}


def language() -> str:
    """ "id" or "en": what was chosen, what the address says, or Indonesian."""
    if spoken := _SPOKEN.get():
        return spoken
    chosen = st.session_state.get(KEY) or st.query_params.get(KEY)
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


@contextmanager
def speaking(spoken: str) -> Iterator[None]:
    """Say everything in ``spoken``: for what is made later, outside of the visit that asked."""
    before = _SPOKEN.set(spoken)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def t(text: str, /, **details: Detail) -> str:
    """``text`` in the language of this visit."""
    return say(text, language(), **details)


def n(one: str, many: str, number: int, /, **details: Detail) -> str:
    """``one`` or ``many``, by ``number``, in the language of this visit."""
    return say_many(one, many, number, language(), **details)


def language_switch() -> None:
    """The switch in the sidebar; the address keeps the choice."""
    _SPOKEN.set("")
    st.session_state[KEY] = language()
    chosen = st.segmented_control(
        "Bahasa / Language",
        LANGUAGES,
        format_func=_NAMES.__getitem__,
        key=KEY,
        required=True,
        width="stretch",
    )
    st.query_params[KEY] = chosen or language()
    # A page says a thousand things in one run: the visit is asked once for its language. A run has
    # a thread, and with it a context, of its own or after another run of the same visit.
    _SPOKEN.set(language())
