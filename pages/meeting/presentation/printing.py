"""All slides below each other, one a page, for the browser's own print."""

import streamlit as st

from pages.meeting.presentation.choice import Subject
from pages.meeting.presentation.slide import show_slide
from pages.meeting.presentation.stage import frameless, paper
from pages.shared.words import t
from zi_analytics.report.content.model import Report
from zi_analytics.report.deck import Slide

PRINT = "print"
PAPER = (1056, 720)
"""Pixels of A4 across within its margins: what is drawn so wide is printed as it is."""


def is_printing() -> bool:
    """Whether the address asks for paper."""
    return PRINT in st.query_params


def print_all() -> None:
    """Show all slides in the next run."""
    st.query_params[PRINT] = "1"


def _back() -> None:
    st.query_params.pop(PRINT, None)


def show_paper(report: Report, slides: tuple[Slide, ...], subject: Subject) -> None:
    """Every slide, each of them a page when printed."""
    frameless()
    paper()
    with st.container(horizontal=True, key="print-bar", vertical_alignment="center"):
        st.button(t("Back"), icon=":material/arrow_back:", on_click=_back, key="print-back")
        st.markdown(t("Print with Ctrl+P: one slide a page, A4 across."))
    for number, slide in enumerate(slides, start=1):
        with st.container(key=f"stage-{number}"):
            show_slide(slide, report, subject, PAPER, str(number))
