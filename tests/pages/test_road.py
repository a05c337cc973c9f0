"""Menuju WBK/WBBM: every state of the page, in both languages, restored from its address."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import words
from tests.report.made import FORM, LKE, keep
from zi_analytics.programme.actions import load_actions
from zi_analytics.programme.conditions import load_checked
from zi_analytics.store import open_store

PAGE = "pages/progress/road/page.py"
MADE = {"unit": "dinas-a", "period": "2025", "assessor": "unit"}


@pytest.fixture
def made(empty_store):
    """Two steps below WBBM; full marks; a survey too low; and a short form."""
    with open_store(empty_store) as store:
        keep(store, "Dinas A", LKE, "2025", B_I_b=0.5, B_II_a=0.85)
        keep(store, "Dinas B", LKE, "2025")
        keep(store, "Dinas C", LKE, "2025", B_I_a=0.5)
        keep(store, "Dinas D", FORM, "2025")
    return empty_store


def header(app: AppTest) -> str:
    (said,) = [one.value.replace("\\", "").replace("\u2060", "") for one in app.header]
    return said


def test_an_empty_store_offers_a_start(empty_store, visit):
    app = visit(PAGE)
    assert not app.exception
    assert "Belum ada yang tersimpan" in words(app)


def test_the_answer_comes_first_with_its_number(made, visit):
    app = visit(PAGE, **MADE)
    assert not app.exception
    assert header(app) == (
        "2 pertanyaan cukup untuk Menuju WBBM: Capaian kinerja lebih baik; "
        "Indeks persepsi kualitas pelayanan (IPKP)."
    )
    said = words(app)
    assert "1 di antaranya indeks survei" in said
    assert "94,88 → 97,00" in said
    assert "Aturan yang menentukan jalan ini: " in said
    # The target is the next predicate; it stands in the address.
    assert app.query_params["target"] == "WBBM"


def test_every_word_and_number_changes_with_the_language(empty_store, visit):
    with open_store(empty_store) as store:
        keep(store, "Dinas A", LKE, "2025", B_I_b=0.5, B_II_a=0.85)
    for view in ("one", "all"):
        said = words(visit(PAGE, lang="en", view=view))
        assert "question" in said
        for indonesian in ("pertanyaan", "langkah", "Jalan", "97,00"):
            assert indonesian not in said


def test_a_unit_that_passes_needs_nothing(made, visit):
    app = visit(PAGE, **{**MADE, "unit": "dinas-b"})
    assert not app.exception
    assert header(app) == "Semua aturan Menuju WBBM sudah dipenuhi: tidak ada yang harus diubah."
    assert "Semua aturan Menuju WBBM kini sudah dipenuhi" in words(app)


def test_where_nothing_can_be_bettered_nothing_can_be_decided(empty_store, visit):
    with open_store(empty_store) as store:
        keep(store, "Dinas A", LKE, "2025", B_I_a=0.5)
    app = visit(PAGE, surveys="locked", target="WBBM", **MADE)
    assert "Terjadi kesalahan di dalam program" not in words(app)
    assert app.multiselect(key="pick-decide").options == []


def test_no_way_says_which_rule_and_by_how_much_and_what_opens_it(made, visit):
    address = {**MADE, "unit": "dinas-c", "surveys": "locked", "target": "WBK"}
    app = visit(PAGE, **address)
    assert not app.exception
    # 2.00 / 4 × 17.5 = 8.75 where 15.75 are asked for.
    assert header(app).startswith(
        "Belum ada jalan ke Menuju WBK: Survei persepsi korupsi (IPAK) paling tinggi mencapai "
        "8,75 dari 15,75 poin, kurang 7,00."
    )
    assert "tanpa itu semua aturan dapat dipenuhi" in words(app)


def test_what_is_locked_stands_in_the_address_and_can_be_released(made, visit):
    app = visit(PAGE, lock="B.I.b", **MADE)
    assert header(app).startswith("Belum ada jalan ke Menuju WBBM: Capaian kinerja")
    app.button(key="road-release").click().run()
    assert not app.exception
    assert header(app).startswith("2 pertanyaan cukup")


def test_what_is_decided_is_on_the_road(made, visit):
    app = visit(PAGE, decide="B.I.b:1", **MADE)
    assert not app.exception
    (table,) = [one.value for one in app.dataframe if "Menjadi" in one.value]
    assert [(row["Menjadi"], row["Catatan"]) for _, row in table.iterrows()] == [
        ("A", "● sudah diputuskan"),
        ("indeks 3,60", "▲ ditentukan responden"),
    ]
    # Nonsense in an address is no decision.
    assert not visit(PAGE, decide="B.I.b:x", effort="A:1", budget="x", **MADE).exception


def test_effort_and_budget_are_the_users(made, visit):
    app = visit(PAGE, aim="points", budget="50", effort="B.I.b:50", **MADE)
    assert not app.exception
    # One step of performance would take all of it; the survey needs 0.20 at 4 for 0.05.
    assert header(app).startswith("Upaya 50 menghasilkan 1,25 poin: dari 94,88 menjadi 96,13.")
    assert "sekitar 50 hari kerja" in words(app)


def test_conditions_are_ticked_and_what_the_sheet_shows_is_not(made, visit):
    app = visit(PAGE, **MADE)
    assert "1 dari 11 syarat pengusulan terpenuhi" in words(app)
    app.checkbox(key="condition-bpk-opinion").check().run()
    assert not app.exception
    assert "2 dari 11 syarat pengusulan terpenuhi" in words(app)
    assert "condition-asset-declarations" not in {box.key for box in app.checkbox}
    assert "Centang ini belum disimpan." in words(app)
    again = visit(PAGE, **{"met-wbbm": "bpk-opinion"}, **MADE)
    assert "2 dari 11 syarat pengusulan terpenuhi" in words(again)
    ministry = visit(PAGE, institution="ministry", **MADE)
    assert "condition-rb-index-ministry-wbbm" in {box.key for box in ministry.checkbox}
    assert "condition-rb-index-local-wbbm" not in {box.key for box in ministry.checkbox}


def test_ticks_are_stored_and_those_of_the_institution_hold_for_every_unit(made, visit):
    app = visit(PAGE, **MADE)
    app.checkbox(key="condition-bpk-opinion").check().run()
    app.checkbox(key="condition-core-service").check().run()
    (button,) = [one for one in app.button if one.label == "Simpan centang"]
    button.click().run()
    assert "Yang mencentang menyebut nama" in words(app)
    app.text_input(key="road-conditions-by").set_value("Sri")
    (button,) = [one for one in app.button if one.label == "Simpan centang"]
    button.click().run()
    assert not app.exception
    assert "Centang disimpan." in words(app)
    assert "met-wbbm" not in app.query_params
    own, other = visit(PAGE, **MADE), visit(PAGE, **{**MADE, "unit": "dinas-b"})
    assert "3 dari 11 syarat pengusulan terpenuhi" in words(own)
    assert "Dicentang oleh Sri" in words(own)
    assert "2 dari 11 syarat pengusulan terpenuhi" in words(other)
    # A second time is another version of the same.
    own.checkbox(key="condition-core-service").uncheck().run()
    own.text_input(key="road-conditions-by").set_value("Budi")
    (button,) = [one for one in own.button if one.label == "Simpan centang"]
    button.click().run()
    with open_store(made) as store:
        kept = load_checked(store)
    assert [(one.item.unit, one.item.version, one.value.met) for one in kept] == [
        ("", 1, ("bpk-opinion",)),
        ("dinas-a", 2, ()),
    ]


def test_two_who_tick_at_once_keep_the_ticks_of_both(made, visit):
    first, second = visit(PAGE, **MADE), visit(PAGE, **MADE)
    for app, code, by in ((first, "core-service", "Sri"), (second, "bpk-opinion", "Budi")):
        app.checkbox(key=f"condition-{code}").check().run()
        app.text_input(key="road-conditions-by").set_value(by)
    for app in (first, second):
        (button,) = [one for one in app.button if one.label == "Simpan centang"]
        button.click().run()
        assert "Centang disimpan." in words(app)
    assert "3 dari 11 syarat pengusulan terpenuhi" in words(second)
    second.checkbox(key="condition-core-service").uncheck().run()
    assert "2 dari 11 syarat pengusulan terpenuhi" in words(second)


def test_a_condition_that_the_sheet_shows_missed_can_be_put_on_the_road(empty_store, visit):
    with open_store(empty_store) as store:
        keep(store, "Dinas A", LKE, "2025", A_II_5_iii_2_x=0.8, A_II_5_iii_2_x_4=24.0)
    app = visit(PAGE, **MADE)
    assert "Semua aturan Menuju WBBM sudah dipenuhi" in header(app)
    app.button(key="decide-asset-declarations").click().run()
    assert not app.exception
    (table,) = [one.value for one in app.dataframe if "Menjadi" in one.value]
    # 24 of three times 10 have reported.
    assert table["Sekarang"].tolist() == ["24 (80 %)"]
    assert table["Menjadi"].tolist() == ["30 (100 %)"]
    assert "decide-asset-declarations" not in {button.key for button in app.button}


def test_moved_by_hand_total_and_rules_follow(made, visit):
    app = visit(PAGE, **MADE)
    assert "97,00 (+2,13)" in words(app)
    (moved,) = [one for one in app.button_group if "Capaian kinerja lebih baik" in one.label]
    moved.set_value("E").run()
    assert not app.exception
    assert "93,25 (−1,63)" in words(app)  # 97.00 − 3.75


def test_the_three_numbers_stand_together(small_store, visit):
    said = words(visit(PAGE, unit="kelurahan-tirtalaras", period="2025-B12", assessor="unit"))
    assert "Jalan ini" in said
    assert "Pemotongan diambil dari yang disisakan" in said


def test_the_short_form_says_what_to_do(made, visit):
    app = visit(PAGE, **{**MADE, "unit": "dinas-d"})
    assert not app.exception
    assert header(app) == "Lembar kerja ini tidak memuat pertanyaan yang dapat diperbaiki"


def test_all_units_by_the_fewest_questions(made, visit):
    app = visit(PAGE, view="all", target="WBBM", within="1")
    assert not app.exception
    assert header(app) == (
        "1 unit dapat memenuhi semua aturan Menuju WBBM dengan paling banyak 1 pertanyaan; "
        "1 unit sudah memenuhinya."
    )
    (table,) = [one.value for one in app.dataframe]
    assert table["Unit"].tolist() == ["Dinas C", "Dinas A"]
    assert table["Pertanyaan"].tolist() == ["1 pertanyaan", "2 pertanyaan"]
    locked = visit(PAGE, view="all", target="WBBM", surveys="locked")
    assert header(locked).startswith("0 unit dapat")


def keep_road(app, name):
    app.text_input(key="road-keep-name-0").set_value(name)
    app.text_input(key="road-keep-by").set_value("Sri")
    (button,) = [one for one in app.button if one.label == "Simpan sebagai skenario"]
    return button.click().run()


def test_a_road_is_kept_compared_and_made_into_the_plan(made, visit):
    app = visit(PAGE, **MADE)
    (button,) = [one for one in app.button if one.label == "Simpan sebagai skenario"]
    button.click().run()
    assert "Skenario memerlukan namanya dan nama Anda" in words(app)
    app = keep_road(visit(PAGE, **MADE), "Cepat")
    assert not app.exception
    assert "Skenario Cepat disimpan." in words(app)
    assert "1 skenario" in words(app)
    (again,) = [one for one in app.button if one.label == "Simpan sebagai skenario"]
    app = again.click().run()
    assert "Skenario memerlukan namanya dan nama Anda" in words(app)
    assert "1 skenario" in words(app)
    app = keep_road(visit(PAGE, decide="B.I.b:1", lock="A.I.1.ii.a", **MADE), "Kinerja penuh")
    assert "2 skenario" in words(app)
    assert "road-compared" in {one.key for one in app.multiselect}
    # Its settings come back from the store.
    app = visit(PAGE, **MADE)
    app.button(key="road-open").click().run()
    assert "A.I.1.ii.a" in app.query_params["lock"]
    assert "B.I.b:1" in app.query_params["decide"]
    # Both of its answers become actions, once.
    app.button(key="road-plan").click().run()
    app.button(key="asked-yes").click().run()
    assert "2 aksi ditambahkan ke rencana." in words(app)
    with open_store(made) as store:
        kept = load_actions(store, "dinas-a")
    assert [(one.value.question, one.value.answer) for one in kept] == [
        ("B.I.b", 1.0),
        ("B.II.a", pytest.approx(0.9)),
    ]
    assert {one.value.reference for one in kept} == {2}
    app.button(key="road-plan").click().run()
    assert "sudah tercapai atau sudah direncanakan" in words(app)
    app.button(key="road-withdraw").click().run()
    app.button(key="asked-yes").click().run()
    assert not app.exception
    assert "1 skenario" in words(app)
