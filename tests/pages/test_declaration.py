"""Pencanangan dan sosialisasi as a visitor meets it: recording, changing, taking back, all units."""

from datetime import date

import pytest

from pages.shared import report_files
from tests.pages.conftest import words
from tests.report.words import paragraphs, tables
from zi_analytics.programme.declaration import (
    DECLARATION,
    OUTREACH,
    Audience,
    Declaration,
    EvidenceKind,
    Outreach,
    Way,
    declaration_to_document,
    load_declarations,
    load_outreach,
    outreach_to_document,
)
from zi_analytics.programme.office import Office, keep_office
from zi_analytics.store import UnitChange, open_store

PAGE = "pages/progress/declaration/page.py"
YEAR = date.today().year
PLACE = {"unit": "dinas-a", "year": str(YEAR)}
TRAP = "http://jahat.example/x ![p](http://jahat.example/p.png)"


@pytest.fixture
def offices(empty_store):
    with open_store(empty_store) as store:
        for name in ("Dinas A", "Dinas B"):
            store.add_unit(UnitChange(name=name))
    return empty_store


def keep(folder, *values):
    with open_store(folder) as store:
        for value in values:
            if isinstance(value, Declaration):
                store.dossier.add(DECLARATION, "dinas-a", declaration_to_document(value), by="Siti")
            else:
                store.dossier.add(OUTREACH, "dinas-a", outreach_to_document(value), by="Siti")


def kept(folder):
    with open_store(folder) as store:
        assert store.check() == []
        return (
            [(one.item.version, one.value) for one in load_declarations(store, "dinas-a")],
            [(one.item.version, one.value) for one in load_outreach(store, "dinas-a")],
        )


def field(kind, label):
    (found,) = [one for one in kind if one.label == label]
    return found


def press(app, label):
    return field(app.button, label).click().run()


def open_entry(app, folder):
    """Choose the one entry there is."""
    with open_store(folder) as store:
        (number,) = [one.item.number for one in load_outreach(store, "dinas-a")]
    field(app.selectbox, "Catatan sosialisasi").set_value(number).run()


def test_an_empty_store_offers_a_start(empty_store, visit):
    app = visit(PAGE)
    assert not app.exception
    assert "Belum ada yang tersimpan" in words(app)


def test_a_unit_that_did_nothing_is_told_what_is_missing(offices, visit):
    said = words(visit(PAGE, **PLACE))
    assert f"0 dari 5 cara sudah dilakukan tahun {YEAR}; pencanangan: belum dicatat" in said
    assert "6 hal masih kurang" in said
    assert f"(e) Media cetak: belum dilakukan tahun {YEAR}." in said


def test_an_entry_is_added_changed_and_taken_back(offices, visit):
    app = visit(PAGE, **PLACE)
    field(app.selectbox, "Cara").set_value(Way.SOCIAL)
    field(app.text_input, "Kegiatan").set_value("Unggahan")
    field(app.selectbox, "Jenis bukti").set_value(EvidenceKind.SOCIAL)
    field(app.number_input, "Jumlah orang").set_value(1_250)
    field(app.text_input, "Tautan (tidak dibuka di sini)").set_value(TRAP)
    field(app.text_input, "Nama Anda").set_value("Siti")
    press(app, "Tambahkan catatan")
    assert not app.exception
    ((version, value),) = kept(offices)[1]
    assert version == 1
    assert value == Outreach(
        Way.SOCIAL,
        "Unggahan",
        date.today(),
        Audience.EXTERNAL,
        EvidenceKind.SOCIAL,
        TRAP,
        people=1_250,
    )
    assert app.dataframe[0].value["Orang"].tolist() == ["1.250"]
    assert "1 dari 5 cara sudah dilakukan" in words(app)
    open_entry(app, offices)
    field(app.text_input, "Kegiatan").set_value("Unggahan kedua")
    press(app, "Simpan catatan")
    ((version, value),) = kept(offices)[1]
    assert (version, value.title, value.link) == (2, "Unggahan kedua", TRAP)
    open_entry(app, offices)
    press(app, "Tarik kembali catatan ini")
    app.button(key="asked-yes").click().run()
    assert kept(offices)[1] == []
    assert "0 dari 5 cara sudah dilakukan" in words(app)


def test_the_declaration_is_recorded_and_changed(offices, visit):
    app = visit(PAGE, **PLACE)
    app.session_state["declaration-tabs"] = "Pencanangan"
    app.run()
    field(app.text_input, "Pimpinan yang mencanangkan").set_value("Lurah")
    field(app.text_input, "Disaksikan oleh").set_value("Camat")
    field(app.number_input, "Jumlah pegawai").set_value(14)
    field(app.number_input, "Yang menandatangani").set_value(15)
    press(app, "Simpan pencanangan")
    assert "Yang menandatangani lebih banyak daripada jumlah pegawai" in words(app)
    assert kept(offices)[0] == []
    field(app.number_input, "Yang menandatangani").set_value(12)
    app.checkbox[0].check()
    press(app, "Simpan pencanangan")
    assert "Isi nama Anda" in words(app)
    assert kept(offices)[0] == []
    field(app.text_input, "Nama Anda").set_value("Siti")
    press(app, "Simpan pencanangan")
    ((version, value),) = kept(offices)[0]
    assert (version, value.head, value.witnesses) == (1, "Lurah", "Camat")
    assert (value.staff, value.signed, value.public) == (14, 12, True)
    assert "Disaksikan oleh: Camat" in words(app)
    assert "pencanangan: 12 dari 14 pegawai menandatangani" in words(app)
    field(app.number_input, "Yang menandatangani").set_value(14)
    press(app, "Simpan pencanangan")
    assert [version for version, _ in kept(offices)[0]] == [2]


@pytest.mark.parametrize("mine", [True, False])
def test_what_others_recorded_meanwhile_is_not_overwritten_unseen(offices, visit, mine):
    app = visit(PAGE, **PLACE)
    app.session_state["declaration-tabs"] = "Pencanangan"
    app.run()
    keep(offices, Declaration(date(YEAR, 2, 3), head="Camat", public=True))
    field(app.text_input, "Pimpinan yang mencanangkan").set_value("Lurah")
    field(app.text_input, "Nama Anda").set_value("Siti")
    press(app, "Simpan pencanangan")
    said = words(app)
    assert "mengubahnya pada" in said
    assert "Pimpinan yang mencanangkan: – → Camat" in said
    assert "Dilakukan terbuka untuk umum: – → ya" in said
    assert field(app.text_input, "Pimpinan yang mencanangkan").value == "Lurah"
    assert [value.head for _, value in kept(offices)[0]] == ["Camat"]
    press(app, "Lanjutkan dengan isian saya" if mine else "Pakai isi yang sekarang")
    expected = "Lurah" if mine else "Camat"
    assert field(app.text_input, "Pimpinan yang mencanangkan").value == expected
    field(app.text_input, "Nama Anda").set_value("Siti")
    press(app, "Simpan pencanangan")
    ((version, value),) = kept(offices)[0]
    assert (version, value.head) == ((2, "Lurah") if mine else (1, "Camat"))
    assert "mengubahnya pada" not in words(app)


def test_another_year_and_an_entry_without_a_date(offices, visit):
    keep(offices, Outreach(Way.PRESS, day=date(2021, 3, 1)), Outreach(Way.WEBSITE))
    said = words(visit(PAGE, unit="dinas-a", year="2021"))
    assert "1 dari 5 cara sudah dilakukan tahun 2021" in said
    assert "1 catatan tanpa tanggal tidak masuk tahun mana pun" in said


def test_a_link_is_text_and_nothing_else(offices, visit):
    keep(offices, Declaration(date(YEAR, 2, 3), link=TRAP))
    app = visit(PAGE, **PLACE)
    assert not app.exception
    (shown,) = [one.value for one in app.caption if "jahat" in one.value]
    assert "](http" not in shown
    assert "http:\u2060" in shown.replace("\\", "")


def test_all_units_stand_in_a_table_the_furthest_behind_first(offices, visit):
    keep(offices, Declaration(date(YEAR, 2, 3), staff=14, signed=12))
    keep(offices, Outreach(Way.PRINTED, day=date(YEAR, 5, 1)))
    app = visit(PAGE, **PLACE)
    app.session_state["declaration-tabs"] = "Semua unit"
    app.run()
    table = app.dataframe[-1].value
    assert table["Unit"].tolist() == ["Dinas B", "Dinas A"]
    assert table["Tanda tangan"].tolist() == ["–", "▲ 12/14"]
    assert table["(a)"].tolist() == ["–", "▲ 1"]
    assert table["Yang kurang"].tolist() == ["6", "9"]
    assert f"0 dari 2 unit sudah lengkap tahun {YEAR}" in words(app)


@pytest.fixture
def offered(monkeypatch):
    """The files that a page offers: what makes each, by its key."""
    found = {}
    monkeypatch.setattr(
        report_files,
        "offer_file",
        lambda label, make, name, kind, key: found.update({key: (name, make)}),
    )
    return found


def test_the_report_of_a_unit_is_offered_and_says_what_the_page_says(offices, visit, offered):
    keep(offices, Declaration(date(YEAR, 2, 3), head="Lurah", staff=14, signed=12))
    keep(offices, Outreach(Way.PRINTED, "Spanduk", date(YEAR, 5, 1), link=TRAP))
    with open_store(offices) as store:
        keep_office(store, Office("Kecamatan Barat"), by="", unit="dinas-a")
    app = visit(PAGE, **PLACE)
    (headline,) = [one.value.replace("\\", "") for one in app.header]
    # Two signatures, openness, the document, the evidence of (a) and four ways.
    assert "8 hal masih kurang" in words(app)
    assert set(offered) == {"declaration-docx", "declaration-pdf"}
    name, make = offered["declaration-docx"]
    assert name.startswith(f"pencanangan-dinas-a-{YEAR}-")
    data = make()
    assert f"{headline}; 8 hal masih kurang." in paragraphs(data)
    assert "Kecamatan Barat" in paragraphs(data, part="word/header1.xml")
    assert TRAP in {cell for table in tables(data) for row in table for cell in row}
    assert offered["declaration-pdf"][1]().startswith(b"%PDF")


def test_the_report_is_offered_where_nothing_is_recorded_yet(offices, visit, offered):
    visit(PAGE, lang="en", **PLACE)
    name, make = offered["declaration-docx"]
    assert name.startswith(f"declaration-dinas-a-{YEAR}-")
    told = " ".join(paragraphs(make()))
    assert "No declaration of the Integrity Zone is recorded yet for Dinas A." in told
    assert "To be done:" in told


def test_the_report_over_all_units_is_offered_beside_their_table(offices, visit, offered):
    keep(offices, Outreach(Way.PRINTED, day=date(YEAR, 5, 1)))
    app = visit(PAGE, **PLACE)
    app.session_state["declaration-tabs"] = "Semua unit"
    app.run()
    assert f"Laporan semua unit untuk tahun {YEAR}:" in words(app)
    missing = app.dataframe[-1].value["Yang kurang"].tolist()
    named = tables(offered["declarations-docx"][1]())[1]
    assert [row[1] for row in named[1:]] == ["Dinas B", "Dinas A"]
    assert [row[-1] for row in named[1:]] == missing == ["6", "6"]


def test_the_page_in_english(offices, visit):
    keep(offices, Outreach(Way.WEBSITE, day=date(YEAR, 5, 1)))
    app = visit(PAGE, lang="en", **PLACE)
    assert not app.exception
    said = words(app)
    assert f"1 of 5 ways done in {YEAR}; declaration: not recorded yet" in said
    assert "(b) Website: without evidence, number of entries: 1." in said
