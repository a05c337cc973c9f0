"""The blank worksheet: choose which, for whom and when, and download it."""

import streamlit as st

from pages.data.upload.inputs import LONGEST_NAME, periods
from pages.shared import loading
from pages.shared.downloads import file_name
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.words import language, t
from zi_analytics import instrument as instruments
from zi_analytics.workbook.writing import blank_file_name, write_blank

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_blank() -> None:
    """What an office that has no worksheet yet can begin with."""
    place = st.expander(t("A blank worksheet to fill in"), key="blank", on_change="rerun")
    if not place.open:
        return
    with place:
        st.caption(
            t(
                "With drop-downs and formulas that follow the rule. Filled in, it is read here "
                "without guessing unit, period or assessor."
            )
        )
        which, unit, period, assessor = st.columns([4, 4, 3, 2], vertical_alignment="bottom")
        with which:
            instrument_id = st.selectbox(
                t("Worksheet"),
                instruments.available(),
                format_func=lambda id_: loading.instrument(id_).title.say(language()),
                key="blank-instrument",
            )
        with unit:
            name = st.selectbox(
                t("Unit"),
                sorted(loading.unit_names().values()),
                index=None,
                key="blank-unit",
                accept_new_options=True,
                placeholder=t("Name of the unit"),
            )
        with period:
            code = st.selectbox(
                t("Period"),
                periods(),
                index=None,
                format_func=period_label,
                key="blank-period",
                placeholder=t("Choose the period"),
            )
        with assessor:
            who = st.selectbox(
                t("Assessor"),
                loading.ASSESSORS,
                format_func=assessor_label,
                key="blank-assessor",
            )
        called = (name or "")[:LONGEST_NAME]
        content = _blank(instrument_id, called, code or "", who, language())
        stem = blank_file_name(called, code or "").removesuffix(".xlsx")
        st.download_button(
            t("Download the blank worksheet (Excel)"),
            content,
            file_name=file_name(stem, content, "xlsx"),
            mime=_XLSX,
            on_click="ignore",
            key="blank-download",
        )


@st.cache_data(max_entries=16, show_spinner=False)
def _blank(instrument_id: str, unit: str, period: str, assessor: str, spoken: str) -> bytes:
    return write_blank(
        loading.instrument(instrument_id),
        unit=unit,
        period=period,
        assessor=assessor,
        language=spoken,
    )
