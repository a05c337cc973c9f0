"""The same as a written report to hand on: of one unit, or of all."""

import streamlit as st

from pages.shared import loading
from pages.shared.report_files import PDF, WORD, offer_report, stationery_of
from pages.shared.words import language, t
from zi_analytics.report.content.declaration import declaration_report
from zi_analytics.report.content.declaration_units import declarations_report
from zi_analytics.report.content.declared import gather_all_declared, gather_declared
from zi_analytics.report.content.model import Report


def offer_unit(unit: str, year: int) -> None:
    """The report of one unit as Word and PDF, also where nothing is recorded yet."""
    spoken = language()

    def make() -> Report:
        return declaration_report(gather_declared(loading.store(), unit, year), spoken)

    st.markdown(t("Report of the unit for {year}:", year=str(year)))
    with st.container(horizontal=True, gap="small"):
        stem = f"{t('declaration')}-{unit}-{year}"
        offer_report(make, stem, (WORD, PDF), stationery_of(unit), "declaration")


def offer_all_units(year: int) -> None:
    """The report over all units as Word and PDF."""
    spoken = language()

    def make() -> Report:
        return declarations_report(gather_all_declared(loading.store(), year), spoken)

    st.markdown(t("Report over all units for {year}:", year=str(year)))
    with st.container(horizontal=True, gap="small"):
        stem = "-".join((t("declaration"), t("all units").replace(" ", "-"), str(year)))
        offer_report(make, stem, (WORD, PDF), stationery_of(""), "declarations")
