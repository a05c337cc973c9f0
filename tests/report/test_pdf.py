"""PDF: read back by a program that is not ours, with the numbers of the content and nothing that
acts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.hostile_texts import TEXTS as HOSTILE
from tests.report.made import FORM, keep, new_store
from tests.report.printed import acting, draw, facts, joined, read
from tests.report.test_slides import TEXTS, report_of
from zi_analytics.findings import Refused
from zi_analytics.programme.office import Office, Person
from zi_analytics.report.choosing import choose_units
from zi_analytics.report.content.city import city_report
from zi_analytics.report.content.gathering import gather_period, gather_unit
from zi_analytics.report.content.model import Chart, Figure, Kind, Mark, Role, Series, Signing
from zi_analytics.report.content.unit import unit_report
from zi_analytics.report.pdf import write_pdf
from zi_analytics.report.pdf.drawing import in_lines
from zi_analytics.report.pdf.typeface import (
    BOLD,
    MISSING,
    OTHER,
    REGULAR,
    fit,
    font,
    markup,
    shown,
    width,
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Name → report, of a unit and of all, in both languages."""
    made = {}
    with new_store(tmp_path_factory.mktemp("store")) as store:
        keep(store, "Kelurahan Satu", period="2024-B12", B_II_a=0.7, A_I_1_i_a=0.0)
        keep(store, "Kelurahan Satu", period="2025-B12", B_II_a=0.8, A_I_3_i_a=None)
        keep(store, "Kelurahan Dua", period="2025-B12", B_I_a=0.5)
        keep(store, "Kelurahan Tiga", FORM, period="2025-B12", B_I=0.5)
        for language in ("id", "en"):
            for one in choose_units(store):
                found = gather_unit(store, one.unit, one.period, one.assessor)
                made[f"{one.unit}-{language}"] = unit_report(found, language)
            made[f"all-{language}"] = city_report(gather_period(store, "2025-B12"), language)
    return made


def test_every_figure_of_the_content_is_read_back(reports):
    for report in reports.values():
        text = joined(read(write_pdf(report)))
        assert joined(shown(report.subject)) in text
        for section in report.sections:
            assert joined(shown(section.title)) in text
            if section.big is not None:
                assert section.big.text in text
            for row in section.table.rows if section.table else ():
                for cell in row:
                    told = cell.text if isinstance(cell, Figure | Mark) else cell or "–"
                    assert joined(shown(told)) in text


def test_every_section_is_in_the_contents_with_its_page_and_pages_are_counted(reports):
    report = reports["kelurahan-satu-id"]
    pages = read(write_pdf(report)).rstrip("\f").split("\f")
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert f"Halaman {number} dari {len(pages)}" in page
    contents = read(write_pdf(report), "-layout", "-l", "1").partition("Daftar isi")[2]
    told = [int(one) for one in re.findall(r"\s(\d+)$", contents, re.MULTILINE)]
    assert len(told) >= len(report.sections)
    for section, number in zip(report.sections, told[: len(report.sections)], strict=True):
        assert joined(shown(section.title)) in joined(pages[number - 1])


def test_contents_stay_on_the_first_page_while_letters_can_be_read(reports):
    report = reports["kelurahan-satu-id"]
    many = replace(report, sections=report.sections * 2)
    first = read(write_pdf(many)).split("\f")[0]
    assert joined(first).count(joined(shown(report.sections[-1].title))) == 2


def test_it_can_be_walked_through_and_says_what_it_is(reports):
    report = reports["kelurahan-satu-id"]
    data = write_pdf(report)
    assert data.count(b"/Title (") >= len(report.sections)
    assert data.count(b"/Subtype /Link") >= 2 * len(report.sections)
    assert b"/Lang (id-ID)" in data
    assert b"/FontFile2" in data
    told = facts(data)
    assert re.search(r"Title: +Perkembangan Zona Integritas · Kelurahan Satu", told)
    assert re.search(r"Page size: +595.* \(A4\)", told)
    assert re.search(r"JavaScript: +no", told)
    assert b"/Lang (en-GB)" in write_pdf(reports["kelurahan-satu-en"])


def test_the_same_report_gives_the_same_bytes_and_another_gives_others(reports):
    one, other = reports["kelurahan-satu-id"], reports["kelurahan-dua-id"]
    assert write_pdf(one) == write_pdf(one)
    assert write_pdf(one) != write_pdf(other)


@pytest.mark.parametrize("kind", list(Kind))
def test_what_looks_like_a_formula_or_markup_stays_as_typed(kind):
    data = write_pdf(report_of(HOSTILE, kind=kind))
    assert acting(data) == []
    text = joined(read(data))
    lost = [one for one in HOSTILE if joined(shown(one)) not in text]
    assert lost == []


def test_an_action_among_the_objects_is_seen_and_letters_are_none():
    assert acting(b"1 0 obj << /S /JavaScript /JS (x) >> endobj") == [b"/JavaScript", b"/JS"]
    assert acting(b"1 0 obj << >> stream\n/JS\nendstream endobj") == []


@settings(max_examples=30)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_makes_a_document(texts):
    data = write_pdf(report_of(texts, subject=texts[0]))
    assert data.startswith(b"%PDF-")
    assert acting(data) == []


@given(TEXTS)
def test_nothing_is_shown_that_no_font_has_and_the_same_again_is_the_same(text):
    told = shown(text)
    assert shown(told) == told
    known = set(font(REGULAR).face.charToGlyph) | set(font(OTHER).face.charToGlyph)
    assert {one for one in told if ord(one) not in known} <= {MISSING}
    assert ord(MISSING) in known
    assert not re.search(r"<(?!/?font)", markup(text))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Dinas\u200bPendidikan", "DinasPendidikan"),
        ("Cafe\u0301", "Café"),
        ("＝1+1", "=1+1"),
        ("z" + "\u0351\u0316" * 200, "z"),
        ("✓ 中 مد", f"✓ {MISSING} {MISSING * 2}"),
        ("\u202eDinas\nPendidikan\t", "Dinas Pendidikan"),
    ],
)
def test_odd_letters_are_shown_as_far_as_they_can_be(typed, told):
    assert shown(typed) == told


def test_letters_that_are_missing_are_explained_where_there_are_any():
    said = "menggantikan huruf"
    assert said in read(write_pdf(report_of(["Satu"], subject="中文")))
    assert said not in read(write_pdf(report_of(["Satu"])))


@given(TEXTS.map(shown), st.floats(5, 400), st.sampled_from([REGULAR, BOLD]))
def test_a_fitted_text_fits_and_is_the_text_or_its_beginning(text, room, name):
    told = fit(text, name, 9, room)
    assert width(told, name, 9) <= room or told == "…"
    assert told == text or text.startswith(told.removesuffix("…"))
    lines = in_lines(text, name, 9, room, 2)
    assert len(lines) <= 2
    assert all(width(line, name, 9) <= room or line == "…" for line in lines)


def test_long_names_and_many_rows_stay_on_the_paper():
    report = report_of([*HOSTILE, "N" * 1000, "kata " * 400], subject="Kelurahan " * 90)
    pages = read(write_pdf(report)).rstrip("\f").split("\f")
    assert f"Halaman {len(pages)} dari {len(pages)}" in pages[-1]


def test_a_limit_and_a_fall_are_in_the_picture_with_their_words():
    chart = Chart(
        Kind.BARS, ("naik", "turun"), (Series("c", Role.CHANGE, (0.5, -1.25)),), "poin", "a"
    )
    report = report_of(["x"])
    text = read(write_pdf(replace(report, sections=(replace(report.sections[0], chart=chart),))))
    assert "+0,50" in text
    assert "−1,25" in text


def test_a_logo_is_drawn_and_what_is_none_is_refused():
    logo = BytesIO()
    Image.new("RGB", (40, 10), "#0B4F6C").save(logo, "PNG")
    office = Office("Kota Batik", above=("Pemerintah Kota",), address=("Jalan Merdeka 1",))
    report = report_of(["Satu"])
    plain, with_logo = write_pdf(report), write_pdf(report, office, logo.getvalue())
    assert b"/Subtype /Image" in with_logo
    assert b"/Subtype /Image" not in plain
    for told in (office.name, *office.above, *office.address):
        assert told in read(with_logo)
    with pytest.raises(Refused, match="logo-unusable"):
        write_pdf(report, logo=b"\x89PNG\r\n\x1a\nnothing")


def test_who_signs_stands_at_the_end_and_nobody_where_nobody_does():
    report = report_of(["Satu"])
    head = Person("Inspektur", "Sri <b>Utami</b>", "Pembina", "19700101 199503 2 001")
    office = Office("Inspektorat", place="Pekalongan", head=head)
    text = read(write_pdf(report, office))
    for told in ("Pekalongan, …", "Inspektur,", head.name, head.rank, f"NIP {head.number}"):
        assert told in text
    assert "NIP" not in read(write_pdf(report, replace(office, head=None)))
    signing = Signing((Person("Ketua Tim", "Budi"), head), date(2026, 3, 7), (Person("Anggota"),))
    text = read(write_pdf(replace(report, signing=signing), office))
    for told in ("Ketua Tim,", "Budi", "Inspektur,", "Pekalongan, 7 Maret 2026", "Anggota"):
        assert told in text


@pytest.mark.parametrize("team", [(), (Person("Anggota"),) * 5])
def test_signatures_never_stand_on_a_page_of_their_own(team):
    head = Person("Inspektur", "Sri Utami")
    report = report_of([f"Baris {place}" for place in range(4)])
    above, last = (replace(one, notes=()) for one in report.sections)
    texts = replace(last, table=None, lines=("Baris 2",))
    for long in range(8, 48, 4):
        before = replace(above, chart=None, lines=("a",) * long)
        for ending in (last, texts, above):
            told = replace(
                report,
                sections=(above, before, ending),
                signing=Signing((head,), date(2026, 3, 7), team),
            )
            *_, page = read(write_pdf(told)).rstrip("\f").split("\f")
            assert "Sri Utami" in page
            assert "Baris 2" in page, (long, ending.table is None, ending.chart is None)


def test_no_page_is_empty_and_nothing_stands_at_the_edge(reports, tmp_path):
    for name, report in reports.items():
        (tmp_path / "a.pdf").write_bytes(write_pdf(report))
        pages = draw(tmp_path / "a.pdf")
        for page in pages:
            wide, tall = page.size
            body = page.crop((0, 0, wide, int(tall * 0.93)))
            assert body.getextrema()[0] < 200, name
            for edge in ((0, 0, wide, 8), (0, 0, 8, tall), (wide - 8, 0, wide, tall)):
                assert page.crop(edge).getextrema()[0] > 250, name
