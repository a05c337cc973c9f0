"""A report as a row of slides for the screen: which ones, in what order, and long tables parted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from zi_analytics.report.content.model import Cell, Figure, Mark, Report, Section, Table, Topic
from zi_analytics.report.slides.fitting import lines_of, width_of

COVER = "cover"
"""The code of the title slide, which every row of slides begins with."""
MOST_LINES = 12
"""Lines of a table that a slide shows at a size read from the last row."""
LONG_TITLE = 58
"""Letters: a title beyond that takes a second line, and one from the table."""
_LETTERS = 18
_WIDTH = 16.2
"""Inches of a table whose letters have 18 points: what a slide is wide, in its own letters."""
_GAP = 0.3
_SLACK = 0.02


class Preset(StrEnum):
    """Usual choices of slides."""

    FULL = "full"
    SHORT = "short"
    DECISIONS = "decisions"


_TOPICS: Mapping[Preset, Collection[Topic]] = {
    Preset.FULL: tuple(Topic),
    Preset.SHORT: (
        *(Topic.STATE, Topic.RULES, Topic.AREAS, Topic.HELD_BACK, Topic.QUESTIONS),
        Topic.PLAN,
    ),
    # Who decides knows what is planned already.
    Preset.DECISIONS: (Topic.STATE, Topic.HELD_BACK, Topic.QUESTIONS, Topic.PLAN),
}
_ALWAYS = (Topic.FOLLOWED, Topic.DECISIONS)
"""What a meeting never leaves out: what was decided last time, and what is decided now."""


@dataclass(frozen=True, slots=True)
class Slide:
    """A section, or a part of it where its table is long; the title slide has no section."""

    code: str
    section: Section | None = None
    part: int = 1
    parts: int = 1


def coded(report: Report) -> dict[str, Section]:
    """The sections by their codes: topic and place in it, "areas-2". The same data, the same
    codes."""
    seen: Counter[Topic] = Counter()
    found = {}
    for section in report.sections:
        seen[section.topic] += 1
        found[f"{section.topic}-{seen[section.topic]}"] = section
    return found


def preset(report: Report, wanted: Preset) -> list[str]:
    """The codes of a usual choice, in the order of the report. A picture goes before its table
    where the choice is short."""
    topics = (*_TOPICS[wanted], *_ALWAYS)
    kept: list[str] = []
    for code, section in coded(report).items():
        if section.topic not in topics:
            continue
        first = code.endswith("-1")
        if wanted is Preset.SHORT and not first and section.topic is Topic.AREAS:
            continue
        kept.append(code)
    return kept


def arranged(report: Report, codes: Sequence[str]) -> Report:
    """The report with only these sections, in this order; codes that it has not are left out."""
    known = coded(report)
    return replace(report, sections=tuple(known[code] for code in codes if code in known))


def move(codes: Sequence[str], code: str, by: int) -> list[str]:
    """``code`` one place earlier (-1) or later (1); at the ends all stay where they are."""
    moved = list(codes)
    place = moved.index(code)
    other = place + by
    if 0 <= other < len(moved):
        moved[place], moved[other] = moved[other], moved[place]
    return moved


def toggle(codes: Sequence[str], code: str, order: Sequence[str]) -> list[str]:
    """Without ``code``, or with it behind the nearest of those before it in ``order``."""
    if code in codes:
        return [one for one in codes if one != code]
    before = order[: order.index(code)]
    place = max((number + 1 for number, one in enumerate(codes) if one in before), default=0)
    return [*codes[:place], code, *codes[place:]]


def slides_of(report: Report, codes: Sequence[str]) -> tuple[Slide, ...]:
    """The title slide and those of ``codes`` in their order."""
    known = coded(report)
    slides = [Slide(COVER)]
    for code in codes:
        section = known.get(code)
        if section is None:
            continue
        parts = parted(section)
        slides += [
            Slide(code, part, number, len(parts)) for number, part in enumerate(parts, start=1)
        ]
    return tuple(slides)


def parted(section: Section) -> tuple[Section, ...]:
    """The section, its table in parts that a slide has room for, each part with its own links."""
    table = section.table
    if table is None:
        return (section,)
    widths = _widths(table)
    heights = [_lines(table, row, widths) for row in table.rows]
    room = MOST_LINES - (len(section.title) > LONG_TITLE) - len(section.lines)
    ends = _ends(heights, room)
    # As few parts as are needed, and all of about the same length.
    least = next(most for most in range(1, room + 1) if len(_ends(heights, most)) == len(ends))
    ends = _ends(heights, least)
    return tuple(
        replace(section, table=_slice(table, begin, end))
        for begin, end in zip([0, *ends], ends, strict=False)
    )


def _ends(heights: Sequence[int], most: int) -> list[int]:
    """Where parts of at most so many lines end; a row that is longer has one of its own."""
    ends: list[int] = []
    begin, used = 0, 0
    for place, tall in enumerate(heights):
        if place > begin and used + tall > most:
            ends.append(place)
            begin, used = place, 0
        used += tall
    return [*ends, len(heights)]


def _slice(table: Table, begin: int, end: int) -> Table:
    return replace(table, rows=table.rows[begin:end], links=table.links[begin:end])


def _lines(table: Table, row: Sequence[Cell], widths: Sequence[float]) -> int:
    """Lines of the tallest cell."""
    return max(
        lines_of(_text(cell), width + _SLACK, _LETTERS)
        for cell, width in zip(row, widths, strict=True)
    )


def _widths(table: Table) -> list[float]:
    """As a browser lays columns out: each as wide as its longest cell, the widest what is left."""
    columns = zip(table.header, *table.rows, strict=True)
    natural = [max(width_of(_text(cell), _LETTERS) for cell in column) for column in columns]
    room = _WIDTH - _GAP * len(natural)
    widest = max(range(len(natural)), key=natural.__getitem__)
    left = room - (sum(natural) - natural[widest])
    return [
        max(min(width, left), room / 4) if place == widest else min(width, room / 2)
        for place, width in enumerate(natural)
    ]


def _text(cell: Cell) -> str:
    if isinstance(cell, Figure | Mark):
        return cell.text
    return cell or "–"
