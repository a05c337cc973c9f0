"""The doubts one by one: what was found, what to do, and the two things a person can do here."""

from collections.abc import Sequence

import streamlit as st

from pages.analysis.evidence.inspecting import offer_inspecting, tell_if_gone
from pages.analysis.evidence.parts import (
    PLAN,
    WEAK_AREAS,
    cell_text,
    plan_address,
    question_address,
)
from pages.shared.assessment_choice import Chosen
from pages.shared.choosing import pick
from pages.shared.downloads import offer_table
from pages.shared.literal import literal
from pages.shared.words import language, n, t
from zi_analytics.analysis.doubt_text import KINDS, advice_text, doubt_text, open_text
from zi_analytics.analysis.doubts import Doubt, DoubtKind
from zi_analytics.analysis.inspected import Joined
from zi_analytics.analysis.periods import parts
from zi_analytics.analysis.proof import part_of
from zi_analytics.language.numbers import date_text, decimal
from zi_analytics.store import Inspection

ALL = "all"
ROWS = 8
"""Doubts on one page: each has its own buttons."""
_SHOWN = "link-shown"
Open = tuple[Doubt, Inspection | None]


def show_doubts(chosen: Chosen, joined: Joined) -> None:
    """The open doubts, filtered by kind and area."""
    total = {doubt.question.code: doubt.points for doubt, _ in joined.open}
    title = open_text(len(joined.open), len(total), sum(total.values()), language())
    st.subheader(literal(title), anchor=False)
    tell_if_gone(chosen, {_key(doubt) for doubt, _ in joined.open})
    if not joined.open:
        return
    shown = _filter(chosen, joined.open)
    if not shown:
        st.markdown(t("No doubt fits this filter."))
        return
    cards = _cards(shown)
    pages = -(-len(cards) // ROWS)
    page = st.pagination(pages, key=f"doubts-page-{pages}") if pages > 1 else 1
    before = None
    for card in cards[(page - 1) * ROWS : page * ROWS]:
        kind = card[0][0].kind
        if kind is not before:
            many = sum(one.kind is kind for one, _ in shown)
            st.markdown(f"**{t(KINDS[kind])}** · {many}")
            before = kind
        _show_one(chosen, card)
    _offer(chosen, shown)


def _key(doubt: Doubt) -> str:
    return f"{doubt.question.code}-{doubt.kind}"


def _cards(shown: Sequence[Open]) -> list[list[Open]]:
    """Doubts that are shown as one: the same link stands under many questions."""
    cards: dict[object, list[Open]] = {}
    for doubt, changed in shown:
        alike = doubt.kind is DoubtKind.SAME_LINK
        cards.setdefault(doubt.doubted.subject if alike else doubt, []).append((doubt, changed))
    return list(cards.values())


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


def _show_one(chosen: Chosen, card: Sequence[Open]) -> None:
    doubt = card[0][0]
    key = _key(doubt)
    answer = chosen.assessed.reading.answers[doubt.question.code]
    together = decimal(sum(one.points for one, _ in card), language())
    question = f"{doubt.question.code} {doubt.question.label.say(language())}"
    if len(card) > 1:
        question = n("{number} question", "{number} questions", len(card))
    lines = [
        f"**{literal(t('{points} points', points=together))}** · {literal(question)}",
        literal(doubt_text(doubt, language())),
        f":gray[{t('Written there')}:] {literal(doubt.found or '–')} "
        f":gray[· {literal(cell_text(answer))}]",
        f":gray[{t('What to do')}:] {literal(advice_text(doubt, language()))}",
        *(_changed_text(changed) for _, changed in card[:1] if changed is not None),
    ]
    with st.container(key=f"doubt-{key}", gap="xsmall"):
        st.markdown("  \n".join(lines))
        with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
            for one, _ in card:
                code = one.question.code
                st.page_link(
                    WEAK_AREAS,
                    label=t("See the question") if len(card) == 1 else literal(code),
                    icon=":material/arrow_forward:" if len(card) == 1 else None,
                    query_params=question_address(chosen, code),
                )
            if len(card) == 1:
                st.page_link(
                    PLAN,
                    label=t("Put it into the action plan"),
                    icon=":material/add_task:",
                    query_params=plan_address(chosen, doubt.question.code),
                )
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            if doubt.links and st.session_state.get(_SHOWN) != key:
                st.button(
                    t("Show the link"),
                    key=f"show-{key}",
                    on_click=_show_link,
                    args=(key,),
                    type="tertiary",
                )
            offer_inspecting(chosen, [one.doubted for one, _ in card], key)
        if doubt.links and st.session_state.get(_SHOWN) == key:
            _show_links(doubt, key)


def _changed_text(changed: Inspection) -> str:
    said = t(
        "Changed since it was checked by {by} on {when}: {reason}",
        by=changed.inspected_by,
        when=date_text(changed.inspected_at.astimezone(), language()),
        reason=changed.reason,
    )
    return f":yellow[▲] {literal(said)}"


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
    offer_table(
        t("Download the doubts"),
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
