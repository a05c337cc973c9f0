"""Who came furthest since the last period: bars to the right for a rise, to the left for a fall."""

from __future__ import annotations

import pandas as pd

from zi_analytics.analysis.movement import SAME, Movement
from zi_analytics.charts.picture import Picture, RowLabel, cut, label_rows, literal
from zi_analytics.charts.theme import Palette, new_figure
from zi_analytics.language.numbers import decimal, period_text, signed
from zi_analytics.language.wording import say

ROW = 44
SHOWN = 5
"""Units in each direction: what an eye takes in at once."""
_BAR = 0.3
_LONGEST = 30


def movers_picture(found: Movement, language: str, colours: Palette) -> Picture:
    """The units that rose and fell most, the greatest rise on top."""
    rows = most(found)
    lines = [float(len(rows) - index) for index in range(len(rows))]
    figure = new_figure(colours, language, ROW * max(len(rows), 1) + 8)
    changes = rows["change"].tolist()
    inks = [colours.passing if change > 0 else colours.failing for change in changes]
    figure.add_bar(
        x=changes,
        y=lines,
        orientation="h",
        width=_BAR,
        marker={"color": inks},
        hovertext=[literal(line) for line in _lines(rows, language)],
        hoverinfo="text",
    )
    far = max((abs(change) for change in changes), default=1.0)
    words = []
    for name, change, line, ink in zip(
        rows["unit_name"].tolist(), changes, lines, inks, strict=True
    ):
        mark = "▲" if change > 0 else "▼"
        words.append(
            RowLabel(
                line + _BAR / 2 + 0.02,
                cut(name, _LONGEST),
                f"{mark} {signed(change, language)}",
                ink,
            )
        )
    label_rows(figure, words, colours)
    low = -far if min(changes, default=0.0) < 0 else 0.0
    if low:
        # Where all rise it would stand at the edge and strike the names through.
        figure.add_shape(
            type="line",
            x0=0,
            x1=0,
            y0=0.7,
            y1=len(rows) + 0.3,
            line={"color": colours.text, "width": 1.5},
        )
    high = far if max(changes, default=0.0) > 0 else 0.0
    figure.update_xaxes(range=[low * 1.02 - far * 0.01, high * 1.02 + far * 0.01])
    figure.update_yaxes(range=[0.7, len(rows) + 0.8])
    return Picture(figure, movers_text(found, rows, language))


def most(found: Movement) -> pd.DataFrame:
    """The rows of ``found.units`` that are drawn: the greatest rises, then the greatest falls."""
    ordered = found.units.sort_values("change", ascending=False, kind="stable")
    rose = ordered[ordered["change"] >= SAME].head(SHOWN)
    fell = ordered[ordered["change"] <= -SAME].tail(SHOWN)
    return pd.concat([rose, fell])


def movers_text(found: Movement, rows: pd.DataFrame, language: str) -> str:
    """The same in words."""
    head = say(
        "Greatest movements from {before} to {after}",
        language,
        before=period_text(found.before, language),
        after=period_text(found.after, language),
    )
    return f"{head}. {'; '.join(_lines(rows, language))}."


def _lines(rows: pd.DataFrame, language: str) -> list[str]:
    columns = (rows[name].tolist() for name in ("unit_name", "before", "after", "change"))
    return [
        say(
            "{unit} from {before} to {after} points ({change})",
            language,
            unit=unit,
            before=decimal(before, language),
            after=decimal(after, language),
            change=signed(change, language),
        )
        for unit, before, after, change in zip(*columns, strict=True)
    ]
