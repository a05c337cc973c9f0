"""The refusal of an instrument whose data does not hold together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """One mistake in an instrument's data: file, line (from 1), reason in English."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class InstrumentError(ValueError):
    """An instrument that cannot be used; ``flaws`` names every line that is wrong."""

    def __init__(self, instrument: str, flaws: list[Flaw]) -> None:
        super().__init__("\n".join([f"instrument {instrument} is refused:", *map(str, flaws)]))
        self.instrument = instrument
        self.flaws = tuple(flaws)
