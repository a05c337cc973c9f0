"""Which row is which question, whatever was done to the sheet."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.worksheets import lampiran_iii, layout_2021, layout_2025
from scripts.worksheets.filling import Filling
from scripts.worksheets.worksheet import Worksheet
from tests.workbook.drawn_sheets import Drawn, arbitrary_sheets, worksheets
from tests.workbook.written import codes, of_grid, only, read, read_made, sheet, told, typed
from tests.worksheets.drawings import TREE, drawn
from zi_analytics.finding_kinds import KINDS
from zi_analytics.findings import Refused
from zi_analytics.instrument import load
from zi_analytics.workbook.cells import Book
from zi_analytics.workbook.reader import read_book
from zi_analytics.workbook.reading import State
from zi_analytics.workbook.recognising.headings import Lexicon
from zi_analytics.workbook.recognising.matching import MOST_OPEN, Match, match_rows
from zi_analytics.workbook.recognising.rows import read_rows
from zi_analytics.workbook.recognising.tables import find_table

LKE = load("lke-2021")
LEXICON = Lexicon((LKE,))
ANSWERS = drawn(90, blank=0.0)["unit"]


def made(**how: Any) -> Worksheet:
    return layout_2021.make(TREE, Filling(ANSWERS), **how)


def matched(drawn_sheet: Any) -> Match:
    table = find_table(drawn_sheet, LEXICON)
    assert table is not None
    return match_rows(LKE, read_rows(table))


@settings(max_examples=60)
@given(worksheets())
def test_every_row_that_keeps_its_wording_is_its_own_question(drawn_sheet: Drawn) -> None:
    match = matched(drawn_sheet.sheet)
    assert {code: row.row for code, row in match.rows.items()} == drawn_sheet.rows
    assert not match.repeated
    assert not match.unknown
    assert not match.by_place


@settings(max_examples=20)
@given(worksheets(load("lke-2014")))
def test_so_it_is_in_the_worksheet_of_2014(drawn_sheet: Drawn) -> None:
    table = find_table(drawn_sheet.sheet, Lexicon((load("lke-2014"),)))
    assert table is not None
    match = match_rows(load("lke-2014"), read_rows(table))
    assert {code: row.row for code, row in match.rows.items()} == drawn_sheet.rows


@settings(max_examples=150)
@given(st.lists(arbitrary_sheets(), max_size=3), st.sampled_from(["xlsx", "xls"]))
def test_any_book_is_read_or_refused(sheets: list[Any], kind: str) -> None:
    try:
        found = codes(read_book(Book(kind, tuple(sheets)), b"x", "a.xlsx").findings)
    except Refused as refused:
        found = {refused.finding.code}
    assert found <= set(KINDS)


def relabel(worksheet: Worksheet, labels: dict[str, str]) -> None:
    """Write other texts into the rows of some questions."""
    for code, text in labels.items():
        row = worksheet.rows[code]
        (column,) = (
            c for c in range(2, 8) if worksheet.main.value(row, c) == TREE.line[code].label
        )
        worksheet.main.put(row, column, text)


def test_reworded_questions_are_found_where_they_belong() -> None:
    worksheet = made()
    relabel(
        worksheet,
        {
            "A.I.1.i.a": "Apakah tim kerja ZI sudah dibentuk oleh unit?",
            "A.I.2.i.b": "Penerapan seluruh SOP di unit kerja",
            "A.I.4.ii.f": "Xyz qwerty",  # nothing in common: told by its place alone
        },
    )
    reading = read_made(worksheet)
    assert typed(only(reading).answers) == typed(only(read_made(made())).answers)
    assert told(reading.findings, "question-found-by-place") == [f"B{worksheet.rows['A.I.4.ii.f']}"]


def test_a_question_reworded_and_put_elsewhere_is_missing_and_unknown() -> None:
    worksheet = made(omitted=("A.I.4.ii.f",))
    row = worksheet.rows["A.I.5.iv"] - 1
    for column, text in {6: "e.", 7: "Xyz qwerty", 10: "A/B/C/D/E", 11: "A"}.items():
        worksheet.main.put(row, column, text)
    reading = read_made(worksheet)
    assert only(reading).answers["A.I.4.ii.f"].state is State.MISSING
    assert told(reading.findings, "row-not-recognised") == [f"B{row}"]
    assert [f.question for f in reading.findings if f.code == "question-missing"] == ["A.I.4.ii.f"]


def test_letters_out_of_order_do_not_matter() -> None:
    worksheet = made(numbering={"A.I.4.ii.c": "d.", "A.I.4.ii.d": "c.", "A.I.5.v": "iv."})
    assert typed(only(read_made(worksheet)).answers) == typed(only(read_made(made())).answers)


def test_two_questions_in_each_others_place_keep_their_answers() -> None:
    worksheet = made()
    first, second = "A.I.6.ii.b", "A.I.6.ii.c"
    relabel(worksheet, {first: TREE.line[second].label})
    row = worksheet.rows[second]
    worksheet.main.put(row, 7, TREE.line[first].label)
    answers = only(read_made(worksheet)).answers
    assert answers[first].cell == worksheet.cell(second)
    assert answers[second].cell == worksheet.cell(first)


def test_of_a_question_that_stands_twice_the_first_counts() -> None:
    worksheet = made()
    row = worksheet.rows["A.I.5.iv"] - 1
    label = TREE.line["A.I.5.iii.d"].label
    for column, text in {6: "d.", 7: label, 10: "A/B/C", 11: "C"}.items():
        worksheet.main.put(row, column, text)
    reading = read_made(worksheet)
    assert only(reading).answers["A.I.5.iii.d"].cell == worksheet.cell("A.I.5.iii.d")
    assert told(reading.findings, "question-twice") == [f"B{row}"]


def test_a_missing_question_is_missing_and_not_unanswered() -> None:
    reading = read_made(made(omitted=("A.I.3.iii.c",)))
    answer = only(reading).answers["A.I.3.iii.c"]
    assert (answer.state, answer.cell) == (State.MISSING, None)
    (finding,) = (f for f in reading.findings if f.code == "question-missing")
    assert finding.question == "A.I.3.iii.c"
    assert finding.points == pytest.approx(1.25 / 6)


def test_a_signature_below_the_table_is_no_answer() -> None:
    worksheet = made()
    last = worksheet.rows["TOTAL"]
    worksheet.main.put(last + 3, 2, "Mengetahui,")
    worksheet.main.put(last + 3, 10, "Ya/Tidak")
    worksheet.main.put(last + 4, 7, "Kepala Dinas Contoh")
    reading = read_made(worksheet)
    assert typed(only(reading).answers) == typed(only(read_made(made())).answers)


def test_a_title_and_the_heading_repeated_in_the_middle() -> None:
    worksheet = made(blank_before=("A.I.5.iv", "A.II.2"))
    for row in (worksheet.rows["A.I.5.iv"] - 1, worksheet.rows["A.II.2"] - 1):
        for column, text in layout_2021.HEADERS.items():
            worksheet.main.put(row, column, text)
    reading = read_made(worksheet)
    assert typed(only(reading).answers) == typed(only(read_made(made())).answers)
    assert not codes(reading.findings) & {"row-not-recognised", "question-twice"}


def test_an_overwritten_type_cell_does_not_hide_its_question() -> None:
    worksheet = made()
    worksheet.main.put(*worksheet.place("A.I.1.iii.b", "kind"), "Lihat lampiran: A/B")
    worksheet.main.put(*worksheet.place("A.I.1.iii.c", "kind"), None)
    reading = read_made(worksheet)
    assert only(reading).answers["A.I.1.iii.b"].raw == ANSWERS["A.I.1.iii.b"]
    (finding,) = (f for f in reading.findings if f.code == "type-cell-overwritten")
    assert finding.cell == worksheet.cell("A.I.1.iii.b", "kind")
    assert dict(finding.details)["found"] == "Lihat lampiran: A/B"
    assert told(reading.findings, "type-cell-empty") == [worksheet.cell("A.I.1.iii.c", "kind")]


def test_the_layouts_are_told_apart() -> None:
    part = Filling(ANSWERS)
    assert read_made(made()).layout == "2021"
    assert read_made(layout_2025.make(TREE, {"unit": part, "tpi": part})).layout == "2025-26"
    assert read_made(lampiran_iii.make(TREE, part)).layout == "lampiran-iii"


def test_a_worksheet_of_which_every_question_was_reworded_is_told_by_its_structure() -> None:
    worksheet = made()
    relabel(worksheet, {line.code: f"Butir {n} qwerty" for n, line in enumerate(TREE.questions)})
    reading = read(of_grid(worksheet.main))
    found = only(reading).answers
    assert all(found[line.code].cell == worksheet.cell(line.code) for line in TREE.questions)


def test_a_sheet_with_endless_unknown_rows_is_done_with_soon() -> None:
    lines = [f"| x{n} y{n} | | A/B/C | A |" for n in range(3 * MOST_OPEN)]
    heading = "| Penilaian | Bobot | Pilihan Jawaban | Jawaban |"
    with pytest.raises(Refused):
        read(sheet("\n".join([heading, *lines])))
