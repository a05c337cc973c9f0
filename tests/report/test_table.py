"""A table leaves as CSV and Excel: as typed, numbers as numbers, nothing that acts."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_analytics.report.table import csv_bytes, workbook_bytes

HEADER = ["Nama", "Nilai"]
ROWS = [("=1+1", -1.5), ("+62", 2.0), (" @x", None), ("https://jahat.example", 0.25), ("007", 3)]
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40)


def test_the_csv_holds_no_formula_and_keeps_numbers():
    content = csv_bytes(HEADER, ROWS, "id").decode("utf-8-sig")
    assert list(csv.reader(StringIO(content), delimiter=";")) == [
        HEADER,
        ["'=1+1", "-1,5"],
        ["'+62", "2,0"],
        ["' @x", ""],
        ["https://jahat.example", "0,25"],
        ["007", "3"],
    ]
    lines = csv_bytes(["Nama"], [(-1.5,), (-6.249999999999999,), (-0.0,)], "en").decode()
    assert lines.split("\r\n")[1:] == ["-1.5", "-6.25", "0.0", ""]


def test_the_workbook_holds_no_formula_no_link_and_numbers_as_numbers():
    sheet = openpyxl.load_workbook(BytesIO(workbook_bytes(HEADER, ROWS))).active
    assert [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)] == ROWS
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B6")


@given(st.lists(st.tuples(TEXTS, st.floats(-1e9, 1e9)), max_size=5))
def test_what_is_written_is_read_back(rows):
    sheet = openpyxl.load_workbook(BytesIO(workbook_bytes(HEADER, rows))).active
    read = [
        (sheet.cell(place, 1).value or "", sheet.cell(place, 2).value)
        for place in range(2, len(rows) + 2)
    ]
    assert [text for text, _ in read] == [text for text, _ in rows]
    assert [number for _, number in read] == pytest.approx([number for _, number in rows])
    assert workbook_bytes(HEADER, rows) == workbook_bytes(HEADER, rows)


def test_an_empty_table_and_an_endless_text_make_a_workbook_too():
    assert openpyxl.load_workbook(BytesIO(workbook_bytes(HEADER, []))).active.max_row == 1
    endless = workbook_bytes(HEADER, [("x" * 50_000, float("nan"))])
    sheet = openpyxl.load_workbook(BytesIO(endless)).active
    assert (len(sheet["A2"].value), sheet["B2"].value) == (32_767, None)


def test_an_unknown_number_is_an_empty_cell():
    assert csv_bytes(["a", "b"], [[float("nan"), 1.5]], "id").decode("utf-8-sig") == (
        "a;b\r\n;1,5\r\n"
    )
