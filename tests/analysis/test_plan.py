"""The plan against calendar and worksheet: laws of any plan, and cases worked out by hand."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.answered import answered
from tests.planned import planned
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.plan import (
    Agreement,
    agreement,
    burn_down,
    in_order,
    least_needed,
    outlook,
    progress,
    reached,
    steps,
)
from zi_analytics.analysis.plan_text import outlook_text, plan_headline, plans_headline
from zi_analytics.analysis.plan_worth import worth
from zi_analytics.analysis.plans import by_unit, plan_table
from zi_analytics.instrument import load
from zi_analytics.programme.actions import Action, State

LKE = load("lke-2021")
TODAY = date(2026, 3, 1)
DAYS = st.integers(0, 120).map(lambda days: date(2026, 1, 1) + timedelta(days=days))
ACTIONS = st.builds(
    Action,
    st.just("x"),
    question=st.sampled_from(["", "A", "B", "C"]),
    points=st.none() | st.integers(0, 40).map(lambda n: n / 8),
    due=st.none() | DAYS,
    state=st.sampled_from(State),
    finished=st.none() | DAYS,
)
PLANS = st.lists(ACTIONS, max_size=12).map(lambda actions: planned(*actions))


@given(PLANS)
def test_a_question_counts_once_and_when_all_about_it_is_done(plan):
    """Added up a second time, with plain loops."""
    most, all_done = defaultdict(float), defaultdict(lambda: True)
    for one in plan:
        action = one.value
        if action.state is State.DROPPED or action.points is None:
            continue
        key = action.question or one.item.number
        most[key] = max(most[key], action.points)
        all_done[key] = all_done[key] and action.state is State.DONE
    found = progress(plan, TODAY)
    assert found.points == pytest.approx(sum(most.values()))
    assert found.points_done == pytest.approx(sum(p for k, p in most.items() if all_done[k]))
    assert found.actions == sum(one.value.state is not State.DROPPED for one in plan)
    assert found.overdue == sum(
        one.value.state in (State.PLANNED, State.RUNNING)
        and one.value.due is not None
        and one.value.due < TODAY
        for one in plan
    )


@given(PLANS)
def test_both_staircases_fall_from_the_whole_to_what_is_left(plan):
    found, sums = burn_down(plan, TODAY), progress(plan, TODAY)
    if found is None:
        assert sums.points == 0
        return
    for stairs in (found.planned, found.done):
        days, heights = zip(*stairs, strict=True)
        assert list(days) == sorted(set(days))
        assert list(heights) == sorted(heights, reverse=True)
        assert heights[0] == pytest.approx(sums.points)
        assert stairs[0][0] <= date(2026, 1, 10)
    assert found.done[-1][1] == pytest.approx(sums.points - sums.points_done)
    assert found.planned[-1][1] == pytest.approx(found.undated)
    assert found.done[-1][0] >= TODAY


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=12).flatmap(
    lambda units: st.tuples(st.just(units), st.lists(ACTIONS, min_size=len(units), max_size=len(units)))
))  # fmt: skip
def test_the_table_of_many_units_says_what_each_plan_says(drawn):
    units, actions = drawn
    plan = [
        replace(one, item=replace(one.item, unit=unit))
        for unit, one in zip(units, planned(*actions), strict=True)
    ]
    table = by_unit(plan_table(plan), TODAY).set_index("unit")
    for unit in set(units):
        mine = [one for one in plan if one.item.unit == unit]
        found = progress(mine, TODAY)
        if not found.actions:
            assert unit not in table.index
            continue
        row = table.loc[unit]
        said = (row["actions"], row["done"], row["open"], row["overdue"])
        assert said == (found.actions, found.done, found.open, found.overdue)
        assert row["points"] == pytest.approx(found.points)
        assert row["points_done"] == pytest.approx(found.points_done)
        due = [a.value.due for a in mine if a.value.state.is_open and a.value.due is not None]
        assert (row["next_due"].date() if due else None) == (min(due) if due else None)


def test_overdue_comes_first_then_by_day():
    plan = planned(
        Action("later", due=date(2026, 4, 1)),
        Action("done", due=date(2026, 1, 1), state=State.DONE),
        Action("no day"),
        Action("late", due=date(2026, 2, 1)),
        Action("latest", due=date(2026, 1, 15), state=State.RUNNING),
    )
    assert [one.value.what for one in in_order(plan, TODAY)] == [
        "latest",
        "late",
        "later",
        "no day",
        "done",
    ]


def test_a_step_waits_for_the_last_of_its_actions():
    one = Action("a", "Q", points=0.5, due=date(2026, 2, 1), state=State.DONE)
    done = replace(one, finished=date(2026, 2, 3))
    (step,) = steps(planned(done, replace(one, state=State.RUNNING, due=date(2026, 5, 1))))
    assert (step.points, step.due, step.finished) == (0.5, date(2026, 5, 1), None)
    (step,) = steps(planned(done, replace(done, finished=date(2026, 2, 20))))
    assert step.finished == date(2026, 2, 20)
    (step,) = steps(planned(one))
    assert step.finished == date(2026, 1, 10)
    assert steps(planned(replace(one, state=State.DROPPED))) == ()


def test_the_least_that_is_needed_by_the_limits_of_the_regulation():
    """WBK: total 75, enablers 40, areas 60 %, 18.25 and 14 of the results (90/2021, Tabel 6)."""
    blank = assess(LKE, answered(LKE, full=False))
    assert least_needed(blank, blank.verdict("WBK")) == pytest.approx(75.0)
    # Without a survey of service quality 82.5 are reached, and only its own 14 are missing.
    ipkp = {"B_II_a": 0.0}
    one = assess(LKE, answered(LKE, **ipkp))
    assert one.total == pytest.approx(82.5)
    assert least_needed(one, one.verdict("WBK")) == pytest.approx(14.0)
    # For WBBM that is 15.75, and the total lacks only 2.5 of these.
    assert least_needed(one, one.verdict("WBBM")) == pytest.approx(15.75)
    full = assess(LKE, answered(LKE))
    assert least_needed(full, full.verdict("WBBM")) == 0.0


def test_the_outlook_has_every_planned_answer_and_never_a_worse_one():
    now = assess(LKE, answered(LKE, A_I_1_i_a=0.0, B_II_a=0.0))
    ipkp = Action("Survei", "B.II.a", points=14.0, answer=0.8, due=date(2026, 5, 1))
    other = Action("x", "A.I.1.i.b", points=0.1, answer=0.5, due=date(2026, 6, 1))
    plan = planned(ipkp, other)
    found = outlook(now, plan)
    assert found.total == pytest.approx(now.total + 14.0)
    when = reached(now, plan, "WBK")
    assert (when.day, when.is_done, when.open) == (date(2026, 5, 1), False, pytest.approx(0.1))
    assert outlook_text(now, found, when, 14.0, TODAY, "en") == (
        "Menuju WBK still lacks 14.00 points. With all planned answers the total is 96.25 and "
        "every limit of it is met. By the due dates that is on 1 May 2026."
    )
    late = outlook_text(now, found, when, 14.0, date(2026, 5, 2), "id")
    assert late.endswith("itu seharusnya pada 1 Mei 2026; yang terlambat menahannya.")
    nothing = planned(replace(ipkp, state=State.DROPPED), Action("y", "nowhere", points=1.0))
    assert outlook(now, nothing).total == pytest.approx(now.total)
    assert reached(now, nothing, "WBK") is None
    said = outlook_text(now, outlook(now, nothing), None, 14.0, TODAY, "id")
    assert said.endswith("tetap belum terpenuhi: Pelayanan publik prima (IPKP).")


@pytest.mark.parametrize(
    ("changes", "day", "is_done"),
    [({"state": State.DONE}, None, True), ({"due": None}, None, False)],
)
def test_done_comes_first_and_without_a_day_last(changes, day, is_done):
    now = assess(LKE, answered(LKE, B_II_a=0.0))
    first = Action("Survei", "B.II.a", points=14.0, answer=0.8, due=date(2026, 5, 1))
    later = Action("x", "A.I.1.i.b", points=0.1, answer=1.0, due=date(2026, 6, 1))
    when = reached(now, planned(later, replace(first, **changes)), "WBK")
    assert (when.day, when.is_done) == (day, is_done)
    assert when.open == pytest.approx(0.1 if is_done else 0.0)


def test_an_action_is_worth_what_its_question_brings():
    now = assess(LKE, answered(LKE, A_I_1_i_a=0.0, B_II_a=0.5))
    # Half of 17.5 is reached; the next limit, an index of 3.2 of 4, is 14.
    one = worth(Action("x", "B.II.a"), now)
    assert (one.points, one.answer) == (pytest.approx(5.25), pytest.approx(0.8))
    assert worth(Action("x", "B.II.a", points=7.0), now).answer == pytest.approx(0.9)
    assert worth(Action("x", "A.I.1.i.b", points=0.1), now).answer is None
    assert worth(Action("x"), now) == Action("x")
    assert worth(Action("x", "B.II.a"), None) == Action("x", "B.II.a")
    # The same question keeps what was planned; another one is worth its own.
    assert worth(replace(one, person="Ani"), now, one) == replace(one, person="Ani")
    other = worth(replace(one, question="A.I.1.i.a"), now, one)
    assert (other.points, other.answer) == (0.25, 1.0)
    none = worth(replace(one, question=""), now, one)
    assert (none.instrument, none.answer) == ("", None)


NOW = assess(LKE, answered(LKE, A_I_1_i_a=0.0, B_II_a=0.9))
STORED = datetime(2026, 2, 10, 8, tzinfo=UTC)
DONE = Action("x", "B.II.a", answer=0.9, state=State.DONE, finished=date(2026, 2, 1))


@pytest.mark.parametrize(
    ("action", "newest", "expected"),
    [
        (DONE, (NOW, STORED), Agreement.AGREES),
        (replace(DONE, answer=0.95), (NOW, STORED), Agreement.NOT_YET),
        (replace(DONE, answer=None), (NOW, STORED), Agreement.NOT_YET),
        (replace(DONE, question="A.I.1.i.a", answer=1.0), (NOW, STORED), Agreement.NOT_YET),
        (replace(DONE, finished=date(2026, 2, 12)), (NOW, STORED), Agreement.NO_NEWER),
        (replace(DONE, question="X.9"), (NOW, STORED), Agreement.NO_NEWER),
        (DONE, None, Agreement.NO_NEWER),
        (replace(DONE, state=State.RUNNING), (NOW, STORED), None),
        (replace(DONE, question=""), (NOW, STORED), None),
    ],
)
def test_the_newest_worksheet_is_asked_whether_it_agrees(action, newest, expected):
    (one,) = planned(action)
    assert agreement(one, newest) is expected


def test_a_done_answer_without_evidence_is_not_proven():
    reading = answered(LKE, B_II_a=0.9)
    answers = {**reading.answers}
    answers["B.II.a"] = answers["B.II.a"]._replace(evidence="xxx")
    bare = assess(LKE, replace(reading, answers=answers))
    (one,) = planned(DONE)
    assert agreement(one, (bare, STORED)) is Agreement.NO_EVIDENCE
    # An assessor's copy without a column for evidence says nothing of it.
    copy = assess(LKE, answered(LKE, evidence="", B_II_a=0.9))
    assert agreement(one, (copy, STORED)) is Agreement.AGREES


def test_the_sentence_comes_with_its_number():
    late = Action("x", "Q", points=2.85, due=date(2026, 1, 1))
    done = Action("y", "R", points=1.25, state=State.DONE)
    found = progress(planned(late, done), TODAY)
    assert plan_headline(found, "id") == (
        "1 tindakan terlambat; yang selesai menutup 1,25 dari 4,10 poin yang direncanakan."
    )
    assert plan_headline(found, "en") == (
        "1 action is overdue; what is done closes 1.25 of 4.10 planned points."
    )
    bare = progress(planned(Action("x"), Action("y", state=State.DONE)), TODAY)
    assert plan_headline(bare, "id") == "Tidak ada tindakan yang terlambat; 1 dari 2 selesai."
    assert plan_headline(progress([], TODAY), "id") == "Belum ada tindakan yang direncanakan."
    units = by_unit(plan_table(planned(late, done)), TODAY)
    assert plans_headline(units, 3, "id") == (
        "1 tindakan terlambat di 1 unit; 1,25 dari 4,10 poin yang direncanakan sudah tertutup. "
        "3 unit belum punya rencana."
    )
    assert plans_headline(units.iloc[:0], 3, "id") == "Belum ada unit yang punya rencana."
