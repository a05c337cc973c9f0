"""Raw responses: dropped, their columns checked, looked at, and only then kept."""

import hashlib

import streamlit as st

from pages.progress.surveys.choice import Place
from pages.progress.surveys.keeping import keep, who
from pages.progress.surveys.loading import read
from pages.progress.surveys.mapping import mapped
from pages.progress.surveys.result import show_result
from pages.shared.downloads import file_name
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.page_texts import period_label
from pages.shared.words import language, n, t
from zi_analytics.analysis.survey import to_survey
from zi_analytics.findings import Refused
from zi_analytics.report.survey_template import write_survey_template
from zi_analytics.workbook.survey.reading import SurveyReading

ROUND = "survey-round"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FEW_BEYOND = 0.02
"""Of so few answers above the scale one may say that they are slips of the pen."""


def show_raw(place: Place) -> None:
    """The drop zone with the template, and what a dropped file says."""
    st.markdown(
        t(
            "One row for each respondent, one column for each element, answers from 1 to 4. Names "
            "of persons are not kept."
        )
    )
    template = write_survey_template(place.kind, language())
    st.download_button(
        t("Download an empty table (Excel)"),
        template,
        file_name=file_name(f"templat-{place.measures.value}", template, "xlsx"),
        mime=_XLSX,
        on_click="ignore",
        key="survey-template",
    )
    number = st.session_state.setdefault(ROUND, 0)
    with st.container(key="drop-survey"):
        dropped = st.file_uploader(
            t("Raw responses"),
            type=["xlsx", "xlsm", "xls", "xlsb", "ods", "csv"],
            key=f"survey-file-{number}",
        )
    if dropped is not None:
        show_file(place, dropped.getvalue(), dropped.name)


def show_file(place: Place, data: bytes, name: str) -> None:
    """What a file says: its columns, what is wrong with it, the result, and the way to keep it."""
    digest = hashlib.sha256(data).hexdigest()
    # What is wrong stands above the columns, though it follows from what is said of them.
    above = st.container()
    try:
        first = read(digest, name, None, "", data)
        sheet = _sheet(first, digest)
        if sheet != first.sheet:
            first = read(digest, name, None, sheet, data)
        mapping = mapped(first, f"{digest[:12]}-{first.sheets.index(sheet)}")
        reading = read(digest, name, tuple(sorted(mapping.items())), sheet, data)
    except Refused as refused:
        show_findings([refused.finding], "survey-refused")
        return
    findings = reading.findings
    if mapping == dict(first.mapping):
        findings = first.findings
    with above:
        show_findings(findings, "survey-findings")
    if not reading.respondents:
        st.markdown(t("Nothing can be counted before that is put right."))
        return
    if reading.beyond and not _are_slips(reading):
        return
    survey = to_survey(reading, place.measures)
    show_result(place, survey, "new")
    period = period_label(place.period)
    with st.form("survey-keep", border=False):
        survey, by = who(survey)
        label = n(
            "Keep this survey of {number} respondent for {period}",
            "Keep this survey of {number} respondents for {period}",
            len(reading.respondents),
            period=period,
        )
        if st.form_submit_button(label, type="primary"):
            keep(place, survey, by, ROUND)


def _sheet(reading: SurveyReading, digest: str) -> str:
    """The sheet to read, chosen where several have a table."""
    if len(reading.sheets) < 2:
        return reading.sheet
    chosen: str = st.selectbox(
        t("Sheet"),
        reading.sheets,
        index=reading.sheets.index(reading.sheet),
        key=f"survey-sheet-{digest[:12]}",
    )
    return chosen


def _are_slips(reading: SurveyReading) -> bool:
    """Whether somebody says that the answers above the scale are slips; asked only of few."""
    share = reading.beyond / max(1, reading.given + reading.beyond)
    if share > FEW_BEYOND:
        st.markdown(
            literal(
                t(
                    "No index is computed: {count} answers lie above 4, and no rule turns another "
                    "scale into one of 1 to 4.",
                    count=reading.beyond,
                )
            )
        )
        return False
    return st.checkbox(
        n(
            "{number} answer above 4 is a slip of the pen: leave it out",
            "{number} answers above 4 are slips of the pen: leave them out",
            reading.beyond,
        ),
        key=f"survey-slips-{reading.sha256[:12]}",
        wrap=True,
    )
