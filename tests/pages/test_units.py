import pytest

from tests.pages.conftest import words
from zi_analytics.report.unit_list import write_unit_list
from zi_analytics.store import UnitChange, open_store

PAGE = "pages/data/units/page.py"


@pytest.fixture
def units(small_store):
    def read():
        with open_store(small_store) as store:
            return store.units().set_index("code")

    return read


def test_an_empty_store_says_where_units_come_from(empty_store, visit):
    app = visit(PAGE)
    assert not app.exception
    assert "Belum ada unit" in words(app)


def test_a_unit_is_changed(units, visit):
    app = visit(PAGE, unit="kelurahan-randulintang")
    assert not app.exception
    app.text_input(key="name-kelurahan-randulintang").set_value("Kelurahan Randu Lintang")
    app.selectbox(key="kind-kelurahan-randulintang").set_value("kelurahan")
    app.selectbox(key="parent-kelurahan-randulintang").set_value("kelurahan-tirtalaras")
    app.button(key="FormSubmitter:unit-kelurahan-randulintang-Simpan perubahan").click().run()
    assert "Kelurahan Randu Lintang diubah." in words(app)
    found = units().loc["kelurahan-randulintang"]
    assert (found["name"], found["kind"], found["tier"]) == (
        "Kelurahan Randu Lintang",
        "kelurahan",
        2,
    )
    assert found["aliases"] == ("Kelurahan Randulintang",)


def test_what_cannot_be_is_said_and_changes_nothing(small_store, units, visit):
    with open_store(small_store) as store:
        store.change_unit("kelurahan-randulintang", UnitChange(parent="kelurahan-tirtalaras"))
    app = visit(PAGE, unit="kelurahan-tirtalaras")
    app.selectbox(key="parent-kelurahan-tirtalaras").set_value("kelurahan-randulintang")
    app.button(key="FormSubmitter:unit-kelurahan-tirtalaras-Simpan perubahan").click().run()
    assert not app.exception
    assert "tidak bisa sekaligus menjadi induknya" in words(app)
    assert units().loc["kelurahan-tirtalaras", "tier"] == 1


def test_a_new_unit_is_added(units, visit):
    app = visit(PAGE)
    app.session_state["units-tabs"] = "Unit baru"
    app.run()
    app.text_input(key="name-new").set_value("Kecamatan Barat")
    app.button(key="FormSubmitter:unit-new-Tambah unit").click().run()
    assert "Kecamatan Barat ditambahkan dengan kode kecamatan-barat." in words(app)
    assert "kecamatan-barat" in units().index


def test_two_units_are_merged_after_a_question(units, visit):
    app = visit(PAGE, unit="kelurahan-randulintang")
    app.selectbox(key="merge-kelurahan-randulintang").set_value("kelurahan-tirtalaras").run()
    app.button(key="merge-now-kelurahan-randulintang").click().run()
    assert "menjadi bagian dari" in words(app)
    assert len(units()) == 2
    app.button(key="asked-yes").click().run()
    assert not app.exception
    assert list(units().index) == ["kelurahan-tirtalaras"]
    assert units().loc["kelurahan-tirtalaras", "assessments"] == 2


def test_periods_show_the_limits_of_their_time(small_store, visit):
    app = visit(PAGE)
    app.session_state["units-tabs"] = "Periode"
    app.run()
    [table] = [frame.value for frame in app.dataframe]
    assert table["Periode"].tolist() == ["Triwulan IV 2025"]
    assert "WBK 75, WBBM 85" in table["Lembar kerja dan batas total"][0]


def test_a_list_is_shown_before_it_is_taken_over(small_store, units, visit):
    with open_store(small_store) as store:
        frame = store.units()
    frame["kind"] = "desa"
    content = write_unit_list(frame, ["desa"], "id")
    app = visit(PAGE)
    app.session_state["units-tabs"] = "Daftar Excel"
    app.run()
    app.file_uploader[0].upload("daftar.xlsx", content).run()
    assert not app.exception
    assert set(units()["kind"]) == {"kelurahan"}
    app.button(key="unit-list-save").click().run()
    assert "2 unit diambil dari daftar." in words(app)
    assert set(units()["kind"]) == {"desa"}


def test_a_file_without_units_is_refused_kindly(small_store, visit):
    app = visit(PAGE)
    app.session_state["units-tabs"] = "Daftar Excel"
    app.run()
    app.file_uploader[0].upload("daftar.xlsx", b"bukan excel").run()
    assert not app.exception
    assert "bukan berkas Excel" in words(app)
