"""What the command ``report`` can tell of: one function a kind, each giving the reports to make."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from zi_analytics.commands.report_formats import Told
from zi_analytics.findings import Finding, Refused
from zi_analytics.language.wording import translator
from zi_analytics.programme.documents import Kept
from zi_analytics.programme.meetings import Meeting, load_meetings
from zi_analytics.programme.stationery import kept_stationery
from zi_analytics.report.choosing import Chosen, choose_units, newest_period
from zi_analytics.report.content.city import city_report
from zi_analytics.report.content.comparison import comparison_report
from zi_analytics.report.content.declaration import declaration_report
from zi_analytics.report.content.declaration_units import declarations_report
from zi_analytics.report.content.declared import (
    declared_units,
    gather_all_declared,
    gather_declared,
    newest_year,
)
from zi_analytics.report.content.evaluation import lhe_report
from zi_analytics.report.content.gathering import (
    OWN,
    gather_evaluation,
    gather_period,
    gather_unit,
)
from zi_analytics.report.content.meeting_gathering import gather_minutes, in_order
from zi_analytics.report.content.minutes import minutes_report
from zi_analytics.report.content.unit import unit_report
from zi_analytics.store import ASSESSORS, Store
from zi_analytics.store.names import split_period


@dataclass(frozen=True, slots=True)
class Job:
    """A report to be made, and whom it is about."""

    name: str
    make: Callable[[], Told]


def _reports(store: Store, given: argparse.Namespace) -> tuple[Job, ...]:
    """One a unit, or one over all units."""
    language, today = given.language, date.today()
    if given.unit or given.all:
        chosen = choose_units(store, given.unit, given.period, given.assessor)
        return tuple(
            Job(one.name, partial(_of_unit, store, one, today, language)) for one in chosen
        )
    period = given.period or newest_period(store)
    if period is None or not (store.assessments()["period"] == period).any():
        return ()
    name = translator(language)("all units")
    return (Job(name, partial(_of_period, store, period, given.assessor, today, language)),)


def _evaluations(store: Store, given: argparse.Namespace) -> tuple[Job, ...]:
    """One a unit that was named; without names one for each that an assessor has judged."""
    chosen = choose_units(store, given.unit, given.period, given.assessor)
    return tuple(
        Job(one.name, partial(_of_evaluation, store, one, given.language))
        for one in chosen
        if given.unit or one.assessor != OWN
    )


def _comparisons(store: Store, given: argparse.Namespace) -> tuple[Job, ...]:
    """The units that were named beside each other; one alone with its assessors."""
    chosen = choose_units(store, given.unit, given.period, given.assessor)
    if len(chosen) == 1 and not given.assessor:
        chosen = _by_assessor(store, chosen[0])
    name = " – ".join(dict.fromkeys(one.name for one in chosen))
    return (Job(name, partial(_of_several, store, chosen, given.language)),) if chosen else ()


def _by_assessor(store: Store, one: Chosen) -> tuple[Chosen, ...]:
    """The same unit and period by each of its assessors, the unit itself first."""
    rows = store.assessments()
    own = rows[(rows["unit"] == one.unit) & (rows["period"] == one.period)]
    present = sorted(own["assessor"], key=ASSESSORS.index)
    return tuple(replace(one, assessor=assessor) for assessor in present)


def _of_unit(store: Store, chosen: Chosen, today: date, language: str) -> Told:
    found = gather_unit(store, chosen.unit, chosen.period, chosen.assessor, today)
    return Told(unit_report(found, language), found, kept_stationery(store, chosen.unit))


def _of_period(store: Store, period: str, assessor: str, today: date, language: str) -> Told:
    found = gather_period(store, period, assessor, today)
    return Told(city_report(found, language), found, kept_stationery(store))


def _of_evaluation(store: Store, chosen: Chosen, language: str) -> Told:
    found = gather_evaluation(store, chosen.unit, chosen.period, chosen.assessor)
    return Told(lhe_report(found, language), stationery=kept_stationery(store))


def _of_several(store: Store, chosen: tuple[Chosen, ...], language: str) -> Told:
    found = [gather_unit(store, one.unit, one.period, one.assessor) for one in chosen]
    return Told(comparison_report(found, language), stationery=kept_stationery(store))


def _minutes(store: Store, given: argparse.Namespace) -> tuple[Job, ...]:
    """The newest meeting, of each unit that was named; or all meetings."""
    loaded = [load_meetings(store, unit, given.period or None) for unit in given.unit or [None]]
    jobs = [
        Job(finding.code, partial(_refuse, finding)) for one in loaded for finding in one.findings
    ]
    for one in loaded:
        meetings = in_order(one)
        chosen = meetings if given.all else meetings[-1:]
        jobs += [
            Job(kept.value.title, partial(_of_meeting, store, kept, given.language))
            for kept in chosen
        ]
    return tuple(jobs)


def _refuse(finding: Finding) -> Told:
    raise Refused(finding)


def _of_meeting(store: Store, meeting: Kept[Meeting], language: str) -> Told:
    report = minutes_report(gather_minutes(store, meeting, language), language)
    return Told(report, stationery=kept_stationery(store, meeting.item.unit))


def _declarations(store: Store, given: argparse.Namespace) -> tuple[Job, ...]:
    """One a unit, or one over all units; of the year of the period, else the newest one."""
    units = declared_units(store, given.unit)
    if not units:
        return ()
    year = split_period(given.period)[0] if given.period else newest_year(store)
    if given.unit or given.all:
        return tuple(
            Job(name, partial(_of_declaration, store, unit, year, given.language))
            for unit, name in units
        )
    name = translator(given.language)("all units")
    return (Job(name, partial(_of_declarations, store, year, given.language)),)


def _of_declaration(store: Store, unit: str, year: int, language: str) -> Told:
    report = declaration_report(gather_declared(store, unit, year), language)
    return Told(report, stationery=kept_stationery(store, unit))


def _of_declarations(store: Store, year: int, language: str) -> Told:
    report = declarations_report(gather_all_declared(store, year), language)
    return Told(report, stationery=kept_stationery(store))


KINDS: dict[str, Callable[[Store, argparse.Namespace], tuple[Job, ...]]] = {
    "report": _reports,
    "lhe": _evaluations,
    "comparison": _comparisons,
    "minutes": _minutes,
    "declaration": _declarations,
}
"""By the name that the command line knows."""
