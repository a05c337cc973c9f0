"""All units of a choice with their scores, for the pages that look at many of them."""

from pages.shared import loading
from pages.shared.kept import kept
from zi_analytics.analysis.cohort import Cohort, gather
from zi_analytics.analysis.stored import Choice
from zi_analytics.settings import StorePlace, store_place


def cohort(choice: Choice) -> Cohort:
    """All units of a choice that names a period. One for all visits: never change it."""
    return _cohort(store_place(), loading.revision(), choice)


@kept(16)
def _cohort(place: StorePlace, revision: int, choice: Choice) -> Cohort:
    used = loading.instruments_of(choice.period)
    scores = {id_: loading.period_scores(id_, choice.period) for id_ in used}
    return gather(loading.stored(), loading.units(), choice, scores)
