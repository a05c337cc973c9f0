"""The plan held against calendar and worksheet: what is overdue, what it brings, what is confirmed.

Points of a question count once, however many actions are about it: they are won when the last of
these is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

import numpy as np

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.evidence import is_proven, shows_evidence
from zi_analytics.analysis.overview import Rule, rules
from zi_analytics.programme.actions import Action, State
from zi_analytics.programme.documents import Kept
from zi_analytics.scoring import Verdict, judge, judge_many, score

_LEAST = 1e-9
Planned = Kept[Action]


class Agreement(StrEnum):
    """What the newest worksheet says of an action that is done."""

    AGREES = "agrees"
    NOT_YET = "not-yet"
    NO_EVIDENCE = "no-evidence"
    NO_NEWER = "no-newer"


@dataclass(frozen=True, slots=True)
class Step:
    """What one question of the plan brings, or one action without a question.

    ``answer`` is the best that is planned for the question. ``due`` is None where an open action
    has no day, ``finished`` None while one is open.
    """

    question: str
    points: float
    answer: float | None
    due: date | None
    finished: date | None


@dataclass(frozen=True, slots=True)
class Reached:
    """Where on the plan's way every rule of a predicate is met.

    ``day`` is the due date that brings it, None where done actions alone do or where it takes
    those without a day; ``is_done`` tells which. ``open`` are the points that are open then.
    """

    predicate: str
    day: date | None
    is_done: bool
    open: float


@dataclass(frozen=True, slots=True)
class Progress:
    """Actions that were not dropped, and their points."""

    actions: int
    done: int
    overdue: int
    points: float
    points_done: float

    @property
    def open(self) -> int:
        """How many are still to be done."""
        return self.actions - self.done


@dataclass(frozen=True, slots=True)
class BurnDown:
    """Points still open: as planned by the due dates, and as it went until today.

    Each is corners of a staircase, the oldest first. ``undated`` are open points without a day.
    """

    planned: tuple[tuple[date, float], ...]
    done: tuple[tuple[date, float], ...]
    undated: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the worksheet would reach with every planned answer in it."""

    total: float
    verdicts: tuple[Verdict, ...]


def finished_on(one: Planned) -> date | None:
    """The day an action was done; where nobody said it, that on which it was marked so."""
    if one.value.state is not State.DONE:
        return None
    return one.value.finished or one.item.at.astimezone().date()


def steps(plan: Iterable[Planned]) -> tuple[Step, ...]:
    """What the plan brings, question by question; dropped actions bring nothing."""
    groups: dict[str, list[Planned]] = {}
    for one in plan:
        worth = one.value.points is not None or one.value.answer is not None
        if one.value.state is not State.DROPPED and worth:
            groups.setdefault(one.value.question or f"#{one.item.number}", []).append(one)
    return tuple(_step(group) for group in groups.values())


def _step(group: Sequence[Planned]) -> Step:
    finished = [finished_on(one) for one in group]
    days = [day for day in finished if day is not None]
    still = [one.value.due for one in group if one.value.state.is_open]
    due = [one.value.due for one in group if one.value.due is not None]
    return Step(
        question=group[0].value.question,
        points=max(one.value.points or 0.0 for one in group),
        answer=max((o.value.answer for o in group if o.value.answer is not None), default=None),
        due=None if None in still or not due else max(due),
        finished=max(days) if len(days) == len(group) else None,
    )


def progress(plan: Sequence[Planned], today: date) -> Progress:
    """How far the plan is."""
    live = [one.value for one in plan if one.value.state is not State.DROPPED]
    brought = steps(plan)
    return Progress(
        actions=len(live),
        done=sum(action.state is State.DONE for action in live),
        overdue=sum(action.is_overdue(today) for action in live),
        points=sum(step.points for step in brought),
        points_done=sum(step.points for step in brought if step.finished is not None),
    )


def in_order(plan: Iterable[Planned], today: date) -> list[Planned]:
    """Overdue first, then by day; what has none and what is closed comes last."""

    def place(one: Planned) -> tuple[int, date, int]:
        action = one.value
        if not action.state.is_open:
            return 2, date.max, -one.item.number
        # What has no day follows on all that has.
        return int(not action.is_overdue(today)), action.due or date.max, one.item.number

    return sorted(plan, key=place)


def burn_down(plan: Sequence[Planned], today: date) -> BurnDown | None:
    """The two staircases of the plan as it stands today; None where it brings no points."""
    brought = [step for step in steps(plan) if step.points > _LEAST]
    if not brought:
        return None
    begin = min(one.item.created_at.astimezone().date() for one in plan)
    begin = min([begin, *(step.finished for step in brought if step.finished is not None)])
    # What was done without ever having had a day falls on the day it was done.
    days = [(step.due or step.finished, step.points) for step in brought]
    due = [(max(day, begin), points) for day, points in days if day is not None]
    done = [(step.finished, step.points) for step in brought if step.finished is not None]
    if begin in {day for day, _ in (*due, *done)}:
        # What falls on the first day falls from the whole.
        begin -= timedelta(days=1)
    whole = sum(step.points for step in brought)
    return BurnDown(
        planned=_stairs(begin, whole, due, begin),
        done=_stairs(begin, whole, done, max(today, begin)),
        undated=sum(s.points for s in brought if s.due is None and s.finished is None),
    )


def _stairs(
    begin: date, whole: float, falls: Iterable[tuple[date, float]], until: date
) -> tuple[tuple[date, float], ...]:
    corners = {begin: whole}
    for day, points in sorted(falls):
        whole = max(whole - points, 0.0)
        corners[day] = whole
    corners.setdefault(max(until, *corners), whole)
    return tuple(corners.items())


def least_needed(assessed: Assessed, verdict: Verdict) -> float:
    """The least points with which every rule of a predicate could be met.

    What an area lacks counts towards the sums that it is part of: of a rule and those inside it
    the larger need counts. 0 when all rules are met.
    """
    missing: dict[frozenset[int], float] = {}
    for rule in rules(assessed, verdict):
        questions = _questions(assessed, rule)
        missing[questions] = max(rule.missing, missing.get(questions, 0.0))
    below: dict[frozenset[int] | None, list[frozenset[int]]] = {}
    for questions in missing:
        around = [other for other in missing if questions < other]
        below.setdefault(min(around, key=len, default=None), []).append(questions)

    def needed(questions: frozenset[int]) -> float:
        return max(missing[questions], sum(map(needed, below.get(questions, ()))))

    return sum(map(needed, below.get(None, ())))


def _questions(assessed: Assessed, rule: Rule) -> frozenset[int]:
    instrument = assessed.instrument
    rows = [place for place, node in enumerate(instrument.scored) if node.code in rule.limit.nodes]
    return frozenset(np.flatnonzero(instrument.matrix[rows].any(axis=0)).tolist())


def outlook(assessed: Assessed, plan: Iterable[Planned]) -> Outlook:
    """What is reached when every planned answer is given; a better one of today stays."""
    points = score(assessed.instrument, _ways(assessed, steps(plan))[-1])
    return Outlook(float(points[0]), judge(assessed.instrument, points))


def reached(assessed: Assessed, plan: Iterable[Planned], predicate: str) -> Reached | None:
    """When the plan meets every rule of ``predicate`` that the worksheet shows; None if never.

    What is done comes first, then what has a due date by that date, then the rest.
    """
    way = sorted(steps(plan), key=lambda s: (s.finished is None, s.due or date.max))
    points = score(assessed.instrument, _ways(assessed, way))
    judged = next(
        one for one in judge_many(assessed.instrument, points) if one.predicate.code == predicate
    )
    met = np.flatnonzero(judged.met.all(axis=1))
    if not len(met):
        return None
    taken = int(met[0])
    last = way[taken - 1] if taken else None
    is_done = last is None or last.finished is not None
    left = sum(step.points for step in way[taken:] if step.finished is None)
    return Reached(predicate, None if is_done or last is None else last.due, is_done, left)


def _ways(assessed: Assessed, way: Sequence[Step]) -> np.ndarray:
    """The values of today, then with one planned answer after the other, as rows."""
    column = {question.code: i for i, question in enumerate(assessed.instrument.questions)}
    values = np.tile(np.nan_to_num(assessed.values), (len(way) + 1, 1))
    for place, step in enumerate(way, start=1):
        at = column.get(step.question)
        if at is not None and step.answer is not None:
            values[place:, at] = np.maximum(values[place:, at], step.answer)
    return values


def agreement(one: Planned, newest: tuple[Assessed, datetime] | None) -> Agreement | None:
    """Whether the newest worksheet shows what was done; None for what is not done or is about no
    question.

    ``newest`` is that worksheet with the moment it was stored. Without a planned answer, full
    marks are expected.
    """
    action, finished = one.value, finished_on(one)
    if finished is None or not action.question:
        return None
    if newest is None or newest[1].astimezone().date() < finished:
        return Agreement.NO_NEWER
    assessed = newest[0]
    place = [question.code for question in assessed.instrument.questions]
    if action.question not in place:
        return Agreement.NO_NEWER
    value = float(assessed.values[place.index(action.question)])
    expected = 1.0 if action.answer is None else action.answer
    if not value >= expected - _LEAST:
        return Agreement.NOT_YET
    answer = assessed.reading.answers.get(action.question)
    if shows_evidence(assessed.reading) and not is_proven(answer):
        return Agreement.NO_EVIDENCE
    return Agreement.AGREES
