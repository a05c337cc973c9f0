"""Paparan: slides for a meeting, shown in the browser, and what is decided in front of them."""

from datetime import date
from functools import partial

import streamlit as st

from pages.meeting.presentation.arranging import chosen_slides, show_arranging
from pages.meeting.presentation.choice import choose_subject, subject_of_address
from pages.meeting.presentation.deciding import new_meeting
from pages.meeting.presentation.holding import meeting_report
from pages.meeting.presentation.meetings import show_begin, show_past
from pages.meeting.presentation.office import show_office
from pages.meeting.presentation.preparing import (
    show_downloads,
    show_evaluation,
    show_nothing,
    show_start,
)
from pages.meeting.presentation.presenting import come_back, is_presenting, show_presentation
from pages.meeting.presentation.printing import is_printing, show_paper
from pages.shared import loading
from pages.shared.asking import show_told
from pages.shared.empty import offer_start
from pages.shared.report_files import stationery_of
from pages.shared.words import t
from zi_analytics.report.deck import arranged, slides_of

today = date.today()
come_back()
if loading.listing() and (is_presenting() or is_printing()):
    subject = subject_of_address()
    report = meeting_report(subject, today)
    if report is not None:
        if is_printing():
            show_paper(report, slides_of(report, chosen_slides(report)), subject)
        else:
            show_presentation(subject, today)
        st.stop()

st.title(t("Slides"))
st.caption(
    t(
        "What a meeting talks about: show it here on the projector, write down what is decided, "
        "or take it along as a file."
    )
)
if not loading.listing():
    offer_start()
    st.stop()
subject = choose_subject()
report = meeting_report(subject, today)
if report is None:
    show_nothing()
    st.stop()
codes = chosen_slides(report)
show_told()
show_start(len(slides_of(report, codes)))
show_begin(subject, today, partial(new_meeting, subject, report, tuple(codes), today))
show_arranging(report)
stationery = stationery_of(subject.unit)
show_downloads(arranged(report, codes), subject, today, stationery)
show_evaluation(subject, stationery)
show_office(subject)
show_past(subject, today, stationery)
