"""Cadangan: copies of everything stored, going back to one, and a look whether all is sound."""

import streamlit as st

from pages.data.storage.parts import offer_backup, offer_check, offer_restore
from pages.shared import loading
from pages.shared.asking import show_told
from pages.shared.words import t

st.title(t("Backup and check"))
st.caption(
    t(
        "Everything is kept in one store on this computer. Make a copy before large changes and "
        "keep one on another disk."
    )
)
show_told()
store = loading.store()
offer_backup(store)
offer_restore(store)
offer_check(store)
