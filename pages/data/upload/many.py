"""Correcting many uploaded files at once: those picked, or all that are shown."""

from collections.abc import Sequence

import streamlit as st

from pages.data.upload.edits import picked, take_edits
from pages.data.upload.inputs import LONGEST_NAME, periods
from pages.data.upload.state import change_lines, draw_anew
from pages.shared import loading
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.words import n, t
from zi_analytics.importing import Change, Line, Planned

_FIELDS = ("unit", "period", "assessor", "kind")


def offer_corrections(shown: Sequence[Planned]) -> None:
    """The form, and what it will change."""
    lines = [one.line for one in shown if one.line.columns]
    chosen = [line for line in lines if line.key in picked()]
    meant = chosen or lines
    if not meant:
        return
    label = (
        n("Set for the {number} picked line", "Set for all {number} picked lines", len(chosen))
        if chosen
        else n("Set for the {number} shown line", "Set for all {number} shown lines", len(lines))
    )
    with st.expander(t("Correct many lines at once"), key="many"):
        st.caption(t("What is left empty stays as it is. Without a pick it holds for every line."))
        with st.form("many-form", clear_on_submit=True, border=False):
            _show_fields()
            st.form_submit_button(label, on_click=_apply, args=(meant,), key="many-apply")
        with st.container(horizontal=True):
            for text, take in ((t("Tick to store"), True), (t("Untick"), False)):
                st.button(
                    text, key=f"many-take-{take}", on_click=_tick, args=(meant, take),
                    type="tertiary",
                )  # fmt: skip
            if chosen:
                st.button(t("Drop the picks"), key="many-unpick", on_click=_unpick, type="tertiary")
            else:
                st.button(
                    t("Pick all shown"), key="many-pick", on_click=_pick, args=(lines,),
                    type="tertiary",
                )  # fmt: skip


def _show_fields() -> None:
    unit, period, assessor, kind = st.columns([3, 3, 2, 3])
    with unit:
        st.text_input(
            t("Unit"),
            key="many-unit",
            max_chars=LONGEST_NAME,
            placeholder=t("Name of the unit"),
        )
    with period:
        st.selectbox(
            t("Period"),
            periods(),
            format_func=period_label,
            key="many-period",
            index=None,
            placeholder=t("Choose the period"),
        )
    with assessor:
        st.selectbox(
            t("Assessor"),
            loading.ASSESSORS,
            format_func=assessor_label,
            key="many-assessor",
            index=None,
            placeholder=t("Choose the assessor"),
        )
    with kind:
        st.selectbox(
            t("Kind of new units"),
            loading.unit_kinds(),
            key="many-kind",
            index=None,
            placeholder=t("Choose or type"),
            accept_new_options=True,
        )


def _apply(lines: Sequence[Line]) -> None:
    take_edits()
    said = {name: st.session_state.get(f"many-{name}") or None for name in _FIELDS}
    change_lines(lines, Change(**said))


def _tick(lines: Sequence[Line], take: bool) -> None:
    take_edits()
    change_lines(lines, Change(take=take))


def _pick(lines: Sequence[Line]) -> None:
    take_edits()
    picked().update(line.key for line in lines)
    draw_anew()


def _unpick() -> None:
    take_edits()
    picked().clear()
    draw_anew()
