"""Word documents: what is data stays data, and the document is one that an office can work on."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.hostile_texts import TEXTS
from tests.report.made import FORMULAS, MARKUP, acting, cells, keep, new_store, parts, workbooks
from tests.report.test_slides import TEXTS as ANY_TEXT
from tests.report.test_slides import report_of
from tests.report.words import W, body, odd_fields, paragraphs, style_of, tables, text_of
from zi_analytics.programme.office import Office, Person
from zi_analytics.report.content.city import city_report
from zi_analytics.report.content.gathering import gather_period, gather_unit
from zi_analytics.report.content.model import Figure, Kind, Section, Signing, Table, Topic
from zi_analytics.report.content.unit import unit_report
from zi_analytics.report.document import write_document
from zi_analytics.report.slides.fitting import as_typed

HOSTILE = (*FORMULAS, *MARKUP)
OFFICE = Office(
    "Inspektorat Daerah",
    ("Pemerintah Kota Pekalongan",),
    ("Jalan Mataram Nomor 1", "Telepon (0285) 421000"),
    "Pekalongan",
    Person("Inspektur", "Siti Aminah", "Pembina Utama Muda", "19700101 199503 2 001"),
)
SOURCE = Section(Topic.SOURCES, "Semua dari satu berkas", table=Table(("a",), (1,), (("b",),)))


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """The report of a unit and of all units, in both languages."""
    with new_store(tmp_path_factory.mktemp("store")) as store:
        keep(store, "Kelurahan Satu", period="2024-B12", B_II_a=0.7, A_I_1_i_a=0.0)
        keep(store, "Kelurahan Satu", period="2025-B12", B_II_a=0.8, A_I_1_i_a=0.0)
        keep(store, "Kelurahan Dua", period="2025-B12", B_I_a=0.5)
        found = gather_unit(store, "kelurahan-satu", "2025-B12", "unit")
        field = gather_period(store, "2025-B12")
        yield {
            (kind, language): make(material, language)
            for kind, make, material in (
                ("unit", unit_report, found),
                ("all", city_report, field),
            )
            for language in ("id", "en")
        }


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("texts", [HOSTILE, TEXTS], ids=["made", "seen"])
def test_what_looks_like_a_formula_or_markup_stays_as_typed(kind, texts):
    office = Office(texts[0], texts, texts, texts[-1], Person(*texts[-4:]))
    data = write_document(report_of(texts, kind=kind), office=office)
    assert acting(data) == []
    assert odd_fields(data) == []
    typed = {as_typed(text) for text in texts}
    in_tables = {cell for table in tables(data) for row in table for cell in row}
    spaced = {text.replace("\N{NO-BREAK SPACE}", " ") for text in in_tables}
    assert typed - spaced == set()
    assert typed <= set(paragraphs(data, "SourceNote"))
    assert typed <= set(paragraphs(data, part="word/header1.xml"))
    (book,) = workbooks(data)
    assert typed <= set(cells(book))
    sheet = openpyxl.load_workbook(BytesIO(book)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("kind", ["unit", "all"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_all_that_the_report_says_stands_there_once(reports, kind, language):
    report = reports[kind, language]
    data = write_document(report, office=OFFICE)
    said = paragraphs(data)
    for section in report.sections:
        wanted = (section.title, *section.lines, *section.notes)
        assert [one for one in wanted if one and not any(one in text for text in said)] == []
    shown = [table for table in tables(data) if len(table) > 1]
    for section in report.sections:
        if section.table is not None:
            first = [as_typed(cell) for cell in section.table.header]
            (found,) = [
                one for one in shown if one[0] == first and len(one) == len(table_rows(section))
            ]
            texts = [
                ["–" if cell is None else getattr(cell, "text", cell) for cell in row]
                for row in section.table.rows
            ]
            assert [
                [c.replace("\N{NO-BREAK SPACE}", " ") for c in row] for row in found[1:]
            ] == texts


def table_rows(section):
    return (section.table.header, *section.table.rows)


def test_headings_are_words_own_and_count_in_three_levels(reports):
    data = write_document(reports["unit", "id"])
    assert paragraphs(data, "Heading1")[:3] == [
        "Nilai dan predikat",
        "Batas nilai predikat",
        "Area perubahan",
    ]
    styles = body(data, "word/styles.xml")
    names = {one.find(f"{W}name").get(f"{W}val") for one in styles.iter(f"{W}style")}
    assert {"heading 1", "heading 2", "heading 3", "caption", "Body Text", "toc 1"} <= names
    (levels,) = [
        [one.find(f"{W}pStyle").get(f"{W}val") for one in way.iter(f"{W}lvl")]
        for way in body(data, "word/numbering.xml").iter(f"{W}abstractNum")
        if way.find(f"{W}lvl/{W}pStyle") is not None
    ]
    assert levels == ["Heading1", "Heading2", "Heading3"]


def test_the_contents_are_filled_in_and_nobody_is_asked_to_update_them(reports):
    data = write_document(reports["unit", "id"])
    headings = [
        text_of(one)
        for one in body(data).iter(f"{W}p")
        if style_of(one) in ("Heading1", "Heading2")
    ]
    # The annex is no chapter.
    assert [one.partition("\t")[2] for one in contents(data)] == headings[:-1]
    assert contents(data)[0].startswith("I.\t")
    assert contents(data)[1].startswith("A.\t")
    settings = parts(data)["word/settings.xml"]
    assert b"updateFields" not in settings
    assert b"dirty" not in parts(data)["word/document.xml"]


def contents(data):
    return [text_of(one) for one in body(data).iter(f"{W}p") if style_of(one) in ("Toc1", "Toc2")]


def test_a_table_repeats_its_head_and_no_row_is_divided(reports):
    data = write_document(reports["all", "id"])
    for table in body(data).iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        if len(rows) > 1:
            assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [
                True,
                *[False] * (len(rows) - 1),
            ]


def test_numbers_stand_on_the_right_with_a_comma(reports):
    data = write_document(reports["unit", "id"])
    numbers = paragraphs(data, "TableNumber")
    assert "96,25" in numbers
    assert all(re.fullmatch(r"[+−]?[\d.]+(,\d+)?(\s?%)?|–", text) for text in numbers)


def test_tables_and_figures_are_counted_by_word_from_one(reports):
    for language, words in (("id", ("Tabel", "Gambar")), ("en", ("Table", "Figure"))):
        captions = paragraphs(write_document(reports["unit", language]), "Caption")
        for word in words:
            own = [one for one in captions if one.startswith(f"{word} ")]
            assert own
            assert [one.split(". ")[0] for one in own] == [
                f"{word} {number}" for number in range(1, len(own) + 1)
            ]


def test_a_chart_can_be_edited_and_says_in_words_what_it_shows(reports):
    report = reports["unit", "id"]
    data = write_document(report)
    drawn = [section.chart for section in report.sections if section.chart is not None]
    assert len(list(workbooks(data))) == len(drawn)
    told = re.findall(r'descr="([^"]*)"', parts(data)["word/document.xml"].decode())
    assert told == [chart.text for chart in drawn]
    for number in range(1, len(drawn) + 1):
        related = parts(data)[f"word/charts/_rels/zi_chart{number}.xml.rels"].decode()
        assert f"zi_chart{number}.xlsx" in related
        chart = parts(data)[f"word/charts/zi_chart{number}.xml"].decode()
        assert re.search(r'externalData[^>]*"rId1"', chart)
        # A template of the office brings other colours of the theme.
        assert "schemeClr" not in chart


@pytest.mark.parametrize(
    ("language", "spoken", "page"),
    [
        ("id", b'w:val="id-ID"', "Halaman 1 dari 1"),
        ("en", b'w:val="en-GB"', "Page 1 of 1"),
    ],
)
def test_the_page_its_number_and_its_language(reports, language, spoken, page):
    data = write_document(reports["unit", language], office=OFFICE)
    assert spoken in parts(data)["word/styles.xml"]
    (size,) = body(data).iter(f"{W}pgSz")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    for name in ("word/footer1.xml", "word/footer2.xml"):
        assert paragraphs(data, part=name) == [f"Kelurahan Satu\t{page}"]
    head = paragraphs(data, part="word/header1.xml")
    assert [text for text in head if text] == [*OFFICE.above, OFFICE.name, *OFFICE.address]


def test_the_signature_is_kept_together_and_takes_the_head_of_the_office(reports):
    data = write_document(reports["unit", "id"], office=OFFICE)
    (block,) = [
        table for table in body(data).iter(f"{W}tbl") if "Siti Aminah" in "".join(table.itertext())
    ]
    assert block.find(f"{W}tr/{W}trPr/{W}cantSplit") is not None
    last = [text_of(one) for one in block.iter(f"{W}p")][1:]
    assert re.fullmatch(r"Pekalongan, …+", last[0])
    assert last[1] == "Inspektur,"
    assert last[-3:] == ["Siti Aminah", "Pembina Utama Muda", "NIP 19700101 199503 2 001"]


def test_a_team_signs_in_a_table_and_two_persons_beside_each_other():
    signing = Signing(
        (Person("Ketua"), Person("Notulis", "Budi")),
        date(2026, 3, 7),
        (Person("Ketua tim", "Ani"), Person("Anggota")),
    )
    data = write_document(replace(report_of(["Satu"]), signing=signing))
    team, block = tables(data)[-2:]
    assert [row[2] for row in team[1:]] == ["Ketua tim", "Anggota"]
    assert team[1][1] == "Ani"
    assert [cell.split("\n")[1] for cell in block[0]] == ["Ketua,", "Notulis,"]
    assert block[0][1].startswith("…")
    assert "7 Maret 2026" in block[0][1]
    # The team does not end one page with the signatures alone on the next.
    own = list(body(data).find(f"{W}body"))
    place = [number for number, one in enumerate(own) if one.tag == f"{W}tbl"][-2]
    last = list(own[place].findall(f"{W}tr")[-1].iter(f"{W}p"))
    for paragraph in (*last, own[place + 1]):
        assert paragraph.find(f"{W}pPr/{W}keepNext") is not None


def test_counted_lines_begin_at_one_in_every_section():
    sections = [
        Section(Topic.AGENDA, "Agenda", ("Satu", "Dua"), counted=True),
        Section(Topic.DISCUSSION, "Pembahasan", ("Tiga",), counted=True),
    ]
    data = write_document(replace(report_of(["Satu"]), sections=tuple(sections)))
    numbers = [
        one.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
        for one in body(data).iter(f"{W}p")
        if style_of(one) == "ListNumber"
    ]
    assert numbers[0] == numbers[1] != numbers[2]
    begun = {
        one.get(f"{W}numId"): one.find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val")
        for one in body(data, "word/numbering.xml").iter(f"{W}num")
        if one.find(f"{W}lvlOverride") is not None
    }
    assert begun[numbers[0]] == begun[numbers[2]] == "1"
    # A chapter whose one section is called like it has no second heading.
    assert paragraphs(data, "Heading1")[:2] == ["Agenda", "Pembahasan"]
    assert paragraphs(data, "Heading2") == []


def test_the_same_report_gives_the_same_bytes_and_another_gives_others():
    one, other = report_of(["Satu"]), report_of(["Dua"])
    assert write_document(one, office=OFFICE) == write_document(one, office=OFFICE)
    assert write_document(one) != write_document(other)
    assert write_document(one) != write_document(one, office=OFFICE)


def test_a_file_says_whose_it_is_and_nothing_of_who_made_the_library():
    found = parts(write_document(report_of(["Satu"], subject="Kelurahan Satu"), office=OFFICE))
    core = found["docProps/core.xml"].decode()
    assert "<dc:creator>Inspektorat Daerah</dc:creator>" in core
    assert "Kelurahan Satu" in core
    assert core.count("2026-03-07T09:30:00Z") == 2
    assert "python" not in core
    assert b"Macintosh" not in found["docProps/app.xml"]
    assert not [name for name in found if "thumbnail" in name or "customXml" in name]


def test_a_logo_keeps_its_shape_and_has_words():
    logo = BytesIO()
    Image.new("RGB", (40, 10)).save(logo, "PNG")
    data = write_document(report_of(["Satu"]), office=OFFICE, logo=logo.getvalue())
    head = parts(data)["word/header1.xml"].decode()
    found = re.search(r'extent cx="(\d+)" cy="(\d+)"', head)
    assert int(found[1]) / int(found[2]) == pytest.approx(4, rel=0.01)
    assert 'descr="Logo"' in head


def test_where_the_numbers_come_from_is_said_in_the_annex():
    report = report_of(["Satu"])
    noted = tuple(
        replace(section, notes=("Sumber: satu berkas", own))
        for section, own in zip(report.sections, ("Sel K5", "Sel K6"), strict=True)
    )
    data = write_document(replace(report, sections=(*noted, SOURCE)))
    notes = paragraphs(data, "SourceNote")
    # What all sections note is said once, before all.
    assert notes == ["Sumber: satu berkas", "I.A Satu", "Sel K5", "II.A Satu", "Sel K6"]
    assert paragraphs(data, "Heading1")[-1] == "Lampiran: sumber angka"
    assert tables(data)[-1] == [["a"], ["b"]]


@given(st.lists(ANY_TEXT, min_size=1, max_size=4))
@settings(max_examples=25)
def test_any_text_makes_a_document_that_opens(texts):
    data = write_document(report_of(texts, subject=texts[0]))
    assert odd_fields(data) == acting(data) == []
    assert as_typed(texts[0]) in paragraphs(data, "Title")


def test_a_number_and_its_mark_are_not_parted():
    section = Section(Topic.RULES, "a", table=Table(("a",), (1,), ((Figure(1.5, "1,50 poin"),),)))
    data = write_document(replace(report_of(["x"]), sections=(section,)))
    assert "1,50\N{NO-BREAK SPACE}poin" in paragraphs(data, "TableNumber")
