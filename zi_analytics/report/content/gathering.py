"""Everything that a report needs from the store, one unit or one period at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zi_analytics.analysis.assessed import Assessed, assess
from zi_analytics.analysis.cohort import Cohort, gather
from zi_analytics.analysis.doubts import find_doubts
from zi_analytics.analysis.evidence import with_evidence_of
from zi_analytics.analysis.inspected import Joined, join
from zi_analytics.analysis.period_scores import PeriodScores, score_period
from zi_analytics.analysis.periods import Moment, history
from zi_analytics.analysis.proof import Bare, Proof, bare_answers, prove
from zi_analytics.analysis.stored import Choice, list_stored
from zi_analytics.instrument import Instrument, available, load
from zi_analytics.programme.surveys import surveys_of
from zi_analytics.report.content.plan_gathering import (
    UnitPlan,
    UnitPlans,
    gather_plan,
    gather_plans,
)
from zi_analytics.store import Store, StoredAssessment, StoreError

OWN = "unit"
"""The assessor who is the unit itself."""


@dataclass(frozen=True, slots=True)
class UnitMaterial:
    """One assessment and what was found of it.

    ``moments`` are the periods of the same assessor up to this one, in order of time.
    ``plan`` is None where it is not asked for.
    """

    document: StoredAssessment
    assessed: Assessed
    joined: Joined
    proof: Proof
    bare: tuple[Bare, ...]
    moments: tuple[Moment, ...]
    plan: UnitPlan | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an assessor found, and what the unit had answered by the same worksheet, if it had."""

    found: UnitMaterial
    claimed: Assessed | None
    claim: StoredAssessment | None


@dataclass(frozen=True, slots=True, eq=False)
class PeriodMaterial:
    """All units in one period, and their scores by instrument, that of most units first.

    ``plans`` is None where they are not asked for.
    """

    cohort: Cohort
    scores: Mapping[str, PeriodScores]
    plans: UnitPlans | None = None


def gather_unit(
    store: Store, unit: str, period: str, assessor: str, today: date | None = None
) -> UnitMaterial:
    """With the action plan as it stands on ``today``, where a day is given.

    Raises StoreError ``store-unit-unknown`` or ``store-assessment-unknown``."""
    document = store.load_document(unit, period, assessor)
    reading = document.reading
    stored = {one.id: store.load_values(one.id, unit=unit) for one in _instruments()}
    has_own = any(
        bool(((matrix.periods == period) & (matrix.assessors == "unit")).any())
        for matrix in stored.values()
    )
    if assessor != "unit" and has_own:
        reading = with_evidence_of(reading, store.load_document(unit, period, "unit").reading)
    assessed = assess(load(document.revision.instrument), reading)
    joined = join(
        find_doubts(assessed, document.findings, surveys_of(store, unit, period)),
        store.inspections.of(unit, period, assessor),
    )
    moments = history([(load(id_), matrix) for id_, matrix in stored.items()], assessor).moments
    places = [one.period for one in moments]
    until = places.index(period) + 1 if period in places else 0
    stored_as = {
        (str(place), str(who))
        for matrix in stored.values()
        for place, who in zip(matrix.periods, matrix.assessors, strict=True)
    }
    return UnitMaterial(
        document=document,
        assessed=assessed,
        joined=joined,
        proof=prove(assessed, joined.doubtful),
        bare=bare_answers(assessed),
        moments=moments[:until],
        plan=None if today is None else gather_plan(store, (document, assessed), stored_as, today),
    )


def gather_evaluation(store: Store, unit: str, period: str, assessor: str) -> Evaluation:
    """Raises StoreError as :func:`gather_unit`, also where ``assessor`` is the unit itself."""
    if assessor == OWN:
        raise StoreError("store-assessment-unknown", unit=unit, period=period, assessor="tpi")
    found = gather_unit(store, unit, period, assessor)
    try:
        claim = store.load_document(unit, period, OWN)
    except StoreError as error:
        if error.finding.code != "store-assessment-unknown":
            raise
        return Evaluation(found, None, None)
    if claim.revision.instrument != found.document.revision.instrument:
        return Evaluation(found, None, None)
    return Evaluation(found, assess(found.assessed.instrument, claim.reading), claim)


def gather_period(
    store: Store, period: str, assessor: str = "", today: date | None = None
) -> PeriodMaterial:
    """All units in ``period``; without an assessor the later one of each counts.

    With the action plans as they stand on ``today``, where a day is given.
    """
    rows = list_stored(store, {one.id: one for one in _instruments()})
    used = rows[rows["period"] == period]["instrument"].value_counts().index
    scores = {
        str(id_): score_period(load(str(id_)), store.load_values(str(id_), period=period), period)
        for id_ in used
    }
    choice = Choice(period=period, assessor=assessor)
    plans = None if today is None else gather_plans(store, today)
    return PeriodMaterial(gather(rows, store.units(), choice, scores), scores, plans)


def _instruments() -> tuple[Instrument, ...]:
    return tuple(load(id_) for id_ in available())
