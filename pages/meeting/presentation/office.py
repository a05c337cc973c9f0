"""The office that the files come from: its letterhead and who signs, kept for the next time."""

import streamlit as st

from pages.meeting.presentation.choice import Subject
from pages.shared import loading
from pages.shared.asking import attempt
from pages.shared.literal import literal
from pages.shared.words import t
from zi_analytics.programme.documents import plain
from zi_analytics.programme.office import Office, Person, keep_office, kept_office

_NAME = "inspector"
"""The name a visitor gave on any page."""
LONGEST = 300
_MOST_LINES = 6


def show_office(subject: Subject) -> None:
    """The fold with the form; what could not be kept stays as it was typed."""
    kept = kept_office(loading.store(), subject.unit)
    now = Office("") if kept is None else kept.value
    # What was kept makes the form fresh, as another unit does.
    version = "new" if kept is None else f"{kept.item.number}.{kept.item.version}"
    key = f"{subject.unit}-{version}"
    label = t("Letterhead and signature: {office}", office=now.name or t("not filled in yet"))
    with (
        st.expander(literal(label), icon=":material/apartment:"),
        st.form(f"office-form-{key}", border=False, enter_to_submit=False),
    ):
        st.caption(
            t(
                "Stands on PowerPoint, Word, PDF and HTML. What stays empty in the signature is "
                "left as a dotted line to fill in by hand."
            )
        )
        office, by = _fields(now, key)
        sent = st.form_submit_button(t("Keep the letterhead"), type="primary")
    if not sent:
        return
    if not office.name:
        st.error(t("Write the name of the office: nothing was stored."))
        return
    if not by:
        st.error(t("Write your name, so that others see who changed it: nothing was stored."))
        return
    st.session_state[_NAME] = by

    def save() -> str:
        keep_office(loading.store(), office, by=by, unit=subject.unit)
        return t("The letterhead of {office} is kept.", office=office.name)

    attempt(save)


def _fields(now: Office, key: str) -> tuple[Office, str]:
    head = now.head or Person("")
    left, right = st.columns(2)
    with left:
        above = _lines(t("Lines above the name"), now.above, f"office-above-{key}")
        name = _text(t("Name of the office"), now.name, f"office-name-{key}")
        address = _lines(t("Address and contact"), now.address, f"office-address-{key}")
    with right:
        place = _text(t("Place of signing"), now.place, f"office-place-{key}")
        position = _text(t("Position of who signs"), head.position, f"office-position-{key}")
        person = _text(t("Name of who signs"), head.name, f"office-head-{key}")
        rank = _text(t("Rank and grade"), head.rank, f"office-rank-{key}")
        number = _text(t("NIP"), head.number, f"office-nip-{key}")
    by = _text(t("Your name"), str(st.session_state.get(_NAME, "")), f"office-by-{key}")
    signs = None
    if position or person or rank or number:
        signs = Person(position or t("Head of the unit"), person, rank, number)
    return Office(name, above, address, place, signs), by


def _text(label: str, value: str, key: str) -> str:
    return plain(st.text_input(label, value=value, max_chars=LONGEST, key=key))


def _lines(label: str, value: tuple[str, ...], key: str) -> tuple[str, ...]:
    typed = st.text_area(label, value="\n".join(value), max_chars=2 * LONGEST, key=key, height=84)
    lines = (plain(line) for line in typed.splitlines())
    return tuple(line for line in lines if line)[:_MOST_LINES]
