"""Antar unit: the answer first, its choices in the address, every state of it."""

import hashlib
import re
import sqlite3
from contextlib import closing

import pytest

from pages.shared import report_files
from tests.answered import answered
from tests.pages.conftest import words
from tests.report.words import paragraphs
from zi_analytics.instrument import load
from zi_analytics.store import UnitChange, open_store
from zi_analytics.workbook.reading import Reading

PAGE = "pages/analysis/units/page.py"
LKE, FORM = load("lke-2021"), load("ringkas")
PERIOD = "2025"


def keep(folder, *given, period=PERIOD):
    """Store a unit each: its name, its instrument and what is not answered in full."""
    with open_store(folder) as store:
        for number, (unit, instrument, changed) in enumerate(given):
            original = f"{number} {unit} {period}".encode()
            reading = Reading(
                file=f"{number}.xlsx",
                sha256=hashlib.sha256(original).hexdigest(),
                instrument=instrument.id,
                layout="",
                unit=unit,
                period=period,
                assessments=(answered(instrument, **changed),),
                findings=(),
            )
            store.save(
                reading, original, unit=unit, period=period, kind=unit.partition(" ")[0].lower()
            )


@pytest.fixture
def city(empty_store):
    keep(
        empty_store,
        ("Kelurahan Satu", LKE, {"A_II_5_ii_x": 0.5}),  # 98.50
        ("Kelurahan Dua", LKE, {"B_II_a": 0.8, "A_I_1_i_a": 0.0}),  # 96.25
        ("Kelurahan Tiga", LKE, {"B_I_a": 0.5}),  # 91.25
        ("Kelurahan Empat", LKE, {"B_I_a": 0.5}),
        ("Kelurahan Lima", FORM, {"B_I": 0.5}),
        ("Puskesmas Enam", LKE, {}),
    )
    return empty_store


@pytest.fixture
def opened(visit):
    """The page by an address of its own: the first page would put its own choices there."""

    def open_page(unit="kelurahan-satu", **address):
        app = visit()
        app.switch_page(PAGE)
        app.query_params.clear()
        for name, code in (address | {"unit": unit}).items():
            app.query_params[name] = code
        for kept in ("period", "assessor", "unit"):
            app.session_state[f"kept-{kept}"] = None
        app.session_state["lang"] = address.get("lang", "id")
        return app.run()

    return open_page


def folds(app):
    """The text of the table that folds open, without its tags and its style."""
    (page,) = [one.proto.body for one in app.get("html") if 'class="beside"' in one.proto.body]
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL))


def source(app):
    return next(one.proto.body for one in app.get("html") if 'class="beside"' in one.proto.body)


def test_an_empty_store_offers_a_start(empty_store, opened):
    app = opened("nobody")
    assert not app.exception
    assert "Belum ada yang tersimpan" in words(app)


def test_the_answer_comes_first_with_the_nearest_of_the_kind(city, opened):
    app = opened()
    assert not app.exception
    (headline,) = [header.value.replace("\\", "") for header in app.header]
    assert headline == (
        "Satu unggul 2,25 poin dari Dua; "
        "selisih terbesar di Pelayanan publik yang prima (3,50 poin)."
    )
    assert app.query_params["with"] == "kelurahan-dua"
    said = words(app)
    assert "Satu tertinggi di 7 dari 8 area dan hasil" in said
    # Four kelurahan by the same worksheet; the short form and the puskesmas stay out.
    assert "Satu: peringkat 1 dari 4 kelurahan, di atas 75 %" in said
    assert "1 unit dinilai dengan lembar kerja lain dan tidak dibandingkan: Kelurahan Lima" in said
    offered = app.multiselect[0].options
    assert set(offered) == {"Kelurahan Dua", "Kelurahan Tiga", "Kelurahan Empat"}


def test_the_address_restores_the_units_and_the_group(city, opened):
    app = opened("kelurahan-tiga", **{"with": ["puskesmas-enam", "kelurahan-satu"], "among": "all"})
    assert not app.exception
    said = words(app)
    assert "Puskesmas Enam unggul 8,75 poin dari Tiga" in said
    assert "Tiga: peringkat 4 dari 5 unit, di atas 0 % (bersama 1 lainnya)" in said
    assert app.query_params["with"] == ["puskesmas-enam", "kelurahan-satu"]
    assert "Puskesmas Enam 100,00" in folds(app)


def test_the_comparison_is_taken_along(city, opened, monkeypatch):
    offered = {}
    monkeypatch.setattr(
        report_files,
        "offer_file",
        lambda label, make, name, kind, key: offered.update({key: make}),
    )
    app = opened(**{"with": "kelurahan-tiga"})
    assert "Bawa perbandingan ini sebagai berkas" in words(app)
    assert set(offered) == {"beside-pptx-wide", "beside-docx", "beside-pdf"}
    written = " ".join(paragraphs(offered["beside-docx"]()))
    assert "Kelurahan Satu" in written
    assert "Kelurahan Tiga" in written
    assert "Kelurahan Dua" not in written


def test_who_cannot_be_compared_is_named_with_the_reason(city, opened):
    asked = ["kelurahan-lima", "puskesmas-enam", "kelurahan-dua", "nonsense"]
    app = opened(**{"with": asked})
    assert not app.exception
    told = [one.value.replace("\\", "") for one in app.info]
    assert told == [
        "Kelurahan Lima tidak dibandingkan: dinilai dengan lembar kerja lain, yang pertanyaannya "
        "berbeda.",
        "Puskesmas Enam tidak dibandingkan: jenisnya lain; pilih semua jenis untuk "
        "membandingkannya.",
    ]
    assert "Satu unggul 2,25 poin dari Dua" in words(app)


def test_a_suggestion_is_added_by_its_button(city, opened):
    app = opened()
    app.button(key="add-kelurahan-tiga").click().run()
    assert app.query_params["with"] == ["kelurahan-dua", "kelurahan-tiga"]
    assert "Tiga 91,25 −7,25" in folds(app)


def test_choosing_nobody_holds(city, opened):
    app = opened()
    app.multiselect[0].set_value([]).run()
    assert app.query_params["with"] == "-"
    said = words(app)
    assert "Satu bernilai 98,50 dari 100; pilih unit untuk disandingkan." in said
    assert "Satu memenuhi batas di 8 dari 8 area dan hasil" in said
    assert not any('class="beside"' in one.proto.body for one in app.get("html"))
    # What all units miss is shown all the same.
    assert "Penyelesaian pengaduan masyarakat" in str(app.dataframe[-1].value)


def test_the_fold_goes_down_to_the_answers(city, opened):
    said = folds(opened())
    assert "Nilai total dari 100 Satu 98,50 Dua 96,25 −2,25" in said
    assert "Tim kerja dari 0,5 · pemenuhan Satu 0,50 Dua 0,25 −0,25" in said
    assert "Satu Ya 0,25 Dua Tidak 0,00 −0,25" in said
    assert (
        "dari 17,5 · 50 % unit bernilai penuh Satu indeks 4,00 17,50 Dua indeks 4,00 17,50 ="
        in said
    )
    assert "Satu 50 % 1,50 Dua 100 % 3,00 +1,50" in said


def test_differences_only_leaves_out_what_is_the_same(city, opened):
    app = opened(diff="only")
    said = folds(app)
    assert "Pengawasan" in said
    assert "Penataan tatalaksana" not in said
    assert source(app).count("<details") == source(app).count(" open>")
    assert "3 dari 113 jawaban berbeda." in words(app)
    app = opened("kelurahan-tiga", **{"with": "kelurahan-empat", "diff": "only"})
    said = words(app)
    assert "Tiga dan Empat sama-sama bernilai 91,25 dari 100; tidak ada area" in said
    assert "Semua jawaban sama di unit-unit ini." in said


def test_an_answer_leads_to_the_question_of_its_unit(city, opened):
    body = source(opened())
    own = "area-lemah?unit=kelurahan-satu&amp;period=2025&amp;assessor=unit&amp;node=A.I.1.i.a"
    assert f'href="{own}&amp;lang=id"' in body
    assert f'href="{own.replace("satu", "dua")}&amp;lang=id"' in body


def test_every_number_leads_on(city, opened):
    links = {
        (one.proto.label.replace("\\", ""), one.proto.page, one.proto.query_string)
        for one in opened().get("page_link")
    }
    units = {query for label, page, query in links if label == "Ringkasan"}
    assert units == {f"unit=kelurahan-{name}&period=2025&assessor=unit" for name in ("satu", "dua")}
    (matrix,) = [query for label, _, query in links if "matriks" in label]
    assert matrix == "view=all&period=2025"


def test_the_place_in_the_address_starts_open(city, opened):
    assert " open>" not in source(opened())
    body = source(opened(node="A.I.1.i.a"))
    assert body.count(" open>") == 2
    assert re.search(r'open><summary><span class="name d1">Tim kerja', body)


def test_the_ranking_shares_ranks_and_marks_the_own_unit(city, opened):
    app = opened("kelurahan-tiga")
    ranking = app.dataframe[0].value
    assert ranking["Peringkat"].tolist() == [1, 2, 3, 3]
    assert ranking["Unit"].tolist() == ["Satu", "Dua", "Empat", "● Tiga"]
    assert [text.strip() for text in ranking["Selisih"]] == ["+7,25", "+5,00", "0,00", "0,00"]
    assert "Tiga: peringkat 3 dari 4 kelurahan, di atas 0 % (bersama 1 lainnya)" in words(app)


def test_the_questions_that_most_units_miss(city, opened):
    app = opened()
    table = app.dataframe[-1].value
    # IPAK: two of four lose 8.75; IPKP: one loses 3.5; complaints: the own unit loses 1.5.
    assert table["Pertanyaan"].tolist()[:3] == [
        "B.I.a Indeks persepsi antikorupsi (IPAK)",
        "B.II.a Indeks persepsi kualitas pelayanan (IPKP)",
        "A.II.5.ii.- Penyelesaian pengaduan masyarakat",
    ]
    assert table["Hilang total"].tolist()[:3] == ["17,50", "3,50", "1,50"]
    assert table["Nilai penuh"].tolist()[:3] == ["50 %", "75 %", "75 %"]
    assert table["Hilang kita"].tolist()[:3] == ["0,000", "0,000", "1,500"]
    assert table["Jawaban kita"].tolist()[:3] == ["indeks 4,00", "indeks 4,00", "50 %"]
    assert "Di mana Satu kehilangan lebih banyak" in words(app)
    links = [one.proto.label.replace("\\", "") for one in app.get("page_link")]
    assert "1,50 (0,38) Penyelesaian pengaduan masyarakat" in links
    app = opened(area="A.I.5", aspect="reform")
    table = app.dataframe[-1].value
    assert table["Pertanyaan"].tolist()[0].startswith("A.II.5.ii.-")
    assert set(table["Area atau hasil"]) == {"Pengawasan"}
    app = opened(area="A.I.2")
    assert "Tidak ada unit yang kehilangan poin di sini." in words(app)


def test_every_word_and_number_changes_with_the_language(city, opened):
    app = opened(lang="en")
    said = words(app) + folds(app)
    assert "Satu leads Dua by 2.25 points" in said
    assert "rank 1 of 4 kelurahan, above 75%" in said
    # 17.50 of the 22.75 points that the four lose.
    assert "1 question carries 50% of the 22.75 points that all units lose" in said
    for word in ("unggul", "peringkat", " poin ", "pemenuhan", "Tidak ada"):
        assert word not in said
    assert "lang=en" in source(app)


def test_a_unit_alone_says_what_to_do(empty_store, opened):
    keep(empty_store, ("Kelurahan Satu", LKE, {}))
    app = opened()
    assert not app.exception
    said = words(app)
    assert "Satu bernilai 100,00 dari 100 dan belum ada bandingannya pada 2025." in said
    assert "Unggah lembar kerja" in said
    assert "Bandingkan semua jenis" not in said
    assert "Satu memenuhi batas di 8 dari 8 area dan hasil" in said
    assert "peringkat" not in said
    assert not app.dataframe


def test_the_only_one_of_its_kind_may_be_compared_with_all(city, opened):
    app = opened("puskesmas-enam")
    assert "belum ada bandingannya" in words(app)
    app.button(key="alone-all").click().run()
    assert app.query_params["among"] == "all"
    assert "Enam: peringkat 1 dari 5 unit, di atas 80 %" in words(app)


def test_without_a_kind_all_are_offered_and_that_is_said(city, opened):
    with open_store(city) as store:
        store.change_unit("kelurahan-satu", UnitChange(kind=""))
    app = opened()
    assert not app.exception
    assert "Jenis unit ini belum diisi" in app.info[0].value
    assert "Puskesmas Enam" in app.multiselect[0].options
    assert "among" not in app.query_params


def test_short_forms_are_compared_by_their_areas(empty_store, opened):
    keep(
        empty_store,
        ("Kelurahan Satu", FORM, {"A_1": 0.5}),
        ("Kelurahan Dua", FORM, {"B_I": 0.5, "A_1": 0.5}),
    )
    app = opened()
    assert not app.exception
    said = words(app)
    assert "Satu unggul 11,25 poin dari Dua" in said
    assert "1 dari 8 angka berbeda." in said
    assert "1 area memuat 50 % dari 19,25 poin yang hilang di semua unit" in said
    assert "Sisi lembar kerja" not in [one.label for one in app.selectbox]
    assert "<details" not in source(app)
    assert len(app.dataframe[-1].value) == 8


def test_the_later_assessor_counts_unless_one_is_chosen(empty_store, opened):
    keep(
        empty_store,
        ("Kelurahan Satu", LKE, {}),
        ("Kelurahan Satu", LKE, {"assessor": "tpi", "B_I_a": 0.5}),
        ("Kelurahan Dua", LKE, {"A_II_5_ii_x": 0.0}),
    )
    assert "Dua unggul 5,75 poin dari Satu" in words(opened())
    assert "Satu unggul 3,00 poin dari Dua" in words(opened(by="unit"))
    app = opened(by="tpi", **{"with": "kelurahan-dua"})
    assert "Kelurahan Dua tidak dibandingkan: belum dinilai" in words(app)


def test_an_own_unit_of_another_kind_gets_others_of_its_kind(city, opened):
    keep(city, ("Puskesmas Tujuh", LKE, {"B_I_b": 0.5}))
    app = opened()
    assert app.query_params["with"] == "kelurahan-dua"
    app.selectbox(key="pick-unit").set_value("puskesmas-tujuh").run()
    assert not app.exception
    assert app.query_params["with"] == "puskesmas-enam"
    assert not app.info


def test_nonsense_in_the_address_is_ignored(city, opened):
    app = opened("'", **{"with": "<b>", "by": "x", "among": "y", "diff": "z", "area": "-"})
    assert not app.exception
    assert app.query_params["unit"] == "kelurahan-dua"
    assert app.query_params["with"] == "kelurahan-satu"


def test_the_own_unit_becomes_another_and_does_not_stand_beside_itself(city, opened):
    app = opened("kelurahan-dua", **{"with": "kelurahan-dua"})
    assert not app.exception
    assert app.query_params["with"] == "kelurahan-satu"
    app = opened("kelurahan-dua", **{"with": ["kelurahan-dua", "kelurahan-tiga"]})
    assert app.query_params["with"] == "kelurahan-tiga"


def test_a_damaged_assessment_is_named_and_the_others_are_shown(city, opened):
    with closing(sqlite3.connect(city / "store.db")) as file, file:
        file.execute("UPDATE revision SET checksum = checksum + 1 WHERE id = 2")
    app = opened()
    assert not app.exception
    (warning,) = [one.value.replace("\\", "") for one in app.warning]
    assert "kelurahan-dua" in warning
    assert "peringkat 1 dari 3 kelurahan" in words(app)
    app = opened("kelurahan-dua")
    assert not app.exception
    assert "kelurahan-dua" in app.warning[0].value.replace("\\", "")


def test_names_of_units_stay_text(empty_store, opened):
    keep(
        empty_store,
        ("Kelurahan <b>Satu</b>", LKE, {}),
        ("Kelurahan [x](https://evil.example)", LKE, {"B_I_a": 0.5}),
    )
    with open_store(empty_store) as store:
        codes = store.units()["code"].tolist()
    app = opened(next(code for code in codes if "satu" in code))
    body = source(app)
    assert "<b>" not in body
    assert "&lt;b&gt;Satu" in body
    assert "](https" not in "\n".join(element.value for element in app.header)
