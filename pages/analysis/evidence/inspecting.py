"""Marking a doubt as looked into, with a reason; and all that was, with who and when."""

from collections.abc import Collection, Sequence
from functools import partial

import streamlit as st

from pages.shared import loading
from pages.shared.asking import attempt
from pages.shared.assessment_choice import Chosen
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.visitor import ask_name
from pages.shared.words import language, n, t
from zi_analytics.analysis.doubt_text import KINDS, VALIDITIES
from zi_analytics.analysis.doubts import DoubtKind
from zi_analytics.analysis.inspected import Kept, Validity
from zi_analytics.language.numbers import date_text
from zi_analytics.store import Doubted, Inspection, StoreError

_OPEN = "inspecting"
_SAME = DoubtKind.SAME_ANSWERS.value
LONGEST = 300
ROWS = 8
PAIR = "pair-"
"""How the key of a pair of units begins; all others are about a question."""


def offer_inspecting(chosen: Chosen, doubted: Sequence[Doubted], key: str) -> None:
    """A button that opens the form; the form itself while it is open.

    ``doubted`` is the same of one question or more: one look may settle them all.
    """
    place = _place(chosen, key)
    if st.session_state.get(_OPEN) != place:
        st.button(
            t("Mark as checked"),
            key=f"inspect-{key}",
            on_click=_open,
            args=(place,),
            type="tertiary",
        )
        return
    with st.form(f"inspect-form-{key}"):
        st.caption(
            t(
                "Say why it is no doubt: what you looked at. It is kept with your name and the "
                "time, and holds only as long as evidence, note and answer stay as they are."
            )
        )
        by = ask_name("by")
        reason = st.text_area(t("Reason"), max_chars=LONGEST, key="reason", height=80)
        settled = [one.question for one in doubted]
        if len(doubted) > 1:
            settled = st.multiselect(
                t("Questions"),
                settled,
                default=settled,
                key="settled",
                placeholder=t("Questions"),
            )
        with st.container(horizontal=True):
            saved = st.form_submit_button(t("Save as checked"), type="primary")
            st.form_submit_button(t("Cancel"), on_click=_close)
    if saved:
        _inspect(chosen, [one for one in doubted if one.question in settled], reason, by)


def tell_if_gone(chosen: Chosen, keys: Collection[str]) -> None:
    """Say so when the open form has nothing left to be about; ``keys`` are what is in doubt."""
    place = st.session_state.get(_OPEN, "")
    here = _place(chosen, "")
    key = place.removeprefix(here)
    if place.startswith(here) and key not in keys and not key.startswith(PAIR):
        _close()
        st.info(
            t(
                "What you were about to check is not in doubt any more: it was checked or changed "
                "meanwhile. See the history below."
            )
        )


def _place(chosen: Chosen, key: str) -> str:
    return f"{chosen.unit}~{chosen.period}~{chosen.assessor}~{key}"


def _open(place: str) -> None:
    st.session_state[_OPEN] = place


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def _inspect(chosen: Chosen, doubted: Sequence[Doubted], reason: str, by: str) -> None:
    """Keep it, and say what was kept; never as a success what was not."""
    if not doubted:
        st.warning(t("No question was chosen: nothing was stored."))
        return
    try:
        kept = loading.store().inspections.add(
            chosen.unit,
            chosen.period,
            chosen.assessor,
            doubted,
            reason,
            by=by,
            expected_revision=chosen.document.revision.number,
        )
    except StoreError as error:
        show_findings([error.finding], "inspect")
        return
    _close()
    new = [one for one, is_new in kept if is_new]
    if new:
        codes = ", ".join(_named(one) for one in new)
        said = t("{code} is kept as checked by {by}.", code=codes, by=new[0].inspected_by)
        attempt(lambda: said)
    held = kept[0][0]
    already = t(
        "{code} was checked already by {by} on {when}; that stays as it is.",
        code=_named(held),
        by=held.inspected_by,
        when=_moment(held),
    )
    st.info(literal(already))


def show_kept(kept: Sequence[Kept]) -> None:
    """Everything that was looked into, folded: reason, who, when, and what became of it."""
    if not kept:
        return
    holding = sum(one.validity is Validity.HOLDS for one in kept)
    label = n("{number} checked", "{number} checked", holding)
    with st.expander(f"{label} · {t('history of checks')}: {len(kept)}", key="kept"):
        pages = -(-len(kept) // ROWS)
        page = st.pagination(pages, key=f"kept-page-{pages}") if pages > 1 else 1
        for one in kept[(page - 1) * ROWS : page * ROWS]:
            _show_one(one)


def _show_one(one: Kept) -> None:
    made = one.inspection
    kind = "" if made.doubted.kind == _SAME else f" · {literal(_kind_text(made.doubted.kind))}"
    lines = [
        f"**{literal(_named(made))}**{kind} · {t(VALIDITIES[one.validity])}",
        literal(made.reason),
        f":gray[{literal(t('{by}, {when}', by=made.inspected_by, when=_moment(made)))}]",
    ]
    if made.withdrawn_at is not None:
        when = date_text(made.withdrawn_at.astimezone(), language())
        said = t("Taken back by {by} on {when}", by=made.withdrawn_by or "", when=when)
        lines.append(f":gray[{literal(said)}]")
    text, button = st.columns([5, 2], vertical_alignment="center")
    with text:
        st.markdown("  \n".join(lines))
    if made.holds:
        with button:
            _offer_taking_back(made)


def _offer_taking_back(made: Inspection) -> None:
    with st.popover(t("Take back"), key=f"back-{made.number}"):
        with st.form(f"back-form-{made.number}", border=False):
            by = ask_name(f"back-by-{made.number}")
            sure = st.form_submit_button(t("Take the check back"), type="primary")
        st.caption(t("The answer is in doubt again; the check stays in the history."))
        if sure:
            attempt(partial(_withdraw, made, by))


def _withdraw(made: Inspection, by: str) -> str:
    loading.store().inspections.withdraw(made.number, by=by)
    return t("The check of {code} is taken back.", code=_named(made))


def _named(made: Inspection) -> str:
    """The question that an inspection is about; of a whole worksheet, what was doubted."""
    same = made.doubted.kind == _SAME
    return _kind_text(_SAME) if same else made.doubted.question


def _kind_text(kind: str) -> str:
    """A kind in words; what a later version of the program kept is shown as it is."""
    return t(KINDS[DoubtKind(kind)]) if kind in set(DoubtKind) else kind


def _moment(made: Inspection) -> str:
    return date_text(made.inspected_at.astimezone(), language())
