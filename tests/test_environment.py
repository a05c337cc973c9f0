"""The environment that start.py and check.py make: only what is missing, and nobody else's folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import environment


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What was made and installed, in order; nothing really is."""
    done: list[str] = []

    def create(folder: Path, **_: object) -> None:
        python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        python.parent.mkdir(parents=True)
        python.touch()
        done.append("made")

    def call(command: list[str], **_: object) -> int:
        done.append("looked" if "--version" in command else "installed")
        return 0

    monkeypatch.setenv("ZI_VENV", str(tmp_path / "venv"))
    monkeypatch.setattr(environment.venv, "create", create)
    monkeypatch.setattr(subprocess, "call", call)
    return done


def test_it_is_made_once(made: list[str]) -> None:
    environment.prepared("requirements.txt")
    assert made == ["made", "installed"]
    environment.prepared("requirements.txt")
    assert made == ["made", "installed"]


def test_what_the_tests_need_is_added_to_it(made: list[str]) -> None:
    environment.prepared("requirements.txt")
    python = environment.prepared("requirements-dev.txt")
    assert made == ["made", "installed", "looked", "installed"]
    assert python.exists()


def test_changed_requirements_are_installed_again(
    made: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    program, tests = tmp_path / "program.txt", tmp_path / "tests.txt"
    program.write_text("one==1\n", encoding="utf-8")
    tests.write_text("-r program.txt\n", encoding="utf-8")
    environment.prepared("tests.txt")
    program.write_text("one==2\n", encoding="utf-8")
    environment.prepared("tests.txt")
    assert made == ["made", "installed", "looked", "installed"]


def test_an_interrupted_installation_is_done_again(
    made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(subprocess, "call", lambda *_, **__: 1)
        with pytest.raises(SystemExit, match="internet"):
            environment.prepared("requirements.txt")
    environment.prepared("requirements.txt")
    assert made == ["made", "looked", "installed"]


def test_a_folder_of_somebody_else_is_left_alone(made: list[str], tmp_path: Path) -> None:
    thesis = tmp_path / "venv" / "thesis.docx"
    thesis.parent.mkdir()
    thesis.touch()
    with pytest.raises(SystemExit, match="holds something else"):
        environment.prepared("requirements.txt")
    assert thesis.exists()
    assert made == []


def test_an_old_python_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "OLDEST", (99, 0))
    with pytest.raises(SystemExit, match=r"needs Python 99\.0 or newer"):
        environment.prepared("requirements.txt")
