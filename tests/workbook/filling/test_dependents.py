import pytest

from zi_analytics.workbook.filling.dependents import resting_on

FORMULAS = {
    ("Jawaban", 2, 16): "O2*2",
    ("Jawaban", 9, 16): "SUM(P2:P8)",
    ("Jawaban", 2, 12): "K2",
    ("Rekap", 1, 1): "jawaban!P9/'Jawaban'!$B$1",
    ("Rekap", 2, 1): "A1+B1",
    ("Rekap", 3, 1): "B1",
}


def test_formulas_that_name_a_written_cell_also_through_others() -> None:
    assert resting_on(FORMULAS, [("Jawaban", 2, 15)]) == {
        ("Jawaban", 2, 16),
        ("Jawaban", 9, 16),
        ("Rekap", 1, 1),
        ("Rekap", 2, 1),
    }
    assert resting_on(FORMULAS, [("Jawaban", 2, 11)]) == {("Jawaban", 2, 12)}
    assert resting_on(FORMULAS, [("Lain", 2, 15)]) == frozenset()


@pytest.mark.parametrize(
    "formula",
    ['INDIRECT("O"&2)', "SUM(Nilai)", "SUM(O:O)", "OFFSET(A1,1,14)", "SUM(O1:O99999)", '"'],
)
def test_a_formula_whose_cells_cannot_be_told_counts_as_resting_on_them(formula: str) -> None:
    formulas = {("S", 1, 1): formula, ("S", 1, 2): "A1"}
    assert resting_on(formulas, [("S", 2, 15)]) == set(formulas)


def test_formulas_that_rest_on_each_other_come_to_an_end() -> None:
    formulas = {("S", 1, 1): "B1", ("S", 1, 2): "A1+C1"}
    assert resting_on(formulas, [("S", 1, 3)]) == set(formulas)
