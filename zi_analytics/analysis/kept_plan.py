"""The plan of one unit as it is kept, beside the unit's newest worksheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.plan import Agreement, Planned, agreement
from zi_analytics.analysis.plan_edits import Earlier
from zi_analytics.findings import Finding
from zi_analytics.programme import documents
from zi_analytics.programme.actions import Action, from_document, load_actions
from zi_analytics.store import ASSESSORS, Store, StoredAssessment
from zi_analytics.store.names import period_order

Newest = tuple[StoredAssessment, Assessed]


@dataclass(frozen=True, slots=True)
class Plan:
    """The actions of one unit, those that were withdrawn apart, and its newest worksheet.

    ``findings`` are of what could not be read; ``agreements`` are by the action's number.
    """

    unit: str
    actions: tuple[Planned, ...]
    withdrawn: tuple[Planned, ...]
    findings: tuple[Finding, ...]
    newest: Newest | None
    agreements: Mapping[int, Agreement | None]

    @property
    def assessed(self) -> Assessed | None:
        """What the newest worksheet reaches."""
        return None if self.newest is None else self.newest[1]

    @property
    def unconfirmed(self) -> frozenset[int]:
        """The numbers of the actions that are done but that the newest worksheet does not show."""
        settled = (None, Agreement.AGREES)
        return frozenset(number for number, one in self.agreements.items() if one not in settled)

    def labels(self, language: str) -> dict[str, str]:
        """The texts of the questions of the newest worksheet, by code."""
        asked = () if self.assessed is None else self.assessed.instrument.questions
        return {node.code: node.label.say(language) for node in asked}


def newest_place(places: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """Of a unit's periods and assessors the last period, and its own answers where there are
    some: it is the unit that is to enter what was done."""
    found = list(places)
    if not found:
        return None
    last = max((period for period, _ in found), key=period_order)
    return last, min((a for period, a in found if period == last), key=ASSESSORS.index)


def load_plan(store: Store, unit: str, newest: Newest | None) -> Plan:
    """The plan of ``unit``, held against its newest worksheet."""
    kept = load_actions(store, unit, withdrawn=True)
    actions = tuple(one for one in kept if not one.item.withdrawn)
    stored = None if newest is None else (newest[1], newest[0].revision.saved_at)
    return Plan(
        unit=unit,
        actions=actions,
        withdrawn=tuple(one for one in kept if one.item.withdrawn),
        findings=kept.findings,
        newest=newest,
        agreements={one.item.number: agreement(one, stored) for one in actions},
    )


def earlier_in(store: Store) -> Earlier:
    """What an action said in one of its versions."""

    def said(number: int, version: int) -> Action | None:
        versions = [one for one in store.dossier.history(number) if one.version == version]
        return next((one.value for one in documents.load(versions, from_document)), None)

    return said
