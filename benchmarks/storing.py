"""Store and load 50,000 assessments, against one blob per assessment through the bare driver.

Run ``python -m benchmarks.storing [ASSESSMENTS]``; exits with 1 when a figure is missed. The floor
keeps the same bytes under the same settings and commits as often, but has one table with one blob
a row, no units, no revisions, no log, no digests. Where ``ZI_DATABASE_URL`` is set, both are in
that database, in schemas of their own that are removed again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter
from typing import Protocol

import numpy as np
import psycopg

from zi_analytics.instrument import AnswerKind, load
from zi_analytics.settings import StorePlace, store_place
from zi_analytics.store import Import, open_store
from zi_analytics.store.sqlite import WAL_IS_SAFE
from zi_analytics.workbook.reading import Answer, AssessmentReading, Reading, State

ASSESSMENTS = 50_000
ONE_BY_ONE = 1_000
BATCH = 500
MOST_OF_BLOBS = 3.0
MOST_BYTES = 8.0
LKE = load("lke-2021")
ORIGINAL = bytes(2_000)
TABLES = ("v", "d", "f")
"""Of the floor: values, documents, files."""


def draw_readings(number: int) -> Iterator[Import]:
    """Worksheets as they come: most questions answered, ratios with all their decimals, texts."""
    random = np.random.default_rng(2021)
    codes = [(q.code, LKE.type_of(q.code)) for q in (*LKE.questions, *LKE.counts)]
    for place in range(number):
        answers = {}
        drawn = random.random((len(codes), 2))
        for row, (code, kind) in enumerate(codes, start=6):
            state, value = State.ANSWERED, float(drawn[row - 6, 0])
            if drawn[row - 6, 1] < 0.05:
                state, value = State.BLANK, None
            elif kind.kind is AnswerKind.CHOICE:
                value = kind.options[int(value * len(kind.options))].value
            elif kind.kind is AnswerKind.COUNT:
                value = float(int(value * 50))
            answers[code] = Answer(
                code, state, value, "" if value is None else str(value), "Jawaban", f"K{row}",
                "Sudah dilaksanakan sejak awal tahun" if row % 3 == 0 else "",
                f"https://drive.example.go.id/{place % 97}/{code}" if row % 2 == 0 else "",
            )  # fmt: skip
        original = ORIGINAL + str(place).encode()
        column = AssessmentReading("unit", answers, {})
        digest = hashlib.sha256(original).hexdigest()
        file = f"lke-{place}.xlsx"
        reading = Reading(file, digest, LKE.id, "lke-2026", "", "", (column,), ())
        yield Import(reading, original, f"Unit {place // 10}", f"{2016 + place % 10}")


def pack(item: Import) -> tuple[bytes, bytes, bytes]:
    """What the floor keeps of a file: values, everything else as compressed JSON, the file."""
    answers = item.reading.assessments[0].answers
    values = np.array([answers[q.code].value for q in LKE.questions], dtype=float)
    text = json.dumps([answer[1:] for answer in answers.values()])
    return values.tobytes(), zlib.compress(text.encode()), item.original


class Floor(Protocol):
    """One blob per assessment."""

    def save(self, imports: list[Import]) -> None:
        """All of them in one transaction."""

    def load(self) -> np.ndarray:
        """All values as one matrix."""


class FileFloor:
    """The floor in a file of SQLite."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        mode, sync = ("WAL", "FULL") if WAL_IS_SAFE else ("DELETE", "EXTRA")
        self.connection.execute(f"PRAGMA journal_mode = {mode}").fetchall()
        self.connection.execute(f"PRAGMA synchronous = {sync}")
        for table in TABLES:
            self.connection.execute(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, x BLOB)")

    def save(self, imports: list[Import]) -> None:
        """All of them in one transaction."""
        self.connection.execute("BEGIN IMMEDIATE")
        for item in imports:
            for table, blob in zip(TABLES, pack(item), strict=True):
                self.connection.execute(f"INSERT INTO {table} (x) VALUES (?)", (blob,))
        self.connection.execute("COMMIT")

    def load(self) -> np.ndarray:
        """All values as one matrix."""
        rows = self.connection.execute("SELECT x FROM v").fetchall()
        return np.frombuffer(b"".join([row[0] for row in rows])).reshape(len(rows), -1)


class ServerFloor:
    """The floor in a database of PostgreSQL."""

    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url, autocommit=True)
        for table in TABLES:
            self.connection.execute(f"CREATE TABLE {table} (id serial PRIMARY KEY, x bytea)")

    def save(self, imports: list[Import]) -> None:
        """All of them in one transaction."""
        with self.connection.transaction(), self.connection.cursor() as cursor:
            for table, blobs in zip(TABLES, zip(*map(pack, imports), strict=True), strict=True):
                rows = [(blob,) for blob in blobs]
                cursor.executemany(f"INSERT INTO {table} (x) VALUES (%s)", rows)

    def load(self) -> np.ndarray:
        """All values as one matrix."""
        rows = self.connection.execute("SELECT x FROM v ORDER BY id").fetchall()
        return np.frombuffer(b"".join([row[0] for row in rows])).reshape(len(rows), -1)


@contextmanager
def places(folder: Path) -> Iterator[Callable[[str], tuple[StorePlace, Floor]]]:
    """Gives new places by name: for our store, and the floor beside it."""
    url = store_place().url
    if not url:
        yield lambda name: (StorePlace(folder / name), FileFloor(folder / f"{name}.db"))
        return
    made: list[str] = []

    def make(name: str) -> str:
        made.append(f"benchmark_{name}")
        run(url, f"CREATE SCHEMA {made[-1]}")
        return f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{made[-1]}"

    try:
        yield lambda name: (
            StorePlace(folder / name, make(name)),
            ServerFloor(make(f"{name}_floor")),
        )
    finally:
        for schema in made:
            run(url, f"DROP SCHEMA {schema} CASCADE")


def run(url: str, statement: str) -> None:
    """One statement."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def report(what: str, ours: float, floor: float, count: int) -> bool:
    """Print one ratio; whether it is reached."""
    ratio = ours / floor
    print(f"{what} {count:,}: {ours:.2f} s, one blob each {floor:.2f} s, ratio {ratio:.2f}")
    return ratio <= MOST_OF_BLOBS


def bytes_per_answer(place: StorePlace, assessments: int) -> float:
    """The pages of every table and index but those of texts and originals, by answer."""
    if place.url:
        with psycopg.connect(place.url) as connection:
            found = connection.execute(
                "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND "
                "relnamespace = current_schema()::regnamespace AND relname NOT IN "
                "('document', 'file')"
            ).fetchone()
    else:
        with closing(sqlite3.connect(place.folder / "store.db")) as file:
            found = file.execute(
                "SELECT sum(pgsize) FROM dbstat WHERE name NOT IN "
                "('document', 'file', 'sqlite_autoindex_file_1')"
            ).fetchone()
    assert found is not None
    return float(found[0]) / assessments / len(LKE.questions)


def save_one_by_one(place: StorePlace, floor: Floor, total: int) -> bool:
    """Every file in a transaction of its own."""
    ours = theirs = 0.0
    with open_store(place) as store:
        for item in draw_readings(total):
            ours += seconds(lambda item=item: store.save_many([item]))
            theirs += seconds(lambda item=item: floor.save([item]))
    return report("save, each by itself", ours, theirs, total)


def save_and_load_many(place: StorePlace, floor: Floor, total: int) -> bool:
    """Many in a transaction, then all at once back."""
    ours = theirs = 0.0
    batch: list[Import] = []
    with open_store(place) as store:
        for number, item in enumerate(draw_readings(total), start=1):
            batch.append(item)
            if len(batch) == BATCH or number == total:
                ours += seconds(lambda batch=batch: store.save_many(batch))
                theirs += seconds(lambda batch=batch: floor.save(batch))
                batch = []
        good = report(f"save, {BATCH} in a transaction", ours, theirs, total)
        same = np.array_equal(store.load_values(LKE.id).values, floor.load(), equal_nan=True)
        ours = min(seconds(lambda: store.load_values(LKE.id)) for _ in range(5))
        theirs = min(seconds(floor.load) for _ in range(5))
        good &= report("load", ours, theirs, total) and same
    size = bytes_per_answer(place, total)
    if place.url:
        # A server's rows and indexes have heads of their own.
        print(f"bytes per answer apart from texts and files: {size:.2f}")
        return good
    print(f"bytes per answer apart from texts and files: {size:.2f} (at most {MOST_BYTES})")
    return good and size <= MOST_BYTES


def main() -> int:
    """Print every figure with its floor; 1 when one is missed."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else ASSESSMENTS
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder, places(Path(folder)) as new:
        one_by_one = save_one_by_one(*new("one"), min(ONE_BY_ONE, total))
        many = save_and_load_many(*new("many"), total)
    return 0 if one_by_one and many else 1


if __name__ == "__main__":
    sys.exit(main())
