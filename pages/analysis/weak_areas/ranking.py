"""The answers that lose points as a table, the most to gain first, with filters."""

from collections.abc import Mapping, Sequence
from zlib import crc32

import streamlit as st

from pages.shared.choosing import pick, pick_segment
from pages.shared.downloads import offer_long_table
from pages.shared.figures import table_height
from pages.shared.literal import literal
from pages.shared.trail import NAME, go
from pages.shared.words import language, n, t
from zi_analytics.analysis import sentences
from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.proof import short_parts
from zi_analytics.analysis.weak import ROOT, Aspect, Place, Weak, Weakness, above, choose
from zi_analytics.analysis.weak_text import ASPECTS, WEAKNESSES
from zi_analytics.instrument import Level, Text
from zi_analytics.language.numbers import decimal, signed

ALL = "all"


# A fragment: its filters leave the tiles alone. It asks nothing of the store.
@st.fragment
def show_ranking(
    assessed: Assessed, answers: Sequence[Weak], known: Mapping[str, Place], place: Place
) -> None:
    """Those of ``answers`` that lie in ``place``, for a question in its area."""
    area = place if place.parts else _area_above(known, place)
    inside = _questions(known, area)
    here = [one for one in answers if one.gain.question.code in inside]
    st.subheader(
        literal(t("Ranking by points to gain: {place}", place=area.label.say(language()))),
        anchor=False,
    )
    if assessed.instrument.asks_questions:
        here = _filter(here, with_reform=any(a.reform for a in assessed.instrument.areas))
    if not here:
        st.markdown(t("No answer fits this filter."))
        return
    gain = sum(one.gain.points for one in here)
    st.caption(
        n(
            "{number} answer; one step better brings {points} points. Pick a row to open it.",
            "{number} answers; each one step better brings {points} points together. Pick a row "
            "to open it.",
            len(here),
            points=signed(gain, language()),
        )
    )
    _show_table(here, short_parts(assessed.instrument))
    if st.query_params.get(NAME) != place.code:
        st.rerun()
    _offer_table(here, known)


def _filter(answers: list[Weak], with_reform: bool) -> list[Weak]:
    left, right = st.columns(2)
    with left:
        weakness = pick(
            "weak",
            t("Weakness"),
            [ALL, *Weakness],
            lambda code: t("All") if code == ALL else t(WEAKNESSES[Weakness(code)]),
            ALL,
        )
    aspect = ALL
    if with_reform:
        with right:
            aspect = pick_segment(
                "aspect",
                t("Side of the worksheet"),
                [ALL, *Aspect],
                lambda code: t("All") if code == ALL else t(ASPECTS[Aspect(code)]),
                ALL,
            )
    chosen = choose(
        answers,
        None if weakness == ALL else Weakness(weakness),
        None if aspect == ALL else Aspect(aspect),
    )
    return list(chosen)


def _area_above(known: Mapping[str, Place], place: Place) -> Place:
    areas = [one for one in above(known, place.code) if one.level in (Level.AREA, Level.RESULT)]
    return areas[0] if areas else known[ROOT]


def _questions(known: Mapping[str, Place], place: Place) -> set[str]:
    found, waiting = set(), [place]
    while waiting:
        one = waiting.pop()
        waiting.extend(known[code] for code in one.parts)
        if not one.parts:
            found.add(one.code)
    return found


def _show_table(answers: Sequence[Weak], parts: Mapping[str, Text]) -> None:
    codes = [one.gain.question.code for one in answers]
    key = f"ranking-{crc32(repr(codes).encode()):x}"

    def take() -> None:
        rows = st.session_state[key].selection.rows
        if rows and rows[0] < len(codes):
            go(codes[rows[0]])

    many = len({one.area for one in answers}) > 1
    areas = [parts[code].say(language()) for code in codes]
    st.dataframe(
        {
            t("Gain"): [signed(one.gain.points, language()) for one in answers],
            t("Lost"): [decimal(one.gain.to_full, language()) for one in answers],
            t("Question"): [_question(one) for one in answers],
            **({t("Area"): areas} if many else {}),
            t("Now"): [sentences.current_text(one.gain, language()) for one in answers],
            t("Better"): [sentences.better_text(one.gain, language()) for one in answers],
            t("Weakness"): [_weaknesses(one) for one in answers],
        },
        hide_index=True,
        key=key,
        on_select=take,
        selection_mode="single-row",
        height=table_height(len(codes), 460),
        column_config={
            t("Gain"): st.column_config.TextColumn(width=80, alignment="right"),
            t("Lost"): st.column_config.TextColumn(width=62, alignment="right"),
            t("Question"): st.column_config.TextColumn(width=360 if many else 450),
            t("Area"): st.column_config.TextColumn(width=92),
            t("Now"): st.column_config.TextColumn(width=86),
            t("Better"): st.column_config.TextColumn(width=86),
            t("Weakness"): st.column_config.TextColumn(width=180),
        },
        alt=t("The answers that lose points, the most to gain first"),
    )


def _offer_table(answers: Sequence[Weak], known: Mapping[str, Place]) -> None:
    offer_long_table(
        t("Download the table"),
        "area-lemah",
        [
            t("Code"),
            t("Question"),
            t("Area"),
            t("Side of the worksheet"),
            t("Now"),
            t("Next better answer"),
            t("Gain"),
            t("Lost"),
            t("Weakness"),
        ],
        lambda: [
            (
                one.gain.question.code,
                one.gain.question.label.say(language()),
                known[one.area].label.say(language()),
                t(ASPECTS[one.aspect]),
                sentences.current_text(one.gain, language()),
                sentences.better_text(one.gain, language()),
                one.gain.points,
                one.gain.to_full,
                _weaknesses(one),
            )
            for one in answers
        ],
    )


def _question(one: Weak) -> str:
    return f"{one.gain.question.code} {one.gain.question.label.say(language())}"


def _weaknesses(one: Weak) -> str:
    return " · ".join(t(word) for kind, word in WEAKNESSES.items() if kind in one.weaknesses)
