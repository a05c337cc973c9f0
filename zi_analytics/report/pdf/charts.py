"""The charts of a report as vector drawings: bars against limits, the labels at the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import fsum

from reportlab.graphics.shapes import Circle
from reportlab.lib.colors import Color

from zi_analytics.analysis.standing import Standing
from zi_analytics.language.numbers import below, decimal, signed
from zi_analytics.report.content.model import Chart, Kind, Role, Series
from zi_analytics.report.pdf.drawing import (
    SMALL,
    Paper,
    in_lines,
    legend_width,
    muted_line,
    tick,
    underlaid,
)
from zi_analytics.report.pdf.look import (
    ACCENT,
    GROUND,
    MUTED,
    RULE,
    SECOND,
    SURFACE,
    TEXT,
    colour_of,
)
from zi_analytics.report.pdf.typeface import BOLD, REGULAR, shown, width

_FILLS = {Role.FULFILMENT: ACCENT, Role.REFORM: SECOND, Role.OPEN: SURFACE, Role.MAIN: ACCENT}
_DASHES = ((4.0, 2.5), (1.2, 2.0))
"""One limit after the other: told apart without colour."""
_LABEL_SHARE = 0.36
_STANDING_TALL = 168.0
_TALL_LINES = 190.0
_MOST_LABELS = 9
_MOST_ROWS = 16
_LABEL_ROOM = 22.0
_BAR_ROW, _STACK_ROW, _BAR = 24.0, 35.0, 12.0
_LINE = SMALL * 1.25


def chart_flowables(chart: Chart, language: str, room: float) -> list[Paper]:
    """``chart`` over the whole ``room`` in points; in several drawings where one is no page."""
    if chart.kind is Kind.COLUMNS:
        return [_columns(chart, language, room)]
    if chart.kind is Kind.LINE:
        return [_lines(chart, language, room)]
    draw = _stacked if chart.kind is Kind.STACKED else _bars
    return [draw(part, chart, language, room) for part in _divided(chart)]


def _divided(chart: Chart) -> list[Chart]:
    """The chart with as many categories as a page holds, each part after the other."""
    return [
        replace(
            chart,
            categories=chart.categories[start : start + _MOST_ROWS],
            series=tuple(
                replace(one, values=one.values[start : start + _MOST_ROWS]) for one in chart.series
            ),
        )
        for start in range(0, max(len(chart.categories), 1), _MOST_ROWS)
    ]


def _stacked(chart: Chart, whole_chart: Chart, language: str, room: float) -> Paper:
    """A bar for each category of as many parts as there are series; a tick is its limit.

    Its length is measured against the longest of the whole chart.
    """
    parts = [one for one in chart.series if one.role is not Role.LIMIT]
    limits = chart.limits
    legend = 20.0
    paper = Paper(room, _STACK_ROW * len(chart.categories) + legend)
    whole = _sums(chart)
    asked = [value or 0.0 for one in whole_chart.limits for value in one.values]
    scale = (room - 2) / max(*_sums(whole_chart), *asked, 1e-9)
    _legend(paper, [*parts, *limits], paper.height - SMALL - 1)
    for place, category in enumerate(chart.categories):
        y = paper.height - legend - _STACK_ROW * (place + 1) + 7
        earned = fsum(one.values[place] or 0.0 for one in parts if one.role is not Role.OPEN)
        limit = next((one.values[place] for one in limits), None)
        told = decimal(earned, language, chart.places)
        if limit is not None:
            told = below(earned, limit, language, chart.places)
        told = f"{told} / {decimal(whole[place], language, chart.places)}"
        wide = paper.write(told, room, y + _BAR + 5, name=BOLD, anchor="end")
        (name,) = in_lines(category, REGULAR, SMALL + 0.5, room - wide - 12, 1) or [""]
        paper.write(name, 0, y + _BAR + 5, SMALL + 0.5)
        x = 0.0
        for series in parts:
            value = series.values[place] or 0.0
            long = value * scale
            _part(paper, series.role, x, y, long)
            label = decimal(value, language, chart.places)
            if series.role is not Role.OPEN and width(label, BOLD, SMALL - 1) + 5 <= long:
                _inside(paper, series.role, label, x, y)
            x += long
        if limit is not None:
            tick(paper, limit * scale, y, _BAR)
    return paper


def _sums(chart: Chart) -> list[float]:
    """The length of each bar: all its parts together."""
    parts = [one for one in chart.series if one.role is not Role.LIMIT]
    return [fsum(one.values[i] or 0.0 for one in parts) for i in range(len(chart.categories))]


def _part(paper: Paper, role: Role, x: float, y: float, long: float) -> None:
    if long <= 0:
        return
    paper.bar(x, y, long, _BAR, _FILLS[role], RULE if role is Role.OPEN else _FILLS[role])
    if role is Role.REFORM:
        paper.hatch(x, y, long, _BAR)


def _inside(paper: Paper, role: Role, label: str, x: float, y: float) -> None:
    """A value at the foot of its part, on plain ground where the part is hatched."""
    size = SMALL - 1
    if role is Role.REFORM:
        paper.bar(x + 2, y + 1.8, width(label, BOLD, size) + 3, _BAR - 3.6, GROUND)
    colour = TEXT if role is Role.REFORM else GROUND
    paper.write(label, x + 3.5, y + 3.4, size, BOLD, colour)


def _legend(paper: Paper, series: Sequence[Series], y: float) -> None:
    x = 0.0
    for one in series:
        if one.role is Role.LIMIT:
            paper.line(x + 6, y - 2, x + 6, y + 8, TEXT, 1.8)
        else:
            paper.bar(x, y - 1, 11, 8, _FILLS[one.role], RULE if one.role is Role.OPEN else None)
            if one.role is Role.REFORM:
                paper.hatch(x, y - 1, 11, 8)
        paper.write(one.name, x + 15, y, colour=MUTED)
        x += legend_width(one.name)


def _bars(chart: Chart, whole_chart: Chart, language: str, room: float) -> Paper:
    """A bar for each category from zero, its name at the left, its value at its end.

    Its length is measured against the longest of the whole chart.
    """
    series = _main(chart)
    values = series.values
    change = series.role is Role.CHANGE
    left = room * _LABEL_SHARE
    names = [in_lines(one, REGULAR, SMALL + 0.5, left - 10, 2) for one in chart.categories]
    paper = Paper(room, _BAR_ROW * len(names) + 2)
    labels = [_value_text(value, change, chart.places, language) for value in values]
    gap = max((width(one, BOLD, SMALL + 0.5) for one in labels), default=0.0) + 8
    known = [v for one in whole_chart.series for v in one.values if v is not None]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 1e-9)
    scale = (room - left - gap - (gap if low < 0 else 0.0)) / (high - low)
    zero = left + (gap if low < 0 else 0.0) - low * scale
    for place, (lines, value, label) in enumerate(zip(names, values, labels, strict=True)):
        y = paper.height - _BAR_ROW * (place + 1) + (_BAR_ROW - _BAR) / 2
        base = y + _BAR / 2 - 3 + (len(lines) - 1) * _LINE / 2
        for number, line in enumerate(lines):
            paper.write(line, 0, base - number * _LINE, SMALL + 0.5)
        long = (value or 0.0) * scale
        colour = _change_colour(value) if change else ACCENT
        paper.bar(min(zero, zero + long), y, abs(long), _BAR, colour)
        down = long < 0
        x = zero + long + (-4 if down else 4)
        ink = colour if change else TEXT
        paper.write(label, x, y + 3.2, SMALL + 0.5, BOLD, ink, "end" if down else "start")
        for limit in (one.values[place] for one in chart.limits):
            if limit is not None:
                tick(paper, zero + limit * scale, y, _BAR)
    paper.line(zero, 1, zero, paper.height - 1, MUTED, 0.8)
    return paper


def _value_text(value: float | None, change: bool, places: int, language: str) -> str:
    if value is None:
        return "–"
    return signed(value, language, places) if change else decimal(value, language, places)


def _change_colour(value: float | None) -> Color:
    return colour_of(Standing.FAILING if (value or 0.0) < 0 else Standing.PASSING)


def _columns(chart: Chart, language: str, room: float) -> Paper:
    """A column for each category on an axis of 0 to 100, a limit as a dashed line through all."""
    paper, axis = _standing(chart, room, _STANDING_TALL)
    wide = min(axis.step * 0.62, 90.0)
    for place, (name, value) in enumerate(zip(chart.categories, _main(chart).values, strict=True)):
        middle = axis.middle(place)
        tall = (value or 0.0) * axis.scale
        paper.bar(middle - wide / 2, axis.foot, wide, tall, ACCENT)
        _name_below(paper, name, middle, axis.foot, axis.step - 6)
        if value is not None and tall > _LABEL_ROOM:
            label = decimal(value, language, chart.places)
            paper.write(label, middle, axis.foot + 6, SMALL + 1, BOLD, GROUND, "middle")
        elif value is not None:
            label = decimal(value, language, chart.places)
            underlaid(paper, label, middle, axis.foot + tall + 4, BOLD)
    _limit_lines(paper, chart, axis)
    muted_line(paper, axis.left, axis.foot, axis.right)
    return paper


def _lines(chart: Chart, language: str, room: float) -> Paper:
    """One line over the categories on an axis of 0 to 100, the limits of each beside it."""
    paper, axis = _standing(chart, room, _TALL_LINES)
    values = _main(chart).values
    muted_line(paper, axis.left, axis.foot, axis.right)
    _limit_lines(paper, chart, axis)
    points = [
        (axis.middle(place), axis.at(value))
        for place, value in enumerate(values)
        if value is not None
    ]
    for (x0, y0), (x1, y1) in pairwise(points):
        paper.line(x0, y0, x1, y1, ACCENT, 2)
    every = (len(chart.categories) - 1) // _MOST_LABELS + 1
    last = len(chart.categories) - 1
    for place, (name, value) in enumerate(zip(chart.categories, values, strict=True)):
        if (last - place) % every:
            continue
        _name_below(paper, name, axis.middle(place), axis.foot, axis.step * every - 4)
        if value is not None:
            struck = [axis.at(v) for one in chart.limits if (v := one.values[place]) is not None]
            y = axis.at(value)
            y += -SMALL - 6 if any(y + 4 < one < y + SMALL + 9 for one in struck) else 7
            label = decimal(value, language, chart.places)
            underlaid(paper, label, axis.middle(place), y, BOLD)
    for x, y in points:
        paper.add(Circle(x, y, 3.2, fillColor=ACCENT, strokeColor=GROUND, strokeWidth=1))
    return paper


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where a standing chart lies on its paper: from zero at ``foot`` on, ``scale`` points each."""

    left: float
    right: float
    foot: float
    scale: float
    step: float

    def at(self, value: float) -> float:
        """The height of ``value``."""
        return self.foot + value * self.scale

    def middle(self, place: int) -> float:
        """The middle of a category."""
        return self.left + self.step * (place + 0.5)


def _standing(chart: Chart, room: float, tall: float) -> tuple[Paper, _Axis]:
    """The paper of a standing chart with its axis, and room at the right for the limits' names."""
    paper = Paper(room, tall)
    top = max(100.0, *(value or 0.0 for one in chart.series for value in one.values))
    named = max((width(shown(one.name), REGULAR, SMALL) for one in chart.limits), default=0.0)
    left, foot = 24.0, 2 * _LINE + 4
    right = room - min(named + 8, room * 0.4) if chart.limits else room
    step = (right - left) / len(chart.categories)
    axis = _Axis(left, right, foot, (tall - foot - SMALL) / top, step)
    for at in (0, 50, 100):
        paper.line(left, axis.at(at), right, axis.at(at), RULE, 0.5)
        paper.write(str(at), left - 5, axis.at(at) - 3, colour=MUTED, anchor="end")
    return paper, axis


def _name_below(paper: Paper, name: str, middle: float, foot: float, room: float) -> None:
    for number, line in enumerate(in_lines(name, REGULAR, SMALL, room, 2)):
        paper.write(line, middle, foot - _LINE * (number + 1) - 1, anchor="middle")


def _limit_lines(paper: Paper, chart: Chart, axis: _Axis) -> None:
    """A limit runs as far as it holds; its name stands at the right, where it ends."""
    above: float | None = None
    ordered = sorted(enumerate(chart.limits), key=lambda one: -(_last(one[1]) or 0.0))
    for number, one in ordered:
        dash = _DASHES[number % len(_DASHES)]
        for value, run in groupby(range(len(one.values)), key=one.values.__getitem__):
            places = list(run)
            if value is not None:
                start = axis.left + axis.step * places[0]
                end = axis.left + axis.step * (places[-1] + 1)
                paper.line(start, axis.at(value), end, axis.at(value), TEXT, 1.1, dash)
        last = _last(one)
        if last is None:
            continue
        y = axis.at(last) - 3
        # Two limits that lie close together have their names one below the other.
        y = y if above is None else min(y, above - _LINE)
        above = y
        for line in in_lines(one.name, REGULAR, SMALL, paper.width - axis.right - 6, 1):
            paper.write(line, axis.right + 6, y, colour=MUTED)


def _last(series: Series) -> float | None:
    return next((value for value in reversed(series.values) if value is not None), None)


def _main(chart: Chart) -> Series:
    """The one series that is drawn against the limits."""
    return next(one for one in chart.series if one.role is not Role.LIMIT)
