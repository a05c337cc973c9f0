"""Taking over a list of units: what it would add and change, and then doing all of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, select

from zi_analytics.findings import Finding
from zi_analytics.store.names import clean, match_key
from zi_analytics.store.records import PlannedUnit, UnitChange, UnitPlan
from zi_analytics.store.schema import unit, unit_alias
from zi_analytics.store.unit_tree import change_unit, new_unit
from zi_analytics.workbook.unit_list import UnitRow

Fact = TypeVar("Fact", str, bool)


def plan_units(connection: Connection, rows: Sequence[UnitRow]) -> UnitPlan:
    """What taking over ``rows`` would do; its findings name the rows that stand against it.

    A row is found by its code, else by its name. Facts without a column stay as they are.
    """
    known = _Known(connection)
    planned: list[PlannedUnit] = []
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    for row in rows:
        code = known.code_of(row)
        key = code or match_key(row.name)
        if key in seen:
            details = (("row", row.row), ("first", seen[key]), ("unit", clean(row.name)))
            findings.append(Finding("unit-list-twice", details=details))
            continue
        seen[key] = row.row
        planned.append(known.compare(row, code))
    findings.extend(_unknown_parents(rows, known))
    return UnitPlan(tuple(planned), tuple(findings))


def save_units(connection: Connection, rows: Sequence[UnitRow], by: str, at: datetime) -> UnitPlan:
    """Do what :func:`plan_units` says; nothing when the plan has findings.

    Raises StoreError for what only shows while doing it (a name or code that another unit has, a
    unit below itself); the transaction is to be rolled back then.
    """
    plan = plan_units(connection, rows)
    if plan.findings:
        return plan
    codes: dict[int, str] = {}
    for item in plan.units:
        change = replace(item.change, parent=None)
        if item.code is None:
            codes[item.row] = new_unit(connection, change, by, at)
        elif change != UnitChange():
            codes[item.row] = change_unit(connection, item.code, change, by, at)
        else:
            codes[item.row] = item.code
    # A parent may stand further down in the list, so that all units must be there first.
    for item in plan.units:
        if item.change.parent is not None:
            change = UnitChange(parent=item.change.parent)
            change_unit(connection, codes[item.row], change, by, at)
    return plan


class _Known:
    """The units as they are, to hold rows against."""

    def __init__(self, connection: Connection) -> None:
        above = unit.alias()
        self._units = {
            row.code: row
            for row in connection.execute(
                select(
                    unit.c.code,
                    unit.c.name,
                    unit.c.kind,
                    unit.c.is_active,
                    above.c.code.label("parent"),
                ).select_from(unit.outerjoin(above, above.c.id == unit.c.parent_id))
            )
        }
        names = select(unit_alias.c.key, unit.c.code).join_from(unit_alias, unit)
        self._keys: dict[str, str] = dict(connection.execute(names).all())

    def means(self, text: str) -> str | None:
        """The code of the unit that is called ``text`` or has this code."""
        return self._keys.get(match_key(text)) or (text if text in self._units else None)

    def code_of(self, row: UnitRow) -> str | None:
        """The code of the stored unit that ``row`` speaks of; None for a new one."""
        if row.code and row.code in self._units:
            return row.code
        return self._keys.get(match_key(row.name))

    def compare(self, row: UnitRow, code: str | None) -> PlannedUnit:
        """What ``row`` would change."""
        held = None if code is None else self._units[code]
        others = tuple(name for name in row.also_called if code is None or self.means(name) != code)
        change = UnitChange(
            name=_if_other(clean(row.name), None if held is None else held.name),
            code=_if_other(clean(row.code) or None, None if held is None else held.code),
            kind=_if_other(row.kind and clean(row.kind), "" if held is None else held.kind),
            parent=self._parent(row, None if held is None else held.parent),
            is_active=_if_other(row.is_active, True if held is None else held.is_active),
            also_called=others,
        )
        return PlannedUnit(row.row, code, clean(row.name), change)

    def _parent(self, row: UnitRow, held: str | None) -> str | None:
        """The parent as the row has it where that is another one than now."""
        if row.parent is None or (self.means(row.parent) or row.parent) == (held or ""):
            return None
        return row.parent


def _if_other(wanted: Fact | None, held: Fact | None) -> Fact | None:
    return None if wanted == held else wanted


def _unknown_parents(rows: Sequence[UnitRow], known: _Known) -> list[Finding]:
    listed = {match_key(row.name) for row in rows} | {row.code for row in rows if row.code}
    return [
        Finding(
            "unit-list-parent-unknown",
            details=(("row", row.row), ("unit", clean(row.name)), ("parent", clean(row.parent))),
        )
        for row in rows
        if row.parent
        and known.means(row.parent) is None
        and match_key(row.parent) not in listed
        and row.parent not in listed
    ]
