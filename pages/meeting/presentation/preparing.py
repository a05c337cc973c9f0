"""Before the meeting: start the slides, print them, take them along as a file."""

from datetime import date
from functools import partial

import streamlit as st

from pages.meeting.presentation.choice import Subject
from pages.meeting.presentation.formats import FORMATS, Format
from pages.meeting.presentation.presenting import present
from pages.meeting.presentation.printing import print_all
from pages.shared.report_files import KINDS, PDF, WORD, moment, offer_file, offer_report
from pages.shared.words import language, n, t
from zi_analytics.programme.stationery import Stationery
from zi_analytics.report.content.evaluation import lhe_report
from zi_analytics.report.content.gathering import OWN
from zi_analytics.report.content.model import Report


def show_start(slides: int) -> None:
    """How many slides there are, and the two ways to see them."""
    st.header(n("{number} slide is ready", "{number} slides are ready", slides), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t("Show the slides"),
            type="primary",
            icon=":material/slideshow:",
            key="present",
            on_click=present,
        )
        st.button(t("Print view"), icon=":material/print:", key="print", on_click=print_all)
    st.caption(
        t(
            "In the slides: arrow keys or space turn, F fills the screen, K writes a decision, N "
            "shows where the numbers come from, Esc leaves."
        )
    )


def show_nothing() -> None:
    """Nobody of the period was looked at by the chosen assessor."""
    st.header(t("Nothing to show for this choice"), anchor=False)
    st.markdown(t("Choose another period or assessor."))


def show_downloads(report: Report, subject: Subject, today: date, stationery: Stationery) -> None:
    """A button for each kind of file; it is made only when it is pressed."""
    st.subheader(t("Take along as a file"), anchor=False)
    with st.container(horizontal=True, gap="small"):
        offer_report(lambda: report, report.stem, KINDS, stationery, "file")
        for code, one in FORMATS.items():
            parts = (report.stem, t(one.part) if one.part else "", moment())
            offer_file(
                t(one.label),
                partial(_write, one, subject, today, language(), stationery),
                f"{'-'.join(filter(None, parts))}.{one.ending}",
                one.kind,
                f"file-{code}",
            )
    st.caption(
        t(
            "PowerPoint, Word and PDF keep the choice and order above; charts in PowerPoint can be "
            "edited there."
        )
    )


def show_evaluation(subject: Subject, stationery: Stationery) -> None:
    """Where an assessor has judged the unit: the draft of the report about it."""
    if not subject.unit or subject.assessor == OWN:
        return
    spoken = language()
    st.subheader(t("Draft of the evaluation report (LHE)"), anchor=False)
    with st.container(horizontal=True, gap="small"):
        stem = f"lhe-{subject.unit}-{subject.period}-{subject.assessor}"
        offer_report(
            lambda: lhe_report(subject.evaluation(), spoken), stem, (WORD, PDF), stationery, "lhe"
        )
    st.caption(
        t(
            "What the assessor found against the unit's own answers, notes and recommendations of "
            "every area, and the places to sign. Correct it in Word before it is signed."
        )
    )


def _write(
    one: Format, subject: Subject, today: date, spoken: str, stationery: Stationery
) -> bytes:
    return one.write(subject.material(today), spoken, stationery.office)
