"""Everyone who was assessed in a period: one row a unit, whatever worksheet it used."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from zi_analytics.analysis.later import later_rows
from zi_analytics.analysis.period_scores import PeriodScores

EVEN = 1e-9
"""Totals that differ by less are the same: they only came from other sums."""


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One row a unit, sorted by code.

    ``units``, ``assessors`` and ``instruments`` are codes, ``totals`` points of 100; ``reached``
    and ``undecided`` are codes of predicates, "" for none. ``rows`` are the places in the
    :class:`PeriodScores` of the unit's instrument.
    """

    units: np.ndarray
    assessors: np.ndarray
    instruments: np.ndarray
    totals: np.ndarray
    reached: np.ndarray
    undecided: np.ndarray
    rows: np.ndarray

    def __len__(self) -> int:
        return len(self.units)

    def only(self, kept: np.ndarray) -> Field:
        """The rows that ``kept`` names, as truths or as places."""
        return Field(
            self.units[kept],
            self.assessors[kept],
            self.instruments[kept],
            self.totals[kept],
            self.reached[kept],
            self.undecided[kept],
            self.rows[kept],
        )

    def among(self, units: Collection[str]) -> Field:
        """The rows of these units."""
        return self.only(np.isin(self.units, np.array(sorted(units), dtype=self.units.dtype)))

    def with_instrument(self, id_: str) -> Field:
        """The rows assessed by one instrument."""
        return self.only(self.instruments == id_)

    def place_of(self, unit: str) -> int | None:
        """The row of a unit; None where it is not among them."""
        found = np.flatnonzero(self.units == unit)
        return int(found[0]) if len(found) else None


@dataclass(frozen=True, slots=True)
class Position:
    """Where one unit stands: shared ``rank`` (1 is the highest) of ``units``.

    ``tied`` is how many others share the rank, ``below`` how many have less.
    """

    rank: int
    tied: int
    below: int
    units: int

    @property
    def share_below(self) -> float:
        """Above which share of all units it stands, 0 to 1."""
        return self.below / self.units


def field(scores: Sequence[PeriodScores], assessor: str = "") -> Field:
    """Of every unit the row of ``assessor``; without one, of the later assessor.

    ``scores`` are those of one period, one an instrument.
    """
    parts = [_all_rows(one) for one in scores] or [_nobody()]
    joined = Field(
        *(np.concatenate(columns) for columns in zip(*(_columns(p) for p in parts), strict=True))
    )
    if assessor:
        joined = joined.only(joined.assessors == assessor)
    return joined.only(later_rows(joined.units, joined.assessors))


def ranks(totals: np.ndarray) -> np.ndarray:
    """The rank of every total, 1 for the highest; the same total shares the better rank."""
    ordered = np.sort(totals)
    higher: np.ndarray = len(totals) - np.searchsorted(ordered, totals + EVEN, side="right")
    return higher + 1


def position(totals: np.ndarray, own: float) -> Position:
    """Where ``own``, which is one of ``totals``, stands among them."""
    higher = int((totals > own + EVEN).sum())
    below = int((totals < own - EVEN).sum())
    return Position(higher + 1, len(totals) - higher - below - 1, below, len(totals))


def nearest(found: Field, own: str, most: int) -> tuple[str, ...]:
    """The units whose totals are nearest to that of ``own``, the nearest first."""
    place = found.place_of(own)
    if place is None:
        return ()
    return _first(found, own, most, np.abs(found.totals - found.totals[place]))


def best(found: Field, own: str, most: int) -> tuple[str, ...]:
    """The units with the highest totals beside ``own``, the highest first."""
    return _first(found, own, most, -found.totals)


def _first(found: Field, own: str, most: int, measure: np.ndarray) -> tuple[str, ...]:
    order = np.argsort(measure.round(9), kind="stable")
    units = [code for code in found.units[order[: most + 1]].tolist() if code != own]
    return tuple(units[:most])


def _all_rows(scores: PeriodScores) -> Field:
    return Field(
        units=scores.units,
        assessors=scores.assessors,
        instruments=np.full(len(scores), scores.instrument.id, dtype=object),
        totals=scores.points_of("TOTAL"),
        reached=scores.reached,
        undecided=scores.undecided,
        rows=np.arange(len(scores)),
    )


def _nobody() -> Field:
    texts = np.array([], dtype=str)
    words = np.array([], dtype=object)
    return Field(texts, texts, words, np.array([]), words, words, np.array([], dtype=int))


def _columns(one: Field) -> tuple[np.ndarray, ...]:
    return (
        one.units,
        one.assessors,
        one.instruments,
        one.totals,
        one.reached,
        one.undecided,
        one.rows,
    )
