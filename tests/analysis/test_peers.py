import numpy as np

from zi_analytics.analysis.peers import full_marks, history
from zi_analytics.analysis.weak_text import full_marks_text
from zi_analytics.store import STATES, ValueMatrix
from zi_analytics.workbook.reading import State


def matrix(*rows):
    """Rows of unit, period, assessor and the value of question "Q"."""
    units, periods, assessors, values = zip(*rows, strict=True)
    states = [State.BLANK if value is None else State.ANSWERED for value in values]
    return ValueMatrix(
        instrument="lke-2021",
        questions=("P", "Q"),
        units=np.array(units),
        periods=np.array(periods),
        assessors=np.array(assessors),
        revisions=np.ones(len(rows), dtype=np.int64),
        values=np.array([[0.0, np.nan if value is None else value] for value in values]),
        states=np.array([[0, STATES.index(state)] for state in states], dtype=np.uint8),
    )


def test_the_newest_period_comes_first_and_the_unit_before_its_assessors():
    stored = matrix(
        ("a", "2024", "unit", 0.5),
        ("a", "2025-B06", "tpi", 0.25),
        ("a", "2025-B06", "unit", None),
        ("a", "2024-B12", "unit", 1.0),
    )
    found = [(one.period, one.assessor, one.value) for one in history(stored, "Q")]
    assert found == [
        ("2025-B06", "unit", None),
        ("2025-B06", "tpi", 0.25),
        ("2024", "unit", 0.5),
        ("2024-B12", "unit", 1.0),
    ]
    assert history(stored, "Q")[0].state is State.BLANK


def test_who_has_full_marks_by_the_later_assessor():
    stored = matrix(
        ("a", "2025", "tpi", 0.5),
        ("a", "2025", "unit", 1.0),  # claimed; the TPI did not follow
        ("b", "2025", "unit", 1.0),
        ("c", "2025", "unit", None),
        ("d", "2025", "unit", 1.0),  # of another kind
    )
    found = full_marks(stored, "Q", {"a", "b", "c", "gone"})
    assert (found.units, found.asked) == (("b",), 3)
    assert full_marks_text(found, "kelurahan", "id") == (
        "1 dari 3 unit lain berjenis kelurahan bernilai penuh untuk pertanyaan ini."
    )
    nobody = full_marks(stored, "Q", set())
    assert full_marks_text(nobody, "desa", "id") == (
        "Belum ada unit lain berjenis desa yang tersimpan."
    )
