"""Three hundred files by the command line: every one ends as its maker says it must."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from scripts.worksheets.drop import Made, pack
from tests.importing.expected import check_stored
from zi_analytics.settings import ROOT
from zi_analytics.store import open_store

Files = dict[str, Made]
Done = subprocess.CompletedProcess[str]


def run(store: Path, *paths: Path) -> Done:
    return subprocess.run(
        [sys.executable, "-m", "zi_analytics", "import", *map(str, paths)],
        cwd=ROOT,
        env=os.environ | {"ZI_STORE": str(store), "ZI_LANGUAGE": "id"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )


def counted(text: str) -> dict[str, int]:
    """The counts of the last line by their words."""
    said = text.strip().splitlines()[-1].split(" · ")
    return {words: int(number) for number, words in (part.split(" ", 1) for part in said)}


def check_summary(made: Files, done: Done) -> None:
    roles = [one.role for one in made.values()]
    assert len(roles) == 300
    stored = roles.count("plain") + roles.count("faulty")
    assert counted(done.stdout) == {
        "baru tersimpan": stored,
        "sebagai revisi baru": 0,
        "tidak berubah": 0,
        "perlu dilihat, belum disimpan": 3,
        "tidak terbaca": roles.count("unreadable"),
        "salinan persis": 1,
    }
    assert done.returncode == 1
    assert "Membaca: 25 dari 300" in done.stderr
    assert "Membaca: 300 dari 300" in done.stderr
    assert len(re.findall("^✓ ", done.stdout, re.MULTILINE)) == stored


def check_doubles(made: Files, folder: Path, done: Done) -> None:
    """Of every double the better one is stored, and the other says why it is not."""
    with open_store(folder) as store:
        stored = set(store.uploads()["file"])
    reasons = {
        "less full": "lebih lengkap: di sana terisi 113, di sini 110; 3 jawaban berbeda",
        "earlier": "disimpan lebih akhir (2025-01-01, berkas ini 2024-12-01)",
        "same answers": "Isi sama dengan",
    }
    for one in made.values():
        if one.role in reasons:
            assert one.better in stored
            assert one.name not in stored
            place = done.stderr.index(f"▲ {one.name}\n")
            assert reasons[one.role] in done.stderr[place : place + 600]
        elif one.role == "same bytes":
            assert len(stored & {one.name, one.better}) == 1


def test_three_hundred_files_by_the_command_line(drop: tuple[Path, Files], tmp_path: Path) -> None:
    folder, made = drop
    store = tmp_path / "store"
    done = run(store, folder)
    check_summary(made, done)
    check_stored(made, store)
    check_doubles(made, store, done)
    for one in made.values():
        assert (f"✕ {one.name}\n" in done.stderr) == (one.role == "unreadable")
    # Units that differ in a number are not asked about.
    assert "hampir sama" not in done.stderr

    packed = tmp_path / "kota.zip"
    packed.write_bytes(pack(list(made.values())))
    counts = counted(run(store, packed).stdout)
    assert counts["baru tersimpan"] == counts["sebagai revisi baru"] == 0
    assert counts["tidak berubah"] == 291
    with open_store(store) as opened:
        assert set(opened.assessments()["revisions"]) == {1}
