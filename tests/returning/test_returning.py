"""The user's own file back, as the command line and the pages ask for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.worksheets import filling, layout_2025, writing
from scripts.worksheets.filling import Filling
from tests.worksheets import drawings, packages
from tests.worksheets.drawings import TREE
from zi_analytics.findings import Finding, Refused, Severity
from zi_analytics.returning import assessment_of, fill_file, mark_file, markings_of, renamed
from zi_analytics.settings import ROOT, SAMPLES
from zi_analytics.workbook.child import read_one

DRAWN = drawings.drawn(95)
UNIT = filling.with_evidence(TREE, DRAWN["unit"] | {"A.I.1.i.a": "Z"}, "contoh", 0.5)


def _lke(**parts: Filling) -> bytes:
    return writing.write(layout_2025.make(TREE, parts, "KELURAHAN CONTOH").grids)


LKE, BOTH = _lke(unit=UNIT), _lke(unit=UNIT, tpi=Filling(DRAWN["tpi"]))
ONE_COLUMN = SAMPLES / "contoh-kelurahan-bumipelita-2025-B12.xlsx"
SEPARATE = next(SAMPLES.glob("*-2025-B12-tpi.xlsx"))


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "zi_analytics", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lke 2025.xlsx"
    path.write_bytes(LKE)
    return path


def test_a_note_says_how_grave_what_is_wrong_and_what_to_do() -> None:
    finding = Finding(
        "answer-not-an-option",
        sheet="Jawaban",
        cell="K6",
        points=0.5,
        details=(("raw", "Z"), ("expected", "A/B/C")),
    )
    (english,) = markings_of([finding], "en")
    assert (english.sheet, english.cells, english.severity) == ("Jawaban", "K6", Severity.ERROR)
    assert english.text.split("\n") == [
        "✕ error · 0.50 points hang on it",
        "“Z” is not one of the options A/B/C, so the question earns nothing.",
        "→ Choose one of A/B/C.",
    ]
    (indonesian,) = markings_of([finding], "id")
    assert "0,50 poin" in indonesian.text


def test_every_cell_that_a_finding_counts_is_marked_and_few_are_listed() -> None:
    cells = ", ".join([f"K{row}" for row in range(6, 20)] + ["'Area ''2'''!K9"])
    details = (("count", 15), ("cells", cells))
    finding = Finding("questions-unanswered", sheet="Area 1", cell="K6", details=details)
    first, second = markings_of([finding], "en")
    assert (first.sheet, first.cells.count("K")) == ("Area 1", 14)
    assert (second.sheet, second.cells) == ("Area '2'", "K9")
    assert "K6, K7, K8, K9, K10, K11, K12, K13, …" in first.text
    assert first.text == second.text


def test_cells_that_a_finding_only_mentions_are_not_marked() -> None:
    finding = Finding(
        "question-left-out-of-mean", "LKE", "L5", details=(("worth", 1.0), ("cells", "L9"))
    )
    (marking,) = markings_of([finding, Finding("hidden-sheet", sheet="Rekap")], "id")
    assert marking.cells == "L5"


def test_names_of_copies() -> None:
    assert renamed("lke.xlsx", "-ditandai") == "lke-ditandai.xlsx"
    assert renamed("lke-ditandai.xlsm", "-ditandai") == "lke-ditandai.xlsm"
    assert renamed("lke", "-terisi") == "lke-terisi.xlsx"


def test_a_file_is_marked_in_a_child_from_its_own_reading() -> None:
    copy = mark_file(LKE, "lke.xlsx", "id")
    again = mark_file(LKE, "lke.xlsx", "id", read_one(LKE, "lke.xlsx"))
    assert copy.data == again.data
    assert copy.name == "lke-ditandai.xlsx"
    assert copy.cells > 20


def test_a_file_is_filled_in_a_child() -> None:
    tpi = assessment_of(read_one(BOTH, "tpi.xlsx"), "tpi")
    copy = fill_file(LKE, "lke.xlsx", tpi)
    assert copy.name == "lke-terisi.xlsx"
    read = assessment_of(read_one(copy.data, copy.name), "tpi")
    assert {c: a.value for c, a in read.answers.items()} == {
        c: a.value for c, a in tpi.answers.items()
    }


def test_the_only_answers_of_a_file_are_taken_for_those_asked_for() -> None:
    separate = read_one(SEPARATE.read_bytes(), "lke.xlsx")
    assert [one.assessor for one in separate.assessments] == ["unit"]
    assert assessment_of(separate, "tpi").assessor == "tpi"
    with pytest.raises(Refused) as refused:
        assessment_of(read_one(BOTH, "lke.xlsx"), "tpn")
    assert refused.value.finding.code == "fill-no-answers"


def test_mark_writes_a_copy_beside_the_file_and_leaves_the_file(file: Path) -> None:
    done = run("--language", "en", "mark", file)
    assert done.returncode == 0, done.stderr
    copy = file.with_name("lke 2025-ditandai.xlsx")
    assert done.stdout.startswith(f"✓ {copy} · ")
    assert "cells are marked" in done.stdout
    assert file.read_bytes() == LKE
    cell = layout_2025.make(TREE, {"unit": UNIT}).cell("A.I.1.i.a", "answer", "unit")
    note = packages.load(copy.read_bytes())["Jawaban"][cell].comment.text
    assert "“Z” is not one of the options" in note


def test_fill_writes_the_answers_of_a_separate_file(file: Path) -> None:
    wanted = file.with_name("hasil.xlsx")
    done = run("fill", file, "--from", SEPARATE, "--output", wanted)
    assert done.returncode == 0, done.stderr
    assert "jawaban diisikan" in done.stdout
    tpi = assessment_of(read_one(wanted.read_bytes(), "hasil.xlsx"), "tpi")
    separate = assessment_of(read_one(SEPARATE.read_bytes(), SEPARATE.name), "tpi")
    assert {c: a.value for c, a in tpi.answers.items()} == {
        c: a.value for c, a in separate.answers.items()
    }


def test_what_cannot_be_done_is_said_without_a_traceback(file: Path) -> None:
    text = file.with_name("catatan.xlsx")
    text.write_text("bukan lembar kerja")
    for arguments in (
        ("mark", text),
        ("mark", file.with_name("tidak-ada.xlsx")),
        ("mark", file, "--output", file),
        ("mark", file, "--output", file.parent / "tidak" / "ada.xlsx"),
        ("fill", ONE_COLUMN, "--from", file, "--output", file.with_name("hasil.xlsx")),
        ("fill", file, "--from", file, "--assessor", "tpn", "--output", file),
    ):
        done = run(*arguments)
        assert done.returncode == 1, arguments
        assert done.stderr.strip()
        assert "Traceback" not in done.stderr
    assert file.read_bytes() == LKE
    assert sorted(path.name for path in file.parent.iterdir()) == ["catatan.xlsx", "lke 2025.xlsx"]
