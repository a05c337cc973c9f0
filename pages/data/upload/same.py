"""Unit names that are almost the same, asked about once for all their files."""

from collections.abc import Sequence

import streamlit as st

from pages.data.upload.edits import take_edits
from pages.data.upload.state import choices, choose
from pages.shared.literal import literal
from pages.shared.words import n, t
from zi_analytics.importing import Pair

AT_ONCE = 10
SAME, APART = "same", "apart"


def offer_same_units(pairs: Sequence[Pair]) -> None:
    """One row a pair: the two names, and whether they are one unit."""
    if not pairs:
        return
    open_ = [pair for pair in pairs if pair.key not in choices()]
    head = n(
        "Similar units: {number} name to decide",
        "Similar units: {number} names to decide",
        len(open_),
    )
    with st.expander(head, expanded=bool(open_), key="same-units"):
        st.caption(
            t(
                "Names that may be one unit in two spellings. Left open, each stays a unit of "
                "its own. A spelling you call the same is remembered with the unit."
            )
        )
        shown = sorted(pairs, key=lambda pair: pair.key in choices())[:AT_ONCE]
        for pair in shown:
            _show(pair)
        if len(pairs) > len(shown):
            st.caption(t("and {number} more", number=len(pairs) - len(shown)))
        if len(open_) > 1:
            with st.container(horizontal=True):
                for label, same in ((t("All are the same"), True), (t("All are different"), False)):
                    st.button(
                        label,
                        key=f"same-all-{same}",
                        on_click=_choose_all,
                        args=(tuple(pair.key for pair in open_), same),
                        type="tertiary",
                    )


def _show(pair: Pair) -> None:
    key = f"same-{'|'.join(pair.key)}"
    made = choices().get(pair.key)
    st.session_state[key] = None if made is None else SAME if made else APART
    text, choice = st.columns([5, 3], vertical_alignment="center")
    with text:
        other = t("stored") if pair.is_stored else t("in this upload")
        files = n("{number} file", "{number} files", pair.files)
        st.markdown(
            f"**{literal(pair.name)}** ({literal(files)}) ↔ "
            f"**{literal(pair.other)}** ({literal(other)})"
        )
    with choice:
        st.segmented_control(
            t("Is it the same unit?"),
            (SAME, APART),
            format_func=lambda code: t("Same unit") if code == SAME else t("Two units"),
            key=key,
            on_change=_take_over,
            args=(pair.key, key),
            label_visibility="collapsed",
        )


def _take_over(pair: tuple[str, str], key: str) -> None:
    take_edits()
    made = st.session_state[key]
    choose(pair, None if made is None else made == SAME)


def _choose_all(pairs: Sequence[tuple[str, str]], same: bool) -> None:
    take_edits()
    for pair in pairs:
        choose(pair, same)
