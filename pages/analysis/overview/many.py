"""The overview of many units: who reaches what, the matrix, groups, distribution and movement."""

import numpy as np
import streamlit as st

from pages.analysis.overview import loading as loaded
from pages.analysis.overview import pictures as pictures
from pages.analysis.overview.choice import Look, choose_look, forget_filters, narrowed_text
from pages.analysis.overview.groups import show_groups
from pages.analysis.overview.matrix import show_matrix
from pages.analysis.overview.moves import show_moves
from pages.shared import loading
from pages.shared.downloads import offer_table
from pages.shared.figures import show_picture, small_table
from pages.shared.literal import literal
from pages.shared.page_texts import period_label
from pages.shared.stored_missing import show_missing
from pages.shared.words import language, n, t
from zi_analytics.analysis import cohort_text as said
from zi_analytics.analysis.spread import bins, spread
from zi_analytics.charts.spread import FULL, STEP
from zi_analytics.instrument import Instrument
from zi_analytics.language.numbers import percent, short, whole

_OF_ONE = ("unit", "node", "assessor")
"""What stands in the address for one unit only."""


def show_all() -> None:
    """The pickers and everything about the chosen units."""
    for name in _OF_ONE:
        st.query_params.pop(name, None)
    look = choose_look()
    _show_answer(look)
    if look.instrument is None:
        return
    left, right = st.columns(2, gap="large")
    with left:
        _show_reach(look)
    with right:
        _show_totals(look, look.instrument)
    show_matrix(look)
    left, right = st.columns(2, gap="large")
    with left:
        _show_parts(look, look.instrument)
    with right:
        show_moves(look)
    show_groups(look)


def _show_answer(look: Look) -> None:
    """The sentence; where nobody fits the choice, what to do."""
    field = look.field
    narrowed = narrowed_text(look.choice)
    if not len(field):
        st.header(t("No unit fits this choice"), anchor=False)
        st.markdown(t("Choose another assessor, or leave out a filter."))
        st.button(t("All units"), on_click=forget_filters, key="forget-filters")
        return
    if look.instrument is None:
        number = len(field.missing)
        st.header(
            n(
                "{number} unit has handed in nothing for {period}",
                "{number} units have handed in nothing for {period}",
                number,
                period=period_label(look.choice.period),
            ),
            anchor=False,
        )
        show_missing(field.missing, look.choice.period, loading.unit_names())
        return
    st.header(literal(said.field_headline(field, look.predicates, language())), anchor=False)
    if narrowed:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(literal(t("Only {filters}.", filters=narrowed)), width="content")
            st.button(
                f"↑ {t('All units')}",
                on_click=forget_filters,
                key="forget-filters",
                type="tertiary",
            )


def _show_reach(look: Look) -> None:
    field = look.field
    st.subheader(literal(said.reach_title(field, look.predicates, language())), anchor=False)
    st.caption(
        t(
            "Each unit counts once, by the highest it reaches; almost: every limit is within "
            "a tenth."
        )
    )
    _show_picture(pictures.REACH, look)
    if len(field.missing):
        label = t("Not handed in ({number})", number=len(field.missing))
        with st.expander(label, key="missing-units", on_change="rerun") as fold:
            if fold.open:
                show_missing(field.missing, look.choice.period, loading.unit_names())


def _show_totals(look: Look, instrument: Instrument) -> None:
    found = spread(look.field.of(instrument.id)["total"].to_numpy(dtype=float))
    if found is None:
        return
    st.subheader(literal(said.spread_title(found, language())), anchor=False)
    st.caption(t("How many units have how many points of 100; dotted lines are the limits."))
    _show_picture(pictures.TOTALS, look)
    with st.expander(t("The totals as a table"), key="table-totals", on_change="rerun") as fold:
        if fold.open:
            _show_bars(look.field.of(instrument.id)["total"].to_numpy(dtype=float))


def _show_bars(totals: np.ndarray) -> None:
    """The columns of the picture as a table with its download."""
    counts = bins(totals, STEP, FULL)
    header = [t("Score"), t("Units"), t("Share of the units")]
    rows = [
        (_bar_text(place * STEP, place + 1 == len(counts)), number, number / counts.sum())
        for place, number in enumerate(counts.tolist())
        if number
    ]
    small_table(
        [
            dict(
                zip(
                    header,
                    (literal(said), whole(number, language()), percent(share, language(), 1)),
                    strict=True,
                )
            )
            for said, number, share in rows
        ],
        t("The totals as a table"),
    )
    offer_table(t("Download the table"), "sebaran-nilai", header, rows)


def _bar_text(start: float, last: bool) -> str:
    """From where to where a column counts; the last one counts its end too."""
    lower, upper = short(start, language()), short(start + STEP, language())
    if last:
        return t("{lower} to {upper} points", lower=lower, upper=upper)
    return t("{lower} to under {upper} points", lower=lower, upper=upper)


def _show_parts(look: Look, instrument: Instrument) -> None:
    ranking = loaded.ranking(look.choice, instrument.id, look.target)
    if not len(ranking):
        return
    st.subheader(literal(said.parts_title(ranking, language())), anchor=False)
    st.caption(
        t("Share of the weight from 0 on; the thin line goes from the lowest to the highest unit.")
    )
    _show_picture(pictures.PARTS, look)


def _show_picture(which: str, look: Look) -> None:
    assert look.instrument is not None
    drawn = pictures.picture(which, look.choice, look.instrument.id, look.target)
    if drawn is not None:
        show_picture(drawn, which)
