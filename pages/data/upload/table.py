"""Many uploaded files as one table: a line a file, corrected in place, filtered, opened."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd
import streamlit as st

from pages.data.upload.details import show_details
from pages.data.upload.edits import EDITABLE, note_drawn, picked
from pages.data.upload.inputs import LONGEST_NAME, periods
from pages.data.upload.listing import facts
from pages.data.upload.texts import (
    assessors_text,
    note_text,
    points_text,
    read_text,
    sheet_text,
    state_text,
)
from pages.data.upload.uploading import let_go
from pages.shared import loading
from pages.shared.findings_list import count_text
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.words import language, t
from zi_analytics.importing import Group, Line, Planned

ABOVE = 8
"""More files than this are shown as a table, fewer as cards."""
ROWS_SEEN = 14
_WRITTEN: WeakKeyDictionary[Line, dict[str, tuple[str, ...]]] = WeakKeyDictionary()
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
        placeholder="",
        alt=t("The uploaded files, one line each"),
    )


def _frame_columns() -> list[str]:
    return [
        "pick", "take", "state", "file", "unit", "period", "assessor", "read", "points", "sheet",
        "findings", "note",
    ]  # fmt: skip


def _frame(shown: Sequence[Planned]) -> pd.DataFrame:
    picks, spoken = picked(), language()
    zip_ = _common_zip([one.line.name for one in shown])
    rows = [
        (
            one.line.key in picks,
            one.take,
            state,
            one.line.name.removeprefix(zip_),
            one.target.unit,
            one.target.period or None,
            _assessor_of(one),
            *facts_,
            note_text(one) if one.notes else worst,
        )
        for one in shown
        for state, *facts_, worst in [_texts(one, spoken)]
    ]
    return pd.DataFrame(rows, columns=_frame_columns())


def _texts(one: Planned, spoken: str) -> tuple[str, ...]:
    """What a line says whatever becomes of it: written once, not after every click."""
    written = _WRITTEN.setdefault(one.line, {})
    if spoken not in written:
        line = one.line
        written[spoken] = (
            state_text(line),
            read_text(line),
            points_text(line),
            sheet_text(line),
            count_text(line.counts),
            note_text(replace(one, notes=())),
        )
    return written[spoken]


def _common_zip(names: Sequence[str]) -> str:
    """What every name begins with where all come from one zip: said once, not 300 times."""
    zip_, mark, _ = names[0].partition(".zip: ")
    start = zip_ + mark
    return start if mark and all(name.startswith(start) for name in names) else ""


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
        "pick": tick(t("Pick"), help=t("To correct many lines at once, or to open one"), width=72),
        "take": tick(t("Store it"), width=84),
        "state": text(t("State"), width=118),
        "file": text(t("File"), width=190),
        "unit": text(t("Unit"), width=180, max_chars=LONGEST_NAME),
        "period": choice(t("Period"), options=periods(*used), format_func=_period_label, width=130),
        "assessor": choice(
            t("Assessor"),
            options=[*loading.ASSESSORS, *sorted(several)],
            format_func=lambda code: several.get(str(code)) or assessor_label(str(code)),
            width=110,
        ),
        "read": text(t("Read"), width=84),
        "points": text(t("By the rule"), width=110, alignment="right"),
        "sheet": text(t("By the sheet"), width=140, alignment="right"),
        "findings": text(t("Findings"), width=170),
        "note": text(t("Note"), width=420),
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
