"""The table that takes the place of the cards where many files arrive."""

import io
import zipfile

import pytest

from scripts.worksheets.drop import make_drop, pack
from tests.pages.conftest import words
from zi_analytics.settings import SAMPLES
from zi_analytics.store import open_store

UPLOAD = "pages/data/upload/page.py"
MANY = sorted(SAMPLES.glob("contoh-*-2025-B12*.xlsx"))[:12]
ROWS = {name: place for place, name in enumerate(path.name for path in MANY)}
BUMI = ROWS["contoh-kelurahan-bumipelita-2025-B12.xlsx"]
KALIBIDURI = ROWS["contoh-kelurahan-kalibiduri-2025-B12.xlsx"]


@pytest.fixture
def drop(empty_store, visit):
    def drop_files(*files):
        app = visit(UPLOAD)
        app.file_uploader[0].set_value(
            [(name, content, "application/octet-stream") for name, content in files]
        )
        app.run()
        assert not app.exception
        return app

    return drop_files


@pytest.fixture
def many(drop):
    return drop(*((path.name, path.read_bytes()) for path in MANY))


def table(app):
    return app.data_editor[0].value


def edit(app, row, **cells):
    """Type into cells of a row, as the browser tells it."""
    key = app.data_editor[0].key
    edits = {"edited_rows": {row: cells}, "added_rows": [], "deleted_rows": []}
    app.session_state[key] = edits
    app.run()
    assert not app.exception
    return app


def stored(folder):
    with open_store(folder) as store:
        return store.assessments()


def test_every_file_is_one_line_with_what_was_read(many):
    frame = table(many)
    assert list(frame["file"]) == [path.name for path in MANY]
    assert frame["take"].all()
    assert not frame["pick"].any()
    one = frame.iloc[KALIBIDURI]
    assert (one["unit"], one["period"]) == ("Kelurahan Kalibiduri", "2025-B12")
    assert one["assessor"] == "unit+tpi+tpi2"
    assert one["read"] == "113/113 · 113/113 · 113/113"
    assert one["state"] == "✓ Siap"
    faulty = frame.iloc[ROWS["contoh-kelurahan-randulintang-2025-B12.xlsx"]]
    assert faulty["state"] == "▲ Perlu dilihat"
    assert (faulty["points"], faulty["sheet"]) == ("83,43", "84,68")
    assert faulty["note"]
    assert "kesalahan" in faulty["findings"] or "perlu diperiksa" in faulty["findings"]


def test_a_few_files_are_cards(drop):
    app = drop(*((path.name, path.read_bytes()) for path in MANY[:3]))
    assert not app.data_editor
    assert len([e for e in app.expander if e.label.startswith("Buka")]) == 3


def test_a_cell_that_is_typed_stays_through_every_click(many, empty_store):
    edit(many, BUMI, unit="Kelurahan Baru Sekali", period="2024-B09", assessor="tpn")
    for _ in range(2):
        many.run()
    row = table(many).iloc[BUMI]
    assert (row["unit"], row["period"], row["assessor"]) == (
        "Kelurahan Baru Sekali",
        "2024-B09",
        "tpn",
    )
    many.button_group(key="upload-show").set_value("ready").run()
    many.button_group(key="upload-show").set_value("").run()
    assert table(many).iloc[BUMI]["unit"] == "Kelurahan Baru Sekali"
    many.button(key="save").click().run()
    frame = stored(empty_store)
    own = frame[frame["unit_name"] == "Kelurahan Baru Sekali"].iloc[0]
    assert (own["period"], own["assessor"]) == ("2024-B09", "tpn")


def test_what_a_row_cannot_be_given_is_not_taken(many):
    before = many.data_editor[0].key
    edit(many, KALIBIDURI, assessor="tpi")
    assert table(many).iloc[KALIBIDURI]["assessor"] == "unit+tpi+tpi2"
    assert many.data_editor[0].key != before, "a new table lets go of what was typed"


def test_an_unticked_line_is_not_stored(many, empty_store):
    edit(many, BUMI, take=False)
    assert many.button(key="save").label == "Simpan 11 berkas"
    many.button(key="save").click().run()
    assert "1 berkas terbaca" in words(many)
    assert MANY[BUMI].name not in set(stored(empty_store)["file"])


def test_all_shown_lines_are_corrected_at_once(many, empty_store):
    many.text_input(key="upload-search").set_value("bumipelita").run()
    shown = len(table(many))
    assert shown == 2
    many.selectbox(key="many-period").set_value("2023")
    many.selectbox(key="many-kind").set_value("desa")
    many.button(key="many-apply").click().run()
    assert list(table(many)["period"]) == ["2023"] * shown
    many.text_input(key="upload-search").set_value("").run()
    assert (table(many)["period"] == "2023").sum() == shown
    many.button(key="save").click().run()
    frame = stored(empty_store).set_index("unit_name")
    assert set(frame.loc["Kelurahan Bumipelita", "kind"]) == {"desa"}
    assert set(frame.loc["Kelurahan Kalibiduri", "kind"]) == {"kelurahan"}


def test_only_the_picked_lines_are_corrected_where_some_are_picked(many):
    edit(many, BUMI, pick=True)
    edit(many, KALIBIDURI, pick=True)
    assert many.button(key="many-apply").label == "Atur untuk semua 2 baris terpilih"
    many.selectbox(key="many-assessor").set_value("tpn")
    many.selectbox(key="many-period").set_value("2022")
    many.button(key="many-apply").click().run()
    frame = table(many)
    assert list(frame.index[frame["period"] == "2022"]) == sorted([BUMI, KALIBIDURI])
    # Where the sheet itself tells several assessors apart, they stay apart.
    assert frame.iloc[BUMI]["assessor"] == "tpn"
    assert frame.iloc[KALIBIDURI]["assessor"] == "unit+tpi+tpi2"
    many.button(key="many-take-False").click().run()
    assert list(table(many).index[~table(many)["take"]]) == sorted([BUMI, KALIBIDURI])
    many.button(key="many-unpick").click().run()
    assert not table(many)["pick"].any()


def test_a_correction_of_many_wins_over_what_was_typed_before(many):
    edit(many, BUMI, period="2021")
    many.selectbox(key="many-period").set_value("2022")
    many.button(key="many-apply").click().run()
    many.run()
    assert set(table(many)["period"]) == {"2022"}


def test_the_one_picked_line_is_opened(many):
    assert "Pilih satu baris untuk membukanya" in words(many)
    edit(many, BUMI, pick=True)
    assert MANY[BUMI].name in words(many)
    assert [tab.label for tab in many.tabs] == ["Temuan", "Jawaban", "Apa yang berubah"]
    many.button(key=next(b.key for b in many.button if (b.key or "").startswith("out-")))
    out = next(b for b in many.button if (b.key or "").startswith("out-"))
    out.click().run()
    assert len(table(many)) == 11


def test_the_filters_show_what_they_say(drop):
    made = make_drop(60)
    app = drop(("kota.zip", pack(made)))
    counts = {role: sum(one.role == role for one in made) for role in {m.role for m in made}}
    assert len(table(app)) == 60 - counts["same bytes"]
    app.button_group(key="upload-show").set_value("unknown").run()
    assert len(table(app)) == counts["unreadable"]
    assert not table(app)["take"].any()
    app.button_group(key="upload-show").set_value("doubles").run()
    frame = table(app)
    assert len(frame) == 3
    assert not frame["take"].any()
    notes = " ".join(frame["note"])
    assert "lebih lengkap: di sana terisi 113, di sini 110" in notes
    assert "disimpan lebih akhir" in notes
    assert "Isi sama dengan" in notes
    assert "3 berkas tidak dicentang" in words(app)


def test_a_double_is_taken_only_when_it_is_ticked(drop, empty_store):
    made = make_drop(60)
    app = drop(("kota.zip", pack(made)))
    app.button_group(key="upload-show").set_value("doubles").run()
    row = next(i for i, note in enumerate(table(app)["note"]) if "lebih lengkap" in note)
    edit(app, row, take=True)
    assert "menjadi revisi yang lebih baru" in words(app)
    app.button(key="save").click().run()
    assert stored(empty_store)["revisions"].max() == 2


def test_a_similar_name_is_one_choice_for_all_its_files(drop, small_store):
    files = [(path.name, path.read_bytes()) for path in MANY]
    app = drop(*files)
    app.text_input(key="upload-search").set_value("bumipelita").run()
    app.text_input(key="many-unit").set_value("Kel. Randulintang")
    app.button(key="many-apply").click().run()
    key = "same-kel. randulintang|kelurahan randulintang"
    assert "Kel. Randulintang (2 berkas) ↔ Kelurahan Randulintang" in words(app).replace("**", "")
    app.button_group(key=key).set_value("same").run()
    assert set(table(app)["unit"]) == {"Kelurahan Randulintang"}
    app.button_group(key=key).set_value(None).run()
    assert set(table(app)["unit"]) == {"Kel. Randulintang"}


def test_text_of_a_file_is_only_text_in_the_table(drop):
    packed = io.BytesIO()
    evil = "=HYPERLINK(1) https://evil.example.xlsx"
    with zipfile.ZipFile(packed, "w") as archive:
        for place, path in enumerate(MANY):
            archive.writestr(evil if not place else path.name, path.read_bytes())
    app = drop(("kota.zip", packed.getvalue()))
    assert any("HYPERLINK" in name or "evil" in name for name in table(app)["file"])
    import json

    config = json.loads(app.data_editor[0].proto.columns)
    kinds = {name: (column.get("type_config") or {}).get("type") for name, column in config.items()}
    for name in ("file", "unit", "state", "note", "read", "points", "sheet", "findings"):
        assert kinds[name] == "text"


def test_stopping_in_the_middle_says_what_is_stored_and_keeps_the_rest(
    many, empty_store, monkeypatch
):
    from zi_analytics.importing import storing

    monkeypatch.setattr(storing.store_all, "__kwdefaults__", {"by": "", "batch": 4})
    from pages.data.upload import saving

    original = saving._note
    calls = []

    def stop_after_five(done, one):
        original(done, one)
        calls.append(one)
        if len(calls) == 8:
            from streamlit.runtime.scriptrunner import StopException

            raise StopException

    monkeypatch.setattr(saving, "_note", stop_after_five)
    many.button(key="save").click().run()
    monkeypatch.setattr(saving, "_note", original)
    many.run()
    said = words(many)
    assert "8 berkas tersimpan." in said
    assert "Dihentikan sebelum selesai: 4 berkas masih di sini" in said
    many.button(key="save").click().run()
    assert "4 berkas tersimpan." in words(many)
    assert set(stored(empty_store)["file"]) == {path.name for path in MANY}
    assert set(stored(empty_store)["revisions"]) == {1}


def test_what_was_set_aside_stays_so_when_the_better_one_is_stored(drop, empty_store):
    app = drop(("kota.zip", pack(make_drop(60))))
    app.button(key="save").click().run()
    # The three doubles and the five that nobody can read are still here: shown as cards.
    assert "8 berkas terbaca" in words(app)
    assert app.button(key="save").disabled
    assert words(app).count("lebih lengkap: di sana terisi 113, di sini 110") == 1
    assert set(stored(empty_store)["revisions"]) == {1}
