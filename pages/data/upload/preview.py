"""The first lines of an upload, while the others are still being read."""

from collections.abc import Sequence

import streamlit as st

from pages.data.upload.texts import points_text, read_text, state_text
from pages.shared.page_texts import period_label
from pages.shared.words import t
from zi_analytics.importing import Line


def show_first(lines: Sequence[Line]) -> None:
    """A table to read in, not to change: it gives way to the real one."""
    columns = {
        t("File"): [line.name for line in lines],
        t("Unit"): [line.unit for line in lines],
        t("Period"): [period_label(line.period) if line.period else "" for line in lines],
        t("Read"): [read_text(line) for line in lines],
        t("By the rule"): [points_text(line) for line in lines],
        t("State"): [state_text(line) for line in lines],
    }
    st.dataframe(
        columns,
        hide_index=True,
        column_config={name: st.column_config.TextColumn() for name in columns},
        alt=t("The files that are read so far"),
    )
