"""Files of raw responses of every format, and of none, through the child process."""

from __future__ import annotations

import io
from collections.abc import Iterator

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zi_analytics.finding_kinds import KINDS
from zi_analytics.findings import Refused, Severity
from zi_analytics.settings import FileLimits
from zi_analytics.workbook.cells import Book, CellValue, Sheet
from zi_analytics.workbook.child import shutdown
from zi_analytics.workbook.survey.reader import find_survey, read_survey
from zi_analytics.workbook.survey.text_table import text_book

LINES = ["No;Layanan;Unsur 1;Unsur 2", *(f"{n};KTP;{n % 4 + 1};3" for n in range(1, 31))]


@pytest.fixture(scope="module", autouse=True)
def children() -> Iterator[None]:
    yield
    shutdown()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["NO. RESPONDEN", "PROFIL", None, "NILAI UNSUR PELAYANAN"])
    sheet.append([None, "NAMA", "JENIS LAYANAN", "U1", "U2"])
    sheet.merge_cells("A1:A2")
    for number in range(1, 31):
        sheet.append([number, f"Orang {number}", "KTP", 4, "3"])
    sheet.row_dimensions[7].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_in_the_child() -> None:
    reading = read_survey(workbook(), "survei.xlsx")
    assert reading.elements == ("U1", "U2")
    assert [one.answers for one in reading.respondents] == [(4.0, 3.0)] * 30
    assert [(one.code, one.cell) for one in reading.findings] == [
        ("survey-answer-typed", "E3"),
        ("survey-row-hidden", "D7"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_text_file_is_read_whatever_divides_it(encoding: str, delimiter: str) -> None:
    text = "\r\n".join(LINES).replace(";", delimiter)
    reading = read_survey(text.encode(encoding), "survei.csv")
    assert reading.elements == ("U1", "U2")
    assert len(reading.respondents) == 30
    assert reading.findings == ()


def test_excels_hint_on_the_delimiter_is_no_heading() -> None:
    reading = read_survey("\n".join(["sep=;", *LINES, "31;KTP;x;3"]).encode(), "a.csv")
    assert [(one.code, one.cell, one.sheet) for one in reading.findings] == [
        ("survey-answer-text", "C33", None)
    ]


def test_letters_that_are_not_utf_8_are_named() -> None:
    reading = read_survey("\n".join(LINES).replace("KTP", "Café").encode("cp1252"), "a.csv")
    assert reading.respondents[0].service == "Café"
    assert [one.code for one in reading.findings] == ["survey-letters-guessed"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a;b\n" * 11, "too-many-cells"),
        (";".join("abcdefghijklm"), "too-many-cells"),
        ("a;" + "b" * 101, "cell-text-too-long"),
        ('a;"' + "b" * 200_000, "cell-text-too-long"),
        (";\n;", "no-cells"),
    ],
)
def test_a_text_file_stays_within_the_limits(text: str, code: str) -> None:
    small = FileLimits(rows=10, columns=12, cells=50, cell_characters=100)
    with pytest.raises(Refused) as caught:
        text_book(text.encode(), small)
    assert caught.value.finding.code == code


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(st.sampled_from("No;U12\n\"'=3,5\t\r\0é"), max_size=200).map(str.encode),
    ),
    st.sampled_from(["a.csv", "a.xlsx", "a"]),
)
def test_any_bytes_give_findings(data: bytes, name: str) -> None:
    try:
        found = read_survey(data, name).findings
        worst = Severity.ERROR
    except Refused as refused:
        found, worst = (refused.finding,), Severity.REFUSED
    severities = {KINDS[one.code].severity for one in found}
    assert severities <= (
        {worst} if worst is Severity.REFUSED else set(Severity) - {Severity.REFUSED}
    )


@given(
    st.lists(
        st.lists(
            st.sampled_from(["No", "U1", "U2", "Jumlah", "", 1.0, 4.0, 5.0, 87.65, "x", True]),
            max_size=6,
        ),
        max_size=8,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_cells_give_answers_within_the_scale(rows: list[list[CellValue]]) -> None:
    sheets = (Sheet("S", "visible", [["No", "U1"], *rows]),)
    reading = find_survey(Book("xlsx", sheets), b"", "a.xlsx")
    for one in reading.respondents:
        assert len(one.answers) == len(reading.elements)
        assert any(answer is not None for answer in one.answers)
        assert all(answer is None or 1 <= answer <= 4 for answer in one.answers)
