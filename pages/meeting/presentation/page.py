"""Paparan: slides for a meeting, shown in the browser, and what is decided in front of them."""

import streamlit as st

from pages.meeting.presentation.arranging import chosen_slides, show_arranging
from pages.meeting.presentation.choice import choose_subject, subject_of_address
from pages.meeting.presentation.preparing import show_downloads, show_nothing, show_start
from pages.meeting.presentation.presenting import come_back, is_presenting, show_presentation
from pages.meeting.presentation.printing import is_printing, show_paper
from pages.shared import loading
from pages.shared.empty import offer_start
from pages.shared.words import t
from zi_analytics.report.deck import arranged, slides_of

come_back()
if loading.listing() and (is_presenting() or is_printing()):
    subject = subject_of_address()
    report = subject.report()
    if report is not None:
        slides = slides_of(report, chosen_slides(report))
        if is_printing():
            show_paper(report, slides, subject)
        else:
            show_presentation(report, slides, subject)
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
report = subject.report()
if report is None:
    show_nothing()
    st.stop()
start = st.container()
codes = show_arranging(report)
with start:
    show_start(len(slides_of(report, codes)))
show_downloads(arranged(report, codes))
