"""Writing a decision in front of a slide: what, who, until when; kept as an action of the plan."""

from collections.abc import Callable
from datetime import date
from zlib import crc32

import streamlit as st

from pages.meeting.presentation.choice import Subject
from pages.meeting.presentation.holding import begin, decide, held
from pages.shared import loading
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.words import n, t
from zi_analytics.analysis.gains import gains
from zi_analytics.findings import Finding
from zi_analytics.language.wording import msg
from zi_analytics.programme.actions import Action, Origin
from zi_analytics.programme.documents import plain
from zi_analytics.programme.meetings import Meeting
from zi_analytics.report.content.model import Report, Section
from zi_analytics.store import StoreError

LONGEST = 300
_TOLD = "decided"
_TURN = "decide-turn"
_NOTHING, _NOBODY = msg("Say what is decided."), msg("Say who does it.")
_REFUSALS = (_NOTHING, _NOBODY)


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
    # Its fields have new names after each decision that was kept, and are empty then.
    with st.form(f"decide-form-{turn}", border=False, enter_to_submit=False):
        _tell()
        st.text_area(t("What is decided"), max_chars=LONGEST, key=f"what-{turn}", height=96)
        st.text_input(t("Who does it"), max_chars=LONGEST, key=f"who-{turn}")
        st.date_input(t("Until"), value=None, key=f"until-{turn}", format="DD/MM/YYYY")
        about = _about(subject, section)
        st.form_submit_button(
            t("Keep the decision"),
            type="primary",
            # Before the slide is drawn, so that it already shows what was decided.
            on_click=_keep,
            args=(subject, turn, about, today, usual),
        )


def _tell() -> None:
    """What became of the decision that was sent last, once."""
    told: str | Finding | None = st.session_state.pop(_TOLD, None)
    if isinstance(told, Finding):
        show_findings([told], "decide")
    elif told in _REFUSALS:
        st.error(t(told))
    elif told:
        st.success(literal(told))


def _about(subject: Subject, section: Section | None) -> str:
    """The key of the field that says which of the slide's questions, areas or rules it is about;
    "" where the slide names none."""
    if section is None:
        return ""
    links = [*(section.table.links if section.table else ()), *section.links]
    labels = {"": t("nothing in particular")} | {
        link.node: link.label for link in links if link.node
    }
    if len(labels) == 1:
        return ""
    key = f"about-{crc32(repr(labels).encode()):x}"
    st.selectbox(t("About"), list(labels), format_func=lambda code: labels.get(code, code), key=key)
    return key


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


def _keep(
    subject: Subject, turn: int, about: str, today: date, usual: Callable[[], Meeting]
) -> None:
    """Keep what was typed, and say so only then; it stays where it could not be kept."""
    typed = st.session_state
    what, who = plain(typed[f"what-{turn}"]), plain(typed[f"who-{turn}"])
    if not what or not who:
        typed[_TOLD] = _NOTHING if not what else _NOBODY
        return
    action = _action(subject, what, who, typed[f"until-{turn}"], typed[about] if about else "")
    try:
        meeting = held(subject.unit).today(today)
        number = begin(subject, usual()) if meeting is None else meeting.item.number
        decide(subject, action, number, "" if meeting is None else meeting.value.chair)
    except StoreError as error:
        typed[_TOLD] = error.finding
        return
    found = held(subject.unit)
    typed[_TOLD] = n(
        "Kept: {what}. {number} decision in this meeting.",
        "Kept: {what}. {number} decisions in this meeting.",
        len(found.decisions(found.today(today))),
        what=what,
    )
    typed[_TURN] = turn + 1
