"""The road from the command line: steps, rules and equals, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.report.made import FORM, keep, new_store
from zi_analytics.__main__ import main
from zi_analytics.commands.ends import DONE, FAILED, MISUSED


@pytest.fixture(autouse=True)
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "store"
    monkeypatch.setenv("ZI_STORE", str(folder))
    with new_store(folder) as store:
        keep(store, "Kelurahan Satu", period="2025-B12", B_I_b=0.5, B_II_a=0.85)
        keep(store, "Kelurahan Dua", FORM, period="2025-B12")


def test_the_road_to_the_next_predicate_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["road", "--unit", "kelurahan-satu", "--alternatives", "2"]) == DONE
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines[:3] == [
        "Kelurahan Satu · 2025-B12 · unit",
        "2 pertanyaan cukup untuk Menuju WBBM: Capaian kinerja lebih baik; "
        "Indeks persepsi kualitas pelayanan (IPKP).",
        "1 di antaranya indeks survei: respondenlah yang menentukan, bukan unit sendiri.",
    ]
    assert lines[3] == "+1,25  B.I.b Capaian kinerja lebih baik: C → B  (upaya 5)"
    assert "total 94,88 → 97,00" in lines
    assert "✓ Pelayanan publik prima (IPKP): 14,88 → 15,75 / 15,75" in lines


def test_a_target_that_is_met_needs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    command = ["road", "--unit", "kelurahan-satu", "--target", "wbk", "--language", "en"]
    assert main(command) == DONE
    assert "Every rule of Menuju WBK is met as it is" in capsys.readouterr().out


def test_what_cannot_be_reached_says_which_rule_and_how_far(
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = ["road", "--unit", "kelurahan-satu", "--surveys", "locked", "--lock", "B.I.b"]
    assert main([*command, "--language", "en"]) == DONE
    said = capsys.readouterr().out
    assert "There is no way to Menuju WBBM" in said
    assert "✕ Better performance: 2.50 / 3.75 (−1.25)" in said
    assert "✕ Excellent public service (IPKP): 14.88 / 15.75 (−0.88)" in said


def test_a_budget_buys_points(capsys: pytest.CaptureFixture[str]) -> None:
    command = ["road", "--unit", "kelurahan-satu", "--objective", "points", "--budget", "5"]
    assert main(command) == DONE
    assert "Upaya 5 menghasilkan 1,25 poin: dari 94,88 menjadi 96,13." in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [["--target", "wbx"], ["--lock", "A.I"]])
def test_what_is_not_known_is_named(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["road", "--unit", "kelurahan-satu", *wrong]) == MISUSED
    assert f"tidak dikenal: {wrong[1]}" in capsys.readouterr().err


def test_the_short_form_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["road", "--unit", "kelurahan-dua"]) == FAILED
    assert "unggah LKE lengkap" in capsys.readouterr().err
