"""The questions that most units miss, with the own answer beside them."""

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.analysis.units.choice import Compared
from pages.shared.choosing import pick, pick_segment
from pages.shared.downloads import offer_long_table
from pages.shared.drawn import drawn
from pages.shared.figures import show_picture, table_height
from pages.shared.literal import literal
from pages.shared.trail import NAME
from pages.shared.words import language, t
from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.beside_text import misses_title
from zi_analytics.analysis.misses import Miss, behind, choose
from zi_analytics.analysis.proof import short_parts
from zi_analytics.analysis.sentences import STATES
from zi_analytics.analysis.weak import Aspect
from zi_analytics.analysis.weak_text import ASPECTS, answer_text
from zi_analytics.charts.misses import MOST, misses_picture
from zi_analytics.charts.picture import Picture
from zi_analytics.charts.theme import Palette
from zi_analytics.language.numbers import decimal, percent, whole
from zi_analytics.workbook.reading import State

_ALL = "all"
_BEHIND = 8
_QUESTION = "pages/analysis/weak_areas/page.py"


# A fragment: its filters leave the rest of the page alone. It asks nothing of the store.
@st.fragment
def show_misses(compared: Compared, found: Sequence[Miss]) -> None:
    """The questions by what all units lose, as a picture and as a table, with filters."""
    st.subheader(literal(misses_title(found, language())), anchor=False)
    st.caption(
        t(
            "Of {number} {group}, the own one included: how many have no full marks, and the "
            "points that a unit loses on average (bar); ┃ = points that the own unit loses.",
            number=len(compared.group),
            group=compared.group_name,
        )
    )
    here = _filter(compared, found)
    if not here or here[0].lost <= 0:
        st.markdown(t("No point is lost here by any unit."))
        return
    own = compared.sides[0]
    lost = _lost(own)
    left, right = st.columns([3, 2], gap="large")
    with left:
        picture = drawn(_picture, tuple(here[:MOST]), own, compared.names[0])
        show_picture(picture, "antar-unit-luput")
    with right:
        _show_behind(compared, here, lost)
    _show_table(compared, here, own, lost)


def _lost(own: Assessed) -> dict[str, float]:
    """The points that a unit loses by question code."""
    return {
        question.code: (question.weight or 0.0) - own.points[question.code]
        for question in own.instrument.questions
    }


def _picture(
    found: tuple[Miss, ...], own: Assessed, name: str, spoken: str, palette: Palette
) -> Picture:
    return misses_picture(found, _lost(own), name, spoken, palette)


def _show_behind(compared: Compared, found: Sequence[Miss], lost: Mapping[str, float]) -> None:
    """Where the own unit loses more than the others: each leads to its question."""
    st.markdown(f"**{literal(t('Where {unit} loses more', unit=compared.names[0]))}**")
    wide = behind(found, lost)
    if not wide:
        st.caption(t("Nowhere: it loses no more than a unit does on average."))
        return
    st.caption(t("Points that it loses; in brackets, what a unit loses on average."))
    with st.container(gap="xxsmall"):
        for one in wide[:_BEHIND]:
            code = one.question.code
            said = t(
                "{own} ({each}) {question}",
                question=one.question.label.say(language()),
                own=decimal(lost[code], language()),
                each=decimal(one.lost_each, language()),
            )
            st.page_link(
                _QUESTION,
                label=literal(said),
                icon=":material/arrow_forward:",
                query_params=_place(compared, code),
            )


def _place(compared: Compared, code: str) -> dict[str, str]:
    """The address of a question of the own unit on the page Area lemah."""
    return {
        "unit": compared.unit,
        "period": compared.period,
        "assessor": compared.assessor_of(compared.unit),
        NAME: code,
    }


def _filter(compared: Compared, found: Sequence[Miss]) -> Sequence[Miss]:
    if not compared.instrument.asks_questions:
        return found
    left, right = st.columns(2)
    areas = list(dict.fromkeys(q.area for q in sorted(found, key=lambda one: one.area)))
    labels = _area_labels(compared)
    with left:
        area = pick(
            "area",
            t("Area or result"),
            [_ALL, *areas],
            lambda code: t("All") if code == _ALL else labels[code],
            _ALL,
        )
    aspect = _ALL
    if any(one.reform for one in compared.instrument.areas):
        with right:
            aspect = pick_segment(
                "aspect",
                t("Side of the worksheet"),
                [_ALL, *Aspect],
                lambda code: t("All") if code == _ALL else t(ASPECTS[Aspect(code)]),
                _ALL,
            )
    return choose(found, None if area == _ALL else area, None if aspect == _ALL else Aspect(aspect))


def _area_labels(compared: Compared) -> Mapping[str, str]:
    areas = {one.fulfilment: one.label.say(language()) for one in compared.instrument.areas}
    return {
        code: areas.get(code, node.label.say(language()))
        for code, node in compared.instrument.node.items()
    }


def _show_table(
    compared: Compared, found: Sequence[Miss], own: Assessed, lost: Mapping[str, float]
) -> None:
    labels, shorts = _area_labels(compared), short_parts(compared.instrument)
    said = [
        (
            f"{one.question.code} {one.question.label.say(language())}",
            shorts[one.question.code].say(language()),
            percent(one.full_share, language()),
            percent(one.unanswered_share, language()),
            whole(one.missed, language()),
            decimal(one.lost, language()),
            decimal(one.lost_each, language(), 3),
            _own_answer(own, one.question.code),
            decimal(lost[one.question.code], language(), 3),
        )
        for one in found
    ]
    header = [
        t("Question"),
        t("Area or result"),
        t("Full marks"),
        t("Unanswered"),
        t("Units that miss"),
        t("Lost by all"),
        t("Lost each"),
        t("Own answer"),
        t("Own loss"),
    ]
    figures = [*header[2:7], header[8]]
    st.caption(t("Pick a row to open the question of the own unit."))
    event = st.dataframe(
        dict(zip(header, map(list, zip(*said, strict=True)), strict=True)),
        hide_index=True,
        key="misses-table",
        on_select="rerun",
        selection_mode="single-row",
        height=table_height(len(said), 460),
        column_config={
            header[0]: st.column_config.TextColumn(width=232),
            header[1]: st.column_config.TextColumn(width=92),
            **{name: st.column_config.TextColumn(width=84, alignment="right") for name in figures},
            header[3]: st.column_config.TextColumn(width=102, alignment="right"),
            header[7]: st.column_config.TextColumn(width=92),
        },
        alt=t("The questions by the points that all units lose"),
    )
    offer_long_table(
        t("Download the table"),
        "pertanyaan-luput",
        [t("Code"), *header],
        lambda: [
            (
                one.question.code,
                one.question.label.say(language()),
                labels[one.area],
                one.full_share,
                one.unanswered_share,
                float(one.missed),
                one.lost,
                one.lost_each,
                _own_answer(own, one.question.code),
                lost[one.question.code],
            )
            for one in found
        ],
    )
    if event.selection.rows:
        code = found[event.selection.rows[0]].question.code
        st.switch_page(_QUESTION, query_params=_place(compared, code))


def _own_answer(own: Assessed, code: str) -> str:
    answer = own.reading.answers.get(code)
    if answer is None:
        return t(STATES[State.MISSING])
    return answer_text(own.instrument, code, answer.state, answer.value, language())
