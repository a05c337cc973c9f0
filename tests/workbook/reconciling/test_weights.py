"""A weight that is not the regulation's is named with its cell, at every level that shows one."""

from __future__ import annotations

import pytest

from scripts.worksheets import lampiran_iii, layout_2021, layout_2025
from scripts.worksheets.filling import Filling, draw_at
from scripts.worksheets.worksheet import Worksheet
from tests import independent
from tests.workbook.written import of_grid, only, read, read_made, told
from tests.worksheets.drawings import TREE, drawn
from zi_analytics.instrument import load
from zi_analytics.scoring import score, values_of
from zi_analytics.workbook.cells import CellValue

FULL = draw_at(TREE, "lengkap", 0.75)
# Lampiran I: component 60, aspect 30, area 4, indicator 2, result 22.5, survey 17.5.
WEIGHTS = {"A": 60, "A.II": 30, "A.I.1": 4, "A.I.2.ii": 2, "B.I": 22.5, "B.I.a": 17.5}


def made() -> Worksheet:
    return layout_2021.make(TREE, Filling(FULL))


def changed(code: str, weight: CellValue) -> Worksheet:
    worksheet = made()
    worksheet.main.put(*worksheet.place(code, "weight"), weight)
    return worksheet


@pytest.mark.parametrize("code", ["A", "A.II", "A.I.1", "B.I"])
def test_a_weight_that_no_figure_follows(code: str) -> None:
    worksheet = changed(code, WEIGHTS[code] * 10)
    reading = read_made(worksheet)
    (finding,) = (f for f in reading.findings if f.code == "weight-changed")
    assert (finding.cell, finding.question) == (worksheet.cell(code, "weight"), code)
    assert dict(finding.details) == {
        "weight": WEIGHTS[code] * 10,
        "known": WEIGHTS[code],
        "worth": 0,
    }
    assert only(reading).sheet_total == pytest.approx(made().shown())


@pytest.mark.parametrize("code", ["A.I.2.ii", "B.I.a"])
def test_a_weight_that_the_sheets_figure_follows(code: str) -> None:
    worksheet = changed(code, WEIGHTS[code] * 2)
    reading = read_made(worksheet)
    found = [f for f in reading.findings if f.question == code and f.code.startswith("weight-")]
    shown = float(worksheet.shown()) - float(made().shown())  # type: ignore[arg-type]
    if code == "B.I.a":
        # Beside a question its own points are judged, and the weight for itself.
        assert told(reading.findings, "points-differ") == [worksheet.cell(code, "points")]
        assert [f.cell for f in found] == [worksheet.cell(code, "weight")]
        assert dict(found[0].details)["worth"] == pytest.approx(shown)
    else:
        (finding,) = found
        details = dict(finding.details)
        assert (details["weight"], details["known"]) == (WEIGHTS[code] * 2, WEIGHTS[code])
        assert (details["cells"], details["worth"]) == (
            worksheet.cell(code, "weight"),
            pytest.approx(shown),
        )


def test_the_score_is_the_rules_whatever_the_weights_say() -> None:
    instrument = load("lke-2021")
    points = score(instrument, values_of(instrument, only(read_made(changed("A.I.1", 40.0)))))
    assert points[0] == pytest.approx(float(independent.points(FULL)["TOTAL"]), abs=1e-9)


@pytest.mark.parametrize("weight", [4.0, "4", "4,00", "4.0 ", 0.04, 4.004, "4 %", None, "lihat"])
def test_the_same_weight_written_another_way(weight: CellValue) -> None:
    assert not told(read_made(changed("A.I.1", weight)).findings, "weight-changed")


@pytest.mark.parametrize("weight", ["40", "4,5", 0.0, -4.0, 4.01])
def test_another_weight_however_written(weight: CellValue) -> None:
    worksheet = changed("A.I.1", weight)
    assert told(read_made(worksheet).findings, "weight-changed") == [
        worksheet.cell("A.I.1", "weight")
    ]


def test_it_is_told_once_for_all_assessors() -> None:
    parts = {who: Filling(answers) for who, answers in drawn(95, blank=0.1).items()}
    worksheet = layout_2025.make(TREE, parts)
    worksheet.main.put(*worksheet.place("A.I.1", "weight"), 40.0)
    (finding,) = (f for f in read_made(worksheet).findings if f.code == "weight-changed")
    assert (finding.cell, finding.assessor) == (worksheet.cell("A.I.1", "weight"), None)


def test_no_layout_has_weights_of_its_own() -> None:
    for worksheet in (made(), lampiran_iii.make(TREE, Filling(FULL))):
        found = read(*(of_grid(grid) for grid in worksheet.grids)).findings
        assert not told(found, "weight-changed")
        assert not told(found, "weight-differs")
