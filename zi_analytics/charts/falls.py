"""Which questions fall: in how many units that both assessors judged, and in how many they rise."""

from __future__ import annotations

from collections.abc import Sequence

from zi_analytics.analysis.assessors import Fall
from zi_analytics.charts.assessors import ABOVE, BAR, HEAD, ROW
from zi_analytics.charts.picture import Picture, RowLabel, cut, label_rows, literal
from zi_analytics.charts.theme import Palette, new_figure
from zi_analytics.instrument.model import Instrument
from zi_analytics.language.numbers import signed
from zi_analytics.language.wording import say

_LONGEST = 34
"""Letters of a question's name beside its figure on a phone."""


def falls_picture(
    found: Sequence[Fall], instrument: Instrument, language: str, colours: Palette
) -> Picture:
    """In how many of the units that both judged a question fell and rose; the frame is all."""
    rows = len(found)
    figure = new_figure(colours, language, HEAD + ROW * rows)
    lines = [float(rows - index) for index in range(rows)]
    hover = [literal(_fall_line(one, instrument, language)) for one in found]
    most = max((one.both for one in found), default=1)
    common = {"y": lines, "orientation": "h", "width": BAR, "hovertext": hover}
    figure.add_bar(
        x=[one.both for one in found],
        marker={"color": "rgba(0,0,0,0)", "line": {"color": colours.muted, "width": 1.5}},
        hoverinfo="text",
        **common,
    )
    figure.add_bar(
        x=[one.lowered for one in found],
        marker={"color": colours.failing},
        hoverinfo="text",
        **common,
    )
    figure.add_bar(
        x=[one.raised for one in found],
        base=[one.lowered for one in found],
        marker={
            "color": colours.accent,
            "pattern": {
                "shape": "/",
                "fillmode": "overlay",
                "fgcolor": colours.background,
                "fgopacity": 1,
                "size": 6,
                "solidity": 0.18,
            },
        },
        hoverinfo="text",
        **common,
    )
    label_rows(
        figure,
        [
            RowLabel(
                line + ABOVE,
                cut(f"{one.code} {instrument.node[one.code].label.say(language)}", _LONGEST),
                say("▼ {lowered} of {number}", language, lowered=one.lowered, number=one.both),
                colours.failing if one.lowered else colours.muted,
            )
            for one, line in zip(found, lines, strict=True)
        ],
        colours,
    )
    figure.update_xaxes(range=[0, most * 1.01])
    figure.update_yaxes(range=[0.6, rows + 0.55 + HEAD / ROW])
    return Picture(figure, falls_text(found, instrument, language))


def falls_text(found: Sequence[Fall], instrument: Instrument, language: str) -> str:
    """The same in words."""
    head = say("Questions by what became of their answers", language)
    return f"{head}. {'; '.join(_fall_line(one, instrument, language) for one in found)}."


def _fall_line(one: Fall, instrument: Instrument, language: str) -> str:
    return say(
        "{code} {question}: lowered in {lowered}, raised in {raised}, kept in {kept} of {number} "
        "units, on average {points} points",
        language,
        code=one.code,
        question=instrument.node[one.code].label.say(language),
        lowered=one.lowered,
        raised=one.raised,
        kept=one.kept,
        number=one.both,
        points=signed(one.mean, language, 3),
    )
