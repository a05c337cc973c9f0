"""Every limit of a predicate as a row of marks: where each stands against its limit."""

from __future__ import annotations

from collections.abc import Sequence

from zi_analytics.analysis.overview import Rule
from zi_analytics.analysis.sentences import STANDINGS
from zi_analytics.charts.picture import SYMBOLS, Picture, RowLabel, label_rows
from zi_analytics.charts.theme import Palette, new_figure
from zi_analytics.language.numbers import below, decimal
from zi_analytics.language.wording import say

ROW = 42
_TICK = 0.17
HEAD = 26


def limits_picture(
    rules: Sequence[Rule], predicate: str, language: str, colours: Palette
) -> Picture:
    """One line a rule: how far its value is on the way to the limit, and beyond it.

    Fill = proven, outline = claimed, tick = limit, as for the areas.

    All are drawn as a share of their own limit, so one labelled line is the limit of all.
    """
    figure = new_figure(colours, language, HEAD + ROW * len(rules))
    lines = [float(len(rules) - index) for index in range(len(rules))]
    reached = [rule.reached / rule.needed for rule in rules]
    kept = [rule.proven / rule.needed for rule in rules]
    marks = [colours.of(rule.standing) for rule in rules]
    far = max(1.1, *reached) * 1.02 if rules else 1.1
    figure.add_bar(
        x=[far] * len(rules),
        y=lines,
        orientation="h",
        width=0.05,
        marker={"color": colours.line},
        hoverinfo="skip",
    )
    figure.add_bar(
        x=reached,
        y=lines,
        orientation="h",
        width=0.17,
        marker={"color": colours.background, "line": {"color": marks, "width": 1.5}},
        hoverinfo="skip",
    )
    figure.add_bar(
        x=kept, y=lines, orientation="h", width=0.17, marker={"color": marks}, hoverinfo="skip"
    )
    figure.add_scatter(
        x=reached,
        y=lines,
        mode="markers",
        cliponaxis=False,
        marker={
            "symbol": [SYMBOLS[rule.standing] for rule in rules],
            "size": 13,
            "color": marks,
            "line": {"color": colours.background, "width": 1.5},
        },
        hovertext=[_line(rule, language) for rule in rules],
        hoverinfo="text",
    )
    for line in lines:
        figure.add_shape(
            type="line",
            x0=1,
            x1=1,
            y0=line - _TICK,
            y1=line + _TICK,
            line={"color": colours.text, "width": 3},
        )
    figure.add_annotation(
        x=1,
        y=1,
        yref="paper",
        yanchor="top",
        xanchor="center",
        showarrow=False,
        text=say("limit", language),
        font={"color": colours.muted, "size": 13},
    )
    words = [
        RowLabel(
            line + _TICK + 0.02,
            rule.limit.label.say(language),
            f"{STANDINGS[rule.standing][0]} {_figures(rule, language)}",
            colours.of(rule.standing),
        )
        for rule, line in zip(rules, lines, strict=True)
    ]
    label_rows(figure, words, colours)
    figure.update_xaxes(range=[0, far])
    figure.update_yaxes(range=[0.6, len(rules) + 0.5 + HEAD / ROW])
    return Picture(figure, limits_text(rules, predicate, language))


def limits_text(rules: Sequence[Rule], predicate: str, language: str) -> str:
    """The same in words."""
    head = say("Limits of {predicate}", language, predicate=predicate)
    return f"{head}. {'; '.join(_line(rule, language) for rule in rules)}."


def _figures(rule: Rule, language: str) -> str:
    return say(
        "{points} of {limit}",
        language,
        points=below(rule.reached, rule.needed, language),
        limit=decimal(rule.needed, language),
    )


def _line(rule: Rule, language: str) -> str:
    return say(
        "{rule} {points} of {limit} points: {standing} ({article})",
        language,
        rule=rule.limit.label.say(language),
        points=below(rule.reached, rule.needed, language),
        limit=decimal(rule.needed, language),
        standing=say(STANDINGS[rule.standing][1], language),
        article=rule.limit.article,
    )
