"""*Dari mana?* Going down from a figure to its cells, with a trail back."""

import streamlit as st

from pages.analysis.overview.parts import share_text
from pages.shared.choosing import chosen_code, keep_code
from pages.shared.literal import literal
from pages.shared.trail import NAME, show_step, show_trail
from pages.shared.words import language, t
from zi_analytics.analysis import sentences
from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.trace import How, Step, trace
from zi_analytics.instrument import AnswerKind, Level
from zi_analytics.language.numbers import decimal
from zi_analytics.store import StoredAssessment
from zi_analytics.workbook.reading import Answer, State


def show_trace(assessed: Assessed, document: StoredAssessment) -> None:
    """The figure of one node, how it is made, and its parts to go down to."""
    st.subheader(t("Where does it come from?"), anchor=False)
    st.caption(t("Choose a part to go down, from the total to the cell and the article."))
    codes = [node.code for node in assessed.instrument.scored]
    code = chosen_code(NAME, codes, codes[0])
    keep_code(NAME, code)
    show_trail(_above(assessed, code))
    step = trace(assessed, code)
    node = step.node
    st.markdown(
        f"**{literal(_label(step))}** — {literal(share_text(step.points or 0.0, node.weight))}"
    )
    st.markdown(literal(sentences.step_text(step, language())))
    if node.level is Level.QUESTION:
        _show_question(assessed, step, document)
    else:
        for part in step.steps:
            _show_part(part)
    st.caption(t("Article: {article}", article=literal(step.article)))


def _label(step: Step) -> str:
    label = step.node.label.say(language())
    return label if step.node.level is Level.TOTAL else f"{step.node.code} {label}"


def _above(assessed: Assessed, code: str) -> list[tuple[str, str]]:
    """The places above ``code`` with their names, the total first."""
    above = []
    place = assessed.instrument.node[code].parent
    while place is not None:
        node = assessed.instrument.node[place]
        above.append((place, node.label.say(language())))
        place = node.parent
    return above[::-1]


def _show_part(part: Step) -> None:
    """A part of a sum or a mean: its name leads down, its figure stands beside it."""
    name, figure = st.columns([3, 2], vertical_alignment="center")
    with name:
        show_step(part.node.code, _label(part))
    with figure:
        said = [share_text(part.points or 0.0, part.weight)]
        if part.answer is not None:
            said.append(_cell_text(part.answer))
        st.markdown(literal(" · ".join(text for text in said if text)))


def _show_question(assessed: Assessed, step: Step, document: StoredAssessment) -> None:
    """The question itself: answer, cell, criteria, counts, note, evidence."""
    instrument, node, answer = assessed.instrument, step.node, step.answer
    if answer is None:
        st.markdown(literal(t(sentences.STATES[State.MISSING])))
        return
    lines = [(t("In the worksheet"), _raw_text(answer))]
    if step.how is How.CHOICE and answer.state is State.ANSWERED:
        key = next(
            (
                option.key
                for option in instrument.type_of(node.code).options
                if step.value is not None and abs(option.value - step.value) < 1e-9
            ),
            "",
        )
        criteria = instrument.criteria.get((node.code, key))
        if criteria is not None:
            lines.append((t("What it means"), criteria.say(language())))
    elif instrument.type_of(node.code).kind is not AnswerKind.CHOICE:
        criteria = instrument.criteria.get((node.code, ""))
        if criteria is not None:
            lines.append((t("How it is computed"), criteria.say(language())))
    lines.extend(
        (
            part.node.label.say(language()),
            " · ".join(
                text
                for text in (
                    sentences.step_text(part, language()),
                    "" if part.answer is None else _cell_text(part.answer),
                )
                if text
            ),
        )
        for part in step.steps
    )
    if answer.sheet_points is not None:
        lines.append((t("Points in the worksheet"), decimal(answer.sheet_points, language())))
    lines.append((t("Note"), answer.note or "–"))
    lines.append((t("Evidence"), answer.evidence or "–"))
    lines.append((t("File"), document.revision.file))
    st.markdown("  \n".join(f":gray[{literal(label)}:] {literal(text)}" for label, text in lines))


def _cell_text(answer: Answer) -> str:
    if answer.cell is None:
        return t("no row in the sheet")
    return t("cell {place}", place=f"{answer.sheet}!{answer.cell}")


def _raw_text(answer: Answer) -> str:
    said = [answer.raw.strip() or "–", _cell_text(answer)]
    if answer.state is not State.ANSWERED:
        said.append(t(sentences.STATES[answer.state]))
    return " · ".join(said)
