"""Every row of one store into another one, of whichever kind, and the proof that it arrived."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    ForeignKeyConstraint,
    LargeBinary,
    MetaData,
    Row,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.schema import sort_tables_and_constraints

from zi_analytics.store.backend import Backend
from zi_analytics.store.schema import UtcTimestamp

_BATCH_BYTES = 4 << 20
_ROW_BYTES = 1_000
"""What a row counts at least, so that a batch never has more than some thousands."""
_FETCHED = 500
_FETCHED_WITH_BYTES = 10
"""Rows asked for at once: an original file may have ten megabytes."""


def tables_of(connection: Connection) -> MetaData:
    """The tables as they are in there, of whatever version, for reading and writing both kinds."""
    found = MetaData()

    @sqlalchemy_event.listens_for(found, "column_reflect")
    def plain(_inspector: object, _table: object, column: dict[str, Any]) -> None:
        type_ = column["type"].as_generic()
        column["type"] = UtcTimestamp() if isinstance(type_, DateTime) else type_
        # How numbers are made is each database's own affair.
        column["default"] = None

    found.reflect(connection)
    return found


def transfer(
    origin: Backend, source: Connection, goal: Backend, target: Connection, tables: MetaData
) -> None:
    """Make ``target`` hold the rows that ``source`` holds, and give out the same next numbers."""
    order = list(_in_order(tables))
    for table, late in order:
        if late:
            target.execute(update(table).values(dict.fromkeys([c.name for c in late])))
    for table, _ in reversed(order):
        target.execute(delete(table))
    pending = [(table, late, _copy_table(source, target, table, late)) for table, late in order]
    for table, late, waiting in pending:
        if waiting:
            target.execute(_pointing(table, late), waiting)
    goal.set_last_numbers(target, origin.last_numbers(source))


def differences(first: Connection, second: Connection, tables: MetaData) -> list[str]:
    """The tables whose rows are not the same in both; [] when all are."""
    missing = object()
    return [
        name
        for name, table in sorted(tables.tables.items())
        if not all(
            one == other
            for one, other in zip_longest(
                _rows(first, table), _rows(second, table), fillvalue=missing
            )
        )
    ]


def _in_order(tables: MetaData) -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Each table after those it needs, with its columns that point at rows written later."""
    done: set[Table] = set()
    # SQLAlchemy gives no types for it.
    ordered: Any = sort_tables_and_constraints(  # type: ignore[no-untyped-call]
        tables.tables.values(), filter_fn=_may_wait
    )
    for table, _ in ordered:
        if table is not None:
            yield (
                table,
                [
                    column
                    for column in table.columns
                    if any(key.column.table not in done for key in column.foreign_keys)
                ],
            )
            done.add(table)


def _may_wait(constraint: ForeignKeyConstraint) -> bool:
    return all(column.nullable for column in constraint.columns)


def _copy_table(
    source: Connection, target: Connection, table: Table, late: list[Column[Any]]
) -> list[dict[str, Any]]:
    """Copy the rows without what points at later ones; gives what is to be filled in."""
    waiting = []
    empty = dict.fromkeys([column.name for column in late])
    keys = [column.name for column in table.primary_key]
    for rows in _batches(source, table):
        values = [dict(row._mapping) for row in rows]
        for row in values if late else ():
            if any(row[name] is not None for name in empty):
                waiting.append({f"to_{name}": row[name] for name in (*keys, *empty)})
        target.execute(insert(table), [row | empty for row in values])
    return waiting


def _pointing(table: Table, late: list[Column[Any]]) -> Any:
    found = [column == bindparam(f"to_{column.name}") for column in table.primary_key]
    return (
        update(table)
        .where(*found)
        .values({column.name: bindparam(f"to_{column.name}") for column in late})
    )


def _batches(connection: Connection, table: Table) -> Iterator[list[Row[Any]]]:
    batch: list[Row[Any]] = []
    weight = 0
    for row in _rows(connection, table):
        batch.append(row)
        weight += _ROW_BYTES + sum(len(value) for value in row if isinstance(value, bytes))
        if weight > _BATCH_BYTES:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _rows(connection: Connection, table: Table) -> Iterator[Row[Any]]:
    with_bytes = any(isinstance(column.type, LargeBinary) for column in table.columns)
    query = select(table).order_by(*table.primary_key)
    yield from connection.execute(
        query.execution_options(yield_per=_FETCHED_WITH_BYTES if with_bytes else _FETCHED)
    )
