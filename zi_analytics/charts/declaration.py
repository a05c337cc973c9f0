"""A year of declaration and outreach: one line a way, one mark an entry, filled with evidence."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Sequence
from datetime import date

from zi_analytics.analysis.declared import DeclaredState, is_proven
from zi_analytics.analysis.declared_text import WAYS, way_text
from zi_analytics.charts.picture import Picture, RowLabel, cut, label_rows, literal
from zi_analytics.charts.theme import Palette, margin, new_figure
from zi_analytics.language.numbers import date_text, period_short
from zi_analytics.language.wording import say, say_many
from zi_analytics.programme.declaration import Outreach

ROW = 46
_LETTERS = 38
_MONTHS = (1, 4, 7, 10)


def timeline_picture(
    state: DeclaredState, outreach: Sequence[Outreach], language: str, colours: Palette
) -> Picture:
    """The year from January to December: the declaration on top, below it the five ways."""
    year = state.year
    days = 366 if isleap(year) else 365
    places = {one.way: float(len(state.ways) - row) for row, one in enumerate(state.ways)}
    top = float(len(state.ways) + 1)
    entries = [one for one in outreach if one.day is not None and one.day.year == year]
    figure = new_figure(colours, language, ROW * len(places) + ROW + 30)
    for place in (top, *places.values()):
        figure.add_shape(
            type="line",
            x0=1,
            x1=days,
            y0=place,
            y1=place,
            layer="below",
            line={"color": colours.line, "width": 1},
        )
    figure.add_scatter(
        x=[_day(one.day) for one in entries],
        y=[places[one.way] for one in entries],
        mode="markers",
        cliponaxis=False,
        marker={
            "symbol": ["circle" if is_proven(one) else "circle-open" for one in entries],
            "size": 13,
            "color": [colours.passing if is_proven(one) else colours.close for one in entries],
            "line": {
                "color": [
                    colours.background if is_proven(one) else colours.close for one in entries
                ],
                "width": 2,
            },
        },
        hovertext=[literal(_entry_text(one, language)) for one in entries],
        hoverinfo="text",
    )
    declaration = state.declaration
    if declaration is not None and declaration.day is not None and declaration.day.year == year:
        figure.add_scatter(
            x=[_day(declaration.day)],
            y=[top],
            mode="markers",
            cliponaxis=False,
            marker={"symbol": "diamond", "size": 15, "color": colours.accent},
            hovertext=[date_text(declaration.day, language)],
            hoverinfo="text",
        )
    said, known = _declared(state, language)
    words = [RowLabel(top + 0.14, say("Declaration", language), said, _colour(known, colours))]
    for one in state.ways:
        times = say_many("✓ once", "✓ {number} times", one.times, language)
        words.append(
            RowLabel(
                places[one.way] + 0.14,
                cut(way_text(one.way, language), _LETTERS),
                times if one.done else f"– {say('not yet', language)}",
                _colour(one.done, colours),
            )
        )
    label_rows(figure, words, colours)
    figure.update_xaxes(
        visible=True,
        range=[-4, days + 4],
        tickvals=[_day(date(year, month, 1)) for month in _MONTHS],
        ticktext=[_month(year, month, language) for month in _MONTHS],
        tickfont={"color": colours.muted, "size": 13},
    )
    figure.update_yaxes(range=[0.6, top + 0.8])
    figure.update_layout(margin=margin(bottom=26))
    return Picture(figure, timeline_text(state, entries, language))


def _colour(known: bool, colours: Palette) -> str:
    return colours.passing if known else colours.muted


def _day(day: date | None) -> int:
    return 0 if day is None else day.timetuple().tm_yday


def _month(year: int, month: int, language: str) -> str:
    return period_short(f"{year}-B{month:02}", language).rpartition(" ")[0]


def _declared(state: DeclaredState, language: str) -> tuple[str, bool]:
    """What stands at the line of the declaration, and whether it was made."""
    if state.declaration is None:
        return f"– {say('not yet', language)}", False
    day = state.declaration.day
    return f"✓ {say('date not known', language) if day is None else date_text(day, language)}", True


def timeline_title(state: DeclaredState, language: str) -> str:
    """The finding of the picture: which ways were not taken."""
    open_ones = [say(WAYS[one.way], language) for one in state.ways if not one.done]
    if not open_ones:
        return say("All five ways were taken in {year}", language, year=str(state.year))
    if len(open_ones) == len(state.ways):
        return say("Nothing was made known in {year} yet", language, year=str(state.year))
    return say(
        "Not done yet in {year}: {ways}", language, year=str(state.year), ways=", ".join(open_ones)
    )


def timeline_text(state: DeclaredState, entries: Sequence[Outreach], language: str) -> str:
    """The same in words."""
    said, _ = _declared(state, language)
    lines = [f"{say('Declaration', language)} {said}"]
    ordered = sorted(entries, key=lambda one: (one.way.value, _day(one.day)))
    lines += [_entry_text(one, language) for one in ordered]
    return f"{timeline_title(state, language)}. {'; '.join(lines)}."


def _entry_text(one: Outreach, language: str) -> str:
    name = way_text(one.way, language)
    day = "" if one.day is None else date_text(one.day, language)
    proof = say("evidence there", language) if is_proven(one) else say("no evidence yet", language)
    return ", ".join(part for part in (f"{name} {day}", one.title, proof) if part)
