"""How many units reach what: a bar for every predicate and for every reason not to have one."""

from __future__ import annotations

from collections.abc import Mapping

from zi_analytics.analysis.cohort import Short
from zi_analytics.analysis.cohort_text import reach_text, standing_of_reach
from zi_analytics.charts.picture import Picture, RowLabel, label_rows
from zi_analytics.charts.theme import Palette, new_figure
from zi_analytics.language.numbers import percent
from zi_analytics.language.wording import say, say_many

ROW = 44
_BAR = 0.3
_ONLY_IF_ANY = (Short.UNDECIDED, Short.DAMAGED, Short.MISSING)


def reach_picture(tally: Mapping[str, int], language: str, colours: Palette) -> Picture:
    """Bars from the highest predicate down to what is missing; ``tally`` is of all units."""
    shown = {code: number for code, number in tally.items() if number or code not in _ONLY_IF_ANY}
    every = max(sum(tally.values()), 1)
    lines = [float(len(shown) - index) for index in range(len(shown))]
    marks = [colours.of(standing_of_reach(code)) for code in shown]
    figure = new_figure(colours, language, ROW * len(shown) + 4)
    figure.add_bar(
        x=[every] * len(shown),
        y=lines,
        orientation="h",
        width=0.05,
        marker={"color": colours.line},
        hoverinfo="skip",
    )
    figure.add_bar(
        x=list(shown.values()),
        y=lines,
        orientation="h",
        width=_BAR,
        marker={
            "color": [
                colours.background if code in _ONLY_IF_ANY else mark
                for code, mark in zip(shown, marks, strict=True)
            ],
            "line": {"color": marks, "width": 1.5},
        },
        hoverinfo="skip",
    )
    words = [
        RowLabel(
            line + _BAR / 2 + 0.02,
            reach_text(code, language),
            f"{_units(number, language)} · {percent(number / every, language)}",
            mark,
        )
        for (code, number), line, mark in zip(shown.items(), lines, marks, strict=True)
    ]
    label_rows(figure, words, colours)
    figure.update_xaxes(range=[0, every])
    figure.update_yaxes(range=[0.75, len(shown) + 0.75])
    return Picture(figure, reach_picture_text(shown, language))


def reach_picture_text(tally: Mapping[str, int], language: str) -> str:
    """The same in words."""
    head = say("What the units reach", language)
    said = [f"{reach_text(code, language)} {_units(n, language)}" for code, n in tally.items()]
    return f"{head}. {'; '.join(said)}."


def _units(number: int, language: str) -> str:
    return say_many("{number} unit", "{number} units", number, language)
