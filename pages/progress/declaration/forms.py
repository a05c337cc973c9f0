"""The forms: the declaration, and each time that the programme was made known."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import streamlit as st

from pages.progress.declaration.words import changes_of_declaration, changes_of_outreach
from pages.shared import loading
from pages.shared.asking import ask, attempt
from pages.shared.meanwhile import Opened, let_go, looked_at, open_form, show_newer
from pages.shared.visitor import ask_name, is_named
from pages.shared.words import language, t
from zi_analytics.analysis.declared_kept import KeptProgramme
from zi_analytics.analysis.declared_text import AUDIENCES, EVIDENCE, way_text
from zi_analytics.language.numbers import date_text
from zi_analytics.programme.declaration import (
    DECLARATION,
    OUTREACH,
    Audience,
    Declaration,
    EvidenceKind,
    Outreach,
    Way,
    declaration_from_document,
    declaration_to_document,
    outreach_from_document,
    outreach_to_document,
)
from zi_analytics.programme.documents import Kept

LONGEST = 300
MOST_STAFF = 100_000
MOST_PEOPLE = 100_000_000
"""Whom a broadcast may reach."""
_FIRST_DAY = date(2010, 1, 1)
NEW = 0
E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


def show_declaration_form(unit: str, programme: KeptProgramme) -> None:
    """Record the declaration, or change the one that counts."""
    kept = programme.newest()
    now = Declaration() if kept is None else kept.value
    opened = open_form(f"declared-{unit}", 0 if kept is None else kept.item.version, "by-")
    key = opened.key
    with st.form(f"form-{key}", border=False):
        first, second, third = st.columns(3)
        with first:
            day = _day(t("Date"), now.day, f"day-{key}")
        with second:
            place = _text(t("Place"), now.place, f"place-{key}")
        with third:
            head = _text(t("Head who led it"), now.head, f"head-{key}")
        first, second, third = st.columns(3)
        with first:
            staff = _number(t("Number of staff"), now.staff, f"staff-{key}", MOST_STAFF)
        with second:
            signed = _number(t("Of them signed"), now.signed, f"signed-{key}", MOST_STAFF)
        with third:
            public = st.checkbox(
                t("Held in public"),
                value=bool(now.public),
                key=f"public-{key}",
                wrap=True,
            )
        witnesses = _text(t("Witnessed by"), now.witnesses, f"witnesses-{key}")
        link, file = _where(now.link, now.file, key)
        note = _text(t("Note"), now.note, f"note-{key}")
        by = ask_name(f"by-{key}")
        pressed = st.form_submit_button(t("Save the declaration"), type="primary")
    if kept is not None and opened.version != kept.item.version:
        seen = looked_at(opened, kept, declaration_from_document, Declaration())
        show_newer(opened, kept.item, changes_of_declaration(seen, kept.value))
        return
    if not pressed:
        return
    if staff is not None and signed is not None and signed > staff:
        st.error(t("More signed than there are staff: correct one of the two numbers."))
        return
    value = Declaration(day, place, head, staff, signed, public, link, file, note, witnesses)

    def save() -> str:
        _keep(DECLARATION, unit, kept, opened, declaration_to_document(value), by)
        return t("The declaration is saved.")

    if is_named(by):
        attempt(save)


def show_outreach_form(unit: str, programme: KeptProgramme, year: int) -> None:
    """Record one more time that it was made known, or change or take back an earlier one."""
    entries = {one.item.number: one for one in programme.outreach}
    number = st.selectbox(
        t("Entry"),
        [NEW, *reversed(entries)],
        format_func=lambda code: _entry(entries.get(code)),
        key=f"outreach-{unit}",
    )
    kept = entries.get(number)
    default = Outreach(Way.PRINTED, day=min(date.today(), date(year, 12, 31)))
    now = default if kept is None else kept.value
    form = f"outreach-{unit}-{number}-{year}"
    opened = open_form(form, 0 if kept is None else kept.item.version, "by-")
    key = opened.key
    with st.form(f"form-{key}", border=False):
        first, second, third = st.columns([3, 2, 2])
        with first:
            way = _choice(t("Way"), list(Way), now.way, f"way-{key}", _way)
        with second:
            day = _day(t("Date"), now.day, f"day-{key}")
        with third:
            audience = _choice(
                t("Audience"), list(Audience), now.audience, f"audience-{key}", _audience
            )
        title = _text(t("What was done"), now.title, f"title-{key}")
        kinds = list(EvidenceKind)
        first, second = st.columns([5, 2])
        with first:
            evidence = st.selectbox(
                t("Kind of evidence"),
                kinds,
                index=None if now.evidence is None else kinds.index(now.evidence),
                format_func=lambda kind: t(EVIDENCE[kind]),
                placeholder=t("none yet"),
                key=f"evidence-{key}",
            )
        with second:
            people = _number(t("People reached"), now.people, f"people-{key}", MOST_PEOPLE)
        link, file = _where(now.link, now.file, key)
        note = _text(t("Note"), now.note, f"note-{key}")
        by = ask_name(f"by-{key}")
        pressed = st.form_submit_button(
            t("Add this entry") if kept is None else t("Save the entry"), type="primary"
        )
    if kept is not None and st.button(
        t("Take this entry back"), key=f"back-{key}", type="tertiary"
    ):
        _ask_back(kept, by)
    if kept is not None and opened.version != kept.item.version:
        seen = looked_at(opened, kept, outreach_from_document, default)
        show_newer(opened, kept.item, changes_of_outreach(seen, kept.value))
        return
    if not pressed:
        return
    value = Outreach(way, title, day, audience, evidence, link, file, note, people)

    def save() -> str:
        _keep(OUTREACH, unit, kept, opened, outreach_to_document(value), by)
        return t("{entry} is saved.", entry=_said(value))

    if is_named(by):
        attempt(save)


def _keep(
    kind: str,
    unit: str,
    kept: Kept[T] | None,
    opened: Opened,
    document: Mapping[str, Any],
    by: str,
) -> None:
    """Store what a form says; it is fresh afterwards. Raises StoreError."""
    if kept is None:
        loading.store().dossier.add(kind, unit, document, by=by)
    else:
        loading.store().dossier.change(
            kept.item.number, document, by=by, expected_version=opened.version
        )
    let_go(opened.form)


def _ask_back(kept: Kept[Outreach], by: str) -> None:
    def withdraw() -> str:
        loading.store().dossier.withdraw(
            kept.item.number, by=by or kept.item.by, expected_version=kept.item.version
        )
        return t("{entry} is taken back.", entry=_said(kept.value))

    ask(
        t("Take this entry back?"),
        t("It counts no longer; what was kept stays in the history of the store."),
        t("Take back"),
        withdraw,
    )


def _entry(kept: Kept[Outreach] | None) -> str:
    return t("New entry") if kept is None else _said(kept.value)


def _said(one: Outreach) -> str:
    parts = [
        way_text(one.way, language()),
        "" if one.day is None else date_text(one.day, language()),
        one.title,
    ]
    return " · ".join(part for part in parts if part)


def _way(way: Way) -> str:
    return way_text(way, language())


def _audience(audience: Audience) -> str:
    return t(AUDIENCES[audience])


def _text(label: str, value: str, key: str) -> str:
    return st.text_input(label, value=value, max_chars=LONGEST, key=key).strip()


def _number(label: str, value: int | None, key: str, most: int) -> int | None:
    most = max(most, value or 0)
    return st.number_input(label, min_value=0, max_value=most, value=value, step=1, key=key)


def _day(label: str, value: date | None, key: str) -> date | None:
    last = date(date.today().year + 1, 12, 31)
    shown = value if value is None or _FIRST_DAY <= value <= last else None
    return st.date_input(
        label, value=shown, min_value=_FIRST_DAY, max_value=last, format="DD/MM/YYYY", key=key
    )


def _where(link: str, file: str, key: str) -> tuple[str, str]:
    """Where the evidence lies: an address that nobody opens here, or the name of a file."""
    first, second = st.columns(2)
    with first:
        address = _text(t("Link (is not opened here)"), link, f"link-{key}")
    with second:
        name = _text(t("File name"), file, f"file-{key}")
    return address, name


def _choice(label: str, codes: Sequence[E], value: E, key: str, text: Callable[[E], str]) -> E:
    place = codes.index(value)
    chosen: E = st.selectbox(label, codes, index=place, format_func=text, key=key)
    return chosen
