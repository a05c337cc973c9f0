"""Three numbers a place: outline = claimed, fill = with evidence, diamond = the lowest; ticks are
the limits of the predicates."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from zi_analytics.analysis.doubt_text import row_text
from zi_analytics.analysis.proof import Proof, ProofRow
from zi_analytics.charts.picture import Picture, literal
from zi_analytics.charts.theme import Palette, new_figure
from zi_analytics.language.numbers import decimal, short
from zi_analytics.language.wording import say

ROW = 74
HEAD = 26
_BAR = 0.22


def proof_picture(proof: Proof, language: str, colours: Palette) -> Picture:
    """Total, areas and results, each against its own weight."""
    rows = (proof.total, *proof.rows)
    figure = new_figure(colours, language, HEAD + ROW * len(rows))
    lines = [float(len(rows) - index) for index in range(len(rows))]
    hover = [literal(row_text(row, language)) for row in rows]
    edge = {"color": colours.accent, "width": 1.5}
    common = {"y": lines, "orientation": "h", "width": _BAR, "hovertext": hover}
    figure.add_bar(
        x=[row.claimed / row.weight for row in rows],
        marker={"color": "rgba(0,0,0,0)", "line": edge},
        hoverinfo="text",
        **common,
    )
    figure.add_bar(
        x=[row.proven / row.weight for row in rows],
        marker={"color": colours.accent, "line": edge},
        hoverinfo="text",
        **common,
    )
    figure.add_scatter(
        x=[row.lowest / row.weight for row in rows],
        y=lines,
        mode="markers",
        cliponaxis=False,
        marker={
            "symbol": "diamond",
            "size": 13,
            "color": colours.failing,
            "line": {"color": colours.background, "width": 2},
        },
        hovertext=hover,
        hoverinfo="text",
    )
    _ticks(figure, rows, lines, colours)
    for row, line in zip(rows, lines, strict=True):
        # One above and one below the bar: beside each other they have no room on a phone.
        common = {"x": 0, "xref": "paper", "xanchor": "left", "showarrow": False}
        figure.add_annotation(
            y=line + _BAR / 2 + 0.06,
            yanchor="bottom",
            text=literal(row.label.say(language)),
            font={"color": colours.text},
            **common,
        )
        figure.add_annotation(
            y=line - _BAR / 2 - 0.04,
            yanchor="top",
            text=f"<b>{literal(_figures(row, language))}</b>",
            font={"color": colours.text, "size": 13},
            **common,
        )
    figure.update_xaxes(range=[-0.012, 1.012])
    figure.update_yaxes(range=[0.5, len(rows) + 0.5 + HEAD / ROW])
    return Picture(figure, proof_text(rows, language))


def proof_text(rows: Sequence[ProofRow], language: str) -> str:
    """The same in words."""
    return f"{'; '.join(row_text(row, language) for row in rows)}."


def _ticks(
    figure: go.Figure, rows: Sequence[ProofRow], lines: Sequence[float], colours: Palette
) -> None:
    """The limits: one dash for the first predicate, two of them for the next."""
    for row, line in zip(rows, lines, strict=True):
        for number, (_, limit) in enumerate(dict(row.limits).items()):
            figure.add_shape(
                type="line",
                x0=limit / row.weight,
                x1=limit / row.weight,
                y0=line - _BAR / 2 - 0.07,
                y1=line + _BAR / 2 + 0.05,
                line={"color": colours.text, "width": 3, "dash": "dot" if number else "solid"},
            )
    for number, (code, limit) in enumerate(rows[0].limits):
        figure.add_annotation(
            x=limit / rows[0].weight,
            y=1,
            yref="paper",
            yanchor="top",
            xanchor="left" if number else "right",
            showarrow=False,
            text=f"┆ {literal(code)}" if number else f"{literal(code)} ┃",
            font={"color": colours.muted, "size": 13},
        )


def _figures(row: ProofRow, language: str) -> str:
    return say(
        "{claimed} → {proven} → {lowest} of {weight}",
        language,
        claimed=decimal(row.claimed, language),
        proven=decimal(row.proven, language),
        lowest=decimal(row.lowest, language),
        weight=short(row.weight, language),
    )
