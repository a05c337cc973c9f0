"""All current answers to an instrument's questions as one matrix: where every analysis starts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
from sqlalchemy import Connection, Select, Table, select

from zi_analytics.findings import Finding
from zi_analytics.store.records import ValueMatrix
from zi_analytics.store.schema import assessment, period, question_list, revision, unit
from zi_analytics.store.vectors import ABSENT, decode_many

_VALUES = (
    select(
        assessment.c.unit_id,
        assessment.c.period_id,
        assessment.c.assessor,
        revision.c.number,
        revision.c.codes,
        revision.c.exact,
        revision.c.checksum,
    )
    .join(revision, revision.c.id == assessment.c.current_id)
    .order_by(assessment.c.id)
)
_PLACES = 4


@dataclass(frozen=True, slots=True)
class _Part:
    """The assessments stored with one list of questions."""

    places: tuple[np.ndarray, ...]  # unit id, period id, assessor, revision number
    values: np.ndarray
    states: np.ndarray
    damaged: tuple[tuple[Any, ...], ...]


def load_values(
    connection: Connection,
    instrument: str,
    questions: tuple[str, ...],
    unit_code: str | None = None,
    period_code: str | None = None,
) -> ValueMatrix:
    """The current answers of all assessments made with ``instrument``, or of one unit or period.

    Stored lists of questions that differ from ``questions`` (after an instrument was corrected)
    are brought into its order; a question they lack counts as missing.
    """
    query = _VALUES
    if unit_code is not None:
        query = query.join(unit, unit.c.id == assessment.c.unit_id).where(unit.c.code == unit_code)
    if period_code is not None:
        query = query.join(period, period.c.id == assessment.c.period_id)
        query = query.where(period.c.code == period_code)
    lists = connection.execute(
        select(question_list.c.id, question_list.c.codes)
        .where(question_list.c.instrument == instrument)
        .order_by(question_list.c.id)
    )
    parts = [
        _decode(
            _fetch(connection, query.where(revision.c.question_list_id == id_)),
            json.loads(codes),
            questions,
        )
        for id_, codes in lists.all()
    ] or [_decode([], questions, questions)]
    units, periods, assessors, numbers = (
        _join([part.places[i] for part in parts]) for i in range(_PLACES)
    )
    unit_codes, period_codes = _codes(connection, unit), _codes(connection, period)
    return ValueMatrix(
        instrument=instrument,
        questions=questions,
        units=unit_codes[units],
        periods=period_codes[periods],
        assessors=assessors,
        revisions=numbers,
        values=_join([part.values for part in parts]),
        states=_join([part.states for part in parts]),
        findings=tuple(
            Finding(
                "store-content-damaged",
                assessor=row[2],
                details=(
                    ("assessor", row[2]),
                    ("period", str(period_codes[row[1]])),
                    ("revision", row[3]),
                    ("unit", str(unit_codes[row[0]])),
                ),
            )
            for part in parts
            for row in part.damaged
        ),
    )


def _fetch(connection: Connection, query: Select[Any]) -> Sequence[Any]:
    # The driver's own rows: numbers, texts and bytes need no converting, and making a Row of each
    # of fifty thousand takes as long as reading them.
    cursor = connection.execute(query).cursor
    assert cursor is not None
    return cursor.fetchall()


def _decode(rows: Sequence[Any], stored: Sequence[str], wanted: Sequence[str]) -> _Part:
    columns: tuple[Sequence[Any], ...] = tuple(zip(*rows, strict=True)) or ((),) * 7
    sums = [crc32(exact, crc32(codes)) for codes, exact in zip(*columns[4:6], strict=True)]
    damaged: tuple[tuple[Any, ...], ...] = ()
    if sums != list(columns[6]):
        sound = [row for row, found in zip(rows, sums, strict=True) if row[6] == found]
        damaged = tuple(
            tuple(row) for row, found in zip(rows, sums, strict=True) if row[6] != found
        )
        columns = tuple(zip(*sound, strict=True)) or ((),) * 7
    values, states = decode_many(columns[4], columns[5], len(stored))
    if list(stored) != list(wanted):
        values, states = _align(values, states, stored, wanted)
    places = (
        np.array(columns[0], dtype=np.int64),
        np.array(columns[1], dtype=np.int64),
        np.array(columns[2], dtype=str),
        np.array(columns[3], dtype=np.int64),
    )
    return _Part(places, values, states, damaged)


def _align(
    values: np.ndarray, states: np.ndarray, stored: Sequence[str], wanted: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    place = {code: column for column, code in enumerate(stored)}
    known = [column for column, code in enumerate(wanted) if code in place]
    source = [place[wanted[column]] for column in known]
    missing = decode_many([bytes([ABSENT])], [b""], 1)[1][0, 0]
    all_values = np.full((len(values), len(wanted)), np.nan)
    all_states = np.full((len(values), len(wanted)), missing, dtype=np.uint8)
    all_values[:, known] = values[:, source]
    all_states[:, known] = states[:, source]
    return all_values, all_states


def _join(parts: list[np.ndarray]) -> np.ndarray:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _codes(connection: Connection, table: Table) -> np.ndarray:
    rows = connection.execute(select(table.c.id, table.c.code)).all()
    codes = np.full(max((id_ for id_, _ in rows), default=0) + 1, "", dtype=object)
    for id_, code in rows:
        codes[id_] = code
    return codes.astype(str)
