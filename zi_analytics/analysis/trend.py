"""What lies between two periods of one unit: area by area and question by question.

Where the instrument changed between the two, every area and result that both instruments have is
split. With ``share`` = points / weight:

- *own* = (new share − old share) × new weight: what the unit's change is worth today;
- *by the instrument* = the rest: (new weight − old weight) × old share, what the same shares would
  have brought or cost under the new weights, and all points of what only one of the two has.

Both add up to the whole change. See docs/decisions/0010.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import fsum, isnan

from zi_analytics.analysis.periods import Moment, Part, parts
from zi_analytics.instrument.model import Instrument, Level, Node

_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class PartChange:
    """The change of an area or result; None where an instrument does not have it."""

    part: Part
    before: float | None
    after: float | None
    own: float

    @property
    def points(self) -> float:
        """The whole change."""
        return (self.after or 0.0) - (self.before or 0.0)

    @property
    def by_instrument(self) -> float:
        """What the change of the instrument does."""
        return self.points - self.own


class Kind(StrEnum):
    """What became of a question.

    New: not in the worksheet before, or without a usable answer; gone is the reverse.
    Reweighted: the same answer, but the question weighs something else in the new instrument.
    """

    IMPROVED = "improved"
    FELL = "fell"
    NEW = "new"
    GONE = "gone"
    REWEIGHTED = "reweighted"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Side:
    """A question in one period; ``value`` is 0 to 1, None without a usable answer."""

    instrument: Instrument
    question: Node
    value: float | None

    @property
    def points(self) -> float:
        """What the answer earns."""
        return (self.value or 0.0) * (self.question.weight or 0.0)


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """What became of a question; None is the side of an instrument that does not ask it."""

    before: Side | None
    after: Side | None

    @property
    def question(self) -> Node:
        """The question, as the newer instrument that has it says it."""
        side = self.after or self.before
        assert side is not None
        return side.question

    @property
    def points(self) -> float:
        """What the change does to the total."""
        was, now = (0.0 if side is None else side.points for side in (self.before, self.after))
        return now - was

    @property
    def kind(self) -> Kind:
        """What became of it."""
        was, now = (None if side is None else side.value for side in (self.before, self.after))
        if was is None or now is None:
            return Kind.SAME if was is now else Kind.GONE if now is None else Kind.NEW
        if abs(now - was) > _LEAST:
            return Kind.IMPROVED if now > was else Kind.FELL
        return Kind.REWEIGHTED if abs(self.points) > _LEAST else Kind.SAME


@dataclass(frozen=True, slots=True)
class Comparison:
    """What lies between two periods.

    The points of ``parts`` add up to ``points``, those of ``questions`` too; ``questions`` is empty
    where a form without questions stands beside another instrument.
    """

    before: Moment
    after: Moment
    parts: tuple[PartChange, ...]
    questions: tuple[QuestionChange, ...]

    @property
    def points(self) -> float:
        """The change of the total."""
        return self.after.total - self.before.total

    @property
    def instrument_changed(self) -> bool:
        """Whether the two were made with different instruments."""
        return self.before.instrument.id != self.after.instrument.id

    @property
    def own(self) -> float:
        """How much of the change is the unit's own."""
        return fsum(part.own for part in self.parts) if self.instrument_changed else self.points

    @property
    def by_instrument(self) -> float:
        """How much of the change comes from the instrument: the rest."""
        return self.points - self.own


def compare(before: Moment, after: Moment) -> Comparison:
    """What lies between two periods of one unit and assessor."""
    return Comparison(
        before, after, tuple(_part_changes(before, after)), tuple(_question_changes(before, after))
    )


def _part_changes(before: Moment, after: Moment) -> Iterator[PartChange]:
    old = {part.code: part for part in parts(before.instrument)}
    new = {part.code: part for part in parts(after.instrument)}
    for code, part in (new | {code: old[code] for code in old if code not in new}).items():
        was = before.points_of(old[code]) if code in old else None
        now = after.points_of(new[code]) if code in new else None
        if was is None or now is None:
            own = 0.0
        elif before.instrument.id == after.instrument.id:
            own = now - was
        else:
            own = now - was / before.weight_of(old[code]) * after.weight_of(new[code])
        yield PartChange(part, was, now, own)


def _question_changes(before: Moment, after: Moment) -> Iterator[QuestionChange]:
    one, other = before.instrument, after.instrument
    if one.id != other.id and not (one.asks_questions and other.asks_questions):
        return
    old, new = _by_identity(one), _by_identity(other)
    for name in new | old:
        yield QuestionChange(_side(before, old.get(name)), _side(after, new.get(name)))


def _side(one: Moment, column: int | None) -> Side | None:
    if column is None:
        return None
    value = float(one.values[column])
    return Side(one.instrument, one.instrument.questions[column], None if isnan(value) else value)


def _by_identity(instrument: Instrument) -> dict[tuple[str, str], int]:
    """The columns of the questions by what makes them the same in another instrument.

    That is the limit that rests on this question alone, as on a survey index; for all others the
    wording within the area or result; and where a wording stands there twice, the code, which
    another instrument does not have.
    """
    part_of = {node: part.code for part in parts(instrument) for node in part.nodes}
    limit_of = {
        _only_question(instrument, limit.nodes): limit.code
        for predicate in instrument.predicates
        for limit in predicate.limits
    }
    places = []
    for question in instrument.questions:
        if question.code in limit_of:
            places.append(("limit", limit_of[question.code]))
            continue
        code: str | None = question.code
        while code is not None and code not in part_of:
            code = instrument.node[code].parent
        places.append((part_of[code or ""], " ".join(question.label.id.casefold().split())))
    times = Counter(places)
    return {
        place if times[place] == 1 else (instrument.id, question.code): column
        for column, (place, question) in enumerate(zip(places, instrument.questions, strict=True))
    }


def _only_question(instrument: Instrument, nodes: tuple[str, ...]) -> str:
    """The code of the one question that ``nodes`` rest on, "" where it is not one."""
    below = list(nodes)
    while len(below) == 1 and instrument.node[below[0]].level is not Level.QUESTION:
        below = [child.code for child in instrument.children[below[0]]]
    return below[0] if len(below) == 1 else ""
