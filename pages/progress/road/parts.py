"""The parts of a road: the answer, the rules before and after, the steps, and its equals."""

from collections.abc import Sequence
from zlib import crc32

import streamlit as st

from pages.shared.assessment_choice import Chosen
from pages.shared.colours import colours
from pages.shared.downloads import Row, offer_table
from pages.shared.figures import fact, show_picture, small_table
from pages.shared.literal import literal
from pages.shared.trail import NAME
from pages.shared.words import language, n, t
from zi_analytics.analysis.proof import part_of
from zi_analytics.analysis.road import Road, RuleLine, Start, Step
from zi_analytics.analysis.road.text import (
    after_text,
    before_text,
    binding_text,
    headline,
    standing_after,
    surveys_text,
)
from zi_analytics.analysis.sentences import STANDINGS, predicate_text
from zi_analytics.charts.road import road_picture
from zi_analytics.language.numbers import decimal, short, signed

QUESTION = "pages/analysis/weak_areas/page.py"


def show_answer(begin: Start, road: Road) -> None:
    """The road in one sentence, a word of caution, and its figures."""
    st.header(literal(headline(begin.instrument, road, language())), anchor=False)
    caution = surveys_text(road, language())
    if caution:
        st.markdown(f":orange[▲] {literal(caution)}")
    facts = st.columns(4)
    with facts[0]:
        fact(
            t("Total"),
            t(
                "{before} → {after}",
                before=decimal(road.before, language()),
                after=decimal(road.after, language()),
            ),
        )
    with facts[1]:
        fact(t("Questions"), n("{number} question", "{number} questions", len(road.steps)))
    with facts[2]:
        fact(t("Effort"), t("about {days} days", days=short(road.effort, language(), 1)))
    with facts[3]:
        met = [sum(rule.met_before for rule in road.rules), sum(r.met_after for r in road.rules)]
        fact(
            t("Rules met"),
            t(
                "{before} → {after} of {total}",
                before=met[0],
                after=met[1],
                total=len(road.rules),
            ),
        )


def show_rules(begin: Start, road: Road) -> None:
    """Every rule before and after, as a picture and a table."""
    label = predicate_text(begin.instrument, road.wishes.target, language())
    missed = sum(not rule.met_before for rule in road.rules)
    st.subheader(
        literal(
            n(
                "{number} rule of {predicate} is missed today",
                "{number} rules of {predicate} are missed today",
                missed,
                predicate=label,
            )
            if missed
            else t("Every rule of {predicate} is met today", predicate=label)
        ),
        anchor=False,
    )
    st.caption(t("Filled = today, hatched = what the road adds; every bar is its full weight."))
    show_picture(road_picture(road.rules, label, language(), colours()), "jalan")
    binding = binding_text(road, language())
    if binding:
        st.markdown(literal(binding))
    articles = "; ".join(sorted({rule.limit.article for rule in road.rules}))
    st.caption(t("Article: {article}", article=literal(articles)))
    with st.expander(t("Rules as a table"), key="road-rules"):
        small_table(
            [
                {
                    t("Rule"): literal(rule.limit.label.say(language())),
                    t("Today"): decimal(rule.before, language()),
                    t("After"): decimal(rule.after, language()),
                    t("Limit"): decimal(rule.needed, language()),
                    t("Left over"): signed(rule.slack, language()),
                    t("Standing"): _standing(rule),
                }
                for rule in road.rules
            ],
            t("Rules as a table"),
        )


def show_steps(chosen: Chosen, begin: Start, road: Road) -> None:
    """What to change, the most points first; a row leads to its question."""
    if not road.steps:
        return
    st.subheader(
        n("{number} step", "{number} steps", len(road.steps)),
        anchor=False,
    )
    st.caption(t("The most points first. Pick a row to open its question: criteria and evidence."))
    codes = [step.question.code for step in road.steps]
    key = f"road-steps-{crc32(repr(codes).encode()):x}"
    st.dataframe(
        {
            t("Gain"): [signed(step.points, language()) for step in road.steps],
            t("Question"): [_name(step) for step in road.steps],
            t("Now"): [before_text(step, begin.instrument, language()) for step in road.steps],
            t("Becomes"): [after_text(step, begin.instrument, language()) for step in road.steps],
            t("Effort"): [short(step.effort, language(), 1) for step in road.steps],
            t("Note"): [_note(step) for step in road.steps],
        },
        hide_index=True,
        key=key,
        on_select="rerun",
        selection_mode="single-row",
        height=min(38 + 35 * len(codes), 460),
        column_config={
            t("Gain"): st.column_config.TextColumn(width=76, alignment="right"),
            t("Question"): st.column_config.TextColumn(width=370),
            t("Now"): st.column_config.TextColumn(width=100),
            t("Becomes"): st.column_config.TextColumn(width=110),
            t("Effort"): st.column_config.TextColumn(width=66, alignment="right"),
            t("Note"): st.column_config.TextColumn(width=190),
        },
        alt=t("The steps of the road, the most points first"),
    )
    rows = st.session_state[key].selection.rows
    if rows and rows[0] < len(codes):
        st.switch_page(
            QUESTION,
            query_params={
                "unit": chosen.unit,
                "period": chosen.period,
                "assessor": chosen.assessor,
                NAME: codes[rows[0]],
            },
        )
    header, table = steps_table(begin, road.steps)
    offer_table(t("Download the steps"), f"jalan-{chosen.unit}", header, table)


def steps_table(begin: Start, steps: tuple[Step, ...]) -> tuple[list[str], list[Row]]:
    """The steps as a table to take along."""
    areas = part_of(begin.instrument)
    header = [
        *(t("Code"), t("Question"), t("Area"), t("Now"), t("Becomes"), t("Gain"), t("Effort")),
        t("Note"),
    ]
    rows: list[Row] = [
        (
            step.question.code,
            step.question.label.say(language()),
            areas[step.question.code].label.say(language()),
            before_text(step, begin.instrument, language()),
            after_text(step, begin.instrument, language()),
            step.points,
            step.effort,
            _note(step),
        )
        for step in steps
    ]
    return header, rows


def show_equals(road: Road, equals: Sequence[tuple[Step, ...]]) -> None:
    """Roads that are just as good: what they change instead."""
    if not equals:
        return
    own = {step.question.code for step in road.steps}
    label = n("{number} road just as good", "{number} roads just as good", len(equals))
    with st.expander(label, key="road-equals"):
        st.caption(
            t(
                "They cost as much by the measure above. Leave out a question below to have "
                "another road proposed."
            )
        )
        rows = []
        for other in equals:
            there = {step.question.code for step in other}
            rows.append(
                {
                    t("Instead of"): literal(_named(road.steps, own - there)),
                    t("These"): literal(_named(other, there - own)),
                    t("Total"): decimal(
                        road.before + sum(step.points for step in other), language()
                    ),
                    t("Effort"): short(sum(step.effort for step in other), language(), 1),
                }
            )
        small_table(rows, label)


def _named(steps: tuple[Step, ...], codes: set[str]) -> str:
    return "; ".join(_name(step) for step in steps if step.question.code in codes) or "–"


def _name(step: Step) -> str:
    return f"{step.question.code} {step.question.label.say(language())}"


def _note(step: Step) -> str:
    said = []
    if not step.in_hand:
        said.append(t("▲ decided by respondents"))
    if step.decided:
        said.append(t("● decided already"))
    return " · ".join(said)


def _standing(rule: RuleLine) -> str:
    sign, word = STANDINGS[standing_after(rule)]
    return f"{sign} {t(word)}"
