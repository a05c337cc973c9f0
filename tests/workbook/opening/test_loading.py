"""Books have their cells where the sheet has them, and say what is not an ordinary value."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from scripts.worksheets import filling, layout_2021, layout_2025, tree, writing
from scripts.worksheets.filling import Filling
from tests.hostile import books, old_formats, worksheet
from tests.hostile.archives import zipped
from tests.hostile.books import Raw, Styled
from zi_analytics.settings import SAMPLES
from zi_analytics.workbook.cells import Book, Sheet
from zi_analytics.workbook.opening import unusual
from zi_analytics.workbook.opening.loading import load_book

TREE = tree.load()
ANSWERS = Filling(filling.draw_at(TREE, "kelurahan", 0.8))


def load(rows: list[list[books.Cell]], **how: str) -> Sheet:
    return load_book(books.book(books.sheet(rows, **how)), "a.xlsx").sheets[0]


def written_worksheets() -> dict[str, bytes]:
    return {
        "2025": writing.write(layout_2025.make(TREE, {"unit": ANSWERS, "tpi": ANSWERS}).grids),
        "2021": writing.write(layout_2021.make(TREE, ANSWERS, "Kelurahan").grids),
    }


@pytest.mark.parametrize(("layout", "data"), written_worksheets().items())
def test_same_cells_as_openpyxl(layout: str, data: bytes) -> None:
    """Another reader, far slower: same sheets, values, hidden parts and formulas."""
    book = load_book(data, f"{layout}.xlsx")
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(data))
    assert [sheet.name for sheet in book.sheets] == values.sheetnames
    for sheet in book.sheets:
        other = values[sheet.name]
        assert sheet.state.replace("_h", "H") == other.sheet_state
        for row in other.iter_rows():
            for cell in row:
                _check_cell(sheet, cell.row, cell.column, cell.value)
        hidden = {number for number, row in other.row_dimensions.items() if row.hidden}
        assert sheet.hidden_rows == hidden
        text = {
            (cell.row, cell.column): str(cell.value)[1:]
            for row in formulas[sheet.name].iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
        assert dict(sheet.formulas) == text


def _check_cell(sheet: Sheet, row: int, column: int, wanted: object) -> None:
    if isinstance(wanted, str) and wanted.startswith("#"):
        assert sheet.errors[row, column] == wanted
        wanted = None
    line = sheet.rows[row - 1] if row <= len(sheet.rows) else []
    value = line[column - 1] if column <= len(line) else None
    assert (None if value == "" else value) == wanted, (sheet.name, row, column)


def test_places_are_absolute() -> None:
    sheet = load([[], [], [None, None, "x"], [], [None, 1]])
    assert sheet.rows[2][2] == "x"
    assert sheet.rows[4][1] == 1


def test_states_of_sheets() -> None:
    parts = books.parts(
        [books.sheet([["x"]])] * 3, ["A", "B", "C"], states={"B": "hidden", "C": "veryHidden"}
    )
    book = load_book(zipped(parts.items()), "a.xlsx")
    assert [sheet.state for sheet in book.sheets] == ["visible", "hidden", "very_hidden"]
    assert [f.sheet for f in book.findings if f.code == "hidden-sheet"] == ["B", "C"]


def test_hidden_rows_and_columns() -> None:
    xml = books.sheet(
        [["a", "b", "c"], ["d", "e", "f"]],
        before='<cols><col min="2" max="2" hidden="1"/><col min="3" max="16384" hidden="1"/></cols>',
    ).replace('<row r="2">', '<row r="2" ht="5" hidden="1">')
    book = load_book(books.book(xml), "a.xlsx")
    assert book.sheets[0].hidden_rows == {2}
    assert book.sheets[0].hidden_columns == {2, 3}
    assert {f.code for f in book.findings} == {"hidden-rows", "hidden-columns"}


def test_error_cells_are_blank_and_named() -> None:
    errors = ("#DIV/0!", "#SPILL!")
    sheet = load([[Raw('t="e"', f"<f>A9</f><v>{text}</v>") for text in errors] + [5]])
    assert dict(sheet.errors) == {(1, 1): "#DIV/0!", (1, 2): "#SPILL!"}
    assert [value or None for value in sheet.rows[0]] == [None, None, 5]


def test_formulas_with_and_without_result() -> None:
    sheet = load([[Raw("", "<f>B1*2</f>"), Raw("", '<f>C1&amp;"x"</f><v>4</v>'), 3]])
    assert sheet.without_value == {(1, 1)}
    assert dict(sheet.formulas) == {(1, 1): "B1*2", (1, 2): 'C1&"x"'}
    assert sheet.rows[0][1:] == [4, 3]


def test_an_empty_paragraph_of_an_open_document_is_a_result() -> None:
    """LibreOffice writes it for a formula that came to an empty text, and no type of value."""
    empty = '<table:table-cell table:formula="of:=IF([.B1]=1;1;&quot;&quot;)"><text:p/>'
    never = '<table:table-cell table:formula="of:=[.B1]*2">'
    cells = "".join(f"{cell}</table:table-cell>" for cell in (empty, never))
    rows = f"<table:table-row>{cells}</table:table-row>"
    book = load_book(old_formats.open_document(rows + old_formats.clean_rows()), "a.ods")
    assert book.sheets[0].without_value == {(1, 2)}


def test_findings_count_and_show_the_first() -> None:
    rows: list[list[books.Cell]] = [[1, Raw("", "<v>NaN</v>")], [2, Raw("", "<v>INF</v>")]]
    (finding,) = load_book(books.book(books.sheet(rows)), "a.xlsx").findings
    assert (finding.code, finding.cell) == ("number-odd", "B1")
    assert dict(finding.details) == {"count": 2, "text": "NaN"}


def test_dates() -> None:
    assert load([[Styled(45658, books.ISO)]]).rows == [[date(2025, 1, 1)]]


@pytest.mark.parametrize(
    ("name", "data"), [("a.ods", old_formats.open_document()), ("a.xls", old_formats.old_excel())]
)
def test_other_formats_have_the_same_cells(name: str, data: bytes) -> None:
    book: Book = load_book(data, name)
    assert book.format == name[2:]
    assert [f.code for f in book.findings] == ["format-without-formulas"]
    for have, want in zip(book.sheets[0].rows, worksheet.rows(), strict=True):
        padded = [*have, *[None] * (len(want) - len(have))]
        assert [None if value == "" else value for value in padded] == want


def test_format_of_a_book_with_macros() -> None:
    parts = books.parts([books.sheet([["x"]])], main="vnd.ms-excel.sheet.macroEnabled.main+xml")
    assert load_book(zipped(parts.items()), "a.xlsm").format == "xlsm"


def test_worksheets_as_programs_write_them_take_the_quick_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def walk(*_: object) -> None:
        raise AssertionError("walked cell by cell")

    monkeypatch.setattr(unusual, "walk", walk)
    for path in sorted(SAMPLES.glob("*.xlsx")):
        load_book(path.read_bytes(), path.name)
