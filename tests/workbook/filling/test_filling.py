"""The TPI's answers in the unit's own worksheet: where they belong, as the sheet writes them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace

import pytest

from scripts.worksheets import filling, layout_2021, layout_2025, writing
from scripts.worksheets.filling import Filling, Typed
from scripts.worksheets.worksheet import Worksheet
from tests import independent
from tests.hostile import books
from tests.worksheets import drawings, official, packages
from tests.worksheets.drawings import TREE
from tests.worksheets.libreoffice import convert
from zi_analytics.findings import Finding, Refused
from zi_analytics.store.previewing import find_changes
from zi_analytics.workbook.filling.cells import fill_cells
from zi_analytics.workbook.filling.fill import Filled, fill_assessment
from zi_analytics.workbook.reader import read_bytes
from zi_analytics.workbook.reading import AssessmentReading, State

NOTES = {"A.I.1.i.a": "=SUM(A1)", "A.I.2.i.a": "Bukti <belum> & “lengkap”\nlihat SK", "B.I.a": "ok"}


def sheet_of(tpi: Filling | None = None, seed: int = 90) -> Worksheet:
    parts = {"unit": Filling(drawings.drawn(seed)["unit"])}
    return layout_2025.make(
        TREE, parts if tpi is None else parts | {"tpi": tpi}, "KELURAHAN CONTOH"
    )


def assessments(data: bytes, name: str = "lke.xlsx") -> dict[str, AssessmentReading]:
    return {one.assessor: one for one in read_bytes(data, name).assessments}


UNIT = writing.write(sheet_of().grids)
DRAWN: dict[str, Typed] = drawings.drawn(91)["tpi"]
TPI = assessments(writing.write(sheet_of(Filling(DRAWN, NOTES)).grids))["tpi"]


def fill(data: bytes = UNIT, tpi: AssessmentReading = TPI, name: str = "lke.xlsx") -> Filled:
    return fill_assessment(data, name, tpi)


def typed(tpi: AssessmentReading) -> dict[str, tuple[str, State, float | None, str]]:
    """What was typed: raw text, value and note of all but the ratios, which are computed."""
    return {
        code: (answer.raw, answer.state, answer.value, answer.note)
        for code, answer in tpi.answers.items()
        if not _is_ratio(code)
    }


def _is_ratio(code: str) -> bool:
    return any(line.code == code and line.answer_type == "ratio" for line in TREE.questions)


def check_filled(data: bytes, name: str = "lke.xlsx") -> None:
    """The TPI's answers are those put in, and the unit's are what they were."""
    read = assessments(data, name)
    assert typed(read["tpi"]) == typed(TPI)
    for code, answer in TPI.answers.items():
        assert read["tpi"].answers[code].value == (
            None if answer.value is None else pytest.approx(answer.value, abs=1e-9, rel=0)
        )
    assert typed(read["unit"]) == typed(assessments(UNIT)["unit"])


def test_the_answers_and_notes_stand_in_the_tpis_columns() -> None:
    filled = fill()
    check_filled(filled.data)
    assert filled.findings == (Finding("fill-computed-on-opening"),)
    ratios_in_formulas = {code for code in TPI.answers if _is_ratio(code)}
    answered = {c for c, a in TPI.answers.items() if a.state is State.ANSWERED} - ratios_in_formulas
    assert filled.answers == len(answered)


def test_options_and_numbers_are_written_as_the_sheet_has_them() -> None:
    sheet = sheet_of()
    cells = packages.load(fill().data)["Jawaban"]
    for code, answer in DRAWN.items():
        written = cells[sheet.cell(code, "answer", "tpi")]
        assert written.value == answer
        assert written.data_type == ("s" if isinstance(answer, str) else "n")
    note = cells[sheet.cell("A.I.1.i.a", "note", "tpi")]
    assert (note.value, note.data_type) == ("=SUM(A1)", "s")


def test_nothing_else_is_changed_and_every_formula_lives() -> None:
    filled = fill()
    changed, new = packages.changed_parts(UNIT, filled.data)
    parts = packages.parts(filled.data)
    sheets = changed - {"xl/workbook.xml"}
    assert all(sheet.startswith("xl/worksheets/sheet") for sheet in sheets)
    assert new == set()
    assert b'fullCalcOnLoad="1"' in parts["xl/workbook.xml"]
    packages.check_order(parts["xl/workbook.xml"], packages.WORKBOOK_ORDER)
    for sheet in sheets:
        packages.check_order(parts[sheet], packages.SHEET_ORDER)
    made, before, after = sheet_of(), packages.load(UNIT), packages.load(filled.data)
    columns = {made.place("A.I.1.i.a", role, "tpi")[1] for role in ("answer", "note")}
    looks, other = packages.Looks(), packages.Looks()
    formulas = 0
    for old, twin in zip(before.worksheets, after.worksheets, strict=True):
        assert packages.around(twin) == packages.around(old)
        for cell, filled_cell in packages._pairs(old, twin):
            assert other.of(filled_cell) == looks.of(cell)
            assert packages.fill(filled_cell) == packages.fill(cell)
            if cell.data_type == "f" or old.title != "Jawaban" or cell.column not in columns:
                assert filled_cell.value == cell.value
                formulas += cell.data_type == "f"
    assert formulas > 150


def test_filling_again_changes_no_byte() -> None:
    once = fill().data
    assert fill(once).data == once


def test_an_answer_that_is_there_is_replaced_and_one_not_given_stays() -> None:
    there = Filling({"A.I.1.i.a": "Tidak", "A.I.1.i.b": "C", "B.I.a": 1.5})
    tpi = assessments(writing.write(sheet_of(Filling({"A.I.1.i.a": "Ya", "B.I.a": 3.6})).grids))[
        "tpi"
    ]
    read = assessments(fill(writing.write(sheet_of(there).grids), tpi).data)["tpi"]
    given = {code: a.raw for code, a in read.answers.items() if a.state is State.ANSWERED}
    assert given == {"A.I.1.i.a": "Ya", "A.I.1.i.b": "C", "B.I.a": "3.6"}


def test_what_cannot_be_placed_is_said() -> None:
    answers = dict(TPI.answers)
    answers["A.I.1.i.b"] = answers["A.I.1.i.b"]._replace(
        state=State.NOT_AN_OPTION, value=None, raw="Z", note=""
    )
    answers["X.1"] = answers["A.I.1.i.a"]._replace(code="X.1")
    found = {f.code: dict(f.details) for f in fill(tpi=replace(TPI, answers=answers)).findings}
    assert found["fill-answer-unclear"] == {"count": 1, "questions": "A.I.1.i.b"}
    assert found["fill-no-place"] == {"count": 1, "questions": "X.1"}


def test_a_formula_in_an_answer_cell_is_kept_and_said() -> None:
    sheet = sheet_of()
    cell = sheet.cell("A.I.1.i.a", "answer", "tpi")
    book = packages.load(UNIT)
    book["Jawaban"][cell] = f"={sheet.cell('A.I.1.i.a', 'answer', 'unit')}"
    stream = io.BytesIO()
    book.save(stream)
    filled = fill(stream.getvalue())
    (kept,) = [f for f in filled.findings if f.code == "fill-formula-kept"]
    assert (kept.sheet, kept.cell, dict(kept.details)["count"]) == ("Jawaban", cell, 1)
    assert packages.load(filled.data)["Jawaban"][cell].data_type == "f"


def test_a_worksheet_with_one_column_for_the_unit_is_refused() -> None:
    data = writing.write(
        layout_2021.make(TREE, Filling(drawings.drawn(92)["unit"]), "KELURAHAN CONTOH").grids
    )
    with pytest.raises(Refused) as refused:
        fill(data)
    assert refused.value.finding == Finding("fill-no-column", details=(("assessor", "TPI"),))


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Filled worksheets opened, computed and saved by LibreOffice."""
    files = {"lke.xlsx": fill().data}
    return convert(files, "xlsx", tmp_path_factory.mktemp("filled"))


@pytest.mark.libreoffice
def test_the_program_that_opens_it_computes_the_tpis_points(computed: Mapping[str, bytes]) -> None:
    """The total that the sheet shows is that of the answers by an independent calculation, as
    the sheet counts: unanswered questions are left out of their means."""
    check_filled(computed["lke.xlsx"])
    shown = assessments(computed["lke.xlsx"])["tpi"]
    made = sheet_of(Filling(DRAWN))
    assert shown.sheet_total == pytest.approx(made.shown("TOTAL", "tpi"), abs=1e-9)
    assert shown.sheet_faithful == pytest.approx(made.shown("TOTAL", "tpi"), abs=1e-9)


@pytest.mark.libreoffice
def test_a_full_worksheet_computes_to_the_rules_own_total(tmp_path) -> None:
    """With every question answered the sheet's mean and the rule agree."""
    answers = filling.draw_at(TREE, "contoh", 0.6, indices=(3.2, 3.1))
    tpi = assessments(writing.write(sheet_of(Filling(answers)).grids))["tpi"]
    (data,) = convert({"lke.xlsx": fill(tpi=tpi).data}, "xlsx", tmp_path).values()
    total = float(independent.points(answers)["TOTAL"])
    assert assessments(data)["tpi"].sheet_total == pytest.approx(total, abs=1e-9)


@official.present
def test_the_ministrys_own_worksheet_is_filled() -> None:
    drawn = drawings.drawn(93)
    unit = official.fill({"unit": drawn["unit"]})
    both = official.fill({"unit": drawn["unit"], "tpi2": drawn["tpi2"]})
    tpi2 = assessments(both.data)["tpi2"]
    filled = fill(unit.data, tpi2)
    read = assessments(filled.data)
    assert typed(read["tpi2"]) == typed(tpi2)
    assert find_changes(assessments(unit.data)["unit"], read["unit"]) == ()
    points = independent.points(drawn["tpi2"])
    assert {c: a.value for c, a in read["tpi2"].answers.items()} == {
        c: a.value for c, a in tpi2.answers.items()
    }
    assert float(points["TOTAL"]) > 0


def test_values_go_where_nothing_was_written_and_never_under_a_merged_cell() -> None:
    sheet = (
        f'{books.HEAD}<x:worksheet xmlns:x="{books.MAIN}"><x:sheetData><x:row r="2">'
        '<x:c r="B2" s="2" t="s" cm="1"><x:v>0</x:v></x:c><x:c r="C2"><x:f>1+1</x:f><x:v>2</x:v></x:c>'
        '</x:row></x:sheetData><x:mergeCells><x:mergeCell ref="D4:E5"/></x:mergeCells></x:worksheet>'
    )
    data = books.book(sheet, texts=books.strings(["lama"]))
    contents = {
        ("Jawaban", place): value
        for place, value in {
            (2, 2): "baru", (2, 3): 5, (1, 1): 0.1, (4, 4): 3.0, (5, 5): "tertutup", (2, 4): "_x0041_",
        }.items()
    }  # fmt: skip
    filled = fill_cells(data, contents)
    assert filled.formulas == (("Jawaban", (2, 3)),)
    assert filled.covered == (("Jawaban", (5, 5)),)
    cells = packages.load(filled.data)["Jawaban"]
    assert (cells["B2"].value, cells["B2"].number_format) == (
        "baru",
        books.FORMATS[1].replace("&quot;", '"'),
    )
    assert (cells["A1"].value, cells["D4"].value, cells["C2"].value) == (0.1, 3, "=1+1")
    part = packages.parts(filled.data)[books.SHEET_1]
    assert b"_x005F_x0041_" in part
    assert b"<x:v>3</x:v>" in part
    assert b"cm=" not in part


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<calcPr calcId="191029"/>', '<calcPr calcId="191029" fullCalcOnLoad="1"/>'),
        ('<calcPr fullCalcOnLoad="0"></calcPr>', '<calcPr fullCalcOnLoad="1"></calcPr>'),
        ("<extLst/>", '<calcPr fullCalcOnLoad="1"/><extLst/>'),
        ("", '<calcPr fullCalcOnLoad="1"/></workbook>'),
    ],
)
def test_the_workbook_asks_to_be_computed(before: str, after: str) -> None:
    data = books.book(after=before)
    filled = fill_cells(data, {("Jawaban", (1, 1)): "x"})
    assert after.encode() in packages.parts(filled.data)["xl/workbook.xml"]
