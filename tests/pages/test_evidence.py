"""Bukti dukung as a visitor meets it: every state, both languages, checking and taking back."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.answered import answered
from tests.pages.conftest import words
from zi_analytics.instrument import load
from zi_analytics.store import Doubted, Inspection, StoreError, open_store
from zi_analytics.workbook.reading import Reading

PAGE = "pages/analysis/evidence/page.py"
PLACE = {"unit": "dinas-a", "period": "2025", "assessor": "unit"}
LKE = load("lke-2021")
BARE, DOUBTED = "A.I.1.i.b", "A.II.5.i.-"
NOW = datetime(2026, 1, 2, tzinfo=UTC)
EVERYWHERE = len(LKE.questions) + len(LKE.counts)
LINK = "www.bukti.example.id/sk"


def sheet(changes=None, **more):
    """Full marks, each with a link of its own, but what ``changes`` says of some."""
    full = answered(LKE, **more)
    answers = {
        code: answer._replace(evidence=f"https://bukti.example.id/{code}")
        for code, answer in full.answers.items()
    }
    for code, fields in (changes or {}).items():
        answers[code] = answers[code]._replace(**fields)
    return replace(full, answers=answers)


DOUBTFUL = {BARE: {"evidence": ""}, DOUBTED: {"evidence": LINK}}


def save(folder, reading, unit="Dinas A", period="2025", instrument="lke-2021"):
    with open_store(folder) as store:
        original = f"{unit}{period}{reading}".encode()
        digest = hashlib.sha256(original).hexdigest()
        file = Reading("a.xlsx", digest, instrument, "", unit, period, (reading,), ())
        return store.save(file, original, unit=unit, period=period).unit


def kept(folder):
    with open_store(folder) as store:
        assert store.check() == []
        return store.inspections.of("dinas-a", "2025", "unit")


@pytest.fixture
def doubtful(empty_store):
    save(empty_store, sheet(DOUBTFUL))
    return empty_store


def check(app, reason="Dokumen dilihat", by="Siti"):
    app.button(key=f"inspect-{DOUBTED}-address").click().run()
    app.text_input(key="by").set_value(by)
    app.text_area(key="reason").set_value(reason)
    (button,) = [b for b in app.button if b.label == "Simpan sebagai sudah diperiksa"]
    return button.click().run()


def test_an_empty_store_offers_a_start(empty_store, visit):
    app = visit(PAGE)
    assert not app.exception
    assert "Belum ada yang tersimpan" in words(app)


def test_the_three_numbers_come_first_as_a_sentence(doubtful, visit):
    app = visit(PAGE, **PLACE)
    assert not app.exception
    (headline,) = [header.value.replace("\\", "") for header in app.header]
    # A quarter of a point has no evidence, 2.5 stand on an address that cannot be clicked.
    assert headline == "100,00 poin diakui, 99,75 berbukti, 97,25 bila yang meragukan ditolak."
    said = words(app)
    assert "1 jawaban tanpa bukti memuat 0,25 poin" in said
    assert "1 keraguan pada 1 jawaban yang memuat 2,50 poin" in said
    assert "Tulis https://www.bukti.example.id/sk" in said
    assert "Jawaban!K" in said


def test_every_word_and_number_changes_with_the_language(doubtful, visit):
    said = words(visit(PAGE, lang="en", **PLACE))
    expected = "100.00 points claimed, 99.75 with evidence, 97.25 if the doubtful are refused."
    assert expected in said
    assert "poin" not in said.replace("points", "").replace("point", "")
    assert "99,75" not in said


def test_nothing_wrong_is_said(empty_store, visit):
    save(empty_store, sheet())
    app = visit(PAGE, **PLACE)
    said = words(app)
    assert "Semua jawaban yang bernilai disertai bukti." in said
    assert "Tidak ada jawaban meragukan yang belum diperiksa" in said
    assert not app.dataframe


def test_a_doubt_is_marked_as_checked_and_no_longer_lowers(doubtful, visit):
    app = check(visit(PAGE, **PLACE))
    assert not app.exception
    said = words(app)
    assert f"{DOUBTED} tersimpan sebagai sudah diperiksa oleh Siti." in said
    assert "99,75 berbukti, 99,75 bila yang meragukan ditolak" in said
    (one,) = kept(doubtful)
    assert (one.reason, one.inspected_by, one.holds) == ("Dokumen dilihat", "Siti", True)
    again = words(visit(PAGE, **PLACE))
    assert "Dokumen dilihat" in again
    assert "tersimpan sebagai" not in again


@pytest.mark.parametrize(("reason", "by"), [("", "Siti"), ("Dilihat", "")])
def test_without_reason_or_name_nothing_is_stored_and_that_is_said(doubtful, visit, reason, by):
    said = words(check(visit(PAGE, **PLACE), reason, by))
    assert "Tidak ada yang disimpan" in said
    assert "tersimpan sebagai" not in said
    assert kept(doubtful) == ()


def test_two_visitors_who_check_the_same_keep_one(doubtful, visit):
    first, second = visit(PAGE, **PLACE), visit(PAGE, **PLACE)
    second.button(key=f"inspect-{DOUBTED}-address").click().run()
    check(first)
    second.text_input(key="by").set_value("Budi")
    second.text_area(key="reason").set_value("Juga dilihat")
    (button,) = [b for b in second.button if b.label == "Simpan sebagai sudah diperiksa"]
    said = words(button.click().run())
    assert "tersimpan sebagai" not in said
    assert "sementara itu sudah diperiksa atau berubah" in said
    assert len(kept(doubtful)) == 1


def test_what_was_kept_in_the_same_moment_is_no_success(doubtful, visit, monkeypatch):
    app = visit(PAGE, **PLACE)
    app.button(key=f"inspect-{DOUBTED}-address").click().run()
    (made,) = (Inspection(1, Doubted(DOUBTED, "address", "ab" * 32), "x", NOW, "Budi"),)
    monkeypatch.setattr(
        "zi_analytics.store.inspecting.Inspections.add", lambda *_, **__: ((made, False),)
    )
    app.text_input(key="by").set_value("Siti")
    app.text_area(key="reason").set_value("Dilihat")
    (button,) = [b for b in app.button if b.label == "Simpan sebagai sudah diperiksa"]
    button.click().run()
    assert not app.success
    assert "sudah diperiksa oleh Budi" in words(app)


def test_a_revision_that_came_meanwhile_is_not_checked_unseen(doubtful, visit, monkeypatch):
    app = visit(PAGE, **PLACE)

    def changed(*_, **__):
        raise StoreError("store-changed-meanwhile", unit="a", period="2025", assessor="unit")

    monkeypatch.setattr("zi_analytics.store.inspecting.Inspections.add", changed)
    said = words(check(app))
    assert "Sementara itu ada yang menyimpan jawaban lain" in said
    assert "tersimpan sebagai" not in said


def test_what_changed_is_in_doubt_again_with_its_history(doubtful, visit):
    check(visit(PAGE, **PLACE))
    save(doubtful, sheet({**DOUBTFUL, DOUBTED: {"evidence": "www.lain.example.id/sk"}}))
    said = words(visit(PAGE, **PLACE))
    assert "97,25 bila yang meragukan ditolak" in said
    assert "Berubah sejak diperiksa oleh Siti" in said
    assert "▲ berubah sejak diperiksa" in said


def test_a_check_is_taken_back_and_stays_in_the_history(doubtful, visit):
    app = check(visit(PAGE, **PLACE))
    (one,) = kept(doubtful)
    app.text_input(key=f"back-by-{one.number}").set_value("Budi")
    (button,) = [b for b in app.button if b.label == "Cabut pemeriksaan"]
    said = words(button.click().run())
    assert f"Pemeriksaan {DOUBTED} dicabut." in said
    assert "Dicabut oleh Budi" in said
    assert "97,25 bila yang meragukan ditolak" in said
    assert kept(doubtful)[0].withdrawn_by == "Budi"


def test_one_look_may_settle_one_link_under_many_questions(empty_store, visit):
    codes = [question.code for question in LKE.questions[:5]]
    shared = {code: {"evidence": "https://drive.example.id/folder"} for code in codes}
    save(empty_store, sheet(shared))
    app = visit(PAGE, **PLACE)
    (mark,) = [button for button in app.button if button.label == "Tandai diperiksa"]
    mark.click().run()
    app.text_input(key="by").set_value("Siti")
    app.text_area(key="reason").set_value("Folder berisi semua dokumen")
    assert sorted(app.multiselect(key="settled").value) == sorted(codes)
    app.multiselect(key="settled").set_value(codes[:4])
    (button,) = [b for b in app.button if b.label == "Simpan sebagai sudah diperiksa"]
    button.click().run()
    assert {one.doubted.question for one in kept(empty_store)} == set(codes[:4])


def test_a_link_is_nothing_to_press_until_asked_for(doubtful, visit):
    app = visit(PAGE, **PLACE)
    assert not app.get("link_button")
    assert not app.code
    app.button(key=f"show-{DOUBTED}-address").click().run()
    assert [code.value for code in app.code] == ["https://www.bukti.example.id/sk"]
    (link,) = app.get("link_button")
    assert link.proto.url == "https://www.bukti.example.id/sk"
    assert "Menuju peladen www.bukti.example.id" in words(app)


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example.id/x"]
)
def test_what_is_no_web_address_is_only_text(empty_store, visit, text):
    save(empty_store, sheet({DOUBTED: {"evidence": text}}))
    app = visit(PAGE, **PLACE)
    assert text in words(app)
    assert f"show-{DOUBTED}-address" not in {button.key for button in app.button}


def test_filters_stand_in_the_address(empty_store, visit):
    both = {DOUBTED: {"evidence": LINK}, BARE: {"evidence": "xxx"}}
    save(empty_store, sheet(both))
    assert "Bukti dukung hanya pengisi tempat." in words(visit(PAGE, **PLACE))
    app = visit(PAGE, doubt="address", **PLACE)
    assert "Bukti dukung hanya pengisi tempat." not in words(app)
    app = visit(PAGE, doubt="address", area="1", **PLACE)
    assert "Tidak ada keraguan yang cocok" in words(app)


def test_text_of_a_file_stays_text(empty_store, visit):
    save(empty_store, sheet({DOUBTED: {"evidence": "xxx"}, BARE: {"note": "belum ada <b>x</b>"}}))
    save(empty_store, sheet({DOUBTED: {"evidence": "[x](www.evil.example.id/x) **tebal**"}}))
    app = visit(PAGE, **PLACE)
    said = "\n".join(element.value for element in app.markdown)
    assert "](" not in said
    assert "**tebal**" not in said


def test_an_assessor_without_evidence_takes_the_units(empty_store, visit):
    save(empty_store, sheet(DOUBTFUL))
    tpi = answered(LKE, evidence="", assessor="tpi", A_II_5_i_x=0.75)
    save(empty_store, tpi)
    app = visit(PAGE, **PLACE | {"assessor": "tpi"})
    # 0.625 of the 2.5 are taken off; the rest is doubted as at the unit.
    assert "99,38 poin diakui, 99,13 berbukti, 97,25 bila" in words(app)


def test_a_worksheet_without_any_evidence_says_what_to_do(empty_store, visit):
    save(empty_store, answered(LKE, evidence=""))
    said = words(visit(PAGE, **PLACE))
    assert "100,00 poin diakui, 0,00 berbukti, 0,00 bila yang meragukan ditolak." in said
    assert "Isi kolom bukti dukungnya" in said


def test_an_unanswered_sheet(empty_store, visit):
    save(empty_store, answered(LKE, full=False, evidence=""))
    app = visit(PAGE, **PLACE)
    assert not app.exception
    assert "0,00 poin diakui" in words(app)


def test_a_short_form_says_what_to_do_next(empty_store, visit):
    save(empty_store, answered(load("ringkas"), evidence=""), instrument="ringkas")
    app = visit(PAGE, **PLACE)
    assert not app.exception
    assert "formulir ringkas tidak memuat bukti" in words(app)
    assert "Unggah LKE lengkap" in words(app)


def test_many_units_by_share_and_those_with_the_same_answers(empty_store, visit):
    lower = {f"A_I_{n}_i_a": 0.0 for n in (1, 2, 4, 5, 6)} | {"A_I_1_ii_a": 0.0}
    lower |= {"A_I_5_ii_a": 0.0, "A_I_5_iii_a": 0.0, "A_I_6_ii_a": 0.0}
    save(empty_store, sheet(DOUBTFUL, **lower))
    save(empty_store, sheet(**lower), unit="Dinas B")
    save(empty_store, answered(LKE, evidence=""), unit="Dinas C")
    app = visit(PAGE, **PLACE)
    assert not app.exception
    said = words(app)
    assert "1 pasangan unit dengan jawaban sama: 2025" in said
    assert "113 dari 113 jawaban sama, 9 di antaranya di bawah nilai penuh" in said
    # One of them has no evidence under one answer, and another address under a second.
    assert f"bukti: {EVERYWHERE - 2} dari {EVERYWHERE - 1} sama" in said
    assert "1 dari 3 unit punya bukti untuk kurang dari separuh jawabannya" in said
    units = app.dataframe[-1].value
    assert list(units.iloc[:, 0]) == ["Dinas C", "Dinas A", "Dinas B"]
    assert list(units.iloc[:, 1]) == ["0 %", "99 %", "100 %"]


def test_a_pair_with_the_same_answers_is_checked_until_one_changes(empty_store, visit):
    lower = {question.code: {"value": 0.5} for question in LKE.questions[:9]}
    save(empty_store, sheet(lower))
    save(empty_store, sheet(lower), unit="Dinas B")
    app = visit(PAGE, **PLACE)
    headline = app.header[0].value
    app.button(key="inspect-pair-dinas-b").click().run()
    app.text_input(key="by").set_value("Siti")
    app.text_area(key="reason").set_value("Satu tim mengisi keduanya")
    (button,) = [b for b in app.button if b.label == "Simpan sebagai sudah diperiksa"]
    said = words(button.click().run())
    assert "Jawaban sama dengan unit lain tersimpan sebagai sudah diperiksa oleh Siti." in said
    assert app.header[0].value == headline
    assert "inspect-pair-dinas-b" not in {button.key for button in app.button}
    assert "Siti: Satu tim mengisi keduanya" in said
    assert "1 sudah diperiksa" in app.expander[-1].label
    save(empty_store, sheet(lower | {BARE: {"evidence": "lain", "value": 0.5}}), unit="Dinas B")
    app = visit(PAGE, **PLACE)
    assert "inspect-pair-dinas-b" in {button.key for button in app.button}
    assert "▲ berubah sejak diperiksa" in words(app)
