"""The blank worksheet itself: what it asks, what it accepts, how it prints, what it says."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.worksheets.filled_blanks import (
    ANSWERS,
    EVIDENCE,
    FIGURES,
    HEADING_ROW,
    SHEETS,
    has_questions,
    rows_of,
)
from zi_analytics.instrument import AnswerKind, Instrument, Level, available, load
from zi_analytics.workbook.reader import read_bytes
from zi_analytics.workbook.writing import blank_file_name, write_blank

PROJECT = Path(__file__).resolve().parents[3]
IDS = available()
LONGEST_MESSAGE, LONGEST_TITLE = 255, 32
EVERY = pytest.mark.parametrize("instrument_id", IDS)
BOTH = pytest.mark.parametrize("language", ["id", "en"])


def opened(instrument_id: str, computed: bool = False, **given: str) -> Workbook:
    data = write_blank(load(instrument_id), **given)
    return openpyxl.load_workbook(BytesIO(data), data_only=computed)


def table(book: Workbook, language: str = "id") -> Worksheet:
    return book[SHEETS[language][1]]


def rules(sheet: Worksheet) -> dict[str, object]:
    """The checks by cell."""
    return {
        str(cell): rule for rule in sheet.data_validations.dataValidation for cell in rule.sqref
    }


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def answer_cells(instrument: Instrument, sheet: Worksheet) -> dict[str, str]:
    column = ANSWERS if has_questions(instrument) else FIGURES
    return {c: sheet.cell(row, column).coordinate for c, row in rows_of(instrument, sheet).items()}


@EVERY
@BOTH
def test_the_blank_is_read_as_what_it_is_without_any_answer(
    instrument_id: str, language: str
) -> None:
    data = write_blank(load(instrument_id), language=language)
    reading = read_bytes(data, "LKE.xlsx")
    assert [finding.code for finding in reading.findings] == ["no-answers"]
    assert (reading.instrument, reading.layout) == (instrument_id, "zi-analytics")
    assert (reading.unit, reading.period, reading.assessments) == ("", "", ())


def test_the_same_worksheet_has_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    written = []
    for n in range(2):
        path = tmp_path / f"{n}.xlsx"
        command = [sys.executable, "-m", "zi_analytics", "blank", "ringkas", "--output", str(path)]
        subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
        written.append(path.read_bytes())
    assert written[0] == written[1] == write_blank(load("ringkas"))


@EVERY
def test_the_same_worksheet_has_the_same_bytes(instrument_id: str) -> None:
    given = {"unit": "Kelurahan Contoh", "period": "2025-B06", "assessor": "tpi"}
    instrument = load(instrument_id)
    first, *others = (write_blank(instrument, **given) for _ in range(3))
    assert others == [first, first]


@EVERY
@BOTH
def test_every_answer_has_a_check_that_says_what_is_allowed(
    instrument_id: str, language: str
) -> None:
    instrument = load(instrument_id)
    sheet = table(opened(instrument_id, language=language), language)
    found = rules(sheet)
    for code, cell in answer_cells(instrument, sheet).items():
        rule, answer_type = found[cell], instrument.type_of(code)
        assert 0 < len(rule.prompt) <= LONGEST_MESSAGE
        assert len(rule.promptTitle or "") <= LONGEST_TITLE
        if instrument.node[code].level is Level.SUBTOTAL or code in instrument.ratios:
            assert sheet[cell].protection.locked
            continue
        assert not sheet[cell].protection.locked
        assert (rule.errorStyle or "stop", rule.showErrorMessage) == ("stop", True)
        assert 0 < len(rule.error) <= LONGEST_MESSAGE
        keys = [option.key for option in answer_type.options]
        if answer_type.kind is AnswerKind.CHOICE:
            assert (rule.type, rule.formula1) == ("list", f'"{",".join(keys)}"')
            assert all(f"{key}: " in rule.prompt and key in rule.error for key in keys)
        elif answer_type.kind is AnswerKind.COUNT:
            accepted = (rule.type, rule.operator, rule.formula1)
            assert accepted == ("whole", "greaterThanOrEqual", "0")
        else:
            highest = answer_type.highest or instrument.node[code].weight
            lowest = answer_type.lowest or 0
            assert (rule.type, rule.operator or "between") == ("decimal", "between")
            assert (float(rule.formula1), float(rule.formula2)) == (lowest, highest)


def test_a_check_speaks_plainly() -> None:
    instrument = load("lke-2021")
    sheet = table(opened("lke-2021"))
    found, cells = rules(sheet), answer_cells(instrument, sheet)
    assert found[cells["A.I.1.i.a"]].error == "Pilih salah satu dari daftar: Ya, Tidak."
    assert found[cells["A.I.1.i.a"]].promptTitle == "Bernilai sampai 0,25 poin"
    assert found[cells["B.I.a"]].error == "Tulis indeks hasil survei, dari 1 sampai 4."
    assert found[cells["A.II.1.i.a.1"]].error == "Tulis bilangan bulat, paling kecil 0."


def test_what_proves_an_answer_is_told_beside_its_evidence() -> None:
    instrument = load("lke-2021")
    sheet = table(opened("lke-2021"))
    found, rows = rules(sheet), rows_of(instrument, sheet)
    for question in instrument.questions:
        rule = found[sheet.cell(rows[question.code], EVIDENCE).coordinate]
        start = instrument.evidence[question.code].id[:40]
        assert rule.prompt.startswith(start)
        assert len(rule.prompt) <= LONGEST_MESSAGE


@EVERY
def test_no_formula_leaves_out_what_is_not_answered_or_shows_an_error(instrument_id: str) -> None:
    book, shown = opened(instrument_id), opened(instrument_id, computed=True)
    formulas = 0
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    formulas += 1
                    assert not re.search(r"AVERAGE|ROUND|\[|#", cell.value), cell.coordinate
                    value = shown[sheet.title][cell.coordinate].value
                    assert isinstance(value, float | int | str | None)
                    assert not str(value).startswith("#"), cell.coordinate
    assert formulas > 3 * len(load(instrument_id).areas)


@EVERY
def test_every_formula_is_stored_with_a_value(instrument_id: str) -> None:
    """A formula without one makes programs that do not compute show an empty cell."""
    for name, xml in parts(write_blank(load(instrument_id))).items():
        if not name.startswith("xl/worksheets/sheet"):
            continue
        for cell in re.findall(r"<c [^>]*><f>.*?</c>", xml):
            assert "<v>" in cell, cell
            if "<v></v>" in cell:
                assert 't="str"' in cell, cell


@EVERY
def test_nothing_in_it_leads_out_or_names_a_person(instrument_id: str) -> None:
    found = parts(write_blank(load(instrument_id), unit="Kelurahan Contoh"))
    assert not [name for name in found if "external" in name.casefold()]
    assert not [xml for name, xml in found.items() if name.endswith(".rels") and "External" in xml]
    properties = found["docProps/core.xml"]
    assert f"<dc:title>{load(instrument_id).title.id}</dc:title>" in properties
    assert re.search(r"<dc:creator>\s*</dc:creator>", properties)
    assert not re.search(r"<cp:lastModifiedBy>[^<]", properties)


@EVERY
def test_it_prints_on_a4_landscape_one_page_wide(instrument_id: str) -> None:
    book = opened(instrument_id, unit="Dinas A & B", period="2025-B06")
    for sheet in book.worksheets:
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
        assert sheet.print_area
        assert "Dinas A && B · Triwulan II 2025" in sheet.oddFooter.left.text
        assert sheet.oddFooter.right.text.strip() == "Halaman &P dari &N"
    sheet = table(book)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
    assert sheet.freeze_panes == f"C{HEADING_ROW + 1}"


@EVERY
def test_formulas_are_protected_without_a_password_and_columns_stay_usable(
    instrument_id: str,
) -> None:
    for sheet in opened(instrument_id).worksheets:
        guard = sheet.protection
        assert (guard.sheet, guard.password) == (True, None)
        # What is forbidden: False is what may be done.
        assert (guard.formatColumns, guard.formatRows, guard.autoFilter) == (False, False, False)
        for line in sheet.iter_rows():
            for cell in line:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    assert cell.protection.locked, cell.coordinate


@EVERY
def test_cells_to_fill_in_look_different(instrument_id: str) -> None:
    sheet = table(opened(instrument_id))
    colours: dict[bool, set[str]] = {True: set(), False: set()}
    for line in sheet.iter_rows(min_row=HEADING_ROW + 1):
        for cell in line:
            colours[bool(cell.protection.locked)].add(str(cell.fill.fgColor.rgb))
    assert len(colours[False]) == 1
    assert not colours[True] & colours[False]


@EVERY
def test_the_summary_names_every_limit_with_its_article(instrument_id: str) -> None:
    instrument = load(instrument_id)
    sheet = opened(instrument_id, computed=True)[SHEETS["id"][2]]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    for predicate in instrument.predicates:
        heading = next(n for n, line in enumerate(lines) if line[0] == predicate.label.id)
        for line, limit in zip(lines[heading + 1 :], predicate.limits, strict=False):
            assert line[0].startswith(limit.label.id)
            assert (line[1], line[2], line[4], line[5]) == (
                *(limit.minimum, 0, "✕ belum", limit.article),
            )
    assert [
        line[0]
        for line in lines
        if line[0] in {f"{a.code}. {a.label.id}" for a in instrument.areas}
    ]


def test_the_identity_is_chosen_from_lists() -> None:
    book = opened("lke-2021", unit="Kelurahan Contoh", period="2025-B06", assessor="tpi")
    cover = book[SHEETS["id"][0]]
    told = {cover.cell(row, 1).value: cover.cell(row, 2) for row in range(1, 12)}
    assert {
        label: told[label].value for label in ("Unit kerja", "Tahun", "Triwulan", "Penilai")
    } == {
        "Unit kerja": "Kelurahan Contoh",
        "Tahun": 2025,
        "Triwulan": "Triwulan II (B06)",
        "Penilai": "TPI",
    }
    found = rules(cover)
    assert "2022,2023" in found[told["Tahun"].coordinate].formula1
    assert "Triwulan IV (B12)" in found[told["Triwulan"].coordinate].formula1
    assert found[told["Penilai"].coordinate].formula1 == '"Unit,TPI,TPI 2,TPN"'


@pytest.mark.parametrize(
    "unit", ['=HYPERLINK("http://x.example")', "+1", "Unit & <b>\x00\x0b Rekan", "  Unit\n 1  "]
)
def test_a_unit_name_is_never_a_formula_and_is_read_again(unit: str) -> None:
    data = write_blank(load("ringkas"), unit=unit)
    assert "<f>HYPERLINK" not in parts(data)["xl/worksheets/sheet1.xml"]
    seen = " ".join("".join(c for c in unit if c not in "\x00\x0b").split())
    assert read_bytes(data, "a.xlsx").unit == seen


@pytest.mark.parametrize("wrong", [{"period": "2025-B07"}, {"period": "juni"}, {"assessor": "x"}])
def test_a_period_or_an_assessor_there_is_none_of_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong.values()))):
        write_blank(load("ringkas"), **wrong)


@pytest.mark.parametrize(
    ("unit", "period", "name"),
    [
        ("Kelurahan Sapuro Kebulen", "2025-B06", "LKE-Kelurahan-Sapuro-Kebulen-2025-B06.xlsx"),
        ("../Dinas: A/B\\C|?*", "2025", "LKE-Dinas-A-B-C-2025.xlsx"),
        ("Élan", "", "LKE-Elan.xlsx"),
        ("市", "", "LKE.xlsx"),
        ("a" * 300, "", f"LKE-{'a' * 80}.xlsx"),
    ],
)
def test_the_file_name_is_safe(unit: str, period: str, name: str) -> None:
    assert blank_file_name(unit, period) == name
