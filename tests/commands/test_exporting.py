"""Exports from the command line: names with unit, period and digest; nothing half written."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import openpyxl
import pytest

from tests.report.stored_city import PERIOD, city
from zi_analytics.__main__ import main
from zi_analytics.commands.ends import DONE, FAILED


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    city(tmp_path / "store").close()
    monkeypatch.setenv("ZI_STORE", str(tmp_path / "store"))
    return tmp_path / "out"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("kind", ["xlsx", "parquet", "csv"])
def test_every_name_carries_period_and_digest(out: Path, kind: str) -> None:
    assert main(["export", "--format", kind, "--period", PERIOD, str(out)]) == DONE
    assert names(out)
    for path in out.iterdir():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        assert path.stem.endswith(f"-{PERIOD}-{digest}"), path.name


def test_one_unit_by_its_name_and_the_newest_period(out: Path) -> None:
    assert main(["export", "--format", "xlsx", "--unit", "KELURAHAN  satu", str(out)]) == DONE
    (name,) = names(out)
    assert name.startswith(f"results-kelurahan-satu-{PERIOD}-")
    book = openpyxl.load_workbook(out / name)
    assert [row[0] for row in book["Ringkasan"].iter_rows(min_row=2, values_only=True)] == [
        "kelurahan-satu"
    ]


def test_json_is_written_only_when_all_of_it_is_ready(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["export", "--format", "json", "--language", "en"]
    assert main([*given, str(out)]) == FAILED
    assert names(out) == []
    told = capsys.readouterr().err
    assert "Kelurahan Dua is not ready" in told
    assert "A.I.1.i.b (question 2 of the ministry's list) is not answered." in told
    assert main([*given, str(out), "--unit", "kelurahan-satu"]) == DONE
    (name,) = names(out)
    assert name.startswith(f"lke-kelurahan-satu-{PERIOD}-")
    assert json.loads((out / name).read_text(encoding="utf-8"))["unit_id"] == "kelurahan-satu"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--period", "2030"], "2030"),
        (["--unit", "Kelurahan Tiada"], "Kelurahan Tiada"),
        (["--period", "juni"], "juni"),
    ],
)
def test_what_is_not_there_is_said_and_nothing_written(
    out: Path, capsys: pytest.CaptureFixture[str], given: list[str], said: str
) -> None:
    assert main(["export", "--format", "xlsx", str(out), *given]) == FAILED
    assert said in capsys.readouterr().err
    assert names(out) == []
