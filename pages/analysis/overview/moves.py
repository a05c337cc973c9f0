"""How far the units have come since the last period: the sentence, the picture, every mover."""

from zlib import crc32

import numpy as np
import pandas as pd
import streamlit as st

from pages.analysis.overview import loading as loaded
from pages.analysis.overview import pictures as pictures
from pages.analysis.overview.choice import Look
from pages.shared.downloads import Cell, offer_long_table
from pages.shared.figures import show_picture, table_height
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.words import language, n, t
from zi_analytics.analysis import cohort_text as said
from zi_analytics.analysis.movement import Movement
from zi_analytics.charts.movers import most
from zi_analytics.language.numbers import decimal, signed

ROWS = 50


def show_moves(look: Look) -> None:
    """What moved between the last period and this one, like compared with like."""
    assert look.instrument is not None
    found = loaded.moved(look.choice, look.instrument.id)
    if found is None or not len(found):
        st.subheader(t("Movement since the last period"), anchor=False)
        st.markdown(
            t(
                "No earlier period has these units with the same worksheet and assessor. Upload "
                "one: what rose and fell appears here."
            )
        )
        return
    st.subheader(literal(said.movement_headline(found, language())), anchor=False)
    lines = [said.crossed_text(found, look.predicates, language())]
    lines.append(said.parts_moved_text(found, language()))
    st.markdown("  \n".join(literal(f"{line[0].upper()}{line[1:]}.") for line in lines if line))
    if not most(found).empty:
        st.markdown(f"**{literal(said.movers_title(found, language()))}**")
        drawn = pictures.picture(pictures.MOVERS, look.choice, look.instrument.id, look.target)
        if drawn is not None:
            show_picture(drawn, pictures.MOVERS)
    st.caption(_who(found))
    with st.expander(t("Every movement as a table"), key="table-moves", on_change="rerun") as fold:
        if fold.open:
            _show_table(found)


def _who(found: Movement) -> str:
    text = t("Only units with the same assessor and the same worksheet in both periods.")
    if not found.apart:
        return text
    return f"{text} " + n(
        "{number} unit has no such pair: a new one, another worksheet or another assessor.",
        "{number} units have no such pair: new ones, another worksheet or another assessor.",
        found.apart,
    )


@st.fragment
def _show_table(found: Movement) -> None:
    """A page of the movers, the largest movement first; a row opens the unit's own periods."""
    order = np.argsort(-found.units["change"].abs().to_numpy(), kind="stable")
    units = found.units.iloc[order]
    pages = -(-len(units) // ROWS)
    page = st.pagination(pages, key=f"moves-page-{pages}") if pages > 1 else 1
    here = units.iloc[(page - 1) * ROWS : page * ROWS]
    st.caption(t("Press a row to see what moved the unit."))
    event = st.dataframe(
        {
            name: [_written(number, cell) for cell in column]
            for number, (name, column) in enumerate(_words(found, here).items())
        },
        hide_index=True,
        key=f"moves-{crc32(repr(here['unit'].tolist()).encode()):x}",
        on_select="rerun",
        selection_mode="single-row",
        height=table_height(len(here), 460),
        column_config={
            t("Unit"): st.column_config.TextColumn(width=180, pinned=True),
            t("Change"): st.column_config.TextColumn(alignment="right"),
            period_label(found.before): st.column_config.TextColumn(alignment="right"),
            period_label(found.after): st.column_config.TextColumn(alignment="right"),
        },
        alt=t("How far each unit has come, the largest movement first"),
    )
    for row in event.selection.rows:
        unit = here.iloc[row]
        st.switch_page(
            "pages/analysis/periods/page.py",
            query_params={
                "unit": str(unit["unit"]),
                "assessor": str(unit["assessor"]),
                "from": found.before,
                "to": found.after,
            },
        )
    offer_long_table(
        t("Download every movement"),
        "pergerakan",
        list(_words(found, units.iloc[:0])),
        lambda: zip(*_words(found, units).values(), strict=True),
    )


def _written(number: int, cell: object) -> str:
    """The change with its sign, totals with two decimals."""
    if isinstance(cell, float):
        return (signed if number == 1 else decimal)(cell, language())
    return str(cell)


def _words(found: Movement, units: pd.DataFrame) -> dict[str, list[Cell]]:
    reaches = {code: said.reach_text(code, language()) for code in set(units["reach_after"])}
    reaches |= {code: said.reach_text(code, language()) for code in set(units["reach_before"])}
    return {
        t("Unit"): units["unit_name"].tolist(),
        t("Change"): units["change"].tolist(),
        period_label(found.before): units["before"].tolist(),
        period_label(found.after): units["after"].tolist(),
        t("Reached before"): [reaches[code] for code in units["reach_before"]],
        t("Reached now"): [reaches[code] for code in units["reach_after"]],
        t("Assessor"): [assessor_label(code) for code in units["assessor"]],
    }
