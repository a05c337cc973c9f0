"""Writing a decision in front of a slide: what, who, until when; kept as an action of the plan."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from pages.meeting.presentation.choice import Subject
from pages.meeting.presentation.holding import begin, decide, held
from pages.shared import loading
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.words import n, t
from zi_analytics.analysis.gains import gains
from zi_analytics.programme.actions import Action, Origin
from zi_analytics.programme.documents import plain
from zi_analytics.programme.meetings import Meeting
from zi_analytics.report.content.model import Report, Section
from zi_analytics.store import StoreError

LONGEST = 300
_DONE = "decided"
_TURN = "decide-turn"
_NONE = ""


def new_meeting(subject: Subject, report: Report, slides: tuple[str, ...], today: date) -> Meeting:
    """A meeting of today about this subject, as it stands now, with its usual title."""
    total = next((one.big.value for one in report.sections if one.big is not None), None)
    standing, instrument = "", ""
    if subject.unit:
        _, assessed = loading.assessed(subject.unit, subject.period, subject.assessor)
        standing = assessed.reached.predicate if assessed.reached else ""
        instrument = assessed.instrument.id
    return Meeting(
        title=t("Meeting about {subject}", subject=report.subject),
        day=today,
        instrument=instrument,
        assessor=subject.assessor,
        total=total,
        standing=standing,
        slides=slides,
    )


def show_form(
    subject: Subject, section: Section | None, today: date, usual: Callable[[], Meeting]
) -> None:
    """The form beside a slide. ``usual`` is the meeting that the first decision begins."""
    turn = st.session_state.setdefault(_TURN, 0)
    st.subheader(t("Decision"), anchor=False)
    told = st.session_state.pop(_DONE, "")
    if told:
        st.success(literal(told))
    # Its fields have new names after each decision that was kept, and are empty then.
    with st.form(f"decide-form-{turn}", border=False):
        what = st.text_area(t("What is decided"), max_chars=LONGEST, key=f"what-{turn}", height=96)
        who = st.text_input(t("Who does it"), max_chars=LONGEST, key=f"who-{turn}")
        until = st.date_input(t("Until"), value=None, key=f"until-{turn}", format="DD/MM/YYYY")
        about = _about(subject, section)
        sent = st.form_submit_button(t("Keep the decision"), type="primary")
    if sent:
        action = _action(subject, plain(what), plain(who), until, about)
        _keep(subject, action, today, usual)


def _about(subject: Subject, section: Section | None) -> str:
    """Which of the slide's questions, areas or rules it is about."""
    labels = {_NONE: t("nothing in particular")}
    if section is not None:
        links = [*(section.table.links if section.table else ()), *section.links]
        labels |= {link.node: link.label for link in links if link.node}
    if len(labels) == 1:
        return _NONE
    return st.selectbox(
        t("About"),
        list(labels),
        format_func=lambda code: labels.get(code, code),
        key=f"about-{section.topic if section else ''}-{hash(tuple(labels)) & 0xFFFF:x}",
    )


def _action(subject: Subject, what: str, who: str, until: date | None, about: str) -> Action:
    instrument, points, answer = "", None, None
    if about and subject.unit:
        _, assessed = loading.assessed(subject.unit, subject.period, subject.assessor)
        instrument = assessed.instrument.id
        gain = next((one for one in gains(assessed, (about,)) if one.question.code == about), None)
        if gain is not None:
            points, answer = gain.points, gain.better_value
    return Action(
        what=what,
        question=about,
        instrument=instrument,
        points=points,
        answer=answer,
        person=who,
        due=until,
        origin=Origin.MEETING,
    )


def _keep(subject: Subject, action: Action, today: date, usual: Callable[[], Meeting]) -> None:
    """Keep it, and say so only then; what was typed stays where it could not be kept."""
    if not action.what:
        st.error(t("Say what is decided."))
        return
    if not action.person:
        st.error(t("Say who does it."))
        return
    try:
        meeting = held(subject.unit).today(today)
        number = begin(subject, usual()) if meeting is None else meeting.item.number
        by = "" if meeting is None else meeting.value.chair
        decide(subject, action, number, by)
    except StoreError as error:
        show_findings([error.finding], "decide")
        return
    found = held(subject.unit)
    number_of = len(found.decisions(found.today(today)))
    st.session_state[_DONE] = n(
        "Kept: {what}. {number} decision in this meeting.",
        "Kept: {what}. {number} decisions in this meeting.",
        number_of,
        what=action.what,
    )
    st.session_state[_TURN] += 1
    st.rerun(scope="fragment")
