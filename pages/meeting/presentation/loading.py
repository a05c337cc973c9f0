"""What is presented: the report of one unit or of all, with last and this meeting's decisions."""

from datetime import date

from pages.shared import loading
from pages.shared.kept import kept
from zi_analytics.analysis.cohort import gather
from zi_analytics.analysis.stored import Choice
from zi_analytics.report.content.city import city_report
from zi_analytics.report.content.gathering import PeriodMaterial, UnitMaterial, gather_unit
from zi_analytics.report.content.model import Report
from zi_analytics.report.content.plan_gathering import gather_plans
from zi_analytics.report.content.unit import unit_report
from zi_analytics.settings import StorePlace, store_place


def report_of_unit(unit: str, period: str, assessor: str, today: date, language: str) -> Report:
    """What is said of one unit. One for all visits."""
    revision = loading.revision()
    return _of_unit(store_place(), revision, unit, period, assessor, today, language)


@kept(32)
def _of_unit(
    place: StorePlace,
    revision: int,
    unit: str,
    period: str,
    assessor: str,
    today: date,
    language: str,
) -> Report:
    return unit_report(material_of_unit(unit, period, assessor, today), language)


def report_of_period(period: str, assessor: str, today: date, language: str) -> Report | None:
    """What is said of all units; without an assessor the later one of each counts.

    None where nobody of that period was looked at by the assessor.
    """
    return _of_period(store_place(), loading.revision(), period, assessor, today, language)


@kept(8)
def _of_period(
    place: StorePlace, revision: int, period: str, assessor: str, today: date, language: str
) -> Report | None:
    found = material_of_period(period, assessor, today)
    return city_report(found, language) if len(found.cohort.units) else None


def material_of_unit(unit: str, period: str, assessor: str, today: date) -> UnitMaterial:
    """What the report of a unit rests on."""
    return gather_unit(loading.store(), unit, period, assessor, today)


def material_of_period(period: str, assessor: str, today: date) -> PeriodMaterial:
    """What the report of all units rests on."""
    scores = {id_: loading.period_scores(id_, period) for id_ in loading.instruments_of(period)}
    choice = Choice(period=period, assessor=assessor)
    plans = gather_plans(loading.store(), today)
    return PeriodMaterial(gather(loading.stored(), loading.units(), choice, scores), scores, plans)
