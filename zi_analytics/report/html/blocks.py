"""What a page is made of: sections of the content, each with its picture in both themes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zi_analytics.charts.picture import Picture
from zi_analytics.charts.theme import DARK, LIGHT, Palette
from zi_analytics.language.numbers import decimal, signed
from zi_analytics.language.wording import say
from zi_analytics.report.content.model import Chart, Figure, Role, Section, Table


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A picture in light and dark; ``text`` says the same in words."""

    light: Picture
    dark: Picture

    @property
    def text(self) -> str:
        """The picture in words."""
        return self.light.text


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One part of a page. ``table`` is what stands under the picture, ``folded`` where it says
    no more than the picture."""

    key: str
    section: Section
    drawn: Drawn | None = None
    table: Table | None = None
    folded: bool = False


def drawn(picture: Callable[[Palette], Picture]) -> Drawn:
    """Draw the same for both themes."""
    return Drawn(picture(LIGHT), picture(DARK))


def table_of(chart: Chart, language: str) -> Table:
    """The figures of a chart as a table: a row for each category."""
    series = [one for one in chart.series if any(value is not None for value in one.values)]
    return Table(
        ("", *(f"{one.name} ({chart.unit})" if _needs_unit(one.name, chart) else one.name
               for one in series)),
        (3.0, *(1.5 for _ in series)),
        tuple(
            (
                category,
                *(
                    _figure(one.values[place], one.role, chart.places, language)
                    for one in series
                ),
            )
            for place, category in enumerate(chart.categories)
        ),
    )  # fmt: skip


def figures_title(language: str) -> str:
    """What a folded table is called."""
    return say("The figures as a table", language)


def _needs_unit(name: str, chart: Chart) -> bool:
    return chart.unit.casefold() not in name.casefold()


def _figure(value: float | None, role: Role, places: int, language: str) -> Figure | None:
    if value is None:
        return None
    text = signed if role is Role.CHANGE else decimal
    return Figure(value, text(value, language, places))
