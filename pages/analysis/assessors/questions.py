"""Which questions fall: the questions over all units, and for one of them the units."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
import streamlit as st

from pages.analysis.assessors.choice import ALL, Chosen
from pages.analysis.assessors.parts import written
from pages.shared.choosing import chosen_code, keep_code, pick
from pages.shared.downloads import Cell, offer_long_table, offer_table
from pages.shared.drawn import drawn
from pages.shared.figures import heading_width, show_picture, small_table, table_height
from pages.shared.kept import once
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, unit_label
from pages.shared.trail import NAME
from pages.shared.words import language, t
from zi_analytics.analysis import assessor_text as said
from zi_analytics.analysis.assessors import Differences, Fall, falls
from zi_analytics.analysis.periods import Part, parts
from zi_analytics.analysis.weak_text import answer_text
from zi_analytics.charts.falls import falls_picture
from zi_analytics.instrument import Instrument
from zi_analytics.language.numbers import signed
from zi_analytics.workbook.reading import State

_DRAWN = 10
_NAMED = 8
_FIGURES = 64
_HIGHEST = 420


def show_falls(chosen: Chosen, found: Differences) -> None:
    """The questions, the one that costs most first, and the units of the one that is opened."""
    instrument = found.instrument
    if not instrument.asks_questions:
        st.subheader(t("Which questions fall"), anchor=False)
        st.markdown(
            t(
                "This worksheet has no questions, only areas and results. Upload the full "
                "worksheet to see which questions fall."
            )
        )
        return
    listed = once(falls, found)
    area = _area(instrument)
    if area is not None:
        inside = questions_of(instrument, area)
        listed = tuple(one for one in listed if one.code in inside)
    st.subheader(literal(said.falls_title(listed, language())), anchor=False)
    moved = [one for one in listed if one.lowered or one.raised]
    if not moved:
        st.markdown(t("No answer was changed here."))
        return
    st.caption(
        t(
            "The questions that cost most points together. Filled: units in which it fell, "
            "hatched: rose, frame: units in which both answered it."
        )
    )
    picture = drawn(falls_picture, tuple(moved[:_DRAWN]), instrument)
    show_picture(picture, "assessor-falls")
    st.caption(
        t(
            "All questions with a change. “Always” is said of those that fell in every "
            "one of at least three units. Pick a row to see in which units."
        )
    )
    _falls_table(chosen, moved, instrument)
    offer_table(
        t("Download the table"),
        f"antar-penilai-pertanyaan-{chosen.period}",
        _header(),
        [_cells(one, instrument) for one in listed],
    )
    code = chosen_code(NAME, [one.code for one in moved], "")
    opened = next((one for one in moved if one.code == code), None)
    if opened is not None:
        _show_units(chosen, found, opened)


def _area(instrument: Instrument) -> Part | None:
    known = {part.code: part for part in parts(instrument)}
    with st.columns([1, 2])[0]:
        code = pick(
            "area",
            t("Area or result"),
            [ALL, *known],
            lambda code: t("All") if code == ALL else known[code].label.say(language()),
            ALL,
        )
    return known.get(code)


def questions_of(instrument: Instrument, part: Part) -> set[str]:
    """The codes of the questions in an area or result."""
    row = {node.code: place for place, node in enumerate(instrument.scored)}
    inside = (instrument.matrix[[row[code] for code in part.nodes]] > 0).any(axis=0)
    return {instrument.questions[column].code for column in np.flatnonzero(inside)}


def _header() -> list[str]:
    return [
        *(t("Code"), t("Question"), t("Lowered"), t("Units"), t("Mean change")),
        *(t("Together"), t("Always falls"), t("Raised"), t("Kept")),
    ]


def _cells(one: Fall, instrument: Instrument) -> tuple[Cell, ...]:
    return (
        one.code,
        instrument.node[one.code].label.say(language()),
        one.lowered,
        one.both,
        one.mean,
        one.points,
        t("always") if one.always else "",
        one.raised,
        one.kept,
    )


def _falls_table(chosen: Chosen, moved: Sequence[Fall], instrument: Instrument) -> None:
    codes = [one.code for one in moved]
    key = f"assessor-falls-{crc32(repr(codes).encode()):x}"

    def take() -> None:
        rows = st.session_state[key].selection.rows
        if rows and rows[0] < len(codes):
            keep_code(NAME, codes[rows[0]])

    header = _header()
    lines = [
        [written(cell, places=3) for cell in line]
        for line in (_cells(one, instrument) for one in moved)
    ]
    st.dataframe(
        dict(zip(header, map(list, zip(*lines, strict=True)), strict=True)),
        hide_index=True,
        key=key,
        on_select=take,
        selection_mode="single-row",
        height=table_height(len(codes), _HIGHEST),
        column_config={
            header[0]: st.column_config.TextColumn(width=84),
            header[1]: st.column_config.TextColumn(width=300),
            **{
                name: st.column_config.TextColumn(
                    alignment="right", width=max(heading_width(name), _FIGURES)
                )
                for name in header[2:]
            },
        },
        alt=t("The questions with in how many units they fell, rose or stayed"),
    )


def _show_units(chosen: Chosen, found: Differences, one: Fall) -> None:
    """In which units the opened question changed, with both answers and the way to it."""
    label = f"{one.code} {found.instrument.node[one.code].label.say(language())}"
    st.markdown(f"**{literal(label)}**")
    changes = found.change[:, found.column(one.code)]
    rows = [int(row) for row in np.lexsort((found.units, changes)) if found.moved[row, one.column]]
    header = [
        t("Unit"),
        *(assessor_label(code) for code in (found.earlier, found.later)),
        t("Points"),
    ]

    def line(row: int) -> tuple[str, str, str, float]:
        return (
            unit_label(str(found.units[row])),
            answer_of(found, found.earlier_values, row, one),
            answer_of(found, found.later_values, row, one),
            float(changes[row]),
        )

    shown = []
    for *texts, points in map(line, rows[:_NAMED]):
        cells = [*texts, signed(points, language(), 3)]
        shown.append({name: literal(text) for name, text in zip(header, cells, strict=True)})
    small_table(shown, t("The units in which the answer was changed"))
    if len(rows) > _NAMED:
        st.caption(t("{number} more in the download.", number=len(rows) - _NAMED))
    offer_long_table(
        t("Download the units of this question"),
        f"antar-penilai-{crc32(one.code.encode()):x}",
        header,
        lambda: [line(row) for row in rows],
    )
    with st.container(horizontal=True, key="assessor-questions"):
        for row in rows[:_NAMED]:
            link(
                chosen,
                str(found.units[row]),
                found.later,
                one.code,
                unit_label(str(found.units[row])),
            )


def link(chosen: Chosen, unit: str, assessor: str, code: str, label: str) -> None:
    """The way to a question of one unit: criteria, notes, evidence and cells."""
    st.page_link(
        "pages/analysis/weak_areas/page.py",
        label=literal(label),
        icon=":material/arrow_forward:",
        query_params={
            "unit": unit,
            "period": chosen.period,
            "assessor": assessor,
            NAME: code,
        },
    )


def answer_of(found: Differences, values: np.ndarray, row: int, one: Fall) -> str:
    """An answer as its reader knows it."""
    value = float(values[row, one.column])
    return answer_text(found.instrument, one.code, State.ANSWERED, value, language())
