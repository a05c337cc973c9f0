"""ZI Analytics: page set-up and navigation; what the pages do stands in pages/."""

import gc

import streamlit as st

from pages.shared.frame import navigation, prepare, run_page

prepare()
page = navigation()


@st.cache_resource
def freeze_once() -> None:
    """Keep everything imported so far out of every later garbage collection."""
    gc.collect()
    gc.freeze()


freeze_once()
run_page(page)
