"""One's own place among all units: the distribution of totals and the ranking, a page at a time."""

from collections.abc import Mapping
from zlib import crc32

import numpy as np
import pandas as pd
import streamlit as st

from pages.analysis.units.choice import WITH, Compared
from pages.shared.choosing import keep_codes
from pages.shared.downloads import Cell, offer_long_table
from pages.shared.drawn import drawn
from pages.shared.figures import show_picture, table_height
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, unit_labels
from pages.shared.words import language, t
from zi_analytics.analysis.beside_text import position_text, short_names
from zi_analytics.analysis.comparable import MOST
from zi_analytics.analysis.field import Field, position, ranks
from zi_analytics.analysis.periods import total_limits
from zi_analytics.analysis.sentences import reached_text
from zi_analytics.charts.distribution import STEP, distribution_picture
from zi_analytics.charts.picture import Picture
from zi_analytics.charts.theme import Palette
from zi_analytics.instrument import Instrument
from zi_analytics.language.numbers import decimal, signed

ROWS = 25
"""Rows on one page: what a person can see."""


def show_place(compared: Compared) -> None:
    """The own rank as a sentence, the distribution, the ranking."""
    group = compared.group
    own = float(group.totals[compared.own])
    found = position(group.totals, own)
    said = position_text(found, compared.names[0], compared.group_name, language())
    st.subheader(literal(said), anchor=False)
    st.caption(
        t(
            "How many units have which total, in steps of {step} points; dashed lines are the "
            "limits of the total.",
            step=STEP,
        )
    )
    picture = drawn(_distribution, group, own, compared.names[0], compared.instrument)
    show_picture(picture, "antar-unit-sebaran")
    _show_ranking(compared)


def _distribution(
    group: Field, own: float, name: str, instrument: Instrument, spoken: str, palette: Palette
) -> Picture:
    return distribution_picture(group.totals, own, name, total_limits(instrument), spoken, palette)


def _show_ranking(compared: Compared) -> None:
    group = compared.group
    order = np.lexsort((group.units, -group.totals.round(9)))
    frame = pd.DataFrame(
        {
            "rank": ranks(group.totals)[order],
            "unit": group.units[order],
            "total": group.totals[order],
            "difference": group.totals[order] - group.totals[compared.own],
            "reached": group.reached[order],
            "undecided": group.undecided[order],
            "assessor": group.assessors[order],
        }
    )
    place = int(np.flatnonzero(order == compared.own)[0])
    pages = -(-len(frame) // ROWS)
    key = f"ranking-{crc32(repr((compared.unit, compared.key)).encode()):x}"
    st.markdown(f"**{t('Ranking')}**")
    st.caption(t("● is the own unit. Pick a row to put its unit beside it."))
    page = 1
    if pages > 1:
        page = st.pagination(pages, default=place // ROWS + 1, max_visible_pages=5, key=key)
    part = frame.iloc[(page - 1) * ROWS : page * ROWS]
    labels = unit_labels()
    shown = _words(part, labels)
    codes = part["unit"].tolist()
    names = short_names([labels[code] for code in codes], compared.kind)
    shown[t("Unit")] = [
        f"● {name}" if code == compared.unit else name
        for code, name in zip(codes, names, strict=True)
    ]
    shown[t("Score")] = [decimal(one, language()).rjust(6) for one in part["total"].tolist()]
    shown[t("Against own")] = [
        signed(one, language()).rjust(7) for one in part["difference"].tolist()
    ]
    table = f"rows-{page}-{key}"
    st.dataframe(
        shown,
        hide_index=True,
        key=table,
        on_select=lambda: _take(table, codes, compared),
        selection_mode="single-row",
        height=table_height(len(codes), 460),
        column_config={
            t("Rank"): st.column_config.NumberColumn(width=74),
            t("Unit"): st.column_config.TextColumn(width=168),
            t("Score"): st.column_config.TextColumn(width=60, alignment="right"),
            t("Against own"): st.column_config.TextColumn(width=68, alignment="right"),
            t("Predicate"): st.column_config.TextColumn(width=124),
        },
        alt=t("The units by rank with total and predicate"),
    )
    offer_long_table(
        t("Download the whole table"),
        "peringkat",
        list(_words(frame.iloc[:0], labels)),
        lambda: zip(*_words(frame, labels).values(), strict=True),
    )


def _words(frame: pd.DataFrame, labels: Mapping[str, str]) -> dict[str, list[Cell]]:
    pairs = zip(frame["reached"].tolist(), frame["undecided"].tolist(), strict=True)
    return {
        t("Rank"): frame["rank"].tolist(),
        t("Unit"): [labels[code] for code in frame["unit"].tolist()],
        t("Score"): frame["total"].tolist(),
        t("Against own"): frame["difference"].tolist(),
        t("Predicate"): [
            reached_text([one] if one else [], [open_] if open_ else [], language())
            for one, open_ in pairs
        ],
        t("Assessor"): [assessor_label(code) for code in frame["assessor"].tolist()],
    }


def _take(key: str, codes: list[str], compared: Compared) -> None:
    """Put the picked unit beside the others; where there is no room, in place of the last."""
    rows = st.session_state[key].selection.rows
    if not rows or rows[0] >= len(codes) or codes[rows[0]] == compared.unit:
        return
    asked = [code for code in compared.fit[1:] if code != codes[rows[0]]]
    keep_codes(WITH, [*asked[: MOST - 1], codes[rows[0]]])
