"""One question with everything known of it: what to answer better, and who already does."""

import streamlit as st

from pages.shared import loading
from pages.shared.assessment_choice import Chosen
from pages.shared.figures import fact, small_table
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, period_label, unit_label
from pages.shared.words import language, t
from zi_analytics.analysis import sentences
from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.doubt_text import advice_text, doubt_text
from zi_analytics.analysis.doubts import survey_doubts
from zi_analytics.analysis.gains import Gain, gains
from zi_analytics.analysis.peers import full_marks, history
from zi_analytics.analysis.weak_text import answer_text, full_marks_text
from zi_analytics.instrument import AnswerKind, Node
from zi_analytics.language.numbers import decimal, short, signed
from zi_analytics.programme.surveys import surveys_of
from zi_analytics.workbook.reading import Answer, State

_NAMED = 12
"""Units with full marks that are named; of more only the number is said."""


def show_question(chosen: Chosen, code: str) -> None:
    """The question ``code`` of the chosen assessment."""
    assessed = chosen.assessed
    instrument = assessed.instrument
    node = instrument.node[code]
    label = f"{code} {node.label.say(language())}"
    st.subheader(literal(label), anchor=False)
    gain = next(iter(gains(assessed, (code,))), None)
    _show_facts(assessed, node, gain)
    _show_survey(chosen, node)
    if instrument.asks_questions:
        _show_criteria(assessed, node, gain)
    _show_assessors(chosen, node)
    _show_history(chosen, node)
    _show_full_marks(chosen, node)
    st.page_link(
        "pages/progress/action_plan/page.py",
        label=t("Put it into the action plan"),
        icon=":material/add_task:",
        query_params={"unit": chosen.unit, "view": "one", "add": code},
    )
    st.page_link(
        "pages/analysis/overview/page.py",
        label=t("Where does it come from? Article and arithmetic"),
        icon=":material/account_tree:",
    )


def _show_facts(assessed: Assessed, node: Node, gain: Gain | None) -> None:
    now, better, most = st.columns(3)
    points = t(
        "{points} of {weight} points",
        points=decimal(assessed.points[node.code], language()),
        weight=short(node.weight or 0.0, language(), 3),
    )
    with now:
        fact(t("Answer now"), _said(assessed, node), points)
    if gain is None:
        with better:
            fact(t("Next better answer"), t("none: full marks"))
        return
    with better:
        worth = t("{points} points", points=signed(gain.points, language()))
        fact(t("Next better answer"), sentences.better_text(gain, language()), worth)
    with most:
        worth = t("{points} points", points=signed(gain.to_full, language()))
        fact(t("Up to full marks"), worth)


def _show_survey(chosen: Chosen, node: Node) -> None:
    """A survey that is kept of the same period and gives another index than the answer."""
    surveys = surveys_of(loading.store(), chosen.unit, chosen.period)
    for doubt in survey_doubts(chosen.assessed, surveys):
        if doubt.question.code == node.code:
            said = f"{doubt_text(doubt, language())} {advice_text(doubt, language())}"
            st.warning(literal(said), icon=":material/poll:")


def _show_criteria(assessed: Assessed, node: Node, gain: Gain | None) -> None:
    """When each option applies, the present and the next better one marked; what proves it."""
    instrument = assessed.instrument
    answer_type = instrument.type_of(node.code)
    lines = []
    if answer_type.kind is AnswerKind.CHOICE:
        current = _said(assessed, node)
        for option in answer_type.options:
            key = sentences.option_text(option.key, language())
            criteria = instrument.criteria.get((node.code, option.key))
            worth = decimal(option.value * (node.weight or 0.0), language())
            line = f"**{literal(key)}** · {literal(t('{points} points', points=worth))}"
            if criteria is not None:
                line += f" · {literal(criteria.say(language()))}"
            if key == current:
                line += f" · **● {t('answer now')}**"
            elif gain is not None and gain.better == option.key:
                line += f" · :green[**↑ {t('next better answer')}**]"
            lines.append(f"- {line}")
    else:
        criteria = instrument.criteria.get((node.code, ""))
        if criteria is not None:
            lines.append(f":gray[{t('How it is computed')}:] {literal(criteria.say(language()))}")
    proof = instrument.evidence.get(node.code)
    st.markdown(f"**{t('Criteria')}**")
    if lines:
        st.markdown("\n".join(lines))
    if proof is not None:
        st.markdown(f":gray[{t('What proves it')}:] {literal(proof.say(language()))}")


def _show_assessors(chosen: Chosen, node: Node) -> None:
    """The answers of all assessors of the period side by side, each with its note and cell."""
    st.markdown(f"**{t('Answer, note and evidence')}**")
    places = st.columns(len(chosen.found), gap="large")
    for place, (code, (document, assessed)) in zip(places, chosen.found.items(), strict=True):
        answer = assessed.reading.answers.get(node.code)
        lines = [
            (t("Answer"), _said(assessed, node)),
            (t("Cell"), _cell(answer)),
            (t("Note"), (answer and answer.note) or "–"),
            (t("Evidence"), (answer and answer.evidence) or "–"),
            (t("File"), document.revision.file),
        ]
        with place:
            said = [f":gray[{literal(name)}:] {literal(text)}" for name, text in lines]
            st.markdown("  \n".join([f"**{literal(assessor_label(code))}**", *said]))


def _show_history(chosen: Chosen, node: Node) -> None:
    """The same question's answers over the unit's periods, all assessors beside each other."""
    instrument = chosen.assessed.instrument
    given = history(loading.answers_of_unit(instrument.id, chosen.unit), node.code)
    periods = list(dict.fromkeys(one.period for one in given))
    st.markdown(f"**{t('Over the periods')}**")
    if len(periods) < 2:
        st.caption(t("Only this period is stored with this worksheet."))
        return
    used = {one.assessor for one in given}
    assessors = [code for code in loading.ASSESSORS if code in used]
    said = {
        (one.period, one.assessor): answer_text(
            instrument, node.code, one.state, one.value, language()
        )
        for one in given
    }
    rows = [
        {
            t("Period"): literal(period_label(period)),
            **{
                literal(assessor_label(code)): literal(said.get((period, code), "–"))
                for code in assessors
            },
        }
        for period in periods
    ]
    small_table(rows, t("The answers to this question over the periods"))


def _show_full_marks(chosen: Chosen, node: Node) -> None:
    """Who of the same kind has full marks in the same period: whom to ask how."""
    st.markdown(f"**{t('Who has full marks')}**")
    kind, others = loading.same_kind(chosen.unit)
    if not kind:
        st.caption(t("The kind of this unit is not set: set it on the page Units and periods."))
        return
    instrument = chosen.assessed.instrument
    found = full_marks(loading.answers_of_period(instrument.id, chosen.period), node.code, others)
    st.markdown(literal(full_marks_text(found, kind, language())))
    names = [literal(unit_label(code)) for code in found.units[:_NAMED]]
    more = len(found.units) - len(names)
    if names:
        rest = f" · {t('{number} more', number=more)}" if more else ""
        st.markdown(" · ".join(names) + rest)


def _said(assessed: Assessed, node: Node) -> str:
    """What an assessor answered, said with the worksheet it was given in."""
    answer: Answer | None = assessed.reading.answers.get(node.code)
    if answer is None or node.code not in assessed.points:
        return t(sentences.STATES[State.MISSING])
    return answer_text(assessed.instrument, node.code, answer.state, answer.value, language())


def _cell(answer: Answer | None) -> str:
    if answer is None or answer.cell is None:
        return t("no row in the sheet")
    return f"{answer.sheet}!{answer.cell}"
