"""Asking before something cannot be taken back, and saying afterwards what was done."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.words import t
from zi_analytics.store import StoreError

_ASKED = "asked"
_TOLD = "told"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; ``do`` runs on yes and says what it did."""

    question: str
    consequence: str
    answer: str
    do: Callable[[], str]


def ask(question: str, consequence: str, answer: str, do: Callable[[], str]) -> None:
    """Open a question with two ways out: see :class:`Question`. The page is drawn anew."""
    st.session_state[_ASKED] = Question(question, consequence, answer, do)
    st.rerun()


def show_question() -> None:
    """The open question, if there is one.

    What the store cannot do is said in the same place, and nothing is changed then.
    """
    asked: Question | None = st.session_state.get(_ASKED)
    if asked is None:
        return

    @st.dialog(asked.question, on_dismiss=_forget)
    def dialog() -> None:
        st.markdown(literal(asked.consequence))
        with st.container(horizontal=True):
            sure = st.button(asked.answer, type="primary", key="asked-yes")
            if st.button(t("Cancel"), key="asked-no"):
                _forget()
                st.rerun()
        if sure:
            attempt(asked.do)

    dialog()


def _forget() -> None:
    st.session_state.pop(_ASKED, None)


def attempt(do: Callable[[], str]) -> None:
    """Do something with the store; its sentence is shown on the page that is drawn next."""
    try:
        said = do()
    except StoreError as error:
        show_findings([error.finding], "attempt")
        return
    _forget()
    st.session_state[_TOLD] = said
    st.rerun()


def show_told() -> None:
    """What was done last, once."""
    said = st.session_state.pop(_TOLD, None)
    if said:
        st.success(literal(said))
