"""What the page of declaration and outreach loads, cached as everything is in ``loading.py``."""

from pages.shared import loading
from pages.shared.kept import kept
from zi_analytics.analysis.declared_kept import (
    KeptProgramme,
    KeptProgrammes,
    load_programme,
    load_programmes,
)
from zi_analytics.settings import StorePlace, store_place


def programmes() -> KeptProgrammes:
    """What is kept of every unit."""
    return _programmes(store_place(), loading.revision())


@kept(2)
def _programmes(place: StorePlace, revision: int) -> KeptProgrammes:
    return load_programmes(loading.store())


def programme_of(unit: str) -> KeptProgramme:
    """What is kept of one unit, with what could not be read of it."""
    return _programme_of(store_place(), loading.revision(), unit)


@kept(32)
def _programme_of(place: StorePlace, revision: int, unit: str) -> KeptProgramme:
    return load_programme(loading.store(), unit)
