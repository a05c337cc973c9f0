"""Units and periods by the names people give them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from zi_analytics.store import schema
from zi_analytics.store.errors import StoreError
from zi_analytics.store.names import clean, code_from, match_key

LONGEST_CODE, LONGEST_KIND = 80, 80

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
        row = connection.execute(_BY_CODE, {"code": clean(text)}).one_or_none()
    return None if row is None else Unit(*row)


def require_unit(connection: Connection, text: str) -> Unit:
    """The unit called ``text``. Raises StoreError ``store-unit-unknown``."""
    unit = find_unit(connection, text)
    if unit is None:
        raise StoreError("store-unit-unknown", unit=clean(text))
    return unit


def add_unit(
    connection: Connection, name: str, kind: str, is_example: bool, at: datetime, code: str = ""
) -> Unit:
    """A new unit at the top, with ``code`` or one made from its name.

    Raises StoreError ``store-unit-unnamed``, ``store-name-taken`` or ``store-code-taken``.
    """
    name = clean(name)
    if not match_key(name):
        raise StoreError("store-unit-unnamed")
    code = free_code(connection, code) if code else _code_for(connection, name)
    id_ = connection.execute(
        insert(schema.unit).returning(schema.unit.c.id),
        {
            "code": code,
            "name": name,
            "kind": clean(kind)[:LONGEST_KIND],
            "is_example": is_example,
            "created_at": at,
            "is_active": True,
        },
    ).scalar_one()
    add_alias(connection, id_, name)
    return Unit(id_, code, name)


def free_code(connection: Connection, text: str) -> str:
    """``text`` as a code that no unit has. Raises StoreError ``store-code-taken``."""
    code = clean(text)[:LONGEST_CODE]
    taken = select(schema.unit.c.id).where(schema.unit.c.code == code)
    if not code or connection.execute(taken).one_or_none() is not None:
        raise StoreError("store-code-taken", taken=code)
    return code


def _code_for(connection: Connection, name: str) -> str:
    like = connection.execute(
        select(schema.unit.c.code).where(
            schema.unit.c.code.startswith(code_from(name), autoescape=True)
        )
    )
    return code_from(name, frozenset(like.scalars()))


def add_alias(connection: Connection, unit_id: int, name: str) -> bool:
    """Let ``name`` mean the unit too; whether that is new.

    Raises StoreError ``store-unit-unnamed``, or ``store-name-taken`` when it means another one.
    """
    key = match_key(name)
    if not key:
        raise StoreError("store-unit-unnamed")
    owner = connection.execute(
        select(schema.unit_alias.c.unit_id).where(schema.unit_alias.c.key == key)
    ).scalar_one_or_none()
    if owner == unit_id:
        return False
    if owner is not None:
        raise StoreError("store-name-taken", name=clean(name))
    connection.execute(
        insert(schema.unit_alias), {"key": key, "name": clean(name), "unit_id": unit_id}
    )
    return True


def find_period(connection: Connection, code: str) -> int | None:
    """The id of a period that has been used."""
    return connection.execute(_PERIOD, {"code": code}).scalar_one_or_none()


def add_period(connection: Connection, code: str) -> int:
    """The id of a new period."""
    id_: int = connection.execute(
        insert(schema.period).returning(schema.period.c.id), {"code": code}
    ).scalar_one()
    return id_
