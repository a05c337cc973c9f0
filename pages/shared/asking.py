"""Asking before something cannot be taken back, and saying afterwards what was done."""

from collections.abc import Callable

import streamlit as st

from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.words import t
from zi_analytics.findings import Finding
from zi_analytics.store import StoreError

_TOLD = "told"


def ask(question: str, consequence: str, answer: str, do: Callable[[], str]) -> None:
    """A question with two ways out; ``do`` runs on yes and says what it did.

    What the store cannot do is said in the same place, and nothing is changed then.
    """

    @st.dialog(question)
    def dialog() -> None:
        st.markdown(literal(consequence))
        with st.container(horizontal=True):
            sure = st.button(answer, type="primary", key="asked-yes")
            if st.button(t("Cancel"), key="asked-no"):
                st.rerun()
        if sure:
            attempt(do)

    dialog()


def attempt(do: Callable[[], str]) -> None:
    """Do something with the store; its sentence is shown on the page that is drawn next."""
    try:
        said = do()
    except StoreError as error:
        show_findings([error.finding], "attempt")
        return
    st.session_state[_TOLD] = said
    st.rerun()


def show_told() -> None:
    """What was done last, once."""
    said = st.session_state.pop(_TOLD, None)
    if said:
        st.success(literal(said))


def show_refused(finding: Finding, key: str) -> None:
    """Why something could not be taken, in the place where it was asked for."""
    show_findings([finding], key)
