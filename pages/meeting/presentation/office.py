"""The office that the files come from: its letterhead, who signs, its logo and its own template."""

from collections.abc import Callable

import streamlit as st

from pages.meeting.presentation.choice import Subject
from pages.shared import loading
from pages.shared.asking import ask, attempt
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.meanwhile import Opened, differences, let_go, looked_at, open_form, show_newer
from pages.shared.visitor import ask_name, is_named, known_name
from pages.shared.words import language, t
from zi_analytics.findings import Refused
from zi_analytics.language.numbers import date_text
from zi_analytics.language.wording import msg
from zi_analytics.programme.documents import Kept, plain
from zi_analytics.programme.office import Office, Person, from_document, kept_office
from zi_analytics.programme.stationery import (
    LARGEST_FILE,
    OwnFile,
    Part,
    Stationery,
    keep_stationery,
    kept_file,
)
from zi_analytics.report.document import check_template
from zi_analytics.report.logo import LARGEST, clean_logo
from zi_analytics.store import Item

LONGEST = 300
_MOST_LINES = 6
_FIELDS = {
    "above": msg("Lines above the name"),
    "name": msg("Name of the office"),
    "address": msg("Address and contact"),
    "place": msg("Place of signing"),
    "head": msg("Who signs"),
}
_PARTS = {Part.LOGO: msg("Logo"), Part.TEMPLATE: msg("Word template")}
_LOGO_WIDTH = 72
_LOGO_TYPES = ["png", "jpg", "jpeg"]


def show_office(subject: Subject) -> None:
    """The fold with the form; what could not be kept stays as it was typed."""
    unit = subject.unit
    kept = kept_office(loading.store(), unit)
    now = Office("") if kept is None else kept.value
    # A unit that has the letterhead of all is given one of its own.
    own = kept if kept is not None and kept.item.unit == unit else None
    opened = open_form(f"office-{unit}", 0 if own is None else own.item.version, "by-")
    label = t("Letterhead and signature: {office}", office=now.name or t("not filled in yet"))
    with st.expander(literal(label), icon=":material/apartment:"):
        with st.form(f"form-{opened.key}", border=False, enter_to_submit=False):
            st.caption(
                t(
                    "Stands on PowerPoint, Word, PDF and HTML. What stays empty in the signature "
                    "is left as a dotted line to fill in by hand."
                )
            )
            if unit and kept is not None and own is None:
                st.caption(
                    t(
                        "This letterhead is that of all units. Kept here it becomes this unit's "
                        "own; to change it for all, choose all units above."
                    )
                )
            office = _fields(now, opened.key)
            files = _uploads(opened.key)
            by = ask_name(f"by-{opened.key}")
            sent = st.form_submit_button(t("Keep the letterhead"), type="primary")
        _show_kept(unit, own, opened)
        if own is not None and opened.version != own.item.version:
            seen = looked_at(opened, own, from_document, Office(""))
            show_newer(opened, own.item, differences(seen, own.value, _FIELDS, _said))
            return
    if not sent:
        return
    if not office.name:
        st.error(t("Write the name of the office: nothing was stored."))
    elif is_named(by):
        try:
            made = Stationery(office, *(files[part]() for part in Part))
        except Refused as refused:
            st.error(t("Nothing was stored."))
            show_findings([refused.finding], "office-refused")
            return
        attempt(lambda: _keep(made, unit, by, opened))


def _keep(made: Stationery, unit: str, by: str, opened: Opened) -> str:
    keep_stationery(loading.store(), made, by=by, unit=unit, seen=opened.version)
    let_go(opened.form)
    return t("The letterhead of {office} is kept.", office=made.office.name if made.office else "")


def _fields(now: Office, key: str) -> Office:
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
    signs = None
    if position or person or rank or number:
        signs = Person(position or t("Head of the unit"), person, rank, number)
    return Office(name, above, address, place, signs)


def _text(label: str, value: str, key: str) -> str:
    return plain(st.text_input(label, value=value, max_chars=LONGEST, key=key))


def _lines(label: str, value: tuple[str, ...], key: str) -> tuple[str, ...]:
    typed = st.text_area(label, value="\n".join(value), max_chars=2 * LONGEST, key=key, height=84)
    lines = (plain(line) for line in typed.splitlines())
    return tuple(line for line in lines if line)[:_MOST_LINES]


def _uploads(key: str) -> dict[Part, Callable[[], OwnFile | None]]:
    """The drop zones; what each gives is looked into when it is kept. Those raise Refused."""
    left, right = st.columns(2)
    with left, st.container(key="drop-logo"):
        picture = st.file_uploader(
            t("Logo (PNG or JPEG)"),
            type=_LOGO_TYPES,
            max_upload_size=LARGEST >> 20,
            key=f"office-logo-{key}",
            help=t("Stands on the first page of PowerPoint, Word and PDF."),
        )
    with right, st.container(key="drop-template"):
        document = st.file_uploader(
            t("Your own Word document as the template (.docx)"),
            type=["docx"],
            max_upload_size=LARGEST_FILE // 1_000_000,
            key=f"office-template-{key}",
            help=t(
                "Its letterhead, foot and styles stay. The report is written in place of the "
                "paragraph {marker}, or at the end where there is none.",
                marker="\\{\\{ISI\\}\\}",
            ),
        )

    def logo() -> OwnFile | None:
        if picture is None:
            return None
        return OwnFile(plain(picture.name), clean_logo(picture.getvalue(), picture.name))

    def template() -> OwnFile | None:
        if document is None:
            return None
        check_template(document.getvalue(), document.name)
        return OwnFile(plain(document.name), document.getvalue())

    return {Part.LOGO: logo, Part.TEMPLATE: template}


def _show_kept(unit: str, own: Kept[Office] | None, opened: Opened) -> None:
    """What is kept, each with the way to do without it where it is this one's own."""
    if own is not None:
        _show_one(t("Letterhead"), own.value.name, own.item, unit, opened)
    for part in Part:
        kept = kept_file(loading.store(), part, unit)
        if kept is None:
            continue
        if part is Part.LOGO:
            st.image(kept.value.content, width=_LOGO_WIDTH, alt=t("Logo"))
        _show_one(t(_PARTS[part]), kept.value.name, kept.item, unit, opened)


def _show_one(label: str, name: str, item: Item, unit: str, opened: Opened) -> None:
    text, button = st.columns([5, 2], vertical_alignment="center")
    when = date_text(item.at.astimezone(), language())
    facts = [f"{label}: {name}", t("{by}, {when}", by=item.by or "–", when=when)]
    if item.unit != unit:
        facts.append(t("of all units"))
    with text:
        st.caption(literal(" · ".join(facts)))
    with button:
        if item.unit == unit and st.button(
            t("Do without it"), key=f"remove-{item.kind}", type="tertiary"
        ):
            _ask_removing(name, item, opened)


def _ask_removing(name: str, item: Item, opened: Opened) -> None:
    def withdraw() -> str:
        by = known_name() or item.by
        loading.store().dossier.withdraw(item.number, by=by, expected_version=item.version)
        let_go(opened.form)
        return t("{name} is no longer used.", name=name)

    consequence = t("{name} stays in the history of the store.", name=name)
    if item.unit:
        consequence += " " + t("What is kept for all units is used in its place, if there is any.")
    ask(t("Write documents without it?"), consequence, t("Do without it"), withdraw)


def _said(value: object) -> str:
    """A field of the letterhead in one line."""
    match value:
        case Person():
            parts = (value.position, value.name, value.rank, value.number)
            return ", ".join(part for part in parts if part)
        case tuple():
            return "; ".join(value) or "–"
    return str(value or "–")
