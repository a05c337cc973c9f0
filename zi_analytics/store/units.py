"""Units and periods by the names people give them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from zi_analytics.store import schema
from zi_analytics.store.errors import StoreError
from zi_analytics.store.names import clean, code_from, match_key

_UNIT = select(schema.unit.c.id, schema.unit.c.code, schema.unit.c.name)
_BY_NAME = _UNIT.join(schema.unit_alias).where(schema.unit_alias.c.key == bindparam("key"))
_BY_CODE = _UNIT.where(schema.unit.c.code == bindparam("code"))
_PERIOD = select(schema.period.c.id).where(schema.period.c.code == bindparam("code"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as stored."""

    id: int
    code: str
    name: str


def find_unit(connection: Connection, text: str) -> Unit | None:
    """The unit that is called ``text`` in any spelling, or has this code."""
    row = connection.execute(_BY_NAME, {"key": match_key(text)}).one_or_none()
    if row is None:
        row = connection.execute(_BY_CODE, {"code": text}).one_or_none()
    return None if row is None else Unit(*row)


def require_unit(connection: Connection, text: str) -> Unit:
    """The unit called ``text``. Raises StoreError ``store-unit-unknown``."""
    unit = find_unit(connection, text)
    if unit is None:
        raise StoreError("store-unit-unknown", unit=clean(text))
    return unit


def add_unit(connection: Connection, name: str, kind: str, is_example: bool, at: datetime) -> Unit:
    """A new unit with a code made from its name. Raises StoreError ``store-unit-unnamed``."""
    name = clean(name)
    key = match_key(name)
    if not key:
        raise StoreError("store-unit-unnamed")
    stem = code_from(name)
    like = connection.execute(
        select(schema.unit.c.code).where(schema.unit.c.code.startswith(stem, autoescape=True))
    ).scalars()
    code = code_from(name, frozenset(like))
    id_ = connection.execute(
        insert(schema.unit).returning(schema.unit.c.id),
        {
            "code": code,
            "name": name,
            "kind": clean(kind)[:80],
            "is_example": is_example,
            "created_at": at,
        },
    ).scalar_one()
    add_alias(connection, id_, name)
    return Unit(id_, code, name)


def add_alias(connection: Connection, unit_id: int, name: str) -> None:
    """Let ``name`` mean the unit too.

    Raises StoreError ``store-unit-unnamed``, or ``store-name-taken`` when it means another one.
    """
    key = match_key(name)
    if not key:
        raise StoreError("store-unit-unnamed")
    owner = connection.execute(
        select(schema.unit_alias.c.unit_id).where(schema.unit_alias.c.key == key)
    ).scalar_one_or_none()
    if owner == unit_id:
        return
    if owner is not None:
        raise StoreError("store-name-taken", name=clean(name))
    connection.execute(
        insert(schema.unit_alias), {"key": key, "name": clean(name), "unit_id": unit_id}
    )


def set_unit(
    connection: Connection,
    text: str,
    name: str | None,
    kind: str | None,
    is_example: bool | None,
) -> str:
    """Rename or mark the unit called ``text``; gives its code, which stays."""
    unit = require_unit(connection, text)
    values: dict[str, object] = {}
    if name is not None:
        add_alias(connection, unit.id, name)
        values["name"] = clean(name)
    if kind is not None:
        values["kind"] = clean(kind)[:80]
    if is_example is not None:
        values["is_example"] = is_example
    if values:
        connection.execute(update(schema.unit).where(schema.unit.c.id == unit.id).values(values))
    return unit.code


def find_period(connection: Connection, code: str) -> int | None:
    """The id of a period that has been used."""
    return connection.execute(_PERIOD, {"code": code}).scalar_one_or_none()


def add_period(connection: Connection, code: str) -> int:
    """The id of a new period."""
    id_: int = connection.execute(
        insert(schema.period).returning(schema.period.c.id), {"code": code}
    ).scalar_one()
    return id_
