"""The action plan from the command line: told, written, edited, taken in."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from tests.report.made import keep, new_store
from zi_analytics.__main__ import main
from zi_analytics.commands.ends import DONE, FAILED, MISUSED
from zi_analytics.programme.actions import KIND, Action, State, load_actions, to_document
from zi_analytics.store import open_store

UNIT = "kelurahan-satu"
LATE = date.today() - timedelta(days=3)
PLAN = ["plan", "--unit", UNIT]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "store"
    monkeypatch.setenv("ZI_STORE", str(folder))
    with new_store(folder) as store:
        keep(store, "Kelurahan Satu", period="2025-B12", B_II_a=0.0)
        for action in (
            Action("Survei ulang", "B.II.a", points=14.0, answer=0.8, due=LATE, person="Siti"),
            Action("Tim", "A.I.1.i.a", points=0.25, answer=1.0, state=State.DONE),
        ):
            store.dossier.add(KIND, UNIT, to_document(action), by="Siti")
    return folder


def test_the_plan_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(PLAN) == DONE
    first, late, done = capsys.readouterr().out.splitlines()
    assert first == (
        "Kelurahan Satu: 1 tindakan terlambat; yang selesai menutup 0,25 dari 14,25 poin yang "
        "direncanakan."
    )
    assert late.startswith("  1 · ✕ terlambat · ")
    assert late.endswith(" · Survei ulang · B.II.a · 14,00 poin · Siti")
    assert done.endswith("✓ LKE terbaru sudah sesuai")
    assert main([*PLAN, "--language", "en"]) == DONE
    assert "1 action is overdue" in capsys.readouterr().out


def test_it_is_written_edited_and_taken_in(folder: Path, tmp_path: Path) -> None:
    excel, calendar = tmp_path / "rencana.xlsx", tmp_path / "tenggat.ics"
    assert main([*PLAN, "--excel", str(excel), "--calendar", str(calendar)]) == DONE
    assert calendar.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    book = openpyxl.load_workbook(excel)
    book.active["J2"] = "berjalan"
    book.save(excel)
    assert main([*PLAN, "--import", str(excel)]) == MISUSED
    assert main([*PLAN, "--import", str(excel), "--by", "Ani"]) == DONE
    with open_store(folder) as store:
        first, second = load_actions(store, UNIT)
    assert (first.value.state, first.item.by, first.item.version) == (State.RUNNING, "Ani", 2)
    assert second.item.version == 1


def test_nothing_is_taken_in_where_something_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    excel = tmp_path / "rencana.xlsx"
    main([*PLAN, "--excel", str(excel)])
    book = openpyxl.load_workbook(excel)
    book.active["J2"] = "berjalan"
    book.active["I3"] = "besok"
    book.save(excel)
    assert main([*PLAN, "--import", str(excel), "--by", "Ani"]) == FAILED
    said = capsys.readouterr().err
    assert "✕ Rencana aksi!I3" in said
    assert "“besok” bukan tanggal." in said
    missing = str(tmp_path / "tidak-ada.xlsx")
    assert main([*PLAN, "--import", missing, "--by", "Ani"]) == FAILED
    assert missing in capsys.readouterr().err
    assert main(["plan", "--unit", "tidak-ada"]) == FAILED
