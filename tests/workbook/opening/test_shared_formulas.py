"""A formula written once for many cells reads in each cell as if it stood there."""

from __future__ import annotations

import pytest

from zi_analytics.workbook.opening.shared_formulas import expand, shift
from zi_analytics.workbook.opening.worksheet import Formula


@pytest.mark.parametrize(
    ("text", "rows", "columns", "shifted"),
    [
        ("A1+B2", 1, 0, "A2+B3"),
        ("A1+B2", 0, 2, "C1+D2"),
        ("$A1+A$1+$A$1", 3, 1, "$A4+B$1+$A$1"),
        ("SUM(P3:P5)", 2, 0, "SUM(P5:P7)"),
        ('IF(K6="A1",1,0)', 1, 0, 'IF(K7="A1",1,0)'),
        ("'Lembar A1'!B2", 1, 0, "'Lembar A1'!B3"),
        ("Jawaban!Z9", 0, 1, "Jawaban!AA9"),
        ("LOG10(A1)", 1, 0, "LOG10(A2)"),
        ("NILAI_A1+A1", 1, 0, "NILAI_A1+A2"),
        ("A1", -1, 0, "#REF!"),
        ("XFD1", 0, 1, "#REF!"),
    ],
)
def test_shift(text: str, rows: int, columns: int, shifted: str) -> None:
    assert shift(text, rows, columns) == shifted


def test_expand() -> None:
    formulas = {
        (2, 3): Formula(' t="shared" ref="C2:C4" si="0"', "A2*B2"),
        (3, 3): Formula(' t="shared" si="0"', ""),
        (4, 3): Formula(' t="shared" si="0"', ""),
        (9, 9): Formula(' t="shared" si="7"', ""),
        (1, 1): Formula("", "1+1"),
    }
    assert expand(formulas) == {
        (2, 3): "A2*B2",
        (3, 3): "A3*B3",
        (4, 3): "A4*B4",
        (1, 1): "1+1",
    }
