"""Many units rolled up: by the unit above, by tier or by kind; a row leads down."""

from collections.abc import Mapping
from datetime import UTC, datetime
from math import isnan
from zlib import crc32

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from pages.analysis.overview import loading as loaded
from pages.analysis.overview.choice import Look
from pages.shared import loading
from pages.shared.choosing import keep_code, pick_segment
from pages.shared.downloads import Cell, offer_table
from pages.shared.figures import heading_width, table_height
from pages.shared.literal import literal
from pages.shared.stored_choice import tier_label
from pages.shared.words import language, t
from zi_analytics.analysis.rollup import ITSELF, Grouping
from zi_analytics.language.numbers import decimal, percent, whole
from zi_analytics.language.wording import msg

_LABELS = {
    Grouping.PARENT: msg("By the unit above"),
    Grouping.TIER: msg("By tier"),
    Grouping.KIND: msg("By kind"),
}
_NAME, _FIGURES = 190, 66
"""Pixels of the name of a group, and of its figures."""
_LEADS_TO = {Grouping.PARENT: "under", Grouping.TIER: "tier", Grouping.KIND: "kind"}


def show_groups(look: Look) -> None:
    """The groups as a table: who handed in, how complete, how proven, how fresh, who passes."""
    facets = loading.facets()
    offered = [
        grouping
        for grouping, several in (
            (Grouping.PARENT, bool(facets.parents)),
            (Grouping.TIER, len(facets.tiers) > 1),
            (Grouping.KIND, True),
        )
        if several
    ]
    title, choice_place = st.container(), st.container()
    with choice_place:
        grouping = Grouping(
            pick_segment(
                "group",
                t("Grouped"),
                offered,
                lambda code: t(_LABELS[Grouping(code)]),
                offered[0],
            )
        )
    frame = _sorted(loaded.rolled_up(look.choice, grouping, look.predicates), grouping)
    if frame.empty:
        return
    with title:
        _show_title(frame)
    _show_table(frame, grouping, look)


def _show_title(frame: pd.DataFrame) -> None:
    handed_in, units = int(frame["handed_in"].sum()), int(frame["units"].sum())
    questions = int(frame["questions"].sum())
    complete = int(frame["answered"].sum()) / questions if questions else 0.0
    st.subheader(
        literal(
            t(
                "{handed_in} of {units} units handed in; {share} of their questions are answered",
                handed_in=handed_in,
                units=units,
                share=percent(complete, language()),
            )
        ),
        anchor=False,
    )
    st.caption(
        t(
            "Complete: answered questions; with evidence: mean over the units; age: days since it "
            "was stored, the middle one and the oldest. Press a row to go down."
        )
    )


def _sorted(frame: pd.DataFrame, grouping: Grouping) -> pd.DataFrame:
    names = loading.unit_names()
    labels = {code: _label(code, grouping, names) for code in frame["group"].tolist()}
    order = frame["group"].map(lambda code: (code == ITSELF, labels[code].casefold()))
    return frame.assign(label=frame["group"].map(labels)).loc[order.sort_values().index]


def _label(code: str, grouping: Grouping, names: Mapping[str, str]) -> str:
    if grouping is Grouping.PARENT:
        return t("Units with none below them") if code == ITSELF else names[code]
    if grouping is Grouping.TIER:
        return tier_label(code)
    return code or t("No kind")


def _show_table(frame: pd.DataFrame, grouping: Grouping, look: Look) -> None:
    codes = frame["group"].tolist()
    key = f"groups-{crc32(repr((codes, look.choice)).encode()):x}"

    def take() -> None:
        rows = st.session_state[key].selection.rows
        if rows and rows[0] < len(codes) and codes[rows[0]] != ITSELF:
            keep_code(_LEADS_TO[grouping], codes[rows[0]])

    cells = _cells(frame, look)
    st.dataframe(
        {name: [_written(name, cell) for cell in column] for name, column in cells.items()},
        hide_index=True,
        key=key,
        on_select=take,
        selection_mode="single-row",
        height=table_height(len(codes), 460),
        column_config=_columns(cells, look),
        alt=t("Groups of units: handed in, complete, with evidence, age, who passes"),
    )
    offer_table(
        t("Download the table"),
        f"rekap-{grouping.value}",
        list(cells),
        list(zip(*cells.values(), strict=True)),
    )


def _columns(cells: Mapping[str, list[Cell]], look: Look) -> dict[str, ColumnConfig | str | None]:
    """As wide as their headings, so that all are seen at once; predicates by their code alone."""
    text = st.column_config.TextColumn
    reach = {t("Reach {predicate}", predicate=code): f"✓ {code}" for code in look.predicates}
    found: dict[str, ColumnConfig | str | None] = {
        name: text(
            reach.get(name, name),
            help=name if name in reach else None,
            alignment="right",
            width=max(heading_width(reach.get(name, name)), _FIGURES),
        )
        for name in cells
    }
    return found | {t("Units together"): text(width=_NAME, pinned=True)}


def _cells(frame: pd.DataFrame, look: Look) -> dict[str, list[Cell]]:
    now = pd.Timestamp(datetime.now(UTC))

    def days(column: str) -> list[Cell]:
        ages = (now - frame[column]).dt.days.clip(lower=0)
        return [None if isnan(age) else int(age) for age in ages.tolist()]

    def known(column: str) -> list[Cell]:
        return [None if isnan(value) else value for value in frame[column].tolist()]

    return {
        t("Units together"): frame["label"].tolist(),
        t("Units"): frame["units"].tolist(),
        t("Handed in"): frame["handed_in"].tolist(),
        t("Complete"): known("complete"),
        t("With evidence"): known("evidenced"),
        t("Age (days)"): days("saved"),
        t("Oldest (days)"): days("oldest"),
        **{
            t("Reach {predicate}", predicate=code): frame[code].tolist() for code in look.predicates
        },
        t("Median total"): known("total"),
    }


def _written(name: str, cell: Cell) -> str:
    """A cell as text: shares as per cent, the middle total with its decimals."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    if name in (t("Complete"), t("With evidence")):
        return percent(cell, language(), 1)
    if name == t("Median total"):
        return decimal(cell, language())
    return whole(int(cell), language())
