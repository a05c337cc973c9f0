"""The elements of a survey against the limits of its index: a mark with the room of its chance.

The axis runs over the whole scale, from its lowest answer: there is no answer of zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from zi_analytics.analysis.standing import Standing, standing
from zi_analytics.analysis.survey import Interval, Measured
from zi_analytics.analysis.survey_limits import AgainstLimit
from zi_analytics.analysis.survey_text import MARKS, element_name
from zi_analytics.charts.picture import SYMBOLS, Picture, RowLabel, cut, label_rows, literal
from zi_analytics.charts.theme import Canvas, Palette, margin, new_figure
from zi_analytics.instrument.surveys import survey_rules
from zi_analytics.language.numbers import decimal, short
from zi_analytics.language.wording import say
from zi_analytics.scoring.predicates import TOLERANCE

ROW = 46
HEAD = 30
_LETTERS = 34
_TICK = 0.12


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    mean: float
    interval: Interval | None


def elements_picture(
    measured: Measured, limits: Sequence[AgainstLimit], language: str, colours: Palette
) -> Picture:
    """The index on top, below it the elements, the lowest first."""
    rules = survey_rules()
    whole = _Line(say("Index", language), measured.index, measured.interval)
    rest = [_Line(element_name(one), one.mean, one.interval) for one in measured.weakest]
    shown = [whole, *rest]
    places = [float(len(shown) - place) for place in range(len(shown))]
    stands = [_standing(one.mean, limits) for one in shown]
    marks = [_colour(one, colours) for one in stands]
    figure = new_figure(colours, language, HEAD + ROW * len(shown) + 24)
    for place in places:
        figure.add_shape(
            type="line",
            x0=rules.lowest,
            x1=rules.highest,
            y0=place,
            y1=place,
            layer="below",
            line={"color": colours.line, "width": 1},
        )
    _draw_intervals(figure, shown, places, marks)
    figure.add_scatter(
        x=[one.mean for one in shown],
        y=places,
        mode="markers",
        cliponaxis=False,
        marker={
            "symbol": [SYMBOLS[one] if limits else "circle" for one in stands],
            "size": [15, *[12] * len(rest)],
            "color": marks,
            "line": {"color": colours.background, "width": 1.5},
        },
        hovertext=[literal(_said(one, language)) for one in shown],
        hoverinfo="text",
    )
    for at, group in groupby(limits, key=lambda one: one.index):
        names = ", ".join(one.predicate for one in group)
        figure.add_shape(
            type="line",
            x0=at,
            x1=at,
            y0=places[-1] - 0.3,
            y1=places[0] + 0.55,
            layer="below",
            line={"color": colours.muted, "width": 1.5, "dash": "dash"},
        )
        figure.add_annotation(
            x=at,
            y=places[0] + 0.58,
            xanchor="right" if at < max(one.index for one in limits) else "center",
            yanchor="bottom",
            showarrow=False,
            text=literal(f"{names} {decimal(at, language)}"),
            font={"color": colours.muted, "size": 13},
        )
    words = [
        RowLabel(
            place + _TICK,
            cut(one.name, _LETTERS),
            f"{MARKS[stand]} {decimal(one.mean, language)}"
            if limits
            else decimal(one.mean, language),
            colour,
        )
        for one, place, stand, colour in zip(shown, places, stands, marks, strict=True)
    ]
    label_rows(figure, words, colours)
    ticks = [rules.lowest, 2.0, 3.0, rules.highest]
    figure.update_xaxes(
        visible=True,
        range=[rules.lowest - 0.04, rules.highest + 0.04],
        tickvals=ticks,
        ticktext=[short(tick, language) for tick in ticks],
        tickfont={"color": colours.muted, "size": 13},
    )
    figure.update_yaxes(range=[0.6, len(shown) + 0.58 + HEAD / ROW])
    figure.update_layout(margin=margin(bottom=26))
    return Picture(figure, elements_text(measured, limits, language))


def _draw_intervals(
    figure: Canvas, shown: Sequence[_Line], places: Sequence[float], marks: Sequence[str]
) -> None:
    for one, place, colour in zip(shown, places, marks, strict=True):
        if one.interval is None:
            continue
        low, high = one.interval.low, one.interval.high
        for x0, x1, y0, y1, width in (
            (low, high, place, place, 3),
            (low, low, place - _TICK, place + _TICK, 2),
            (high, high, place - _TICK, place + _TICK, 2),
        ):
            figure.add_shape(
                type="line",
                x0=x0,
                x1=x1,
                y0=y0,
                y1=y1,
                layer="below",
                line={"color": colour, "width": width},
            )


def _standing(mean: float, limits: Sequence[AgainstLimit]) -> Standing:
    """Where a mean stands towards the first limit that it misses; unknown without limits."""
    if not limits:
        return Standing.UNKNOWN
    missed = next((one.index for one in limits if mean < one.index - TOLERANCE), None)
    return Standing.PASSING if missed is None else standing(mean, missed, passed=False)


def _colour(stand: Standing, colours: Palette) -> str:
    return colours.accent if stand is Standing.UNKNOWN else colours.of(stand)


def elements_title(measured: Measured, limits: Sequence[AgainstLimit], language: str) -> str:
    """The finding of the picture: how many elements stay below the limit to work for."""
    if not measured.elements:
        return say("Only the index is known", language)
    lowest = element_name(measured.weakest[0])
    open_ones = [one for one in limits if not one.passed] or list(limits[-1:])
    if not open_ones:
        return say("{element} is lowest", language, element=lowest)
    at = open_ones[0].index
    below = sum(one.mean < at - TOLERANCE for one in measured.elements)
    if not below:
        return say(
            "Every element reaches the limit of {limit}", language, limit=decimal(at, language)
        )
    return say(
        "{count} of {all} elements stay below {limit}, {element} furthest",
        language,
        count=below,
        all=len(measured.elements),
        limit=decimal(at, language),
        element=lowest,
    )


def elements_text(measured: Measured, limits: Sequence[AgainstLimit], language: str) -> str:
    """The same in words."""
    head = elements_title(measured, limits, language)
    index = _said(_Line(say("Index", language), measured.index, measured.interval), language)
    rest = [
        _said(_Line(element_name(one), one.mean, one.interval), language)
        for one in measured.weakest
    ]
    marks = [f"{one.predicate} {decimal(one.index, language)}" for one in limits]
    return f"{head}. {'; '.join([index, *rest])}. {', '.join(marks)}".strip()


def _said(one: _Line, language: str) -> str:
    mean = decimal(one.mean, language)
    if one.interval is None:
        return f"{one.name} {mean}"
    return say(
        "{element} {mean}, between {low} and {high}",
        language,
        element=one.name,
        mean=mean,
        low=decimal(one.interval.low, language),
        high=decimal(one.interval.high, language),
    )
