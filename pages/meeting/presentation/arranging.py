"""Which slides are shown, in what order: the choice stands in the address and holds."""

from functools import partial

import streamlit as st

from pages.shared.choosing import chosen_codes, forget_codes, keep_codes
from pages.shared.literal import literal
from pages.shared.words import t
from zi_analytics.language.wording import msg
from zi_analytics.report.content.model import Report, Topic
from zi_analytics.report.deck import Preset, coded, move, preset, toggle

NAME = "slide"
_PRESETS = {
    Preset.FULL: msg("All"),
    Preset.SHORT: msg("Short"),
    Preset.DECISIONS: msg("Only what is to be decided"),
}
_TOPICS = {
    Topic.FOLLOWED: msg("Last meeting"),
    Topic.STATE: msg("State"),
    Topic.RULES: msg("Rules"),
    Topic.AREAS: msg("Areas"),
    Topic.CHANGED: msg("What changed"),
    Topic.HELD_BACK: msg("What holds back"),
    Topic.QUESTIONS: msg("Questions"),
    Topic.EVIDENCE: msg("Evidence"),
    Topic.DECISIONS: msg("Decisions"),
    Topic.MISSING: msg("Not handed in"),
    Topic.PLAN: msg("Action plan"),
    Topic.SOURCES: msg("Sources"),
}


def chosen_slides(report: Report) -> list[str]:
    """The codes of the chosen slides in their order; all where nothing is chosen.

    What a meeting itself adds is shown also where the choice was made before there was any.
    """
    known = coded(report)
    codes = chosen_codes(NAME, known, list(known))
    added = [code for code, section in known.items() if section.topic in _OF_MEETING]
    for code in added:
        if code not in codes:
            codes = toggle(codes, code, list(known))
    return codes


_OF_MEETING = (Topic.FOLLOWED, Topic.DECISIONS)


def show_arranging(report: Report) -> list[str]:
    """The list of slides with a tick and two arrows each; what is left out stands below."""
    known = coded(report)
    codes = chosen_slides(report)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(f":gray[{t('Choose')}:]")
        for wanted, label in _PRESETS.items():
            st.button(
                t(label),
                key=f"preset-{wanted}",
                on_click=_use,
                args=(report, wanted),
                type="tertiary",
            )
    with st.container(gap="xxsmall", key="arranging"):
        for number, code in enumerate(codes, start=1):
            _show_row(report, codes, code, str(number))
        for code in known:
            if code not in codes:
                _show_row(report, codes, code, "–")
    return codes


def _show_row(report: Report, codes: list[str], code: str, number: str) -> None:
    known = coded(report)
    section = known[code]
    used = code in codes
    key = f"use-{code}"
    st.session_state[key] = used
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.checkbox(
            f":gray[{number} · {t(_TOPICS[section.topic])}]  {literal(section.title)}",
            key=key,
            disabled=section.topic in _OF_MEETING,
            on_change=partial(_keep, toggle(codes, code, list(known))),
            width="stretch",
            wrap=True,
        )
        # Both beside each other, also where the title needs the whole width of a phone.
        with st.container(horizontal=True, gap="xsmall", width="content"):
            for by, sign, word in (
                (-1, "arrow_upward", msg("Move up: {slide}")),
                (1, "arrow_downward", msg("Move down: {slide}")),
            ):
                at_end = used and codes.index(code) == (0 if by < 0 else len(codes) - 1)
                st.button(
                    f":material/{sign}:",
                    key=f"move{by:+d}-{code}",
                    help=t(word, slide=literal(section.title)),
                    disabled=not used or at_end,
                    on_click=partial(_keep, move(codes, code, by) if used else codes),
                    type="tertiary",
                )


def _keep(codes: list[str]) -> None:
    keep_codes(NAME, codes)


def _use(report: Report, wanted: Preset) -> None:
    if wanted is Preset.FULL:
        forget_codes(NAME)
    else:
        keep_codes(NAME, preset(report, wanted))
