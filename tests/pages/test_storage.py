import sqlite3
from contextlib import closing

from tests.pages.conftest import words
from zi_analytics.store import open_store

PAGE = "pages/data/storage/page.py"


def test_a_backup_is_made_and_gone_back_to_after_a_question(small_store, visit):
    app = visit(PAGE)
    assert not app.exception
    assert "Belum ada cadangan." in words(app)
    app.button(key="backup").click().run()
    assert "selesai dibuat dan dicocokkan." in words(app)
    with open_store(small_store) as store:
        [backup] = store.backups()
        store.delete_assessment("kelurahan-randulintang", "2025-B12", "unit")
    app.run()
    app.button(key=f"back-{backup.name}").click().run()
    assert "Simpanan menjadi seperti dalam" in words(app)
    app.button(key="asked-yes").click().run()
    assert not app.exception
    with open_store(small_store) as store:
        assert "kelurahan-randulintang" in set(store.assessments()["unit"])
        assert len(store.backups()) == 2


def test_the_store_is_checked(small_store, visit):
    app = visit(PAGE)
    app.button(key="check").click().run()
    assert "Semua yang tersimpan sama dengan yang ditulis." in words(app)


def test_damage_is_named(small_store, visit):
    app = visit(PAGE)
    with closing(sqlite3.connect(small_store / "store.db")) as connection:
        connection.execute("UPDATE file SET content = 'x'")
        connection.commit()
    app.button(key="check").click().run()
    assert not app.exception
    assert words(app).count("erkas asli") >= 2


def test_a_backup_from_elsewhere_must_be_one(small_store, visit):
    app = visit(PAGE)
    app.file_uploader[0].upload("lain.db", b"bukan simpanan").run()
    app.button(key="restore").click().run()
    app.button(key="asked-yes").click().run()
    assert not app.exception
    with open_store(small_store) as store:
        assert len(store.assessments()) == 3
