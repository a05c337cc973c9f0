"""A marked copy is the user's own file: nothing but colours and notes is new in it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from scripts.worksheets import filling, lampiran_iii, layout_2021, layout_2025, writing
from scripts.worksheets.faults import FAULTS
from scripts.worksheets.filling import Filling
from tests.worksheets import drawings, official, packages
from tests.worksheets.drawings import TREE
from tests.worksheets.libreoffice import convert
from zi_analytics.findings import Severity
from zi_analytics.returning import markings_of
from zi_analytics.settings import SAMPLES
from zi_analytics.store.previewing import find_changes
from zi_analytics.workbook.marking.colours import COLOURS
from zi_analytics.workbook.marking.mark import Marked, Marking, mark_copy, read_cells
from zi_analytics.workbook.reader import read_bytes
from zi_analytics.workbook.reading import Answer, Reading

SAMPLE_NAMES = (
    "contoh-kelurahan-bumipelita-2025-B12.xlsx",
    "contoh-kelurahan-kalibiduri-2024-B03.xlsx",
    "contoh-kelurahan-sapuro-kebulen-2025-B03.xlsx",
)


def _planted(fault: str) -> bytes:
    answers = filling.draw_at(TREE, fault, 0.75)
    sheet = layout_2021.make(
        TREE, filling.with_evidence(TREE, answers, "contoh"), "KELURAHAN CONTOH"
    )
    FAULTS[fault](sheet)
    return writing.write(sheet.grids)


def _side_by_side() -> bytes:
    drawn = drawings.drawn(77)
    unit = filling.with_evidence(TREE, drawn["unit"], "contoh", 0.8)
    parts = {"unit": unit, "tpi": Filling(drawn["tpi"])}
    return writing.write(layout_2025.make(TREE, parts).grids)


def _per_area() -> bytes:
    part = filling.with_evidence(TREE, drawings.drawn(78)["unit"], "contoh", 0.7)
    return writing.write(lampiran_iii.make(TREE, part, "KELURAHAN CONTOH", per_area=True).grids)


def _worksheets() -> dict[str, bytes]:
    found = {f"{fault}.xlsx": _planted(fault) for fault in FAULTS}
    found["side-by-side.xlsx"] = _side_by_side()
    found["per-area.xlsx"] = _per_area()
    return found | {name: (SAMPLES / name).read_bytes() for name in SAMPLE_NAMES}


WORKSHEETS = _worksheets()


def mark(data: bytes, name: str) -> tuple[Reading, list[Marking], Marked]:
    reading = read_bytes(data, name)
    markings = list(markings_of(reading.findings, "id"))
    return reading, markings, mark_copy(data, markings, name)


def places(data: bytes, markings: list[Marking]) -> dict[str, set[str]]:
    """The cells that show the markings: of merged ranges the first."""
    book = packages.load(data)
    found: dict[str, set[str]] = {}
    for marking in markings:
        sheet = book[marking.sheet]
        for row, column in read_cells(marking.cells):
            shown = sheet.cell(row, column).coordinate
            for merged in sheet.merged_cells.ranges:
                if shown in merged:
                    shown = sheet.cell(merged.min_row, merged.min_col).coordinate
            found.setdefault(marking.sheet, set()).add(shown)
    return found


def check_copy(data: bytes, name: str) -> None:
    """All that must hold of a marked copy, byte by byte and as openpyxl and our reader see it."""
    reading, markings, marked = mark(data, name)
    assert markings, "a worksheet with nothing to mark shows nothing"
    shown = places(data, markings)
    assert marked.cells == sum(map(len, shown.values()))
    before, after = packages.parts(data), packages.parts(marked.data)
    changed, new = packages.changed_parts(data, marked.data)
    sheets = {part for part in changed if re.fullmatch(r"xl/worksheets/[^/]+\.xml", part)}
    assert len(sheets) == len(shown)
    assert {
        part
        for part in changed - sheets
        if not re.fullmatch(r"xl/worksheets/_rels/.*|.*vml|xl/comments.*", part)
    } == {"[Content_Types].xml", "xl/styles.xml"}
    assert all(re.search(r"/comments\d+\.xml|/vmlDrawing\d+\.vml|_rels/", part) for part in new)
    for part in sheets:
        assert packages.without_marks(after[part]) == packages.without_marks(before[part])
        packages.check_order(after[part], packages.SHEET_ORDER)
    packages.check_order(after["xl/styles.xml"], packages.STYLES_ORDER)
    packages.check_only_marked(data, marked.data, shown)
    again = read_bytes(marked.data, name)
    assert replace(again, sha256="") == replace(reading, sha256="")


@pytest.mark.parametrize("name", WORKSHEETS)
def test_nothing_but_colours_and_notes_is_new(name: str) -> None:
    check_copy(WORKSHEETS[name], name)


@official.present
@pytest.mark.parametrize("variant", official.VARIANTS, ids=lambda variant: variant.name)
def test_the_ministrys_own_worksheet_is_kept(variant: official.Bent) -> None:
    filled = official.fill(drawings.drawn(79), variant=variant)
    check_copy(filled.data, filled.name)


@official.present
def test_the_ministrys_own_worksheet_as_excel_saved_it() -> None:
    """Not through openpyxl: the bytes as they came, with what Excel and its add-ins wrote."""
    data = official.BLANK.read_bytes()
    markings = [
        Marking("Jawaban", "K6:K9, O6, B2", Severity.ERROR, "Isi jawaban"),
        Marking("Unit", "H7, B1", Severity.NOTICE, "Nama unit kerja"),
    ]
    marked = mark_copy(data, markings)
    changed, new = packages.changed_parts(data, marked.data)
    before, after = packages.parts(data), packages.parts(marked.data)
    sheets = {part for part in changed if part.startswith("xl/worksheets/sheet")}
    assert len(sheets) == 2
    assert changed - sheets == {"[Content_Types].xml", "xl/styles.xml"}
    assert len(new) == 6
    for part in sheets:
        assert packages.without_marks(after[part]) == packages.without_marks(before[part])
    packages.check_only_marked(data, marked.data, places(data, markings))


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The worksheets as LibreOffice writes them."""
    return convert(WORKSHEETS, "xlsx", tmp_path_factory.mktemp("saved"))


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", WORKSHEETS)
def test_worksheets_that_libreoffice_saved_are_kept_too(name: str, saved: dict[str, bytes]) -> None:
    check_copy(saved[name], name)


@pytest.fixture(scope="module")
def reopened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The marked copies opened by LibreOffice and saved as xlsx, and printed as pdf."""
    folder = tmp_path_factory.mktemp("reopened")
    marked = {name: mark(data, name)[2].data for name, data in WORKSHEETS.items()}
    plain = convert(WORKSHEETS, "xlsx", folder / "plain")
    again = convert(marked, "xlsx", folder / "marked")
    return {"plain": plain, "marked": again, "pdf": convert(marked, "pdf", folder / "printed")}


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", WORKSHEETS)
def test_libreoffice_opens_the_copy_without_loss(
    name: str, reopened: dict[str, dict[str, bytes]]
) -> None:
    _, markings, _ = mark(WORKSHEETS[name], name)
    plain, again = reopened["plain"][name], reopened["marked"][name]
    packages.check_only_marked(plain, _with_authors(again), places(WORKSHEETS[name], markings))
    assert reopened["pdf"][Path(name).with_suffix(".pdf").name].startswith(b"%PDF")


def _with_authors(data: bytes) -> bytes:
    """LibreOffice writes every note with an author of one space."""
    book = packages.load(data)
    for sheet in book.worksheets:
        for cell in list(sheet._cells.values()):
            if cell.comment:
                cell.comment.author = "ZI Analytics"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", WORKSHEETS)
def test_marks_are_taken_out_of_what_libreoffice_saved(
    name: str, reopened: dict[str, dict[str, bytes]]
) -> None:
    """It numbers the formats anew and forgets the authors, and still every colour returns."""
    clean = mark_copy(reopened["marked"][name], [], name)
    assert clean.cells == 0
    packages.check_only_marked(reopened["plain"][name], clean.data, {})


CORRECTED = {"A.I.1.i.a": "Ya", "A.I.2.i.a": "A"}


def _wrong_twice() -> tuple[bytes, dict[str, str]]:
    """Two answers that are no option, and the cells they stand in."""
    drawn = drawings.drawn(80)
    unit = filling.with_evidence(TREE, drawn["unit"] | dict.fromkeys(CORRECTED, "Z"), "contoh", 1)
    sheet = layout_2025.make(TREE, {"unit": unit, "tpi": Filling(drawn["tpi"])})
    cells = {code: sheet.cell(code, "answer", "unit") for code in CORRECTED}
    return writing.write(sheet.grids), cells


def _correct(data: bytes, cells: dict[str, str]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for code, cell in cells.items():
        assert book["Jawaban"][cell].comment is not None
        book["Jawaban"][cell] = CORRECTED[code]
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _meant(answer: Answer) -> tuple[object, ...]:
    return answer.state, answer.value, answer.note, answer.evidence


def test_a_corrected_copy_differs_in_what_was_corrected() -> None:
    data, cells = _wrong_twice()
    first, _, marked = mark(data, "lke.xlsx")
    corrected = read_bytes(_correct(marked.data, cells), "lke.xlsx")
    for old, new in zip(first.assessments, corrected.assessments, strict=True):
        # Openpyxl drops the results of formulas: the text of computed ratios, and all points.
        changed = {
            change.code: change.new.raw
            for change in find_changes(old, new)
            if _meant(change.old) != _meant(change.new)
        }
        assert changed == (CORRECTED if old.assessor == "unit" else {})


def test_marking_a_corrected_copy_shows_what_is_wrong_now() -> None:
    data, cells = _wrong_twice()
    _, _, marked = mark(data, "lke.xlsx")
    corrected = _correct(marked.data, cells)
    _, markings, again = mark(corrected, "lke.xlsx")
    wrong_now = places(corrected, markings)
    assert not wrong_now["Jawaban"] & set(cells.values())
    book, plain = packages.load(again.data), packages.load(data)
    for name, sheet in ((sheet.title, sheet) for sheet in book.worksheets):
        for cell in list(sheet._cells.values()):
            if cell.coordinate in wrong_now.get(name, ()):
                assert cell.comment.text.count("——— ZI Analytics ———") == 1
                assert cell.fill.fgColor.rgb in COLOURS.values()
            else:
                assert cell.comment is None
                before = plain[name][cell.coordinate]
                assert packages.fill(cell) == packages.fill(before), cell.coordinate


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_marking_a_marked_copy_again_changes_no_byte(name: str) -> None:
    _, markings, marked = mark(WORKSHEETS[name], name)
    assert mark_copy(marked.data, markings, name).data == marked.data


def test_of_several_markings_the_gravest_gives_the_colour_and_all_are_told() -> None:
    data = WORKSHEETS["side-by-side.xlsx"]
    markings = [
        Marking("Jawaban", "K7", Severity.NOTICE, "pertama"),
        Marking("Jawaban", "K6:K8", Severity.ERROR, "kedua"),
        Marking("Jawaban", "K7", Severity.WARNING, "kedua"),
    ]
    sheet = packages.load(mark_copy(data, markings).data)["Jawaban"]
    assert sheet["K7"].fill.fgColor.rgb == COLOURS[Severity.ERROR]
    lines = sheet["K7"].comment.text.split("\n")
    assert lines == ["——— ZI Analytics ———", "kedua", "", "pertama", "————————————"]


def _boxes(data: bytes) -> Iterator[list[int]]:
    for name, part in packages.parts(data).items():
        if name.endswith(".vml"):
            for anchor in re.findall(rb"<x:Anchor>([^<]*)<", part):
                yield [int(number) for number in anchor.split(b",")]


def test_notes_are_hidden_and_large_enough_for_their_text() -> None:
    short = mark_copy(
        WORKSHEETS["side-by-side.xlsx"], [Marking("Jawaban", "K6", Severity.ERROR, "satu")]
    )
    long = mark_copy(
        WORKSHEETS["side-by-side.xlsx"],
        [Marking("Jawaban", "K6", Severity.ERROR, "kata " * 60)],
    )
    ((*_, short_end, _),), ((*_, long_end, _),) = _boxes(short.data), _boxes(long.data)
    assert long_end > short_end
    for copy in (short, long):
        drawing = next(p for n, p in packages.parts(copy.data).items() if n.endswith(".vml"))
        assert drawing.count(b"visibility:hidden") == drawing.count(b'ObjectType="Note"') == 1


def test_cells_named_on_another_sheet_are_marked_there() -> None:
    """A finding about many cells of a worksheet that is spread over several sheets."""
    reading = read_bytes(WORKSHEETS["per-area.xlsx"], "per-area.xlsx")
    unproven = [f for f in reading.findings if f.code == "answers-without-evidence"]
    marked = list(markings_of(unproven, "en"))
    assert len({marking.sheet for marking in marked}) > 1
    answers = reading.assessments[0].answers.values()
    for marking in marked:
        for cell in marking.cells.split(", "):
            (answer,) = [a for a in answers if (a.sheet, a.cell) == (marking.sheet, cell)]
            assert not answer.evidence


def test_a_worksheet_with_nothing_wrong_comes_back_as_it_is() -> None:
    data = WORKSHEETS["side-by-side.xlsx"]
    marked = mark_copy(data, [])
    assert marked.cells == 0
    assert packages.changed_parts(data, marked.data) == (set(), set())
