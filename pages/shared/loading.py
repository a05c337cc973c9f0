"""Everything the pages load, cached by the store's revision and plain codes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from pages.shared.kept import kept
from pages.shared.opened import revision, store
from zi_analytics import instrument as instruments
from zi_analytics.analysis.assessed import Assessed, assess
from zi_analytics.analysis.evidence import with_evidence_of
from zi_analytics.analysis.period_scores import PeriodScores, score_period
from zi_analytics.analysis.periods import History, history
from zi_analytics.analysis.stored import (
    Choice,
    Order,
    choose,
    list_stored,
    missing_units,
    sort,
)
from zi_analytics.importing import Imported, Known, import_examples, known_names
from zi_analytics.instrument import Instrument
from zi_analytics.settings import StorePlace, store_place
from zi_analytics.store import ASSESSORS, StoredAssessment, ValueMatrix
from zi_analytics.store.kinds import KINDS
from zi_analytics.store.names import period_order

__all__ = [
    "ASSESSORS",
    "Listed",
    "assessed",
    "instrument",
    "known_units",
    "listing",
    "revision",
    "store",
]


@dataclass(frozen=True, slots=True)
class Listed:
    """One stored assessment, as little as a picker needs."""

    unit: str
    unit_name: str
    is_example: bool
    period: str
    assessor: str
    revision: int


def listing() -> tuple[Listed, ...]:
    """Every stored assessment."""
    return _listing(store_place(), revision())


@kept(4)
def _listing(place: StorePlace, revision: int) -> tuple[Listed, ...]:
    frame = store().assessments()
    columns = ("unit", "unit_name", "is_example", "period", "assessor", "revision")
    return tuple(
        Listed(str(unit), str(name), bool(example), str(period), str(assessor), int(revision))
        for unit, name, example, period, assessor, revision in zip(
            *(frame[column].tolist() for column in columns), strict=True
        )
    )


def stored() -> pd.DataFrame:
    """Everything stored, with scores: :func:`zi_analytics.analysis.stored.list_stored`.

    One table for all visits: never change it.
    """
    return _stored(store_place(), revision())


@kept(2)
def _stored(place: StorePlace, revision: int) -> pd.DataFrame:
    return list_stored(store(), {id_: instrument(id_) for id_ in instruments.available()})


@dataclass(frozen=True, slots=True)
class Facets:
    """What there is to choose from among everything stored; periods with the newest first.

    ``parents`` are the units that have others below them, names by code.
    """

    periods: tuple[str, ...]
    assessors: tuple[str, ...]
    kinds: tuple[str, ...]
    tiers: tuple[int, ...]
    parents: Mapping[str, str]


def facets() -> Facets:
    """What there is to choose from."""
    return _facets(store_place(), revision())


@kept(2)
def _facets(place: StorePlace, revision: int) -> Facets:
    rows, all_units = stored(), units()
    used = set(rows["assessor"].unique())
    above = all_units[all_units["code"].isin(all_units["parent"].dropna())]
    return Facets(
        periods=tuple(sorted(rows["period"].unique(), key=period_order, reverse=True)),
        assessors=tuple(code for code in ASSESSORS if code in used),
        kinds=tuple(sorted(kind for kind in all_units["kind"].unique() if kind)),
        tiers=tuple(int(tier) for tier in sorted(all_units["tier"].unique())),
        parents=dict(zip(above["code"], above["name"], strict=True)),
    )


def chosen(choice: Choice, order: Order) -> pd.DataFrame:
    """The rows of :func:`stored` that ``choice`` leaves in, sorted. Never change it."""
    return _chosen(store_place(), revision(), choice, order)


@kept(32)
def _chosen(place: StorePlace, revision: int, choice: Choice, order: Order) -> pd.DataFrame:
    return sort(choose(stored(), units(), choice), order)


def missing(choice: Choice) -> tuple[str, pd.DataFrame]:
    """Who has not handed in: the period that is looked at, and the units as in :func:`units`."""
    period = choice.period or facets().periods[0]
    assessor = choice.assessor or ASSESSORS[0]
    of_units = replace(choice, period=period, assessor=assessor, condition=None)
    return period, _missing(store_place(), revision(), of_units)


@kept(16)
def _missing(place: StorePlace, revision: int, choice: Choice) -> pd.DataFrame:
    return missing_units(units(), stored(), choice)


def units() -> pd.DataFrame:
    """Every unit: :meth:`zi_analytics.store.Store.units`. One table for all visits."""
    return _units(store_place(), revision())


@kept(2)
def _units(place: StorePlace, revision: int) -> pd.DataFrame:
    return store().units()


def unit_names() -> Mapping[str, str]:
    """Unit codes with their names."""
    return _unit_names(store_place(), revision())


@kept(2)
def _unit_names(place: StorePlace, revision: int) -> Mapping[str, str]:
    frame = units()
    return dict(zip(frame["code"].tolist(), frame["name"].tolist(), strict=True))


def known_units() -> Known:
    """The units of the store by all their spellings."""
    return _known(store_place(), revision())


@kept(4)
def _known(place: StorePlace, revision: int) -> Known:
    return Known(known_names(store()))


def unit_kinds() -> list[str]:
    """The kinds to choose from: the usual ones, and those that are in use."""
    return list(dict.fromkeys([*KINDS, *facets().kinds]))


def revisions() -> Mapping[tuple[str, str, str], int]:
    """The number of the current revision by unit name, period and assessor."""
    return _revisions(store_place(), revision())


@kept(4)
def _revisions(place: StorePlace, revision: int) -> Mapping[tuple[str, str, str], int]:
    return {(one.unit_name, one.period, one.assessor): one.revision for one in listing()}


def example_units() -> frozenset[str]:
    """The units that are only examples."""
    return _example_units(store_place(), revision())


@kept(2)
def _example_units(place: StorePlace, revision: int) -> frozenset[str]:
    return frozenset(item.unit for item in listing() if item.is_example)


def assessed(unit: str, period: str, assessor: str) -> tuple[StoredAssessment, Assessed]:
    """A stored assessment and what it reaches."""
    return _assessed(store_place(), revision(), unit, period, assessor)


@kept(64)
def _assessed(
    place: StorePlace, revision: int, unit: str, period: str, assessor: str
) -> tuple[StoredAssessment, Assessed]:
    document = store().load_document(unit, period, assessor)
    reading = document.reading
    if any((i.unit, i.period, i.assessor) == (unit, period, "unit") for i in listing()):
        own = document if assessor == "unit" else store().load_document(unit, period, "unit")
        reading = with_evidence_of(reading, own.reading)
    return document, assess(instrument(document.revision.instrument), reading)


def answers_of_unit(instrument_id: str, unit: str) -> ValueMatrix:
    """A unit's answers to the questions of one instrument, of all its periods and assessors."""
    return _values(store_place(), revision(), instrument_id, unit, None)


def answers_of_period(instrument_id: str, period: str) -> ValueMatrix:
    """The answers of all units to the questions of one instrument in one period."""
    return _values(store_place(), revision(), instrument_id, None, period)


@kept(16)
def _values(
    place: StorePlace, revision: int, instrument_id: str, unit: str | None, period: str | None
) -> ValueMatrix:
    return store().load_values(instrument_id, unit=unit, period=period)


def period_scores(instrument_id: str, period: str) -> PeriodScores:
    """All assessments of one period by one instrument, scored and judged. Never change it."""
    return _period_scores(store_place(), revision(), instrument_id, period)


@kept(6)
def _period_scores(
    place: StorePlace, revision: int, instrument_id: str, period: str
) -> PeriodScores:
    stored = answers_of_period(instrument_id, period)
    return score_period(instrument(instrument_id), stored, period)


def instruments_of(period: str) -> tuple[str, ...]:
    """The instruments by which units were assessed in a period, the one of most of them first."""
    return _instruments_of(store_place(), revision(), period)


@kept(32)
def _instruments_of(place: StorePlace, revision: int, period: str) -> tuple[str, ...]:
    rows = stored()
    counts = rows[rows["period"] == period]["instrument"].value_counts()
    return tuple(str(id_) for id_ in counts.index)


def same_kind(unit: str) -> tuple[str, frozenset[str]]:
    """The kind of a unit ("" where none is set), and the other units of that kind."""
    return _same_kind(store_place(), revision(), unit)


@kept(32)
def _same_kind(place: StorePlace, revision: int, unit: str) -> tuple[str, frozenset[str]]:
    kinds = dict(zip(units()["code"].tolist(), units()["kind"].tolist(), strict=True))
    kind = kinds[unit] or ""
    others = (code for code, other in kinds.items() if other == kind and code != unit)
    return kind, frozenset(others) if kind else frozenset()


def periods_of(unit: str, assessor: str) -> History:
    """What one assessor found of a unit in every period, from the stored values alone."""
    return _periods_of(store_place(), revision(), unit, assessor)


@kept(64)
def _periods_of(place: StorePlace, revision: int, unit: str, assessor: str) -> History:
    return history(
        [(instrument(id_), store().load_values(id_, unit=unit)) for id_ in instruments.available()],
        assessor,
    )


@kept(64)
def instrument(instrument_id: str) -> Instrument:
    """An instrument by its id."""
    return instruments.load(instrument_id)


def load_examples() -> Iterator[tuple[int, int, Imported]]:
    """Store the example city; yields how many of how many files are done, and the last one."""
    return import_examples(store())
