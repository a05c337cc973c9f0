import hashlib
from dataclasses import replace

import pytest

from tests.pages.conftest import FILES, words
from zi_analytics.store import UnitChange, open_store
from zi_analytics.workbook.reading import Reading, State

PAGE = "pages/data/assessments/page.py"
ROW = "kelurahan-randulintang~2025-B12~unit"


@pytest.fixture
def opened(visit):
    """The page by an address of its own: the first page would put its own choices there."""

    def open_page(**address):
        app = visit()
        app.switch_page(PAGE)
        for name, code in address.items():
            app.query_params[name] = code
        app.session_state["kept-period"] = None
        app.session_state["lang"] = address.get("lang", "id")
        return app.run()

    return open_page


def tables(app):
    return [frame.value for frame in app.dataframe]


def test_an_empty_store_says_how_to_begin(empty_store, opened):
    app = opened()
    assert not app.exception
    assert "Belum ada yang tersimpan" in words(app)


def test_everything_stored_stands_in_the_table(small_store, opened):
    app = opened(period="all")
    assert not app.exception
    assert "3 penilaian, 3 sudah berpredikat" in words(app)
    [table] = tables(app)
    assert sorted(
        zip(table["Unit"], table["Penilai"], table["Nilai"].str.strip(), strict=True)
    ) == [
        ("Kelurahan Randulintang (contoh)", "● Unit", "83,43"),
        ("Kelurahan Tirtalaras (contoh)", "■ TPI", "85,86"),
        ("Kelurahan Tirtalaras (contoh)", "● Unit", "88,83"),
    ]
    assert set(table["Terjawab"]) == {"113/113"}


def test_pickers_narrow_it_and_stand_in_the_address(small_store, opened):
    app = opened()
    app.selectbox(key="pick-by").set_value("tpi").run()
    assert app.query_params["by"] == "tpi"
    assert "1 penilaian" in words(app)
    app.text_input(key="stored-text").set_value("tidak ada ((").run()
    assert not app.exception
    assert "Tidak ada yang cocok" in words(app)


def test_who_has_not_handed_in(small_store, opened):
    with open_store(small_store) as store:
        store.add_unit(UnitChange(name="Kelurahan Diam"))
    app = opened()
    app.session_state["assessments-tabs"] = "Belum menyerahkan (1)"
    app.run()
    [table] = tables(app)
    assert table["Unit"].tolist() == ["Kelurahan Diam"]
    assert "1 unit aktif belum punya apa pun untuk Triwulan IV 2025." in words(app)


def test_an_opened_row_shows_revisions_and_goes_back(small_store, opened):
    with open_store(small_store) as store:
        document = store.load_document("kelurahan-randulintang", "2025-B12", "unit")
        changed = dict(document.reading.answers)
        code = "A.I.1.ii.b"
        changed[code] = changed[code]._replace(raw="A", value=1.0)
        _store_again(store, document, changed)
    app = opened(row=ROW)
    assert not app.exception
    said = words(app)
    assert "Revisi 2" in said
    assert "Revisi 1" in said
    app.button(key="restore-1").click().run()
    with open_store(small_store) as store:
        current = store.load_document("kelurahan-randulintang", "2025-B12", "unit").revision
    assert current.number == 1


def _store_again(store, document, answers):
    original = b"another file"
    reading = Reading(
        "lagi.xlsx",
        hashlib.sha256(original).hexdigest(),
        document.revision.instrument,
        document.revision.layout,
        "",
        "",
        (replace(document.reading, answers=answers),),
        (),
    )
    store.save(reading, original, unit="kelurahan-randulintang", period="2025-B12")


def test_deleting_asks_first(small_store, opened):
    app = opened(row=ROW)
    app.button(key="opened-delete").click().run()
    assert "Hanya cadangan yang bisa mengembalikannya" in words(app)
    with open_store(small_store) as store:
        assert len(store.assessments()) == len(FILES) + 1
    app.button(key="asked-yes").click().run()
    assert not app.exception
    with open_store(small_store) as store:
        assert "kelurahan-randulintang" not in set(store.assessments()["unit"])
    assert "dihapus." in words(app)


def test_an_import_is_undone_after_a_question(small_store, opened):
    app = opened(row="kelurahan-tirtalaras~2025-B12~tpi")
    app.button(key="undo-1").click().run()
    app.button(key="asked-yes").click().run()
    with open_store(small_store) as store:
        assert set(store.assessments()["unit"]) == {"kelurahan-randulintang"}


def test_nonsense_in_the_address_is_ignored(small_store, opened):
    app = opened(row="x~y~z", period="9999", tier="x", under="<b>", state="?", order="1")
    assert not app.exception
    assert len(tables(app)) == 1


def test_it_speaks_english_too(small_store, opened):
    app = opened(lang="en", period="all")
    assert "3 assessments, 3 with a predicate" in words(app)
    [table] = tables(app)
    assert "85.86" in set(table["Score"].str.strip())


def test_exports_of_the_period_are_offered(small_store, opened):
    app = opened()
    app.session_state["exports"] = True
    app.run()
    assert not app.exception
    labels = [one.label for one in app.get("download_button")]
    assert {
        "Hasil (Excel)",
        "Tabel untuk program lain (Parquet)",
        "Tabel untuk program lain (CSV)",
    } <= set(labels)
    assert "Seluruh hasil Triwulan IV 2025" in words(app)


@pytest.mark.parametrize(
    ("row", "said", "offered"),
    [
        ("kelurahan-tirtalaras~2025-B12~unit", "Siap kirim", True),
        (ROW, "Belum siap kirim", False),
    ],
)
def test_the_ministry_gets_only_what_is_ready(small_store, opened, row, said, offered):
    with open_store(small_store) as store:
        document = store.load_document("kelurahan-randulintang", "2025-B12", "unit")
        code = "A.I.1.ii.b"
        blank = document.reading.answers[code]._replace(state=State.BLANK, raw="", value=None)
        _store_again(store, document, {**document.reading.answers, code: blank})
    app = opened(row=row)
    app.session_state["opened-tabs"] = "Salinan berkas"
    app.run()
    assert not app.exception
    assert said in words(app)
    keys = [one.key for one in app.get("download_button")]
    assert ("submission-json" in keys) == offered
