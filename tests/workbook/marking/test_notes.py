"""Notes that others wrote are kept, whoever's program wrote them; ours come and go."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment

from tests.hostile import books
from tests.hostile.archives import zipped
from tests.worksheets import packages
from zi_analytics.findings import Finding, Refused, Severity
from zi_analytics.workbook.marking.mark import Marking, mark_copy

FIRST, LAST = "——— ZI Analytics ———", "————————————"
COMMENTS, DRAWING = "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"
RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"


def by_xlsxwriter(notes: Mapping[str, str]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("Jawaban")
    for cell, text in notes.items():
        sheet.write(cell, "isi")
        sheet.write_comment(cell, text, {"author": "Ketua Tim"})
    book.close()
    return stream.getvalue()


def by_openpyxl(notes: Mapping[str, str]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Jawaban"
    for cell, text in notes.items():
        sheet[cell] = "isi"
        sheet[cell].comment = Comment(text, "Ketua Tim")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


MAKERS = pytest.mark.parametrize("make", [by_xlsxwriter, by_openpyxl])


def marked(data: bytes, *markings: tuple[str, str]) -> bytes:
    made = [Marking("Jawaban", cells, Severity.WARNING, text) for cells, text in markings]
    return mark_copy(data, made).data


def notes(data: bytes) -> dict[str, str]:
    sheet = packages.load(data)["Jawaban"]
    return {c.coordinate: c.comment.text for row in sheet.iter_rows() for c in row if c.comment}


def boxes(data: bytes) -> list[tuple[int, int]]:
    """Row and column of every box, from 1, as they stand in the drawing."""
    drawing = next(part for name, part in packages.parts(data).items() if name.endswith(".vml"))
    rows = re.findall(rb"<\w+:Row>(\d+)</\w+:Row>\s*<\w+:Column>(\d+)</\w+:Column>", drawing)
    return [(int(row) + 1, int(column) + 1) for row, column in rows]


@MAKERS
def test_the_notes_of_others_are_kept_beside_ours(make) -> None:
    data = make({"A1": "Sudah diperiksa\nKetua", "B2": "Lihat SK"})
    copy = marked(data, ("C3", "Belum diisi"))
    assert notes(copy) == {
        "A1": "Sudah diperiksa\nKetua",
        "B2": "Lihat SK",
        "C3": f"{FIRST}\nBelum diisi\n{LAST}",
    }
    assert sorted(boxes(copy)) == [(1, 1), (2, 2), (3, 3)]


@MAKERS
def test_a_note_that_is_there_gets_ours_below_a_line(make) -> None:
    data = make({"A1": "Sudah diperiksa", "B2": "Lihat SK"})
    copy = marked(data, ("A1", "Bukti kosong"))
    assert notes(copy)["A1"] == f"Sudah diperiksa\n{FIRST}\nBukti kosong\n{LAST}"
    assert packages.load(copy)["Jawaban"]["A1"].comment.author == "Ketua Tim"
    assert notes(copy)["B2"] == "Lihat SK"
    assert len(boxes(copy)) == 2


@MAKERS
def test_marking_again_replaces_ours_and_leaves_theirs(make) -> None:
    data = make({"A1": "Sudah diperiksa"})
    copy = marked(data, ("A1, C3", "Bukti kosong"), ("D4", "Bukan pilihan"))
    again = marked(copy, ("A1", "Masih kosong"))
    assert notes(again) == {"A1": f"Sudah diperiksa\n{FIRST}\nMasih kosong\n{LAST}"}
    assert boxes(again) == [(1, 1)]
    assert notes(marked(again)) == {"A1": "Sudah diperiksa"}


@MAKERS
def test_what_somebody_adds_to_our_note_stays(make) -> None:
    copy = marked(make({}), ("C3", "Bukti kosong"))
    book = packages.load(copy)
    note = book["Jawaban"]["C3"].comment
    book["Jawaban"]["C3"].comment = Comment(f"{note.text}\nSudah saya unggah", "Operator")
    stream = io.BytesIO()
    book.save(stream)
    assert notes(marked(stream.getvalue())) == {"C3": "\nSudah saya unggah"}
    again = marked(stream.getvalue(), ("C3", "Belum terbuka"))
    assert notes(again)["C3"] == f"\nSudah saya unggah\n{FIRST}\nBelum terbuka\n{LAST}"


def test_the_box_of_a_note_grows_with_it() -> None:
    data = by_xlsxwriter({"A1": "Pendek"})
    before = re.search(rb"<x:Anchor>([^<]*)<", packages.parts(data)[DRAWING])
    after = re.search(
        rb"<x:Anchor>([^<]*)<", packages.parts(marked(data, ("A1", "kata " * 90)))[DRAWING]
    )
    assert before is not None
    assert after is not None
    assert int(after[1].split(b",")[6]) > int(before[1].split(b",")[6])


def with_drawing(comments: str | None, drawing: str | None, **more: str) -> bytes:
    """The clean worksheet with these two parts, and the relations that name them."""
    related, parts, sheet = [], dict(more), books.filled()
    if comments is not None:
        related.append(("rId1", f"{books.OFFICE}/comments", "../comments1.xml"))
        parts[COMMENTS] = comments
    if drawing is not None:
        related.append(("rId7", f"{books.OFFICE}/vmlDrawing", "../drawings/vmlDrawing1.vml"))
        parts[DRAWING] = drawing
        sheet = sheet.replace(
            "</worksheet>", f'<legacyDrawing xmlns:q="{books.OFFICE}" q:id="rId7"/></worksheet>'
        )
    for name in more:
        related.append(("rId9", f"{books.OFFICE}/threadedComment", f"/{name}"))
    parts[RELATIONS] = books.relations(related)
    return books.changed(parts, sheet)


CONTROL = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t201"/>'
    '<v:shape id="_x0000_s2049" type="#_x0000_t201"><v:textbox><div>Pilih<br></div></v:textbox>'
    '<x:ClientData ObjectType="Drop"><x:Row>0</x:Row><x:Column>0</x:Column></x:ClientData>'
    "</v:shape></xml>"
)


def test_a_drawing_of_form_controls_is_shared_and_kept() -> None:
    """Excel keeps form controls in the same drawing, and writes tags that are no sound XML."""
    data = with_drawing(None, CONTROL)
    copy = marked(data, ("A1", "Periksa"))
    drawing = packages.parts(copy)[DRAWING].decode()
    control = CONTROL.removesuffix("</xml>")
    assert drawing.startswith(control)
    assert drawing.count("<v:shape ") == 2
    assert 'id="_x0000_s2050"' in drawing
    sheet = packages.parts(copy)[books.SHEET_1].decode()
    assert sheet.count("legacyDrawing") == 1
    assert (
        packages.parts(marked(copy))[DRAWING].decode()
        == control.replace("</xml>", "")
        + (drawing.removeprefix(control).partition("<v:shape ")[0])
        + "</xml>"
    )


def test_notes_with_prefixed_names_and_no_boxes() -> None:
    comments = (
        f'<x:comments xmlns:x="{books.MAIN}"><x:authors><x:author>Ali</x:author></x:authors>'
        '<x:commentList><x:comment ref="A1" authorId="0"><x:text><x:t>Halo &amp; salam</x:t>'
        '<x:rPh sb="0" eb="1"><x:t>baca</x:t></x:rPh></x:text></x:comment></x:commentList></x:comments>'
    )
    copy = marked(with_drawing(comments, None), ("A1", "Periksa"), ("B1", "Isi"))
    found = notes(copy)
    assert found["A1"] == f"Halo & salam\n{FIRST}\nPeriksa\n{LAST}"
    assert found["B1"] == f"{FIRST}\nIsi\n{LAST}"


def test_a_conversation_is_left_alone_and_said() -> None:
    threads = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
        'threadedcomments"><threadedComment ref="A1" id="{1}"><text>Mohon cek</text>'
        "</threadedComment></ThreadedComments>"
    )
    comments = (
        f'<comments xmlns="{books.MAIN}"><authors><author>tc={{1}}</author></authors><commentList>'
        '<comment ref="A1" authorId="0"><text><t>[Threaded comment]</t></text></comment>'
        "</commentList></comments>"
    )
    part = "xl/threadedComments/threadedComment1.xml"
    data = with_drawing(comments, CONTROL, **{part: threads})
    made = [Marking("Jawaban", "A1:B1", Severity.ERROR, "Periksa")]
    copy = mark_copy(data, made)
    assert copy.findings == (
        Finding(
            "mark-beside-conversation",
            sheet="Jawaban",
            cell="A1",
            details=(("count", 1), ("cells", "A1")),
        ),
    )
    assert packages.parts(copy.data)[part].decode() == threads
    assert notes(copy.data)["A1"] == "[Threaded comment]"
    sheet = packages.load(copy.data)["Jawaban"]
    assert sheet["A1"].fill.fill_type == sheet["B1"].fill.fill_type == "solid"
    assert FIRST in notes(copy.data)["B1"]


@pytest.mark.parametrize(
    ("comments", "drawing"),
    [
        ("<comments", None),
        (f'<comments xmlns="{books.MAIN}"/>', None),
        (None, "kosong"),
        (None, "<xml"),
    ],
)
def test_parts_that_cannot_be_changed_are_refused_with_their_name(
    comments: str | None, drawing: str | None
) -> None:
    with pytest.raises(Refused) as refused:
        marked(with_drawing(comments, drawing), ("A1", "Periksa"))
    assert refused.value.finding.code == "damaged-part"
    assert dict(refused.value.finding.details)["part"] == (COMMENTS if comments else DRAWING)


def test_a_drawing_that_is_named_but_absent_is_refused() -> None:
    sheet = books.filled().replace(
        "</worksheet>", f'<legacyDrawing xmlns:q="{books.OFFICE}" q:id="rId7"/></worksheet>'
    )
    with pytest.raises(Refused) as refused:
        marked(zipped(books.parts([sheet]).items()), ("A1", "Periksa"))
    assert refused.value.finding.code == "damaged-part"


def test_the_boxes_of_every_sheet_are_numbered_apart() -> None:
    data = zipped(books.parts([books.filled()] * 2).items())
    made = [Marking(name, "A1:A2", Severity.NOTICE, "x") for name in ("Jawaban", "Lain 2")]
    parts = packages.parts(mark_copy(data, made).data)
    numbers = [
        re.findall(rb'id="_x0000_s(\d+)"', parts[f"xl/drawings/vmlDrawing{n}.vml"]) for n in (1, 2)
    ]
    assert numbers == [[b"1025", b"1026"], [b"2049", b"2050"]]
