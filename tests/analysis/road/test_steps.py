"""What a question can become, by hand; and what a road says of steps, rules and safety."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.answered import answered
from zi_analytics.analysis.assessed import Assessed, assess
from zi_analytics.analysis.road import (
    Institution,
    NoWay,
    Objective,
    Road,
    Surveys,
    View,
    Wishes,
    apply,
    checklist,
    counts_of,
    find_road,
    joined,
    moves_of,
    reach_many,
    safety,
    start,
)
from zi_analytics.analysis.road.demands import demands
from zi_analytics.analysis.road.text import (
    after_text,
    before_text,
    headline,
    no_way_headline,
    surveys_text,
    unlocking_text,
)
from zi_analytics.instrument import load

LKE = load("lke-2021")
COLUMN = {question.code: place for place, question in enumerate(LKE.questions)}
WBBM = Wishes("WBBM", surveys=Surveys.LIMIT)


def of(full: bool = True, **changed: float | None) -> Assessed:
    return assess(LKE, answered(LKE, full, **changed))


def road(found: Assessed, wishes: Wishes = WBBM, alternatives: int = 0) -> Road | NoWay:
    begin = start(LKE, found.values, counts_of(LKE, found.reading), wishes)
    return find_road(begin, alternatives)


def steps_of(code: str, wishes: Wishes = WBBM, **changed: float | None) -> list[tuple[float, ...]]:
    """(value, effort) of everything that a question can become."""
    found = of(**changed)
    begin = start(LKE, found.values, counts_of(LKE, found.reading), wishes)
    return [
        (pytest.approx(one.value), pytest.approx(one.effort)) for one in begin.answers[COLUMN[code]]
    ]


def counts(closed: float | None, due: float | None, open_: float | None = None) -> dict[str, float]:
    names = {"3": closed, "1": due, "2": open_}
    value = None if not due or closed is None else min(closed / due, 1.0)
    changed = {f"A_II_5_ii_x_{number}": count for number, count in names.items()}
    return {"A_II_5_ii_x": value, **changed}


def test_a_choice_becomes_each_better_option_and_costs_its_steps() -> None:
    assert steps_of("A.I.1.iii.a", A_I_1_iii_a=0.33) == [(0.67, 1.5), (1.0, 3.0)]
    assert steps_of("A.I.1.iii.a", A_I_1_iii_a=None) == [(0.33, 1.5), (0.67, 3.0), (1.0, 4.5)]
    assert steps_of("A.I.1.iii.a") == []


def test_the_effort_is_the_users_where_he_says_so() -> None:
    wishes = replace(WBBM, efforts={"A.I.1.iii.a": 10.0})
    assert steps_of("A.I.1.iii.a", wishes, A_I_1_iii_a=0.33) == [(0.67, 10.0), (1.0, 20.0)]


def test_a_ratio_rises_by_the_next_feasible_counts() -> None:
    """Complaints closed from 3 of 5 to 4 or to 5; those in process fall with it."""
    found = of(**counts(3, 5, 2))
    begin = start(LKE, found.values, counts_of(LKE, found.reading), WBBM)
    better = begin.answers[COLUMN["A.II.5.ii.-"]]
    assert [one.value for one in better] == [pytest.approx(0.8), 1.0]
    assert [one.effort for one in better] == [pytest.approx(2.0), pytest.approx(4.0)]
    assert [[(c.before, c.after) for c in one.counts] for one in better] == [
        [(3, 4), (2, 1)],
        [(3, 5), (2, 0)],
    ]


def test_what_is_in_process_stays_where_it_never_added_up() -> None:
    found = of(**counts(3, 5, 9))
    begin = start(LKE, found.values, counts_of(LKE, found.reading), WBBM)
    assert [len(one.counts) for one in begin.answers[COLUMN["A.II.5.ii.-"]]] == [1, 1]


def test_a_fall_rises_by_every_case_less() -> None:
    changed = {"A_II_3_iii_a": 1 / 4, "A_II_3_iii_a_1": 4.0, "A_II_3_iii_a_2": 3.0}
    found = of(**changed)
    begin = start(LKE, found.values, counts_of(LKE, found.reading), WBBM)
    better = begin.answers[COLUMN["A.II.3.iii.a"]]
    assert [(one.value, one.counts[0].after) for one in better] == [(0.5, 2), (0.75, 1), (1.0, 0)]


@pytest.mark.parametrize("changed", [counts(None, None), counts(3, None), counts(0, 0)])
def test_a_ratio_without_a_whole_can_only_become_full(changed: dict[str, float]) -> None:
    changed["A_II_5_ii_x"] = None
    found = of(**changed)
    begin = start(LKE, found.values, counts_of(LKE, found.reading), WBBM)
    assert [(one.value, one.counts) for one in begin.answers[COLUMN["A.II.5.ii.-"]]] == [(1.0, ())]


def test_of_very_many_counts_a_hundred_are_offered_and_the_last_is_among_them() -> None:
    better = steps_of("A.II.5.ii.-", **counts(100, 1100, 1000))
    assert len(better) == 100
    assert better[-1][0] == 1.0


def test_a_survey_rises_in_steps_of_a_twentieth_and_just_to_its_limit() -> None:
    free = replace(WBBM, surveys=Surveys.FREE)
    assert [s[0] for s in steps_of("B.I.a", B_I_a=3.47 / 4)] == [3.5 / 4, 3.55 / 4, 3.6 / 4]
    assert [s[0] for s in steps_of("B.I.a", free, B_I_a=3.88 / 4)] == [3.9 / 4, 3.95 / 4, 1.0]
    assert steps_of("B.I.a", replace(WBBM, surveys=Surveys.LOCKED), B_I_a=0.5) == []
    assert steps_of("B.I.a", B_I_a=3.7 / 4) == []
    assert [s[1] for s in steps_of("B.I.a", B_I_a=3.5 / 4)] == [4.0, 8.0]
    assert steps_of("B.I.a", B_I_a=None)[0] == (0.25, 4.0)


def test_wbbm_asks_for_what_wbk_asks_beyond_it_as_well() -> None:
    """All of its own limits are as high or higher, so none of WBK's comes on top."""
    assert {demand.predicate for demand in demands(LKE, "WBBM")} == {"WBBM"}
    lower = tuple(
        replace(one, limits=tuple(r for r in one.limits if r.code != "enabler"))
        if one.code == "WBBM"
        else one
        for one in LKE.predicates
    )
    beyond = demands(replace(LKE, predicates=lower), "WBBM")
    assert [(d.limit.code, d.predicate) for d in beyond[-1:]] == [("enabler", "WBK")]


def test_the_road_names_questions_rules_and_what_it_comes_to() -> None:
    found = of(B_I_b=0.5, B_II_a=3.4 / 4)
    way = road(found)
    assert isinstance(way, Road)
    assert [(s.question.code, s.in_hand) for s in way.steps] == [("B.I.b", True), ("B.II.a", False)]
    assert way.after == pytest.approx(100 - 5 * 0.25 - 17.5 * 0.1)
    # Performance 0.75 brings 3.75 of its 3.75: the fewest questions, then the least effort.
    assert [(r.limit.code, round(r.slack, 9)) for r in way.binding] == [
        ("performance", 0.0),
        ("service", 0.0),
    ]
    assert headline(LKE, way, "id") == (
        "2 pertanyaan cukup untuk Menuju WBBM: Capaian kinerja lebih baik; "
        "Indeks persepsi kualitas pelayanan (IPKP)."
    )
    assert surveys_text(way, "en") == (
        "1 of them is a survey index: respondents decide it, nobody has it in hand."
    )
    texts = [(before_text(s, LKE, "id"), after_text(s, LKE, "id")) for s in way.steps]
    assert texts == [("C", "B"), ("indeks 3,40", "indeks 3,60")]


def test_nothing_must_change_where_all_is_met() -> None:
    way = road(of())
    assert isinstance(way, Road)
    assert (way.steps, way.binding, way.passes) == ((), (), True)
    assert headline(LKE, way, "en") == (
        "Every rule of Menuju WBBM is met as it is: nothing must change."
    )


def test_a_survey_too_low_while_surveys_are_locked_is_no_way_and_says_by_how_much() -> None:
    found = road(of(B_I_a=3.5 / 4), replace(WBBM, surveys=Surveys.LOCKED))
    assert isinstance(found, NoWay)
    # 3.5 / 4 × 17.5 = 15.3125 where 15.75 are asked; the clean bureaucracy has 20.3125 of 19.50.
    assert [(s.limit.code, s.gap) for s in found.shortfalls] == [("ipak", pytest.approx(0.4375))]
    assert no_way_headline(LKE, found, "id") == (
        "Belum ada jalan ke Menuju WBBM: Survei persepsi korupsi (IPAK) paling tinggi mencapai "
        "15,31 dari 15,75 poin, kurang 0,44."
    )
    assert unlocking_text(found, "en").startswith("What is locked")


def test_locked_left_out_and_decided_questions_are_so() -> None:
    found = of(B_I_b=0.5)
    for wishes in (
        replace(WBBM, locked=frozenset({"B.I.b"})),
        replace(WBBM, excluded=frozenset({"B.I.b"})),
    ):
        assert isinstance(road(found, wishes), NoWay)
    decided = road(found, replace(WBBM, decided={"B.I.b": 1.0}))
    assert isinstance(decided, Road)
    assert [(s.after, s.decided) for s in decided.steps] == [(1.0, True)]
    already = road(of(), replace(WBBM, decided={"B.I.b": 0.5}))
    assert isinstance(already, Road)
    assert already.steps == ()


def test_a_budget_buys_the_most_points_and_is_told_when_it_is_overdrawn() -> None:
    found = of(B_I_b=0.5, A_I_1_ii_a=0.0, A_I_1_iii_a=0.67)
    # Per effort: performance 1.25 / 5, a work plan 1/3 / 3, monitoring 0.11 / 1.5.
    bought = road(found, Wishes("WBBM", Objective.POINTS, budget=8.0))
    assert isinstance(bought, Road)
    assert [step.question.code for step in bought.steps] == ["B.I.b", "A.I.1.ii.a"]
    assert headline(LKE, bought, "en").endswith("That meets every rule of Menuju WBBM.")
    little = road(found, Wishes("WBBM", Objective.POINTS, budget=4.0))
    assert isinstance(little, Road)
    assert headline(LKE, little, "id").endswith("2 aturan Menuju WBBM masih belum dipenuhi.") is (
        sum(not rule.met_after for rule in little.rules) == 2
    )
    over = road(found, Wishes("WBBM", Objective.POINTS, budget=4.0, decided={"B.I.b": 1.0}))
    assert isinstance(over, NoWay)
    assert over.over == pytest.approx(6.0)
    assert "6" in no_way_headline(LKE, over, "id")


def test_a_percentage_that_is_typed_rises_by_tenths_and_just_to_its_limit() -> None:
    """52/2014: of the audit findings 3.5 of 5 points must be followed up."""
    older = load("lke-2014")
    values = np.ones(len(older.questions))
    column = [question.code for question in older.questions].index("B.I.b")
    values[column] = 0.45
    begin = start(older, values, {}, Wishes("WBBM", Objective.EFFORT))
    shares = [one.value for one in begin.answers[column]]
    assert shares == [0.5, 0.6, pytest.approx(0.7), 0.8, 0.9, 1.0]
    way = find_road(begin)
    assert isinstance(way, Road)
    assert [(s.question.code, s.after) for s in way.steps] == [("B.I.b", pytest.approx(0.7))]
    reach = joined(list(reach_many(older, values[None], Wishes("WBBM"))))
    assert reach.questions.tolist() == [1]


def test_the_short_form_has_no_steps() -> None:
    form = load("ringkas")
    values = np.full(len(form.questions), 0.1)
    found = find_road(start(form, values, {}, Wishes("WBK")))
    assert isinstance(found, NoWay)


def test_moved_by_hand_it_comes_to_what_the_road_says() -> None:
    found = of(B_I_b=0.5, B_II_a=3.4 / 4)
    way = road(found)
    assert isinstance(way, Road)
    moved = apply(LKE, found.values, moves_of(way.steps), "WBBM")
    assert moved.total == pytest.approx(way.after)
    assert moved.rules == way.rules
    assert [verdict.passed for verdict in moved.verdicts] == [True, True]
    blank = apply(LKE, found.values, {"B.I.b": None}, "WBBM")
    assert blank.total == pytest.approx(found.total - 2.5)
    with pytest.raises(ValueError, match="outside"):
        apply(LKE, found.values, {"B.I.b": 1.2}, "WBBM")
    with pytest.raises(KeyError):
        apply(LKE, found.values, {"A.I": 1.0}, "WBBM")


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from([None, 0.0, 0.33, 0.5, 0.67, 1.0]), min_size=113, max_size=113),
    st.lists(st.floats(0, 1), min_size=113, max_size=113),
)
def test_a_better_answer_never_lowers_anything(
    now: list[float | None], better: list[float]
) -> None:
    values = np.array([np.nan if value is None else value for value in now])
    moves = {
        question.code: max(value, new, 0.0)
        for question, value, new in zip(
            LKE.questions, np.nan_to_num(values).tolist(), better, strict=True
        )
    }
    moved = apply(LKE, values, moves, "WBBM")
    assert all(rule.after >= rule.before - 1e-9 for rule in moved.rules)
    assert not any(rule.met_before and not rule.met_after for rule in moved.rules)


def test_the_worksheet_shows_one_condition_and_a_person_knows_the_others() -> None:
    found = of(A_II_5_iii_2_x=0.5)
    lines = checklist(LKE, found.values, "WBBM", Institution.LOCAL)
    assert [line.code for line in lines] == [
        *("held-WBK", "bpk-opinion", "institution-sakip-wbbm", "rb-index-local-wbbm"),
        *("spip-maturity", "core-service", "public-impact", "audit-follow-up"),
        *("asset-declarations", "building-wbbm", "unit-sakip-wbbm"),
    ]
    seen = {line.code: line.seen for line in lines if line.seen is not None}
    assert seen == {"asset-declarations": False}
    assert [line.is_met(True) for line in lines] == [line.code not in seen for line in lines]
    full = checklist(LKE, of().values, "WBK", Institution.MINISTRY)
    assert [line.code for line in full if line.seen] == ["asset-declarations"]
    assert "rb-index-ministry-wbk" in [line.code for line in full]
    assert "held-WBK" not in [line.code for line in full]


def test_the_margin_of_safety_counts_a_cut_and_what_is_proven() -> None:
    found = of(B_I_b=0.5)
    way = road(found)
    assert isinstance(way, Road)
    kept = np.ones(113)
    kept[COLUMN["A.II.6.ii.-"]] = 0.5
    proven = np.ones(113, dtype=bool)
    proven[COLUMN["A.I.1.ii.a"]] = False
    held = safety(LKE, found.values, counts_of(LKE, found.reading), way, kept, proven)
    assert [one.view for one in held] == [View.CLAIMED, View.CUT, View.PROVEN]
    assert [one.after for one in held] == [
        pytest.approx(way.after),
        pytest.approx(way.after - 1.25),
        pytest.approx(way.after - 1 / 3),
    ]
    assert all(one.passes for one in held)
    assert [len(one.whole.steps) for one in held if isinstance(one.whole, Road)] == [1, 1, 1]
    without = safety(LKE, found.values, {}, way, None, np.zeros(113, dtype=bool))
    assert [one.view for one in without] == [View.CLAIMED, View.PROVEN]
    # Nothing proven: only the road's own step counts, and the way is to prove all that is needed.
    assert without[1].after == pytest.approx(3.75)
    assert not without[1].passes
    assert isinstance(without[1].whole, Road)
    assert without[1].whole.passes


def test_the_reach_of_many_agrees_with_every_single_road() -> None:
    random = np.random.default_rng(7)
    values = random.choice([0.0, 0.5, 0.67, 1.0], size=(40, 113), p=[0.05, 0.15, 0.2, 0.6])
    values[:, COLUMN["B.I.a"]] = random.uniform(0.8, 0.95, 40)
    values[:, COLUMN["B.II.a"]] = random.uniform(0.7, 0.95, 40)
    values[random.random(values.shape) < 0.02] = np.nan
    wishes = replace(WBBM, locked=frozenset({"A.II.6.ii.-"}))
    reach = joined(list(reach_many(LKE, values, wishes)))
    for row, one in enumerate(values):
        way = find_road(start(LKE, one, {}, wishes))
        expected = -1 if isinstance(way, NoWay) else len(way.steps)
        assert reach.questions[row] == expected
    assert reach.within(5).sum() == ((reach.questions > 0) & (reach.questions <= 5)).sum()
    rows = np.ones(len(reach), dtype=bool)
    assert reach.lifting(rows).sum() == reach.questions[reach.questions > 0].sum()
