"""Rows of the dossier as items, and what the log knows of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC
from typing import Any

import orjson
from sqlalchemy import Connection, Row, Select, and_, select

from zi_analytics.store.documents import canonical
from zi_analytics.store.records import Item
from zi_analytics.store.schema import dossier_item, dossier_version, unit

_LOOKED_UP = 500
"""Numbers in one question: SQLite takes some thousands of parameters, not any number."""

_CURRENT = and_(
    dossier_version.c.item_id == dossier_item.c.id,
    dossier_version.c.number == dossier_item.c.last_number,
)

_FACTS = (
    dossier_item.c.id,
    dossier_item.c.kind,
    unit.c.code.label("unit"),
    dossier_item.c.period,
    dossier_version.c.number.label("version"),
    dossier_version.c.document,
    dossier_version.c.at,
    dossier_version.c.by,
    dossier_version.c.withdrawn,
    dossier_item.c.created_at,
)


def opened(content: object) -> dict[str, Any]:
    """The document in a column; {} for what is none, so that one bad row hides no other."""
    try:
        found = orjson.loads(content)  # type: ignore[arg-type]
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def item_from(row: Row[Any]) -> Item:
    """The item in a row of :func:`select_current` or :func:`select_versions`."""
    number, kind, code, period, version, document, at, by, withdrawn, created_at = tuple(row)
    said = opened(document)
    return Item(number, kind, code or "", period, version, said, at, by, withdrawn, created_at)


def digest_of(item: Item, document: str) -> str:
    """The SHA-256 of a version for the log: what it says, when, by whom. Units change."""
    place = [item.number, item.version, item.kind, item.period]
    moment = item.at.astimezone(UTC).isoformat(timespec="microseconds")
    whole = [*place, document, moment, item.by, item.withdrawn]
    return hashlib.sha256(canonical(whole)).hexdigest()


def select_current() -> Select[Any]:
    """Every item in the version that counts, with its unit's code."""
    query = select(*_FACTS).join_from(dossier_item, dossier_version, _CURRENT)
    query = query.join(unit, unit.c.id == dossier_item.c.unit_id, isouter=True)
    return query.order_by(dossier_item.c.id)


def select_versions() -> Select[Any]:
    """Every version of every item, with the item's facts and its unit's code."""
    query = select(*_FACTS).join_from(dossier_item, dossier_version)
    query = query.join(unit, unit.c.id == dossier_item.c.unit_id, isouter=True)
    return query.order_by(dossier_item.c.id, dossier_version.c.number)


def select_items() -> Select[Any]:
    """Every item without its versions, with its unit's code."""
    query = select(*dossier_item.columns, unit.c.code.label("unit"))
    return query.join_from(dossier_item, unit, isouter=True).order_by(dossier_item.c.id)


def load_items(connection: Connection, numbers: Iterable[int]) -> dict[int, Item]:
    """The items of these numbers as they are now, as far as there are any."""
    wanted = sorted(set(numbers))
    found: dict[int, Item] = {}
    for start in range(0, len(wanted), _LOOKED_UP):
        some = dossier_item.c.id.in_(wanted[start : start + _LOOKED_UP])
        rows = connection.execute(select_current().where(some))
        found.update((row.id, item_from(row)) for row in rows)
    return found
