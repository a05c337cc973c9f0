"""What the dossier keeps of declarations and outreach, unit by unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from zi_analytics.analysis.declared import DeclaredState, entries_of, state_of
from zi_analytics.findings import Finding
from zi_analytics.programme.declaration import (
    Declaration,
    Outreach,
    load_declarations,
    load_outreach,
)
from zi_analytics.programme.documents import Kept
from zi_analytics.store import Store


@dataclass(frozen=True, slots=True)
class KeptProgramme:
    """What is kept of a unit, oldest entry first, and what could not be read of it."""

    declarations: tuple[Kept[Declaration], ...] = ()
    outreach: tuple[Kept[Outreach], ...] = ()
    findings: tuple[Finding, ...] = ()

    def state(self, year: int) -> DeclaredState:
        """How the unit stands in a year."""
        return state_of(
            [one.value for one in self.declarations], [one.value for one in self.outreach], year
        )

    def entries(self, year: int) -> list[Outreach]:
        """What was done in a year, way by way, the earliest first."""
        return entries_of((one.value for one in self.outreach), year)

    def newest(self) -> Kept[Declaration] | None:
        """The declaration that counts."""
        counting = self.state(0).declaration
        found = [one for one in self.declarations if one.value == counting]
        return found[-1] if found else None

    def years(self) -> set[int]:
        """The years of which anything is kept."""
        days = [one.value.day for one in self.declarations]
        days += [one.value.day for one in self.outreach]
        return {day.year for day in days if day is not None}

    def changed(self) -> datetime | None:
        """When it was changed last; None where nothing is kept."""
        moments = [one.item.at for one in self.declarations]
        moments += [one.item.at for one in self.outreach]
        return max(moments, default=None)


_NOTHING = KeptProgramme()


@dataclass(frozen=True, slots=True)
class KeptProgrammes:
    """What is kept of every unit, by its code, and what could not be read of any."""

    units: Mapping[str, KeptProgramme]
    findings: tuple[Finding, ...] = ()

    def of(self, unit: str) -> KeptProgramme:
        """What is kept of a unit: it may be nothing."""
        return self.units.get(unit, _NOTHING)


def load_programme(store: Store, unit: str) -> KeptProgramme:
    """What is kept of one unit. Raises StoreError ``store-unit-unknown``."""
    declarations, outreach = load_declarations(store, unit), load_outreach(store, unit)
    return KeptProgramme(
        declarations.kept, outreach.kept, (*declarations.findings, *outreach.findings)
    )


def load_programmes(store: Store) -> KeptProgrammes:
    """What is kept of every unit."""
    declarations, outreach = load_declarations(store), load_outreach(store)
    declared: dict[str, list[Kept[Declaration]]] = {}
    known: dict[str, list[Kept[Outreach]]] = {}
    for one in declarations:
        declared.setdefault(one.item.unit, []).append(one)
    for entry in outreach:
        known.setdefault(entry.item.unit, []).append(entry)
    units = {
        unit: KeptProgramme(tuple(declared.get(unit, ())), tuple(known.get(unit, ())))
        for unit in {*declared, *known}
        if unit
    }
    return KeptProgrammes(units, (*declarations.findings, *outreach.findings))
