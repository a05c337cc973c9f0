"""Which sheets are one worksheet, and whose answers stand in which column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scripts.worksheets import lampiran_iii, layout_2021, layout_2025
from scripts.worksheets.filling import Filling
from tests.workbook.written import codes, of_grid, only, read, read_made, sheet, told, typed
from tests.worksheets.drawings import TREE, drawn
from zi_analytics.findings import Refused
from zi_analytics.workbook.cells import Sheet
from zi_analytics.workbook.reading import Reading

UNIT, TPI, TPI2 = (drawn(91, blank=0.0)[who] for who in ("unit", "tpi", "tpi2"))


def whole(answers: dict[str, object], name: str = "LKE ZI", state: str = "visible") -> Sheet:
    made = layout_2021.make(TREE, Filling(answers))
    return replace(of_grid(made.main), name=name, state=state)


def assessors(reading: Reading) -> list[str]:
    return [assessment.assessor for assessment in reading.assessments]


def answers_of(reading: Reading, assessor: str) -> dict[str, str]:
    (found,) = (a for a in reading.assessments if a.assessor == assessor)
    return typed(found.answers)


@pytest.mark.parametrize(
    ("sheet_name", "file", "assessor"),
    [
        ("LKE ZI", "lke.xlsx", "unit"),
        ("LKE ZI", "2025-B06 Puskesmas Kusuma Bangsa (TPI).xlsx", "tpi"),
        ("LKE TPI", "lke.xlsx", "tpi"),
        ("TPN", "LKE TPI.xlsx", "tpn"),
        ("LKE ZI", "Kelurahan Tpinang.xlsx", "unit"),
    ],
)
def test_one_unnamed_column_is_told_by_sheet_or_file(
    sheet_name: str, file: str, assessor: str
) -> None:
    assert assessors(read(whole(UNIT, sheet_name), name=file)) == [assessor]


def test_a_sheet_for_each_assessor() -> None:
    reading = read(whole(UNIT, "LKE Unit"), whole(TPI, "LKE TPI"))
    assert assessors(reading) == ["unit", "tpi"]
    assert answers_of(reading, "tpi") == typed(only(read(whole(TPI))).answers)
    assert not codes(reading.findings) & {"second-worksheet-left-out"}


def test_two_tiers_of_the_tpi_on_two_sheets() -> None:
    reading = read(whole(TPI2, "TPI Inspektorat"), whole(TPI, "TPI Unit"), whole(UNIT, "Unit"))
    assert assessors(reading) == ["unit", "tpi", "tpi2"]
    assert answers_of(reading, "tpi2") == typed(only(read(whole(TPI2))).answers)


def test_of_two_copies_the_first_visible_one_counts() -> None:
    reading = read(whole(TPI, "Lama", "hidden"), whole(UNIT, "LKE ZI"), whole(TPI, "LKE ZI (2)"))
    assert answers_of(reading, "unit") == typed(only(read(whole(UNIT))).answers)
    left_out = {
        f.code: (f.sheet, dict(f.details)["used"])
        for f in reading.findings
        if f.code.endswith("left-out")
    }
    assert left_out == {
        "hidden-worksheet-left-out": ("Lama", "LKE ZI"),
        "second-worksheet-left-out": ("LKE ZI (2)", "LKE ZI"),
    }


def test_an_empty_template_before_the_filled_sheet_does_not_count() -> None:
    reading = read(whole({}, "Format"), whole(UNIT, "LKE ZI"))
    assert answers_of(reading, "unit") == typed(only(read(whole(UNIT))).answers)
    assert [f.sheet for f in reading.findings if f.code == "second-worksheet-left-out"] == [
        "Format"
    ]


def test_a_worksheet_on_a_hidden_sheet_alone_is_read_and_named() -> None:
    reading = read(sheet("| Catatan |"), whole(UNIT, "LKE ZI", "very_hidden"))
    assert assessors(reading) == ["unit"]
    assert "worksheet-on-hidden-sheet" in codes(reading.findings)


@pytest.mark.parametrize(
    "order", [(0, 1, 2, 3, 4, 5, 6), (6, 5, 4, 3, 2, 1, 0), (3, 6, 0, 5, 1, 4, 2)]
)
def test_one_sheet_an_area_in_any_order(order: tuple[int, ...]) -> None:
    made = lampiran_iii.make(TREE, Filling(UNIT), per_area=True)
    sheets = [of_grid(grid) for grid in made.grids]
    reading = read(*(sheets[place] for place in order))
    found = only(reading)
    assert not codes(reading.findings) & {
        "question-missing",
        "question-twice",
        "row-not-recognised",
    }
    for line in TREE.questions:
        grid = made.grid_of(line.code)
        assert (found.answers[line.code].sheet, found.answers[line.code].cell) == (
            grid.name,
            made.cell(line.code),
        )
    for code in ("A.I.1", "A.II.1", "A.I.4", "A.II.6", "A.I.6.ii", "B.I"):
        assert found.figures[code].value == pytest.approx(made.shown(code))
    assert found.sheet_total == pytest.approx(made.shown("TOTAL"))
    assert "figure-differs" not in codes(reading.findings)


def area_sheets(renamed: dict[str, str], results: dict[str, str]) -> list[Sheet]:
    """One sheet an area with headings renamed: on all, and on the sheet of the results."""
    made = lampiran_iii.make(TREE, Filling(UNIT), per_area=True)
    sheets = []
    for grid in made.grids:
        names = results if grid is made.grid_of("B.I.a") else renamed
        written = of_grid(grid)
        rows = [
            [names.get(cell, cell) if isinstance(cell, str) else cell for cell in cells]
            for cells in written.rows
        ]
        sheets.append(replace(written, rows=rows))
    return sheets


@pytest.mark.parametrize(
    ("old", "new"),
    [("Pilihan Jawaban", "Pilihan"), ("Penilaian", "Komponen"), ("Jawaban", "Isian")],
)
def test_a_sheet_of_three_questions_is_known_by_the_heading_of_the_others(
    old: str, new: str
) -> None:
    plain = only(read(*area_sheets({}, {})))
    reading = read(*area_sheets({old: new}, {old: new}))
    assert only(reading).answers == plain.answers
    assert not codes(reading.findings) & {"question-missing", "worksheet-sheet-not-read"}


def test_a_sheet_passed_over_is_named_with_its_questions() -> None:
    other = {"Pilihan Jawaban": "Opsi", "Jawaban": "Isian", "Bobot": "Berat", "Nilai": "Angka"}
    reading = read(*area_sheets({}, other))
    results = area_sheets({}, other)[-1].name
    passed_over = [f for f in reading.findings if f.code == "worksheet-sheet-not-read"]
    assert [(f.sheet, f.points, dict(f.details)["count"]) for f in passed_over] == [
        (results, 40.0, 3)
    ]
    missing = {f.question: f.sheet for f in reading.findings if f.code == "question-missing"}
    assert missing == dict.fromkeys(("B.I.a", "B.I.b", "B.II.a"))


def test_a_question_is_missed_on_the_sheet_of_its_neighbours() -> None:
    sheets = area_sheets({}, {})
    first = next(c for c in sheets[0].rows if len(c) > 3 and c[3] == "Ya/Tidak")
    sheets[0].rows.remove(first)
    reading = read(*sheets)
    missing = [(f.sheet, f.question) for f in reading.findings if f.code == "question-missing"]
    assert missing == [(sheets[0].name, "A.I.1.i.a")]


def test_drafts_of_single_areas_do_not_displace_the_whole() -> None:
    made = lampiran_iii.make(TREE, Filling(TPI), per_area=True)
    drafts = [of_grid(grid) for grid in made.grids[:2]]
    reading = read(*drafts, whole(UNIT))
    assert answers_of(reading, "unit") == typed(only(read(whole(UNIT))).answers)


def test_three_assessors_side_by_side() -> None:
    made = layout_2025.make(
        TREE, {"unit": Filling(UNIT), "tpi": Filling(TPI), "tpi2": Filling(TPI2)}
    )
    assert assessors(read_made(made)) == ["unit", "tpi", "tpi2"]


def test_a_third_tpi_column_is_left_out_and_named() -> None:
    made = layout_2025.make(
        TREE, {"unit": Filling(UNIT), "tpi": Filling(TPI), "tpi2": Filling(TPI2)}
    )
    for row in range(1, 220):
        if (value := made.main.value(row, 15)) is not None:
            made.main.put(row, 24, value)
    reading = read_made(made)
    assert assessors(reading) == ["unit", "tpi", "tpi2"]
    assert told(reading.findings, "answer-column-left-out") == ["X1"]


def test_a_second_column_that_names_nobody_is_left_out_and_named() -> None:
    made = layout_2021.make(TREE, Filling(UNIT))
    made.main.put(3, 17, "Jawaban Tahun Lalu")
    made.main.put(made.rows["A.I.1.i.a"], 17, "Tidak")
    reading = read_made(made)
    assert assessors(reading) == ["unit"]
    assert only(reading).answers["A.I.1.i.a"].raw == UNIT["A.I.1.i.a"]
    assert told(reading.findings, "answer-column-left-out") == ["Q3"]


def test_a_column_of_formulas_and_placeholders_is_no_assessor() -> None:
    made = layout_2025.make(TREE, {"unit": Filling(UNIT), "tpi": Filling({})})
    for line in TREE.questions:
        if line.answer_type not in ("ratio", "index"):
            made.main.put(*made.place(line.code, "answer", "tpi"), "Blm Diisi")
    assert assessors(read_made(made)) == ["unit"]


def test_an_empty_worksheet_has_no_assessment() -> None:
    reading = read(whole({}))
    assert assessors(reading) == []
    assert "no-answers" in codes(reading.findings)


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("", "workbook-empty"),
        ('| "" | |', "workbook-empty"),
        ("| Nama | NIP |\n| A | 1 |", "not-a-worksheet"),
        (
            "| Penilaian | Bobot | Pilihan Jawaban | Jawaban |\n"
            "| Tim ZI dibentuk | | Ya/Tidak | Ya |",
            "not-a-worksheet",
        ),
    ],
)
def test_what_is_no_worksheet_is_refused(table: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(sheet(table, "Lembar1"))
    assert refused.value.finding.code == code


def test_a_copy_with_several_assessors_is_named_once() -> None:
    answers = {"unit": Filling(UNIT), "tpi": Filling(TPI), "tpi2": Filling(TPI2)}
    made = of_grid(layout_2025.make(TREE, answers).main)
    reading = read(made, replace(made, name="Jawaban (2)"))
    left_out = [f for f in reading.findings if f.code == "second-worksheet-left-out"]
    assert [(f.sheet, f.assessor) for f in left_out] == [("Jawaban (2)", None)]


def test_a_column_of_placeholders_is_said_to_be_empty() -> None:
    made = of_grid(layout_2025.make(TREE, {"unit": Filling(UNIT), "tpi": Filling({})}).main)
    column = next(c for r in made.rows for c, v in enumerate(r) if v == "Jawaban TPI")
    types = next(c for r in made.rows for c, v in enumerate(r) if v == "Pilihan Jawaban")
    asked = [r for r in made.rows if len(r) > column and r[types] == "Ya/Tidak"]
    for cells in asked:
        cells[column] = "-"
    reading = read(made)
    assert assessors(reading) == ["unit"]
    (finding,) = (f for f in reading.findings if f.code == "column-of-placeholders")
    assert (finding.assessor, dict(finding.details)) == ("tpi", {"count": len(asked), "raw": "-"})
