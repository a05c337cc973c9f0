"""What a report's chart has that is drawn.

A report's chart is data that slides and documents draw as well; here it is known by its shape, so
that charts and reports need not know each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

PHONE = 16
"""Below this size of letters there is no room for words beside a line."""


class SeriesShape(Protocol):
    """One value for each category."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def role(self) -> str:
        """What it stands for: fulfilment, reform, open, main, change or limit."""

    @property
    def values(self) -> tuple[float | None, ...]:
        """None where there is none."""


class ChartShape(Protocol):
    """Of :class:`zi_analytics.report.content.model.Chart` what is drawn."""

    @property
    def kind(self) -> str:
        """Stacked, columns, bars or line."""

    @property
    def categories(self) -> tuple[str, ...]:
        """The names of the bars or periods."""

    @property
    def series(self) -> Sequence[SeriesShape]:
        """Limits among them."""

    @property
    def text(self) -> str:
        """The same in words."""

    @property
    def places(self) -> int:
        """Decimals."""
