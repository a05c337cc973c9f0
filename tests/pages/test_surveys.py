"""Survei as a visitor meets it: every state, both languages, uploading, typing, taking back."""

import pytest

from tests.pages.conftest import words
from zi_analytics.programme.surveys import (
    KIND,
    Element,
    Measures,
    Survey,
    load_surveys,
    to_document,
)
from zi_analytics.store import UnitChange, open_store

PAGE = "pages/progress/surveys/page.py"
UNIT = "kelurahan-tirtalaras"
PLACE = {"unit": UNIT, "period": "2025-B12", "survey": "ipkp"}
# U1 has a mean of 4, U2 one of 2.4: an index of 3.2.
ROWS = [(4, 3), (4, 3), (4, 2), (4, 2), (4, 2)] * 6


def responses(rows):
    lines = [f"{number};KTP;{u1};{u2}" for number, (u1, u2) in enumerate(rows, 1)]
    return "\n".join(["No;Layanan;U1 Syarat;U2 Biaya", *lines]).encode()


def keep(folder, survey, period="2025-B12"):
    with open_store(folder) as store:
        store.dossier.add(KIND, UNIT, to_document(survey), by="Siti", period=period)


def kept(folder):
    with open_store(folder) as store:
        assert store.check() == []
        return [(one.item.period, one.value, one.item.by) for one in load_surveys(store, UNIT)]


def press(app, label):
    (button,) = [one for one in app.button if one.label.startswith(label)]
    return button.click().run()


def test_an_empty_store_offers_a_start(empty_store, visit):
    app = visit(PAGE)
    assert not app.exception
    assert "Belum ada yang tersimpan" in words(app)


def test_without_a_survey_the_page_says_what_to_do_and_what_the_sheet_claims(small_store, visit):
    app = visit(PAGE, **PLACE)
    assert not app.exception
    assert app.header[0].value == "Belum ada survei IPKP untuk periode ini"
    assert "Lembar kerja ● Unit, ■ TPI menyebut 3,55: di sini belum ada buktinya." in words(app)


def test_raw_responses_are_looked_at_and_then_kept(small_store, visit):
    app = visit(PAGE, **PLACE)
    app.file_uploader[0].upload("survei.csv", responses(ROWS)).run()
    assert not app.exception
    said = words(app)
    assert "IPKP 3,20 sudah cukup untuk WBK; perlu naik 0,40 untuk WBBM" in said
    assert "✓ WBK: batas 3,20 terpenuhi (90/2021, Lampiran II, Tabel 6)" in said
    assert kept(small_store) == []
    app.text_input(key="survey-conducted").set_value("BPS Kota")
    app.text_input(key="survey-by").set_value("Siti")
    press(app, "Simpan survei 30 responden ini")
    ((period, survey, by),) = kept(small_store)
    assert (period, by, survey.conducted_by) == ("2025-B12", "Siti", "BPS Kota")
    assert survey.index == pytest.approx(3.2)
    assert dict(survey.services) == {"KTP": 30}
    assert survey.elements[1] == Element("U2", "Biaya", {"2": 18, "3": 12}, pytest.approx(2.4))
    said = words(app)
    assert "Survei IPKP untuk Triwulan IV 2025 sudah tersimpan." in said
    assert "▲ Lembar kerja ● Unit, ■ TPI menyebut 3,55: salah satunya keliru." in said
    # The survey that is kept doubts the typed index where doubts are shown.
    app = visit("pages/analysis/evidence/page.py", unit=UNIT, period="2025-B12", assessor="unit")
    assert "Survei IPKP yang tersimpan untuk periode ini menghasilkan 3,20" in words(app)
    app = visit("pages/analysis/weak_areas/page.py", **PLACE, assessor="unit", node="B.II.a")
    assert "Survei IPKP yang tersimpan untuk periode ini menghasilkan 3,20" in words(app)


def test_too_few_respondents_are_named_and_may_be_kept(small_store, visit):
    app = visit(PAGE, **PLACE)
    app.file_uploader[0].upload("survei.csv", responses(ROWS[:29])).run()
    said = words(app)
    assert "Respondennya 29 orang; aturan meminta sedikitnya 30" in said
    assert "▲ kurang dari 30 yang diminta aturan" in said
    app.text_input(key="survey-by").set_value("Siti")
    press(app, "Simpan survei 29 responden ini")
    assert len(kept(small_store)) == 1


def test_another_scale_has_no_index_and_is_not_kept(small_store, visit):
    app = visit(PAGE, **PLACE)
    app.file_uploader[0].upload("survei.csv", responses([(5, 4), *ROWS[:9]])).run()
    assert "apakah surveinya memakai skala 1 sampai 5?" in words(app)
    assert "Indeks tidak dihitung" in words(app)
    assert not [one for one in app.button if one.label.startswith("Simpan")]


def test_one_slip_of_the_pen_may_be_left_out(small_store, visit):
    app = visit(PAGE, **PLACE)
    app.file_uploader[0].upload("survei.csv", responses([(5, 4), *ROWS])).run()
    assert not [one for one in app.button if one.label.startswith("Simpan")]
    (box,) = [one for one in app.checkbox if "salah ketik" in one.label]
    box.check().run()
    app.text_input(key="survey-by").set_value("Siti")
    press(app, "Simpan survei 31 responden ini")
    assert len(kept(small_store)) == 1


def test_what_is_no_survey_is_said_in_a_sentence(small_store, visit):
    app = visit(PAGE, **PLACE)
    app.file_uploader[0].upload("survei.xlsx", b"%PDF-1.4").run()
    assert not app.exception
    assert "tidak dapat dibaca" in words(app).lower()
    app.file_uploader[0].upload("lain.csv", b"Nama;Kota\nAni;Solo\n").run()
    assert "Belum diketahui kolom mana yang berisi jawaban." in words(app)


def test_a_typed_index_and_a_typed_ikm(small_store, visit):
    app = visit(PAGE, **{**PLACE, "survey-tabs": "x"})
    app.session_state["survey-tabs"] = "Ketik indeks"
    app.run()
    app.text_input(key="survey-index-0").set_value("87,65").run()
    assert "Bila itu IKM, indeksnya 3,51." in words(app)
    assert not [one for one in app.button if one.label.startswith("Simpan")]
    (box,) = [one for one in app.checkbox if "itu IKM" in one.label]
    box.check().run()
    press(app, "Simpan indeks 3,51")
    assert "Isi nama Anda" in words(app)
    assert kept(small_store) == []
    app.text_input(key="survey-by").set_value("Siti")
    press(app, "Simpan indeks 3,51")
    ((_, survey, _),) = kept(small_store)
    assert survey == Survey(Measures.IPKP, index=pytest.approx(3.506))
    assert "Tanpa jawaban responden, kepastian indeks ini tidak dapat dihitung." in words(app)


def test_surveys_over_the_periods_and_one_taken_back(small_store, visit):
    for period, index, deviation in (("2025-B06", 3.0, 0.3), ("2025-B12", 3.4, 0.3)):
        found = Survey(Measures.IPKP, index=index, deviation=deviation, respondents=50)
        keep(small_store, found, period)
    app = visit(PAGE, **PLACE)
    app.session_state["survey-tabs"] = "Semua survei"
    app.run()
    (table,) = app.table
    assert table.value["Periode"].tolist() == ["Triwulan IV 2025", "Triwulan II 2025"]
    assert "bukan kebetulan" in table.value["Perubahan"][0]
    press(app, "Tarik kembali survei Triwulan IV 2025")
    app.button(key="asked-yes").click().run()
    assert [period for period, _, _ in kept(small_store)] == ["2025-B06"]
    assert "Survei Triwulan IV 2025 sudah ditarik kembali." in words(app)


def test_the_page_in_english_an_skm_without_limits_a_unit_without_worksheets(empty_store, visit):
    with open_store(empty_store) as store:
        unit = store.add_unit(UnitChange(name="Dinas A"))
        found = to_document(Survey(Measures.SKM, index=3.2))
        store.dossier.add(KIND, unit, found, by="Siti", period="2025")
    app = visit(PAGE, unit=unit, period="2025", survey="skm", lang="en")
    assert not app.exception
    assert app.header[0].value.replace("\\", "") == "SKM: index 3.20"
    assert "IKM 80.00, grade B (good)" in words(app)


def test_what_a_later_program_kept_is_named_and_hides_nothing(small_store, visit):
    with open_store(small_store) as store:
        store.dossier.add(KIND, UNIT, {"format": 99}, by="x", period="2025-B12")
    keep(small_store, Survey(Measures.IPKP, index=3.4))
    app = visit(PAGE, **PLACE)
    assert not app.exception
    assert "IPKP 3,40" in words(app)
    assert "perlu diperiksa" in words(app) or "kesalahan" in words(app)
