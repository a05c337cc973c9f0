"""Before the slides: begin a meeting; below, the meetings that were held and what they decided."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from pages.meeting.presentation.choice import Subject
from pages.meeting.presentation.holding import Held, begin, held
from pages.meeting.presentation.presenting import present
from pages.shared import loading
from pages.shared.figures import small_table
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.report_files import PDF, WORD, offer_report
from pages.shared.words import language, n, t
from zi_analytics.language.numbers import date_text, decimal
from zi_analytics.programme.documents import plain
from zi_analytics.programme.meetings import Meeting
from zi_analytics.programme.stationery import Stationery
from zi_analytics.report.content.decided import state_mark
from zi_analytics.report.content.meeting_gathering import gather_minutes
from zi_analytics.report.content.minutes import minutes_report
from zi_analytics.store import StoreError

LONGEST = 300
_MOST = 20


def show_begin(subject: Subject, today: date, usual: Callable[[], Meeting]) -> None:
    """Today's meeting, or a form that begins one; both lead to the slides."""
    current = held(subject.unit).today(today)
    if current is not None:
        number = len(held(subject.unit).decisions(current))
        said = n("{number} decision so far", "{number} decisions so far", number)
        st.info(
            literal(t("Meeting of today: {title}", title=current.value.title)) + f" · {said}",
            icon=":material/groups:",
        )
    label = t("Begin a meeting") if current is None else t("Begin another meeting")
    with (
        st.expander(label, icon=":material/groups:"),
        st.form("meeting-form", border=False, enter_to_submit=False),
    ):
        left, right = st.columns(2)
        with left:
            title = st.text_input(
                t("Title"), value=usual().title, max_chars=LONGEST, key="meeting-title"
            )
            place = st.text_input(t("Place"), max_chars=LONGEST, key="meeting-place")
            chair = st.text_input(t("Chair"), max_chars=LONGEST, key="meeting-chair")
            writer = st.text_input(
                t("Taker of the minutes"), max_chars=LONGEST, key="meeting-writer"
            )
        with right:
            agenda = st.text_area(
                t("Agenda, one point a line"), max_chars=8_000, key="meeting-agenda", height=104
            )
            present_text = st.text_area(
                t("Attendees, one a line"), max_chars=8_000, key="meeting-attendees", height=130
            )
        sent = st.form_submit_button(label, type="primary")
    if not sent:
        return
    if not plain(title):
        st.error(t("A meeting needs a title."))
        return
    meeting = replace(
        usual(),
        title=plain(title),
        place=plain(place),
        chair=plain(chair),
        writer=plain(writer),
        agenda=_lines(agenda),
        attendees=_lines(present_text),
    )
    try:
        begin(subject, meeting)
    except StoreError as error:
        show_findings([error.finding], "meeting")
        return
    present()
    st.rerun()


def _lines(typed: str) -> tuple[str, ...]:
    return tuple(said for line in typed.splitlines() if (said := plain(line)))


def show_past(subject: Subject, today: date, stationery: Stationery) -> None:
    """The meetings with what they decided, the newest first."""
    found = held(subject.unit)
    st.subheader(t("Meetings and decisions"), anchor=False)
    show_findings(found.findings, "meetings-unreadable")
    if not found.meetings:
        st.caption(
            t("None yet: a meeting begins with its first decision, or with the button above.")
        )
        return
    st.page_link(
        "pages/progress/action_plan/page.py",
        label=t("Action plan"),
        icon=":material/arrow_forward:",
        query_params={"unit": subject.unit} if subject.unit else None,
    )
    small_table(_meeting_rows(found), t("The meetings that were held"))
    _offer_minutes(found, stationery)
    if found.actions:
        small_table(_decision_rows(found, today), t("What all meetings have decided"))


def _offer_minutes(found: Held, stationery: Stationery) -> None:
    """The minutes of a meeting, of the newest one at first."""
    known = {one.item.number: one for one in reversed(found.meetings[-_MOST:])}
    spoken = language()
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        number = st.selectbox(
            t("Minutes of the meeting"),
            list(known),
            format_func=lambda number: _named(known[number].value),
            key="minutes-of",
        )
    chosen = known[number]
    stem = "-".join(filter(None, (t("minutes"), chosen.item.unit, str(number))))
    with right, st.container(horizontal=True, gap="small"):
        offer_report(
            lambda: minutes_report(gather_minutes(loading.store(), chosen, spoken), spoken),
            stem,
            (WORD, PDF),
            stationery,
            f"minutes-{number}",
        )


def _named(meeting: Meeting) -> str:
    day = "" if meeting.day is None else date_text(meeting.day, language())
    return " · ".join(filter(None, (day, meeting.title)))


def _meeting_rows(found: Held) -> list[dict[str, str]]:
    rows = []
    for one in reversed(found.meetings[-_MOST:]):
        meeting, decisions = one.value, found.decisions(one)
        still = sum(action.value.state.is_open for action in decisions)
        rows.append(
            {
                t("Day"): "–" if meeting.day is None else date_text(meeting.day, language()),
                t("Meeting"): literal(" · ".join(filter(None, (meeting.title, meeting.place)))),
                t("Total"): "–" if meeting.total is None else decimal(meeting.total, language()),
                t("Decisions"): str(len(decisions)),
                t("Still open"): str(still),
            }
        )
    return rows


def _decision_rows(found: Held, today: date) -> list[dict[str, str]]:
    days = {one.item.number: one.value.day for one in found.meetings}
    rows = []
    for one in reversed(found.actions[-_MOST:]):
        action = one.value
        day = days.get(action.reference or 0)
        rows.append(
            {
                t("Meeting"): "–" if day is None else date_text(day, language()),
                t("Decision"): literal(action.what),
                t("Who"): literal(action.person or "–"),
                t("Until"): "–" if action.due is None else date_text(action.due, language()),
                t("State"): literal(state_mark(action, today, language()).text),
            }
        )
    return rows
