"""Scenarios that were kept: held against the answers of today, beside each other, as a plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import numpy as np

from zi_analytics.analysis.road.by_hand import Moved, apply
from zi_analytics.analysis.road.wishes import Objective, Surveys, Wishes
from zi_analytics.instrument.model import AnswerKind, Instrument, Node
from zi_analytics.language.numbers import decimal, percent
from zi_analytics.language.wording import say
from zi_analytics.programme.actions import Action, Origin
from zi_analytics.programme.documents import Kept
from zi_analytics.programme.scenarios import Changed, Scenario
from zi_analytics.scoring import ratio_value

_LEAST = 1e-9
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """A scenario held against the answers of today.

    ``moves`` are its answers by question, ``open`` those that are not yet as good; what the sheet
    has reached since is not among them. ``moved`` is what comes of them, or None where the
    scenario belongs to another instrument.
    """

    kept: Kept[Scenario]
    moves: Mapping[str, float]
    open: tuple[str, ...]
    moved: Moved | None


def tried(
    instrument: Instrument,
    values: np.ndarray,
    counts: Mapping[str, float | None],
    kept: Kept[Scenario],
) -> Tried:
    """Apply a scenario to ``values``; ``counts`` are the counted inputs of today."""
    scenario = kept.value
    if scenario.instrument != instrument.id:
        return Tried(kept, {}, (), None)
    column = {question.code: place for place, question in enumerate(instrument.questions)}
    moves = {
        code: value
        for code, changed in scenario.changed.items()
        if code in column and (value := value_of(instrument, code, changed, counts)) is not None
    }
    now = np.nan_to_num(values)
    still = tuple(code for code, value in moves.items() if value > now[column[code]] + _LEAST)
    known = {predicate.code for predicate in instrument.predicates}
    target = scenario.target if scenario.target in known else instrument.predicates[0].code
    return Tried(kept, moves, still, apply(instrument, values, moves, target))


def value_of(
    instrument: Instrument, code: str, changed: Changed, counts: Mapping[str, float | None]
) -> float | None:
    """The value of 0 to 1 that a kept answer is today; None where it is none (any more)."""
    if isinstance(changed, Mapping):
        ratio = instrument.ratios.get(code)
        return None if ratio is None else ratio_value(ratio, {**counts, **changed})
    return float(changed) if 0 <= changed <= 1 else None


def wishes_of(scenario: Scenario, moves: Mapping[str, float]) -> Wishes:
    """The wishes with which a scenario was kept."""
    return Wishes(
        target=scenario.target,
        objective=_known(scenario.objective, Objective.FEWEST),
        surveys=_known(scenario.surveys, Surveys.LIMIT),
        budget=scenario.budget or 0.0,
        locked=frozenset(scenario.locked),
        excluded=frozenset(scenario.excluded),
        decided={code: moves[code] for code in scenario.decided if code in moves},
        efforts=scenario.efforts,
    )


def kept_scenario(
    name: str,
    instrument: Instrument,
    assessor: str,
    wishes: Wishes,
    changed: Mapping[str, Changed],
    total: float,
) -> Scenario:
    """What is kept of a road or of answers moved by hand."""
    return Scenario(
        name=name,
        instrument=instrument.id,
        assessor=assessor,
        target=wishes.target,
        changed=dict(changed),
        locked=tuple(sorted(wishes.locked)),
        decided=tuple(sorted(wishes.decided)),
        excluded=tuple(sorted(wishes.excluded)),
        efforts=dict(wishes.efforts),
        total=total,
        objective=wishes.objective.value,
        surveys=wishes.surveys.value,
        budget=wishes.budget or None,
    )


def plan_of(
    instrument: Instrument,
    values: np.ndarray,
    found: Tried,
    planned: Collection[str],
    language: str,
) -> tuple[Action, ...]:
    """One action for every answer that is still open, the most points first.

    Questions that are ``planned`` already get none.
    """
    column = {question.code: place for place, question in enumerate(instrument.questions)}
    now = np.nan_to_num(values)
    actions = []
    for code in found.open:
        if code in planned:
            continue
        question = instrument.node[code]
        gain = (found.moves[code] - float(now[column[code]])) * (question.weight or 0.0)
        answer = answer_text(instrument, question, found.moves[code], language)
        actions.append(
            Action(
                what=say(
                    "{question}: up to {answer}",
                    language,
                    question=question.label.say(language),
                    answer=answer,
                ),
                question=code,
                instrument=instrument.id,
                points=gain,
                answer=found.moves[code],
                origin=Origin.ROAD,
                reference=found.kept.item.number,
            )
        )
    return tuple(sorted(actions, key=lambda action: -(action.points or 0.0)))


def answer_text(instrument: Instrument, question: Node, value: float, language: str) -> str:
    """A value of 0 to 1 as the answer that it is."""
    answer_type = instrument.type_of(question.code)
    for option in answer_type.options:
        if abs(option.value - value) < _LEAST:
            return option.key
    if answer_type.kind is AnswerKind.INDEX:
        index = decimal(value * (answer_type.highest or 1.0), language)
        return say("index {index}", language, index=index)
    return percent(value, language)


def all_questions(found: Sequence[Tried]) -> tuple[str, ...]:
    """The questions that any of the scenarios changes, each once."""
    return tuple(dict.fromkeys(code for one in found for code in one.moves))


def _known(said: str, usual: E) -> E:
    """What was kept, or the usual where a later version of the program kept something else."""
    return next((one for one in type(usual) if one.value == said), usual)
