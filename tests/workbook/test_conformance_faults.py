"""Every planted fault is named with its cell, and the sheet's own total is reproduced."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from scripts.worksheets import filling, layout_2021, writing
from scripts.worksheets.faults import FAULTS
from scripts.worksheets.grid import ErrorValue
from scripts.worksheets.worksheet import Worksheet
from tests import independent
from tests.worksheets.drawings import TREE
from tests.worksheets.libreoffice import convert
from tests.worksheets.scored import assessment, check_rule, named, score

Scored = dict[str, dict[str, Any]]


def planted(fault: str) -> Worksheet:
    """A fully answered worksheet with evidence everywhere and this one fault."""
    answers = filling.draw_at(TREE, fault, 0.75)
    part = filling.with_evidence(TREE, answers, "contoh")
    sheet = layout_2021.make(TREE, part, "KELURAHAN CONTOH")
    FAULTS[fault](sheet)
    return sheet


SHEETS = {fault: planted(fault) for fault in FAULTS}


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Scored:
    files = {f"{fault}.xlsx": writing.write(sheet.grids) for fault, sheet in SHEETS.items()}
    return score(files, tmp_path_factory.mktemp("faults"))


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same worksheets without stored values, computed by LibreOffice."""
    files = {
        f"{fault}.xlsx": writing.write(sheet.grids, computed=False)
        for fault, sheet in SHEETS.items()
    }
    return convert(files, "xlsx", tmp_path_factory.mktemp("computed"))


@pytest.fixture(scope="module")
def computed_scored(computed: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Scored:
    return score(computed, tmp_path_factory.mktemp("computed-scored"))


def check_fault(fault: str, entry: dict[str, Any]) -> None:
    sheet = SHEETS[fault]
    part = assessment(entry, "unit")
    check_rule(part, sheet.fillings["unit"].answers)
    for record in sheet.planted:
        told = sorted({(f["code"], f["cell"]) for f in entry["findings"]}, key=str)
        assert named(entry, record.cells), f"nothing on {record.cells}; findings: {told}"
    shown = sheet.shown()
    if isinstance(shown, ErrorValue):
        assert part["sheet_total"] is None
    else:
        assert part["sheet_total"] == pytest.approx(shown, abs=1e-6)


@pytest.mark.parametrize("fault", FAULTS)
def test_planted_fault_is_named(fault: str, scored: Scored) -> None:
    check_fault(fault, scored[f"{fault}.xlsx"])


@pytest.mark.libreoffice
@pytest.mark.parametrize("fault", FAULTS)
def test_planted_fault_computed_by_libreoffice_is_named(
    fault: str, computed_scored: Scored
) -> None:
    check_fault(fault, computed_scored[f"{fault}.xlsx"])


@pytest.mark.libreoffice
@pytest.mark.parametrize("fault", FAULTS)
def test_libreoffice_agrees_with_the_makers_own_figures(
    fault: str, computed: dict[str, bytes]
) -> None:
    sheet = SHEETS[fault]
    book = openpyxl.load_workbook(BytesIO(computed[f"{fault}.xlsx"]), data_only=True)
    table = book[sheet.main.name]
    for place in sheet.main.cells:
        expected, found = sheet.main.value(*place), table.cell(*place).value
        if isinstance(expected, ErrorValue):
            assert found == expected.text, place
        elif isinstance(expected, float | int):
            assert found == pytest.approx(expected, abs=1e-9), place
        else:
            assert (found or "") == (expected or ""), place


@pytest.mark.parametrize("fault", FAULTS)
def test_the_sheets_own_total_is_reproduced(fault: str) -> None:
    from zi_analytics.workbook.reader import read_bytes

    sheet = SHEETS[fault]
    shown = sheet.shown()
    reading = read_bytes(writing.write(sheet.grids), f"{fault}.xlsx")
    (part,) = reading.assessments
    if isinstance(shown, ErrorValue):
        assert part.sheet_total is None
    else:
        assert part.sheet_total == pytest.approx(shown, abs=1e-6)
        assert part.sheet_faithful == pytest.approx(shown, abs=1e-6)


WORTH = (
    *("type_overwritten", "number_typed", "number_typed_beside_answer", "short_range"),
    *("lhkpn_twice", "not_filled", "left_out_of_mean", "not_an_option"),
    *("typed_ratio_against_counts", "parts_disagree", "comma_text", "other_scale"),
)


@pytest.mark.parametrize("fault", WORTH)
def test_the_difference_is_told_with_what_it_is_worth(fault: str, scored: Scored) -> None:
    """With one fault in the sheet, its points are the sheet's total less the rule's."""
    sheet, entry = SHEETS[fault], scored[f"{fault}.xlsx"]
    (record,) = sheet.planted
    rule = float(independent.points(sheet.fillings["unit"].answers)["TOTAL"])
    worth = abs(sheet.shown() - rule)
    cells = {*record.cells}
    if record.question:
        cells |= {sheet.cell(record.question), sheet.cell(record.question, "points")}
    told = {(f["code"], f["cell"]): f["points"] for f in named(entry, tuple(cells))}
    assert any(p is not None and abs(p) == pytest.approx(worth, abs=1e-6) for p in told.values()), (
        f"worth {worth}; told {told}"
    )


def test_an_error_that_a_guard_turns_into_nothing_is_told_in_two_cells(scored: Scored) -> None:
    """The answer drops out of its mean, and the mean above shows 0 in place of the rest."""
    sheet, entry = SHEETS["lost_reference_hidden"], scored["lost_reference_hidden.xlsx"]
    rule = float(independent.points(sheet.fillings["unit"].answers)["TOTAL"])
    code = "A.I.1.ii.c"
    parts = [
        next(f["points"] for f in named(entry, (cell,)) if f["code"] == kind)
        for kind, cell in (
            ("points-cell-left-out-of-mean", sheet.cell(code, "points")),
            ("figure-differs", sheet.cell("A.I.1.ii", "points")),
        )
    ]
    assert sum(parts) == pytest.approx(rule - sheet.shown(), abs=1e-6)


WITHOUT_EFFECT = {
    *("added_question", "counts_disagree", "hidden_row", "local_path", "placeholder"),
    *("same_link", "typed_ratio", "other_scale_text"),
}
LEFT_OUT = {"not_filled", "not_an_option", "left_out_of_mean"}


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - LEFT_OUT))
def test_a_fault_moves_the_total_or_is_known_not_to(fault: str) -> None:
    sheet = SHEETS[fault]
    without = layout_2021.make(TREE, sheet.fillings["unit"])
    assert (without.shown() == sheet.shown()) == (fault in WITHOUT_EFFECT)


@pytest.mark.parametrize("fault", sorted(LEFT_OUT))
def test_a_question_left_out_makes_the_sheet_look_better_than_the_rule(fault: str) -> None:
    sheet = SHEETS[fault]
    rule = independent.points(sheet.fillings["unit"].answers)["TOTAL"]
    assert sheet.shown() > float(rule)
