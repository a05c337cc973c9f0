"""What was done to the store, by whom and when: each entry carries the hash of those before it.

An entry is written in the transaction that it tells of. It names units, periods, assessors,
revisions and digests, never a text from a cell. Writing one also raises the store's revision.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from zi_analytics.findings import Finding
from zi_analytics.store import schema
from zi_analytics.store.documents import canonical
from zi_analytics.store.records import LogEntry

_HEAD = select(schema.store.c.revision, schema.store.c.log_length, schema.store.c.log_hash)
_ADD = insert(schema.log)
_RAISE = update(schema.store).values(
    revision=bindparam("to"), log_length=bindparam("length"), log_hash=bindparam("last")
)


def append(
    connection: Connection, action: str, by: str, details: Mapping[str, object], at: datetime
) -> int:
    """Write one entry and raise the store's revision, which is given."""
    return append_many(connection, action, by, [details], at)


def append_many(
    connection: Connection,
    action: str,
    by: str,
    entries: Sequence[Mapping[str, object]],
    at: datetime,
) -> int:
    """Write an entry for each, and raise the store's revision by as many; gives it."""
    revision, length, last = connection.execute(_HEAD).one()
    if not entries:
        return int(revision)
    rows, last = [], last or ""
    for number, details in enumerate(entries, start=length + 1):
        written = canonical(details).decode()
        last = _hash(last, number, at, by, action, written)
        row = {"id": number, "at": at, "by": by, "action": action, "details": written}
        rows.append(row | {"hash": last})
    connection.execute(_ADD, rows)
    raised = int(revision) + len(rows)
    connection.execute(_RAISE, {"to": raised, "length": length + len(rows), "last": last})
    return raised


def short(sha256: str) -> str:
    """Enough of a file's hash to know it by; an entry is to be small."""
    return sha256[:32]


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
    _, length, last = connection.execute(_HEAD).one()
    if (length, last or "") != (expected - 1, previous):
        return [Finding("store-log-broken", details=(("entry", expected),))]
    return []
