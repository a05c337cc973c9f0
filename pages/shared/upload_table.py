"""Many uploaded files as one table: a line a file, corrected in place, filtered, opened."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import loading
from pages.shared.findings_list import count_text
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.upload_details import show_details
from pages.shared.upload_edits import EDITABLE, note_drawn, picked
from pages.shared.upload_inputs import LONGEST_NAME, periods
from pages.shared.upload_list import facts
from pages.shared.upload_texts import (
    assessors_text,
    note_text,
    points_text,
    read_text,
    sheet_text,
    state_text,
)
from pages.shared.uploading import let_go
from pages.shared.words import t
from zi_analytics.importing import Group, Line, Planned

ABOVE = 8
"""More files than this are shown as a table, fewer as cards."""
ROWS_SEEN = 14
_ROW = 35


def filtered(planned: Sequence[Planned]) -> list[Planned]:
    """The filters, and the lines that pass them."""
    doubles = sum(one.preferred is not None for one in planned)
    counts = {group.value: sum(one.line.group is group for one in planned) for group in Group}
    names = {
        "": t("All"),
        Group.LOOK.value: f"▲ {t('Look at it')}",
        Group.READY.value: f"✓ {t('Ready')}",
        Group.UNKNOWN.value: f"✕ {t('Not recognised')}",
        "doubles": t("Doubles"),
    }
    counts |= {"": len(planned), "doubles": doubles}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        group = st.segmented_control(
            t("Show"),
            [code for code in names if not code or counts[code]],
            format_func=lambda code: f"{names[code]} ({counts[code]})",
            key="upload-show",
            default="",
            required=True,
        )
        text = st.text_input(
            t("Search"), key="upload-search", placeholder=t("File or unit"), width=260
        )
    wanted = (text or "").casefold().split()
    return [one for one in planned if _passes(one, group or "", wanted)]


def _passes(one: Planned, group: str, words: Sequence[str]) -> bool:
    if group == "doubles" and one.preferred is None:
        return False
    if group not in ("", "doubles", one.line.group.value):
        return False
    text = f"{one.line.name} {one.target.unit}".casefold()
    return all(word in text for word in words)


def show_table(shown: Sequence[Planned]) -> None:
    """The table of the lines ``shown``."""
    if not shown:
        st.markdown(t("No file fits this filter."))
        return
    st.data_editor(
        _frame(shown),
        key=note_drawn([one.line.key for one in shown]),
        hide_index=True,
        num_rows="fixed",
        height=_ROW * (min(len(shown), ROWS_SEEN) + 1) + 3,
        column_config=_columns(shown),
        disabled=[name for name in _frame_columns() if name not in (*EDITABLE, "pick")],
        alt=t("The uploaded files, one line each"),
    )


def _frame_columns() -> list[str]:
    return [
        "pick", "take", "file", "unit", "period", "assessor", "state", "note", "read", "points",
        "sheet", "findings",
    ]  # fmt: skip


def _frame(shown: Sequence[Planned]) -> pd.DataFrame:
    picks = picked()
    rows = [
        (
            one.line.key in picks,
            one.take,
            one.line.name,
            one.target.unit,
            one.target.period or None,
            _assessor_of(one),
            state_text(one.line),
            note_text(one),
            read_text(one.line),
            points_text(one.line),
            sheet_text(one.line),
            count_text(one.line.counts),
        )
        for one in shown
    ]
    return pd.DataFrame(rows, columns=_frame_columns())


def _assessor_of(one: Planned) -> str | None:
    """The code that the choice shows: of one assessor, or of those that the sheet tells apart."""
    if one.line.is_single:
        return one.target.assessor
    return "+".join(column.assessor for column in one.line.columns) or None


def _columns(shown: Sequence[Planned]) -> dict[str, Any]:
    text, choice, tick = (
        st.column_config.TextColumn,
        st.column_config.SelectboxColumn,
        st.column_config.CheckboxColumn,
    )
    several = {
        code: assessors_text(one.line)
        for one in shown
        if not one.line.is_single and (code := _assessor_of(one))
    }
    used = {one.target.period for one in shown}
    return {
        "pick": tick(t("Pick"), help=t("To correct many lines at once, or to open one")),
        "take": tick(t("Store it")),
        "file": text(t("File"), width=230),
        "unit": text(t("Unit"), width=200, max_chars=LONGEST_NAME),
        "period": choice(t("Period"), options=periods(*used), format_func=_period_label, width=130),
        "assessor": choice(
            t("Assessor"),
            options=[*loading.ASSESSORS, *sorted(several)],
            format_func=lambda code: several.get(str(code)) or assessor_label(str(code)),
            width=110,
        ),
        "state": text(t("State"), width=125),
        "note": text(t("Note"), width=260),
        "read": text(t("Read"), width=90),
        "points": text(t("By the rule"), width=110, alignment="right"),
        "sheet": text(t("By the sheet"), width=110, alignment="right"),
        "findings": text(t("Findings"), width=170),
    }


def _period_label(code: object) -> str:
    return period_label(str(code))


def show_opened(shown: Sequence[Planned]) -> None:
    """The one line that is picked, as its card would show it."""
    opened = [one for one in shown if one.line.key in picked()]
    if len(opened) != 1:
        st.caption(t("Pick one line to open it: its findings, its answers, what would change."))
        return
    (one,) = opened
    line = one.line
    with st.container(key=f"line-{line.key}", border=True):
        name, out = st.columns([8, 1], vertical_alignment="center")
        with name:
            st.markdown(f"**{literal(line.name)}**  \n{facts(line)}")
        with out:
            st.button(
                t("Take out"),
                key=f"out-{line.key}",
                on_click=_take_out,
                args=(line,),
                type="tertiary",
            )
        show_details(one)


def _take_out(line: Line) -> None:
    picked().discard(line.key)
    let_go(line.sha256)
