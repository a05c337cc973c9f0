"""A report as plain values: sections whose titles are findings, with tables and charts as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from zi_analytics.analysis.standing import Standing
from zi_analytics.programme.office import Person


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and how the reader of the language reads it."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A standing in words; the mark is part of the text, since colour never stands alone."""

    standing: Standing
    text: str


Cell = str | Figure | Mark | None


@dataclass(frozen=True, slots=True)
class Link:
    """What a number rests on: a node of the instrument. A screen leads there.

    ``unit`` and ``assessor`` are set in a report of many units; without a ``node`` the whole unit
    is meant. With neither there is nothing to look at any more.
    """

    label: str
    node: str = ""
    unit: str = ""
    assessor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """``widths`` are the columns' shares of the whole, in any unit. Every row is as long as they
    are. ``caption`` says what the rows are, for documents that number their tables. ``links`` are
    one for each row, or none at all."""

    header: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    links: tuple[Link, ...] = ()

    def is_numeric(self, column: int) -> bool:
        """Whether a column holds numbers only: it is set to the right."""
        cells = [row[column] for row in self.rows if row[column] is not None]
        return bool(cells) and all(isinstance(cell, Figure) for cell in cells)


class Role(StrEnum):
    """What a series stands for: it looks the same in every chart and format."""

    FULFILMENT = "fulfilment"
    REFORM = "reform"
    OPEN = "open"
    """What is not earned, up to the full weight."""
    MAIN = "main"
    CHANGE = "change"
    """Up and down from zero."""
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each category; None where there is none."""

    name: str
    role: Role
    values: tuple[float | None, ...]


class Kind(StrEnum):
    """How a chart is drawn. Limits are marks on columns, and lines beside a line."""

    STACKED = "stacked"
    COLUMNS = "columns"
    BARS = "bars"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Chart:
    """``text`` says the same in words; ``unit`` is what the values count, ``places`` their
    decimals. ``caption`` says what is drawn, for documents that number their figures."""

    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    text: str
    places: int = 2
    caption: str = ""

    @property
    def limits(self) -> tuple[Series, ...]:
        """The series that are limits."""
        return tuple(one for one in self.series if one.role is Role.LIMIT)


class Topic(StrEnum):
    """What a section is about: those of a meeting in the order in which it goes through them, then
    the chapters that only documents have."""

    STATE = "state"
    RULES = "rules"
    AREAS = "areas"
    CHANGED = "changed"
    HELD_BACK = "held_back"
    QUESTIONS = "questions"
    EVIDENCE = "evidence"
    MISSING = "missing"
    PLAN = "plan"
    SOURCES = "sources"
    INTRODUCTION = "introduction"
    RESULTS = "results"
    DIFFERENCES = "differences"
    ADVICE = "advice"
    CONCLUSION = "conclusion"
    CLOSING = "closing"
    MEETING = "meeting"
    AGENDA = "agenda"
    FOLLOWED = "followed"
    DISCUSSION = "discussion"
    DECISIONS = "decisions"
    DECLARED = "declared"
    OUTREACH = "outreach"
    ASKED = "asked"
    UNITS = "units"


@dataclass(frozen=True, slots=True)
class Section:
    """One thing that a report says.

    ``title`` is the finding as a sentence, ``lines`` explain it, ``notes`` say where its numbers
    come from. ``big`` is the one figure that is read from the last row. At most one of ``table``
    and ``chart`` is set. ``counted`` lines are numbered one by one. ``links`` are what it rests on
    beside the rows of its table.
    """

    topic: Topic
    title: str
    lines: tuple[str, ...] = ()
    big: Figure | None = None
    standing: Standing | None = None
    table: Table | None = None
    chart: Chart | None = None
    notes: tuple[str, ...] = ()
    counted: bool = False
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs a document and when; without a day it is written in by hand.

    ``team`` are those who sign in a table above, one row each. Without ``signers`` the head of the
    office signs, or ``head`` where the office's is not known.
    """

    signers: tuple[Person, ...] = ()
    day: date | None = None
    team: tuple[Person, ...] = ()
    head: Person | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """``subject`` is whom it is about; ``context`` says period, assessor and date.

    ``stem`` is what a file of it is called, ``written`` the moment of its newest data.
    ``is_letter`` is whether it gets a number in the office's register; without ``signing`` the
    head of the office signs.
    """

    language: str
    subject: str
    heading: str
    context: str
    stem: str
    written: datetime
    sections: tuple[Section, ...]
    signing: Signing | None = None
    is_letter: bool = False
