"""The first page of an empty store: what to do next."""

import streamlit as st

from pages.shared import loading
from pages.shared.words import n, t


def offer_start() -> None:
    """Two ways to begin: one's own worksheet, or the example data."""
    st.subheader(t("Nothing is stored yet"))
    st.markdown(
        t(
            "Upload the LKE worksheet of your unit as it is: the score, the predicate and what "
            "holds it back appear here. Or look around with the example data of a fictional city."
        )
    )
    with st.container(horizontal=True):
        if st.button(t("Upload a worksheet"), type="primary", key="start-upload"):
            st.switch_page("pages/data/upload/page.py")
        load = st.button(t("Load the example data"), key="start-examples")
    if load:
        _load_examples()


def _load_examples() -> None:
    with st.status(t("Loading the example data …"), expanded=True) as status:
        bar = st.progress(0.0)
        stored = 0
        for done, total, imported in loading.load_examples():
            stored += imported.saved is not None
            bar.progress(done / total, text=t("{done} of {total} files", done=done, total=total))
        if not stored:
            status.update(label=t("The example data could not be loaded."), state="error")
            return
        status.update(
            label=n("{number} example file stored", "{number} example files stored", stored),
            state="complete",
        )
    st.rerun()
