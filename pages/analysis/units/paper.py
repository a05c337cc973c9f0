"""What is compared, as a report to take along."""

import streamlit as st

from pages.analysis.units.choice import Compared
from pages.shared import loading
from pages.shared.report_files import PDF, SLIDES, WORD, offer_report, stationery_of
from pages.shared.words import language, t
from zi_analytics.report.content.comparison import comparison_report
from zi_analytics.report.content.gathering import gather_unit
from zi_analytics.report.content.model import Report


def offer_comparison(compared: Compared) -> None:
    """The units side by side as slides, Word and PDF; of one alone there is nothing to compare."""
    if len(compared.fit) == 1:
        return
    spoken = language()
    chosen = [(code, compared.period, compared.assessor_of(code)) for code in compared.fit]

    def make() -> Report:
        found = [gather_unit(loading.store(), *one) for one in chosen]
        return comparison_report(found, spoken)

    st.subheader(t("Take the comparison along"), anchor=False)
    with st.container(horizontal=True, gap="small"):
        stem = "-".join((t("comparison"), compared.unit, compared.period))
        offer_report(make, stem, (SLIDES, WORD, PDF), stationery_of(""), "beside")
