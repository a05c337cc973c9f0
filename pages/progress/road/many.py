"""How far all units are from a predicate: who is within reach, and which questions lift most."""

from collections.abc import Mapping

import numpy as np
import streamlit as st

from pages.progress.road import loading as loaded
from pages.progress.road.loading import Reached
from pages.progress.road.many_choice import Look, choose_look, forget_filters
from pages.progress.road.parts import QUESTION
from pages.progress.road.wishing import pick_surveys
from pages.shared import loading
from pages.shared.choosing import keep_code, type_number
from pages.shared.colours import colours
from pages.shared.downloads import Row, offer_long_table
from pages.shared.figures import show_picture
from pages.shared.literal import literal
from pages.shared.words import language, n, t
from zi_analytics.analysis.road import Wishes
from zi_analytics.analysis.road.demands import demands
from zi_analytics.analysis.road.text import questions_text, reach_headline
from zi_analytics.charts.road import distance_picture, lifting_picture
from zi_analytics.instrument import Instrument
from zi_analytics.language.numbers import decimal

_OF_ONE = ("unit", "node", "assessor", "lock", "skip", "decide", "effort")
_WITHIN, _MOST = 5.0, 60.0
_SHOWN = 50
_LIFTING = 8
_NAMED = 3


def show_many() -> None:
    """The pickers, the sentence, the pictures and the table of the units."""
    for name in _OF_ONE:
        st.query_params.pop(name, None)
    look = choose_look()
    if look.instrument is None:
        _offer_other()
        return
    places = st.columns([2, 2, 4], vertical_alignment="bottom")
    with places[0]:
        surveys = pick_surveys()
    with places[1]:
        most = int(type_number("within", t("Within reach: questions"), _WITHIN, _MOST))
    found = _reached(look, look.instrument, Wishes(look.target, surveys=surveys))
    if found is None:
        _offer_other()
        return
    reach = found.reach
    st.header(literal(reach_headline(look.instrument, reach, most, language())), anchor=False)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(t("Units by the fewest questions that must change"), anchor=False)
        st.caption(t("Filled = within reach or met already; an empty bar is further away."))
        show_picture(distance_picture(reach, most, language(), colours()), "jarak")
    with right:
        _show_lifting(look.instrument, found)
    _show_units(look, look.instrument, found, most)


def _reached(look: Look, instrument: Instrument, wishes: Wishes) -> Reached | None:
    """Computed with its progress shown; whoever leaves meanwhile has stopped it."""
    bar = st.empty()

    def progress(done: int, total: int) -> None:
        bar.progress(
            done / max(total, 1), text=t("{done} of {total} units", done=done, total=total)
        )

    found = loaded.reached(look.choice, instrument.id, wishes, progress)
    bar.empty()
    return found


def _offer_other() -> None:
    st.header(t("No unit of this choice has questions to better"), anchor=False)
    st.markdown(t("Choose another period, assessor or worksheet; the short form has no questions."))
    st.button(t("All units"), on_click=forget_filters, key="forget-filters")


def _show_lifting(instrument: Instrument, found: Reached) -> None:
    reach = found.reach
    away = reach.questions > 0
    counts = reach.lifting(away)
    order = np.argsort(-counts, kind="stable")[:_LIFTING]
    lifting = [(instrument.questions[i], int(counts[i])) for i in order.tolist() if counts[i]]
    st.subheader(t("Questions on the road of most units"), anchor=False)
    if not lifting:
        st.markdown(t("No unit has a road to walk."))
        return
    st.caption(
        t("Help with these serves most units at once; of equal roads the one with most points.")
    )
    show_picture(lifting_picture(lifting, int(away.sum()), language(), colours()), "pengungkit")
    with st.popover(t("Open a question"), key="road-lifting"):
        for node, _ in lifting:
            st.page_link(
                QUESTION,
                label=literal(f"{node.code} {node.label.say(language())}"),
                query_params={"unit": _first_unit(instrument, found, node.code), "node": node.code},
            )


def _first_unit(instrument: Instrument, found: Reached, code: str) -> str:
    """A unit that has the question on its road, the nearest one."""
    column = [question.code for question in instrument.questions].index(code)
    rows = np.flatnonzero(found.reach.taken[:, column])
    return found.units[int(rows[np.argmin(found.reach.questions[rows])])]


def _show_units(look: Look, instrument: Instrument, found: Reached, most: int) -> None:
    reach = found.reach
    names = loading.unit_names()
    away = np.flatnonzero(reach.questions > 0)
    points = reach.gaps.max(axis=1)
    order = away[np.lexsort((points[away], reach.questions[away]))]
    st.subheader(t("The units nearest to it"), anchor=False)
    if not len(order):
        st.markdown(t("No unit has a road to walk."))
    else:
        shown = order[:_SHOWN]
        st.caption(
            n(
                "{shown} of {number} unit; pick a row to open its road.",
                "{shown} of {number} units; pick a row to open its road.",
                len(order),
                shown=len(shown),
            )
        )
        _table(look, instrument, found, shown.tolist(), names)
    rules = [demand.limit.label.say(language()) for demand in demands(instrument, look.target)]

    def rows() -> list[Row]:
        every = np.argsort(np.where(reach.questions < 0, 10_000, reach.questions), kind="stable")
        return [
            (
                names[found.units[i]],
                found.units[i],
                float(reach.before[i]),
                int(reach.questions[i]) if reach.questions[i] >= 0 else None,
                float(reach.after[i]),
                "; ".join(_codes(instrument, found, i)),
                *(float(gap) for gap in reach.gaps[i]),
            )
            for i in every.tolist()
        ]

    header = [
        *(t("Unit"), t("Code"), t("Total"), t("Questions"), t("Total after"), t("Road")),
        *(t("missing: {rule}", rule=rule) for rule in rules),
    ]
    offer_long_table(t("Download all units"), f"jangkauan-{look.choice.period}", header, rows)


def _table(
    look: Look, instrument: Instrument, found: Reached, shown: list[int], names: Mapping[str, str]
) -> None:
    reach = found.reach
    key = f"road-units-{look.choice.period}-{look.target}"
    st.dataframe(
        {
            t("Unit"): [names[found.units[i]] for i in shown],
            t("Questions"): [
                questions_text(int(reach.questions[i]), False, language()) for i in shown
            ],
            t("Total"): [decimal(reach.before[i], language()) for i in shown],
            t("Total after"): [decimal(reach.after[i], language()) for i in shown],
            t("Road"): [_road(instrument, found, i) for i in shown],
        },
        hide_index=True,
        key=key,
        on_select="rerun",
        selection_mode="single-row",
        height=min(38 + 35 * len(shown), 460),
        column_config={
            t("Unit"): st.column_config.TextColumn(width=230),
            t("Questions"): st.column_config.TextColumn(width=120),
            t("Total"): st.column_config.TextColumn(width=80, alignment="right"),
            t("Total after"): st.column_config.TextColumn(width=100, alignment="right"),
            t("Road"): st.column_config.TextColumn(width=520),
        },
        alt=t("The units nearest to the predicate, the fewest questions first"),
    )
    rows = st.session_state[key].selection.rows
    if rows and rows[0] < len(shown):
        place = shown[rows[0]]
        del st.session_state[key]
        keep_code("view", "one")
        keep_code("unit", found.units[place])
        keep_code("period", look.choice.period)
        keep_code("assessor", found.assessors[place])
        st.rerun()


def _codes(instrument: Instrument, found: Reached, row: int) -> list[str]:
    columns = np.flatnonzero(found.reach.taken[row]).tolist()
    return [instrument.questions[column].code for column in columns]


def _road(instrument: Instrument, found: Reached, row: int) -> str:
    codes = _codes(instrument, found, row)
    labels = [instrument.node[code].label.say(language()) for code in codes[:_NAMED]]
    return "; ".join(labels) + (" …" if len(codes) > _NAMED else "")
