"""The uploaded files, one card each, in the three groups; and how many there are of each."""

from collections.abc import Sequence

import streamlit as st

from pages.data.upload.details import show_details
from pages.data.upload.inputs import show_inputs
from pages.data.upload.texts import GROUPS, question_count
from pages.data.upload.uploading import left_out, let_go, seen_twice
from pages.shared.findings_list import count_text
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, layout_label
from pages.shared.words import language, n, t
from zi_analytics.finding_text import message, remedy
from zi_analytics.importing import Group, Line, Planned
from zi_analytics.instrument import load
from zi_analytics.language.numbers import decimal


def show_summary(lines: Sequence[Line]) -> None:
    """How many files need what, as one sentence."""
    groups = [line.group for line in lines]
    said = [
        n("{number} ready", "{number} ready", groups.count(Group.READY)),
        n("{number} to look at", "{number} to look at", groups.count(Group.LOOK)),
        n("{number} not recognised", "{number} not recognised", groups.count(Group.UNKNOWN)),
    ]
    head = n("{number} file read", "{number} files read", len(lines))
    st.subheader(f"{head}: {', '.join(said)}", anchor=False)
    twice = seen_twice()
    if twice:
        st.caption(
            n(
                "{number} file arrived with a content that was there already; it is shown once.",
                "{number} files arrived with a content that was there already; each is shown once.",
                twice,
            )
        )
    others = left_out()
    if others:
        st.caption(
            n(
                "{number} file in the zip is no worksheet and was left out.",
                "{number} files in the zip are no worksheets and were left out.",
                others,
            )
        )


def show_groups(planned: Sequence[Planned]) -> None:
    """The groups one below the other, a card a file."""
    for group, (sign, colour, title) in GROUPS.items():
        members = [one for one in planned if one.line.group is group]
        if not members:
            continue
        st.subheader(f":{colour}[{sign}] {t(title)} ({len(members)})", anchor=False, divider="gray")
        for one in members:
            _show_card(one)


def _show_card(one: Planned) -> None:
    line = one.line
    with st.container(key=f"line-{line.key}", border=True):
        name, out = st.columns([8, 1], vertical_alignment="center")
        with name:
            st.markdown(f"**{literal(line.name)}**  \n{facts(line)}")
        with out:
            st.button(
                t("Take out"),
                key=f"out-{line.key}",
                on_click=let_go,
                args=(line.sha256,),
                type="tertiary",
            )
        if line.refused is not None:
            st.markdown(
                literal(f"{message(line.refused, language())} {remedy(line.refused, language())}")
            )
            return
        if line.group is not Group.UNKNOWN:
            show_inputs(one)
        for note in one.notes:
            st.markdown(f":yellow[▲] {literal(message(note, language()))}")
        details = st.expander(
            t("Open: {findings}", findings=literal(count_text(line.counts))),
            key=f"open-{line.key}",
            on_change="rerun",
        )
        if details.open:
            with details:
                show_details(one)


def facts(line: Line) -> str:
    """Instrument and layout, then completeness and scores of every assessor, as Markdown."""
    if not line.columns:
        return ""
    said = [layout_label(load(line.instrument), line.layout)]
    for column in line.columns:
        own = column.sheet_total
        parts = [
            t("{read}/{total} read", read=column.answered, total=question_count(line)),
            t("by the rule {points}", points=decimal(column.total, language())),
            t("no total in the sheet")
            if own is None
            else t("by the sheet {points}", points=decimal(own, language())),
        ]
        said.append(f"{assessor_label(column.assessor)}: " + " · ".join(parts))
    return "  \n".join(literal(text) for text in said)
