"""Where a file will be stored."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from zi_analytics.store import match_key

name_key = lru_cache(maxsize=50_000)(match_key)
"""What all spellings of a name have in common, asked for every line after every click."""

Place = tuple[str, str, str]
"""Unit (as names are compared), period and assessor: what holds one assessment."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a file goes; ``assessor`` is None where the sheet tells several apart.

    ``kind`` is used when the unit is new, ``also_called`` are other spellings of its name.
    """

    unit: str
    period: str
    assessor: str | None
    kind: str = ""
    also_called: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether something can be stored there."""
        return bool(self.unit and self.period)

    def place(self, assessor: str) -> Place:
        """The place of the answers that the sheet gives to ``assessor``."""
        return name_key(self.unit), self.period, self.assessor or assessor
