"""Small cases drawn from a seed, and the best road of each by trying every combination.

What an answer can become, costs and brings is written here anew, so that a slip of the program
in any of it shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path
from random import Random

import numpy as np

from tests.instrument.small import CASES
from zi_analytics.analysis.road import Objective, Surveys, Wishes
from zi_analytics.instrument import Instrument, Limit, Predicate, Text, load_folder

QUESTIONS = ("A.I.1.i.a", "A.I.1.i.b", "A.I.1.i.c", "A.I.2.i.a", "A.I.2.i.b", "B.I.a", "B.I.b")
WEIGHTS = (10.0, 10.0, 10.0, 10.0, 20.0, 30.0, 10.0)
BELOW = {
    "TOTAL": QUESTIONS,
    "A": QUESTIONS[:5],
    "A.I.1": QUESTIONS[:3],
    "A.I.2": QUESTIONS[3:5],
    "B": QUESTIONS[5:],
    "B.I.a": QUESTIONS[5:6],
    "B.I.b": QUESTIONS[6:],
}
EASY = 1e-9


@cache
def small() -> Instrument:
    """The small instrument of the cases."""
    return load_folder(Path(CASES) / "small")


@dataclass(frozen=True)
class Case:
    """A drawn instrument with answers: ``values`` and ``counts`` as the program takes them."""

    instrument: Instrument
    values: np.ndarray
    counts: dict[str, float | None]
    wishes: Wishes


@dataclass(frozen=True)
class Tried:
    """One combination: its value of every question, what it costs and brings."""

    values: tuple[float | None, ...]
    questions: int
    effort: float
    points: float


def draw(seed: int, nested: bool = False) -> Case:
    """A case: limits, answers, wishes. ``nested`` draws no limits that cross each other."""
    random = Random(seed)
    limits = []
    for number, node in enumerate(random.sample(sorted(BELOW), random.randint(1, 5))):
        nodes: tuple[str, ...] = (node,)
        if not nested and node in ("A.I.1", "A.I.2") and random.random() < 0.4:
            nodes = (node, "B.I.b")
        share = random.choice([0.3, 0.5, 0.6, 0.75, 0.9])
        if random.random() < 0.5:
            limits.append(Limit(f"l{number}", nodes, share, "share", "Rule", Text("x", "x")))
        else:
            full = sum(WEIGHTS[QUESTIONS.index(code)] for one in nodes for code in BELOW[one])
            limits.append(
                Limit(f"l{number}", nodes, round(share * full, 2), "points", "Rule", Text("x", "x"))
            )
    instrument = replace(small(), predicates=(Predicate("WBK", Text("WBK", "WBK"), tuple(limits)),))
    whole, done = random.randint(0, 5), random.randint(0, 5)
    before, now = random.randint(0, 4), random.randint(0, 4)
    index = random.choice([None, 3.55, 3.72, 3.8, 3.9, 4.0])
    values = [
        random.choice([None, 0.0, 1.0]),
        random.choice([None, 0.0, 0.5, 1.0]),
        min(done / whole, 1.0) if whole else None,
        random.choice([None, 0.0, 1.0]),
        max((before - now) / before, 0.0) if before else (None if now else 1.0),
        None if index is None else index / 4,
        random.choice([None, 0.0, 0.5, 1.0]),
    ]
    counts: dict[str, float | None] = {
        **{"A.I.1.i.c.1": float(whole), "A.I.1.i.c.2": None, "A.I.1.i.c.3": float(done)},
        **{"A.I.1.i.c.4": None, "A.I.2.i.b.1": float(before), "A.I.2.i.b.2": float(now)},
    }
    locked = frozenset(code for code in QUESTIONS if random.random() < 0.1)
    decided = {}
    if random.random() < 0.3:
        decided = {random.choice(QUESTIONS[:2]): 1.0}
    surveys = Surveys.LOCKED if index is None else random.choice(list(Surveys))
    wishes = Wishes(
        target="WBK",
        surveys=surveys,
        budget=float(random.randint(4, 30)),
        locked=locked,
        decided=decided,
        efforts={"A.I.1.i.a": 5.0} if random.random() < 0.3 else {},
    )
    array = np.array([np.nan if value is None else value for value in values])
    return Case(instrument, array, counts, wishes)


def combinations(case: Case) -> Iterator[Tried]:
    """Every way to change the answers."""
    ways = [[(None, 0.0, 0.0), *_ways(case, code, place)] for place, code in enumerate(QUESTIONS)]
    for place, code in enumerate(QUESTIONS):
        better = ways[place][1:]
        if code in case.wishes.decided and better:
            ways[place] = [way for way in better if way[0] == case.wishes.decided[code]]
        elif code in case.wishes.locked:
            ways[place] = ways[place][:1]
    for chosen in product(*ways):
        yield Tried(
            tuple(value for value, _, _ in chosen),
            sum(value is not None for value, _, _ in chosen),
            sum(effort for _, effort, _ in chosen),
            sum(points for _, _, points in chosen),
        )


def passes(case: Case, tried: Tried) -> bool:
    """Whether a combination meets every limit."""
    now = [0.0 if value != value else value for value in case.values.tolist()]
    after = [old if new is None else new for old, new in zip(now, tried.values, strict=True)]
    earned = {
        code: value * weight for code, value, weight in zip(QUESTIONS, after, WEIGHTS, strict=True)
    }
    for limit in case.instrument.predicates[0].limits:
        codes = [code for node in limit.nodes for code in BELOW[node]]
        full = sum(WEIGHTS[QUESTIONS.index(code)] for code in codes)
        needed = limit.minimum * full if limit.unit == "share" else limit.minimum
        if sum(earned[code] for code in codes) < needed - EASY:
            return False
    return True


def best(case: Case, objective: Objective) -> tuple[float, float, float] | None:
    """The three measures of the best combination, in the objective's order; None without one."""
    found = None
    for tried in combinations(case):
        if objective is Objective.POINTS:
            if tried.effort > case.wishes.budget + EASY:
                continue
            key = (-tried.points, tried.effort, tried.questions)
        else:
            effort_first = objective is Objective.EFFORT
            first, second = tried.questions, tried.effort
            key = (second, first, -tried.points) if effort_first else (first, second, -tried.points)
        key = tuple(round(part, 7) for part in key)
        if (found is None or key < found) and (
            objective is Objective.POINTS or passes(case, tried)
        ):
            found = key
    return found


def _ways(case: Case, code: str, place: int) -> list[tuple[float, float, float]]:
    """(value, effort, points) of every better answer."""
    raw = float(case.values[place])
    now = 0.0 if raw != raw else raw
    per_step = {"a": 3.0, "b": 2.0}
    found: list[tuple[float, float]] = []
    if code in ("A.I.1.i.a", "A.I.2.i.a"):
        found = [(1.0, 1)]
    elif code in ("A.I.1.i.b", "B.I.b"):
        found = [(0.5, 1), (1.0, 1 if now == 0.5 else 2)]
    elif code == "A.I.1.i.c":
        whole = int(case.counts["A.I.1.i.c.1"] or 0)
        ahead = [part / whole for part in range(1, whole + 1)] if whole else [1.0]
        return [(v, (v - now) * 10, (v - now) * 10) for v in ahead if v > now + EASY]
    elif code == "A.I.2.i.b":
        before = int(case.counts["A.I.2.i.b.1"] or 0)
        ahead = [(before - now_) / before for now_ in range(before)] if before else [1.0]
        return [(v, (v - now) * 10, (v - now) * 20) for v in ahead if v > now + EASY]
    else:
        ceiling = {Surveys.FREE: 4.0, Surveys.LOCKED: 0.0, Surveys.LIMIT: 0.0}[case.wishes.surveys]
        ahead = [step / 20 for step in range(20, 81)]
        exact = _index_limit(case)
        if exact:
            ahead.append(exact)
            ceiling = exact if case.wishes.surveys is Surveys.LIMIT else ceiling
        rises = sorted({round(i, 9) for i in ahead if now * 4 + EASY < i <= ceiling + EASY})
        return [(i / 4, (i - now * 4) / 0.05 * 4, (i / 4 - now) * 30) for i in rises]
    effort = case.wishes.efforts.get(code, per_step["a" if len(found) == 1 else "b"])
    weight = WEIGHTS[place]
    return [(v, steps * effort, (v - now) * weight) for v, steps in found if v > now + EASY]


def _index_limit(case: Case) -> float:
    """The highest index that a limit on the survey alone asks for."""
    return max(
        (
            (limit.minimum if limit.unit == "share" else limit.minimum / 30) * 4
            for limit in case.instrument.predicates[0].limits
            if limit.nodes == ("B.I.a",)
        ),
        default=0.0,
    )
