"""What people type where an index of 1 to 4 belongs."""

import pytest

from zi_analytics.workbook.survey.typed_index import read_index


@pytest.mark.parametrize(
    ("text", "value"), [("3,75", 3.75), ("3.75", 3.75), (" 4 ", 4.0), ("1", 1.0), ("3,50.", 3.5)]
)
def test_an_index_is_taken(text: str, value: float) -> None:
    assert read_index(text).value == value
    assert read_index(text).finding is None


@pytest.mark.parametrize(
    ("text", "code", "if_ikm"),
    [
        ("87,65", "survey-index-ikm", 3.506),  # 87.65 / 25
        ("87,65 %", "survey-index-ikm", 3.506),
        ("25", "survey-index-ikm", 1.0),
        ("100", "survey-index-ikm", 4.0),
        ("4,5", "survey-index-other-scale", None),
        ("5", "survey-index-other-scale", None),
        ("0,9", "survey-index-other-scale", None),
        ("3 %", "survey-index-other-scale", None),
        ("3.450", "survey-index-ambiguous", None),
        ("baik", "survey-index-no-number", None),
        ("", "survey-index-no-number", None),
    ],
)
def test_anything_else_is_asked_about(text: str, code: str, if_ikm: float | None) -> None:
    read = read_index(text)
    assert read.value is None
    assert read.finding is not None
    assert read.finding.code == code
    assert read.if_ikm == pytest.approx(if_ikm)
