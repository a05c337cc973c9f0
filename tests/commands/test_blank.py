"""The blank worksheet from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from zi_analytics.__main__ import main
from zi_analytics.commands.ends import DONE, FAILED, MISUSED
from zi_analytics.workbook.reader import read_bytes

GIVEN = ("blank", "lke-2021", "--unit", "Kelurahan Contoh", "--period", "2025-B06")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_is_written_under_its_own_name(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*GIVEN, "--assessor", "tpi"]) == DONE
    name = "LKE-Kelurahan-Contoh-2025-B06.xlsx"
    assert capsys.readouterr().out.strip() == name
    reading = read_bytes((here / name).read_bytes(), "a.xlsx")
    assert (reading.unit, reading.period) == ("Kelurahan Contoh", "2025-B06")


def test_a_file_that_is_there_already_stays(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled = here / "isi.xlsx"
    filled.write_bytes(b"filled in")
    assert main([*GIVEN, "--output", str(filled)]) == FAILED
    assert filled.read_bytes() == b"filled in"
    assert "sudah ada" in capsys.readouterr().err


def test_what_cannot_be_written_is_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*GIVEN, "--output", str(here / "none" / "a.xlsx")]) == FAILED
    assert "a.xlsx" in capsys.readouterr().err
    assert main(["blank", "ringkas", "--period", "juni"]) == MISUSED
    assert "juni" in capsys.readouterr().err
    assert not list(here.glob("*.xlsx"))
