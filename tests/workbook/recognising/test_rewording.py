"""A question changed to another one is told; one that was only retyped is not."""

from __future__ import annotations

import tomllib
from random import Random
from typing import Any

import pytest

from scripts.worksheets import layout_2021
from scripts.worksheets.filling import Filling
from tests.instrument.small import CASES
from tests.workbook.written import only, read_made, told
from tests.worksheets.drawings import TREE, drawn
from zi_analytics.instrument import available, load
from zi_analytics.workbook.recognising.matching import expectation
from zi_analytics.workbook.recognising.rewording import is_same_wording

WRITTEN = tomllib.loads((CASES / "workbook" / "rewordings.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", WRITTEN, ids=lambda case: case["name"])
def test_a_reworded_question_is_told_and_still_read(case: dict[str, Any]) -> None:
    worksheet = layout_2021.make(TREE, Filling(drawn(90, blank=0.0)["unit"]))
    row = worksheet.rows[case["code"]]
    label = TREE.line[case["code"]].label
    (column,) = (c for c in range(2, 8) if worksheet.main.value(row, c) == label)
    worksheet.main.put(row, column, case["text"])
    reading = read_made(worksheet)
    found = [f for f in reading.findings if f.code == "question-reworded"]
    assert [f.question for f in found] == ([case["code"]] if case["told"] else [])
    if found:
        assert (found[0].cell, dict(found[0].details)["text"]) == (
            f"{' ABCDEFG'[column]}{row}",
            case["text"],
        )
    assert only(reading).answers[case["code"]].cell == worksheet.cell(case["code"])


def _mistyped(wording: frozenset[str], random: Random) -> frozenset[str]:
    """One word in six with two letters in each other's place."""
    typed = set()
    for word in wording:
        place = random.randrange(len(word) - 1)
        swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        typed.add(swapped if len(word) > 6 and random.random() < 1 / 6 else word)
    return frozenset(typed)


@pytest.mark.parametrize("instrument_id", available())
def test_no_known_wording_is_told_whole_or_mistyped(instrument_id: str) -> None:
    random = Random(instrument_id)
    for wordings in expectation(load(instrument_id)).wordings.values():
        for wording in wordings:
            assert is_same_wording(wording, wordings)
            assert is_same_wording(_mistyped(wording, random), wordings)


def test_what_is_found_by_its_place_alone_is_not_told_twice() -> None:
    worksheet = layout_2021.make(TREE, Filling(drawn(90, blank=0.0)["unit"]))
    worksheet.main.put(worksheet.rows["A.I.4.ii.f"], 7, "Xyz qwerty")
    findings = read_made(worksheet).findings
    assert len(told(findings, "question-found-by-place")) == 1
    assert not told(findings, "question-reworded")
