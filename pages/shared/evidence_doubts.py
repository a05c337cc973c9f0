"""The doubts one by one: what was found, what to do, and the two things a person can do here."""

from collections.abc import Sequence

import streamlit as st

from pages.shared.assessment_choice import Chosen
from pages.shared.choosing import pick
from pages.shared.downloads import offer_csv
from pages.shared.evidence_inspecting import offer_inspecting
from pages.shared.evidence_parts import WEAK_AREAS, cell_text, question_address
from pages.shared.literal import literal
from pages.shared.words import language, n, t
from zi_analytics.analysis.doubt_text import KINDS, advice_text, doubt_text, open_text
from zi_analytics.analysis.doubts import Doubt, DoubtKind
from zi_analytics.analysis.inspected import Joined
from zi_analytics.analysis.periods import parts
from zi_analytics.analysis.proof import part_of
from zi_analytics.language.numbers import date_text, decimal
from zi_analytics.store import Doubted, Inspection

ALL = "all"
ROWS = 8
"""Doubts on one page: each has its own buttons."""
_NAMED = 6
_SHOWN = "link-shown"
Open = tuple[Doubt, Inspection | None]


def show_doubts(chosen: Chosen, joined: Joined) -> None:
    """The open doubts, filtered by kind and area."""
    total = {doubt.question.code: doubt.points for doubt, _ in joined.open}
    title = open_text(len(joined.open), len(total), sum(total.values()), language())
    st.subheader(literal(title), anchor=False)
    if not joined.open:
        return
    shown = _filter(chosen, joined.open)
    if not shown:
        st.markdown(t("No doubt fits this filter."))
        return
    pages = -(-len(shown) // ROWS)
    page = st.pagination(pages, key=f"doubts-page-{pages}") if pages > 1 else 1
    part = shown[(page - 1) * ROWS : page * ROWS]
    before = None
    for doubt, changed in part:
        if doubt.kind is not before:
            many = sum(one.kind is doubt.kind for one, _ in shown)
            st.markdown(f"**{t(KINDS[doubt.kind])}** · {many}")
            before = doubt.kind
        alike = [
            one.doubted
            for one, _ in joined.open
            if one.question.code in doubt.others and one.doubted.subject == doubt.doubted.subject
        ]
        _show_one(chosen, doubt, changed, alike)
    _offer(chosen, shown)


def _filter(chosen: Chosen, found: Sequence[Open]) -> list[Open]:
    used = {doubt.kind for doubt, _ in found}
    of_question = part_of(chosen.assessed.instrument)
    areas = {part.code: part for part in parts(chosen.assessed.instrument)}
    left, right = st.columns(2)
    with left:
        kind = pick(
            "doubt",
            t("Kind of doubt"),
            [ALL, *(kind for kind in DoubtKind if kind in used)],
            lambda code: t("All") if code == ALL else t(KINDS[DoubtKind(code)]),
            ALL,
        )
    with right:
        area = pick(
            "area",
            t("Area"),
            [ALL, *areas],
            lambda code: t("All") if code == ALL else areas[code].label.say(language()),
            ALL,
        )
    order = list(DoubtKind)
    shown = [
        (doubt, changed)
        for doubt, changed in found
        if kind in (ALL, doubt.kind) and area in (ALL, of_question[doubt.question.code].code)
    ]
    # Within a kind the most points come first, as they are found.
    return sorted(shown, key=lambda one: order.index(one[0].kind))


def _show_one(
    chosen: Chosen, doubt: Doubt, changed: Inspection | None, alike: Sequence[Doubted]
) -> None:
    key = f"{doubt.question.code}-{doubt.kind}"
    answer = chosen.assessed.reading.answers[doubt.question.code]
    question = f"{doubt.question.code} {doubt.question.label.say(language())}"
    points = t("{points} points", points=decimal(doubt.points, language()))
    lines = [
        f"**{literal(points)}** · {literal(question)}",
        literal(doubt_text(doubt, language())),
        f":gray[{t('Written there')}:] {literal(doubt.found or '–')} "
        f":gray[· {literal(cell_text(answer))}]",
        f":gray[{t('What to do')}:] {literal(advice_text(doubt, language()))}",
    ]
    if doubt.others:
        named = ", ".join(doubt.others[:_NAMED])
        more = len(doubt.others) - _NAMED
        rest = f" · {t('{number} more', number=more)}" if more > 0 else ""
        lines.insert(2, f":gray[{t('Also under')}:] {literal(named)}{rest}")
    if changed is not None:
        lines.append(
            ":yellow[▲] "
            + literal(
                t(
                    "Changed since it was checked by {by} on {when}: {reason}",
                    by=changed.inspected_by,
                    when=date_text(changed.inspected_at.astimezone(), language()),
                    reason=changed.reason,
                )
            )
        )
    with st.container(key=f"doubt-{key}", gap="xsmall"):
        st.markdown("  \n".join(lines))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(
                WEAK_AREAS,
                label=t("See the question"),
                icon=":material/arrow_forward:",
                query_params=question_address(chosen, doubt.question.code),
            )
            if doubt.links and st.session_state.get(_SHOWN) != key:
                st.button(
                    t("Show the link"),
                    key=f"show-{key}",
                    on_click=_show_link,
                    args=(key,),
                    type="tertiary",
                )
            offer_inspecting(chosen, doubt, key, alike)
        if doubt.links and st.session_state.get(_SHOWN) == key:
            _show_links(doubt, key)


def _show_link(key: str) -> None:
    st.session_state[_SHOWN] = key


def _show_links(doubt: Doubt, key: str) -> None:
    """The whole address as text, where it leads, and only now something to press.

    The browser asks for nothing before that, and this program never does.
    """
    for number, link in enumerate(dict.fromkeys(doubt.links)):
        st.code(link.url, language=None, wrap_lines=True)
        said = t("Leads to the server {host}. It is opened by your browser only.", host=link.host)
        st.caption(literal(said))
        st.link_button(
            t("Open in a new tab"),
            link.url,
            key=f"open-{key}-{number}",
            icon=":material/open_in_new:",
        )


def _offer(chosen: Chosen, shown: Sequence[Open]) -> None:
    of_question = part_of(chosen.assessed.instrument)
    answers = chosen.assessed.reading.answers
    st.caption(n("{number} doubt in the table", "{number} doubts in the table", len(shown)))
    offer_csv(
        t("Download the doubts (CSV)"),
        "meragukan",
        [
            t("Kind of doubt"),
            t("Code"),
            t("Question"),
            t("Area"),
            t("Points"),
            t("What is doubtful"),
            t("Written there"),
            t("Cell"),
            t("What to do"),
        ],
        [
            (
                t(KINDS[doubt.kind]),
                doubt.question.code,
                doubt.question.label.say(language()),
                of_question[doubt.question.code].label.say(language()),
                doubt.points,
                doubt_text(doubt, language()),
                doubt.found,
                cell_text(answers[doubt.question.code]),
                advice_text(doubt, language()),
            )
            for doubt, _ in shown
        ],
    )
