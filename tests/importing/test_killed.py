"""The import of a folder, killed at any moment and started again until everything is stored.

``ZI_KILL_ROUNDS=100`` with ``ZI_KILL_FILES=300`` makes it the long run that the figures come from.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts.worksheets.drop import Made, write
from zi_analytics.settings import ROOT
from zi_analytics.store import Store, open_store

ROUNDS = int(os.environ.get("ZI_KILL_ROUNDS", "10"))
FILES = int(os.environ.get("ZI_KILL_FILES", "60"))
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")

Drop = tuple[Path, dict[str, Made]]


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Drop:
    """So many files as the rounds are to store; doubles and troubles among them."""
    folder = tmp_path_factory.mktemp("some")
    return folder, {made.name: made for made in write(folder, FILES)}


def start(folder: Path, store: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "zi_analytics", "import", str(folder)],
        cwd=ROOT,
        env=os.environ | {"ZI_STORE": str(store), "ZI_LANGUAGE": "id"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def confirmed(lines: list[str]) -> set[str]:
    """The files that the program said are stored."""
    return {line[2:].split(" → ")[0] for line in lines if line.startswith("✓ ")}


def check_whole(store: Store, made: dict[str, Made]) -> set[str]:
    """Everything that is stored is whole and there once; gives the names of the files."""
    assert store.check() == []
    frame, uploads = store.assessments(), store.uploads()
    assert set(frame["revisions"]) <= {1}
    assert uploads["file"].is_unique
    assessors = frame.groupby("file")["assessor"].agg(set).to_dict()
    for name, sha256 in zip(uploads["file"], uploads["sha256"], strict=True):
        assert store.original(sha256) == (name, made[name].content)
        assert assessors[name] == set(made[name].fillings or ())
    return set(uploads["file"])


def test_killed_while_importing_a_folder(some: Drop, tmp_path: Path) -> None:
    folder, made = some
    draw = random.Random(2025)
    said: set[str] = set()
    stored: set[str] = set()
    partly = reading = 0
    target = tmp_path / "store"
    for _ in range(ROUNDS):
        program = start(folder, target)
        lines: list[str] = []
        assert program.stdout is not None
        if draw.random() < 0.25:
            # Somewhere while it starts, reads, or begins to store.
            time.sleep(draw.uniform(0.0, 1.0 + FILES / 100))
        else:
            # Somewhere while it stores what was not stored before.
            wanted = draw.randrange(1, 40)
            while sum(": baru" in line for line in lines) < wanted:
                if not (line := program.stdout.readline()):
                    break
                lines.append(line)
            time.sleep(draw.uniform(0.0, 0.05))
        program.send_signal(signal.SIGKILL)
        lines += program.stdout.readlines()
        program.wait()
        said |= confirmed(lines)
        if not (target / "store.db").exists():
            assert said == set()
            reading += 1
            continue
        with open_store(target) as store:
            found = check_whole(store, made)
        assert stored <= found, "what was stored before is still there"
        assert said <= found, "what was confirmed is stored"
        partly += len(found - stored) > 0
        reading += found == stored
        stored = found
        if len(stored) >= FILES - 9:
            # Everything is in: begin anew, so that every round can be hit while storing.
            for path in target.iterdir():
                path.unlink() if path.is_file() else None
            said, stored = set(), set()
    print(f"{ROUNDS} kills: {partly} while or after storing, {reading} before anything was stored")
    assert partly > ROUNDS // 4
    program = start(folder, target)
    out, _ = program.communicate(timeout=300)
    assert program.returncode == 1
    with open_store(target) as store:
        found = check_whole(store, made)
    assert found >= said | stored
    expected = {one.name for one in made.values() if one.role in ("plain", "faulty")}
    copies = {one.name for one in made.values() if one.role == "same bytes"}
    assert found - copies <= expected
    assert len(found) == len(expected)
    assert out.splitlines()[-1].endswith("1 salinan persis")


def test_stopped_with_ctrl_c_it_says_how_far_it_came(some: Drop, tmp_path: Path) -> None:
    folder, made = some
    program = start(folder, tmp_path)
    assert program.stdout is not None
    lines = [program.stdout.readline()]
    # As a terminal does it: the children hear it too.
    os.killpg(program.pid, signal.SIGINT)
    lines += program.stdout.readlines()
    assert program.wait(30) == 130
    with open_store(tmp_path) as store:
        found = check_whole(store, made)
    assert found == confirmed(lines)
    assert len(found) > 0
    assert lines[-1].startswith(f"{len(found)} baru tersimpan")
