"""Where points are lost: from the component down to the question, and which answers to mend first.

The way down joins the two aspects of an area: for whoever mends it, supervision is one field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.evidence import is_proven
from zi_analytics.analysis.gains import Gain, gains
from zi_analytics.analysis.standing import CLOSE
from zi_analytics.instrument.model import AnswerKind, Area, Instrument, Level, Node, Text
from zi_analytics.workbook.reading import State

ROOT = "TOTAL"
MOST = 0.8
"""The share of a loss that a few questions carry: Pareto's."""
_LEAST = 1e-9
_SHOWN = (Level.COMPONENT, Level.RESULT, Level.AREA, Level.INDICATOR, Level.QUESTION)


class Aspect(StrEnum):
    """Which side of the worksheet a question belongs to."""

    FULFILMENT = "fulfilment"
    REFORM = "reform"
    RESULT = "result"


class Weakness(StrEnum):
    """What can be said of an answer that loses points, beside the points."""

    NO_EVIDENCE = "no_evidence"
    UNANSWERED = "unanswered"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the way down. ``lost`` is its weight less its points, never below 0.

    ``nodes`` are the nodes of the instrument that make it: two for an area with a reform half,
    whose ``code`` is that of the first. ``parts`` are the codes of the places below.
    """

    code: str
    label: Text
    level: Level
    parent: str | None
    nodes: tuple[str, ...]
    weight: float
    lost: float
    parts: tuple[str, ...]

    @property
    def share(self) -> float:
        """How much of its weight is lost, 0 to 1."""
        return self.lost / self.weight


@dataclass(frozen=True, slots=True)
class Weak:
    """An answer that loses points. ``area`` is the place of the area or result above it."""

    gain: Gain
    area: str
    aspect: Aspect
    weaknesses: frozenset[Weakness]


def places(assessed: Assessed) -> Mapping[str, Place]:
    """Every place by code, the root first, each before its parts."""
    instrument = assessed.instrument
    joined = {code: area for area in instrument.areas if area.reform for code in area.nodes}
    found: dict[str, Place] = {}
    _add(assessed, joined, found, ROOT, None, (ROOT,))
    return found


def place_of(instrument: Instrument, known: Mapping[str, Place], code: str) -> str:
    """The place that shows node ``code``: itself, its area, or the nearest place above it."""
    if code not in instrument.node:
        return ROOT
    place: str | None = code
    while place is not None:
        if place in known:
            return place
        for one in known.values():
            if place in one.nodes:
                return one.code
        place = instrument.node[place].parent
    return ROOT


def above(known: Mapping[str, Place], code: str) -> tuple[Place, ...]:
    """The places above ``code``, the root first."""
    way: list[Place] = []
    parent = known[code].parent
    while parent is not None:
        way.append(known[parent])
        parent = known[parent].parent
    return tuple(reversed(way))


def weak_answers(assessed: Assessed, within: Sequence[str] = ()) -> tuple[Weak, ...]:
    """Every answer that loses points, the most points to gain first; ``within`` as for gains."""
    areas = places_of_questions(assessed.instrument)
    return tuple(_weak(assessed, gain, areas) for gain in gains(assessed, within))


def choose(
    answers: Sequence[Weak], weakness: Weakness | None = None, aspect: Aspect | None = None
) -> tuple[Weak, ...]:
    """Those with the weakness and of the aspect; None leaves all in."""
    return tuple(
        one
        for one in answers
        if (weakness is None or weakness in one.weaknesses)
        and (aspect is None or one.aspect is aspect)
    )


def pareto(answers: Sequence[Weak], share: float = MOST) -> tuple[Weak, ...]:
    """The fewest answers that together carry ``share`` of all that is lost, the greatest first."""
    ordered = sorted(answers, key=lambda one: -one.gain.to_full)
    wanted = share * sum(one.gain.to_full for one in ordered)
    carried = 0.0
    for number, one in enumerate(ordered):
        if carried >= wanted - _LEAST:
            return tuple(ordered[:number])
        carried += one.gain.to_full
    return tuple(ordered)


def _add(
    assessed: Assessed,
    joined: Mapping[str, Area],
    found: dict[str, Place],
    code: str,
    parent: str | None,
    nodes: tuple[str, ...],
) -> None:
    instrument = assessed.instrument
    node = instrument.node[code]
    weight = sum(instrument.node[one].weight or 0.0 for one in nodes)
    points = sum(assessed.points[one] for one in nodes)
    below = _below(instrument, joined, nodes)
    found[code] = Place(
        code=code,
        label=joined[code].label if len(nodes) > 1 else node.label,
        level=node.level,
        parent=parent,
        nodes=nodes,
        weight=weight,
        lost=max(weight - points, 0.0),
        parts=tuple(first for first, *_ in below),
    )
    for part in below:
        _add(assessed, joined, found, part[0], code, part)


def _below(
    instrument: Instrument, joined: Mapping[str, Area], nodes: tuple[str, ...]
) -> list[tuple[str, ...]]:
    """The places directly below ``nodes``, each as the nodes that make it."""
    found: dict[tuple[str, ...], None] = {}
    waiting = [child for code in nodes for child in instrument.children[code]]
    while waiting:
        node = waiting.pop(0)
        if node.code in joined:
            found[joined[node.code].nodes] = None
        elif node.level in _SHOWN:
            found[(node.code,)] = None
        elif node.weight is not None:
            waiting[:0] = instrument.children[node.code]
    return list(found)


def places_of_questions(instrument: Instrument) -> dict[str, tuple[str, Aspect]]:
    """Question code → the place of its area or result, and its aspect."""
    aspects: dict[str, tuple[str, Aspect]] = {}
    for area in instrument.areas:
        aspects[area.fulfilment] = (area.fulfilment, Aspect.FULFILMENT)
        if area.reform is not None:
            aspects[area.reform] = (area.fulfilment, Aspect.REFORM)
    return {
        question.code: _place_above(instrument, question, aspects)
        for question in instrument.questions
    }


def _place_above(
    instrument: Instrument, question: Node, aspects: Mapping[str, tuple[str, Aspect]]
) -> tuple[str, Aspect]:
    code: str | None = question.code
    while code is not None:
        if code in aspects:
            return aspects[code]
        node = instrument.node[code]
        if node.level is Level.RESULT:
            return code, Aspect.RESULT
        code = node.parent
    return question.code, Aspect.RESULT


def _weak(assessed: Assessed, gain: Gain, areas: Mapping[str, tuple[str, Aspect]]) -> Weak:
    area, aspect = areas[gain.question.code]
    said = set()
    if not is_proven(assessed.reading.answers.get(gain.question.code)):
        said.add(Weakness.NO_EVIDENCE)
    if gain.state is not State.ANSWERED:
        said.add(Weakness.UNANSWERED)
    elif _is_close(gain):
        said.add(Weakness.CLOSE)
    return Weak(gain, area, aspect, frozenset(said))


def _is_close(gain: Gain) -> bool:
    """One option below the best; a figure in the last tenth below its next step."""
    if gain.kind is AnswerKind.CHOICE:
        return gain.better_value >= 1 - _LEAST
    return gain.current_value >= gain.better_value * CLOSE - _LEAST
