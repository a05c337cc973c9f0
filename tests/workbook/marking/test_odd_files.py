"""Whatever the workbook and whatever the text: a copy that is sound, or a Refused with a reason."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile import books
from tests.hostile.archives import streamed, zipped
from tests.hostile.collection import all_cases
from tests.worksheets import packages
from zi_analytics.finding_kinds import KINDS
from zi_analytics.findings import Refused, Severity
from zi_analytics.workbook.marking.colours import COLOURS, Colours
from zi_analytics.workbook.marking.mark import MOST_MARKED, Marking, mark_copy, read_cells
from zi_analytics.workbook.opening.loading import load_book

HOSTILE = (
    "<b>&amp;</b> ]]> <!-- -->",
    "\x00\x01\x1f nul dan\x0bkendali \ufffe \ud800",
    '=HYPERLINK("http://jahat.example")',
    "_x0041_ tetap begitu",
    "baris\r\nbaris\rbaris\n",
    "——— ZI Analytics ———\npalsu\n————————————",
    "👩‍⚖️ ﷽ ไทย 日本",
    "x" * 50_000,
    "",
)


def note(data: bytes, sheet: str, cell: str) -> str:
    comment = packages.load(data)[sheet][cell].comment
    assert comment is not None
    return comment.text


def mark_one(data: bytes, cells: str, text: str = "Periksa", sheet: str = "Jawaban") -> bytes:
    return mark_copy(data, [Marking(sheet, cells, Severity.ERROR, text)]).data


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_text(text: str) -> None:
    copy = mark_one(books.book(), "B2", text)
    for name, part in packages.parts(copy).items():
        if name.endswith((".xml", ".rels", ".vml")):
            ElementTree.fromstring(part)
    shown = note(copy, "Jawaban", "B2")
    assert shown.startswith("——— ZI Analytics ———\n")
    assert shown.endswith("\n————————————")
    assert len(shown) < 5_000
    assert mark_copy(copy, []).cells == 0
    assert packages.load(mark_copy(copy, []).data)["Jawaban"]["B2"].comment is None


def test_a_text_with_codes_and_markup_comes_back_letter_by_letter() -> None:
    shown = note(mark_one(books.book(), "B2", "a<b & \"c\" ]]> 'd' é 日"), "Jawaban", "B2")
    assert shown.split("\n")[1] == "a<b & \"c\" ]]> 'd' é 日"
    coded = packages.parts(mark_one(books.book(), "B2", "_x0041_"))["xl/comments1.xml"]
    assert b"_x005F_x0041_" in coded


@pytest.mark.parametrize("name", ["Area 'I' & II", "Ärea “satu”", "日本語シート", "a!b", "<x>"])
def test_sheets_of_any_name_are_found(name: str) -> None:
    data = zipped(books.parts([books.filled(), books.filled()], ["Lain", name]).items())
    copy = mark_one(data, "C4", sheet=name)
    assert note(copy, name, "C4")
    assert packages.load(copy)["Lain"]["C4"].comment is None


def test_three_hundred_findings_on_as_many_cells() -> None:
    made = [
        Marking("Jawaban", f"{'ABCDEFGH'[n % 8]}{n // 4 + 1}", Severity.WARNING, f"temuan {n}")
        for n in range(300)
    ]
    copy = mark_copy(books.book(), made)
    assert copy.cells == len({marking.cells for marking in made})
    book = packages.load(copy.data)
    for marking in made:
        assert marking.text in book["Jawaban"][marking.cells].comment.text.split("\n")


def test_of_too_many_cells_the_gravest_are_marked() -> None:
    made = [
        Marking("Jawaban", f"A1:A{MOST_MARKED}", Severity.NOTICE, "banyak"),
        Marking("Jawaban", "Z9", Severity.ERROR, "berat"),
        Marking("Tidak ada", "A1", Severity.ERROR, "hilang"),
        Marking("Jawaban", "bukan sel", Severity.ERROR, "hilang"),
    ]
    copy = mark_copy(books.book(), made)
    assert copy.cells == MOST_MARKED
    assert note(copy.data, "Jawaban", "Z9")
    (left_out,) = copy.findings
    assert (left_out.code, dict(left_out.details)["count"]) == ("marks-left-out", 3)


def test_references_are_read_and_nonsense_is_left_out() -> None:
    assert list(read_cells("b2, $C$3:D4; x, XFE1048577 A0")) == [
        *((2, 2), (3, 3), (3, 4), (4, 3), (4, 4)),
        (1048577, 16385),
    ][:5] + list(read_cells("XFE1048577"))
    assert len(list(read_cells("A1:XFD1048576"))) == MOST_MARKED


def test_a_merged_range_is_marked_at_its_first_cell_also_rows_above() -> None:
    sheet = books.filled().replace(
        "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="B3:C9"/></mergeCells>'
    )
    copy = mark_one(books.book(sheet), "C8")
    assert note(copy, "Jawaban", "B3")
    assert packages.parts(copy)[books.SHEET_1].count(b'r="B3"') == 1


def test_a_cell_that_is_not_written_takes_after_its_row_and_column() -> None:
    sheet = (
        f'{books.HEAD}<worksheet xmlns="{books.MAIN}"><cols><col min="3" max="5" width="9" style="2"/>'
        '</cols><sheetData><row r="2" s="3" customFormat="1"/><row r="4"><c r="B4"><v>1</v></c></row>'
        '<row r="9" hidden="1"><c r="A9"><v>2</v></c><c r="F9"><v>3</v></c></row></sheetData></worksheet>'
    )
    copy = mark_one(books.book(sheet), "D1, D2, D4, A4, C9, D12")
    found = packages.load(copy)["Jawaban"]
    assert found["D2"].number_format == books.FORMATS[2].replace("&quot;", '"')
    for cell in ("D1", "D4", "C9", "D12"):
        assert found[cell].number_format == books.FORMATS[1].replace("&quot;", '"'), cell
    assert found["A4"].number_format == "General"
    written = packages.parts(copy)[books.SHEET_1]
    places = [b"D1", b"D2", b"A4", b"B4", b"D4", b"A9", b"C9", b"F9", b"D12"]
    positions = [written.index(b'r="%s"' % place) for place in places]
    assert positions == sorted(positions)
    assert found.row_dimensions[9].hidden


def test_names_with_prefixes_strict_names_and_cells_without_addresses() -> None:
    sheet = (
        f'{books.HEAD}<x:worksheet xmlns:x="{books.STRICT}" xmlns:rel="{books.STRICT_OFFICE}">'
        '<x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:t>dua</x:t></x:is></x:c>'
        '</x:row></x:sheetData><x:tableParts count="0"/></x:worksheet>'
    )
    parts = books.parts([sheet])
    for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"):
        text = str(parts[part])
        parts[part] = text.replace(books.MAIN, books.STRICT).replace(
            books.OFFICE, books.STRICT_OFFICE
        )
    copy = mark_one(zipped(parts.items()), "B1, C1, A3")
    made = packages.parts(copy)
    sheet_part = made[books.SHEET_1]
    assert sheet_part.index(b"<x:legacyDrawing rel:id=") < sheet_part.index(b"<x:tableParts")
    assert b"/>" in sheet_part[sheet_part.index(b'<x:c r="C1"') :]
    assert books.STRICT.encode() in made["xl/comments1.xml"]
    assert made["xl/worksheets/_rels/sheet1.xml.rels"].count(books.STRICT_OFFICE.encode()) == 2
    back = packages.parts(mark_copy(copy, []).data)
    ours = Colours("styles", back["xl/styles.xml"]).ours
    used = {int(number) for number in re.findall(rb' s="(\d+)"', back[books.SHEET_1])}
    assert ours
    assert not ours & used
    cells = load_book(copy, "a.xlsx").sheets[0].rows
    assert cells[0][:2] == [1, "dua"]


def test_single_quotes_and_the_format_written_first() -> None:
    sheet = (
        f"{books.HEAD}<worksheet xmlns='{books.MAIN}'><sheetData><row r='1'>"
        "<c s='3' r='A1' t='n'><v>1</v></c></row></sheetData></worksheet>"
    )
    copy = mark_one(books.book(sheet), "A1")
    number = len(books.FORMATS) + 1
    assert (
        b"<c s=\"%d\" r='A1' t='n'><v>1</v></c>" % number in (packages.parts(copy)[books.SHEET_1])
    )
    back = packages.parts(mark_copy(copy, []).data)[books.SHEET_1]
    assert b"<c s=\"3\" r='A1' t='n'><v>1</v></c>" in back


def test_the_drawing_is_named_before_what_must_follow_it_also_between_two_ways() -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    sheet = books.filled().replace(
        "</worksheet>",
        f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="x14"><controls/></mc:Choice>'
        "</mc:AlternateContent><extLst/></worksheet>",
    )
    written = packages.parts(mark_one(books.book(sheet), "A1"))[books.SHEET_1]
    assert written.index(b"legacyDrawing") < written.index(b"AlternateContent")


def test_a_workbook_without_formats_gets_them() -> None:
    parts = books.parts([books.filled()])
    parts.pop("xl/styles.xml")
    related = str(parts["xl/_rels/workbook.xml.rels"])
    start = related.index('<Relationship Id="rIdStyles"')
    parts["xl/_rels/workbook.xml.rels"] = (
        related[:start] + related[related.index("/>", start) + 2 :]
    )
    copy = mark_one(zipped(parts.items()), "A1")
    assert packages.load(copy)["Jawaban"]["A1"].fill.fgColor.rgb == COLOURS[Severity.ERROR]
    packages.check_order(packages.parts(copy)["xl/styles.xml"], packages.STYLES_ORDER)


def test_macros_and_unknown_parts_stay_byte_for_byte() -> None:
    more = {"xl/vbaProject.bin": bytes(range(256)) * 9, "customXml/item1.xml": b"<a/>\n"}
    parts = {**books.parts([books.filled()], main="sheet.macroEnabled.main+xml"), **more}
    data = streamed(parts.items())
    changed, new = packages.changed_parts(data, mark_one(data, "A1"))
    assert changed == {"[Content_Types].xml", "xl/styles.xml", books.SHEET_1}
    assert len(new) == 3


@pytest.mark.parametrize(
    ("code", "data"),
    [
        (
            "workbook-signed",
            books.changed({"_xmlsignatures/origin.sigs": b"", "_xmlsignatures/sig1.xml": "<a/>"}),
        ),
        ("damaged-part", books.changed({"xl/styles.xml": "<styleSheet"})),
        ("damaged-part", books.changed({"[Content_Types].xml": None})),
        ("is-pdf", b"%PDF-1.7"),
    ],
)
def test_what_cannot_be_marked_is_refused(code: str, data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        mark_one(data, "A1")
    assert refused.value.finding.code == code


@pytest.mark.parametrize(
    "case", [c for c in all_cases() if len(c.data) < 300_000], ids=lambda c: c.name
)
def test_every_odd_file_ends_as_a_copy_or_with_a_reason(case) -> None:
    _outcome(case.data, case.name)


def _outcome(data: bytes, name: str) -> None:
    """A marked copy has the same cells as the file; a refusal is one that is described."""
    made = [Marking("Jawaban", "A1, K3, B99", Severity.ERROR, "x")]
    copy = _or_refused(lambda: mark_copy(data, made, name))
    if isinstance(copy, Refused):
        assert KINDS[copy.finding.code].severity is Severity.REFUSED
        return
    before = _or_refused(lambda: load_book(data, name))
    after = _or_refused(lambda: load_book(copy.data, name))
    if isinstance(before, Refused):
        assert isinstance(after, Refused)
        assert after.finding.code == before.finding.code
        return
    assert [sheet.rows for sheet in after.sheets] == [sheet.rows for sheet in before.sheets]


def _or_refused(make: Callable[[], Any]) -> Any:
    try:
        return make()
    except Refused as refused:
        return refused


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["[Content_Types].xml", "xl/styles.xml", books.SHEET_1, "xl/comments1.xml",
                     "xl/drawings/vmlDrawing1.vml", "xl/worksheets/_rels/sheet1.xml.rels"]),
    st.data(),
)  # fmt: skip
def test_any_mutant_of_a_marked_copy(part: str, data: st.DataObject) -> None:
    parts = dict(packages.parts(MARKED))
    content = bytearray(parts[part])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        match data.draw(st.integers(0, 2)):
            case 0:
                content[place] = data.draw(st.integers(0, 255))
            case 1:
                del content[place : place + data.draw(st.integers(1, 80))]
            case _:
                content[place:place] = content[place : place + data.draw(st.integers(1, 80))]
        if not content:
            break
    _outcome(zipped({**parts, part: bytes(content)}.items(), zipfile.ZIP_STORED), "a.xlsx")


MARKED = mark_one(books.book(), "A1, B2:C3")
