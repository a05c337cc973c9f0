"""A report in chapters: sections of one topic that follow each other, with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from zi_analytics.report.content.headings import heading_text
from zi_analytics.report.content.model import Report, Section, Topic
from zi_analytics.report.slides.fitting import as_typed

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Part:
    """A section in its chapter; ``number`` is "II.A", ``title`` "" where the chapter says it."""

    section: Section
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """``number`` and ``heading`` stand above its parts."""

    number: str
    heading: str
    parts: tuple[Part, ...]


def chapters(report: Report) -> tuple[Chapter, ...]:
    """All but the source of the figures, which a document has in its annex."""
    told = [one for one in report.sections if one.topic is not Topic.SOURCES]
    found = []
    for place, (topic, sections) in enumerate(groupby(told, key=lambda one: one.topic), start=1):
        heading = heading_text(topic, report.language)
        found.append(Chapter(roman(place), heading, _parts(list(sections), roman(place), heading)))
    return tuple(found)


def sources(report: Report) -> tuple[Section, ...]:
    """The sections that say where the figures come from."""
    return tuple(one for one in report.sections if one.topic is Topic.SOURCES)


def _parts(sections: Sequence[Section], number: str, heading: str) -> tuple[Part, ...]:
    titles = ["" if one.title == heading else as_typed(one.title) for one in sections]
    own = [sum(map(bool, titles[: place + 1])) for place in range(len(sections))]
    return tuple(
        Part(section, f"{number}.{_letters(count)}" if title else number, title)
        for section, title, count in zip(sections, titles, own, strict=True)
    )


def _letters(count: int) -> str:
    """As Word counts with letters: A to Z, then AA, BB."""
    times, place = divmod(count - 1, 26)
    return chr(ord("A") + place) * (times + 1)


def roman(number: int) -> str:
    """A number below 40 as Word counts chapters."""
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text += sign
            number -= value
    return text
