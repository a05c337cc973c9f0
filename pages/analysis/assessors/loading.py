"""What the page Antar penilai computes, cached by the store's revision and plain codes."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pages.shared import loading
from pages.shared.kept import kept
from zi_analytics.analysis.assessors import (
    FEWEST,
    Differences,
    Severity,
    differences,
    pairs_among,
    severities,
)
from zi_analytics.analysis.usual_cut import Outlook, Patterns, outlook, patterns
from zi_analytics.settings import StorePlace, store_place
from zi_analytics.store.names import period_order

Pair = tuple[str, str]


@dataclass(frozen=True)
class Judged:
    """The pairs of assessors of ``period``, each with how many units both judged.

    ``period`` is the one asked for, or an earlier one where it has none; "" where none has.
    """

    period: str
    numbers: dict[Pair, int]

    @property
    def usual(self) -> Pair:
        """The unit's own claim and the latest assessor who judged enough to speak of."""
        enough = [pair for pair, number in self.numbers.items() if number >= FEWEST]
        return (enough or list(self.numbers))[0]


@dataclass(frozen=True)
class Open:
    """The units that the later assessor has not judged, with what the usual cut would do."""

    units: tuple[str, ...]
    outlook: Outlook


def judged(instrument_id: str, period: str) -> Judged:
    """Which pairs of assessors there are to compare."""
    return _judged(store_place(), loading.revision(), instrument_id, period)


@kept(32)
def _judged(place: StorePlace, revision: int, instrument_id: str, period: str) -> Judged:
    for earlier in _up_to(instrument_id, period):
        by_assessor = _by_assessor(instrument_id, earlier)
        present = [(unit, code) for code, units in by_assessor.items() for unit in units]
        found = pairs_among(present)
        if found:
            numbers = {pair: len(by_assessor[pair[0]] & by_assessor[pair[1]]) for pair in found}
            return Judged(earlier, numbers)
    return Judged("", {})


def _up_to(instrument_id: str, period: str) -> Iterator[str]:
    """The periods assessed by an instrument up to one, the newest first."""
    rows = loading.stored()
    known = sorted(
        rows[rows["instrument"] == instrument_id]["period"].unique(), key=period_order, reverse=True
    )
    return (code for code in known if period_order(code) <= period_order(period))


def _by_assessor(instrument_id: str, period: str) -> dict[str, set[str]]:
    rows = loading.stored()
    rows = rows[(rows["instrument"] == instrument_id) & (rows["period"] == period)]
    return {str(code): set(part.tolist()) for code, part in rows.groupby("assessor")["unit"]}


def compared(instrument_id: str, period: str, pair: Pair, kind: str) -> Differences:
    """What the later assessor made of the earlier one's answers; ``kind`` "" is every unit."""
    return _compared(store_place(), loading.revision(), instrument_id, period, pair, kind)


@kept(12)
def _compared(
    place: StorePlace, revision: int, instrument_id: str, period: str, pair: Pair, kind: str
) -> Differences:
    if kind:
        return compared(instrument_id, period, pair, "").of(_of_kind(kind))
    return differences(loading.period_scores(instrument_id, period), *pair)


def _of_kind(kind: str) -> frozenset[str]:
    units = loading.units()
    return frozenset(units[units["kind"] == kind]["code"].tolist())


def severe(instrument_id: str, period: str, kind: str) -> tuple[Severity, ...]:
    """Every later assessor against the units' own totals."""
    return _severe(store_place(), loading.revision(), instrument_id, period, kind)


@kept(12)
def _severe(
    place: StorePlace, revision: int, instrument_id: str, period: str, kind: str
) -> tuple[Severity, ...]:
    scores = loading.period_scores(instrument_id, period)
    return severities(scores, _of_kind(kind) if kind else None)


def reference(instrument_id: str, period: str, pair: Pair, kind: str) -> str:
    """The latest period up to ``period`` with enough judged units to know the usual cut, or ""."""
    wanted = _of_kind(kind) if kind else None
    for earlier in _up_to(instrument_id, period):
        by_assessor = _by_assessor(instrument_id, earlier)
        both = by_assessor.get(pair[0], set()) & by_assessor.get(pair[1], set())
        if len(both if wanted is None else both & wanted) >= FEWEST:
            return earlier
    return ""


def usual_cut(instrument_id: str, period: str, pair: Pair, kind: str) -> Patterns:
    """The cuts that were made in ``period``."""
    return _usual_cut(store_place(), loading.revision(), instrument_id, period, pair, kind)


@kept(12)
def _usual_cut(
    place: StorePlace, revision: int, instrument_id: str, period: str, pair: Pair, kind: str
) -> Patterns:
    return patterns(compared(instrument_id, period, pair, kind))


def not_judged(instrument_id: str, period: str, pair: Pair, kind: str, source: str) -> Open:
    """The units without the later assessor's answers; the cuts are those of period ``source``."""
    revision = loading.revision()
    return _not_judged(store_place(), revision, instrument_id, period, pair, kind, source)


@kept(12)
def _not_judged(
    place: StorePlace,
    revision: int,
    instrument_id: str,
    period: str,
    pair: Pair,
    kind: str,
    source: str,
) -> Open:
    scores = loading.period_scores(instrument_id, period)
    judged_units = set(scores.units[scores.rows(pair[1])].tolist())
    wanted = _of_kind(kind) if kind else None
    rows = [
        row
        for row, unit in zip(
            scores.rows(pair[0]).tolist(),
            scores.units[scores.rows(pair[0])].tolist(),
            strict=True,
        )
        if unit not in judged_units and (wanted is None or unit in wanted)
    ]
    found = outlook(usual_cut(instrument_id, source, pair, kind), scores.values[rows])
    # Who would lose a predicate first, then who is in doubt, then by the claim.
    order = np.lexsort((-found.claimed, -found.failing, ~found.loses))
    return Open(tuple(scores.units[rows][order].tolist()), found.at(order))


def values_of(instrument_id: str, period: str, assessor: str, unit: str) -> np.ndarray | None:
    """One assessor's answers for a unit, None where there are none."""
    scores = loading.period_scores(instrument_id, period)
    found = [row for row in scores.rows(assessor).tolist() if scores.units[row] == unit]
    return scores.values[found[0]] if found else None
