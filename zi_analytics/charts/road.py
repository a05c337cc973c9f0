"""The road to a predicate: every rule before and after it, and how many units are how far."""

from __future__ import annotations

from collections.abc import Sequence

from zi_analytics.analysis.road import Reach, RuleLine
from zi_analytics.analysis.road.text import questions_text, rule_text, standing_after
from zi_analytics.analysis.sentences import STANDINGS
from zi_analytics.charts.picture import Picture, RowLabel, cut, label_rows, literal
from zi_analytics.charts.theme import Palette, new_figure
from zi_analytics.instrument import Node
from zi_analytics.language.numbers import below, decimal, whole
from zi_analytics.language.wording import say, say_many

ROW = 46
HEAD = 28
MOST_QUESTIONS = 12
"""Bars of single numbers of questions; the rest stand together."""
_BAR = 0.3
_TICK = 0.06
_LETTERS = 34


def road_picture(
    rules: Sequence[RuleLine], predicate: str, language: str, colours: Palette
) -> Picture:
    """Bars of the rules in share of their own weight: fill = now, hatched = what the road adds.

    The line is the limit; ``predicate`` is the label of the target.
    """
    figure = new_figure(colours, language, HEAD + ROW * len(rules))
    lines = [float(len(rules) - place) for place in range(len(rules))]
    before = [rule.before / rule.weight for rule in rules]
    added = [(rule.after - rule.before) / rule.weight for rule in rules]
    hover = [rule_text(rule, language) for rule in rules]
    common = {"y": lines, "orientation": "h", "width": _BAR, "hovertext": hover}
    figure.add_bar(
        x=[1.0] * len(rules),
        y=lines,
        orientation="h",
        width=0.05,
        marker={"color": colours.line},
        hoverinfo="skip",
    )
    figure.add_bar(x=before, marker={"color": colours.accent}, hoverinfo="text", **common)
    figure.add_bar(
        x=added,
        base=before,
        marker={
            "color": colours.reform,
            "line": {"color": colours.accent, "width": 1.5},
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
    for rule, line in zip(rules, lines, strict=True):
        limit = rule.needed / rule.weight
        figure.add_shape(
            type="line",
            x0=limit,
            x1=limit,
            y0=line - _BAR / 2 - _TICK,
            y1=line + _BAR / 2 + _TICK,
            line={"color": colours.text, "width": 3},
        )
    figure.add_annotation(
        x=1,
        xref="paper",
        y=1,
        yref="paper",
        xanchor="right",
        yanchor="top",
        showarrow=False,
        text=say("┃ = limit of {predicate}", language, predicate=literal(predicate)),
        font={"color": colours.muted, "size": 13},
    )
    words = [
        RowLabel(
            line + _BAR / 2 + 0.02,
            cut(rule.limit.label.say(language), _LETTERS),
            f"{STANDINGS[standing_after(rule)][0]} {_figures(rule, language)}",
            colours.of(standing_after(rule)),
        )
        for rule, line in zip(rules, lines, strict=True)
    ]
    label_rows(figure, words, colours)
    figure.update_xaxes(range=[-0.004, 1.004])
    figure.update_yaxes(range=[0.6, len(rules) + 0.5 + HEAD / ROW])
    return Picture(figure, road_text(rules, predicate, language))


def road_text(rules: Sequence[RuleLine], predicate: str, language: str) -> str:
    """The same in words."""
    head = say("The rules of {predicate} before and after the road", language, predicate=predicate)
    return f"{head}. {'; '.join(rule_text(rule, language) for rule in rules)}."


def _figures(rule: RuleLine, language: str) -> str:
    after = below(rule.after, rule.needed, language)
    if abs(rule.after - rule.before) < 0.005:
        return say("{points} / {limit}", language, points=after, limit=_limit(rule, language))
    return say(
        "{before} → {after} / {limit}",
        language,
        before=below(rule.before, rule.needed, language),
        after=after,
        limit=_limit(rule, language),
    )


def _limit(rule: RuleLine, language: str) -> str:
    return decimal(rule.needed, language)


def distance_picture(reach: Reach, most: int, language: str, colours: Palette) -> Picture:
    """How many units need how many questions; filled up to ``most``, which are within reach."""
    counts = distances(reach)
    tallest = max(max(counts.values()), 1)
    lines = [float(len(counts) - place) for place in range(len(counts))]
    inside = [0 <= number <= most for number in counts]
    figure = new_figure(colours, language, 34 * len(counts) + 4)
    figure.add_bar(
        x=list(counts.values()),
        y=lines,
        orientation="h",
        width=0.5,
        marker={
            "color": [colours.accent if near else colours.background for near in inside],
            "line": {"color": colours.accent, "width": 1.5},
        },
        hoverinfo="skip",
    )
    for (number, units), line in zip(counts.items(), lines, strict=True):
        common = {"y": line, "showarrow": False, "yanchor": "middle"}
        figure.add_annotation(
            common,
            x=0,
            xanchor="right",
            xshift=-8,
            text=literal(questions_text(number, number > MOST_QUESTIONS, language)),
            font={"color": colours.text},
        )
        figure.add_annotation(
            common,
            x=units,
            xanchor="left",
            xshift=6,
            text=f"<b>{whole(units, language)}</b>",
            font={"color": colours.text},
        )
    figure.update_layout(margin={"l": 130})
    figure.update_xaxes(range=[0, tallest * 1.18])
    figure.update_yaxes(range=[0.5, len(counts) + 0.5])
    return Picture(figure, distance_text(reach, language))


def distances(reach: Reach) -> dict[int, int]:
    """Units by their number of questions: 0 first, the far ones together, -1 for no way last."""
    found = {number: int((reach.questions == number).sum()) for number in range(MOST_QUESTIONS + 1)}
    found[MOST_QUESTIONS + 1] = int((reach.questions > MOST_QUESTIONS).sum())
    last = max((number for number, units in found.items() if units), default=0)
    found = {number: units for number, units in found.items() if number <= last}
    found[-1] = int((reach.questions < 0).sum())
    return found if found[-1] else {k: v for k, v in found.items() if k >= 0}


def distance_text(reach: Reach, language: str) -> str:
    """The same in words."""
    said = [
        say(
            "{questions}: {units}",
            language,
            questions=questions_text(number, number > MOST_QUESTIONS, language),
            units=say_many("{number} unit", "{number} units", units, language),
        )
        for number, units in distances(reach).items()
    ]
    head = say("Units by the fewest questions that must change", language)
    return f"{head}. {'; '.join(said)}."


def lifting_picture(
    found: Sequence[tuple[Node, int]], units: int, language: str, colours: Palette
) -> Picture:
    """The questions on the road of most units; ``units`` is how many have a road at all."""
    figure = new_figure(colours, language, ROW * len(found) + 4)
    lines = [float(len(found) - place) for place in range(len(found))]
    figure.add_bar(
        x=[max(units, 1)] * len(found),
        y=lines,
        orientation="h",
        width=0.05,
        marker={"color": colours.line},
        hoverinfo="skip",
    )
    figure.add_bar(
        x=[number for _, number in found],
        y=lines,
        orientation="h",
        width=_BAR,
        marker={"color": colours.accent},
        hoverinfo="skip",
    )
    words = [
        RowLabel(
            line + _BAR / 2 + 0.02,
            cut(f"{node.code} {node.label.say(language)}", 46),
            say_many("{number} unit", "{number} units", number, language),
            colours.text,
        )
        for (node, number), line in zip(found, lines, strict=True)
    ]
    label_rows(figure, words, colours)
    figure.update_xaxes(range=[0, max(units, 1)])
    figure.update_yaxes(range=[0.75, len(found) + 0.75])
    return Picture(figure, lifting_text(found, language))


def lifting_text(found: Sequence[tuple[Node, int]], language: str) -> str:
    """The same in words."""
    said = [
        f"{node.code} {node.label.say(language)}: "
        + say_many("{number} unit", "{number} units", number, language)
        for node, number in found
    ]
    return f"{say('Questions on the road of most units', language)}. {'; '.join(said)}."
