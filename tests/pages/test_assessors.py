"""Antar penilai: the answer first, its choices in the address, every state of it."""

import hashlib
import sqlite3
from contextlib import closing

import pytest

from tests.answered import answered
from tests.pages.conftest import words
from zi_analytics.instrument import load
from zi_analytics.store import Import, UnitChange, open_store
from zi_analytics.workbook.reading import Reading

PAGE = "pages/analysis/assessors/page.py"
LKE, FORM = load("lke-2021"), load("ringkas")
NOW, BEFORE = "2025-B12", "2025-B09"
LOW = {"A_I_1_i_a": 0.0, "B_I_b": 0.5}
FALLEN = {**LOW, "B_I_a": 0.8}


def keep(folder, *rows, kind="kelurahan"):
    """Store an assessment each: unit, period, assessor, instrument, what is not in full."""
    with open_store(folder) as store:
        requests = []
        for number, (unit, period, assessor, instrument, changed) in enumerate(rows):
            original = f"{folder} {number} {unit} {period} {assessor}".encode()
            reading = Reading(
                file=f"{number}.xlsx",
                sha256=hashlib.sha256(original).hexdigest(),
                instrument=instrument.id,
                layout="",
                unit=unit,
                period=period,
                assessments=(answered(instrument, assessor=assessor, **changed),),
                findings=(),
            )
            requests.append(Import(reading, original, unit=unit, period=period, kind=kind))
        store.save_many(requests)


def city(period=NOW):
    """Three units judged by the TPI, one of them also by the TPN, and one not judged."""
    rows = []
    for unit, later in (("Alun", LOW), ("Bumi", LOW), ("Cita", FALLEN)):
        rows.append((unit, period, "unit", LKE, {}))
        rows.append((unit, period, "tpi", LKE, later))
    rows.append(("Cita", period, "tpn", LKE, {**FALLEN, "A_I_1_i_b": 0.0}))
    rows.append(("Damai", period, "unit", LKE, {"B_I_a": 0.92}))
    return rows


@pytest.fixture
def judged(empty_store):
    keep(empty_store, *city())
    return empty_store


@pytest.fixture
def opened(visit):
    """The page by an address of its own: the first page would put its own choices there."""

    def open_page(**address):
        app = visit()
        app.switch_page(PAGE)
        for name, code in address.items():
            app.query_params[name] = code
        for kept in ("kept-period", "kept-unit", "kept-node"):
            app.session_state[kept] = None
        app.session_state["lang"] = address.get("lang", "id")
        return app.run()

    return open_page


def headline(app):
    (found,) = [one.value.replace("\\", "") for one in app.header]
    return found


def test_an_empty_store_offers_a_start(empty_store, opened):
    app = opened()
    assert not app.exception
    assert "Belum ada yang tersimpan" in words(app)


def test_the_answer_comes_first_as_a_sentence(judged, opened):
    app = opened()
    assert not app.exception
    # A.I.1.i.a weighs 0.25 and half of B.I.b 2.5; the third also loses a fifth of 17.5.
    assert headline(app) == (
        "TPI menurunkan nilai 3 dari 3 unit, biasanya (median) 2,75 poin; "
        "paling sering di Birokrasi yang bersih dan akuntabel."
    )
    said = words(app)
    assert "3 unit mencapai predikat menurut jawabannya sendiri; 3 di antaranya turun" in said
    assert "jawaban kosong berarti belum dinilai" in said
    assert app.query_params["pair"] == "unit-tpi"
    assert app.query_params["scope"] == "all"


def test_units_stand_with_both_totals_and_predicates(judged, opened):
    table = opened().dataframe[0].value
    assert list(table["Unit"]) == ["Cita", "Alun", "Bumi"]
    assert list(table["Perubahan"]) == ["−6,25", "−2,75", "−2,75"]
    assert list(table["● Unit"]) == ["100,00"] * 3
    assert list(table["■ TPI"]) == ["93,75", "97,25", "97,25"]
    # Half of 5 points for the performance is enough for WBK, not for WBBM.
    assert list(table["Predikat menurut TPI"]) == ["✕ belum ada", "✓ WBK", "✓ WBK"]
    only_lost = opened(confirmed="lost").dataframe[0].value
    assert list(only_lost["Unit"]) == ["Cita", "Alun", "Bumi"]


def test_questions_that_always_fall_are_named_and_lead_on(judged, opened):
    app = opened(node="B.I.b")
    table = app.dataframe[1].value
    assert list(table["Kode"]) == ["B.I.b", "B.I.a", "A.I.1.i.a"]
    assert list(table["Selalu turun"]) == ["selalu", "", "selalu"]
    assert list(table["Rata-rata"]) == ["−2,500", "−1,167", "−0,250"]
    said = words(app)
    assert "2 pertanyaan turun di semua unit yang dinilai" in said
    assert "B.I.b Capaian kinerja lebih baik" in said
    only = opened(area="1").dataframe[1].value
    assert list(only["Kode"]) == ["A.I.1.i.a"]


def test_an_assessor_of_one_unit_is_not_called_severe(judged, opened):
    said = words(opened())
    assert "Penilai mana yang ketat: unit yang dinilai masih terlalu sedikit" in said


def test_two_assessors_of_enough_units_are_told_apart(empty_store, opened):
    rows = [
        (unit, NOW, by, LKE, changed)
        for unit in ("Alun", "Bumi", "Cita")
        for by, changed in (("unit", {}), ("tpi", LOW), ("tpn", FALLEN))
    ]
    keep(empty_store, *rows)
    app = opened()
    # −0.25 −2.5 −3.5: a fifth of the survey more than the TPI took.
    assert "TPN paling ketat: biasanya (median) −6,25 poin terhadap nilai unit" in words(app)
    assert headline(app).startswith("TPN menurunkan nilai 3 dari 3 unit")


def test_the_usual_cut_is_said_of_those_not_judged(judged, opened):
    app = opened()
    said = words(app)
    # 0.92 of the survey is 16.1, the usual cut of the performance takes WBBM away.
    assert "Bila pemotongan yang biasa datang, 1 dari 1 unit berpredikat" in said
    table = app.dataframe[-1].value
    assert list(table["Unit"]) == ["Damai"]
    assert list(table["Predikat menurut klaim"]) == ["✓ WBBM"]
    assert list(table["Predikat setelahnya"]) == ["✓ WBK"]
    assert list(table["Pola yang menghilangkannya"]) == ["3 dari 3"]


def test_one_unit_shows_its_limits_and_its_answers(judged, opened):
    app = opened(scope="one", unit="cita")
    assert not app.exception
    assert headline(app) == (
        "TPI menurunkan nilai dari 100,00 menjadi 93,75 (−6,25 poin); paling banyak di "
        "Birokrasi yang bersih dan akuntabel (−6,00)."
    )
    table = app.dataframe[0].value
    assert list(table["Kode"]) == ["B.I.a", "B.I.b", "A.I.1.i.a"]
    assert list(table["Unit"]) == ["indeks 4,00", "A", "Ya"]
    said = words(app)
    assert "3 jawaban diturunkan, 0 dinaikkan" in said
    assert "Batas menurut keduanya: 5 tidak terpenuhi lagi" in said


def test_one_unit_not_judged_gets_the_usual_cut(judged, opened):
    app = opened(scope="one", unit="damai")
    assert not app.exception
    assert headline(app) == "Damai belum punya jawaban TPI pada Triwulan IV 2025."
    assert "WBBM akan hilang" in words(app)


def test_another_pair_stands_in_the_address(judged, opened):
    app = opened(pair="tpi-tpn")
    assert headline(app).startswith("TPN menurunkan nilai 1 dari 1 unit, terlalu sedikit")
    assert "dari kurang dari 3 unit tidak ditarik kesimpulan" in words(app)


def test_a_blank_of_the_tpi_is_said_and_not_counted(empty_store, opened):
    rows = [("Alun", NOW, "unit", LKE, {}), ("Alun", NOW, "tpi", LKE, {"A_I_1_i_a": None})]
    keep(empty_store, *rows)
    app = opened()
    assert "tidak menurunkan nilai satu pun dari 1 unit" in headline(app)
    assert "1 jawaban dikosongkan TPI" in words(app)


def test_without_a_second_assessor_it_says_what_to_upload(empty_store, opened):
    keep(empty_store, ("Alun", NOW, "unit", LKE, {}))
    for scope in ("all", "one"):
        app = opened(scope=scope)
        assert headline(app) == "Belum ada penilai kedua sampai Triwulan IV 2025."
        assert "Unggah lembar kerja" in [button.label for button in app.button]


def test_a_new_period_takes_the_usual_cut_from_the_last_one(empty_store, opened):
    keep(empty_store, *city(BEFORE), ("Damai", NOW, "unit", LKE, {}))
    app = opened(period=NOW)
    assert not app.exception
    said = words(app)
    assert "Belum ada penilai kedua untuk Triwulan IV 2025" in said
    assert "3 unit yang dinilai pada Triwulan III 2025" in said
    assert list(app.dataframe[0].value["Unit"]) == ["Damai"]


def test_two_judged_units_are_too_few_for_a_usual_cut(empty_store, opened):
    keep(empty_store, *city()[:4], ("Damai", NOW, "unit", LKE, {}))
    said = words(opened())
    assert "Baru 2 unit yang dinilai keduanya" in said
    assert "kehilangan predikatnya" not in said


def test_a_kind_without_judged_units_says_so(judged, opened):
    with open_store(judged) as store:
        store.change_unit("damai", UnitChange(kind="puskesmas"))
    app = opened(kind="puskesmas")
    assert headline(app) == "Belum ada unit jenis ini yang dinilai kedua penilai."
    assert len(opened(kind="kelurahan").dataframe[0].value) == 3


def test_the_short_form_is_compared_without_questions(empty_store, opened):
    rows = [("Alun", NOW, "unit", FORM, {}), ("Alun", NOW, "tpi", FORM, {"A_1": 0.5})]
    keep(empty_store, *rows)
    app = opened()
    assert not app.exception
    said = words(app)
    assert "TPI menurunkan nilai 1 dari 1 unit" in said
    assert "tidak memuat pertanyaan" in said
    assert not opened(scope="one").exception


def test_several_worksheets_are_chosen_from(judged, opened):
    keep(judged, ("Esa", NOW, "unit", FORM, {}), ("Esa", NOW, "tpi", FORM, {"A_1": 0.5}))
    assert "1 dari 1 unit" in headline(opened(worksheet="ringkas"))
    assert "3 dari 3 unit" in headline(opened())
    assert "menurunkan nilai dari 100,00 menjadi 96,00" in headline(opened(scope="one", unit="esa"))


def test_damaged_content_is_named_and_the_others_are_shown(judged, opened):
    with closing(sqlite3.connect(judged / "store.db")) as file, file:
        file.execute("UPDATE revision SET checksum = checksum + 1 WHERE id = 2")
    app = opened()
    assert not app.exception
    assert "alun" in app.warning[0].value
    assert "2 dari 2 unit" in headline(app)
    alone = opened(scope="one", unit="alun")
    assert not alone.exception
    assert "Alun" in headline(alone)


def test_nonsense_in_the_address_is_ignored(judged, opened):
    app = opened(pair="<b>", scope="'", unit="x", area="-", kind="?", worksheet="=", node="B.X")
    assert not app.exception
    assert app.query_params["pair"] == "unit-tpi"


def test_every_word_and_number_changes_with_the_language(judged, opened):
    said = words(opened(lang="en"))
    assert "TPI lowered the total of 3 of 3 units, usually (median) by 2.75 points" in said
    assert "Triwulan" not in said
    assert "unit yang" not in said
