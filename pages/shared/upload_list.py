"""The uploaded files, one line each, in the three groups."""

from collections.abc import Sequence

import streamlit as st

from pages.shared.findings_list import count_text
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, layout_label
from pages.shared.upload_details import show_details
from pages.shared.upload_inputs import show_inputs, target_of
from pages.shared.upload_line import Group, Line
from pages.shared.uploading import left_out, let_go, seen_twice
from pages.shared.words import language, n, t
from zi_analytics.finding_text import message, remedy
from zi_analytics.language.numbers import decimal
from zi_analytics.language.wording import msg

AT_ONCE = 20
"""Lines on one page: what a person can see."""

_GROUPS = {
    Group.LOOK: ("▲", "yellow", msg("Look at these first")),
    Group.READY: ("✓", "green", msg("Ready")),
    Group.UNKNOWN: ("✕", "red", msg("Not recognised")),
}


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


def show_groups(lines: Sequence[Line]) -> None:
    """The groups one below the other, a page of lines at a time."""
    for group, (sign, colour, title) in _GROUPS.items():
        members = [line for line in lines if line.group is group]
        if not members:
            continue
        st.subheader(f":{colour}[{sign}] {t(title)} ({len(members)})", anchor=False, divider="gray")
        for line in _one_page(members, group):
            _show_line(line)


def _one_page(members: list[Line], group: Group) -> list[Line]:
    pages = -(-len(members) // AT_ONCE)
    if pages == 1:
        return members
    page = st.selectbox(
        t("Part of the list"),
        range(pages),
        format_func=lambda part: t(
            "{first} to {last} of {total}",
            first=part * AT_ONCE + 1,
            last=min((part + 1) * AT_ONCE, len(members)),
            total=len(members),
        ),
        key=f"part-{group.value}",
        width=260,
    )
    return members[page * AT_ONCE : (page + 1) * AT_ONCE]


def _show_line(line: Line) -> None:
    with st.container(key=f"line-{line.key}", border=True):
        name, out = st.columns([8, 1], vertical_alignment="center")
        with name:
            st.markdown(f"**{literal(line.name)}**  \n{_facts(line)}")
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
            show_inputs(line)
        details = st.expander(
            t("Open: {findings}", findings=literal(count_text(line.findings))),
            key=f"open-{line.key}",
            on_change="rerun",
        )
        if details.open:
            with details:
                show_details(line, target_of(line))


def _facts(line: Line) -> str:
    """Instrument and layout, then completeness and scores of every assessor, as Markdown."""
    if line.reading is None or not line.assessed:
        return ""
    instrument = line.assessed[0].instrument
    said = [layout_label(instrument, line.reading.layout)]
    for one in line.assessed:
        own = one.reading.sheet_total
        parts = [
            t("{read}/{total} read", read=one.answered, total=len(instrument.questions)),
            t("by the rule {points}", points=decimal(one.total, language())),
            t("no total in the sheet")
            if own is None
            else t("by the sheet {points}", points=decimal(own, language())),
        ]
        who = f"{assessor_label(one.reading.assessor)}: "
        said.append(who + " · ".join(parts))
    return "  \n".join(literal(text) for text in said)
