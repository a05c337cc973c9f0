"""The rules of the surveys: grades, limits, and what loading refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from zi_analytics.instrument import InstrumentError, load
from zi_analytics.instrument.surveys import (
    FILE,
    index_limits,
    load_survey_rules,
    question_of,
    survey_rules,
)
from zi_analytics.settings import SURVEYS


@pytest.mark.parametrize(
    ("ikm", "grade"),
    [
        (25.00, "D"),
        (64.99, "D"),
        (65.00, "C"),
        (76.60, "C"),
        (76.61, "B"),
        (88.30, "B"),
        (88.31, "A"),
        (100.0, "A"),
        # By two decimals, as an IKM is written.
        (64.994, "D"),
        (64.995, "C"),
        (76.604, "C"),
        (88.306, "A"),
    ],
)
def test_grades_of_14_2017(ikm: float, grade: str) -> None:
    assert survey_rules().grade(ikm / 25).code == grade


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("ipak", [("WBK", 3.60, 15.75), ("WBBM", 3.60, 15.75)]),
        ("ipkp", [("WBK", 3.20, 14.00), ("WBBM", 3.60, 15.75)]),
        ("skm", []),
    ],
)
def test_limits_of_90_2021_tabel_6(kind: str, expected: list[tuple[str, float, float]]) -> None:
    limits = index_limits(load("lke-2021"), survey_rules().kinds[kind])
    assert [(code, limit.index, limit.minimum) for code, limit in limits] == expected


@pytest.mark.parametrize("kind", ["ipak", "ipkp", "skm"])
def test_an_instrument_without_questions_has_no_index(kind: str) -> None:
    for instrument in ("ringkas", "lke-2019"):
        assert question_of(load(instrument), survey_rules().kinds[kind]) is None
        assert index_limits(load(instrument), survey_rules().kinds[kind]) == ()


@pytest.mark.parametrize(
    ("find", "put", "reason"),
    [
        ("fewest_respondents = 30", "fewest_respondents = 0", "the fewest respondents"),
        ("highest = 4.0", "highest = 0.5", "an answer must lie above 0"),
        ("factor = 25.0", "factor = 0", "the factor of the IKM"),
        ("lowest = 76.61", "lowest = 60.0", "the grades must rise"),
        ("lowest = 88.31", "lowest = 101.0", "the grades must begin"),
        ('code = "skm"', 'code = "ipkp"', "stands twice"),
        ('service = ["Jenis Layanan"', 'service = []\nother = ["Jenis Layanan"', "for service"),
        ('article = "PermenPAN-RB 14/2017"\n\n[[grades]]', "[[grades]]", "its article are missing"),
        ('words = ["U", "Unsur"', 'words = []\nothers = ["Unsur"', "no words are known"),
        ('words = ["U", ', "words = [1, ", "must be a list of texts"),
        ("[ikm]", "[ikm", "not valid TOML"),
    ],
)
def test_bad_rules_are_refused_with_the_reason(
    tmp_path: Path, find: str, put: str, reason: str
) -> None:
    text = (SURVEYS / FILE).read_text(encoding="utf-8")
    assert find in text
    (tmp_path / FILE).write_text(text.replace(find, put, 1), encoding="utf-8")
    with pytest.raises(InstrumentError) as caught:
        load_survey_rules(tmp_path)
    assert reason in str(caught.value)


def test_rules_without_any_kind_are_refused(tmp_path: Path) -> None:
    text = (SURVEYS / FILE).read_text(encoding="utf-8")
    start, end = text.index("[[kinds]]"), text.index("# --- IKM")
    (tmp_path / FILE).write_text(text[:start] + text[end:], encoding="utf-8")
    with pytest.raises(InstrumentError, match="there is no kind of survey"):
        load_survey_rules(tmp_path)


def test_an_index_below_the_scale_has_the_lowest_grade():
    assert survey_rules().grade(0.5).code == "D"
