"""A few units side by side: areas and results against their limits, and down to the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.overview import rules
from zi_analytics.analysis.periods import Part, parts
from zi_analytics.analysis.standing import Standing
from zi_analytics.analysis.weak import Aspect, Place, places, places_of_questions
from zi_analytics.instrument.model import Level, Text
from zi_analytics.workbook.reading import State

_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Reached:
    """What one unit reaches in an area or result; ``proven`` are the points with evidence."""

    points: float
    proven: float
    standing: Standing


@dataclass(frozen=True, slots=True)
class PartRow:
    """An area or result of all units; ``needed`` is None where no limit is set for it."""

    part: Part
    weight: float
    needed: float | None
    sides: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads: ``first`` and ``second`` are places among the units, ``points`` lie between.

    ``part`` is the area or result where the two are furthest apart, by ``part_points``: below 0
    where the second one leads there.
    """

    first: int
    second: int
    points: float
    part: Part
    part_points: float


@dataclass(frozen=True, slots=True)
class Given:
    """One unit's answer to a question; ``value`` is None where there is no usable one."""

    state: State
    value: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A place of the worksheet with the points of all units, the own one first.

    ``answers`` stand at questions only. ``differs`` is whether any answer at or below the place
    differs between the units, even where the sums agree. ``parts`` are the places below.
    """

    code: str
    label: Text
    level: Level
    aspect: Aspect | None
    weight: float
    points: tuple[float, ...]
    answers: tuple[Given, ...]
    differs: bool
    parts: tuple[str, ...]

    @property
    def differences(self) -> tuple[float, ...]:
        """Points of every unit less the own ones."""
        return tuple(points - self.points[0] for points in self.points)


def aim(own: Assessed) -> str | None:
    """The predicate whose limits are looked at: the next to reach, or the last one reached."""
    if not own.verdicts:
        return None
    return (own.next or own.verdicts[-1]).predicate


def part_rows(sides: Sequence[Assessed], predicate: str | None) -> tuple[PartRow, ...]:
    """The areas and results of ``sides``, all of one instrument, against limits of ``predicate``.

    Without a predicate there is nothing to miss.
    """
    instrument = sides[0].instrument
    judged = [
        {} if predicate is None else {r.limit.nodes: r for r in rules(s, s.verdict(predicate))}
        for s in sides
    ]
    found = []
    for part in parts(instrument):
        limits = [one.get(part.nodes) for one in judged]
        found.append(
            PartRow(
                part=part,
                weight=sum(instrument.node[code].weight or 0.0 for code in part.nodes),
                needed=None if limits[0] is None else limits[0].needed,
                sides=tuple(
                    Reached(
                        points=sum(side.points[code] for code in part.nodes),
                        proven=sum(side.proven[code] for code in part.nodes),
                        standing=Standing.UNKNOWN if rule is None else rule.standing,
                    )
                    for side, rule in zip(sides, limits, strict=True)
                ),
            )
        )
    return tuple(found)


def lead(totals: Sequence[float], rows: Sequence[PartRow]) -> Lead | None:
    """The best unit and the own one; where that is the own one, the next best. None for one."""
    if len(totals) < 2:
        return None
    order = sorted(range(len(totals)), key=lambda side: -round(totals[side], 9))
    first = order[0]
    second = order[1] if first == 0 else 0
    between = [row.sides[first].points - row.sides[second].points for row in rows]
    widest = max(range(len(rows)), key=lambda place: abs(round(between[place], 9)))
    points = totals[first] - totals[second]
    return Lead(first, second, points, rows[widest].part, between[widest])


def lines(sides: Sequence[Assessed]) -> Mapping[str, Line]:
    """Every place of the worksheet by code, each after the places below it."""
    instrument = sides[0].instrument
    known = [places(side) for side in sides]
    aspects = {code: aspect for code, (_, aspect) in places_of_questions(instrument).items()}
    found: dict[str, Line] = {}
    for code in reversed(list(known[0])):
        here = [one[code] for one in known]
        below = [found[part] for part in here[0].parts]
        answers = () if below else tuple(_given(side, code) for side in sides)
        found[code] = Line(
            code=code,
            label=here[0].label,
            level=here[0].level,
            aspect=_aspect(here[0], below, aspects),
            weight=here[0].weight,
            points=tuple(sum(side.points[node] for node in here[0].nodes) for side in sides),
            answers=answers,
            differs=any(line.differs for line in below)
            or any(_unlike(answers[0], other) for other in answers[1:]),
            parts=here[0].parts,
        )
    return found


def _given(side: Assessed, code: str) -> Given:
    answer = side.reading.answers.get(code)
    return Given(State.MISSING, None) if answer is None else Given(answer.state, answer.value)


def _unlike(one: Given, other: Given) -> bool:
    if one.value is None or other.value is None:
        return one != other
    return abs(one.value - other.value) > _LEAST


def _aspect(place: Place, below: Sequence[Line], aspects: Mapping[str, Aspect]) -> Aspect | None:
    """The side of the worksheet that a place lies on; None for one that lies on several."""
    if not below:
        return aspects[place.code]
    found = {line.aspect for line in below}
    return found.pop() if len(found) == 1 else None
