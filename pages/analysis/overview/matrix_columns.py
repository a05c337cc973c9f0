"""The columns of the matrix: short names, as wide as they need, with what they stand for."""

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from pages.shared.figures import heading_width
from pages.shared.words import language, t
from zi_analytics.analysis.ranking import TOTAL, Column, Ranking, needed_points
from zi_analytics.instrument import Limit
from zi_analytics.language.numbers import decimal, short

UNIT, DISTANCE, RULE = "unit", "distance", "rule"
_UNIT_WIDTH, _FIGURES, _CELL = 134, 76, 66
"""Pixels of the names of units, of a distance with its mark, of points with theirs."""


def column_head(column: Column) -> str:
    """The name of a column, an area's with its number."""
    if column.code == TOTAL:
        return t("Score")
    label = column.label.say(language())
    return f"{column.code} {label}" if column.code.isdigit() else label


def short_head(column: Column) -> str:
    """The short name that heads a column."""
    return column.short.say(language())


def widths(ranking: Ranking) -> dict[str, int]:
    """The columns from left to right, each as wide as its heading, its figures or its names.

    At 1,366 pixels all of them are seen at once.
    """
    found = {UNIT: _UNIT_WIDTH}
    if ranking.predicate is not None:
        found[DISTANCE] = _FIGURES
    for column in ranking.columns:
        found[column.code] = max(_CELL, heading_width(short_head(column)))
    if ranking.predicate is not None:
        names = [rule_head(ranking, limit) for limit in ranking.limits]
        found[RULE] = max(map(heading_width, [t("Held back by"), *names]))
    return found


def columns(ranking: Ranking) -> dict[str, ColumnConfig | str | None]:
    """How the table shows its columns."""
    text, pixels = st.column_config.TextColumn, widths(ranking)
    found: dict[str, ColumnConfig | str | None] = {
        UNIT: text(t("Unit"), width=pixels[UNIT], pinned=True)
    }
    if ranking.predicate is not None:
        found[DISTANCE] = text(t("Distance"), width=pixels[DISTANCE], alignment="right")
        found[RULE] = text(t("Held back by"), width=pixels[RULE], help=legend(ranking))
    for column in ranking.columns:
        found[column.code] = text(
            short_head(column),
            width=pixels[column.code],
            alignment="right",
            help=_legend_of(column),
        )
    return found


def rule_head(ranking: Ranking, limit: Limit) -> str:
    """The short name of a limit."""
    return ranking.instrument.short_of(limit.nodes, limit.label).say(language())


def _legend_of(column: Column) -> str:
    weight, name = short(column.weight, language()), _full(short_head(column), column_head(column))
    if column.needed is None:
        return t("{area}, of {weight} points", area=name, weight=weight)
    return _limit_text(name, column.needed, column.weight)


def _limit_text(name: str, needed: float, weight: float) -> str:
    return t(
        "{area}: at least {limit} of {weight} points",
        area=name,
        limit=decimal(needed, language()),
        weight=short(weight, language()),
    )


def _full(name: str, label: str) -> str:
    """A short name with what it stands for."""
    return name if name == label else f"{name} – {label}"


def legend(ranking: Ranking) -> str:
    """What the short names stand for and ask, the limits that have no column at the end."""
    shown = {column.nodes for column in ranking.columns}
    said = [_legend_of(column) for column in ranking.columns]
    for limit in ranking.limits:
        if limit.nodes not in shown:
            weight = sum(ranking.instrument.node[code].weight or 0.0 for code in limit.nodes)
            name = _full(rule_head(ranking, limit), limit.label.say(language()))
            needed = needed_points(ranking.instrument, limit)
            said.append(_limit_text(name, needed, weight))
    return " · ".join(said)
