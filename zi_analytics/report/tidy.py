"""Everything stored as two long tables for other programs: answers and assessments.

Written piece by piece as Parquet or CSV, so that a ministry takes no more memory than a city.
:data:`COLUMNS` says what stands where; the same words are written beside the tables.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from zi_analytics.analysis.periods import parts
from zi_analytics.analysis.stored import list_stored
from zi_analytics.instrument import Instrument, available, load
from zi_analytics.instrument.model import Level
from zi_analytics.language.wording import msg, say
from zi_analytics.report.table import guarded
from zi_analytics.scoring import score
from zi_analytics.store import STATES, Store, ValueMatrix

FORMATS = ("parquet", "csv")
ANSWERS, ASSESSMENTS, MEANINGS = "answers", "assessments", "columns.csv"
AT_ONCE = 1_000
"""Assessments in memory as rows at the same time."""

_TEXT, _WHOLE, _FIGURE = pa.string(), pa.int64(), pa.float64()
_PLACE = (
    ("unit_code", _TEXT, msg("code of the unit")),
    ("unit_name", _TEXT, msg("name of the unit as typed")),
    ("period", _TEXT, msg("year, or year and last month of the quarter: 2025-B06")),
    ("assessor", _TEXT, msg("who answered: unit, tpi, tpi2 or tpn")),
    ("revision", _WHOLE, msg("number of the revision that counts")),
    ("instrument", _TEXT, msg("which worksheet was filled in")),
)
COLUMNS: dict[str, tuple[tuple[str, pa.DataType, str], ...]] = {
    ANSWERS: (
        *_PLACE,
        ("question_code", _TEXT, msg("code of the question")),
        ("area", _TEXT, msg("number of the area, or code of the result")),
        ("aspect", _TEXT, msg("code of the aspect; empty where there is none")),
        ("value", _FIGURE, msg("the answer as a share of 0 to 1; empty where unanswered")),
        ("state", _TEXT, msg("answered, or why there is no value")),
        ("points", _FIGURE, msg("points that the answer earns, unrounded")),
        ("weight", _FIGURE, msg("points that a full answer earns")),
    ),
    ASSESSMENTS: (
        *_PLACE,
        ("kind", _TEXT, msg("kind of unit")),
        ("parent_code", _TEXT, msg("code of the unit above")),
        ("total", _FIGURE, msg("points of the whole worksheet, 0 to 100, unrounded")),
        ("reached", _TEXT, msg("highest predicate that is passed; empty for none")),
        ("answered", _WHOLE, msg("questions with a usable answer")),
        ("questions", _WHOLE, msg("questions of the worksheet")),
        ("evidenced", _FIGURE, msg("share of the answers with something as evidence, 0 to 1")),
        ("file", _TEXT, msg("name of the file that was read")),
        ("sha256", _TEXT, msg("SHA-256 of that file")),
        ("saved_at", pa.timestamp("us", tz="UTC"), msg("when it was stored")),
    ),
}
"""Of each table: name, type and meaning of its columns."""
_STATES = [state.value for state in STATES]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which assessments; an empty field leaves all of them in. ``units`` are codes."""

    period: str = ""
    assessor: str = ""
    units: frozenset[str] = frozenset()


def write_tidy(
    store: Store,
    folder: Path,
    kind: str,
    selection: Selection,
    language: str,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Path, ...]:
    """Write both tables as ``kind`` (see :data:`FORMATS`) and what their columns mean.

    Text in a CSV has an apostrophe before it where a spreadsheet would compute it; in Parquet it
    stands as typed.
    """
    tables = {ANSWERS: answers(store, selection), ASSESSMENTS: assessments(store, selection)}
    periods = _periods(store, selection)
    total = len(periods) * len(available())
    written = []
    for table, batches in tables.items():
        path = folder / f"{table}.{kind}"
        with _open(path, kind, _schema(table)) as out:
            for step, batch in batches:
                out.write_batch(_guarded(batch) if kind == "csv" else batch)
                if table == ANSWERS:
                    on_progress(step, total)
        written.append(path)
    on_progress(total, total)
    return (*written, _write_meanings(folder / MEANINGS, language))


def answers(store: Store, selection: Selection) -> Iterator[tuple[int, pa.RecordBatch]]:
    """One row an assessment and question, in pieces, each with the number of its step."""
    units = store.units()
    names = dict(zip(units["code"].tolist(), units["name"].tolist(), strict=True))
    step = 0
    for instrument_id in available():
        instrument = load(instrument_id)
        for period in _periods(store, selection):
            matrix = store.load_values(instrument_id, period=period)
            step += 1
            rows = _chosen(matrix, selection)
            for start in range(0, len(rows), AT_ONCE):
                piece = rows[start : start + AT_ONCE]
                yield step, _answers(instrument, matrix, piece, names)


def _periods(store: Store, selection: Selection) -> Sequence[str]:
    periods: list[str] = store.periods()["code"].tolist()
    return [code for code in periods if selection.period in ("", code)]


def _chosen(matrix: ValueMatrix, selection: Selection) -> np.ndarray:
    kept = np.ones(len(matrix), dtype=bool)
    if selection.assessor:
        kept &= matrix.assessors == selection.assessor
    if selection.units:
        kept &= np.isin(matrix.units, sorted(selection.units))
    return np.flatnonzero(kept)


def _answers(
    instrument: Instrument, matrix: ValueMatrix, rows: np.ndarray, names: dict[str, str]
) -> pa.RecordBatch:
    count = len(instrument.questions)
    values = matrix.values[rows]
    place = {node.code: number for number, node in enumerate(instrument.scored)}
    points = score(instrument, values)[:, [place[node.code] for node in instrument.questions]]
    units = matrix.units[rows].tolist()

    def each(texts: Sequence[str]) -> pa.Array:
        return _repeated(texts, np.repeat(np.arange(len(rows)), count))

    def asked(texts: Sequence[str | None]) -> pa.Array:
        return _repeated(texts, np.tile(np.arange(count), len(rows)))

    columns = [
        each(units),
        each([names[code] for code in units]),
        each(matrix.periods[rows].tolist()),
        each(matrix.assessors[rows].tolist()),
        pa.array(np.repeat(matrix.revisions[rows], count)),
        each([instrument.id] * len(rows)),
        asked([node.code for node in instrument.questions]),
        asked(_areas(instrument)),
        asked([_above(instrument, node.code, Level.ASPECT) for node in instrument.questions]),
        pa.array(values.ravel(), from_pandas=True),
        _repeated(_STATES, matrix.states[rows].ravel()),
        pa.array(points.ravel()),
        pa.array(np.tile([node.weight or 0.0 for node in instrument.questions], len(rows))),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=_schema(ANSWERS))


def _repeated(texts: Sequence[str | None], places: np.ndarray) -> pa.Array:
    """Each text is kept once and named by its place: millions of rows say the same few."""
    return pa.array(texts, _TEXT).take(pa.array(places))


def _areas(instrument: Instrument) -> list[str | None]:
    part_of = {code: part.code for part in parts(instrument) for code in part.nodes}
    found: list[str | None] = []
    for question in instrument.questions:
        code: str | None = question.code
        while code is not None and code not in part_of:
            code = instrument.node[code].parent
        found.append(None if code is None else part_of[code])
    return found


def _above(instrument: Instrument, code: str | None, level: Level) -> str | None:
    while code is not None and instrument.node[code].level is not level:
        code = instrument.node[code].parent
    return code


def assessments(store: Store, selection: Selection) -> Iterator[tuple[int, pa.RecordBatch]]:
    """One row an assessment, in pieces."""
    frame = list_stored(store, {id_: load(id_) for id_ in available()})
    kept = pd.Series(True, index=frame.index)
    if selection.period:
        kept &= frame["period"] == selection.period
    if selection.assessor:
        kept &= frame["assessor"] == selection.assessor
    if selection.units:
        kept &= frame["unit"].isin(selection.units)
    frame = frame[kept].rename(columns={"unit": "unit_code", "parent": "parent_code"})
    for start in range(0, len(frame), AT_ONCE):
        piece = frame.iloc[start : start + AT_ONCE]
        columns = [
            pa.array(piece[name], kind, from_pandas=True) for name, kind, _ in COLUMNS[ASSESSMENTS]
        ]
        yield 0, pa.RecordBatch.from_arrays(columns, schema=_schema(ASSESSMENTS))


def _schema(table: str) -> pa.Schema:
    return pa.schema([(name, kind) for name, kind, _ in COLUMNS[table]])


def _open(
    path: Path, kind: str, schema: pa.Schema
) -> pyarrow.parquet.ParquetWriter | pyarrow.csv.CSVWriter:
    if kind == "csv":
        return pyarrow.csv.CSVWriter(path, schema)
    return pyarrow.parquet.ParquetWriter(path, schema, compression="zstd")


def _guarded(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = []
    for column in batch.columns:
        if column.type == _TEXT:
            # Of each text once: a name stands beside every question of its unit.
            known = column.dictionary_encode()
            texts = [
                text if text is None else guarded(text) for text in known.dictionary.to_pylist()
            ]
            column = pa.array(texts, _TEXT).take(known.indices)
        columns.append(column)
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def _write_meanings(path: Path, language: str) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("table", "column", "type", "meaning"))
        for table, columns in COLUMNS.items():
            for name, kind, meaning in columns:
                writer.writerow((table, name, str(kind), say(meaning, language)))
    return path
