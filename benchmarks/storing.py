"""Store and load 50,000 assessments, against one blob per assessment in plain sqlite3.

Run ``python -m benchmarks.storing [ASSESSMENTS]``; exits with 1 when a figure is missed. The floor
keeps the same bytes under the same pragmas and commits as often, but has one table with one blob
a row, no units, no revisions, no log, no digests.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter

import numpy as np

from zi_analytics.instrument import AnswerKind, load
from zi_analytics.store import Import, Store, open_store
from zi_analytics.store.sqlite import WAL_IS_SAFE
from zi_analytics.workbook.reading import Answer, AssessmentReading, Reading, State

ASSESSMENTS = 50_000
ONE_BY_ONE = 1_000
BATCH = 500
MOST_OF_BLOBS = 3.0
MOST_BYTES = 8.0
LKE = load("lke-2021")
ORIGINAL = bytes(2_000)


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


class Blobs:
    """The floor: one blob per assessment."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        mode, sync = ("WAL", "FULL") if WAL_IS_SAFE else ("DELETE", "EXTRA")
        self.connection.execute(f"PRAGMA journal_mode = {mode}").fetchall()
        self.connection.execute(f"PRAGMA synchronous = {sync}")
        self.connection.execute("CREATE TABLE v (id INTEGER PRIMARY KEY, v BLOB)")
        self.connection.execute("CREATE TABLE d (id INTEGER PRIMARY KEY, d BLOB)")
        self.connection.execute("CREATE TABLE f (id INTEGER PRIMARY KEY, f BLOB)")

    def save(self, imports: list[Import]) -> None:
        """Values, everything else as compressed JSON, and the file, in one transaction."""
        self.connection.execute("BEGIN IMMEDIATE")
        for item in imports:
            answers = item.reading.assessments[0].answers
            values = np.array([answers[q.code].value for q in LKE.questions], dtype=float)
            text = json.dumps([answer[1:] for answer in answers.values()])
            document = zlib.compress(text.encode())
            self.connection.execute("INSERT INTO v (v) VALUES (?)", (values.tobytes(),))
            self.connection.execute("INSERT INTO d (d) VALUES (?)", (document,))
            self.connection.execute("INSERT INTO f (f) VALUES (?)", (item.original,))
        self.connection.execute("COMMIT")

    def load(self) -> np.ndarray:
        """All values as one matrix."""
        rows = self.connection.execute("SELECT v FROM v").fetchall()
        return np.frombuffer(b"".join([row[0] for row in rows])).reshape(len(rows), -1)


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


def bytes_per_answer(store: Store, assessments: int) -> float:
    """The pages of every table but those of texts and originals, by answer."""
    with closing(sqlite3.connect(store.folder / "store.db")) as connection:
        size = connection.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE name NOT IN "
            "('document', 'file', 'sqlite_autoindex_file_1')"
        ).fetchone()[0]
    return float(size) / assessments / len(LKE.questions)


def main() -> int:
    """Print every figure with its floor; 1 when one is missed."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else ASSESSMENTS
    good = True
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        with open_store(Path(folder) / "one") as store:
            blobs = Blobs(Path(folder) / "one.db")
            ours = floor = 0.0
            for item in draw_readings(min(ONE_BY_ONE, total)):
                ours += seconds(lambda item=item: store.save_many([item]))
                floor += seconds(lambda item=item: blobs.save([item]))
            good &= report("save, each by itself", ours, floor, min(ONE_BY_ONE, total))
        with open_store(Path(folder) / "many") as store:
            blobs = Blobs(Path(folder) / "many.db")
            ours = floor = 0.0
            batch: list[Import] = []
            for place, item in enumerate(draw_readings(total), start=1):
                batch.append(item)
                if len(batch) == BATCH or place == total:
                    ours += seconds(lambda batch=batch: store.save_many(batch))
                    floor += seconds(lambda batch=batch: blobs.save(batch))
                    batch = []
            good &= report(f"save, {BATCH} in a transaction", ours, floor, total)
            same = np.array_equal(store.load_values(LKE.id).values, blobs.load(), equal_nan=True)
            ours = min(seconds(lambda: store.load_values(LKE.id)) for _ in range(5))
            floor = min(seconds(blobs.load) for _ in range(5))
            good &= report("load", ours, floor, total) and same
            size = bytes_per_answer(store, total)
            good &= size <= MOST_BYTES
            print(f"bytes per answer apart from texts and files: {size:.2f} (at most {MOST_BYTES})")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
