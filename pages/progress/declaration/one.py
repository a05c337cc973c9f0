"""One unit in one year: what is done, what is missing, when it was, and the list to hand on."""

from collections.abc import Sequence

import streamlit as st

from pages.progress.declaration.paper import offer_unit
from pages.shared.colours import colours
from pages.shared.downloads import offer_table
from pages.shared.figures import fact, show_picture
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.words import language, n, t
from zi_analytics.analysis.declared import DeclaredState, entries_of
from zi_analytics.analysis.declared_kept import KeptProgramme
from zi_analytics.analysis.declared_text import (
    AUDIENCES,
    EVIDENCE,
    evidence_text,
    headline,
    missing_text,
    way_text,
)
from zi_analytics.charts.declaration import timeline_picture, timeline_title
from zi_analytics.language.numbers import date_text, whole
from zi_analytics.programme.declaration import Declaration, Outreach


def show_year(unit: str, programme: KeptProgramme, state: DeclaredState) -> None:
    """The answer, the picture, what is missing, and the entries of the year."""
    st.header(literal(headline(state, language())), anchor=False)
    show_findings(programme.findings, "declaration-unreadable")
    facts, picture = st.columns([2, 3], gap="large")
    with facts:
        _show_declaration(state)
        _show_missing(state)
    with picture:
        st.subheader(literal(timeline_title(state, language())), anchor=False)
        entries = [one.value for one in programme.outreach]
        show_picture(
            timeline_picture(state, entries, language(), colours()), "declaration-timeline"
        )
    _show_entries(unit, state, entries)
    offer_unit(unit, state.year)


def _show_declaration(state: DeclaredState) -> None:
    declared = state.declaration
    if declared is None:
        st.markdown(
            t("Record the declaration below: when, where, led by whom, and how many signed.")
        )
        return
    when = t("date not known") if declared.day is None else date_text(declared.day, language())
    parts = [when, declared.place, declared.head and t("led by {name}", name=declared.head)]
    public = {True: t("in public"), False: t("not in public"), None: ""}[declared.public]
    fact(t("Declaration"), " · ".join(part for part in parts if part), public)
    for label, text in (
        (t("Witnessed by"), declared.witnesses),
        (t("Link"), declared.link),
        (t("File name"), declared.file),
        (t("Note"), declared.note),
    ):
        if text:
            st.caption(literal(f"{label}: {text}"))


def _show_missing(state: DeclaredState) -> None:
    if state.complete:
        st.markdown(f":green[✓ {t('Nothing is missing for this year.')}]")
        return
    count = len(state.missing)
    st.markdown(f"**{n('{number} thing is missing', '{number} things are missing', count)}**")
    lines = [f"- {literal(missing_text(one, state.year, language()))}" for one in state.missing]
    st.markdown("\n".join(lines))


def _show_entries(unit: str, state: DeclaredState, outreach: Sequence[Outreach]) -> None:
    entries = entries_of(outreach, state.year)
    undated = sum(one.day is None for one in outreach)
    if undated:
        st.caption(
            n(
                "{number} entry without a date counts in no year: add the date below.",
                "{number} entries without a date count in no year: add the dates below.",
                undated,
            )
        )
    if not entries:
        return
    st.dataframe(
        {
            t("Way"): [way_text(one.way, language()) for one in entries],
            t("Date"): [date_text(one.day, language()) for one in entries if one.day],
            t("What"): [one.title for one in entries],
            t("Audience"): [t(AUDIENCES[one.audience]) for one in entries],
            t("People"): [_people(one) for one in entries],
            t("Evidence"): [evidence_text(one, language()) for one in entries],
            t("Where it lies"): [one.link or one.file for one in entries],
        },
        # An address is text here: it becomes no link that somebody presses by mistake.
        column_config={t("Where it lies"): st.column_config.TextColumn()},
        hide_index=True,
        key="declaration-entries",
        height=min(38 + 35 * len(entries), 400),
        alt=t("How the programme was made known in this year"),
    )
    _offer(unit, state, entries)


def _people(one: Outreach) -> str:
    return "" if one.people is None else whole(one.people, language())


def _offer(unit: str, state: DeclaredState, entries: Sequence[Outreach]) -> None:
    declared = state.declaration
    rows: list[Sequence[str | float | None]] = []
    if declared is not None:
        day = "" if declared.day is None else declared.day.isoformat()
        rows.append(
            (
                t("Declaration"),
                day,
                declared.place,
                declared.head,
                None,
                headline(state, language()),
                declared.link,
                declared.file,
                "; ".join(filter(None, (_witnessed(declared), declared.note))),
            )
        )
    for one in entries:
        rows.append(
            (
                way_text(one.way, language()),
                "" if one.day is None else one.day.isoformat(),
                one.title,
                t(AUDIENCES[one.audience]),
                one.people,
                "" if one.evidence is None else t(EVIDENCE[one.evidence]),
                one.link,
                one.file,
                one.note,
            )
        )
    rows += [(f"▲ {missing_text(one, state.year, language())}", *[""] * 8) for one in state.missing]
    header = [
        t("Way"),
        t("Date"),
        t("What"),
        t("Audience"),
        t("People"),
        t("Evidence"),
        t("Link"),
        t("File name"),
        t("Note"),
    ]
    offer_table(t("Download the list"), f"sosialisasi-{unit}-{state.year}", header, rows)


def _witnessed(declared: Declaration) -> str:
    names = declared.witnesses
    return t("witnessed by {names}", names=names) if names else ""
