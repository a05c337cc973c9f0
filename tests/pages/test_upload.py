import io
import zipfile

import pytest

from tests.pages.conftest import words
from zi_analytics.settings import SAMPLES
from zi_analytics.store import open_store

UPLOAD = "pages/data/upload/page.py"
GOOD = "contoh-kelurahan-tirtalaras-2025-B12.xlsx"
FAULTY = "contoh-kelurahan-randulintang-2025-B12.xlsx"
BUMI = "contoh-kelurahan-bumipelita-2025-B12-tpi.xlsx"


def sample(name):
    return (name, (SAMPLES / name).read_bytes(), "application/octet-stream")


def key_of(app, start):
    return next(
        element.key
        for kind in (app.text_input, app.selectbox, app.button)
        for element in kind
        if element.key and element.key.startswith(start)
    )


@pytest.fixture
def drop(empty_store, visit):
    def drop_files(*files):
        app = visit(UPLOAD)
        app.file_uploader[0].set_value(list(files))
        app.run()
        assert not app.exception
        return app

    return drop_files


def stored(folder):
    with open_store(folder) as store:
        return store.assessments()


def test_nothing_is_stored_before_the_button_and_everything_after(drop, empty_store):
    app = drop(sample(GOOD), sample(FAULTY), ("catatan.txt", b"hanya teks", "text/plain"))
    said = words(app)
    assert "3 berkas terbaca: 1 siap, 1 perlu dilihat, 1 tidak dikenali" in said
    assert "113/113 terbaca · menurut aturan 83,43 · menurut lembar kerja 84,68" in said
    assert stored(empty_store).empty
    app.button(key="save").click().run()
    said = words(app)
    assert "2 berkas tersimpan." in said
    assert "revisi 1 (baru)" in said
    frame = stored(empty_store)
    assert sorted(zip(frame["unit_name"], frame["period"], frame["assessor"], strict=True)) == [
        ("Kelurahan Randulintang", "2025-B12", "unit"),
        ("Kelurahan Tirtalaras", "2025-B12", "tpi"),
        ("Kelurahan Tirtalaras", "2025-B12", "unit"),
    ]
    # What could not be read stays visible and is not called stored.
    assert "1 berkas terbaca: 0 siap, 0 perlu dilihat, 1 tidak dikenali" in said


def test_unit_period_and_assessor_can_be_corrected(drop, empty_store):
    app = drop(sample(BUMI))
    app.text_input(key=key_of(app, "unit-")).set_value("Kelurahan Lain")
    app.selectbox(key=key_of(app, "period-")).set_value("2024-B09")
    app.selectbox(key=key_of(app, "assessor-")).set_value("tpn")
    app.run()
    app.button(key="save").click().run()
    (row,) = stored(empty_store).to_dict("records")
    assert (row["unit_name"], row["period"], row["assessor"]) == (
        "Kelurahan Lain",
        "2024-B09",
        "tpn",
    )


def test_a_file_without_a_unit_waits_and_says_so(drop, empty_store):
    app = drop(sample(BUMI))
    app.text_input(key=key_of(app, "unit-")).set_value("  ").run()
    assert "1 berkas belum dapat disimpan" in words(app)
    assert app.button(key="save").disabled
    assert stored(empty_store).empty


def test_the_same_again_is_never_called_new(drop, empty_store, visit):
    app = drop(sample(GOOD))
    app.button(key="save").click().run()
    again = visit(UPLOAD)
    again.file_uploader[0].set_value([sample(GOOD)])
    again.run()
    again.button(key="save").click().run()
    said = words(again)
    assert "sudah tersimpan dengan isi yang sama; tidak ada yang diubah" in said
    assert "berkas tersimpan." not in said
    assert set(stored(empty_store)["revision"]) == {1}


def test_a_failed_save_is_not_a_success(drop, empty_store, monkeypatch):
    from zi_analytics.store import Store, StoreError

    def fail(store, requests, **_):
        raise StoreError("store-disk-full", file="store.db")

    app = drop(sample(GOOD))
    monkeypatch.setattr(Store, "save_many", fail)
    app.button(key="save").click().run()
    assert not app.success
    said = words(app)
    assert f"{GOOD} tidak disimpan." in said
    # It can be tried again.
    assert "Simpan 1 berkas" in said


def test_a_zip_is_opened_and_the_same_content_is_shown_once(drop):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("kota/a.xlsx", (SAMPLES / GOOD).read_bytes())
        archive.writestr("kota/b.xlsx", (SAMPLES / FAULTY).read_bytes())
        archive.writestr("kota/b lagi.xlsx", (SAMPLES / FAULTY).read_bytes())
        archive.writestr("kota/surat.pdf", b"%PDF-1.4")
    said = words(drop(("kota.zip", packed.getvalue(), "application/zip")))
    assert "2 berkas terbaca" in said
    assert "kota.zip: a.xlsx" in said
    assert "1 berkas isinya sama" in said
    assert "1 berkas di dalam zip bukan lembar kerja" in said


def test_an_open_line_shows_findings_answers_and_changes(drop):
    app = drop(sample(FAULTY))
    expander = next(e for e in app.expander if e.label.startswith("Buka"))
    assert "perlu diperiksa" in expander.label


def test_a_line_can_be_taken_out(drop):
    app = drop(sample(GOOD), sample(FAULTY))
    app.button(key=key_of(app, "out-")).click().run()
    assert "1 berkas terbaca" in words(app)
    app.button(key="clear").click().run()
    assert "berkas terbaca" not in words(app)


def test_a_name_almost_the_same_is_asked_about_and_remembered(drop, small_store):
    app = drop(sample(BUMI))
    app.text_input(key=key_of(app, "unit-")).set_value("Kel. Randulintang").run()
    assert "Unit yang mirip: 1 nama perlu diputuskan" in [e.label for e in app.expander]
    assert "Kel. Randulintang (1 berkas) ↔ Kelurahan Randulintang (tersimpan)" in words(
        app
    ).replace("**", "")
    app.button_group(key="same-kel. randulintang|kelurahan randulintang").set_value("same").run()
    assert app.text_input(key=key_of(app, "unit-")).value == "Kelurahan Randulintang"
    app.button(key="save").click().run()
    with open_store(small_store) as store:
        units = store.units().set_index("name")["aliases"]
    assert units["Kelurahan Randulintang"] == ("Kel. Randulintang",)


def test_names_called_different_stay_two_units(drop, small_store):
    app = drop(sample(BUMI))
    app.text_input(key=key_of(app, "unit-")).set_value("Kel. Randulintang").run()
    app.button_group(key="same-kel. randulintang|kelurahan randulintang").set_value("apart").run()
    assert "Unit yang mirip: 0 nama perlu diputuskan" in [e.label for e in app.expander]
    app.button(key="save").click().run()
    assert "Kel. Randulintang" in set(stored(small_store)["unit_name"])
