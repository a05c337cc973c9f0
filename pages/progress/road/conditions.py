"""The conditions for being proposed: what the worksheet shows, and what a person ticks."""

import streamlit as st

from pages.shared.assessment_choice import Chosen
from pages.shared.choosing import chosen_codes, keep_codes, pick_segment
from pages.shared.literal import literal
from pages.shared.words import language, t
from zi_analytics.analysis.road import Institution, Line, checklist
from zi_analytics.analysis.sentences import predicate_text
from zi_analytics.language.numbers import percent
from zi_analytics.language.wording import msg

_INSTITUTIONS = {
    Institution.LOCAL: msg("Local government"),
    Institution.MINISTRY: msg("Ministry or agency"),
}
_TICKED = "met"


def show_conditions(chosen: Chosen, target: str) -> None:
    """The checklist with its marks; what the worksheet shows cannot be ticked."""
    instrument = chosen.assessed.instrument
    head = st.empty()
    institution = Institution(
        pick_segment(
            "institution",
            t("Institution"),
            [one.value for one in Institution],
            lambda code: t(_INSTITUTIONS[Institution(code)]),
            Institution.LOCAL.value,
        )
    )
    lines = checklist(instrument, chosen.assessed.values, target, institution)
    codes = [line.code for line in lines]
    ticked = chosen_codes(_TICKED, codes, ())
    met = sum(line.is_met(line.code in ticked) for line in lines)
    head.subheader(
        t("{met} of {total} conditions are met", met=met, total=len(lines)), anchor=False
    )
    for line in lines:
        _show_line(chosen, line, ticked)
    articles = "; ".join(dict.fromkeys(line.article for line in lines))
    st.caption(t("Article: {article}", article=literal(articles)))
    closing = instrument.closing
    if closing is not None:
        st.caption(literal(closing.note.say(language())))


def _show_line(chosen: Chosen, line: Line, ticked: list[str]) -> None:
    label = literal(_label(chosen, line))
    if line.seen is None:
        key = f"condition-{line.code}"
        st.session_state[key] = line.code in ticked
        st.checkbox(
            label, key=key, wrap=True, on_change=_take, args=(line.code, key, tuple(ticked))
        )
        return
    sign, colour = ("✓", "green") if line.seen else ("✕", "red")
    st.markdown(f":{colour}[{sign}] {label}")
    sights = " · ".join(
        f"{sight.question.code} {'–' if sight.value is None else percent(sight.value, language())}"
        for sight in line.sights
    )
    st.caption(literal(t("Seen in the worksheet: {sights}", sights=sights)))


def _label(chosen: Chosen, line: Line) -> str:
    if line.condition is not None:
        return line.condition.label.say(language())
    held = "" if line.held is None else line.held.code
    label = predicate_text(chosen.assessed.instrument, held, language())
    return t("The unit already holds {predicate}", predicate=label)


def _take(code: str, key: str, ticked: tuple[str, ...]) -> None:
    others = [one for one in ticked if one != code]
    keep_codes(_TICKED, [*others, code] if st.session_state[key] else others)
