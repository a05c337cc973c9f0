"""The program dies while it stores: what was confirmed is whole, and nothing is half there."""

import sqlite3
import time
from pathlib import Path

import pytest

from tests.browser.conftest import Program, Visit
from zi_analytics.settings import SAMPLES
from zi_analytics.store import open_store

pytestmark = pytest.mark.browser

FILES = sorted(SAMPLES.glob("contoh-kelurahan-*-2025-*.xlsx"))[:48]


def stored_files(database: Path) -> int:
    """How many files the store holds at this moment, looked at from outside."""
    if not database.exists():
        return 0
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=5) as connection:
        return int(connection.execute("select count(*) from file").fetchone()[0])


def test_a_program_killed_while_it_stores_leaves_nothing_half(browser, tmp_path):
    folder = tmp_path / "store"
    first = Program(folder)
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    try:
        guest = Visit(context.new_page(), first.address).open("/unggah")
        guest.drop(*FILES)
        guest.page.get_by_role("button", name="Simpan 48 berkas").click()
        for _ in range(600):
            if stored_files(folder / "store.db") >= 3:
                break
            time.sleep(0.01)
        first.process.kill()
        first.process.wait()
    finally:
        context.close()
        first.stop()
    with open_store(folder) as store:
        assert store.check() == []
        uploads = store.uploads()
        assert 3 <= len(uploads) < len(FILES)
        for name, sha256 in zip(uploads["file"], uploads["sha256"], strict=True):
            assert store.original(sha256) == (name, (SAMPLES / name).read_bytes())
        before = set(uploads["sha256"])

    second = Program(folder)
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    try:
        guest = Visit(context.new_page(), second.address).open("/unggah")
        guest.drop(*FILES)
        guest.press("Simpan 48 berkas")
        guest.page.get_by_text("berkas tersimpan.").wait_for(timeout=60_000)
    finally:
        context.close()
        second.stop()
    with open_store(folder) as store:
        assert store.check() == []
        uploads = store.uploads()
        assert before < set(uploads["sha256"])
        assert sorted(uploads["file"]) == sorted(file.name for file in FILES)
