"""A road put into a real worksheet and scored again from its bytes: every rule is met, and with any
one step left out it is not. The rule itself is the independent calculation's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from tests.worksheets.filled_blanks import FilledBlank, Typed, draw
from tests.worksheets.scored import assessment, check_rule, score
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.road import Road, Step, Wishes, counts_of, find_road, start
from zi_analytics.instrument import AnswerKind, load
from zi_analytics.workbook.filling.fill import fill_assessment
from zi_analytics.workbook.reader import read_bytes
from zi_analytics.workbook.reading import Answer, AssessmentReading, State

LKE = load("lke-2021")
DRAWN = (("WBK", 1, 0.65), ("WBBM", 0, 0.85))
"""Target, seed and quality: each needs a few steps, counts of a ratio among them."""


def test_a_road_passes_and_none_of_its_steps_is_one_too_many(tmp_path: Path) -> None:
    files: dict[str, bytes] = {}
    expected: dict[str, tuple[str, dict[str, Typed], Road]] = {}
    for target, seed, quality in DRAWN:
        answers = draw(LKE, Random(seed), quality)
        original = FilledBlank("kini.xlsx", "lke-2021", answers).data()
        (reading,) = read_bytes(original, "kini.xlsx").assessments
        found = assess(LKE, reading)
        assert not found.verdict(target).passed
        road = find_road(start(LKE, found.values, counts_of(LKE, reading), Wishes(target)))
        assert isinstance(road, Road)
        assert any(step.counts for step in road.steps)
        ways = {f"{target} semua.xlsx": road.steps}
        for step in road.steps:
            others = tuple(other for other in road.steps if other is not step)
            ways[f"{target} tanpa {step.question.code}.xlsx"] = others
        for name, steps in ways.items():
            changed = typed(steps)
            files[name] = fill_assessment(original, name, written(changed)).data
            expected[name] = (target, {**answers, **changed}, road)
    entries = score(files, tmp_path)
    for name, (target, answers, road) in expected.items():
        part = assessment(entries[name], "unit")
        check_rule(part, answers)
        is_whole = name == f"{target} semua.xlsx"
        assert part["predicate"][target]["passed"] == is_whole, name
        if is_whole:
            assert part["points"]["TOTAL"] == pytest.approx(road.after, abs=1e-9)
    assert len(files) == 10


def typed(steps: tuple[Step, ...]) -> dict[str, Typed]:
    """What a person types for the steps, reading them off the page."""
    found: dict[str, Typed] = {}
    for step in steps:
        if step.key is not None:
            found[step.question.code] = step.key
        elif LKE.type_of(step.question.code).kind is AnswerKind.INDEX:
            found[step.question.code] = round(step.after * 4, 2)
        else:
            assert step.counts
            found.update({count.code: count.after for count in step.counts})
    return found


def written(changed: Mapping[str, Typed]) -> AssessmentReading:
    """The same as answers that are put into the unit's own column."""
    answers = {}
    for code, answer in changed.items():
        options = {option.key: option.value for option in LKE.type_of(code).options}
        value = options[answer] if isinstance(answer, str) else float(answer)
        if LKE.type_of(code).kind is AnswerKind.INDEX:
            value /= 4
        answers[code] = Answer(code, State.ANSWERED, value)
    return AssessmentReading("unit", answers, {})
