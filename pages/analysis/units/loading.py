"""What the page Antar unit loads, cached by the store's revision and plain codes."""

from collections.abc import Mapping

from pages.shared import loading
from pages.shared.kept import kept
from zi_analytics.analysis.field import Field, field
from zi_analytics.analysis.misses import Miss, misses
from zi_analytics.findings import Finding
from zi_analytics.settings import StorePlace, store_place


def assessed_units() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Every unit that has an assessment, by name: its periods with their assessors."""
    return _assessed_units(store_place(), loading.revision())


@kept(2)
def _assessed_units(
    place: StorePlace, revision: int
) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for one in loading.listing():
        periods = found.setdefault(one.unit, {})
        periods[one.period] = (*periods.get(one.period, ()), one.assessor)
    names = loading.unit_names()
    return {code: found[code] for code in sorted(found, key=lambda code: names[code].casefold())}


def everyone(period: str, assessor: str) -> Field:
    """Everyone assessed in a period: by ``assessor``, or ("") by the later one of every unit."""
    return _everyone(store_place(), loading.revision(), period, assessor)


@kept(12)
def _everyone(place: StorePlace, revision: int, period: str, assessor: str) -> Field:
    return field([loading.period_scores(id_, period) for id_ in _ids(period)], assessor)


def damaged(period: str) -> tuple[Finding, ...]:
    """The assessments of a period that cannot be read because their bytes are damaged."""
    scores = [loading.period_scores(id_, period) for id_ in _ids(period)]
    return tuple(finding for one in scores for finding in one.damaged)


def _ids(period: str) -> tuple[str, ...]:
    return loading.instruments_of(period)


def units_of_kind(kind: str) -> frozenset[str]:
    """The codes of all units of a kind."""
    return _units_of_kind(store_place(), loading.revision(), kind)


@kept(16)
def _units_of_kind(place: StorePlace, revision: int, kind: str) -> frozenset[str]:
    units = loading.units()
    return frozenset(units[units["kind"] == kind]["code"].tolist())


def group(period: str, assessor: str, instrument: str, kind: str) -> Field:
    """Who is compared: by one instrument, and of one kind or ("") of any."""
    return _group(store_place(), loading.revision(), period, assessor, instrument, kind)


@kept(12)
def _group(
    place: StorePlace, revision: int, period: str, assessor: str, instrument: str, kind: str
) -> Field:
    found = everyone(period, assessor).with_instrument(instrument)
    return found.among(units_of_kind(kind)) if kind else found


def misses_of(period: str, assessor: str, instrument: str, kind: str) -> tuple[Miss, ...]:
    """Every question over the units of :func:`group`, the most lost points first."""
    return _misses_of(store_place(), loading.revision(), period, assessor, instrument, kind)


@kept(12)
def _misses_of(
    place: StorePlace, revision: int, period: str, assessor: str, instrument: str, kind: str
) -> tuple[Miss, ...]:
    rows = group(period, assessor, instrument, kind).rows
    scores = loading.period_scores(instrument, period)
    return misses(scores.instrument, scores.values[rows])


def names_in_order(period: str, assessor: str, instrument: str, kind: str) -> tuple[str, ...]:
    """The codes of :func:`group` by the names of the units."""
    revision = loading.revision()
    return _names_in_order(store_place(), revision, period, assessor, instrument, kind)


@kept(12)
def _names_in_order(
    place: StorePlace, revision: int, period: str, assessor: str, instrument: str, kind: str
) -> tuple[str, ...]:
    names = loading.unit_names()
    units = group(period, assessor, instrument, kind).units.tolist()
    return tuple(sorted(units, key=lambda code: names[code].casefold()))
