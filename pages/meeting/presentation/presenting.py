"""Presenting: one slide fills the window, and keys turn it."""

from datetime import date

import streamlit as st

from pages.meeting.presentation.arranging import chosen_slides
from pages.meeting.presentation.choice import Subject
from pages.meeting.presentation.deciding import new_meeting, show_form
from pages.meeting.presentation.holding import meeting_report
from pages.meeting.presentation.keyboard import is_deciding, room, show_bar
from pages.meeting.presentation.slide import FROM, show_slide
from pages.meeting.presentation.stage import frameless
from pages.shared.choosing import keep_code
from pages.shared.literal import literal
from pages.shared.words import KEY as LANGUAGE
from pages.shared.words import t
from zi_analytics.report.deck import slides_of

_SHOWN = "slides-shown"
PRESENT = "present"
"""In the address: the number of the slide that is shown."""


def is_presenting() -> bool:
    """Whether the address asks for a slide."""
    return PRESENT in st.query_params


def present(slide: int = 1) -> None:
    """Show this slide in the next run."""
    st.query_params[PRESENT] = str(slide)


def leave() -> None:
    """Show the page again in the next run."""
    st.query_params.pop(PRESENT, None)


def come_back() -> None:
    """Show the slide again whose link was followed, when the browser's way back leads here.

    Streamlit leaves a step there that has this page and the link's own address.
    """
    if FROM not in st.query_params or is_presenting():
        return
    number = st.query_params[FROM]
    shown: dict[str, str] = st.session_state.get(_SHOWN, {})
    for name in list(st.query_params):
        if name != LANGUAGE:
            del st.query_params[name]
    for name, code in shown.items():
        keep_code(name, code)
    st.query_params[PRESENT] = number


def show_presentation(subject: Subject, today: date) -> None:
    """The slide that the address names, and nothing of the program around it."""
    frameless()
    st.session_state[_SHOWN] = subject.codes()
    _show(subject, today)


# A fragment: to turn a slide the page is not run again.
@st.fragment
def _show(subject: Subject, today: date) -> None:
    report = meeting_report(subject, today)
    if not is_presenting() or report is None:
        st.rerun()
        return
    codes = chosen_slides(report)
    slides = slides_of(report, codes)
    number = _number(len(slides))
    slide = slides[number - 1]
    with st.container(key="stage"):
        show_slide(slide, report, subject, room(), "now", number)
    with st.container(key="notes"):
        notes = slide.section.notes if slide.section else (report.context,)
        st.markdown("\n\n".join([f"**{t('Where from?')}**", *map(literal, notes)]))
    if is_deciding():
        with st.container(key="decide"):
            show_form(
                subject,
                slide.section,
                today,
                lambda: new_meeting(subject, report, tuple(codes), today),
            )
    show_bar(number, len(slides), present, leave)


def _number(slides: int) -> int:
    said = st.query_params.get(PRESENT, "")
    number = int(said) if said.isascii() and said.isdecimal() and len(said) < 4 else 1
    return min(max(number, 1), slides)
