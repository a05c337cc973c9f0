"""Who rates too high: every unit with its totals by both assessors."""

from zlib import crc32

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.analysis.assessors.choice import ONE, Chosen
from pages.analysis.assessors.parts import written
from pages.shared import loading
from pages.shared.choosing import keep_code, pick_segment
from pages.shared.downloads import Cell, offer_long_table
from pages.shared.drawn import drawn
from pages.shared.figures import show_picture
from pages.shared.literal import literal
from pages.shared.page_texts import unit_label, unit_labels
from pages.shared.words import language, t
from zi_analytics.analysis import assessor_text as said
from zi_analytics.analysis.assessors import Differences, ranks
from zi_analytics.analysis.periods import total_limits
from zi_analytics.charts.assessors import Ends, ends_picture
from zi_analytics.language.numbers import decimal, whole
from zi_analytics.language.wording import msg
from zi_analytics.scoring import Judged

PAGE = 10
"""Units drawn at once: what a person can see."""
_EVERY, _LOST = "every", "lost"
_SHOWN = {_EVERY: msg("Every unit"), _LOST: msg("Predicate not confirmed")}


def show_units(chosen: Chosen, found: Differences, place: DeltaGenerator) -> None:
    """Every unit with both totals, the one that was lowered most first, a page at a time.

    The picture goes to ``place``, the table below it all.
    """
    before, after = ranks(found.judged_before), ranks(found.judged_after)
    lost = after < before
    order = np.lexsort((found.units, found.total_change))
    numbers = {_EVERY: len(found), _LOST: int(lost.sum())}
    with place:
        st.subheader(literal(_units_title(found, order)), anchor=False)
        shown = pick_segment(
            "confirmed",
            t("Show"),
            list(_SHOWN),
            lambda code: f"{t(_SHOWN[code])} ({whole(numbers[code], language())})",
            _EVERY,
        )
        if shown == _LOST:
            order = order[lost[order]]
        if not len(order):
            st.markdown(t("Every predicate that is claimed is confirmed."))
            return
        pages = -(-len(order) // PAGE)
        page = st.pagination(pages, key=f"assessor-units-{shown}-{pages}") if pages > 1 else 1
        part = order[(page - 1) * PAGE : page * PAGE]
        _draw_units(found, part)
    _units_table(found, part, (before, after))
    offer_long_table(
        t("Download the whole table"),
        f"antar-penilai-unit-{chosen.period}-{shown}",
        _units_header(found),
        lambda: _unit_rows(found, order, (before, after)),
    )


def _draw_units(found: Differences, part: np.ndarray) -> None:
    total = found.column("TOTAL")
    names = loading.unit_names()
    rows = [
        Ends(
            names[str(found.units[row])],
            float(found.before[row, total]),
            float(found.after[row, total]),
            float(found.total_change[row]),
        )
        for row in part
    ]
    pair = (found.earlier, found.later)
    st.caption(
        literal(
            t(
                "Total of 100 points: {first}, {second}. Pick a row of the table to look at one "
                "unit.",
                first=said.marked_text(pair[0], language()),
                second=said.marked_text(pair[1], language()),
            )
        )
    )
    limits = total_limits(found.instrument)
    show_picture(drawn(ends_picture, tuple(rows), pair, limits), "assessor-units")


def _units_title(found: Differences, order: np.ndarray) -> str:
    first = int(order[0])
    if found.total_change[first] > -said.SEEN:
        return t("Nobody rates too high")
    return t(
        "{unit} rates furthest above {later}: {points} points",
        unit=unit_label(str(found.units[first])),
        later=said.assessor_text(found.later, language()),
        points=decimal(-float(found.total_change[first]), language()),
    )


def _units_header(found: Differences) -> list[str]:
    earlier, later = (said.assessor_text(code, language()) for code in (found.earlier, found.later))
    totals = (said.marked_text(code, language()) for code in (found.earlier, found.later))
    header = [t("Unit"), t("Change"), *totals]
    if found.instrument.predicates:
        header += [
            t("Predicate by {assessor}", assessor=earlier),
            t("Predicate by {assessor}", assessor=later),
        ]
    header += [t("Lowered"), t("Raised"), t("Not judged")]
    if found.only_later.any():
        header += [t("Only by {assessor}", assessor=later)]
    return header


def _unit_rows(
    found: Differences, rows: np.ndarray, held: tuple[np.ndarray, np.ndarray]
) -> list[tuple[Cell, ...]]:
    label = unit_labels()
    return [(label[str(found.units[row])], *_unit_cells(found, int(row), held)) for row in rows]


def _unit_cells(
    found: Differences, row: int, held: tuple[np.ndarray, np.ndarray]
) -> tuple[Cell, ...]:
    place = found.column("TOTAL")
    moved = found.moved[row]
    cells: list[Cell] = [
        float(found.total_change[row]),
        float(found.before[row, place]),
        float(found.after[row, place]),
    ]
    if found.instrument.predicates:
        cells += [
            predicate_cell(found, found.judged_before, int(held[0][row]), row),
            predicate_cell(found, found.judged_after, int(held[1][row]), row),
        ]
    cells += [
        int((moved < 0).sum()),
        int((moved > 0).sum()),
        int(found.not_judged[row]),
    ]
    if found.only_later.any():
        cells.append(int(found.only_later[row]))
    return tuple(cells)


def predicate_cell(found: Differences, judged: tuple[Judged, ...], rank: int, row: int) -> str:
    """The predicate that a unit reaches by one assessor's answers."""
    undecided = bool(rank and judged[rank - 1].undecided[row])
    return said.rank_text(found.instrument, rank, undecided, language())


def _units_table(found: Differences, part: np.ndarray, held: tuple[np.ndarray, np.ndarray]) -> None:
    codes = [str(found.units[row]) for row in part]
    key = f"assessor-table-{crc32(repr(codes).encode()):x}"

    def take() -> None:
        rows = st.session_state[key].selection.rows
        if rows and rows[0] < len(codes):
            keep_code("unit", codes[rows[0]])
            keep_code("scope", ONE)

    header = _units_header(found)
    cells = _unit_rows(found, part, held)
    lines = [
        [written(cell, is_change=column == 1) for column, cell in enumerate(line)] for line in cells
    ]
    st.dataframe(
        dict(zip(header, map(list, zip(*lines, strict=True)), strict=True)),
        hide_index=True,
        key=key,
        on_select=take,
        selection_mode="single-row",
        column_config={
            header[0]: st.column_config.TextColumn(width=210),
            **{
                name: st.column_config.TextColumn(width=84, alignment="right")
                for name in header[1:4]
            },
        },
        alt=t("The units with the totals of both assessors and what was changed"),
    )
