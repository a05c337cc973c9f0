"""Answers with their addresses: error cells, hidden rows, and what hangs on each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scripts.worksheets import layout_2021, layout_2025
from scripts.worksheets.filling import Filling
from scripts.worksheets.grid import DIVISION, Formula, Value
from tests.workbook.written import codes, of_grid, only, read, sheet, told
from tests.worksheets.drawings import TREE, drawn
from zi_analytics.workbook.reading import Answer, Reading, State

TABLE = """
| Penilaian | Bobot | Pilihan Jawaban | Jawaban | Nilai | Catatan | Bukti Dukung |
| i. Tim kerja | 0.5 | | | | | |
| a. Tim ZI dibentuk           | | Ya/Tidak | {a} | {points} | "baris 1\\nbaris 2" | |
| b. Cara memilih anggota tim  | | A/B/C    | {b} | | | |
| ii. Rencana pembangunan ZI | 1 | | | | | |
| a. Dokumen rencana kerja     | | Ya/Tidak | Ya | | | |
| b. Target prioritas          | | A/B/C    | A  | | | |
| c. Media sosialisasi         | | A/B/C    | A  | | | |
"""

EMPTY_TEXT = Formula("A1", lambda: "")


def answered(a: str = "Ya", b: str = "B", points: str = "") -> tuple[Answer, Answer, Reading]:
    reading = read(sheet(TABLE.format(a=a, b=b, points=points)))
    answers = only(reading).answers
    return answers["A.I.1.i.a"], answers["A.I.1.i.b"], reading


def test_an_answer_keeps_its_address_and_what_stands_beside_it() -> None:
    answer, _, _ = answered(a='" ya. "', points="1")
    assert answer == Answer(
        code="A.I.1.i.a",
        state=State.ANSWERED,
        value=1.0,
        raw="ya.",
        sheet="LKE ZI",
        cell="D3",
        note="baris 1\nbaris 2",
        sheet_points=1.0,
    )


@pytest.mark.parametrize(
    ("cell", "state", "raw", "code"),
    [
        ("#DIV/0!", State.ERROR_CELL, "#DIV/0!", "answer-error-cell"),
        ("#REF!", State.ERROR_CELL, "#REF!", "answer-error-cell"),
        ("=Unit!B3", State.ERROR_CELL, "=", "formula-without-value"),
        ("=Unit!B3 -> A", State.ANSWERED, "A", None),
        ("", State.BLANK, "", None),
        ("Blm Diisi", State.BLANK, "Blm Diisi", "answer-placeholder"),
        ("E", State.NOT_AN_OPTION, "E", "answer-not-an-option"),
        ("3.5", State.NOT_AN_OPTION, "3.5", "answer-not-an-option"),
    ],
)
def test_states_stay_apart(cell: str, state: State, raw: str, code: str | None) -> None:
    _, answer, reading = answered(b=cell)
    assert (answer.state, answer.raw, answer.cell) == (state, raw, "D4")
    about = [f for f in reading.findings if f.question == "A.I.1.i.b"]
    assert [f.code for f in about] == ([code] if code else [])
    for finding in about:
        assert (finding.cell, finding.points, finding.assessor) == ("D4", 0.25, "unit")
        assert dict(finding.details)["expected"] == "A/B/C"


def test_unanswered_questions_are_one_finding_with_their_points() -> None:
    _, _, reading = answered(a="", b="-")
    (finding,) = (f for f in reading.findings if f.code == "questions-unanswered")
    assert dict(finding.details) == {"count": 2, "cells": "D3, D4"}
    assert finding.points == pytest.approx(0.5)


def test_a_very_long_answer_is_not_repeated_in_full() -> None:
    _, answer, reading = answered(b="x" * 5000)
    (finding,) = (f for f in reading.findings if f.code == "answer-not-an-option")
    assert len(str(dict(finding.details)["raw"])) == 80
    assert len(answer.raw) == 5000


def test_hidden_rows_and_columns_are_read_and_named() -> None:
    made = layout_2021.make(TREE, Filling(drawn(97, blank=0.0)["unit"]))
    row = made.rows["A.I.5.ii.d"]
    hidden = replace(
        of_grid(made.main), hidden_rows=frozenset({row, 1}), hidden_columns=frozenset({9, 11})
    )
    reading = read(hidden)
    assert only(reading).answers["A.I.5.ii.d"].state is State.ANSWERED
    assert told(reading.findings, "hidden-row-counted") == [f"J{row}"]
    assert told(reading.findings, "hidden-column-read") == ["K3"]


def test_figures_of_each_assessor_come_from_its_own_block() -> None:
    parts = {who: Filling(answers) for who, answers in drawn(98).items()}
    made = layout_2025.make(TREE, parts)
    reading = read(*(of_grid(grid) for grid in made.grids))
    for found in reading.assessments:
        if found.assessor == "unit":
            assert not found.figures
            continue
        for code in ("TOTAL", "A", "A.I.3", "A.II.5.iii.1", "B.I.a"):
            key = {"TOTAL": "TOTAL", "A": "total A"}.get(code, code)
            assert found.figures[code].value == pytest.approx(made.shown(key, found.assessor))
            assert found.figures[code].cell == made.cell(key, "points", found.assessor)


@pytest.mark.parametrize(
    ("typed", "counts"),
    [("A", True), (0, True), (DIVISION, True), ("?", False), (" ", False), (EMPTY_TEXT, False)],
)
def test_a_column_counts_once_anything_stands_in_it(typed: Value | Formula, counts: bool) -> None:
    """Whatever is typed is looked at; what comes to nothing makes no assessment."""
    made = layout_2025.make(TREE, {"unit": Filling(drawn(96)["unit"]), "tpi": Filling({})})
    column = made.blocks["tpi"].answer
    for row in made.rows.values():
        made.main.put(row, column, None)
    untouched = read(*(of_grid(grid) for grid in made.grids))
    assert [found.assessor for found in untouched.assessments] == ["unit"]
    made.main.put(made.rows["A.I.1.i.b"], column, typed)
    touched = read(*(of_grid(grid) for grid in made.grids))
    assert [found.assessor for found in touched.assessments] == ["unit", *["tpi"] * counts]


def test_findings_come_in_the_same_order_every_time() -> None:
    made = layout_2021.make(TREE, Filling(drawn(99)["unit"]))
    sheets = [of_grid(grid) for grid in made.grids]
    assert read(*sheets) == read(*sheets)
    assert codes(read(*sheets).findings) >= {"questions-unanswered"}
