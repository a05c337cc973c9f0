"""The pictures of many units, drawn once for all visits in the same language and colours."""

from pages.analysis.overview import loading as loaded
from pages.shared import loading
from pages.shared.cohort import cohort
from pages.shared.colours import colours
from pages.shared.kept import kept
from pages.shared.words import language
from zi_analytics.analysis.periods import total_limits
from zi_analytics.analysis.spread import spread
from zi_analytics.analysis.stored import Choice
from zi_analytics.charts.movers import movers_picture
from zi_analytics.charts.picture import Picture
from zi_analytics.charts.reach import reach_picture
from zi_analytics.charts.spread import parts_picture, totals_picture
from zi_analytics.charts.theme import Palette
from zi_analytics.settings import StorePlace, store_place

REACH, TOTALS, PARTS, MOVERS = "reach", "totals", "parts", "movers"


def picture(which: str, choice: Choice, instrument: str, target: str | None) -> Picture | None:
    """One of the pictures of a choice; None where there is nothing to draw."""
    revision = loading.revision()
    return _picture(
        store_place(), revision, which, choice, instrument, target, language(), colours()
    )


@kept(64)
def _picture(
    place: StorePlace,
    revision: int,
    which: str,
    choice: Choice,
    instrument: str,
    target: str | None,
    spoken: str,
    palette: Palette,
) -> Picture | None:
    field = cohort(choice)
    of = loading.instrument(instrument)
    if which == REACH:
        tally = field.tally([one.code for one in of.predicates])
        return reach_picture(tally, spoken, palette)
    if which == TOTALS:
        totals = field.of(instrument)["total"].to_numpy(dtype=float)
        found = spread(totals)
        if found is None:
            return None
        return totals_picture(totals, found, total_limits(of), spoken, palette)
    if which == PARTS:
        return parts_picture(loaded.ranking(choice, instrument, target), spoken, palette)
    moved = loaded.moved(choice, instrument)
    return None if moved is None else movers_picture(moved, spoken, palette)
