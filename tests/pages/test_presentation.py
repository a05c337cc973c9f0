"""Paparan: slides from what is stored, in the order that was chosen."""

from datetime import date, timedelta

import pytest

from pages.meeting.presentation.loading import report_of_period, report_of_unit
from pages.shared import report_files
from tests.pages.conftest import words
from tests.report.made import parts
from tests.report.test_document_template import made as template
from tests.report.test_logo import picture
from tests.report.words import paragraphs
from zi_analytics.programme.actions import KIND as ACTION
from zi_analytics.programme.actions import Action, Origin, load_actions
from zi_analytics.programme.actions import to_document as action_document
from zi_analytics.programme.meetings import KIND as MEETING
from zi_analytics.programme.meetings import Meeting, load_meetings
from zi_analytics.programme.meetings import to_document as meeting_document
from zi_analytics.programme.office import Office, Person, keep_office, kept_office
from zi_analytics.programme.stationery import Stationery, kept_stationery
from zi_analytics.report.content.model import Topic
from zi_analytics.store import open_store

PAGE = "pages/meeting/presentation/page.py"
UNIT = {"view": "unit", "unit": "kelurahan-tirtalaras", "period": "2025-B12"}


@pytest.fixture
def visit(visit):
    """The page by an address of its own: the first page would put its own choices there."""

    def open_page(page, **address):
        app = visit()
        app.switch_page(page)
        for name, code in address.items():
            app.query_params[name] = code
        for kept in ("view", "unit", "period", "assessor"):
            app.session_state[f"kept-{kept}"] = None
        app.session_state["deciding"] = True
        app.session_state["lang"] = address.get("lang", "id")
        return app.run()

    return open_page


def chosen(app):
    return [box.key.removeprefix("use-") for box in app.checkbox if box.value]


def test_an_empty_store_offers_a_start(empty_store, visit):
    app = visit(PAGE)
    assert not app.exception
    assert "Belum ada yang tersimpan" in words(app)
    assert "Mulai paparan" not in words(app)
    # An address of a slide leads there too.
    assert "Belum ada yang tersimpan" in words(visit(PAGE, present="3"))


def test_the_slides_of_a_unit_start_with_its_name(small_store, visit):
    app = visit(PAGE, **UNIT)
    assert not app.exception
    assert "Mulai paparan" in words(app)
    assert chosen(app)[:2] == ["state-1", "rules-1"]
    app.button("present").click().run()
    assert not app.exception
    assert app.query_params["present"] == "1"
    assert app.header[0].value == "Kelurahan Tirtalaras"
    assert not app.checkbox


def test_in_english(small_store, visit):
    app = visit(PAGE, lang="en", **UNIT)
    assert "Show the slides" in words(app)
    assert "slides are ready" in words(app)
    shown = visit(PAGE, lang="en", present="2", **UNIT)
    assert "of 100" in shown.header[0].value
    assert "Where from?" in words(shown)


def test_the_address_opens_a_slide_and_a_number_beyond_the_last_one_the_last(small_store, visit):
    app = visit(PAGE, present="2", **UNIT)
    assert "91" in app.header[0].value or "dari 100" in app.header[0].value
    assert "aturan" in words(visit(PAGE, present="3", **UNIT))
    last = visit(PAGE, present="999", **UNIT)
    assert "berkas" in last.header[0].value
    assert visit(PAGE, present="²", **UNIT).header[0].value == "Kelurahan Tirtalaras"


def test_order_and_choice_stand_in_the_address_and_hold(small_store, visit):
    app = visit(PAGE, **UNIT)
    app.checkbox("use-rules-1").uncheck().run()
    app.button("move+1-state-1").click().run()
    codes = app.query_params["slide"]
    assert "rules-1" not in codes
    assert codes[:2] == ["areas-1", "state-1"]
    assert chosen(app) == codes
    again = visit(PAGE, slide=codes, present="2", **UNIT)
    assert "Manajemen perubahan paling tertinggal" in again.header[0].value
    again = visit(PAGE, slide=codes, **UNIT)
    again.button("preset-full").click().run()
    assert chosen(again)[:2] == ["state-1", "rules-1"]
    again.button("preset-decisions").click().run()
    kept = [code.partition("-")[0] for code in chosen(again)]
    assert kept == ["state", "held_back", "questions", "questions", "decisions"]


def test_one_slide_only(small_store, visit):
    app = visit(PAGE, slide="state-1", present="2", **UNIT)
    assert not app.exception
    assert "dari 100" in app.header[0].value


def test_all_units_together(small_store, visit):
    app = visit(PAGE, view="all", period="2025-B12")
    assert not app.exception
    assert {"state-1", "areas-1", "questions-1"} <= set(chosen(app))
    shown = visit(PAGE, view="all", period="2025-B12", present="1")
    assert shown.header[0].value == "2 unit"
    # No unit has been looked at by a TPN.
    assert "Mulai paparan" in words(visit(PAGE, view="all", period="2025-B12", by="tpn"))


def test_paper_has_every_slide_once(small_store, visit):
    app = visit(PAGE, **UNIT)
    number = len(chosen(app)) + 1
    paper = visit(PAGE, print="1", **UNIT)
    assert not paper.exception
    assert len(paper.header) >= number
    assert paper.header[0].value == "Kelurahan Tirtalaras"
    paper.button("print-back").click().run()
    assert "Mulai paparan" in words(paper)


def test_the_way_back_from_a_question_leads_to_the_slide(small_store, visit):
    app = visit(PAGE, present="2", **UNIT)
    address = {"unit": UNIT["unit"], "period": "2025-B12", "node": "A.I.1.i.a", "from": "2"}
    app.query_params.clear()
    for name, code in address.items():
        app.query_params[name] = code
    app.run()
    assert app.query_params["present"] == "2"
    assert "node" not in app.query_params
    assert "dari 100" in app.header[0].value


def decide(app, what, who):
    turn = app.session_state["decide-turn"]
    app.text_area(f"what-{turn}").input(what)
    app.text_input(f"who-{turn}").input(who)
    next(one for one in app.button if one.label == "Simpan keputusan").click()
    return app.run()


def test_a_decision_becomes_an_action_of_the_meeting(small_store, visit):
    app = visit(PAGE, present="2", **UNIT)
    decide(app, "Survei ulang", "Pokja 6")
    assert not app.exception
    assert "Tersimpan: Survei ulang. 1 keputusan dalam rapat ini." in words(app)
    assert app.text_area("what-1").value == ""
    with open_store(small_store) as store:
        (meeting,) = load_meetings(store, UNIT["unit"])
        (action,) = load_actions(store, UNIT["unit"])
    assert (action.value.what, action.value.person) == ("Survei ulang", "Pokja 6")
    assert action.value.origin is Origin.MEETING
    assert action.value.reference == meeting.item.number
    assert (meeting.value.day, meeting.item.period) == (date.today(), "2025-B12")
    assert meeting.value.total == pytest.approx(float(_total(app).replace(",", ".")), abs=0.005)
    decide(app, "Umumkan maklumat", "Lurah")
    with open_store(small_store) as store:
        assert len(load_meetings(store, UNIT["unit"])) == 1
        assert len(load_actions(store, UNIT["unit"])) == 2


def _total(app):
    return (
        next(one.value for one in app.markdown if ":red[" in one.value or ":green[" in one.value)[
            1:-1
        ]
        .partition("[")[2]
        .replace("\\", "")
    )


def test_what_is_missing_is_said_and_what_was_typed_stays(small_store, visit):
    app = visit(PAGE, present="2", **UNIT)
    decide(app, "Survei ulang", "")
    assert "Tuliskan siapa yang melaksanakan." in words(app)
    assert app.text_area("what-0").value == "Survei ulang"
    decide(app, "  ", "Pokja 6")
    assert "Tuliskan apa yang diputuskan." in words(app)
    with open_store(small_store) as store:
        assert not len(load_meetings(store))
        assert not len(load_actions(store))


def test_a_decision_about_a_question_knows_what_it_is_worth(small_store, visit):
    app = visit(PAGE, slide="questions-2", present="2", **UNIT)
    about = next(one for one in app.selectbox if one.label == "Mengenai")
    about.select(about.options[1])
    decide(app, "Naikkan satu langkah", "Pokja 5")
    with open_store(small_store) as store:
        (kept,) = load_actions(store, UNIT["unit"])
    assert kept.value.question == about.options[1]
    assert kept.value.instrument == "lke-2021"
    assert kept.value.points > 0


def test_the_next_meeting_opens_with_the_last_one_and_lists_it(small_store, visit):
    with open_store(small_store) as store:
        meeting = Meeting("Rapat Januari", date.today() - timedelta(days=30), total=90.0)
        number = store.dossier.add(
            MEETING, UNIT["unit"], meeting_document(meeting), by="", period="2025-B12"
        ).number
        late = Action(
            "Unggah *bukti* [x](http://stranger.example)",
            person="Pokja 1",
            due=date.today() - timedelta(days=1),
            origin=Origin.MEETING,
            reference=number,
        )
        store.dossier.add(ACTION, UNIT["unit"], action_document(late), by="", period="2025-B12")
    app = visit(PAGE, **UNIT)
    assert chosen(app)[0] == "followed-1"
    shown = visit(PAGE, present="2", **UNIT)
    assert "0 dari 1 keputusan rapat lalu selesai, 1 terlambat" in words(shown)
    assert "✕\N{NO-BREAK SPACE}terlambat" in words(shown)
    assert "](http" not in "".join(one.value for one in shown.markdown)
    held, decided = [one.value.astype(str).to_numpy().ravel().tolist() for one in app.table]
    assert "Rapat Januari" in held
    assert {"Pokja 1", "✕ terlambat"} <= set(decided)


def test_a_meeting_is_begun_with_title_place_chair_and_attendees(small_store, visit):
    app = visit(PAGE, **UNIT)
    app.text_input("meeting-title").input("Rapat triwulan")
    app.text_input("meeting-place").input("Aula")
    app.text_input("meeting-chair").input("Lurah")
    app.text_input("meeting-writer").input("Ani")
    app.text_area("meeting-agenda").input("Laporan\n\n Rencana ")
    app.text_area("meeting-attendees").input("Siti\n\n Budi ")
    next(one for one in app.button if one.label == "Mulai rapat").click()
    app.run()
    assert app.query_params["present"] == "1"
    with open_store(small_store) as store:
        (kept,) = load_meetings(store, UNIT["unit"])
    assert kept.value.title == "Rapat triwulan"
    assert (kept.value.place, kept.value.chair) == ("Aula", "Lurah")
    assert kept.value.attendees == ("Siti", "Budi")
    assert (kept.value.writer, kept.value.agenda) == ("Ani", ("Laporan", "Rencana"))
    assert kept.value.slides[0] == "state-1"
    assert kept.item.by == "Lurah"
    assert "Rapat hari ini: Rapat triwulan" in words(visit(PAGE, **UNIT))
    blank = visit(PAGE, **UNIT)
    blank.text_input("meeting-title").input(" ")
    next(one for one in blank.button if one.label == "Mulai rapat lain").click()
    assert "Rapat perlu judul." in words(blank.run())


def test_the_plan_stands_behind_the_decisions_and_is_that_of_the_day(small_store, visit):
    today = date.today()
    late = Action("Unggah **bukti**", "A.I.1.i.a", "lke-2021", 0.25, 1.0, due=today)
    with open_store(small_store) as store:
        store.dossier.add(ACTION, UNIT["unit"], action_document(late), by="")
    app = visit(PAGE, **UNIT)
    assert chosen(app)[-4:] == ["decisions-1", "plan-1", "plan-2", "sources-1"]
    app.button("preset-decisions").click().run()
    assert chosen(app)[-3:] == ["decisions-1", "plan-1", "plan-2"]
    app = visit(PAGE, slide=["plan-2"], present="3", **UNIT)
    assert not app.exception
    assert app.header[0].value.startswith("Tidak ada tindakan yang terlambat")
    assert "Unggah\N{NO-BREAK SPACE}**bukti**" in words(app)
    assert "&node=A.I.1.i.a&" in links(app)["→ A.I.1.i.a"]
    app = visit(PAGE, view="all", period="2025-B12", slide=["plan-1"], present="3")
    assert app.header[0].value == "0 dari 1 tindakan di 1 unit sudah selesai"
    way = links(app)["→ Kelurahan Tirtalaras"]
    assert way.startswith("rencana-aksi?unit=kelurahan-tirtalaras&")
    assert "&view=one&" in way
    # Tomorrow it is overdue, though nothing was stored meanwhile.
    for day, overdue in ((today, 0), (today + timedelta(days=1), 1)):
        report = report_of_unit(UNIT["unit"], "2025-B12", "unit", day, "id")
        city = report_of_period("2025-B12", "", day, "id")
        for told in (report, city):
            title = next(one.title for one in told.sections if one.topic is Topic.PLAN)
            assert title.endswith(", 1 terlambat") == bool(overdue)


def links(app):
    """Where the links of a slide lead to, by what they are called."""
    return {
        one.proto.label.replace("\\", ""): f"{one.proto.page}?{one.proto.query_string}"
        for one in app.get("page_link")
    }


def press(app, label):
    next(one for one in app.button if one.label == label).click()
    return app.run()


@pytest.fixture
def offered(monkeypatch):
    """What the buttons of reports would give: by key, the function that makes the file."""
    found = {}
    monkeypatch.setattr(
        report_files,
        "offer_file",
        lambda label, make, name, kind, key: found.update({key: make}),
    )
    return found


def test_the_draft_of_the_evaluation_is_offered_where_somebody_judged(small_store, visit, offered):
    visit(PAGE, assessor="unit", **UNIT)
    assert not [key for key in offered if key.startswith("lhe")]
    app = visit(PAGE, assessor="tpi", **UNIT)
    assert "Konsep Laporan Hasil Evaluasi (LHE)" in words(app)
    written = " ".join(paragraphs(offered["lhe-docx"]()))
    assert "Kesimpulan" in written
    assert "Tirtalaras" in written
    assert offered["lhe-pdf"]().startswith(b"%PDF")


def test_the_minutes_of_every_meeting_are_offered(small_store, visit, offered):
    with open_store(small_store) as store:
        for title in ("Rapat pertama", "Rapat kedua"):
            kept = Meeting(title, day=date(2026, 1, 5), chair="Lurah", attendees=("Siti",))
            number = store.dossier.add(
                MEETING, UNIT["unit"], meeting_document(kept), by="Ani", period=UNIT["period"]
            ).number
        action = Action("Susun SOP", origin=Origin.MEETING, reference=number)
        store.dossier.add(ACTION, UNIT["unit"], action_document(action), by="Ani")
    app = visit(PAGE, **UNIT)
    newest = " ".join(paragraphs(offered[f"minutes-{number}-docx"]()))
    assert "Rapat kedua" in newest
    assert "Susun SOP" in newest
    app.selectbox("minutes-of").select(number - 1)
    app.run()
    assert "Rapat pertama" in " ".join(paragraphs(offered[f"minutes-{number - 1}-docx"]()))


def test_the_office_is_kept_and_stands_on_what_is_taken_along(small_store, visit, offered):
    app = visit(PAGE, **UNIT)
    key = f"office-{UNIT['unit']}-0"
    app.text_input(f"office-head-{key}").input("Siti")
    press(app, "Simpan kop surat")
    assert "Isi nama instansi: belum ada yang disimpan." in words(app)
    assert app.text_input(f"office-head-{key}").value == "Siti"
    app.text_input(f"office-name-{key}").input("KELURAHAN CONTOH")
    app.text_area(f"office-above-{key}").input("PEMERINTAH KOTA\n\nKECAMATAN")
    press(app, "Simpan kop surat")
    assert "Isi nama Anda" in words(app)
    app.text_input(f"by-{key}").input("Budi")
    press(app, "Simpan kop surat")
    assert not app.exception
    assert "Kop surat KELURAHAN CONTOH tersimpan." in words(app)
    with open_store(small_store) as store:
        kept = kept_office(store, UNIT["unit"])
        assert kept_office(store) is None
    assert kept.value == Office(
        "KELURAHAN CONTOH",
        ("PEMERINTAH KOTA", "KECAMATAN"),
        head=Person("Kepala unit kerja", "Siti"),
    )
    assert kept.item.by == "Budi"
    written = offered["file-docx"]()
    assert "Siti" in paragraphs(written)
    whole = b"".join(dict(parts(written)).values())
    assert b"PEMERINTAH KOTA" in whole
    assert b"KELURAHAN CONTOH" in whole


def test_a_logo_and_a_template_are_kept_and_used(small_store, visit, offered):
    key = f"office-{UNIT['unit']}-0"
    app = visit(PAGE, **UNIT)
    app.text_input(f"office-name-{key}").input("KELURAHAN CONTOH")
    app.text_input(f"by-{key}").input("Budi")
    app.file_uploader(f"office-logo-{key}").upload("lambang.png", picture((40, 10)))
    app.file_uploader(f"office-template-{key}").upload("kop.docx", b"bukan Word")
    press(app, "Simpan kop surat")
    said = words(app)
    assert "Tidak ada yang disimpan." in said
    assert "kop.docx" in said
    assert app.text_input(f"office-name-{key}").value == "KELURAHAN CONTOH"
    with open_store(small_store) as store:
        assert kept_stationery(store, UNIT["unit"]) == Stationery()
    app.file_uploader(f"office-template-{key}").upload("kop.docx", template())
    press(app, "Simpan kop surat")
    assert not app.exception
    said = words(app)
    assert "Kop surat KELURAHAN CONTOH tersimpan." in said
    assert "Logo: lambang.png · Budi" in said
    assert "Templat Word: kop.docx · Budi" in said
    written = paragraphs(offered["file-docx"]())
    assert written[0] == "Pengantar"
    assert written[-1] == "Tembusan"
    assert b"/Subtype /Image" in offered["file-pdf"]()
    assert any(name.endswith(".png") for name in dict(parts(offered["file-pptx-wide"]())))
    app.button("remove-office-template").click().run()
    app.button("asked-yes").click().run()
    assert "kop.docx tidak dipakai lagi." in words(app)
    assert "Pengantar" not in paragraphs(offered["file-docx"]())
    with open_store(small_store) as store:
        found = kept_stationery(store, UNIT["unit"])
        assert (found.logo.name, found.template) == ("lambang.png", None)
        keep_office(store, Office("PEMERINTAH KOTA"), by="Ani")
    app.button("remove-office").click().run()
    app.button("asked-yes").click().run()
    assert "KELURAHAN CONTOH tidak dipakai lagi." in words(app)
    assert app.text_input(f"office-name-office-{UNIT['unit']}-3").value == "PEMERINTAH KOTA"
    assert b"PEMERINTAH KOTA" in b"".join(dict(parts(offered["file-docx"]())).values())


def test_the_letterhead_of_all_is_said_to_be_that_and_stays_when_a_unit_has_its_own(
    small_store, visit
):
    told = "Kop surat ini milik semua unit."
    assert told not in words(visit(PAGE, **UNIT))
    with open_store(small_store) as store:
        keep_office(store, Office("INSPEKTORAT"), by="Ani")
    assert told not in words(visit(PAGE, view="all", period=UNIT["period"]))
    app = visit(PAGE, **UNIT)
    key = f"office-{UNIT['unit']}-0"
    assert told in words(app)
    assert app.text_input(f"office-name-{key}").value == "INSPEKTORAT"
    app.text_input(f"office-name-{key}").input("KELURAHAN CONTOH")
    app.text_input(f"by-{key}").input("Budi")
    press(app, "Simpan kop surat")
    assert told not in words(app)
    with open_store(small_store) as store:
        assert kept_office(store).value == Office("INSPEKTORAT")
        assert kept_office(store, UNIT["unit"]).value == Office("KELURAHAN CONTOH")


def test_two_who_fill_in_the_letterhead_at_once(small_store, visit):
    app = visit(PAGE, **UNIT)
    key = f"office-{UNIT['unit']}-0"
    with open_store(small_store) as store:
        keep_office(store, Office("KELURAHAN LAIN", place="Pati"), by="Ani", unit=UNIT["unit"])
    app.text_input(f"office-name-{key}").input("KELURAHAN CONTOH")
    app.text_input(f"by-{key}").input("Budi")
    press(app, "Simpan kop surat")
    said = words(app)
    assert "Ani mengubahnya pada" in said
    assert "Nama instansi: – → KELURAHAN LAIN" in said
    assert "Tempat penandatanganan: – → Pati" in said
    with open_store(small_store) as store:
        assert kept_office(store, UNIT["unit"]).value.name == "KELURAHAN LAIN"
    press(app, "Lanjutkan dengan isian saya")
    assert app.text_input(f"office-name-{key}").value == "KELURAHAN CONTOH"
    press(app, "Simpan kop surat")
    with open_store(small_store) as store:
        kept = kept_office(store, UNIT["unit"])
        assert (kept.value.name, kept.item.version, kept.item.by) == ("KELURAHAN CONTOH", 2, "Budi")


def test_the_letterhead_in_english(small_store, visit):
    said = visit(PAGE, lang="en", **UNIT)
    assert "Keep the letterhead" in words(said)
    labels = [one.label.replace("\\", "") for one in said.expander]
    assert "Letterhead and signature: not filled in yet" in labels


def test_a_meeting_that_cannot_be_read_is_said(small_store, visit):
    with open_store(small_store) as store:
        made = store.dossier.add(MEETING, UNIT["unit"], {"format": 9}, by="Sri", period="2025-B12")
    app = visit(PAGE, **UNIT)
    assert not app.exception
    assert f"Catatan nomor {made.number}" in words(app)
