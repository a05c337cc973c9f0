"""What a written report on declarations and outreach is made from, out of the dossier."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from zi_analytics.analysis.declared import DeclaredState, furthest_behind
from zi_analytics.analysis.declared_kept import load_programme, load_programmes
from zi_analytics.programme.declaration import Outreach
from zi_analytics.store import Store, StoreError


@dataclass(frozen=True, slots=True)
class UnitDeclared:
    """A unit in a year. ``entries`` are of the year, ``undated`` how many belong to no year.

    ``unreadable`` are records that are damaged and not counted. ``written`` is the moment of the
    newest of all this; where nothing is kept (``is_empty``), that of the unit itself.
    """

    unit: str
    name: str
    state: DeclaredState
    entries: tuple[Outreach, ...]
    written: datetime
    undated: int = 0
    unreadable: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept that counts in this year."""
        return self.state.declaration is None and not self.entries


@dataclass(frozen=True, slots=True)
class UnitsDeclared:
    """All active units in a year, those furthest behind first: the name of each and its state."""

    year: int
    units: tuple[tuple[str, DeclaredState], ...]
    written: datetime
    unreadable: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept of any that counts in this year."""
        return not any(one.declaration is not None or one.ways_done for _, one in self.units)


def declared_units(store: Store, given: Collection[str] = ()) -> tuple[tuple[str, str], ...]:
    """Code and name of the units that are ``given`` by code or name, or of all active ones.

    Raises StoreError ``store-unit-unknown``.
    """
    rows = store.units()
    if not given:
        rows = rows[rows["is_active"]]
        return tuple(zip(rows["code"].astype(str), rows["name"].astype(str), strict=True))
    found = []
    for unit in dict.fromkeys(given):
        own = rows[(rows["code"] == unit) | (rows["name"] == unit)]
        if own.empty:
            raise StoreError("store-unit-unknown", unit=unit)
        found.append((str(own["code"].iloc[0]), str(own["name"].iloc[0])))
    return tuple(dict.fromkeys(found))


def newest_year(store: Store) -> int:
    """The newest year of which anything is kept, or this one."""
    years = [year for one in load_programmes(store).units.values() for year in one.years()]
    return max(years, default=date.today().year)


def gather_declared(store: Store, unit: str, year: int) -> UnitDeclared:
    """What is kept of one unit, by its code. Raises StoreError ``store-unit-unknown``."""
    kept = load_programme(store, unit)
    rows = store.units()
    own = rows[rows["code"] == unit].iloc[0]
    return UnitDeclared(
        unit=unit,
        name=str(own["name"]),
        state=kept.state(year),
        entries=tuple(kept.entries(year)),
        written=kept.changed() or own["created_at"].to_pydatetime(),
        undated=sum(one.value.day is None for one in kept.outreach),
        unreadable=len(kept.findings),
    )


def gather_all_declared(store: Store, year: int) -> UnitsDeclared:
    """What is kept of all active units. There is at least one."""
    rows = store.units()
    rows = rows[rows["is_active"]]
    kept = load_programmes(store)
    names = dict(zip(rows["code"].astype(str), rows["name"].astype(str), strict=True))
    states = {code: kept.of(code).state(year) for code in names}
    moments = [moment for code in names if (moment := kept.of(code).changed()) is not None]
    return UnitsDeclared(
        year=year,
        units=tuple((names[code], states[code]) for code in furthest_behind(states, names)),
        written=max(moments, default=rows["created_at"].max().to_pydatetime()),
        unreadable=len(kept.findings),
    )
