"""What the overview of many units loads, cached by the store's revision and plain codes."""

import pandas as pd

from pages.shared import loading
from pages.shared.cohort import cohort
from pages.shared.kept import kept
from zi_analytics.analysis.cohort import previous_period
from zi_analytics.analysis.movement import Movement, movement
from zi_analytics.analysis.ranking import Ranking, rank
from zi_analytics.analysis.rollup import Grouping, groups_of, roll_up
from zi_analytics.analysis.stored import Choice
from zi_analytics.findings import Finding
from zi_analytics.settings import StorePlace, store_place


def damaged(period: str) -> tuple[Finding, ...]:
    """The assessments of a period that cannot be read back."""
    return _damaged(store_place(), loading.revision(), period)


@kept(8)
def _damaged(place: StorePlace, revision: int, period: str) -> tuple[Finding, ...]:
    used = loading.instruments_of(period)
    return tuple(one for id_ in used for one in loading.period_scores(id_, period).damaged)


def ranking(choice: Choice, instrument: str, predicate: str | None) -> Ranking:
    """The units of a choice assessed by one instrument, against the limits of a predicate."""
    return _ranking(store_place(), loading.revision(), choice, instrument, predicate)


@kept(16)
def _ranking(
    place: StorePlace, revision: int, choice: Choice, instrument: str, predicate: str | None
) -> Ranking:
    scores = loading.period_scores(instrument, choice.period)
    return rank(scores, cohort(choice).of(instrument), predicate)


def rolled_up(choice: Choice, grouping: Grouping, predicates: tuple[str, ...]) -> pd.DataFrame:
    """The units of a choice in groups."""
    return _rolled_up(store_place(), loading.revision(), choice, grouping, predicates)


@kept(16)
def _rolled_up(
    place: StorePlace,
    revision: int,
    choice: Choice,
    grouping: Grouping,
    predicates: tuple[str, ...],
) -> pd.DataFrame:
    groups = groups_of(loading.units(), grouping, choice.under)
    return roll_up(cohort(choice), groups, predicates)


def moved(choice: Choice, instrument: str) -> Movement | None:
    """How far the units have come since the last period of that instrument, if there is one."""
    return _moved(store_place(), loading.revision(), choice, instrument)


@kept(16)
def _moved(place: StorePlace, revision: int, choice: Choice, instrument: str) -> Movement | None:
    rows = cohort(choice).of(instrument)
    stored = loading.stored()
    own = stored[(stored["instrument"] == instrument) & stored["unit"].isin(rows["unit"])]
    before = previous_period(own["period"].unique().tolist(), choice.period)
    if before is None:
        return None
    earlier = loading.period_scores(instrument, before)
    now = loading.period_scores(instrument, choice.period)
    return movement(earlier, now, rows, choice.assessor)


def assessors_of(period: str) -> list[str]:
    """Who has assessed anybody in a period."""
    return _assessors_of(store_place(), loading.revision(), period)


@kept(8)
def _assessors_of(place: StorePlace, revision: int, period: str) -> list[str]:
    stored = loading.stored()
    used = set(stored[stored["period"] == period]["assessor"].unique())
    return [code for code in loading.ASSESSORS if code in used]


def units_stored() -> tuple[str, ...]:
    """The codes of the units that have something stored."""
    return _units_stored(store_place(), loading.revision())


@kept(4)
def _units_stored(place: StorePlace, revision: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.unit for item in loading.listing()))
