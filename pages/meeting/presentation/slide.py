"""One slide: the finding as its title, below it the number, the picture or the table."""

from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from pages.meeting.presentation.choice import Subject
from pages.meeting.presentation.stage import letters
from pages.shared.colours import colours
from pages.shared.figures import show_picture
from pages.shared.literal import literal
from pages.shared.trail import NAME
from pages.shared.words import KEY as LANGUAGE
from pages.shared.words import language, t
from zi_analytics.analysis.sentences import STANDINGS
from zi_analytics.analysis.standing import Standing
from zi_analytics.charts.content_chart import content_picture
from zi_analytics.charts.content_shape import PHONE
from zi_analytics.language.wording import msg
from zi_analytics.report.content.model import (
    Cell,
    Figure,
    Link,
    Mark,
    Report,
    Section,
    Table,
    Topic,
)
from zi_analytics.report.deck import LONG_TITLE, Slide

_QUESTION = "pages/analysis/weak_areas/page.py"
_OVERVIEW = "pages/analysis/overview/page.py"
_PLAN = "pages/progress/action_plan/page.py"
_MOST_LINKS = 12
_NARROW = 700
_SHORT = 17
"""Letters of a date with a long month."""
FROM = "from"
"""In the address of a link: the number of the slide it was followed from."""
_TONES = {
    Standing.PASSING: "green",
    Standing.CLOSE: "yellow",
    Standing.FAILING: "red",
    Standing.UNKNOWN: "gray",
}
_PAGES = {
    Topic.STATE: (_OVERVIEW, msg("Overview")),
    Topic.RULES: (_OVERVIEW, msg("Overview")),
    Topic.AREAS: (_OVERVIEW, msg("Overview")),
    Topic.CHANGED: ("pages/analysis/periods/page.py", msg("Between periods")),
    Topic.HELD_BACK: (_OVERVIEW, msg("Overview")),
    Topic.QUESTIONS: (_QUESTION, msg("Weak areas")),
    Topic.EVIDENCE: ("pages/analysis/evidence/page.py", msg("Evidence")),
    Topic.MISSING: (_OVERVIEW, msg("Overview")),
    Topic.FOLLOWED: (_PLAN, msg("Action plan")),
    Topic.DECISIONS: (_PLAN, msg("Action plan")),
    Topic.PLAN: (_PLAN, msg("Action plan")),
    Topic.SOURCES: ("pages/data/assessments/page.py", msg("Assessments")),
}
"""The page that has more about a topic."""


def show_slide(
    slide: Slide,
    report: Report,
    subject: Subject,
    room: tuple[int, int],
    key: str,
    number: int = 0,
) -> None:
    """``room`` are the pixels of the window, ``key`` tells one slide of several from the others.

    ``number`` is where the browser's way back leads to from the links; on paper there are none.
    """
    if slide.section is None:
        _show_cover(report, key)
        return
    section = slide.section
    with st.container(key=f"above-{key}"):
        st.markdown(f":gray[{literal(report.subject)} · {literal(report.context)}]")
    title = section.title
    if slide.parts > 1:
        title = f"{title} ({slide.part}/{slide.parts})"
    # A word with a hyphen stays in one line: "masing-masing".
    st.header(literal(title).replace("\\-", "\\-\u2060"), anchor=False)
    if section.big is not None:
        _show_big(section, key)
    elif section.chart is not None:
        width, height = room
        size = letters(width, height)
        tall = height - _taken(len(title), len(section.lines), size)
        picture = _picture(section.chart, language(), colours(), size, max(tall, size * 14))
        show_picture(picture, f"chart-{key}")
        _show_lines(section.lines)
    else:
        if section.table is not None:
            _show_table(section.table, room[0] > _NARROW)
        _show_lines(section.lines)
    if number and section.topic is Topic.DECISIONS and section.table is None:
        st.markdown(f":gray[{t('Press K to write the first one.')}]")
    if number:
        _show_links(section, subject, key, number)


# A figure costs as much as all the rest of a turn; the same slide is often shown again.
_picture = lru_cache(maxsize=256)(content_picture)


def _show_cover(report: Report, key: str) -> None:
    with st.container(key=f"cover-{key}"):
        st.markdown(f":primary[{literal(report.heading)}]")
        st.header(literal(report.subject), anchor=False)
        st.markdown(f":gray[{literal(report.context)}]")


def _taken(title: int, lines: int, size: int) -> int:
    """Pixels that a slide needs beside its picture: title, lines, links and the row of keys."""
    rows = 1 if title <= LONG_TITLE else 2
    # On a phone the links take more lines.
    rows += 2 * (size < PHONE)
    return round(size * (3.4 + rows * 2.3 + lines * 2.1 + 2.4)) + 84


def _show_big(section: Section, key: str) -> None:
    assert section.big is not None
    tone = _TONES[section.standing] if section.standing else "primary"
    left, right = st.columns([2, 3], gap="large", vertical_alignment="center")
    with left:
        with st.container(key=f"big-{key}"):
            st.markdown(f":{tone}[{literal(section.big.text)}]")
        with st.container(key=f"of-{key}"):
            said = t("of 100 points")
            if section.standing not in (None, Standing.UNKNOWN):
                sign, word = STANDINGS[section.standing]
                said = f"{said} · :{tone}[{sign} {t(word)}]"
            st.markdown(said)
    with right:
        _show_lines(section.lines)


def _show_lines(lines: Sequence[str]) -> None:
    if lines:
        st.markdown("\n\n".join(literal(line) for line in lines))


def _show_table(table: Table, roomy: bool) -> None:
    """A cell by its kind; figures stand at the right, marks in their colour.

    Where it is ``roomy``, short texts stay in one line.
    """
    columns = list(zip(*table.rows, strict=True))
    numbers = [
        any(isinstance(cell, Figure) for cell in column) or not any(column) for column in columns
    ]
    names = [literal(name) for name in table.header]
    aligned = ["---:" if number else "---" for number in numbers]
    lines = [names, aligned, *([_cell(cell, roomy) for cell in row] for row in table.rows)]
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))


def _cell(cell: Cell, roomy: bool) -> str:
    if isinstance(cell, Mark):
        return f":{_TONES[cell.standing]}[{_in_one_line(cell.text)}]"
    if isinstance(cell, Figure):
        return _in_one_line(cell.text)
    text = cell or "–"
    return _in_one_line(text) if roomy and len(text) <= _SHORT else literal(text)


def _in_one_line(text: str) -> str:
    return literal(text).replace(" ", "\N{NO-BREAK SPACE}")


def _show_links(section: Section, subject: Subject, key: str, number: int) -> None:
    """Where the slide's numbers can be looked at: its questions and areas, and the whole page."""
    back = {LANGUAGE: language(), FROM: str(number)}
    links = [*(section.table.links if section.table else ()), *section.links]
    with st.container(horizontal=True, key=f"links-{key}"):
        for link in dict.fromkeys(links[:_MOST_LINKS]):
            _link(link, section.topic, subject, back)
        if section.topic in _PAGES:
            page, name = _PAGES[section.topic]
            if subject.unit or page in (_OVERVIEW, _PLAN):
                st.page_link(
                    page,
                    label=f"→ {t('Page {page}', page=t(name))}",
                    query_params=subject.address() | back,
                )


def _link(link: Link, topic: Topic, subject: Subject, back: dict[str, str]) -> None:
    unit = link.unit or subject.unit
    if not unit or not (link.node or link.unit):
        return
    address = {"unit": unit, "period": subject.period}
    if assessor := link.assessor or subject.assessor:
        address["assessor"] = assessor
    plan = topic is Topic.PLAN and not link.node
    st.page_link(
        _QUESTION if link.node else _PLAN if plan else _OVERVIEW,
        # An icon would cost as much to draw as the rest of the link.
        label=f"→ {literal(link.label)}",
        query_params=address | ({"view": "one"} if plan else _rest_of_address(link)) | back,
    )


def _rest_of_address(link: Link) -> dict[str, str]:
    """All that the page would add to its address itself: each addition is a step of the browser's
    way back, and few steps are to lead back to the slide."""
    if not link.node:
        return {"view": "unit"}
    return {NAME: link.node, "weak": "all", "aspect": "all"}
