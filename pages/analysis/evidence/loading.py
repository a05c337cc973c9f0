"""What the page of evidence loads, cached as everything is in ``loading.py``."""

from dataclasses import dataclass

import pandas as pd

from pages.shared import loading
from pages.shared.kept import kept
from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.doubts import DoubtKind, find_doubts
from zi_analytics.analysis.inspected import Joined, join
from zi_analytics.analysis.proof import Bare, Proof, bare_answers, prove
from zi_analytics.analysis.same_answers import (
    SamePair,
    SamePairs,
    SameTexts,
    doubted_pair,
    same_pairs,
    same_texts,
)
from zi_analytics.programme.surveys import surveys_of
from zi_analytics.settings import StorePlace, store_place
from zi_analytics.store import StoredAssessment


@dataclass(frozen=True, slots=True)
class Looked:
    """An assessment looked at for its evidence."""

    joined: Joined
    proof: Proof
    bare: tuple[Bare, ...]


def looked(unit: str, period: str, assessor: str) -> Looked:
    """The doubts, the three numbers and the answers without evidence of one assessment."""
    return _looked(store_place(), loading.revision(), unit, period, assessor)


@kept(32)
def _looked(place: StorePlace, revision: int, unit: str, period: str, assessor: str) -> Looked:
    found: tuple[StoredAssessment, Assessed] = loading.assessed(unit, period, assessor)
    document, assessed = found
    inspections = loading.store().inspections.of(unit, period, assessor)
    pairs_now = frozenset(
        doubted_pair(*digests(pair, period))
        for pair in (
            pairs(assessed.instrument.id, period).of(unit)
            # Looking for them costs more than all the rest, and few are ever inspected.
            if any(one.doubted.kind == DoubtKind.SAME_ANSWERS for one in inspections)
            else ()
        )
    )
    surveys = surveys_of(loading.store(), unit, period)
    joined = join(find_doubts(assessed, document.findings, surveys), inspections, pairs_now)
    return Looked(joined, prove(assessed, joined.doubtful), bare_answers(assessed))


def digests(pair: SamePair, period: str) -> tuple[str, str]:
    """The digests of what the two units of a pair handed in."""
    first, second = (
        loading.store().load_document(unit, period, pair.assessor).revision.digest
        for unit in (pair.first, pair.second)
    )
    return first, second


def by_share(period: str) -> pd.DataFrame:
    """The units' own worksheets of a period, those with the least evidence first: ``unit``,
    ``unit_name``, ``answered``, ``questions``, ``evidenced`` (0 to 1, NaN where the worksheet has
    no place for evidence), ``total``. Never change it."""
    return _by_share(store_place(), loading.revision(), period)


@kept(6)
def _by_share(place: StorePlace, revision: int, period: str) -> pd.DataFrame:
    rows = loading.stored()
    own = rows[(rows["period"] == period) & (rows["assessor"] == "unit")]
    columns = ["unit", "unit_name", "answered", "questions", "evidenced", "total"]
    return own.sort_values(["evidenced", "unit_name"], kind="stable")[columns]


def pairs(instrument_id: str, period: str) -> SamePairs:
    """The units of a period whose own answers are the same."""
    return _pairs(store_place(), loading.revision(), instrument_id, period)


@kept(6)
def _pairs(place: StorePlace, revision: int, instrument_id: str, period: str) -> SamePairs:
    return same_pairs(loading.period_scores(instrument_id, period))


def texts(first: str, second: str, period: str, assessor: str) -> SameTexts:
    """How much of the notes and evidence of two units is the same."""
    return _texts(store_place(), loading.revision(), first, second, period, assessor)


@kept(256)
def _texts(
    place: StorePlace, revision: int, first: str, second: str, period: str, assessor: str
) -> SameTexts:
    one, other = (loading.store().load_document(u, period, assessor) for u in (first, second))
    return same_texts(one.reading, other.reading)
