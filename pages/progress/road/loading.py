"""What the road's page computes, cached by the store's revision and plain codes."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pages.shared import loading
from pages.shared.cohort import cohort
from pages.shared.kept import kept
from zi_analytics.analysis.assessors import FEWEST, Differences, differences, pairs_among
from zi_analytics.analysis.evidence import is_proven
from zi_analytics.analysis.road import (
    NoWay,
    Objective,
    Reach,
    Road,
    Safety,
    Start,
    Step,
    Surveys,
    Wishes,
    counts_of,
    find_road,
    joined,
    reach_many,
    safety,
    start,
    usual_kept,
)
from zi_analytics.analysis.stored import Choice
from zi_analytics.analysis.usual_cut import patterns
from zi_analytics.settings import StorePlace, store_place
from zi_analytics.store.names import period_order

EQUALS = 5
"""Roads just as good that are shown beside the one proposed."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The cut that a later assessor makes: whose units it was taken from, and how many.

    ``own`` is True where it is the unit's own cut; ``period`` is when it was made.
    """

    earlier: str
    later: str
    period: str
    units: int
    own: bool


def begin(unit: str, period: str, assessor: str, wishes: Wishes) -> Start:
    """Where the unit stands, and what each of its answers can become."""
    revision = loading.revision()
    return _begin(store_place(), revision, unit, period, assessor, _text(wishes))


@kept(32)
def _begin(
    place: StorePlace, revision: int, unit: str, period: str, assessor: str, wished: str
) -> Start:
    _, assessed = loading.assessed(unit, period, assessor)
    counts = counts_of(assessed.instrument, assessed.reading)
    return start(assessed.instrument, assessed.values, counts, _wishes(wished))


def road(unit: str, period: str, assessor: str, wishes: Wishes) -> Road | NoWay:
    """The best road of the unit."""
    revision = loading.revision()
    return _road(store_place(), revision, unit, period, assessor, _text(wishes))


@kept(64)
def _road(
    place: StorePlace, revision: int, unit: str, period: str, assessor: str, wished: str
) -> Road | NoWay:
    return find_road(begin(unit, period, assessor, _wishes(wished)))


def equals(unit: str, period: str, assessor: str, wishes: Wishes) -> tuple[tuple[Step, ...], ...]:
    """Other roads that are just as good. There must be a road."""
    revision = loading.revision()
    return _equals(store_place(), revision, unit, period, assessor, _text(wishes))


@kept(64)
def _equals(
    place: StorePlace, revision: int, unit: str, period: str, assessor: str, wished: str
) -> tuple[tuple[Step, ...], ...]:
    found = find_road(begin(unit, period, assessor, _wishes(wished)), EQUALS)
    return found.alternatives if isinstance(found, Road) else ()


def cuts(instrument_id: str, unit: str, period: str, assessor: str) -> tuple[Cut, ...]:
    """The cuts that may be expected of a later assessor: the unit's own, and that of all."""
    return _cuts(store_place(), loading.revision(), instrument_id, unit, period, assessor)


@kept(64)
def _cuts(
    place: StorePlace, revision: int, instrument_id: str, unit: str, period: str, assessor: str
) -> tuple[Cut, ...]:
    for earlier_period in _up_to(instrument_id, period):
        scores = loading.period_scores(instrument_id, earlier_period)
        pairs = pairs_among(zip(scores.units.tolist(), scores.assessors.tolist(), strict=True))
        for pair in (pair for pair in pairs if pair[0] == assessor):
            made = _made(instrument_id, earlier_period, *pair)
            found = []
            if unit in made.units:
                found.append(Cut(*pair, earlier_period, 1, own=True))
            if len(made) >= FEWEST:
                found.append(Cut(*pair, earlier_period, len(made), own=False))
            if found:
                return tuple(found)
    return ()


def _up_to(instrument_id: str, period: str) -> list[str]:
    """The periods assessed by an instrument up to one, the newest first."""
    rows = loading.stored()
    known = rows[rows["instrument"] == instrument_id]["period"].unique()
    earlier = [code for code in known if period_order(code) <= period_order(period)]
    return sorted(earlier, key=period_order, reverse=True)


def _made(instrument_id: str, period: str, earlier: str, later: str) -> Differences:
    """What a later assessor made of an earlier one's answers."""
    revision = loading.revision()
    return _differences(store_place(), revision, instrument_id, period, earlier, later)


@kept(12)
def _differences(
    place: StorePlace, revision: int, instrument_id: str, period: str, earlier: str, later: str
) -> Differences:
    return differences(loading.period_scores(instrument_id, period), earlier, later)


def safe(
    unit: str, period: str, assessor: str, wishes: Wishes, cut: Cut | None
) -> tuple[Safety, ...]:
    """What is left of the road by other eyes. There must be a road."""
    revision = loading.revision()
    return _safe(store_place(), revision, unit, period, assessor, _text(wishes), cut)


@kept(64)
def _safe(
    place: StorePlace,
    revision: int,
    unit: str,
    period: str,
    assessor: str,
    wished: str,
    cut: Cut | None,
) -> tuple[Safety, ...]:
    found = road(unit, period, assessor, _wishes(wished))
    assert isinstance(found, Road)
    _, assessed = loading.assessed(unit, period, assessor)
    instrument = assessed.instrument
    kept = None
    if cut is not None:
        made = _made(instrument.id, cut.period, cut.earlier, cut.later)
        kept = usual_kept(patterns(made.of([unit]) if cut.own else made))
    answers = assessed.reading.answers
    proven = np.array([is_proven(answers.get(one.code)) for one in instrument.questions])
    counts = counts_of(instrument, assessed.reading)
    return safety(instrument, assessed.values, counts, found, kept, proven)


@dataclass(frozen=True, slots=True)
class Reached:
    """How far the units of a choice are: one row each, in the order of ``reach``."""

    units: tuple[str, ...]
    assessors: tuple[str, ...]
    reach: Reach


def reached(
    choice: Choice,
    instrument_id: str,
    wishes: Wishes,
    progress: Callable[[int, int], None],
) -> Reached | None:
    """How far every unit of the choice is; ``progress`` hears how many of how many are done.

    Kept for this store as it is. None where no unit of the instrument is in the choice.
    """
    kept = _kept(store_place(), loading.revision())
    key = (choice, instrument_id, _text(wishes))
    if key not in kept:
        rows = cohort(choice).of(instrument_id)
        if rows.empty:
            return None
        scores = loading.period_scores(instrument_id, choice.period)
        found = scores.find(rows["unit"], rows["assessor"])
        parts: list[Reach] = []
        values = scores.values[found[found >= 0]]
        for part in reach_many(scores.instrument, values, wishes):
            parts.append(part)
            progress(sum(map(len, parts)), len(values))
        here = rows[found >= 0]
        units, assessors = tuple(here["unit"]), tuple(here["assessor"])
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[key] = Reached(units, assessors, joined(parts))
    return kept[key]


_MOST_KEPT = 16


@kept(2)
def _kept(place: StorePlace, revision: int) -> dict[tuple[Choice, str, str], Reached]:
    """What :func:`reached` has computed: a run that is interrupted leaves nothing half done."""
    return {}


def _text(wishes: Wishes) -> str:
    """Wishes as a text: what a cache can be keyed by."""
    return json.dumps(
        {
            "target": wishes.target,
            "objective": wishes.objective.value,
            "surveys": wishes.surveys.value,
            "budget": wishes.budget,
            "locked": sorted(wishes.locked),
            "excluded": sorted(wishes.excluded),
            "decided": dict(sorted(wishes.decided.items())),
            "efforts": dict(sorted(wishes.efforts.items())),
        }
    )


def _wishes(text: str) -> Wishes:
    said = json.loads(text)
    return Wishes(
        target=said["target"],
        objective=Objective(said["objective"]),
        surveys=Surveys(said["surveys"]),
        budget=said["budget"],
        locked=frozenset(said["locked"]),
        excluded=frozenset(said["excluded"]),
        decided=said["decided"],
        efforts=said["efforts"],
    )
