"""The dossier: what a unit keeps about its way besides its worksheets, with all its history.

Plans, meetings, scenarios, the declaration and surveys are items of a kind; what their documents
say is known in ``zi_analytics.programme``. Nothing is overwritten: every change is a new version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update

from zi_analytics.store import log, schema
from zi_analytics.store.connection import Database
from zi_analytics.store.documents import canonical
from zi_analytics.store.dossier_rows import (
    digest_of,
    item_from,
    load_items,
    opened,
    select_current,
    select_versions,
)
from zi_analytics.store.errors import StoreError
from zi_analytics.store.names import clean, split_period
from zi_analytics.store.records import Item, ItemChange, NewItem
from zi_analytics.store.schema import dossier_item, dossier_version
from zi_analytics.store.units import require_unit

LARGEST_DOCUMENT = 4 << 20
"""Bytes of one document."""

_KIND = re.compile(r"[a-z][a-z-]{0,39}")
_ADD_ITEMS = insert(dossier_item).returning(dossier_item.c.id, sort_by_parameter_order=True)
_ADD_VERSIONS = insert(dossier_version)
_POINT = (
    update(dossier_item)
    .where(dossier_item.c.id == bindparam("item"))
    .values(last_number=bindparam("version"))
)


class Dossier:
    """The dossier of a store. Its methods raise StoreErrors as the store's own do.

    ``by`` is who does it. All writing is all or nothing, each new version with its entry in the
    log. Writing raises StoreError ``store-item-unknown``, ``store-item-changed`` when the version
    is no longer the one that was looked at, ``store-item-too-large``, ``store-unit-unknown`` or
    ``store-period-unknown``.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- writing -------------------------------------------------------------------------------

    def add(
        self, kind: str, unit: str, document: Mapping[str, Any], *, by: str, period: str = ""
    ) -> Item:
        """Keep something of a unit, or of the whole store when ``unit`` is ""."""
        return self.write([NewItem(kind, unit, document, period)], by=by)[0]

    def change(
        self, number: int, document: Mapping[str, Any], *, by: str, expected_version: int
    ) -> Item:
        """Let an item say something else; the same again makes no new version."""
        return self.write([ItemChange(number, expected_version, document)], by=by)[0]

    def withdraw(self, number: int, *, by: str, expected_version: int) -> Item:
        """Take an item back; it stays with its history and can be restored."""
        return self.write([ItemChange(number, expected_version, withdrawn=True)], by=by)[0]

    def restore(self, number: int, *, by: str, expected_version: int) -> Item:
        """Let a withdrawn item count again."""
        return self.write([ItemChange(number, expected_version, withdrawn=False)], by=by)[0]

    def write(self, changes: Sequence[NewItem | ItemChange], *, by: str) -> tuple[Item, ...]:
        """Do all of it or nothing; gives each item as it is then, in the order of ``changes``."""
        if not changes:
            return ()
        with self._database.writing() as connection:
            return _Writing(connection, clean(by), schema.now()).write(changes)

    # --- reading -------------------------------------------------------------------------------

    def of(
        self,
        kind: str,
        unit: str | None = None,
        period: str | None = None,
        *,
        withdrawn: bool = False,
    ) -> tuple[Item, ...]:
        """The items of a kind, oldest first; with ``withdrawn`` also those that were taken back.

        ``unit`` None is every unit and the whole store, "" the whole store alone; ``period`` None
        is every period. Raises StoreError ``store-unit-unknown``.
        """
        query = select_current().where(dossier_item.c.kind == kind)
        if not withdrawn:
            query = query.where(dossier_version.c.withdrawn.is_(False))
        if period is not None:
            query = query.where(dossier_item.c.period == period)
        with self._database.reading() as connection:
            if unit is not None:
                id_ = require_unit(connection, unit).id if unit else None
                query = query.where(dossier_item.c.unit_id.is_not_distinct_from(id_))
            return tuple([item_from(row) for row in connection.execute(query).all()])

    def item(self, number: int) -> Item:
        """An item as it is now, also when it was withdrawn.

        Raises StoreError ``store-item-unknown``.
        """
        with self._database.reading() as connection:
            return _require(load_items(connection, [number]), number)

    def history(self, number: int) -> tuple[Item, ...]:
        """All versions of an item, oldest first. Raises StoreError ``store-item-unknown``."""
        query = select_versions().where(dossier_item.c.id == number)
        with self._database.reading() as connection:
            found = tuple(item_from(row) for row in connection.execute(query))
        if not found:
            raise StoreError("store-item-unknown", item=number)
        return found


class _Writing:
    """One person's changes in one transaction. Rows are written together, after all is known."""

    def __init__(self, connection: Connection, by: str, at: datetime) -> None:
        self._connection = connection
        self._by, self._at = by, at
        self._units: dict[str, tuple[int | None, str]] = {"": (None, "")}

    def write(self, changes: Sequence[NewItem | ItemChange]) -> tuple[Item, ...]:
        """The items afterwards."""
        held = load_items(
            self._connection, [c.number for c in changes if isinstance(c, ItemChange)]
        )
        added = iter(self._add([c for c in changes if isinstance(c, NewItem)]))
        results: list[Item] = []
        written: list[Item] = []
        for change in changes:
            if isinstance(change, NewItem):
                after = next(added)
                written.append(after)
            else:
                before = _require(held, change.number)
                after = self._changed(before, change)
                held[change.number] = after
                if after is not before:
                    written.append(after)
            results.append(after)
        self._keep(written)
        return tuple(results)

    def _add(self, new: Sequence[NewItem]) -> Iterator[Item]:
        """Make the rows of new items, and give each without its version being written yet."""
        rows, units = [], []
        for one in new:
            if not _KIND.fullmatch(one.kind):
                raise ValueError(f"no kind of item: {one.kind!r}")
            if one.period:
                split_period(one.period)
            unit_id, code = self._unit(one.unit)
            units.append(code)
            row = {"kind": one.kind, "unit_id": unit_id, "period": one.period}
            rows.append(row | {"created_at": self._at, "last_number": 1})
        numbers = self._connection.execute(_ADD_ITEMS, rows).scalars().all() if rows else ()
        for number, one, code in zip(numbers, new, units, strict=True):
            facts = (number, one.kind, code, one.period, 1, dict(one.document))
            yield Item(*facts, self._at, self._by, False, self._at)

    def _unit(self, text: str) -> tuple[int | None, str]:
        if text not in self._units:
            found = require_unit(self._connection, text)
            self._units[text] = (found.id, found.code)
        return self._units[text]

    def _changed(self, before: Item, change: ItemChange) -> Item:
        if before.version != change.expected_version:
            raise StoreError("store-item-changed", item=before.number, version=before.version)
        document = before.document if change.document is None else dict(change.document)
        withdrawn = before.withdrawn if change.withdrawn is None else change.withdrawn
        if document == before.document and withdrawn == before.withdrawn:
            return before
        return replace(
            before,
            version=before.version + 1,
            document=document,
            withdrawn=withdrawn,
            at=self._at,
            by=self._by,
        )

    def _keep(self, written: Sequence[Item]) -> None:
        rows: list[dict[str, object]] = []
        entries: list[dict[str, object]] = []
        for item in written:
            document = _packed(item)
            row = {"item_id": item.number, "number": item.version, "document": document}
            rows.append(row | {"at": item.at, "by": item.by, "withdrawn": item.withdrawn})
            entries.append(_entry(item, document))
        if not rows:
            return
        self._connection.execute(_ADD_VERSIONS, rows)
        raised = [{"item": i.number, "version": i.version} for i in written if i.version > 1]
        if raised:
            self._connection.execute(_POINT, raised)
        log.append_many(self._connection, "dossier-written", self._by, entries, self._at)


def _packed(item: Item) -> str:
    content = canonical(item.document)
    if len(content) > LARGEST_DOCUMENT:
        raise StoreError("store-item-too-large", most=LARGEST_DOCUMENT >> 10)
    if opened(content) != item.document:
        raise ValueError("a document is plain JSON that reads back as it is")
    return content.decode()


def _entry(item: Item, document: str) -> dict[str, object]:
    return {
        "item": item.number,
        "version": item.version,
        "kind": item.kind,
        "unit": item.unit,
        "period": item.period,
        "withdrawn": item.withdrawn,
        "digest": digest_of(item, document),
    }


def _require(found: Mapping[int, Item], number: int) -> Item:
    if number not in found:
        raise StoreError("store-item-unknown", item=number)
    return found[number]
