"""A road applied to a real worksheet and scored again from its bytes: every rule is met, and with
any one step left out it is not. The rule itself is the independent calculation's."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.worksheets.filled_blanks import FilledBlank, Typed, draw
from tests.worksheets.scored import assessment, check_rule, score
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.road import Road, Step, Wishes, counts_of, find_road, start
from zi_analytics.instrument import AnswerKind, load
from zi_analytics.workbook.reader import read_bytes

LKE = load("lke-2021")


def typed(answers: dict[str, Typed], steps: tuple[Step, ...]) -> dict[str, Typed]:
    """The answers with the steps typed in, as a person reads them off the page."""
    found = dict(answers)
    for step in steps:
        kind = LKE.type_of(step.question.code).kind
        if step.key is not None:
            found[step.question.code] = step.key
        elif kind is AnswerKind.INDEX:
            found[step.question.code] = round(step.after * 4, 2)
        else:
            assert step.counts
            found.update({count.code: count.after for count in step.counts})
    return found


@pytest.mark.parametrize(("target", "seed", "quality"), [("WBK", 1, 0.65), ("WBBM", 0, 0.85)])
def test_a_road_passes_and_none_of_its_steps_is_one_too_many(
    target: str, seed: int, quality: float, tmp_path: Path
) -> None:
    answers = draw(LKE, Random(seed), quality)
    reading = read_bytes(FilledBlank("kini.xlsx", "lke-2021", answers).data(), "kini.xlsx")
    found = assess(LKE, reading.assessments[0])
    assert not found.verdict(target).passed
    counts = counts_of(LKE, reading.assessments[0])
    road = find_road(start(LKE, found.values, counts, Wishes(target)))
    assert isinstance(road, Road)
    assert road.passes
    assert 2 <= len(road.steps) <= 7
    ways = {"semua.xlsx": road.steps}
    for step in road.steps:
        others = tuple(other for other in road.steps if other is not step)
        ways[f"tanpa {step.question.code}.xlsx"] = others
    files = {
        name: FilledBlank(name, "lke-2021", typed(answers, steps)).data()
        for name, steps in ways.items()
    }
    entries = score(files, tmp_path)
    for name, steps in ways.items():
        part = assessment(entries[name], "unit")
        check_rule(part, typed(answers, steps))
        assert part["predicate"][target]["passed"] == (name == "semua.xlsx"), name
    whole = assessment(entries["semua.xlsx"], "unit")
    assert whole["points"]["TOTAL"] == pytest.approx(road.after, abs=1e-9)
    told = {rule["code"]: rule["passed"] for rule in whole["predicate"][target]["rules"]}
    assert told == {rule.limit.code: True for rule in road.rules if rule.predicate == target}
