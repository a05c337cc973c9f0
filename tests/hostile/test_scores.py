"""The whole way: a worksheet in odd clothes gives the answers that the clean one gives."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hostile import books
from tests.hostile.case import Case
from tests.hostile.collection import all_cases
from tests.hostile.outcome import code_of, outcome
from zi_analytics.workbook.child import Children
from zi_analytics.workbook.reader import read_bytes, warm_up
from zi_analytics.workbook.reading import Reading

Answers = dict[str, dict[str, tuple[str, float | None]]]
READ = [
    case
    for case in all_cases()
    if case.expect in ("accept", "either") and case.same and case.judged == "cells"
]
TAMPERED = [case for case in all_cases() if case.judged == "reading"]
NAMED = [
    *TAMPERED,
    *(
        case
        for case in all_cases()
        if case.expect == "warn" and case.same and case.judged == "cells"
    ),
]


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    with Children(prepare=warm_up) as pool:
        yield pool


@pytest.fixture(scope="module")
def clean(children: Children) -> Answers:
    answers = _answers(children.run(read_bytes, books.book(), "plain.xlsx"))
    assert answers.keys() == {"unit", "tpi"}
    assert all(
        sum(value is not None for _, value in one.values()) > 100 for one in answers.values()
    )
    return answers


def _answers(reading: Reading) -> Answers:
    return {
        one.assessor: {code: (str(a.state), a.value) for code, a in one.answers.items()}
        for one in reading.assessments
    }


@pytest.mark.parametrize("case", READ, ids=lambda case: f"{case.category}-{case.name}")
def test_same_answers(case: Case, children: Children, clean: Answers) -> None:
    result = outcome(children, read_bytes, case.data, case.name)
    if code_of(result):
        assert case.expect == "either", result.finding
    else:
        assert _answers(result) == clean


@pytest.mark.parametrize("case", NAMED, ids=lambda case: f"{case.category}-{case.name}")
def test_what_is_odd_is_named_in_the_reading(case: Case, children: Children) -> None:
    result = outcome(children, read_bytes, case.data, case.name)
    assert not code_of(result)
    assert {finding.code for finding in result.findings} & set(case.codes)


@pytest.mark.parametrize("case", TAMPERED, ids=lambda case: f"{case.category}-{case.name}")
def test_tampering_changes_no_answer(case: Case, children: Children, clean: Answers) -> None:
    assert _answers(outcome(children, read_bytes, case.data, case.name)) == clean
