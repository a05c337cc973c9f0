"""What was done to the store, by whom and when: each entry carries the hash of those before it.

An entry is written in the transaction that it tells of. It names units, periods, assessors,
revisions and digests, never a text from a cell. Writing one also raises the store's revision.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from zi_analytics.findings import Finding
from zi_analytics.store import schema
from zi_analytics.store.documents import canonical
from zi_analytics.store.records import LogEntry

_HEAD = select(schema.store.c.log_length, schema.store.c.log_hash)


def append(
    connection: Connection, action: str, by: str, details: Mapping[str, object], at: datetime
) -> None:
    """Write one entry and raise the store's revision."""
    length, previous = connection.execute(_HEAD).one()
    number, written = length + 1, canonical(details).decode()
    hash_ = _hash(previous, number, at, by, action, written)
    connection.execute(
        insert(schema.log),
        {"id": number, "at": at, "by": by, "action": action, "details": written, "hash": hash_},
    )
    connection.execute(
        update(schema.store).values(
            revision=schema.store.c.revision + 1, log_length=number, log_hash=hash_
        )
    )


def _hash(previous: str, number: int, at: datetime, by: str, action: str, details: str) -> str:
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(canonical([previous, number, moment, by, action, details])).hexdigest()


def read(connection: Connection) -> Iterator[LogEntry]:
    """Every entry, oldest first."""
    for row in connection.execute(select(schema.log).order_by(schema.log.c.id)):
        yield LogEntry(row.id, row.at, row.by, row.action, json.loads(row.details), row.hash)


def check(connection: Connection) -> list[Finding]:
    """The first entry from which on the log is not what was written, if there is one."""
    previous, expected = "", 1
    for row in connection.execute(select(schema.log).order_by(schema.log.c.id)):
        right = _hash(previous, expected, row.at, row.by, row.action, row.details)
        if row.id != expected or row.hash != right:
            return [Finding("store-log-broken", details=(("entry", expected),))]
        previous, expected = row.hash, expected + 1
    if connection.execute(_HEAD).one() != (expected - 1, previous):
        return [Finding("store-log-broken", details=(("entry", expected),))]
    return []
