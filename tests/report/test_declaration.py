"""The report on declaration and outreach: what is kept, what is asked, and nothing made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.hostile_texts import TEXTS
from tests.report import printed
from tests.report.made import acting, new_store
from tests.report.words import odd_fields, paragraphs, tables
from zi_analytics.analysis.declared import state_of
from zi_analytics.analysis.standing import Standing
from zi_analytics.programme.declaration import (
    DECLARATION,
    OUTREACH,
    Audience,
    Declaration,
    EvidenceKind,
    Outreach,
    Way,
    declaration_to_document,
    outreach_to_document,
)
from zi_analytics.programme.office import Office, Person
from zi_analytics.report.content.declaration import declaration_report
from zi_analytics.report.content.declaration_outreach import MOST_ENTRIES
from zi_analytics.report.content.declaration_units import MOST_UNITS, declarations_report
from zi_analytics.report.content.declared import (
    UnitDeclared,
    UnitsDeclared,
    declared_units,
    gather_all_declared,
    gather_declared,
    newest_year,
)
from zi_analytics.report.content.model import Topic
from zi_analytics.report.document import write_document
from zi_analytics.report.pdf import write_pdf
from zi_analytics.report.pdf.typeface import shown
from zi_analytics.report.slides.fitting import as_typed
from zi_analytics.store import StoreError, UnitChange

WRITTEN = datetime(2026, 11, 2, 9, tzinfo=UTC)
# 3 February 2026 is a Tuesday.
DECLARED = Declaration(
    day=date(2026, 2, 3),
    place="Aula",
    head="Siti Aminah, S.Sos.",
    staff=14,
    signed=12,
    public=True,
    link="https://kelurahan.example/piagam.pdf",
    witnesses="Camat Barat dan para ketua RW",
)
ENTRIES = (
    Outreach(Way.PRINTED, "Spanduk", date(2026, 2, 4), evidence=EvidenceKind.PHOTO, file="a.jpg"),
    Outreach(Way.PRINTED, "Apel", date(2026, 6, 1), Audience.INTERNAL, people=14),
    Outreach(
        Way.SOCIAL,
        "Unggahan",
        date(2026, 3, 9),
        evidence=EvidenceKind.SOCIAL,
        link="https://sosial.example/p/1",
        note="diunggah ulang",
        people=1_250,
    ),
)


def of(declarations=(DECLARED,), entries=ENTRIES, **more):
    state = state_of(list(declarations), entries, 2026)
    return UnitDeclared("kelurahan-satu", "Kelurahan Satu", state, tuple(entries), WRITTEN, **more)


def sections(report, topic):
    return [one for one in report.sections if one.topic is topic]


def said(report):
    return "\n".join(line for one in report.sections for line in one.lines)


def cells(table):
    """The rows as they are read."""
    return [[getattr(cell, "text", cell) for cell in row] for row in table.rows]


# --- one unit ------------------------------------------------------------------------------------


def test_it_opens_with_the_day_the_place_the_head_and_the_signatures():
    (declared,) = sections(declaration_report(of(), "id"), Topic.DECLARED)
    assert declared.lines == (
        "Kelurahan Satu mencanangkan pembangunan Zona Integritas pada hari Selasa, 3 Februari "
        "2026, bertempat di Aula, dipimpin Siti Aminah, S.Sos., disaksikan Camat Barat dan para "
        "ketua RW. Komitmen bersama ditandatangani oleh 12 dari 14 pegawai. Pencanangan "
        "dilakukan terbuka untuk umum.",
    )
    facts = dict(declared.table.rows)
    assert facts["Disaksikan oleh"] == "Camat Barat dan para ketua RW"
    assert facts["Tautan"] == "https://kelurahan.example/piagam.pdf"
    assert facts["Nama berkas"] is None


def test_what_is_not_known_of_a_declaration_is_not_said():
    (declared,) = sections(declaration_report(of([Declaration()]), "en"), Topic.DECLARED)
    assert declared.lines == ("Kelurahan Satu has declared the Integrity Zone.",)
    closed = Declaration(head="Lurah Siti, S.Sos.", staff=14, public=False)
    (declared,) = sections(declaration_report(of([closed]), "id"), Topic.DECLARED)
    assert declared.lines == (
        "Kelurahan Satu sudah mencanangkan pembangunan Zona Integritas, dipimpin Lurah Siti, "
        "S.Sos. Pencanangan tidak dilakukan terbuka untuk umum.",
    )


def test_outreach_is_counted_by_way_and_audience_and_listed():
    by_way, listed = sections(declaration_report(of(undated=2), "id"), Topic.OUTREACH)
    assert by_way.lines == (
        "Pada tahun 2026 Zona Integritas disosialisasikan 3 kali, dengan 2 dari 5 cara; 2 di "
        "antaranya berbukti.",
        "2 catatan tanpa tanggal tidak masuk tahun mana pun; tanggalnya perlu diisi.",
    )
    assert cells(by_way.table) == [
        # way, times, with evidence, to own staff, to the public, people
        ["(a) Spanduk, poster, imbauan, brosur", "2", "1", "1", "1", "14"],
        ["(b) Situs web", "0", "0", "0", "0", None],
        ["(c) Media sosial", "1", "1", "0", "1", "1.250"],
        ["(d) Media elektronik", "0", "0", "0", "0", None],
        ["(e) Media cetak", "0", "0", "0", "0", None],
        ["Jumlah", "3", "2", "1", "2", "1.264"],
    ]
    assert [row[1:6] for row in cells(listed.table)] == [
        ["4 Februari 2026", "(a)", "Spanduk", "masyarakat", None],
        ["1 Juni 2026", "(a)", "Apel", "pegawai sendiri", "14"],
        ["9 Maret 2026", "(c)", "Unggahan – diunggah ulang", "masyarakat", "1.250"],
    ]
    assert [row[6:] for row in cells(listed.table)] == [
        ["✓ foto atau dokumentasi", "a.jpg"],
        ["▲ tidak ada", None],
        ["✓ tangkapan layar unggahan", "https://sosial.example/p/1"],
    ]


def test_what_is_asked_stands_with_its_state_and_the_number_of_what_is_missing():
    report = declaration_report(of(), "id")
    (asked,) = sections(report, Topic.ASKED)
    # Two signatures, (a) once without evidence, and (b), (d), (e) not taken.
    assert asked.lines[1] == (
        "2 dari 5 cara sudah dilakukan tahun 2026; pencanangan: 12 dari 14 pegawai "
        "menandatangani; 5 hal masih kurang."
    )
    standings = [row[1].standing for row in asked.table.rows]
    assert (standings.count(Standing.FAILING), len(standings)) == (5, 11)
    assert "Hal-hal yang masih kurang di atas perlu dilengkapi beserta buktinya." in said(report)


def test_a_unit_that_has_everything_is_told_so():
    whole = replace(DECLARED, signed=14)
    done = [
        Outreach(way, day=date(2026, 5, 1), evidence=EvidenceKind.PHOTO, file="a") for way in Way
    ]
    report = declaration_report(of([whole], done), "id")
    (asked,) = sections(report, Topic.ASKED)
    assert asked.lines[1].endswith("14 dari 14 pegawai menandatangani; tidak ada yang kurang.")
    assert all(row[1].standing is Standing.PASSING for row in asked.table.rows)
    assert "masih kurang" not in said(report)


@pytest.mark.parametrize("language", ["id", "en"])
def test_where_nothing_is_kept_it_says_what_is_to_be_done(language):
    report = declaration_report(of((), ()), language)
    declared, outreach, asked, _ = report.sections
    assert declared.table is outreach.table is None
    assert len(declared.lines) == len(outreach.lines) == 2
    assert len(asked.table.rows) == 6
    # No day is named on which nothing was recorded.
    assert report.context == {"id": "tahun 2026", "en": "year 2026"}[language]


def test_a_long_list_says_how_many_more_there_are():
    number = MOST_ENTRIES + 17
    entries = [replace(ENTRIES[0], title=str(place)) for place in range(number)]
    by_way, listed = sections(declaration_report(of(entries=entries), "id"), Topic.OUTREACH)
    assert cells(by_way.table)[-1][1] == str(number)
    assert len(listed.table.rows) == MOST_ENTRIES
    assert listed.lines == (
        f"Ditampilkan {MOST_ENTRIES} kegiatan pertama dari {number}; semuanya ada dalam daftar "
        "yang dapat diunduh.",
    )


def test_the_head_of_the_office_signs_a_letter_with_a_number():
    report = declaration_report(of(), "id")
    assert report.is_letter
    head = Person("Lurah", "Siti Aminah", number="19700101")
    data = write_document(report, office=Office("Kelurahan Satu", place="Pati", head=head))
    signed = paragraphs(data, "Signature")
    assert {"Lurah,", "Siti Aminah", "NIP 19700101"} <= set(signed)
    assert "Kepala unit kerja," in paragraphs(write_document(report), "Signature")


@pytest.mark.parametrize("language", ["id", "en"])
def test_typed_texts_stay_texts_in_word_and_in_pdf(language):
    entries = [
        replace(ENTRIES[0], title=text, link=other, note="")
        for text, other in zip(TEXTS, reversed(TEXTS), strict=True)
    ]
    places = dict(zip(("place", "head", "link", "note", "witnesses"), TEXTS, strict=False))
    declared = replace(DECLARED, **places)
    found = replace(of([declared], entries), name=TEXTS[5])
    report = declaration_report(found, language)
    data = write_document(report, office=Office("Kelurahan"))
    assert acting(data) == odd_fields(data) == []
    written = {cell for table in tables(data) for row in table for cell in row}
    assert {as_typed(text) for text in TEXTS} <= written
    page = write_pdf(report)
    assert printed.acting(page) == []
    text = printed.joined(printed.read(page))
    assert [one for one in TEXTS if printed.joined(shown(one)) not in text] == []


@pytest.mark.parametrize("number", [3, 9, 12, 15])
def test_signatures_stand_on_a_page_with_the_closing_words(number):
    entries = [replace(ENTRIES[0], title=str(place)) for place in range(number)]
    data = write_pdf(declaration_report(of(entries=entries), "id"))
    (signed,) = [page for page in printed.read(data).split("\f") if "Kepala unit kerja," in page]
    assert "Demikian laporan ini disusun" in signed


# --- all units -----------------------------------------------------------------------------------


def test_all_units_are_counted_and_named_the_furthest_behind_first():
    report = declarations_report(units("Dua", "Satu"), "id")
    asked, named, _ = report.sections
    assert asked.lines[0] == (
        "0 dari 2 unit sudah lengkap tahun 2026. Unit yang pencanangannya sudah dicatat: 1; "
        "yang belum: 1. Zona Integritas disosialisasikan 3 kali; 2 di antaranya berbukti."
    )
    rows = {row[0]: row[1:] for row in cells(asked.table)}
    assert rows["Zona Integritas dicanangkan"] == ["1", "1", "50 %"]
    assert rows["Ditandatangani seluruh pegawai"] == ["0", "2", "0 %"]
    assert rows["(a) Spanduk, poster, imbauan, brosur"] == ["0", "2", "0 %"]
    assert rows["(c) Media sosial"] == ["1", "1", "50 %"]
    assert cells(named.table) == [
        ["1", "Dua", "–", "–", None, "6"],
        ["2", "Satu", "✓ 3 Februari 2026", "▲ 12/14", "▲a ✓c", "5"],
    ]


def units(*names):
    """All have done nothing but the last."""
    done, nothing = state_of([DECLARED], ENTRIES, 2026), state_of([], [], 2026)
    states = [*[nothing] * (len(names) - 1), done]
    return UnitsDeclared(2026, tuple(zip(names, states, strict=True)), WRITTEN)


@pytest.mark.parametrize(
    ("number", "complete", "lines", "rows"),
    [
        (MOST_UNITS, 8, [], MOST_UNITS),
        (
            5_000,
            40,
            [
                "Ditampilkan 48 unit yang paling tertinggal dari 4.960 unit yang masih kurang; "
                "4.912 unit lainnya ada dalam daftar yang dapat diunduh.",
                "Unit yang sudah lengkap dan tidak disebut di sini: 40.",
            ],
            48,
        ),
        (5_000, 4_990, ["Unit yang sudah lengkap dan tidak disebut di sini: 4.990."], 10),
    ],
)
def test_of_many_units_those_that_lack_something_are_named_and_the_rest_counted(
    number, complete, lines, rows
):
    found = crowd(number, complete)
    asked, named, _ = declarations_report(found, "id").sections
    assert list(named.lines[:-1]) == lines
    assert len(named.table.rows) == rows
    assert len(asked.table.rows) == 11
    assert asked.lines[0].startswith(f"{complete:,} dari ".replace(",", "."))


def test_where_all_of_many_have_everything_none_is_named():
    found = crowd(MOST_UNITS + 1, MOST_UNITS + 1)
    report = declarations_report(found, "id")
    (named,) = sections(report, Topic.UNITS)
    assert (named.table, named.lines) == (None, ("Semua unit sudah lengkap.",))
    assert "masih kurang di atas" not in said(report)


def crowd(number, complete):
    done = [
        Outreach(way, day=date(2026, 5, 1), evidence=EvidenceKind.PHOTO, file="a") for way in Way
    ]
    whole = state_of([replace(DECLARED, signed=14)], done, 2026)
    short = state_of([DECLARED], done, 2026)
    states = [*[short] * (number - complete), *[whole] * complete]
    names = [f"Unit {place}" for place in range(number)]
    return UnitsDeclared(2026, tuple(zip(names, states, strict=True)), WRITTEN)


def test_where_nothing_is_kept_of_any_unit_there_is_no_table():
    nothing = state_of([], [], 2026)
    found = UnitsDeclared(2026, (("Satu", nothing), ("Dua", nothing)), WRITTEN)
    report = declarations_report(found, "id")
    assert all(one.table is None for one in report.sections)
    assert report.sections[0].lines[0] == (
        "Dari 2 unit belum ada pencanangan maupun sosialisasi tahun 2026 yang dicatat."
    )
    assert "setiap unit mencatat pencanangannya" in said(report)


# --- out of the dossier --------------------------------------------------------------------------


def test_it_is_gathered_from_what_the_dossier_keeps(tmp_path):
    with new_store(tmp_path) as store:
        for name in ("Kelurahan Dua", "Kelurahan Satu", "Lama"):
            store.add_unit(UnitChange(name=name))
        store.change_unit("lama", UnitChange(name="Lama", is_active=False))
        unit = "kelurahan-satu"
        assert newest_year(store) == date.today().year
        store.dossier.add(DECLARATION, unit, declaration_to_document(DECLARED), by="")
        undated = Outreach(Way.PRESS)
        earlier = replace(ENTRIES[0], day=date(2025, 1, 1))
        for entry in (*reversed(ENTRIES), undated, earlier):
            store.dossier.add(OUTREACH, unit, outreach_to_document(entry), by="")
        last = store.dossier.add(OUTREACH, unit, {"format": 1, "way": "z"}, by="").at
        found = gather_declared(store, unit, 2026)
        every = gather_all_declared(store, 2026)
        assert newest_year(store) == 2026
        assert declared_units(store, ["Kelurahan Satu", unit]) == ((unit, "Kelurahan Satu"),)
        assert [name for _, name in declared_units(store)] == ["Kelurahan Dua", "Kelurahan Satu"]
        with pytest.raises(StoreError):
            declared_units(store, ["entah"])
        nothing = gather_declared(store, "kelurahan-dua", 2026)
    assert found.entries == ENTRIES
    assert (found.undated, found.unreadable, every.unreadable) == (1, 1, 1)
    assert found.written <= last
    assert [name for name, _ in every.units] == ["Kelurahan Dua", "Kelurahan Satu"]
    assert every.units[1][1] == found.state
    assert nothing.is_empty
    assert not found.is_empty
    told = said(declaration_report(found, "id"))
    assert "1 catatan tidak dapat dibaca dan tidak dihitung di sini." in told
    assert declaration_report(found, "id").stem == "pencanangan-kelurahan-satu-2026"
    assert declarations_report(every, "id").stem == "pencanangan-semua-unit-2026"
