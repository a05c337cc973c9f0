"""What fits on one page: the answer, what holds it back, the areas, what to do, what it stands
on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from zi_analytics.analysis.standing import Standing
from zi_analytics.report.content.model import Figure


@dataclass(frozen=True, slots=True)
class Bar:
    """A part against its limit: ``value`` of ``whole``, both on one scale; ``text`` says them.

    ``standing`` is None where nothing is judged.
    """

    label: str
    value: float
    whole: float
    limit: float | None
    standing: Standing | None
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: what, from where to where, and what it is worth."""

    text: str
    step: str
    worth: Figure


@dataclass(frozen=True, slots=True)
class Number:
    """One of three numbers that belong together; ``reach`` says what it is enough for."""

    figure: Figure
    label: str
    reach: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A report of one page.

    ``answer`` is the finding as a sentence, ``big`` its figure, ``of`` what it counts. What is
    empty is left out. ``source`` says where all of it comes from.
    """

    language: str
    subject: str
    context: str
    stem: str
    written: datetime
    answer: str
    big: Figure
    of: str
    standing: Standing | None
    held_title: str
    held: tuple[str, ...]
    bars_title: str
    bars: tuple[Bar, ...]
    items_title: str
    items: tuple[Item, ...]
    numbers_title: str
    numbers: tuple[Number, ...]
    source: str
