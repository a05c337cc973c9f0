"""Rencana aksi as a visitor meets it: every state, both languages, forms, conflicts, Excel."""

import hashlib
from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest

from tests.answered import answered
from tests.pages.conftest import words
from zi_analytics.analysis.plan import Planned
from zi_analytics.instrument import load
from zi_analytics.programme.actions import KIND, Action, State, load_actions, to_document
from zi_analytics.report.content.city import city_report
from zi_analytics.report.content.gathering import gather_period, gather_unit
from zi_analytics.report.content.model import Topic
from zi_analytics.report.content.unit import unit_report
from zi_analytics.report.plan_workbook import write_plan
from zi_analytics.store import UnitChange, open_store
from zi_analytics.workbook.reading import Reading

PAGE = "pages/progress/action_plan/page.py"
LKE = load("lke-2021")
UNIT = "dinas-a"
PLACE = {"unit": UNIT, "view": "one"}
TODAY = date.today()
LATE, LATER = TODAY - timedelta(days=20), TODAY + timedelta(days=40)
IPKP = Action(
    "Survei ulang", "B.II.a", "lke-2021", points=14.0, answer=0.8, person="Siti", due=LATER
)
SOP = Action("Susun =1+1 **SOP**", group="Pokja 2", person="Budi", points=0.5, due=LATE)
DONE = Action("Bentuk tim", "A.I.1.i.a", "lke-2021", points=0.25, answer=1.0, state=State.DONE)


def save(folder, unit="Dinas A", **changes):
    with open_store(folder) as store:
        reading = answered(LKE, **changes)
        original = f"{unit}{changes}".encode()
        digest = hashlib.sha256(original).hexdigest()
        file = Reading("a.xlsx", digest, "lke-2021", "", unit, "2025", (reading,), ())
        store.save(file, original, unit=unit, period="2025")


def plan(folder, *actions, unit=UNIT):
    with open_store(folder) as store:
        for action in actions:
            store.dossier.add(KIND, unit, to_document(action), by="Siti")


def kept(folder, **options) -> list[Planned]:
    with open_store(folder) as store:
        assert store.check() == []
        return list(load_actions(store, UNIT, **options))


@pytest.fixture
def filled(empty_store):
    save(empty_store, A_I_1_i_a=0.0, B_II_a=0.0)
    plan(empty_store, IPKP, SOP, DONE)
    return empty_store


def press(app, label):
    (button,) = [button for button in app.button if button.label == label]
    return button.click().run()


def test_an_empty_store_offers_a_start(empty_store, visit):
    app = visit(PAGE)
    assert not app.exception
    assert "Belum ada yang tersimpan" in words(app)


def test_the_answer_comes_first_with_its_numbers(filled, visit):
    app = visit(PAGE, **PLACE)
    assert not app.exception
    (headline,) = [header.value.replace("\\", "") for header in app.header]
    assert headline == (
        "1 tindakan terlambat; yang selesai menutup 0,25 dari 14,75 poin yang direncanakan."
    )
    said = words(app)
    assert "Untuk Menuju WBK masih kurang 14,00 poin." in said
    # 100 less 17.5 and 0.25; 14 come of the survey and a quarter of the team.
    assert "nilainya 96,50 dan semua batasnya terpenuhi." in said
    assert "14,50 dari 14,75 poin yang direncanakan masih terbuka" in said
    table = app.dataframe[0].value
    assert list(table["Tindakan"]) == [SOP.what, "Survei ulang", "Bentuk tim"]
    assert list(table["Keadaan"]) == ["✕ terlambat", "○ direncanakan", "✓ selesai"]
    assert table["Pertanyaan"][1].startswith("B.II.a ")
    # The team was done today, after the worksheet was stored today: it does not show it.
    assert table["LKE terbaru"][2] == "✕ belum"
    assert "1 tindakan sudah selesai, tetapi LKE terbaru belum sesuai" in said
    # A report says the same.
    with open_store(filled) as store:
        report = unit_report(gather_unit(store, UNIT, "2025", "unit", TODAY), "id")
    first, listed = [one for one in report.sections if one.topic is Topic.PLAN]
    assert "0,25 dari 14,75 poin yang direncanakan; 14,50 masih terbuka" in first.lines[0]
    assert first.lines[1].startswith("1 tindakan yang selesai belum didukung LKE terbaru")
    assert first.lines[2] in said
    rows = [
        [cell if cell is None else getattr(cell, "text", cell) for cell in row]
        for row in listed.table.rows
    ]
    assert [row[0] for row in rows] == list(table["Tindakan"])
    assert [row[4] for row in rows] == list(table["Keadaan"])
    assert [row[2] or "–" for row in rows] == list(table["Tenggat"])
    # What is done has nothing open; the page says what it was worth.
    assert [row[5] for row in rows] == [*table["Poin"][:2], None]


def test_every_word_and_number_changes_with_the_language(filled, visit):
    said = words(visit(PAGE, lang="en", **PLACE))
    assert "1 action is overdue; what is done closes 0.25 of 14.75 planned points." in said
    assert "poin" not in said.replace("points", "").replace("point", "")
    assert "14,75" not in said


def test_a_unit_without_plan_or_worksheet_says_what_to_do(empty_store, visit):
    with open_store(empty_store) as store:
        store.add_unit(UnitChange(name="Dinas A"))
    app = visit(PAGE)
    said = words(app)
    assert not app.exception
    assert "Belum ada tindakan yang direncanakan." in said
    assert "kekurangan ke predikat belum diketahui" in said
    assert "Tambahkan tindakan di bawah ini" in said


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"plan-state": "overdue"}, [SOP.what]),
        ({"plan-state": "open"}, [SOP.what, "Survei ulang"]),
        ({"plan-state": "done"}, ["Bentuk tim"]),
        ({"plan-state": "unseen"}, ["Bentuk tim"]),
        ({"group": "Pokja 2"}, [SOP.what]),
        ({"person": "Siti"}, ["Survei ulang"]),
    ],
)
def test_filters_stand_in_the_address(filled, visit, choice, expected):
    app = visit(PAGE, **PLACE, **choice)
    assert list(app.dataframe[0].value["Tindakan"]) == expected
    none = visit(PAGE, **PLACE, **{"plan-state": "dropped"})
    assert "Tidak ada tindakan yang cocok" in words(none)


def test_an_action_is_added_with_what_its_question_is_worth(filled, visit):
    app = visit(PAGE, **PLACE, add="A.I.1.i.a")
    app.text_area(key="what-new-0").set_value("Tetapkan SK tim")
    app.text_input(key="by-new-0").set_value("Ani")
    app.date_input(key="due-new-0").set_value(LATER)
    app = press(app, "Tambahkan")
    assert not app.exception
    assert "Tindakan nomor 4 ditambahkan." in words(app)
    made = kept(filled)[-1]
    assert (made.value.what, made.value.due, made.item.by) == ("Tetapkan SK tim", LATER, "Ani")
    assert (made.value.question, made.value.points, made.value.answer) == ("A.I.1.i.a", 0.25, 1.0)
    assert made.value.origin.value == "finding"
    assert app.text_area(key="what-new-1").value == ""


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("what-new-0", "", "Isi apa yang harus dilakukan"),
        ("by-new-0", " ", "Isi nama Anda"),
        ("points-new-0", "banyak", "Nilainya harus angka dari 0 sampai 100"),
        ("points-new-0", "101", "Nilainya harus angka dari 0 sampai 100"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(filled, visit, field, value, error):
    app = visit(PAGE, **PLACE)
    typed = {"what-new-0": "Tetapkan SK", "by-new-0": "Ani", "points-new-0": "1,5"} | {field: value}
    app.text_area(key="what-new-0").set_value(typed["what-new-0"])
    for name in ("by-new-0", "points-new-0"):
        app.text_input(key=name).set_value(typed[name])
    app = press(app, "Tambahkan")
    assert any(error in shown.value for shown in app.error)
    assert app.text_area(key="what-new-0").value == typed["what-new-0"]
    assert app.text_input(key="points-new-0").value == typed["points-new-0"]
    assert len(kept(filled)) == 3


def test_a_change_is_kept_with_its_history(filled, visit):
    app = visit(PAGE, **PLACE, action="1")
    app.text_area(key="remarks-action-1-0").set_value("Menunggu konsultan")
    app.text_input(key="points-action-1-0").set_value("13,5")
    app.text_input(key="by-action-1-0").set_value("Ani")
    app = press(app, "Simpan perubahan")
    assert not app.exception
    assert "Tindakan nomor 1 diubah." in words(app)
    (one,) = [one for one in kept(filled) if one.item.number == 1]
    assert (one.value.remarks, one.value.points, one.item.by) == ("Menunggu konsultan", 13.5, "Ani")
    assert one.value.answer == IPKP.answer
    app.session_state["plan-history-1"] = True
    app.run()
    said = words(app)
    assert "ditambahkan: Survei ulang" in said
    assert "keterangan: – → Menunggu konsultan" in said
    assert "poin: 14,00 → 13,50" in said


def test_who_was_slower_chooses_and_nothing_is_overwritten(filled, visit):
    slow = visit(PAGE, **PLACE, action="2")
    with open_store(filled) as store:
        changed = to_document(Action("Susun SOP baru", person="Budi", points=0.5, due=LATE))
        store.dossier.change(2, changed, by="Budi", expected_version=1)
    slow.text_area(key="what-action-2-0").set_value("Punya saya")
    slow.text_input(key="by-action-2-0").set_value("Ani")
    slow = press(slow, "Simpan perubahan")
    said = words(slow)
    assert "Tidak ada yang disimpan" in said
    assert "Budi mengubahnya" in said
    assert "kelompok kerja: Pokja 2 → –" in said
    assert slow.text_area(key="what-action-2-0").value == "Punya saya"
    assert kept(filled)[1].value.what == "Susun SOP baru"
    slow = press(slow, "Lanjutkan dengan isian saya")
    slow = press(slow, "Simpan perubahan")
    assert kept(filled)[1].value.what == "Punya saya"
    with open_store(filled) as store:
        assert [one.by for one in store.dossier.history(2)] == ["Siti", "Budi", "Ani"]


def test_withdrawing_and_restoring(filled, visit):
    app = visit(PAGE, **PLACE, action="2")
    app.text_input(key="by-withdraw-2").set_value("Ani")
    app = press(app, "Tarik tindakan")
    assert "Tindakan nomor 2 ditarik." in words(app)
    assert [one.item.number for one in kept(filled)] == [1, 3]
    assert "1 tindakan ditarik" in [folded.label for folded in app.expander]
    app.text_input(key="by-restore").set_value("Ani").run()
    app = press(app, "Pulihkan")
    assert "Tindakan nomor 2 kembali ada dalam rencana." in words(app)
    assert len(kept(filled)) == 3


def test_a_plan_that_cannot_be_read_is_a_finding(filled, visit):
    with open_store(filled) as store:
        store.dossier.add(KIND, UNIT, {"format": 2}, by="x")
        store.dossier.add(KIND, UNIT, {"format": 1, "due": 7}, by="x")
    for place in (PLACE, {"view": "all"}):
        app = visit(PAGE, **place)
        assert not app.exception
        said = words(app)
        assert "Catatan nomor 4 ditulis oleh versi program yang lebih baru" in said
        assert "Catatan nomor 5 tidak dapat dibaca" in said


def edited(folder, change):
    """The plan as a workbook, edited by hand."""
    with open_store(folder) as store:
        actions = tuple(load_actions(store, UNIT))
    book = openpyxl.load_workbook(BytesIO(write_plan(actions, {}, {}, "id")))
    change(book.active)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def drop(app, content):
    app.file_uploader(key="plan-list-0").set_value(("rencana.xlsx", content, "x")).run()
    return app


def test_an_edited_list_is_previewed_and_taken_over_whole(filled, visit):
    def change(sheet):
        sheet["J3"] = "Berjalan"
        sheet["I2"] = date(2027, 3, 1)
        sheet.append([None, None, "Tindakan dari Excel"])

    app = drop(visit(PAGE, **PLACE), edited(filled, change))
    assert not app.exception
    preview = app.dataframe[1].value
    assert list(preview["Nomor"]) == ["1", "2", "baru"]
    assert preview["Yang terjadi"][0].startswith("tenggat: ")
    assert preview["Yang terjadi"][1] == "keadaan: direncanakan → berjalan"
    assert [one.value for one in kept(filled)] == [IPKP, SOP, DONE]
    app.text_input(key="by-plan-list").set_value("Ani").run()
    app = press(app, "Ambil 3 perubahan")
    assert "3 perubahan diambil." in words(app)
    after = kept(filled)
    assert [one.item.version for one in after] == [2, 2, 1, 1]
    assert (after[0].value.due, after[1].value.state) == (date(2027, 3, 1), State.RUNNING)
    assert after[3].value == Action("Tindakan dari Excel")


def test_a_list_with_a_mistake_is_not_taken_over(filled, visit):
    def change(sheet):
        sheet["J3"] = "entah"
        sheet.delete_rows(4)

    app = drop(visit(PAGE, **PLACE), edited(filled, change))
    said = words(app)
    assert "“entah” bukan keadaan tindakan." in said
    assert "sel Rencana aksi!J3" in said
    assert "1 tindakan dalam rencana tidak ada di daftar dan tetap seperti semula: 3." in said
    assert "Tidak ada yang diambil" in said
    assert not [button for button in app.button if button.label.startswith("Ambil ")]


def test_all_units_are_counted_and_a_row_opens_one(filled, visit):
    save(filled, "Dinas B")
    with open_store(filled) as store:
        store.add_unit(UnitChange(name="Dinas C"))
    plan(filled, Action("x", due=LATE), Action("y", due=LATE), unit="dinas-b")
    app = visit(PAGE)
    assert not app.exception
    (headline,) = [header.value.replace("\\", "") for header in app.header]
    assert headline == (
        "3 tindakan terlambat di 2 unit; 0,25 dari 14,75 poin yang direncanakan sudah tertutup. "
        "1 unit belum punya rencana."
    )
    table = app.dataframe[0].value
    assert list(table["Unit"]) == ["Dinas B", "Dinas A"]
    assert list(table["Terlambat"]) == ["✕ 2", "✕ 1"]
    assert list(table["Poin tertutup"]) == ["0,00 dari 0,00 poin", "0,25 dari 14,75 poin"]
    # A report says the same.
    with open_store(filled) as store:
        report = city_report(gather_period(store, "2025", today=TODAY), "id")
    (told,) = [one for one in report.sections if one.topic is Topic.PLAN]
    assert told.title == "1 dari 5 tindakan di 2 unit sudah selesai, 3 terlambat"
    assert "0,25 dari 14,75 poin yang direncanakan" in told.lines[0]
    assert told.lines[1] in headline
    assert [row[0] for row in told.table.rows] == list(table["Unit"])
    assert [row[1].text for row in told.table.rows] == list(table["Terlambat"])
    assert [f"{row[2].text} dari {row[3].text}" for row in told.table.rows] == list(
        table["Selesai"]
    )
    assert [row[4].text for row in told.table.rows] == ["0,00", "14,50"]
    app.text_input(key="type-name").set_value("nas a").run()
    assert list(app.dataframe[0].value["Unit"]) == ["Dinas A"]
