"""A worksheet as a tree: what an instrument is made of.

An instrument is data (``data/instruments/<id>``); these are the frozen values it is loaded into.
Weights and points are of the total of 100; a ``share`` is 0 to 1. It is long since it is one idea:
whoever reads a rule finds every value it can have here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np


@dataclass(frozen=True, slots=True)
class Text:
    """One wording in both languages."""

    id: str
    en: str

    def say(self, language: str) -> str:
        """The wording in ``language`` ("id" or "en")."""
        return self.en if language == "en" else self.id


class Level(StrEnum):
    """The level of a node, from the root down."""

    TOTAL = "total"
    COMPONENT = "component"
    ASPECT = "aspect"
    RESULT = "result"
    AREA = "area"
    INDICATOR = "indicator"
    PART = "part"
    QUESTION = "question"
    COUNT = "count"
    SUBTOTAL = "subtotal"


class AnswerKind(StrEnum):
    """How an answer becomes a value between 0 and 1."""

    CHOICE = "choice"
    RATIO = "ratio"
    INDEX = "index"
    COUNT = "count"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice: the key as written in the sheet, and its value 0 to 1."""

    key: str
    value: float
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class AnswerType:
    """A kind of answer as the sheets name it (``written``: "A/B/C", "%", "Nilai (0-4)" …).

    Each is itself and no other, as its instrument is: so it is looked up without being compared.
    """

    code: str
    kind: AnswerKind
    written: tuple[str, ...]
    options: tuple[Option, ...] = ()
    lowest: float | None = None
    highest: float | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A place in the tree. ``weight`` is what a full answer earns, None for counts.

    ``short`` heads a column: areas (at their fulfilment), results and limited nodes have one.
    """

    code: str
    parent: str | None
    level: Level
    weight: float | None
    answer_type: str | None
    soal_id: int | None
    label: Text
    short: Text | None = None


@dataclass(frozen=True, slots=True)
class Ratio:
    """How a ratio question is computed from its counts.

    ``share``: sum(part) / sum(whole), at most 1. ``fall``: (before - now) / before, at least 0,
    and 1 when both are 0 (``part`` = now, ``whole`` = before). ``unused`` counts must be filled
    but do not enter; ``subtotal`` is a row of the sheet that repeats the sum of ``whole``.
    """

    question: str
    rule: str
    part: tuple[str, ...]
    whole: tuple[str, ...]
    unused: tuple[str, ...] = ()
    subtotal: str | None = None
    article: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """One rule of a predicate: the sum of ``nodes`` must reach ``minimum``.

    ``unit`` is "points", or "share" when ``minimum`` is a share of the nodes' weight.
    ``index`` is the survey index that meets it, where the rule names one.
    """

    code: str
    nodes: tuple[str, ...]
    minimum: float
    unit: str
    article: str
    label: Text
    index: float | None = None


@dataclass(frozen=True, slots=True)
class Unseen:
    """A limit of the regulation that the instrument's figures do not show.

    ``minimum`` in points is None where the limit itself is not known. From ``certain_from``
    points of ``node`` on it is met whatever its part of them is; without a node it never is.
    """

    code: str
    article: str
    label: Text
    minimum: float | None = None
    node: str | None = None
    certain_from: float | None = None


@dataclass(frozen=True, slots=True)
class Predicate:
    """WBK or WBBM with all its limits, those included that cannot be seen."""

    code: str
    label: Text
    limits: tuple[Limit, ...]
    requires: str | None = None
    unseen: tuple[Unseen, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """One of the six areas across the aspects; ``reform`` is None where the regime has none."""

    code: str
    label: Text
    fulfilment: str
    reform: str | None = None

    @property
    def nodes(self) -> tuple[str, ...]:
        """The nodes of the tree that together make the area."""
        return (self.fulfilment,) if self.reform is None else (self.fulfilment, self.reform)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition for being proposed (5/2024, Tabel 5).

    ``seen_in`` are the questions of the worksheet whose full marks show that it is met.
    """

    code: str
    level: str
    predicates: tuple[str, ...]
    applies_to: str
    minimum: str | float | bool
    """A grade ("BB"), a level, a share (1.0), whole years, or True where it is only met or not."""
    article: str
    label: Text
    seen_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work one step better is, by our own estimate: no regulation knows it.

    It holds for the questions below ``node`` that are answered by ``answer_type``. A step is the
    next option; a ratio or an index, which has none, rises by ``step`` (0.1 of a share).
    """

    node: str
    answer_type: str
    effort: float
    step: float | None
    reason: Text


@dataclass(frozen=True, slots=True)
class ExemptUnit:
    """A kind of local service unit that may be proposed while still meeting the conditions."""

    code: str
    article: str
    label: Text


@dataclass(frozen=True, slots=True)
class ClosingDay:
    """The day proposals close each year, unless another is announced."""

    month: int
    day: int
    article: str
    note: Text


@dataclass(frozen=True, slots=True)
class Layout:
    """How one edition of the worksheet looks: the words by which it is recognised.

    ``headers`` maps a role ("label", "weight", "criteria", "type", "answer", "points", "share",
    "note", "evidence", "id") to the words seen in its header. ``wordings`` maps a node code to
    the sorted distinct words of its known text.
    """

    code: str
    label: Text
    headers: Mapping[str, tuple[str, ...]]
    sheets: tuple[str, ...]
    wordings: Mapping[str, tuple[frozenset[str], ...]]


@dataclass(frozen=True, eq=False)
class Instrument:
    """A worksheet's tree with its rules. ``nodes`` are in the order of the sheet, root first."""

    id: str
    title: Text
    article: str
    first_year: int
    last_year: int | None
    nodes: tuple[Node, ...]
    answer_types: Mapping[str, AnswerType]
    ratios: Mapping[str, Ratio]
    areas: tuple[Area, ...]
    predicates: tuple[Predicate, ...]
    conditions: tuple[Condition, ...]
    exempt_units: tuple[ExemptUnit, ...]
    closing: ClosingDay | None
    layouts: tuple[Layout, ...]
    criteria: Mapping[tuple[str, str], Text] = field(repr=False)
    """(question code, option key) → when the option applies; key "" for ratios and indices."""
    evidence: Mapping[str, Text] = field(repr=False)
    efforts: tuple[Effort, ...] = ()

    @cached_property
    def node(self) -> Mapping[str, Node]:
        """Nodes by code."""
        return {node.code: node for node in self.nodes}

    @cached_property
    def children(self) -> Mapping[str, tuple[Node, ...]]:
        """Children by parent code, in the order of the sheet; leaves have none."""
        found: dict[str, list[Node]] = {node.code: [] for node in self.nodes}
        for node in self.nodes:
            if node.parent is not None:
                found[node.parent].append(node)
        return {code: tuple(nodes) for code, nodes in found.items()}

    @cached_property
    def questions(self) -> tuple[Node, ...]:
        """The scored items in the order of the sheet: the columns of every value vector."""
        return tuple(node for node in self.nodes if node.level is Level.QUESTION)

    @cached_property
    def counts(self) -> tuple[Node, ...]:
        """The counted inputs in the order of the sheet."""
        return tuple(node for node in self.nodes if node.level is Level.COUNT)

    @cached_property
    def answered(self) -> tuple[tuple[Node, AnswerType], ...]:
        """Every node that a sheet has an answer cell for, with its answer type."""
        return tuple(
            (node, self.answer_types[node.answer_type])
            for node in self.nodes
            if node.answer_type is not None
        )

    @cached_property
    def scored(self) -> tuple[Node, ...]:
        """Every node that has points, root first: the rows of the scoring matrix."""
        return tuple(node for node in self.nodes if node.weight is not None)

    @cached_property
    def means(self) -> frozenset[str]:
        """The nodes whose points are the mean of the questions below times their weight."""
        return frozenset(
            code
            for code, below in self.children.items()
            if below
            and self.node[code].level is not Level.RESULT
            and all(child.level is Level.QUESTION for child in below)
        )

    @cached_property
    def matrix(self) -> np.ndarray:
        """Points that a full answer earns: ``scored`` nodes × ``questions``.

        ``points = values @ matrix.T``. A question's column is its weight in the rows of itself
        and of all its ancestors, so every parent is the sum of its children.
        """
        row = {node.code: i for i, node in enumerate(self.scored)}
        matrix = np.zeros((len(self.scored), len(self.questions)))
        for column, question in enumerate(self.questions):
            code: str | None = question.code
            while code is not None:
                matrix[row[code], column] = question.weight
                code = self.node[code].parent
        matrix.setflags(write=False)
        return matrix

    def short_of(self, nodes: tuple[str, ...], label: Text) -> Text:
        """The short name of an area, a result or a limit; of other sums their ``label``."""
        first = self.node[nodes[0]].short
        known = len(nodes) == 1 or any(area.nodes == nodes for area in self.areas)
        return first if known and first is not None else label

    @cached_property
    def asks_questions(self) -> bool:
        """Whether it asks questions, or only takes one figure for each area."""
        return any(
            self.type_of(question.code).kind is not AnswerKind.FIGURE for question in self.questions
        )

    def type_of(self, code: str) -> AnswerType:
        """The answer type of a question or count. KeyError for a node without answers."""
        return self.answer_types[self.node[code].answer_type or ""]
