"""What the usual cut would leave of claims: of many totals, and of the limits of one unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from zi_analytics.analysis.usual_cut import LimitOutlook
from zi_analytics.charts.assessors import ABOVE, HEAD, ROW, draw_limits, ticks
from zi_analytics.charts.picture import Picture, RowLabel, cut, label_rows, literal
from zi_analytics.charts.theme import Palette, new_figure
from zi_analytics.language.numbers import below, decimal
from zi_analytics.language.wording import say

_BAND = 0.2
_LONGEST, _SHORTER = 34, 24
"""Letters of a limit's name, and of a unit's beside its outcome, on a phone."""


class Claim(NamedTuple):
    """A unit's total before and the quartiles after the cut, with what becomes of its predicate."""

    name: str
    claimed: float
    lower: float
    median: float
    upper: float
    outcome: str
    loses: bool


def claims_picture(
    rows: Sequence[Claim], limits: Sequence[tuple[str, float]], language: str, colours: Palette
) -> Picture:
    """Totals of 0 to 100: ● claimed, the band is the middle half of the cuts, ◆ their median."""
    figure = new_figure(colours, language, HEAD + ROW * len(rows))
    lines = [float(len(rows) - index) for index in range(len(rows))]
    draw_limits(figure, limits, lines, language, colours)
    marks = [colours.failing if row.loses else colours.muted for row in rows]
    hover = [literal(_claim_line(row, language)) for row in rows]
    _draw(figure, [(r.claimed, r.lower, r.median, r.upper) for r in rows], lines, hover, colours)
    labels = [
        RowLabel(line + ABOVE, cut(row.name, _SHORTER), row.outcome, mark)
        for row, mark, line in zip(rows, marks, lines, strict=True)
    ]
    label_rows(figure, labels, colours)
    figure.update_xaxes(range=[0, 101])
    figure.update_yaxes(range=[0.6, len(rows) + 0.55 + HEAD / ROW])
    return Picture(figure, claims_text(rows, language))


def claims_text(rows: Sequence[Claim], language: str) -> str:
    """The same in words."""
    head = say("Totals of 100 points before and after the usual cut", language)
    return f"{head}. {'; '.join(_claim_line(row, language) for row in rows)}."


def _claim_line(row: Claim, language: str) -> str:
    return say(
        "{unit}: claimed {claimed}, after the cut {median} (middle half {lower} to {upper}) "
        "points: {outcome}",
        language,
        unit=row.name,
        claimed=decimal(row.claimed, language),
        median=decimal(row.median, language),
        lower=decimal(row.lower, language),
        upper=decimal(row.upper, language),
        outcome=row.outcome,
    )


def cut_limits_picture(
    rows: Sequence[tuple[str, LimitOutlook]], predicate: str, language: str, colours: Palette
) -> Picture:
    """Every limit of a predicate as a share of itself: claimed, and after the cut with its band.

    ``rows`` are the limits with their names.
    """
    figure = new_figure(colours, language, HEAD + ROW * len(rows))
    lines = [float(len(rows) - index) for index in range(len(rows))]
    shares = [
        tuple(at / one.needed for at in (one.claimed, one.lower, one.median, one.upper))
        for _, one in rows
    ]
    far = max(1.1, *(max(share) for share in shares)) * 1.02 if rows else 1.1
    ticks(figure, [1.0], lines, colours)
    figure.add_annotation(
        x=1,
        y=1,
        yref="paper",
        yanchor="top",
        xanchor="right",
        showarrow=False,
        text=say("limit of {predicate} ┃", language, predicate=literal(predicate)),
        font={"color": colours.muted, "size": 13},
    )
    hover = [literal(_limit_line(name, one, language)) for name, one in rows]
    _draw(figure, [(s[0], s[1], s[2], s[3]) for s in shares], lines, hover, colours)
    label_rows(
        figure,
        [
            RowLabel(
                line + ABOVE,
                cut(name, _LONGEST),
                f"{limit_mark(one)} {_figures(one, language)}",
                colours.passing if limit_mark(one) == "✓" else colours.failing,
            )
            for (name, one), line in zip(rows, lines, strict=True)
        ],
        colours,
    )
    figure.update_xaxes(range=[0, far])
    figure.update_yaxes(range=[0.6, len(rows) + 0.55 + HEAD / ROW])
    text = say("Limits of {predicate}", language, predicate=predicate)
    lines_said = "; ".join(_limit_line(name, one, language) for name, one in rows)
    return Picture(figure, f"{text}. {lines_said}.")


def limit_mark(one: LimitOutlook) -> str:
    """✓ stays met, ▼ would be missed, ✕ is not met even now."""
    if not one.claimed_met:
        return "✕"
    return "▼" if 2 * one.met <= one.tried else "✓"


def _figures(one: LimitOutlook, language: str) -> str:
    return f"{decimal(one.claimed, language)} → {below(one.median, one.needed, language)}"


def _limit_line(name: str, one: LimitOutlook, language: str) -> str:
    return say(
        "{rule}: claimed {claimed}, after the cut {median} (middle half {lower} to {upper}) of "
        "{limit} points, met in {met} of {tried} patterns",
        language,
        rule=name,
        claimed=below(one.claimed, one.needed, language),
        median=below(one.median, one.needed, language),
        lower=below(one.lower, one.needed, language),
        upper=below(one.upper, one.needed, language),
        limit=decimal(one.needed, language),
        met=one.met,
        tried=one.tried,
    )


def _draw(
    figure: go.Figure,
    rows: Sequence[tuple[float, float, float, float]],
    lines: Sequence[float],
    hover: Sequence[str],
    colours: Palette,
) -> None:
    """For every row ● claimed, a line down to the median ◆, and the band of the quartiles."""
    figure.add_scatter(
        x=[at for claimed, _, median, _ in rows for at in (claimed, median, None)],
        y=[at for line in lines for at in (line, line, None)],
        mode="lines",
        line={"color": colours.muted, "width": 2},
        hoverinfo="skip",
    )
    figure.add_bar(
        x=[upper - lower for _, lower, _, upper in rows],
        y=list(lines),
        base=[lower for _, lower, _, _ in rows],
        orientation="h",
        width=_BAND,
        marker={"color": colours.scale[1], "line": {"color": colours.tpi, "width": 1.5}},
        hovertext=list(hover),
        hoverinfo="text",
    )
    for column, symbol, colour in ((2, "diamond", colours.tpi), (0, "circle", colours.unit)):
        figure.add_scatter(
            x=[row[column] for row in rows],
            y=list(lines),
            mode="markers",
            cliponaxis=False,
            marker={
                "symbol": symbol,
                "size": 12,
                "color": colour,
                "line": {"color": colours.background, "width": 1.5},
            },
            hovertext=list(hover),
            hoverinfo="text",
        )
